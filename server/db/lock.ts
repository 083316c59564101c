import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../cannotStart.ts';
import { startOf } from './embedded/processes.ts';

/** Who holds a data folder: a process, told by its number and its beginning, since numbers are given again. */
type Holder = { pid: number; started: string };

export type FolderLock = {
  /** Lets the folder go. Calling it again is harmless. */
  release(): Promise<void>;
};

/**
 * Takes a data folder for this process, making it when missing. While another Couvert that lives holds it,
 * throws CannotStart with its process number; what a killed one left is taken over.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'couvert.lock');
  const own = `${JSON.stringify({ pid: process.pid, started: await startOf(process.pid) })}\n`;
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(draft, own);
  } catch (error) {
    throw new CannotStart(
      `Nothing can be written in the data folder ${folder} (${(error as Error).message}).\n` +
        'Make it writable for the user who starts Couvert, or set DATA_DIR to another folder.',
    );
  }
  try {
    while (!(await put(draft, file))) await clearStale(file, folder);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await textOf(file)) === own) await rm(file, { force: true });
    },
  };
}

/** Puts the lock in place unless one is there; one step, so that of two who try only one succeeds. */
async function put(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearStale(file: string, folder: string): Promise<void> {
  const seen = await textOf(file);
  if (seen === undefined) return;
  const holder = holderIn(seen);
  if (holder && (await startOf(holder.pid)) === holder.started) {
    throw new CannotStart(
      `Another Couvert (process ${holder.pid}) already runs on the data folder ${folder}.\n` +
        'Stop it first, or give this one a folder and a port of its own: DATA_DIR=./other PORT=3001 npm start',
    );
  }
  // Moved away rather than deleted: if somebody else has just taken over, theirs is what we hold, and goes back.
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await textOf(aside);
  if (moved !== undefined && moved !== seen) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(text);
    if (Number.isInteger(pid) && pid > 0 && typeof started === 'string') return { pid, started };
  } catch {
    // Cut short by a power cut: nobody holds it.
  }
  return undefined;
}
