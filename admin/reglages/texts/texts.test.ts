import { expect, test } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';

function keys(of: object, before = ''): string[] {
  return Object.entries(of).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value, `${before}${key}.`) : [before + key],
  );
}

test('both languages have the same words, those for each problem too', () => {
  expect(keys(en).sort()).toEqual(keys(fr).sort());
});

test('French typography keeps its spaces together', () => {
  const spoken = JSON.stringify(fr, (_, value) => (typeof value === 'function' ? value(2, 2) : value));
  expect(spoken).not.toMatch(/« | »| [:;?!]/);
});

test('one reservation is spoken of as one', () => {
  expect(fr.trial.unfit(1)).toContain('Elle est gardée');
  expect(fr.trial.unfit(2)).toContain('Elles sont gardées');
  expect(en.trial.unfit(1)).toContain('It is kept');
});
