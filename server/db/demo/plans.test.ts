import { describe, expect, test } from 'vitest';
import { houses } from './houses.ts';
import { plans } from './plans.ts';

describe.each(houses.map(({ slug, areas }) => ({ slug, areas })))('the plans of $slug', ({ slug, areas }) => {
  test('place every table of every area, and no other', () => {
    const tables = areas.map(({ name, tables }) => [name, tables.map(([table]) => table).sort()]);
    const placed = Object.entries(plans[slug]!).map(([name, { places }]) => [
      name,
      Object.keys(places).sort(),
    ]);
    expect(placed).toEqual(tables);
  });
});
