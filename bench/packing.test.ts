import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRoom, type Seated } from '../server/seating/pack.ts';
import { ceiling } from './ceiling.ts';
import { evening, roomOf } from './evenings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the bench tells covers, ratios and milliseconds of a decision', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/run.ts', '--packing', '--quick'], {
    cwd: root,
    timeout: 60_000,
  });
  expect(stdout).toMatch(/^12 tables, 100 % +\d+ +\d+ +\d+ +\d\.\d{3} +\d\.\d{3} +0\.\d{3} +\d/m);
}, 70_000);

test('an evening is the same for the same seed, and another for another', () => {
  expect(evening(12, 1, 3)).toEqual(evening(12, 1, 3));
  expect(evening(12, 1, 3)).not.toEqual(evening(12, 1, 4));
});

test('nobody sits more covers than the ceiling', () => {
  const wishes = fc.record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    tables: fc.integer({ min: 1, max: 24 }),
    load: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
  });
  fc.assert(
    fc.property(wishes, ({ seed, tables, load }) => {
      const places = roomOf(tables);
      const asking = evening(tables, load, seed);
      const most = ceiling(places, asking);
      // Also by one who knows them all, and takes the largest first.
      for (const order of [asking, asking.toSorted((a, b) => b.party - a.party)]) {
        const seated: Seated[] = [];
        for (const [index, { party, from, to }] of order.entries()) {
          const room = makeRoom(places, seated, { party, from, to });
          if (!room) continue;
          for (const { id, to: place } of room.moves) {
            seated.find((other) => other.id === id)!.tableIds = place.tableIds;
          }
          const { tableIds } = room.place;
          seated.push({ id: String(index), party, from, to, tableIds, fixed: false, area: null });
        }
        expect(seated.reduce((sum, { party }) => sum + party, 0)).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
