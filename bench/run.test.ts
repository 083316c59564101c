import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

async function quickly(...flags: string[]): Promise<string> {
  const args = ['bench/run.ts', '--quick', ...flags];
  return (await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 200_000 })).stdout;
}

test('the bench measures Couvert and its floor side by side, and the way to the panel', async () => {
  const stdout = await quickly();
  for (const line of ['1 Couvert', '16 Couvert', '64 Couvert', '64 Couvert, one evening']) {
    expect(stdout).toMatch(new RegExp(`^${line} +\\d.*201 × \\d+`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${line.replace('Couvert', 'floor')} +\\d.*201 × \\d+`, 'm'));
  }
  expect(stdout.match(/^ {2}ratio +\d+\.\d\d× +\d+\.\d\d× +\d+\.\d\d×/gm)).toHaveLength(4);
  expect(stdout).toMatch(/^from sending it +-?\d+(\.\d+)? +-?\d+/m);
  expect(stdout).toMatch(/^from its answer +-?\d+(\.\d+)? +-?\d+/m);
  // The room is large enough: nobody was refused, and no connection failed.
  expect(stdout).not.toMatch(/409 ×|failed ×|\b5\d\d ×/);
}, 240_000);

test.runIf(process.platform === 'linux')(
  'the bench measures what a booking takes of the processor',
  async () => {
    const stdout = await quickly('--cpu');
    for (const who of ['1', '16', '64'].flatMap((clients) => [`${clients} Couvert`, `${clients} floor`])) {
      expect(stdout).toMatch(new RegExp(`^${who}( +\\d+\\.\\d{3}){3} +201 × \\d+$`, 'm'));
    }
    expect(stdout.match(/^ {2}ratio( +\d+\.\d×){3}$/gm)).toHaveLength(4);
  },
  120_000,
);

test('the bench measures availability with a long and a short history, and a change on its way to many panels', async () => {
  const availability = await quickly('--availability');
  for (const span of ['day', 'month']) {
    expect(availability.match(new RegExp(`^a ${span}, .*\\d\\.\\d\\d×$`, 'gm'))).toHaveLength(2);
  }
  expect(availability.match(/^floor, [1-9]\d* rows/gm)).toHaveLength(2);
  expect(availability.match(/^ {2}ten times the history +\d+\.\d\d×/gm)).toHaveLength(2);
  const live = await quickly('--live');
  expect(live).toMatch(/on 30 open panels/);
  expect(live).toMatch(/^ {2}ratio of p50( +\d+\.\d\d×){4}/m);
}, 240_000);
