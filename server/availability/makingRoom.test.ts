import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '../seating/fit.ts';
import { BOUNDS, makeRoom } from '../seating/pack.ts';
import { serviceOnPaper } from '../testing/onPaper.ts';
import { type Evening, hasRoomMade, lacksTable, withRoomMade } from './makingRoom.ts';
import type { Service } from './service.ts';
import { slotsOf } from './slots.ts';

const DAY = '2026-10-17';
const NOW = new Date('2026-10-10T10:00:00Z');

const place = (ids: number[], minSeats: number, maxSeats: number): Place => ({
  tableIds: ids.map(String),
  names: ids.map(String),
  area: 'Salle',
  minSeats,
  maxSeats,
  offered: 'online',
});

/** So many tables for two, four and six, with pairs that may be joined. */
function serviceOf(tables: number): Service {
  const seats = (index: number): [number, number] =>
    index % 5 < 3 ? [1, 2] : index % 5 === 3 ? [2, 4] : [4, 6];
  const all = Array.from({ length: tables }, (_, index) => index);
  const pairs = all.filter((index) => index % 5 === 0 && index + 1 < tables);
  return serviceOnPaper({
    leadMinutes: 30,
    turnTimes: [
      { upTo: 2, minutes: 90 },
      { upTo: 8, minutes: 120 },
    ],
    shifts: [
      {
        name: 'Soir',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        firstMinute: 1140,
        lastMinute: 1320,
        stepMinutes: 30,
      },
    ],
    places: [
      ...all.map((index) => place([index], ...seats(index))),
      ...pairs.map((index) => place([index, index + 1], 3, 4)),
    ],
  });
}

/** An evening that was booked out, and then had cancellations. */
function eveningOf(service: Service, wishes: { party: number; slot: number }[]): Evening {
  let evening: Evening = [];
  for (const [index, { party, slot }] of wishes.entries()) {
    const times = slotsOf(service, DAY, party, NOW, []);
    const { startsAt: from, freeAt: to } = times[slot % times.length]!;
    const room = makeRoom(service.places, evening, { party, from, to });
    if (!room) continue;
    const moved = new Map(room.moves.map((move) => [move.id, move.to.tableIds]));
    evening = evening.map((one) => ({ ...one, tableIds: moved.get(one.id) ?? one.tableIds }));
    const { tableIds } = room.place;
    evening.push({ id: `${index}`, day: DAY, party, from, to, tableIds, fixed: index % 9 === 0, area: null });
  }
  // Some cancel in the end, here and there.
  return evening.filter((_, index) => index % 6 !== 2);
}

test('the calendar never promises what a booking would not find, and keeps back next to nothing', () => {
  const wish = fc.record({
    party: fc.constantFrom(1, 2, 2, 2, 3, 4, 5, 6),
    slot: fc.integer({ min: 0, max: 6 }),
  });
  const seen = { open: 0, full: 0, keptBack: 0 };
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 25 }),
      fc.array(wish, { minLength: 50, maxLength: 90 }),
      fc.constantFrom(2, 4, 6),
      (tables, wishes, party) => {
        const service = serviceOf(tables);
        const evening = eveningOf(service, wishes);
        const claims = evening.flatMap(({ tableIds, from, to }) =>
          tableIds.map((tableId) => ({ tableId, from, to })),
        );
        const slots = slotsOf(service, DAY, party, NOW, claims).filter(lacksTable);
        const asked = { day: DAY, party };
        const booked = withRoomMade(service, asked, slots, evening, BOUNDS).some((slot) => !lacksTable(slot));
        const shown = hasRoomMade(service, asked, slots, evening);
        if (shown) expect(booked).toBe(true);
        if (booked) seen.open += 1;
        else seen.full += 1;
        if (booked && !shown) seen.keptBack += 1;
      },
    ),
    { numRuns: 40, seed: 20261121 },
  );
  expect(seen.open).toBeGreaterThan(2);
  expect(seen.full).toBeGreaterThan(10);
  expect(seen.keptBack).toBe(0);
}, 60_000);
