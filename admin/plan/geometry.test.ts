import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fixture, TablePlace } from '../../server/seating/contract.ts';
import {
  chairsOf,
  moved,
  outline,
  overlap,
  overlaps,
  reach,
  reshaped,
  resized,
  sizeFor,
  snapped,
  turned,
} from './geometry.ts';

const ground = { width: 24, height: 20 };
const table = (change: Partial<TablePlace> = {}): TablePlace => ({
  shape: 'square',
  x: 10,
  y: 10,
  width: 4,
  height: 4,
  turn: 0,
  ...change,
});
const long = (change: Partial<TablePlace> = {}) =>
  table({ shape: 'rectangle', width: 6, height: 3, y: 10.5, ...change });

const places = fc
  .record({
    shape: fc.constantFrom('round' as const, 'square' as const, 'rectangle' as const),
    x: fc.integer({ min: -60, max: 120 }).map((half) => half / 2),
    y: fc.integer({ min: -60, max: 120 }).map((half) => half / 2),
    width: fc.integer({ min: 2, max: 12 }),
    height: fc.integer({ min: 2, max: 12 }),
    turn: fc.integer({ min: 0, max: 23 }).map((steps) => steps * 15),
  })
  .map(
    (place): TablePlace => ({
      ...place,
      height: place.shape === 'rectangle' ? place.height : place.width,
    }),
  );

test('whatever is put down lies on the grid and on the ground, as it is turned', () => {
  fc.assert(
    fc.property(places, (place) => {
      const at = snapped(place, ground);
      expect([at.x * 2, at.y * 2].every(Number.isInteger)).toBe(true);
      for (const corner of outline(at)) {
        expect(corner.x).toBeGreaterThan(-0.001);
        expect(corner.y).toBeGreaterThan(-0.001);
        expect(corner.x).toBeLessThan(ground.width + 0.001);
        expect(corner.y).toBeLessThan(ground.height + 0.001);
      }
      // At an angle no edge lies on the grid: by a wall, the half step that is left may stay.
      if (place.turn % 90 === 0) expect(snapped(at, ground)).toEqual(at);
    }),
  );
});

test('edges lie on the grid: an even side is centred on it, an odd one between', () => {
  expect(snapped(table({ x: 10.3 }), ground).x).toBe(10);
  expect(snapped(table({ x: 10.3, width: 3, height: 3 }), ground).x).toBe(10.5);
  expect(snapped(long({ x: 10.2, y: 9.8, turn: 90 }), ground)).toMatchObject({ x: 10.5, y: 10 });
});

test('a move goes by steps and stops at the wall', () => {
  expect(moved(table(), { x: -1, y: 1 }, ground)).toMatchObject({ x: 9, y: 11 });
  expect(moved(table(), { x: -40, y: 40 }, ground)).toMatchObject({ x: 2, y: 18 });
});

describe('a turn', () => {
  test('goes round in steps, both ways, and comes back', () => {
    expect(turned(table(), 15, ground).turn).toBe(15);
    expect(turned(table(), -15, ground).turn).toBe(345);
    let place = long();
    for (let i = 0; i < 24; i += 1) place = turned(place, 15, ground);
    expect(place).toEqual(long());
  });

  test('keeps away from the wall, and is not made where there is no room', () => {
    const low = turned(long({ x: 12, y: 18.5 }), 90, ground);
    expect(low.y + reach(low).y).toBe(20);
    const beam: Fixture = { kind: 'wall', x: 12, y: 0.5, width: 24, height: 1, turn: 0 };
    expect(turned(beam, 90, ground)).toBe(beam);
  });
});

describe('a size', () => {
  test('follows the seats', () => {
    expect(sizeFor('square', 2)).toEqual({ width: 3, height: 3 });
    expect(sizeFor('round', 4)).toEqual({ width: 4, height: 4 });
    expect(sizeFor('rectangle', 8)).toEqual({ width: 9, height: 3 });
    expect(reshaped(table(), 'rectangle', 6, ground)).toMatchObject({
      shape: 'rectangle',
      width: 7,
      height: 3,
    });
    expect(reshaped(long(), 'round', 4, ground)).toMatchObject({ shape: 'round', width: 4, height: 4 });
  });

  test('of equal sides stays so, and has its limits', () => {
    expect(resized(table(), { width: 1 }, ground)).toMatchObject({ width: 5, height: 5 });
    expect(resized(long(), { width: 1 }, ground)).toMatchObject({ width: 7, height: 3 });
    expect(resized(long(), { width: 0, height: -1 }, ground)).toMatchObject({ width: 6, height: 2 });
    const least = table({ width: 2, height: 2 });
    expect(resized(least, { width: -1 }, ground)).toBe(least);
    const most = table({ width: 20, height: 20, x: 12 });
    expect(resized(most, { width: 1 }, ground)).toBe(most);
  });
});

describe('two tables', () => {
  test('that touch do not overlap; one step closer they do', () => {
    expect(overlap(table(), table({ x: 14 }))).toBe(false);
    expect(overlap(table(), table({ x: 13 }))).toBe(true);
  });

  test('are judged as they are turned, and as round as they are', () => {
    // Corner to corner, the squares meet; turned by 45 degrees, they would reach into each other.
    const beside = table({ x: 14.5 });
    expect(overlap(table(), beside)).toBe(false);
    expect(overlap(table({ turn: 45 }), beside)).toBe(true);
    const diagonal = { x: 13, y: 13 };
    expect(overlap(table(), table(diagonal))).toBe(true);
    expect(overlap(table({ shape: 'round' }), table({ shape: 'round', ...diagonal }))).toBe(false);
  });

  test('overlap whichever one asks, and wherever both are', () => {
    fc.assert(
      fc.property(places, places, fc.integer({ min: -20, max: 20 }), (one, other, by) => {
        expect(overlap(one, other)).toBe(overlap(other, one));
        const away = <T extends TablePlace>(place: T) => ({ ...place, x: place.x + by, y: place.y - by });
        expect(overlap(away(one), away(other))).toBe(overlap(one, other));
      }),
    );
  });

  test('are named as a pair; a wall through a wall is nobody’s business', () => {
    const wall: Fixture = { kind: 'wall', x: 10, y: 10, width: 20, height: 1, turn: 0 };
    const things = new Map<string, TablePlace | Fixture>([
      ['a', table()],
      ['b', table({ x: 12 })],
      ['c', table({ x: 20, y: 4 })],
      ['wall', { ...wall, y: 15.5 }],
      ['wall2', { ...wall, turn: 90, y: 10 }],
    ]);
    expect(overlaps(things, new Set(['a', 'b', 'c']))).toEqual([
      ['a', 'b'],
      ['a', 'wall2'],
      ['b', 'wall2'],
    ]);
  });
});

describe('chairs', () => {
  const sides = (place: Parameters<typeof chairsOf>[0], seats: number) =>
    Object.entries(Object.groupBy(chairsOf(place, seats), ({ turn }) => turn)).map(([turn, all]) => [
      Number(turn),
      all!.length,
    ]);

  test('two face each other, four have a side each, a long table has them along its sides', () => {
    expect(sides(table({ width: 3, height: 3 }), 2)).toEqual([
      [0, 1],
      [180, 1],
    ]);
    expect(sides(table(), 4).map(([, count]) => count)).toEqual([1, 1, 1, 1]);
    expect(sides(table({ shape: 'rectangle', width: 7, height: 3 }), 6)).toEqual([
      [0, 3],
      [180, 3],
    ]);
  });

  test('are as many as the seats, and outside the table', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 20 }), (place, seats) => {
        const chairs = chairsOf(place, seats);
        expect(chairs).toHaveLength(seats);
        for (const { x, y } of chairs) {
          const out =
            place.shape === 'round'
              ? Math.hypot(x, y) > place.width / 2
              : Math.abs(x) > place.width / 2 || Math.abs(y) > place.height / 2;
          expect(out).toBe(true);
        }
      }),
    );
  });
});
