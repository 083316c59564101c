/** Chromium as a process of the machine: which one is ours, what it weighs, and its end. */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FILE = 'chromium.json';

/** The folder of a line's profile within the line's own, as LocalAuth names it. */
export const PROFILE = 'session';

/** Writes down which process holds a profile, so that one we leave behind can be ended by those who come after. */
export async function noteProcess(folder: string, pid: number): Promise<void> {
  await writeFile(join(folder, FILE), JSON.stringify({ pid }), { mode: 0o600 });
}

/**
 * Ends the Chromium that a bot, killed, left with a profile, and makes room for another. A process that has the
 * number by chance, and not the profile, is left alone. Answers whether there was one.
 */
export async function endOrphan(folder: string, profile: string): Promise<boolean> {
  const pid = await readFile(join(folder, FILE), 'utf8').then(
    (text) => Number(JSON.parse(text).pid),
    () => Number.NaN,
  );
  const found = Number.isSafeInteger(pid) && pid > 1 && (await holds(pid, profile));
  if (found) await endProcess(pid);
  await rm(join(folder, FILE), { force: true });
  // Chromium refuses a profile that seems to be in use, also by one that is no more.
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    await rm(join(profile, name), { force: true });
  return found;
}

/** Whether the process of that number is a browser with that profile. */
async function holds(pid: number, profile: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (text) => text.replaceAll('\0', ' '),
    () =>
      run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
        ({ stdout }) => stdout,
        () => '',
      ),
  );
  return command.includes(`--user-data-dir=${profile}`);
}

/** A browser that is asked to go writes down what it knows, the pairing too; one that will not is ended. */
const KINDLY = 4_000;

/** Ends a browser and what it started: asked first, then at once. Resolves when it is gone (or after fifteen seconds). */
export async function endProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  await isGone(pid, KINDLY);
  // puppeteer gives each browser a group of its own.
  signal(-pid, 'SIGKILL');
  signal(pid, 'SIGKILL');
  await isGone(pid, 10_000);
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // Gone already, or no leader of a group.
  }
}

async function isGone(pid: number, milliseconds: number): Promise<void> {
  for (let waited = 0; waited < milliseconds && isAlive(pid); waited += 25) await pause(25);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What a browser and its helpers hold in memory, in bytes, what they share counted once; null where Linux does not tell. */
export async function memoryOf(pid: number): Promise<number | null> {
  try {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const weights = await Promise.all(
      pids.map(async (each) => {
        try {
          const stat = await readFile(`/proc/${each}/stat`, 'utf8');
          // "pid (name) state parent group …": a name may hold anything, so what follows is read from its end.
          const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
          if (group !== pid) return 0;
          const rollup = await readFile(`/proc/${each}/smaps_rollup`, 'utf8');
          return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
        } catch {
          return 0;
        }
      }),
    );
    return weights.reduce((sum, weight) => sum + weight, 0);
  } catch {
    return null;
  }
}
