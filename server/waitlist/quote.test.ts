import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim, Place } from '../seating/fit.ts';
import { minutesUntil, type Room, seatsOf } from './quote.ts';

const MINUTE = 60_000;
const place = (name: string, minSeats: number, maxSeats: number, area = 'Salle'): Place => ({
  tableIds: [name],
  names: [name],
  area,
  minSeats,
  maxSeats,
});
/** Minutes from now; a service that lasts for four hours more; each party stays 90 minutes. */
const room = (
  change: Partial<Omit<Room, 'claims'>> & { claims?: [string, number, number][] } = {},
): Room => ({
  now: 0,
  places: [place('1', 1, 2), place('2', 1, 2), place('3', 2, 4)],
  hours: [{ from: -60 * MINUTE, to: 240 * MINUTE }],
  stay: () => 90 * MINUTE,
  ...change,
  claims: (change.claims ?? []).map(
    ([tableId, from, to]): Claim => ({ tableId, from: from * MINUTE, to: to * MINUTE }),
  ),
});
const told = (at: Room, queue: [number, string?][]) =>
  seatsOf(
    at,
    queue.map(([party, area]) => ({ party, area: area ?? null })),
  ).map((seat) => seat && [minutesUntil(at.now, seat.at), seat.place.names.join('+')]);

describe('a quoted wait', () => {
  test('is nothing while a table that fits is free', () => {
    expect(told(room(), [[2], [2], [3]])).toEqual([
      [0, '1'],
      [0, '2'],
      [0, '3'],
    ]);
  });

  test('is until somebody leaves, in the order of the queue', () => {
    const full = room({
      claims: [
        ['1', -60, 42],
        ['2', -60, 20],
        ['3', -60, 65],
      ],
    });
    expect(told(full, [[2], [2], [4], [2]])).toEqual([
      [20, '2'],
      [45, '1'],
      [65, '3'],
      [110, '2'],
    ]);
  });

  test('does not promise a table that somebody has reserved before the party would leave', () => {
    const full = room({
      claims: [
        ['1', -60, 30],
        ['1', 90, 180],
        ['2', -60, 200],
        ['3', -60, 120],
      ],
    });
    // Table 1 is free in 30 minutes, but only for an hour.
    expect(told(full, [[2]])).toEqual([[120, '3']]);
  });

  test('says so when there is no table tonight', () => {
    expect(told(room(), [[9]])).toEqual([null]);
    expect(told(room(), [[2, 'Terrasse']])).toEqual([null]);
    const late = room({ hours: [{ from: -60 * MINUTE, to: 30 * MINUTE }], claims: [['3', -60, 31]] });
    expect(told(late, [[4], [2]])).toEqual([null, [0, '1']]);
    expect(told(room({ hours: [] }), [[2]])).toEqual([null]);
  });

  test('goes on to the next service of the day', () => {
    const between = room({ hours: [{ from: 75 * MINUTE, to: 240 * MINUTE }] });
    expect(told(between, [[2]])).toEqual([[75, '1']]);
  });

  test('joins tables where they may be joined, and then both are taken', () => {
    const joined = { ...place('1+2', 3, 4), tableIds: ['1', '2'] };
    expect(told(room({ places: [place('1', 1, 2), place('2', 1, 2), joined] }), [[4], [2]])).toEqual([
      [0, '1+2'],
      [90, '1'],
    ]);
  });

  test('is told in steps of five minutes, and never too short', () => {
    expect([0, 1, 5, 6].map((minutes) => minutesUntil(0, minutes * MINUTE))).toEqual([0, 5, 5, 10]);
    expect(minutesUntil(10 * MINUTE, 0)).toBe(0);
  });
});

test('whatever the room, no table is quoted to two parties at a time, and none below its seats', () => {
  const claims = fc.array(
    fc.record({
      table: fc.integer({ min: 1, max: 6 }),
      from: fc.integer({ min: -90, max: 200 }),
      lasts: fc.integer({ min: 15, max: 150 }),
    }),
    { maxLength: 15 },
  );
  const queue = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(claims, queue, (kept, parties) => {
      const places = [1, 2, 3, 4, 5, 6].map((name) =>
        place(String(name), name < 4 ? 1 : 2, name < 4 ? 2 : 5),
      );
      const at = room({
        places: [...places, { ...place('1+2', 3, 4), tableIds: ['1', '2'] }],
        claims: kept.map(({ table, from, lasts }) => [String(table), from, from + lasts]),
      });
      const seats = seatsOf(
        at,
        parties.map((party) => ({ party, area: null })),
      );
      const taken = [...at.claims];
      for (const [index, seat] of seats.entries()) {
        if (!seat) continue;
        expect(seat.at).toBeGreaterThanOrEqual(at.now);
        expect(parties[index]).toBeGreaterThanOrEqual(seat.place.minSeats);
        expect(parties[index]).toBeLessThanOrEqual(seat.place.maxSeats);
        const to = seat.at + 90 * MINUTE;
        for (const tableId of seat.place.tableIds) {
          expect(
            taken.filter((claim) => claim.tableId === tableId && claim.from < to && seat.at < claim.to),
          ).toEqual([]);
          taken.push({ tableId, from: seat.at, to });
        }
      }
    }),
  );
});
