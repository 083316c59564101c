import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'couvert-lock-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Another process that holds the folder until it is killed. */
async function holder() {
  const code = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    await lockFolder(${JSON.stringify(folder)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder that another process holds is refused with the number of that process', async () => {
  const other = await holder();
  try {
    await expect(lockFolder(folder)).rejects.toThrow(`process ${other.pid}`);
  } finally {
    other.kill('SIGKILL');
  }
});

test('what a killed process held is taken over, and nothing else is left', async () => {
  const other = await holder();
  other.kill('SIGKILL');
  await once(other, 'exit');
  const lock = await lockFolder(folder);
  expect(await readdir(folder)).toEqual(['couvert.lock']);
  await lock.release();
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('a number that another process carries now holds nothing', async () => {
  await writeFile(join(folder, 'couvert.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
  await (await lockFolder(folder)).release();
});

test('a lock that a power cut left half-written holds nothing', async () => {
  await writeFile(join(folder, 'couvert.lock'), '{"pid":');
  await (await lockFolder(folder)).release();
});

test('of ten who try at once to take over a stale lock, one succeeds', async () => {
  await writeFile(join(folder, 'couvert.lock'), JSON.stringify({ pid: 2 ** 22, started: 'long ago' }));
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a folder in which nothing can be written is told by its name', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(lockFolder(join(folder, 'file'))).rejects.toThrow(
    `Nothing can be written in the data folder ${join(folder, 'file')}`,
  );
});
