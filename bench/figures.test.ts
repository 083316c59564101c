import { expect, test } from 'vitest';
import { milliseconds, percentile, perSecond, statusesOf, table, together } from './figures.ts';

test('a percentile is the nearest of the values that were measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('rounds are put together by their requests, not by the average of their rates', () => {
  const fast = { times: Array(100).fill(1), statuses: { 201: 100 }, elapsed: 100 };
  const slow = { times: Array(100).fill(9), statuses: { 201: 98, 0: 2 }, elapsed: 900 };
  const both = together([fast, slow]);
  expect(perSecond(both)).toBe(200);
  expect(statusesOf(both)).toBe('failed × 2, 201 × 198');
});

test('figures stand under each other, with the digits that mean something', () => {
  expect([0.123, 12.34, 1234.5, -0.5, Number.NaN].map(milliseconds)).toEqual([
    '0.12',
    '12.3',
    '1235',
    '-0.50',
    '–',
  ]);
  const lines = [
    ['16', '1', ''],
    ['1', '10', 'x'],
  ];
  expect(table(['a', 'b', ''], lines)).toBe('a     b\n──   ──   ─\n16    1\n1    10   x');
});
