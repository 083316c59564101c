import { expect, test } from 'vitest';
import { sheetSize } from './sheet.ts';

const rows = (count: number, know = '') =>
  Array.from({ length: count }, () => ({ name: 'Hélène Girard', know }));

test('a quiet shift is printed in full size, a full one smaller, and never too small to be read', () => {
  expect(sheetSize(rows(12), '')).toBe(1);
  const sizes = [20, 30, 40].map((count) => sheetSize(rows(count, 'Habitué'), 'Plus de turbot.'));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes.at(-1)).toBeLessThan(0.75);
  expect(sheetSize(rows(200), '')).toBe(0.55);
});

test('what is to be known, and the notes of the day, take their room', () => {
  const long = 'Allergie sévère aux fruits à coque, merci de prévenir la cuisine avant l’arrivée.';
  expect(sheetSize(rows(20, long), '')).toBeLessThan(sheetSize(rows(20), ''));
  expect(sheetSize(rows(24), 'Une ligne\n'.repeat(8))).toBeLessThan(sheetSize(rows(24), ''));
});
