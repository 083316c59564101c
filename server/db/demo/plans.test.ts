import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../settings/check.ts';
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

  test('are such as the settings would take', () => {
    for (const { plan, places } of Object.values(plans[slug]!)) {
      const drawn = Object.entries(places).map(([name, place]) => ({
        name,
        minSeats: 1,
        maxSeats: 2,
        place,
      }));
      expect(() => checkPlan({ plan, tables: drawn }, 'area')).not.toThrow();
      expect(drawn.map(({ place }) => place.turn % 15)).toEqual(drawn.map(() => 0));
    }
  });
});
