import { expect, test } from 'vitest';
import { all } from './pauseTried.ts';

test('one is spoken of as one, and French keeps its spaces together', () => {
  expect(all.fr.booked(1, '4 personnes')).toContain('elle est gardée');
  expect(all.fr.booked(2, '8 personnes')).toContain('elles sont gardées');
  expect(all.en.booked(1, '4 people')).toContain('it is kept');
  const spoken = JSON.stringify(all.fr, (_, value) => (typeof value === 'function' ? value(2, 2) : value));
  expect(spoken).not.toMatch(/« | »| [:;?!]/);
});
