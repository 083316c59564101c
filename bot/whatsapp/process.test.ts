import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endOrphan, noteProcess } from './process.ts';

/** A process that carries arguments as a browser does, and does nothing. */
async function sleeper(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)', ...args],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    },
  );
  await once(child.stdout, 'data');
  return child;
}
const made: string[] = [];
const folders = () => {
  const folder = mkdtempSync(join(tmpdir(), 'couvert-process-'));
  made.push(folder);
  const profile = join(folder, 'session');
  mkdirSync(profile);
  return { folder, profile };
};

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

test('a browser left with the profile is ended, and the profile is free', async () => {
  const { folder, profile } = folders();
  const child = await sleeper('--', `--user-data-dir=${profile}`);
  const ended = once(child, 'exit');
  writeFileSync(join(profile, 'SingletonLock'), '');
  await noteProcess(folder, child.pid!);
  expect(await endOrphan(folder, profile)).toBe(true);
  await ended;
  expect(existsSync(join(profile, 'SingletonLock'))).toBe(false);
  expect(await endOrphan(folder, profile)).toBe(false);
});

test('a process that has its number by chance is left alone', async () => {
  const { folder, profile } = folders();
  const child = await sleeper('--', '--user-data-dir=/somewhere/else');
  await noteProcess(folder, child.pid!);
  expect(await endOrphan(folder, profile)).toBe(false);
  expect(child.exitCode).toBeNull();
  expect(child.signalCode).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
});
