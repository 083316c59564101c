import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CannotStart } from '../../cannotStart.ts';
import { spawnAs } from './account.ts';
import { clearHalfMade } from './leftover.ts';
import type { Place } from './place.ts';

/** The name of the database and of the role that owns it. */
export const databaseName = 'couvert';

/**
 * Makes the cluster unless it is there: UTF-8, sorted by code point wherever it runs (so that no upgrade of
 * the machine breaks an index), readable with the password alone. It is made beside its place and renamed
 * into it, so that it is whole or absent.
 */
export async function makeCluster(place: Place, password: string, durable: boolean): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return checkVersion(place, version.trim());
  await clearHalfMade(place.cluster);
  const half = `${place.cluster}.new-${randomBytes(4).toString('hex')}`;
  await mkdir(half, { mode: 0o700 });
  const passwordFile = join(half, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) {
    await chown(half, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  await initialise(place, join(half, 'cluster'), passwordFile, durable);
  await rename(join(half, 'cluster'), place.cluster);
  if (durable) await flush(dirname(place.cluster));
  await rm(half, { recursive: true, force: true });
}

/** The letters of which languages count as letters: what trigram search needs, and C alone does not know. */
const letterLocales = ['C.UTF-8', 'en_US.UTF-8', 'C'];

async function initialise(place: Place, cluster: string, passwordFile: string, durable: boolean) {
  let said = '';
  for (const letters of letterLocales) {
    const outcome = await initdb(place, [
      `--pgdata=${cluster}`,
      `--username=${databaseName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${letters}`,
      '--text-search-config=simple',
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (outcome.done) return;
    said = outcome.said;
    await rm(cluster, { recursive: true, force: true });
    if (!said.includes('locale')) break;
  }
  throw new CannotStart(`PostgreSQL could not make its folder ${place.cluster}:\n${said.trim()}`);
}

function initdb(place: Place, args: string[]): Promise<{ done: boolean; said: string }> {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(place.initdb, args, {
      ...spawnAs(place.account),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', (error) => resolve({ done: false, said: error.message }));
    child.once('close', (code) => resolve({ done: code === 0, said }));
  });
}

function checkVersion(place: Place, version: string): void {
  if (version === '18') return;
  throw new CannotStart(
    `${place.cluster} was made by PostgreSQL ${version}; this Couvert brings PostgreSQL 18, which cannot read it.\n` +
      'Start the Couvert that made it, or move its data with the tools of PostgreSQL (pg_dumpall, psql).',
  );
}

/** A rename survives a power cut only once its folder is written. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
