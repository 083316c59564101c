import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../db/embedded/processes.ts';
import { type EmbeddedPostgres, startPostgres } from '../db/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the PostgreSQL of this run: `inject('postgresUrl')`, its role may make databases. */
    postgresUrl: string;
  }
}

/** The run's process is in the name: a folder whose process is gone belongs to nobody. */
const prefix = 'couvert-test-';

/**
 * Vitest's globalSetup: one real PostgreSQL for a run, in a folder of its own, gone with it. It forgets
 * everything at a power cut, which makes it fast.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root, PostgreSQL runs as another user, which must be able to enter.
  await chmod(folder, 0o755);
  let postgres: EmbeddedPostgres | undefined;
  const tearDown = async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    postgres = await startPostgres({ folder, durable: false });
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  return tearDown;
}

/** Removes the folders of runs that were killed. Their PostgreSQL ended with them. */
async function clearAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    const folder = join(tmpdir(), name);
    const owner = await stat(folder).catch(() => undefined);
    if (isAlive(pid) || owner?.uid !== process.getuid?.()) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
