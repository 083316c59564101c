import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { isAlive, isGoneWithin } from '../server/db/embedded/processes.ts';
import { freePort } from '../server/port.ts';
import { type Couvert, type CouvertOptions, dataFolder, postgresPid, startCouvert } from './couvert.ts';

// One data folder for all, so that the demo is made once: each test finds it closed and leaves it closed.
let data: Awaited<ReturnType<typeof dataFolder>>;
let started: Couvert[] = [];
beforeAll(async () => {
  data = await dataFolder();
});
afterEach(async () => {
  for (const couvert of started) {
    try {
      process.kill(-couvert.pid, 'SIGKILL');
    } catch {
      // Gone already, as it should be.
    }
    await couvert.ended;
  }
  started = [];
});
afterAll(() => data.remove());

/** Starts Couvert on the data folder and a free port; ended with the test. */
async function start(options: Partial<CouvertOptions> = {}): Promise<Couvert> {
  const couvert = startCouvert({ dataDir: data.dataDir, port: await freePort(), ...options });
  started.push(couvert);
  return couvert;
}

/** The processes whose environment names this data folder: ours, and all that we begot. */
async function processesOn(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [environment, command] = await Promise.all(
      ['environ', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
    );
    if (`${environment}\0${command}`.includes(dataDir))
      found.push(`${pid} ${command?.replaceAll('\0', ' ')}`);
  }
  return found;
}

/** The address of the PostgreSQL inside. */
async function urlOfInside(dataDir: string): Promise<string> {
  const [pid, password] = await Promise.all([
    readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'),
    readFile(join(dataDir, 'postgres-password'), 'utf8'),
  ]);
  return `postgres://couvert:${password.trim()}@127.0.0.1:${pid.split('\n')[3]}/couvert`;
}

/** The live stream of somebody who signed in, open. */
async function livePanel(couvert: Couvert): Promise<WebSocket> {
  const session = await fetch(`${couvert.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'claire@ardoise.example', password: 'ardoise-demo' }),
  });
  expect(session.status).toBe(200);
  const cookie = session.headers.getSetCookie().map((line) => line.split(';')[0]);
  const panel = new WebSocket(`ws://127.0.0.1:${couvert.port}/api/live`, {
    headers: { cookie: cookie.join('; ') },
  });
  panel.on('error', () => undefined);
  await once(panel, 'open');
  panel.send(JSON.stringify({ type: 'follow', restaurant: 'ardoise-paris', since: null }));
  const [message] = await once(panel, 'message');
  expect(JSON.parse(String(message))).toMatchObject({ type: 'caught_up' });
  return panel;
}

async function health(couvert: Couvert): Promise<number> {
  return (await fetch(`${couvert.url}/health`)).status;
}

describe('a start that cannot be', () => {
  test('names the wrong values, what was expected, and nothing else', async () => {
    const couvert = await start({ env: { LOG_LEVEL: 'loud', RATE_LIMIT: 'perhaps' } });
    expect(await couvert.ended).toEqual({ code: 1, signal: null });
    expect(couvert.printed()).toMatch(/LOG_LEVEL: expected one of fatal.*\n.*RATE_LIMIT: expected on or off/);
    expect(couvert.printed()).not.toMatch(/^\s+at /m);
  });

  test('says plainly which port is taken and how to choose another', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    try {
      const couvert = await start({ port });
      expect(await couvert.ended).toEqual({ code: 1, signal: null });
      expect(couvert.printed()).toContain(`Port ${port} on 127.0.0.1 is taken`);
      expect(couvert.printed()).toContain('PORT=3000 npm start');
      expect(couvert.printed()).not.toMatch(/^\s+at /m);
      expect(await readdir(data.dataDir)).not.toContain('postgres');
    } finally {
      other.close();
    }
  });

  test('says what is wrong with the PostgreSQL it was given', async () => {
    const port = await freePort();
    const couvert = await start({
      env: { DATABASE_URL: `postgres://me:swordfish@127.0.0.1:${port}/couvert` },
    });
    expect(await couvert.ended).toEqual({ code: 1, signal: null });
    expect(couvert.printed()).toContain('Nothing listens there');
    expect(couvert.printed()).not.toContain('swordfish');
    expect(couvert.printed()).not.toMatch(/^\s+at /m);
  });
});

test('Ctrl-C while it starts for the first time leaves nothing, and the next start makes up for it', async () => {
  const couvert = await start();
  // PostgreSQL is being made or started at this point.
  await expect.poll(() => readdir(data.dataDir).catch(() => [])).toContain('postgres-password');
  couvert.interrupt();
  await couvert.ended;
  await expect.poll(() => processesOn(data.dataDir)).toEqual([]);
});

test('npm start prints where to look, and Ctrl-C leaves nothing', async () => {
  const couvert = await start({ npm: true });
  await couvert.open;
  for (const address of [
    '/demo/ardoise-paris',
    '/r/ardoise-montreal',
    '/admin/',
    '/api/docs',
    'npm run chat',
  ]) {
    expect(couvert.printed()).toContain(address);
  }
  expect(await health(couvert)).toBe(200);
  // A panel that is open does not hold the server up.
  const panel = await livePanel(couvert);

  couvert.interrupt();
  couvert.interrupt();
  await couvert.ended;
  await expect.poll(() => panel.readyState).toBe(WebSocket.CLOSED);
  expect(await processesOn(data.dataDir)).toEqual([]);
  expect(await readdir(data.dataDir)).toEqual(['postgres', 'postgres-password', 'secrets.json']);
  expect(await readdir(join(data.dataDir, 'postgres'))).not.toContain('postmaster.pid');
  expect(couvert.printed()).not.toMatch(/FATAL|Error/);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it within ten seconds, though a panel sleeps, a bot asks on and a statement waits for a lock',
  async (signal) => {
    const couvert = await start();
    await couvert.open;
    const panel = await livePanel(couvert);
    panel.on('error', () => undefined);
    panel.pause();
    // Somebody else's transaction keeps a table from us.
    const other = new Client({ connectionString: await urlOfInside(data.dataDir) });
    other.on('error', () => undefined);
    await other.connect();
    await other.query('BEGIN');
    await other.query('LOCK TABLE lines IN ACCESS EXCLUSIVE MODE');
    const { botToken } = JSON.parse(await readFile(join(data.dataDir, 'secrets.json'), 'utf8'));
    const asked = fetch(`${couvert.url}/api/bot/lines`, {
      headers: { authorization: `Bearer ${botToken}` },
    }).then(
      ({ status }) => status,
      () => 'cut',
    );
    await expect
      .poll(async () => {
        const waiting = await other.query(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return waiting.rowCount;
      })
      .toBeGreaterThan(0);

    const begun = Date.now();
    process.kill(couvert.pid, signal);
    await couvert.ended;
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await asked).not.toBe(200);
    await expect.poll(() => processesOn(data.dataDir)).toEqual([]);
    panel.terminate();
    await other.end().catch(() => undefined);
  },
);

test('ended by a signal to npm alone, it leaves nothing', async () => {
  const couvert = await start({ npm: true });
  await couvert.open;
  process.kill(couvert.pid, 'SIGTERM');
  await couvert.ended;
  await expect.poll(() => processesOn(data.dataDir)).toEqual([]);
  expect(await readdir(data.dataDir)).not.toContain('couvert.lock');
});

test('after a kill -9 nothing lives on, and the next start is quick and has everything', async () => {
  const first = await start();
  await first.open;
  const before = await (await fetch(`${first.url}/api/restaurants/ardoise-paris`)).json();
  const postgres = await postgresPid(data.dataDir);
  first.kill();
  await first.ended;
  expect(await isGoneWithin(postgres, 10_000)).toBe(true);
  await expect.poll(() => processesOn(data.dataDir)).toEqual([]);

  const begun = Date.now();
  const second = await start({ port: first.port });
  await second.open;
  // The limit that people notice is 3 s; a busy machine that runs tests gets three times that.
  expect(Date.now() - begun).toBeLessThan(9_000);
  expect(await (await fetch(`${second.url}/api/restaurants/ardoise-paris`)).json()).toEqual(before);
});

test('a bot that dies is started again', async () => {
  const couvert = await start();
  await couvert.open;
  const bots = async () =>
    (await processesOn(data.dataDir))
      .filter((line) => line.includes('bot/main.ts'))
      .map((line) => Number.parseInt(line, 10));
  await expect.poll(bots).toHaveLength(1);
  const [first] = await bots();
  process.kill(first!, 'SIGKILL');
  await expect.poll(async () => (await bots()).filter((pid) => pid !== first)).toHaveLength(1);
  expect(couvert.printed()).toContain('The bot ended (SIGKILL)');
});

test('one data folder has one Couvert, another folder another', async () => {
  const first = await start();
  await first.open;
  const second = await start();
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.printed()).toContain(`process ${first.pid}`);
  expect(isAlive(await postgresPid(data.dataDir))).toBe(true);

  const elsewhere = await start({ dataDir: `${data.dataDir}-2` });
  await elsewhere.open;
  expect([await health(first), await health(elsewhere)]).toEqual([200, 200]);
});
