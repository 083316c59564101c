import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CannotStart } from '../../cannotStart.ts';
import { commandOf, isAlive, isGoneWithin, workFolderOf } from './processes.ts';

/**
 * Clears what a killed Couvert left at its cluster: a PostgreSQL that still runs is stopped and waited for,
 * and a postmaster.pid that names a process which is no PostgreSQL of this cluster is removed (PostgreSQL
 * itself removes the one of a dead process). Call it only while holding the lock of the data folder.
 */
export async function clearLeftover(cluster: string, log: (line: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid)) {
    if (await isPostmasterOf(cluster, pid)) {
      log(`A PostgreSQL still runs on ${cluster} (process ${pid}); stopping it first`);
      await stopPostmaster(pid);
    } else {
      // A number that another process carries now. PostgreSQL would take it for its own and not start.
      await rm(file, { force: true });
    }
  }
  await orphansGone(cluster);
}

/** Ends a PostgreSQL: cleanly, its sessions cut; when that takes too long, at once (the next start recovers). */
export async function stopPostmaster(pid: number): Promise<void> {
  const ways: [NodeJS.Signals, number][] = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of ways) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new CannotStart(`A PostgreSQL (process ${pid}) still runs here and may not be stopped: ${error}`);
    }
    if (await isGoneWithin(pid, patience)) return;
  }
  throw new CannotStart(`The PostgreSQL of process ${pid} does not stop. End it, then start Couvert again.`);
}

async function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  const command = await commandOf(pid);
  if (basename(command[0] ?? '') !== 'postgres') return false;
  const real = await realpath(cluster);
  const workFolder = await workFolderOf(pid);
  if (workFolder) return workFolder === real;
  return command.includes(cluster) || command.includes(real);
}

/**
 * After a kill -9 of PostgreSQL's main process, its workers notice and go. Nothing may start on the cluster
 * before they have. Only Linux tells who they are; elsewhere PostgreSQL's own check of its shared memory
 * stands guard, and the start is tried again.
 */
async function orphansGone(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const real = await realpath(cluster).catch(() => cluster);
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || (await workFolderOf(pid)) !== real) continue;
    const [program = ''] = await commandOf(pid);
    if (!program.startsWith('postgres') && basename(program) !== 'postgres') continue;
    if (await isGoneWithin(pid, 5_000)) continue;
    process.kill(pid, 'SIGQUIT');
    if (!(await isGoneWithin(pid, 5_000))) process.kill(pid, 'SIGKILL');
    await isGoneWithin(pid, 5_000);
  }
}

/** Removes clusters whose making was cut short; they never held anything. */
export async function clearHalfMade(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  const prefix = `${basename(cluster)}.new-`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}
