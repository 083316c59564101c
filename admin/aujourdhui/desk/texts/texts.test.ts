import { expect, test } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';

function keys(of: object, before = ''): string[] {
  return Object.entries(of).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value, `${before}${key}.`) : [before + key],
  );
}

test('both languages have the same words', () => {
  expect(keys(en).sort()).toEqual(keys(fr).sort());
});

test('French typography keeps its spaces together', () => {
  const spoken = JSON.stringify(fr, (_, value) =>
    typeof value === 'function' ? value(2, '2', '2', '2') : value,
  );
  expect(spoken).not.toMatch(/« | »| [:;?!]/);
});

test('one thing is spoken of as one', () => {
  expect(fr.openCount(1)).toBe('1\u00a0chose à traiter');
  expect(en.openCount(2)).toBe('2\u00a0things to deal with');
});
