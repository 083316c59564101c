import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '../server/seating/fit.ts';
import { makeRoom } from '../server/seating/pack.ts';
import { type Asking, evening, roomOf, seatingOf } from './evenings.ts';
import { acceptExactly, ceiling, seatAll } from './exact.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the bench tells covers, ratios and milliseconds of a decision', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/run.ts', '--packing', '--quick'], {
    cwd: root,
    timeout: 60_000,
  });
  expect(stdout).toMatch(/^12 tables, 100 %( +\d+){6} +\d\.\d{3} +[01]\.\d{4} +[01]\.\d{3} +0 of \d+ +\d/m);
}, 70_000);

test('an evening is the same for the same seed, and another for another', () => {
  expect(evening(12, 1, 3)).toEqual(evening(12, 1, 3));
  expect(evening(12, 1, 3)).not.toEqual(evening(12, 1, 4));
});

const wishes = fc.record({
  seed: fc.integer({ min: 1, max: 10_000 }),
  tables: fc.integer({ min: 2, max: 16 }),
  load: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
});

/** Whoever Couvert lets in, and whom it refuses while so many sit already. */
function letIn(places: Place[], asking: Asking[]) {
  let [accepted, seats]: [Asking[], Place[]] = [[], []];
  const refused: Asking[][] = [];
  for (const one of asking) {
    const room = makeRoom(places, seatingOf(accepted, seats), one);
    if (!room) {
      refused.push([...accepted, one]);
      continue;
    }
    const moved = new Map(room.moves.map(({ id, to }) => [id, to]));
    seats = [...seats.map((place, index) => moved.get(String(index)) ?? place), room.place];
    accepted = [...accepted, one];
  }
  return { accepted, refused };
}
const covers = (asking: Asking[]) => asking.reduce((sum, { party }) => sum + party, 0);

test('the exact solver seats everybody whom Couvert seats, each at a place of their own that takes them', () => {
  fc.assert(
    fc.property(wishes, ({ seed, tables, load }) => {
      const places = roomOf(tables);
      const { accepted } = letIn(places, evening(tables, load, seed));
      const seats = seatAll(places, accepted, 30)!;
      expect(seats).toHaveLength(accepted.length);
      for (const [index, one] of accepted.entries()) {
        const place = seats[index]!;
        expect(place.minSeats <= one.party && one.party <= place.maxSeats).toBe(true);
        for (const [other, beside] of accepted.entries()) {
          if (other <= index || beside.from >= one.to || one.from >= beside.to) continue;
          expect(seats[other]!.tableIds.filter((id) => place.tableIds.includes(id))).toEqual([]);
        }
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('of the parties that Couvert refuses, the exact solver has room for two in a hundred at most', () => {
  const questions = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
    const places = roomOf(16);
    return letIn(places, evening(16, 1.2, seed)).refused.map((all) => seatAll(places, all, 30));
  });
  expect(questions.length).toBeGreaterThan(60);
  expect(questions.filter((seats) => seats !== null).length).toBeLessThanOrEqual(questions.length * 0.02);
}, 60_000);

test('nobody sits more covers than the ceiling', () => {
  fc.assert(
    fc.property(wishes, ({ seed, tables, load }) => {
      const places = roomOf(tables);
      const asking = evening(tables, load, seed);
      const most = ceiling(places, asking);
      // Also by one who knows them all, and takes the largest first.
      for (const order of [asking, asking.toSorted((a, b) => b.party - a.party)]) {
        expect(covers(letIn(places, order).accepted)).toBeLessThanOrEqual(most);
        expect(acceptExactly(places, order, 30).covers).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
