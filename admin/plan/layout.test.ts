import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TablePlace } from '../../server/seating/contract.ts';
import { overlaps, reach } from './geometry.ts';
import { beside, inReadingOrder, laidOut, type Standing } from './layout.ts';

const place = (x: number, y: number): TablePlace => ({ shape: 'square', x, y, width: 4, height: 4, turn: 0 });

describe('what nobody has placed', () => {
  const rooms = fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 60 });

  test('stands on the ground, and nothing on anything else', () => {
    fc.assert(
      fc.property(rooms, fc.boolean(), (seats, drawn) => {
        const tables: Standing[] = seats.map((count, i) => ({
          key: `${i}`,
          seats: count,
          ...(drawn && i === 0 && { place: place(12, 9) }),
        }));
        const { ground, places } = laidOut(
          tables,
          drawn ? { width: 24, height: 20, fixtures: [] } : undefined,
        );
        expect([...places.keys()]).toEqual(tables.map(({ key }) => key));
        for (const thing of places.values()) {
          const far = reach(thing);
          expect(thing.x - far.x).toBeGreaterThanOrEqual(0);
          expect(thing.x + far.x).toBeLessThanOrEqual(ground.width);
          expect(thing.y - far.y).toBeGreaterThanOrEqual(0);
          expect(thing.y + far.y).toBeLessThanOrEqual(ground.height);
        }
        expect(overlaps(places, new Set(places.keys()))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('finds its place around what is placed, which stays where it is', () => {
    const { ground, places } = laidOut(
      [
        { key: 'a', seats: 4, place: place(4, 4) },
        { key: 'b', seats: 4 },
      ],
      { width: 24, height: 20, fixtures: [] },
    );
    expect(ground).toEqual({ width: 24, height: 20 });
    expect(places.get('a')).toEqual(place(4, 4));
    expect(places.get('b')).toMatchObject({ shape: 'square', width: 4, x: 10, y: 4 });
  });

  test('a ground that is said to be smaller than what stands on it is as large as it must be', () => {
    const { ground } = laidOut([{ key: 'a', seats: 4, place: place(30, 30) }], {
      width: 10,
      height: 10,
      fixtures: [],
    });
    expect(ground).toEqual({ width: 32, height: 32 });
  });
});

describe('reading', () => {
  const room = new Map([
    ['4', place(15, 11)],
    ['1', place(4, 4.5)],
    ['2', place(12, 4)],
    ['3', place(3, 10)],
    ['5', place(22, 4)],
  ]);

  test('goes row by row, though tables are not quite in line', () => {
    expect(inReadingOrder(room)).toEqual(['1', '2', '5', '3', '4']);
  });

  test('left and right follow it, up and down lead to the nearest that way, and stop at the end', () => {
    expect(beside(room, '5', 'right')).toBe('3');
    expect(beside(room, '1', 'left')).toBeNull();
    expect(beside(room, '2', 'down')).toBe('4');
    expect(beside(room, '3', 'up')).toBe('1');
    expect(beside(room, '4', 'down')).toBeNull();
    expect(beside(room, 'unknown', 'down')).toBeNull();
  });
});
