import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotStart } from './cannotStart.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** All that can be set from outside; `.env.example` explains each to the person who sets it. */
export type Config = Readonly<{
  /** The address to listen on. */
  host: string;
  port: number;
  /** Absolute. Holds the database inside, its password, and the secrets that were made here. */
  dataDir: string;
  /** Undefined: the PostgreSQL that comes with Couvert. */
  databaseUrl: string | undefined;
  /** Where guests and staff reach us, as it stands in links; an origin, without a slash at its end. */
  baseUrl: string;
  logLevel: (typeof logLevels)[number];
  /** False only for load tests. */
  rateLimit: boolean;
  /** The reverse proxies whose word on a visitor's address is taken; false for none. */
  trustProxy: false | string[];
  /** Undefined: email goes to the development outbox. */
  resendApiKey: string | undefined;
  /** `Name <address>` or an address; always there when `resendApiKey` is. */
  mailFrom: string | undefined;
  /** `whsec_…`. Undefined: what came of emails is not heard. */
  resendWebhookSecret: string | undefined;
  /** Undefined: SMS goes to the development outbox. */
  twilio: Readonly<{ accountSid: string; authToken: string; from: string }> | undefined;
  chromiumPath: string | undefined;
  /** Flags for the browser of a WhatsApp line, as one would type them. */
  whatsappFlags: string | undefined;
  /** The version of WhatsApp Web to hold on to; undefined: whatever it serves. */
  whatsappWebVersion: string | undefined;
  /** WhatsApp by Meta's Cloud API; undefined: by its web client. `phoneIds`: Meta's id of each restaurant's number. */
  whatsappCloud:
    | Readonly<{
        url: string;
        phoneIds: Readonly<Record<string, string>>;
        token: string;
        appSecret: string;
        verifyToken: string;
      }>
    | undefined;
  /** Signs links and cookies. */
  secret: string;
  /** What the bot shows the API. */
  botToken: string;
}>;

type Environment = Record<string, string | undefined>;

/**
 * Reads the environment. An empty value counts as none. Secrets that are not given are made once and kept in
 * `DATA_DIR/secrets.json` (mode 600). Throws CannotStart that names every wrong value and what was expected.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = <Value>(
    name: string,
    fallback: Value,
    expected: string,
    parse: (text: string) => Value | null,
  ) => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = parse(text);
    if (value !== null) return value;
    problems.push(`  ${name}: expected ${expected}, got ${shown(name, text)}`);
    return fallback;
  };
  const none: string | undefined = undefined;

  const port = read('PORT', 3000, 'a port number from 1 to 65535', portFrom);
  const resendApiKey = read('RESEND_API_KEY', none, 'a key of Resend, which begins with re_', (text) =>
    /^re_\S+$/.test(text) ? text : null,
  );
  const accountSid = read(
    'TWILIO_ACCOUNT_SID',
    none,
    'the name of an account of Twilio, AC and 32 figures and letters',
    (text) => (/^AC[0-9a-fA-F]{32}$/.test(text) ? text : null),
  );
  const authToken = read('TWILIO_AUTH_TOKEN', none, 'the token of an account of Twilio', (text) =>
    /^[\x21-\x7e]{20,}$/.test(text) ? text : null,
  );
  const smsFrom = read(
    'TWILIO_FROM',
    none,
    'a number of yours such as +33612345678, or a name of at most 11 letters and figures',
    (text) => (/^(\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/.test(text) ? text : null),
  );
  const transport = read('WHATSAPP_TRANSPORT', 'web', 'web or cloud', (text) =>
    text === 'web' || text === 'cloud' ? text : null,
  );
  const unseen = (text: string) => (/^[\x21-\x7e]{8,}$/.test(text) ? text : null);
  const phoneIds = read<Record<string, string>>(
    'WHATSAPP_CLOUD_PHONE_ID',
    {},
    'restaurants and the ids of their numbers with commas between, such as chez-zoe=106540352242922',
    phoneIdsFrom,
  );
  const cloudToken = read('WHATSAPP_CLOUD_TOKEN', none, 'a token of Meta', unseen);
  const appSecret = read('WHATSAPP_CLOUD_APP_SECRET', none, 'the secret of an app of Meta', unseen);
  const verifyToken = read('WHATSAPP_CLOUD_VERIFY_TOKEN', none, 'a token of 8 characters or more', unseen);
  const cloudUrl = read(
    'WHATSAPP_CLOUD_URL',
    'https://graph.facebook.com/v23.0',
    'an address with a version, such as https://graph.facebook.com/v23.0',
    (text) => (/^https?:\/\/\S+[^/\s]$/.test(text) && URL.canParse(text) ? text : null),
  );
  const given = {
    host: read('HOST', '127.0.0.1', 'an address or a host name to listen on, such as 0.0.0.0', (text) =>
      /^[\w.:-]+$/.test(text) ? text : null,
    ),
    port,
    dataDir: resolve(env.DATA_DIR?.trim() || 'data'),
    databaseUrl: read(
      'DATABASE_URL',
      none,
      'the address of a PostgreSQL, such as postgres://user:password@localhost:5432/couvert',
      databaseFrom,
    ),
    baseUrl: read(
      'BASE_URL',
      `http://localhost:${port}`,
      'an address without a path, such as https://reservations.example.com',
      originFrom,
    ),
    logLevel: read('LOG_LEVEL', 'warn', `one of ${logLevels.join(', ')}`, (text) =>
      logLevels.includes(text as Config['logLevel']) ? (text as Config['logLevel']) : null,
    ),
    rateLimit: read('RATE_LIMIT', true, 'on or off', switchFrom),
    trustProxy: read(
      'TRUST_PROXY',
      false,
      'off, or addresses or networks of proxies with commas between, such as 127.0.0.1,10.0.0.0/8',
      proxiesFrom,
    ),
    resendApiKey,
    mailFrom: read('MAIL_FROM', none, 'a sender, such as Chez Zoé <bonjour@example.com>', senderFrom),
    resendWebhookSecret: read(
      'RESEND_WEBHOOK_SECRET',
      none,
      'the signing secret of a webhook of Resend, which begins with whsec_',
      (text) => (/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? text : null),
    ),
    twilio: accountSid && authToken && smsFrom ? { accountSid, authToken, from: smsFrom } : undefined,
    whatsappCloud:
      transport === 'cloud' && cloudToken && appSecret && verifyToken && Object.keys(phoneIds).length > 0
        ? { url: cloudUrl, phoneIds, token: cloudToken, appSecret, verifyToken }
        : undefined,
    chromiumPath: env.CHROMIUM_PATH?.trim() || undefined,
    whatsappFlags: read(
      'WHATSAPP_CHROMIUM_FLAGS',
      none,
      'flags of Chromium, such as --proxy-server=127.0.0.1:8080',
      (text) => (/^--\S/.test(text) ? text : null),
    ),
    whatsappWebVersion: read(
      'WHATSAPP_WEB_VERSION',
      none,
      'none, or a version of WhatsApp Web, such as 2.3000.1017054665',
      (text) => (text === 'none' || /^\d+(\.\d+)+$/.test(text) ? text : null),
    ),
  } satisfies Omit<Config, 'secret' | 'botToken'>;
  if (resendApiKey && !env.MAIL_FROM?.trim()) {
    problems.push(
      '  MAIL_FROM: expected a sender, such as Chez Zoé <bonjour@example.com>, because RESEND_API_KEY is set',
    );
  }
  const twilioGiven = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'].filter((name) =>
    env[name]?.trim(),
  );
  if (twilioGiven.length === 1 || twilioGiven.length === 2) {
    problems.push(
      `  TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM: expected all three or none, got ${twilioGiven.join(' and ')}`,
    );
  }
  if (transport === 'cloud' && !given.whatsappCloud) {
    problems.push(
      '  WHATSAPP_TRANSPORT: cloud needs WHATSAPP_CLOUD_PHONE_ID, WHATSAPP_CLOUD_TOKEN, WHATSAPP_CLOUD_APP_SECRET and WHATSAPP_CLOUD_VERIFY_TOKEN',
    );
  }
  const secretOf = (name: string) =>
    read(name, none, 'at least 32 characters, such as openssl rand -hex 32 gives', (text) =>
      /^[\x21-\x7e]{32,}$/.test(text) ? text : null,
    );
  const secret = secretOf('SECRET');
  const botToken = secretOf('BOT_TOKEN');

  if (problems.length > 0) {
    throw new CannotStart(
      `${problems.length === 1 ? 'This value' : 'These values'} in the environment cannot be used:\n${problems.join('\n')}`,
    );
  }
  const kept = secret && botToken ? { secret, botToken } : keptSecrets(given.dataDir);
  return Object.freeze({ ...given, secret: secret ?? kept.secret, botToken: botToken ?? kept.botToken });
}

const secretNames = [
  'DATABASE_URL',
  'RESEND_API_KEY',
  'RESEND_WEBHOOK_SECRET',
  'TWILIO_AUTH_TOKEN',
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
  'SECRET',
  'BOT_TOKEN',
];

/** A wrong value is shown, so that it can be found; a secret is not. */
function shown(name: string, text: string): string {
  if (secretNames.includes(name)) {
    return `something else (${text.length} characters)`;
  }
  return JSON.stringify(text);
}

function portFrom(text: string): number | null {
  const port = Number(text);
  return /^\d+$/.test(text) && port >= 1 && port <= 65535 ? port : null;
}

function databaseFrom(text: string): string | null {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : null;
}

function originFrom(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isOrigin = url.pathname === '/' && !url.search && !url.hash && !url.username;
  return isOrigin && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : null;
}

function switchFrom(text: string): boolean | null {
  if (text === 'on') return true;
  return text === 'off' ? false : null;
}

function proxiesFrom(text: string): false | string[] | null {
  if (text === 'off') return false;
  const proxies = text.split(',').map((proxy) => proxy.trim());
  return proxies.every((proxy) => /^[\da-fA-F.:]+(\/\d{1,3})?$/.test(proxy)) ? proxies : null;
}

function phoneIdsFrom(text: string): Record<string, string> | null {
  const pairs = text.split(',').map((pair) => /^\s*([a-z0-9-]+)=(\d{5,20})\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return null;
  const ids = pairs.map((pair) => pair![2]!);
  if (new Set(ids).size < ids.length) return null;
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

function senderFrom(text: string): string | null {
  return /^([^<>@]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text) ? text : null;
}

type Secrets = { secret: string; botToken: string };

/** Reads the secrets of a data folder, or makes them; two processes that begin at once agree on one pair. */
function keptSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  try {
    mkdirSync(dataDir, { recursive: true });
    return secretsIn(file) ?? makeSecrets(file);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `The data folder ${dataDir} cannot be used: ${(error as Error).message}\n` +
        'Make it writable for the user who starts Couvert, or set DATA_DIR to another folder.',
    );
  }
}

function secretsIn(file: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { secret, botToken } = JSON.parse(text);
    if (typeof secret === 'string' && typeof botToken === 'string') return { secret, botToken };
  } catch {
    // Not JSON: refused in the same words as JSON of another kind.
  }
  throw new CannotStart(
    `${file} does not hold the secrets that Couvert keeps there. Put the file back from a backup;\n` +
      'or delete it, which makes new ones: links in emails that were sent already stop working.',
  );
}

function makeSecrets(file: string): Secrets {
  const made: Secrets = {
    secret: randomBytes(32).toString('base64url'),
    botToken: randomBytes(32).toString('base64url'),
  };
  // Written whole beside its place, then put there: a reader sees all of it or nothing.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return made;
  } catch (error) {
    const theirs = (error as NodeJS.ErrnoException).code === 'EEXIST' && secretsIn(file);
    if (theirs) return theirs;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
