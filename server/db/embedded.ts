import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../cannotStart.ts';
import { freePort } from '../port.ts';
import { spawnAs } from './embedded/account.ts';
import { databaseName, makeCluster } from './embedded/cluster.ts';
import { clearLeftover, stopPostmaster } from './embedded/leftover.ts';
import { findPlace, type Place } from './embedded/place.ts';

export type EmbeddedOptions = {
  /** The data folder. Made when missing. The caller holds its lock: one Couvert per folder. */
  folder: string;
  /** True for data that must outlive a power cut; false for tests, which it makes several times faster. */
  durable: boolean;
  /** Receives what there is to tell, a line at a time: our own doings and PostgreSQL's warnings. */
  log?: (line: string) => void;
};

export type EmbeddedPostgres = {
  /** Connects as the owner of the database `couvert`. Another port at each start. */
  url: string;
  /** Where PostgreSQL keeps its files. */
  folder: string;
  /** Resolves when PostgreSQL has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends PostgreSQL and resolves when it is gone. Calling it again is harmless. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with Couvert on a data folder, making its cluster the first time, and
 * resolves when the database `couvert` answers. It listens on 127.0.0.1 alone, on a free port, with a
 * password kept in the data folder (mode 600). A PostgreSQL that an earlier, killed Couvert left running on
 * the folder is stopped first. What cannot be mended is thrown as CannotStart with what to do.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  await mkdir(options.folder, { recursive: true });
  const folder = await realpath(options.folder);
  const place = await findPlace(folder, log);
  const password = await keptPassword(folder);
  await clearLeftover(place.cluster, log);
  await makeCluster(place, password, options.durable);
  const running = await launch(place, options.durable, log);
  const url = `postgres://${databaseName}:${password}@127.0.0.1:${running.port}/${databaseName}`;
  try {
    await makeDatabase(url);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { url, folder: place.cluster, ended: running.ended, stop: running.stop };
}

async function keptPassword(folder: string): Promise<string> {
  const file = join(folder, 'postgres-password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new CannotStart(`${file} cannot be read (${(error as Error).message}).`);
    }
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

type Running = { port: number; ended: Promise<void>; stop(): Promise<void> };

/** Starts the server, again on another port when somebody took the one that was free a moment ago. */
async function launch(place: Place, durable: boolean, log: (line: string) => void): Promise<Running> {
  let said: string[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const port = await freePort();
    const child = spawn(place.postgres, ['-D', place.cluster, ...settings(port, durable)], {
      ...spawnAs(place.account),
      // A session of its own: Ctrl-C reaches everything in ours, and the database must go last.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    });
    const leash = leashOf(child, place);
    void ended.then(() => leash.kill('SIGKILL'));
    const stop = stopper(child, ended);
    const outcome = await readiness(child, ended, (line) => stop.asked || log(line));
    if (outcome.ready) return { port, ended, stop };
    said = outcome.said;
    const words = said.join('\n');
    if (words.includes('shared memory block')) await sleep(500);
    else if (!words.includes('could not create any TCP/IP sockets')) break;
  }
  throw new CannotStart(`PostgreSQL did not start on ${place.cluster}:\n${said.slice(-12).join('\n')}`);
}

/** Reads what the server says until it takes connections (after a crash: once it has recovered) or ends. */
async function readiness(child: ChildProcess, ended: Promise<void>, log: (line: string) => unknown) {
  const said: string[] = [];
  child.once('error', (error) => said.push(error.message));
  const ready = new Promise<boolean>((resolve) => {
    const lines = createInterface({ input: child.stderr! });
    let isReady = false;
    lines.on('line', (line) => {
      if (!isReady) said.push(line);
      else if (/ (FATAL|PANIC): {2}|terminated by signal/.test(line)) log(line);
      if (line.includes('database system is ready to accept connections')) {
        isReady = true;
        resolve(true);
      }
    });
    lines.on('close', () => resolve(false));
    ended.then(() => resolve(false));
  });
  return { ready: await ready, said };
}

/** How to end the server; `asked` tells that somebody has, after which its sessions' last words are no news. */
function stopper(child: ChildProcess, ended: Promise<void>): (() => Promise<void>) & { asked: boolean } {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stop.asked = true;
    stopping ??= (async () => {
      if (child.exitCode === null && child.signalCode === null && child.pid) await stopPostmaster(child.pid);
      await ended;
    })();
    return stopping;
  };
  stop.asked = false;
  return stop;
}

/**
 * Ends PostgreSQL when we are killed without a chance to: a shell that waits for the end of a pipe which
 * closes with our process, however that happens.
 */
function leashOf(child: ChildProcess, place: Place): ChildProcess {
  const words = ['couvert-leash', String(child.pid), place.cluster];
  const leash = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', ...words], {
    ...spawnAs(place.account),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  leash.on('error', () => undefined);
  leash.stdin?.on('error', () => undefined);
  return leash;
}

/** Settings for a machine with two cores and a restaurant's data; given at each start, so upgrades reach all. */
function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: durable ? 60 : 120,
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    random_page_cost: 1.1,
    jit: 'off',
    // A new restaurant grows from nothing: what the planner knows of it must not be a minute old.
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors go to whoever sent the statement; here only what concerns the server as a whole.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    // Row values in a log would be personal data.
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    ...(!durable && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum_naptime: '1h',
      max_wal_size: '2GB',
    }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Makes the database unless it is there: the making of the cluster may have been cut short after it. */
async function makeDatabase(url: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
