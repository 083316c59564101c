import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../seating/fit.ts';
import { serviceOnPaper } from '../testing/onPaper.ts';
import { dayStatus, nearestOpen, slotsOf, turnMinutes } from './slots.ts';

const service = serviceOnPaper({
  leadMinutes: 30,
  bufferMinutes: 15,
  turnTimes: [
    { upTo: 2, minutes: 90 },
    { upTo: 8, minutes: 120 },
  ],
  shifts: [
    { name: 'Midi', weekdays: [2, 3, 4, 5, 6], firstMinute: 720, lastMinute: 840, stepMinutes: 30 },
    { name: 'Soir', weekdays: [2, 3, 4, 5, 6], firstMinute: 1140, lastMinute: 1470, stepMinutes: 30 },
    { name: 'Brunch', weekdays: [7], firstMinute: 60, lastMinute: 240, stepMinutes: 30 },
  ],
  places: [
    { tableIds: ['a'], names: ['1'], area: 'Salle', minSeats: 1, maxSeats: 2 },
    { tableIds: ['b'], names: ['2'], area: 'Salle', minSeats: 2, maxSeats: 4 },
    { tableIds: ['c'], names: ['3'], area: 'Terrasse', minSeats: 2, maxSeats: 4 },
    { tableIds: ['b', 'c'], names: ['2', '3'], area: 'Salle', minSeats: 5, maxSeats: 8 },
  ],
});
const now = new Date('2026-10-07T13:00:00Z'); // Wednesday, 15:00 in Paris
const at = (day: string, party = 2, claims: Claim[] = [], area?: string) =>
  slotsOf(service, day, party, now, claims, area);
const claim = (tableId: string, from: string, to: string): Claim => ({
  tableId,
  from: Date.parse(from),
  to: Date.parse(to),
});

describe('the slots of a day', () => {
  test('follow the shifts of the weekday, past midnight too', () => {
    const slots = at('2026-10-10');
    expect(slots.map((slot) => slot.time)).toEqual([
      ...['12:00', '12:30', '13:00', '13:30', '14:00'],
      ...[
        '19:00',
        '19:30',
        '20:00',
        '20:30',
        '21:00',
        '21:30',
        '22:00',
        '22:30',
        '23:00',
        '23:30',
        '00:00',
        '00:30',
      ],
    ]);
    const last = slots.at(-1)!;
    expect([last.shift, new Date(last.startsAt).toISOString()]).toEqual(['Soir', '2026-10-10T22:30:00.000Z']);
  });

  test('say why they are not open', () => {
    const reasons = at('2026-10-07').map((slot) => [slot.time, slot.reason]);
    expect(reasons.slice(0, 6)).toEqual([
      ['12:00', 'past'],
      ['12:30', 'past'],
      ['13:00', 'past'],
      ['13:30', 'past'],
      ['14:00', 'past'],
      ['19:00', undefined],
    ]);
    const soon = slotsOf(service, '2026-10-07', 2, new Date('2026-10-07T16:45:00Z'), []);
    expect(soon.find((slot) => slot.time === '19:00')).toMatchObject({
      status: 'closed',
      reason: 'too_late',
    });
    expect(soon.find((slot) => slot.time === '19:30')?.status).toBe('open');
    expect(dayStatus(service, '2026-10-05', 2, now, [])).toEqual({ status: 'closed', reason: 'past' });
    expect(dayStatus(service, '2026-10-12', 2, now, [])).toEqual({ status: 'closed', reason: 'closed' });
    expect(dayStatus(service, '2026-12-12', 2, now, [])).toEqual({
      status: 'closed',
      reason: 'too_far_ahead',
    });
    expect(dayStatus(service, '2026-10-10', 9, now, [])).toEqual({
      status: 'closed',
      reason: 'party_too_large',
    });
    expect(at('2026-10-10', 9).every((slot) => slot.reason === 'party_too_large')).toBe(true);
  });

  test('are full only while every table that fits is kept, the buffer included', () => {
    const kept = ['a', 'b', 'c'].map((table) => claim(table, '2026-10-10T18:00:00Z', '2026-10-10T19:45:00Z'));
    const slots = at('2026-10-10', 2, kept);
    const full = slots.filter((slot) => slot.status === 'full').map((slot) => slot.time);
    // Dinner for two keeps a table 90 minutes and 15 more: 18:30 is over at 20:15, 19:00 is not free by 20:00.
    expect(full).toEqual(['19:00', '19:30', '20:00', '20:30', '21:00', '21:30']);
    expect(slots.find((slot) => slot.time === '20:00')?.reason).toBe('no_table');
    expect(slots.find((slot) => slot.time === '22:00')?.status).toBe('open');
  });

  test('say when what would fit is only held, for the minutes in which somebody books', () => {
    const kept = ['a', 'b', 'c'].map((table) => claim(table, '2026-10-10T18:00:00Z', '2026-10-10T19:45:00Z'));
    const reasonOf = (claims: typeof kept) =>
      at('2026-10-10', 2, claims).find((slot) => slot.time === '20:00')?.reason;
    expect(reasonOf(kept.map((one, index) => ({ ...one, held: index === 1 })))).toBe('held');
    // Too small for them, held or not.
    const four = at(
      '2026-10-10',
      4,
      kept.map((one) => ({ ...one, held: one.tableId === 'a' })),
    );
    expect(four.find((slot) => slot.time === '20:00')?.reason).toBe('no_table');
  });

  test('name their places, the smallest that fits first, combinations last, and keep to an area', () => {
    const slot = (party: number, area?: string) =>
      at('2026-10-10', party, [], area).find((candidate) => candidate.time === '20:00')!;
    expect(slot(2).places.map((place) => place.names.join('+'))).toEqual(['1', '2', '3']);
    expect(slot(4, 'Terrasse').places.map((place) => place.names.join('+'))).toEqual(['3']);
    expect(slot(6).places.map((place) => place.names.join('+'))).toEqual(['2+3']);
    const half = [claim('c', '2026-10-10T18:00:00Z', '2026-10-10T20:00:00Z')];
    expect(at('2026-10-10', 6, half).find((candidate) => candidate.time === '20:00')?.status).toBe('full');
  });

  test('skip an hour that the clock skips, and take the first of one that it doubles', () => {
    const spring = slotsOf(service, '2027-03-28', 2, new Date('2027-03-20T10:00:00Z'), []);
    expect(spring.map((slot) => slot.time)).toEqual(['01:00', '01:30', '03:00', '03:30', '04:00']);
    expect(new Date(spring[2]!.startsAt).toISOString()).toBe('2027-03-28T01:00:00.000Z');
    const autumn = slotsOf(service, '2026-10-25', 2, now, []);
    expect(autumn.map((slot) => new Date(slot.startsAt).toISOString().slice(11, 16))).toEqual([
      ...['23:00', '23:30', '00:00', '00:30', '02:00', '02:30', '03:00'],
    ]);
    const dinner = slotsOf(service, '2027-03-27', 2, new Date('2027-03-20T10:00:00Z'), []).at(-1)!;
    expect([dinner.time, (dinner.endsAt - dinner.startsAt) / 60_000]).toEqual(['00:30', 90]);
  });

  test('nearest to a wish are three at most, in the order of their times', () => {
    const slots = at('2026-10-10');
    expect(nearestOpen('2026-10-10', slots, 20 * 60).map((slot) => slot.time)).toEqual([
      '19:00',
      '19:30',
      '20:30',
    ]);
    expect(nearestOpen('2026-10-10', slots, 24 * 60).map((slot) => slot.time)).toEqual([
      '23:00',
      '23:30',
      '00:30',
    ]);
  });

  test('law: what is offered never overlaps what is kept, fits the party, and a claim never opens anything', () => {
    const claims = fc.array(
      fc.record({
        tableId: fc.constantFrom('a', 'b', 'c'),
        from: fc.integer({ min: 0, max: 700 }),
        length: fc.integer({ min: 1, max: 240 }),
      }),
      { maxLength: 12 },
    );
    const base = Date.parse('2026-10-10T10:00:00Z');
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 8 }), (raw, party) => {
        const kept = raw.map(({ tableId, from, length }) => ({
          tableId,
          from: base + from * 60_000,
          to: base + (from + length) * 60_000,
        }));
        const free = at('2026-10-10', party);
        for (const [index, slot] of at('2026-10-10', party, kept).entries()) {
          expect(slot.status === 'open' && free[index]!.status !== 'open').toBe(false);
          for (const place of slot.places) {
            expect(place.minSeats <= party && party <= place.maxSeats).toBe(true);
            const meets = kept.some(
              (span) =>
                place.tableIds.includes(span.tableId) && span.from < slot.freeAt && slot.startsAt < span.to,
            );
            expect(meets).toBe(false);
          }
        }
      }),
    );
  });
});

test('a party keeps its table as long as the first line that is not smaller says', () => {
  expect([1, 2, 3, 8, 20].map((party) => turnMinutes(service, party))).toEqual([90, 90, 120, 120, 120]);
});
