import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotStart } from './cannotStart.ts';
import { readConfig } from './config.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'couvert-config-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

function refusalOf(env: Record<string, string>): string {
  try {
    readConfig({ DATA_DIR: dataDir, ...env });
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('an empty environment', () => {
  test('is enough', () => {
    const config = readConfig({ DATA_DIR: dataDir });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir,
      databaseUrl: undefined,
      baseUrl: 'http://localhost:3000',
      logLevel: 'warn',
      rateLimit: true,
      trustProxy: false,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('counts values that are there but empty as absent', () => {
    expect(readConfig({ DATA_DIR: dataDir, PORT: '', BASE_URL: ' ', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      baseUrl: 'http://localhost:3000',
      databaseUrl: undefined,
    });
  });
});

test('the address in links follows the port until one is given', () => {
  expect(readConfig({ DATA_DIR: dataDir, PORT: '4111' }).baseUrl).toBe('http://localhost:4111');
  expect(readConfig({ DATA_DIR: dataDir, BASE_URL: 'https://zoe.example/' }).baseUrl).toBe(
    'https://zoe.example',
  );
});

describe('a wrong value', () => {
  test.each([
    ['PORT', '0', 'from 1 to 65535'],
    ['PORT', '65536', 'from 1 to 65535'],
    ['PORT', '3000x', 'from 1 to 65535'],
    ['HOST', 'http://localhost', 'to listen on'],
    ['BASE_URL', 'reservations.example.com', 'https://reservations.example.com'],
    ['BASE_URL', 'https://example.com/couvert', 'without a path'],
    ['BASE_URL', 'ftp://example.com', 'an address'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error'],
    ['RATE_LIMIT', 'no', 'on or off'],
    ['TRUST_PROXY', 'everyone', 'off, or addresses'],
    ['RESEND_API_KEY', 'secret', 're_'],
    ['MAIL_FROM', 'Zoé', 'a sender'],
    ['RESEND_WEBHOOK_SECRET', 'secret', 'whsec_'],
    ['TWILIO_ACCOUNT_SID', 'zoe', 'AC and 32'],
    ['TWILIO_AUTH_TOKEN', 'short', 'the token'],
    ['TWILIO_FROM', '0612345678', '+33612345678'],
    ['DATABASE_URL', 'mysql://localhost/couvert', 'postgres://'],
    ['SECRET', 'short', 'at least 32 characters'],
    ['BOT_TOKEN', 'contains a blank, however long it may be', 'at least 32 characters'],
  ])('%s=%s is refused by its name and with what was expected', (name, value, expected) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal).toContain(`${name}: expected`);
    expect(refusal).toContain(expected);
  });

  test('is told together with all the others', () => {
    const refusal = refusalOf({ PORT: 'x', LOG_LEVEL: 'loud', RATE_LIMIT: 'maybe' });
    for (const name of ['PORT', 'LOG_LEVEL', 'RATE_LIMIT']) expect(refusal).toContain(name);
  });

  test('is not repeated when it may be a secret', () => {
    const refusal = refusalOf({
      DATABASE_URL: 'user:hunter2@db',
      SECRET: 'swordfish',
      RESEND_API_KEY: 'tiger',
      RESEND_WEBHOOK_SECRET: 'lion',
      TWILIO_AUTH_TOKEN: 'panther',
    });
    for (const secret of ['hunter2', 'swordfish', 'tiger', 'lion', 'panther'])
      expect(refusal).not.toContain(secret);
  });

  test('leaves nothing behind', async () => {
    refusalOf({ PORT: 'x' });
    expect(await readdir(dataDir)).toEqual([]);
  });
});

test('sending email needs a sender', () => {
  expect(refusalOf({ RESEND_API_KEY: 're_123' })).toContain('MAIL_FROM');
  expect(
    readConfig({ DATA_DIR: dataDir, RESEND_API_KEY: 're_123', MAIL_FROM: 'Chez Zoé <zoe@example.com>' })
      .mailFrom,
  ).toBe('Chez Zoé <zoe@example.com>');
});

test('sending SMS needs all three of its settings', () => {
  const twilio = {
    TWILIO_ACCOUNT_SID: `AC${'0a'.repeat(16)}`,
    TWILIO_AUTH_TOKEN: '0a'.repeat(16),
    TWILIO_FROM: '+33612345678',
  };
  expect(refusalOf({ ...twilio, TWILIO_FROM: '' })).toContain('all three or none');
  expect(refusalOf({ TWILIO_FROM: 'Ardoise' })).toContain('got TWILIO_FROM');
  expect(readConfig({ DATA_DIR: dataDir }).twilio).toBeUndefined();
  expect(readConfig({ DATA_DIR: dataDir, ...twilio }).twilio).toEqual({
    accountSid: twilio.TWILIO_ACCOUNT_SID,
    authToken: twilio.TWILIO_AUTH_TOKEN,
    from: '+33612345678',
  });
});

test('WhatsApp by the Cloud API needs all four of its settings, and each number is of one restaurant', () => {
  const cloud = {
    WHATSAPP_TRANSPORT: 'cloud',
    WHATSAPP_CLOUD_PHONE_ID: 'chez-zoe=106540352242922, chez-leo=106540352242923',
    WHATSAPP_CLOUD_TOKEN: 'a-token-of-meta',
    WHATSAPP_CLOUD_APP_SECRET: 'an-app-secret',
    WHATSAPP_CLOUD_VERIFY_TOKEN: 'a-verify-token',
  };
  expect(refusalOf({ ...cloud, WHATSAPP_CLOUD_TOKEN: '' })).toContain('cloud needs');
  expect(refusalOf({ ...cloud, WHATSAPP_CLOUD_PHONE_ID: '106540352242922' })).toContain('chez-zoe=');
  expect(refusalOf({ ...cloud, WHATSAPP_CLOUD_PHONE_ID: 'a=10654,b=10654' })).toContain(
    'WHATSAPP_CLOUD_PHONE_ID',
  );
  const short = refusalOf({ ...cloud, WHATSAPP_CLOUD_APP_SECRET: 'short' });
  expect(short).toContain('something else (5 characters)');
  expect(readConfig({ DATA_DIR: dataDir }).whatsappCloud).toBeUndefined();
  expect(readConfig({ DATA_DIR: dataDir, ...cloud }).whatsappCloud).toEqual({
    url: 'https://graph.facebook.com/v23.0',
    phoneIds: { 'chez-zoe': '106540352242922', 'chez-leo': '106540352242923' },
    token: 'a-token-of-meta',
    appSecret: 'an-app-secret',
    verifyToken: 'a-verify-token',
  });
});

describe('secrets', () => {
  test('are made once, kept from others, and found again', async () => {
    const first = readConfig({ DATA_DIR: dataDir });
    const second = readConfig({ DATA_DIR: dataDir });
    expect(first.secret).toBe(second.secret);
    expect(first.botToken).toBe(second.botToken);
    expect(first.secret).not.toBe(first.botToken);
    expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secrets.json']);
  });

  test('that are given are used and not written down', async () => {
    const secret = 's'.repeat(32);
    const botToken = 'b'.repeat(32);
    expect(readConfig({ DATA_DIR: dataDir, SECRET: secret, BOT_TOKEN: botToken })).toMatchObject({
      secret,
      botToken,
    });
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('given in part: the other one is made and kept', async () => {
    const config = readConfig({ DATA_DIR: dataDir, SECRET: 's'.repeat(32) });
    const kept = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'));
    expect(config.secret).toBe('s'.repeat(32));
    expect(config.botToken).toBe(kept.botToken);
  });

  test('a damaged file is not overwritten', async () => {
    await writeFile(join(dataDir, 'secrets.json'), '{"secret": "x');
    expect(refusalOf({})).toContain('secrets.json');
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe('{"secret": "x');
  });
});

test('a data folder that cannot be made is told by its name', async () => {
  await writeFile(join(dataDir, 'file'), '');
  expect(refusalOf({ DATA_DIR: join(dataDir, 'file', 'data') })).toContain(join(dataDir, 'file', 'data'));
});
