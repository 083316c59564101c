import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rememberNumbers } from './numbers.ts';
import { backoff, limits, within } from './times.ts';

const made: string[] = [];
const fresh = () => {
  const folder = mkdtempSync(join(tmpdir(), 'couvert-numbers-'));
  made.push(folder);
  return join(folder, 'numbers.json');
};
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

test('a number is asked for once, two at one moment included, and by no bot that comes after', async () => {
  const file = fresh();
  let asked = 0;
  const ask = async () => {
    asked++;
    return '+33612345678';
  };
  const numbers = rememberNumbers(file);
  expect(await Promise.all([numbers.of('1@lid', ask), numbers.of('1@lid', ask)])).toEqual([
    '+33612345678',
    '+33612345678',
  ]);
  expect(await rememberNumbers(file).of('1@lid', ask)).toBe('+33612345678');
  expect(asked).toBe(1);
});

test('one that cannot be had is asked for again after a week, not before', async () => {
  let now = 0;
  let asked = 0;
  const numbers = rememberNumbers(fresh(), () => now);
  const ask = async () => (asked++ === 0 ? null : '+33612345678');
  expect(await numbers.of('1@lid', ask)).toBeNull();
  now += 6 * 86_400_000;
  expect(await numbers.of('1@lid', ask)).toBeNull();
  now += 2 * 86_400_000;
  expect(await numbers.of('1@lid', ask)).toBe('+33612345678');
});

test('one that failed to be asked for is not remembered, and a file that is broken is none', async () => {
  const file = fresh();
  writeFileSync(file, '{');
  const numbers = rememberNumbers(file);
  await expect(numbers.of('1@lid', () => Promise.reject(new Error('no page')))).rejects.toThrow('no page');
  expect(await numbers.of('1@lid', async () => '+33612345678')).toBe('+33612345678');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(1);
});

test('the wait before a new start grows from five seconds to ten minutes, a quarter more or less', () => {
  const waits = Array.from({ length: 12 }, (_, faults) => backoff(limits, faults, 0.5));
  expect(waits.slice(0, 3)).toEqual([5_000, 10_000, 20_000]);
  expect(waits.at(-1)).toBe(600_000);
  expect(backoff(limits, 0, 0)).toBe(3_750);
  expect(backoff(limits, 0, 1)).toBe(6_250);
});

test('what does not answer in time is given up', async () => {
  await expect(within(5, new Promise(() => {}), 'ping')).rejects.toThrow('ping: no answer');
  expect(await within(1_000, Promise.resolve(1), 'ping')).toBe(1);
});
