import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { commandOf, isAlive, isGoneWithin } from './embedded/processes.ts';
import { type EmbeddedPostgres, startPostgres } from './embedded.ts';

// Each test makes and starts servers, which takes a busy machine a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A data folder whose cluster is made and closed, to begin from where the making is not what is tested. */
let ready: string;
let folder: string;
/** What a test leaves to be ended, the last first, before its folder goes. */
let leftovers: (() => unknown)[] = [];

beforeAll(async () => {
  ready = await openFolder();
  const postgres = await startPostgres({ folder: ready, durable: false });
  await postgres.stop();
});
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(async () => {
  for (const end of leftovers.reverse()) await end();
  leftovers = [];
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => rm(ready, { recursive: true, force: true }));

/** A folder that, as root, the user who then runs PostgreSQL can enter. */
async function openFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'couvert-embedded-'));
  await chmod(made, 0o755);
  return made;
}

/** Puts the cluster that is made already into this test's folder, whoever owns it. */
function begin(): void {
  execFileSync('cp', ['-a', `${ready}/.`, folder]);
}

/** Starts on the folder and stops at the end of the test, unless the test does. */
async function start(at = folder, durable = false): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ folder: at, durable });
  leftovers.push(() => postgres.stop());
  return postgres;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = async (cluster: string) =>
  Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** A process that starts PostgreSQL on the folder, says so, and lives until it is killed. */
async function otherProcess(): Promise<{ child: ChildProcess; url: string }> {
  const code = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    const { url } = await startPostgres({ folder: ${JSON.stringify(folder)}, durable: true });
    process.stdout.write(url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  leftovers.push(() => child.kill('SIGKILL'));
  const [url] = await once(child.stdout!, 'data');
  return { child, url: String(url) };
}

describe('the database inside', () => {
  test('knows letters beyond English in upper, lower and trigrams', async () => {
    const url = inject('postgresUrl');
    await query(url, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    expect(
      await query(url, `SELECT lower('ÉLOÏSE ДОМ') AS lower, cardinality(show_trgm('é')) AS trigrams`),
    ).toEqual([{ lower: 'éloïse дом', trigrams: 2 }]);
  });

  test('sorts by code point and counts time in UTC, whatever the machine is set to', async () => {
    const url = inject('postgresUrl');
    const [settings] = await query(
      url,
      `SELECT datlocprovider AS provider, datlocale AS locale, current_setting('TimeZone') AS zone,
              current_setting('server_encoding') AS encoding FROM pg_database WHERE datname = current_database()`,
    );
    expect(settings).toEqual({ provider: 'b', locale: 'C.UTF-8', zone: 'UTC', encoding: 'UTF8' });
  });

  test('listens on this machine alone and wants its password', async () => {
    const url = new URL(inject('postgresUrl'));
    expect(await query(url.href, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    url.password = 'guess';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('keeps its password from others', async () => {
    await start();
    expect((await stat(join(folder, 'postgres-password'))).mode & 0o777).toBe(0o600);
  });
});

describe('stopping', () => {
  test('resolves when PostgreSQL is gone, and may be asked for twice', async () => {
    begin();
    const postgres = await start();
    const pid = await pidOf(postgres.folder);
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(postgres.folder, 'postmaster.pid'))).toBe(false);
    await postgres.ended;
  });

  test('does not wait for sessions that are open', async () => {
    begin();
    const postgres = await start();
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    const begun = Date.now();
    await postgres.stop();
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('after a kill -9', () => {
  test('of our process, PostgreSQL ends by itself and the data is there', async () => {
    begin();
    const { child, url } = await otherProcess();
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const pid = await pidOf(join(folder, 'postgres'));
    child.kill('SIGKILL');
    expect(await isGoneWithin(pid, 10_000)).toBe(true);
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test.runIf(process.platform === 'linux')(
    'a PostgreSQL that still runs on the folder is stopped, and the start goes on',
    async () => {
      begin();
      const { child, url } = await otherProcess();
      await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
      const pid = await pidOf(join(folder, 'postgres'));
      // Both we and what ends PostgreSQL with us are killed: nobody is left to stop it.
      const leashes = await processesNamed('couvert-leash', String(pid));
      expect(leashes).toHaveLength(1);
      for (const leash of leashes) process.kill(leash, 'SIGKILL');
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(isAlive(pid)).toBe(true);
      const postgres = await start();
      expect(await isGoneWithin(pid, 0)).toBe(true);
      expect(await query(postgres.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    },
  );

  test('of PostgreSQL itself, the next start recovers', async () => {
    begin();
    const first = await start(folder, true);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(await pidOf(first.folder), 'SIGKILL');
    await first.ended;
    const second = await start();
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('a postmaster.pid with a number that another process carries now does not stand in the way', async () => {
    begin();
    const first = await start();
    const file = join(first.folder, 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    const { uid, gid } = await stat(first.folder);
    await first.stop();
    const bystander = spawn('/bin/sleep', ['60'], { uid, gid, cwd: '/' });
    leftovers.push(() => bystander.kill('SIGKILL'));
    await once(bystander, 'spawn');
    await writeFile(file, text.replace(/^\d+/, String(bystander.pid)));
    await start();
    expect(bystander.exitCode).toBeNull();
  });

  test('in the middle of making the cluster, it is made anew', async () => {
    await mkdir(join(folder, 'postgres.new-0badcafe', 'cluster'), { recursive: true });
    await writeFile(join(folder, 'postgres.new-0badcafe', 'cluster', 'PG_VERSION'), '18\n');
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres-password']);
  });

  test('between making the cluster and making the database, the database is made', async () => {
    begin();
    const first = await start();
    const server = new URL(first.url);
    server.pathname = '/postgres';
    await query(server.href, 'DROP DATABASE couvert');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

test('two folders have two databases side by side', async () => {
  const [one, two] = await Promise.all([start(join(folder, 'one')), start(join(folder, 'two'))]);
  expect(new URL(one.url).port).not.toBe(new URL(two.url).port);
  await query(one.url, 'CREATE TABLE mine ()');
  await expect(query(two.url, 'SELECT FROM mine')).rejects.toMatchObject({ code: '42P01' });
});

test('a folder that was moved keeps its data', async () => {
  const first = await start(join(folder, 'before'));
  await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
  await first.stop();
  await rename(join(folder, 'before'), join(folder, 'after'));
  const second = await start(join(folder, 'after'));
  expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('a cluster of another version of PostgreSQL is left alone and told', async () => {
  begin();
  const first = await start();
  await first.stop();
  await writeFile(join(first.folder, 'PG_VERSION'), '17\n');
  await expect(startPostgres({ folder, durable: false })).rejects.toThrow('made by PostgreSQL 17');
});

describe.runIf(process.getuid?.() === 0)('as root, in a folder that only root may enter', () => {
  test('the database is kept elsewhere, with a note, and the folder stays closed', async () => {
    const closed = join(folder, 'closed');
    const data = join(closed, 'data');
    await mkdir(closed, { mode: 0o700 });
    const first = await start(data);
    leftovers.push(() => rm(join(first.folder, '..'), { recursive: true, force: true }));
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    expect(first.folder.startsWith(folder)).toBe(false);
    const note = JSON.parse(await readFile(join(data, 'postgres-is-elsewhere.json'), 'utf8'));
    expect(note.cluster).toBe(first.folder);

    const second = await start(data);
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.stop();

    execFileSync('cp', ['-r', data, join(closed, 'copy')]);
    await expect(startPostgres({ folder: join(closed, 'copy'), durable: false })).rejects.toThrow(
      'is a copy of',
    );
    await rm(join(closed, 'copy'), { recursive: true });

    await rename(data, join(closed, 'moved'));
    const third = await start(join(closed, 'moved'));
    expect(await query(third.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await third.stop();

    // A new folder by the old name is a new database, and the old one is not touched.
    const fourth = await start(data);
    await expect(query(fourth.url, 'SELECT one FROM kept')).rejects.toMatchObject({ code: '42P01' });
  });
});

/** The processes whose command line holds all of these words (Linux). */
async function processesNamed(...words: string[]): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const commands = await Promise.all(pids.map(commandOf));
  return pids.filter((_, index) => words.every((word) => commands[index]?.includes(word)));
}
