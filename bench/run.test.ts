import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the bench measures Couvert and its floor side by side, and the way to the panel', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/run.ts', '--quick'], {
    cwd: root,
    timeout: 100_000,
  });
  for (const connections of [1, 16, 64]) {
    expect(stdout).toMatch(new RegExp(`^${connections} Couvert .*201 × \\d+`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${connections} floor .*201 × \\d+`, 'm'));
  }
  expect(stdout.match(/^ {2}ratio +\d+\.\d\d× +\d+\.\d\d× +\d+\.\d\d×/gm)).toHaveLength(3);
  expect(stdout).toMatch(/^from sending it +-?\d+(\.\d+)? +-?\d+/m);
  expect(stdout).toMatch(/^from its answer +-?\d+(\.\d+)? +-?\d+/m);
  // The room is large enough: nobody was refused, and no connection failed.
  expect(stdout).not.toMatch(/409 ×|failed ×|\b5\d\d ×/);
}, 120_000);
