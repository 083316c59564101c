import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serviceOnPaper } from '../testing/onPaper.ts';
import type { ServiceShift } from './service.ts';
import { messageOf, minutesOf, shiftsOn, specialDayOf } from './shifts.ts';
import { dayStatus, slotsOf } from './slots.ts';

const evening: ServiceShift = {
  ...{ name: 'Soir', weekdays: [1, 2, 3, 4, 5, 6, 7], firstMinute: 1140, lastMinute: 1320, stepMinutes: 30 },
};
const service = serviceOnPaper({
  minParty: 2,
  leadMinutes: 60,
  turnTimes: [{ upTo: 8, minutes: 120 }],
  shifts: [evening],
  places: [
    { tableIds: ['a'], names: ['1'], area: 'Salle', minSeats: 1, maxSeats: 4, offered: 'online' },
    { tableIds: ['b'], names: ['2'], area: 'Salle', minSeats: 1, maxSeats: 12, offered: 'staff' },
    { tableIds: ['c'], names: ['3'], area: 'Bar', minSeats: 1, maxSeats: 2, offered: 'walk_in' },
  ],
});
const day = '2026-10-17';
const noon = new Date('2026-10-17T10:00:00Z');
const times = (slots: { time: string; reason?: string }[]) =>
  slots.filter((slot) => !slot.reason).map((slot) => slot.time);

describe('the shifts of a day', () => {
  test('keep to their season, both days included', () => {
    const terrace = { ...evening, name: 'Terrasse', validFrom: '2026-05-01', validTo: '2026-09-30' };
    const names = (date: string) => shiftsOn({ shifts: [terrace] }, date).map((shift) => shift.name);
    expect(['2026-04-30', '2026-05-01', '2026-09-30', '2026-10-01'].map(names)).toEqual([
      [],
      ['Terrasse'],
      ['Terrasse'],
      [],
    ]);
  });

  test('a special rule is of its days alone, and its message is said in the language there is', () => {
    const special = {
      from: day,
      to: '2026-10-18',
      closed: true,
      messageFr: null,
      messageEn: 'Closed',
      shifts: [],
    };
    const its = { ...service, specialDays: [special] };
    expect(['2026-10-16', day, '2026-10-18', '2026-10-19'].map((date) => shiftsOn(its, date).length)).toEqual(
      [1, 0, 0, 1],
    );
    expect(messageOf(specialDayOf(its, day))).toEqual({ fr: 'Closed', en: 'Closed' });
    expect(messageOf(specialDayOf(its, '2026-10-19'))).toBeUndefined();
    expect(dayStatus(its, day, 2, noon, [])).toEqual({ status: 'closed', reason: 'closed' });
  });

  test('law: the staff’s minutes hold the guests’, in the same steps, within the staff’s hours', () => {
    const shift = fc
      .record({
        first: fc.integer({ min: 0, max: 1200 }),
        length: fc.integer({ min: 0, max: 500 }),
        before: fc.integer({ min: 0, max: 300 }),
        after: fc.integer({ min: 0, max: 90 }),
        stepMinutes: fc.constantFrom(15, 20, 30, 60),
      })
      .map(
        ({ first, length, before, after, stepMinutes }): ServiceShift => ({
          ...evening,
          firstMinute: first,
          lastMinute: first + length,
          stepMinutes,
          staffFirstMinute: Math.max(0, first - before),
          staffLastMinute: first + length + after,
        }),
      );
    fc.assert(
      fc.property(shift, (its) => {
        const guests = minutesOf(its, 'guest');
        const staff = minutesOf(its, 'staff');
        expect(staff).toEqual(expect.arrayContaining(guests));
        expect(guests[0]).toBe(its.firstMinute);
        expect(staff[0]!).toBeGreaterThanOrEqual(its.staffFirstMinute!);
        expect(staff[0]! - its.stepMinutes).toBeLessThan(its.staffFirstMinute!);
        expect(staff.at(-1)!).toBeLessThanOrEqual(its.staffLastMinute!);
        expect(
          staff.every((minute, index) => index === 0 || minute - staff[index - 1]! === its.stepMinutes),
        ).toBe(true);
      }),
    );
  });
});

describe('the rules of booking', () => {
  test('after the cut-off nothing of that day is booked by guests, and all of the next', () => {
    const its = { ...service, cutoffMinute: 17 * 60 };
    const reasons = (now: string, date = day) =>
      new Set(slotsOf(its, date, 2, new Date(now), []).map((slot) => slot.reason));
    expect(reasons('2026-10-17T14:59:00Z')).toEqual(new Set([undefined]));
    expect(reasons('2026-10-17T15:00:00Z')).toEqual(new Set(['too_late']));
    expect(reasons('2026-10-17T15:00:00Z', '2026-10-18')).toEqual(new Set([undefined]));
    expect(dayStatus(its, day, 2, new Date('2026-10-17T15:00:00Z'), [])).toEqual({
      status: 'closed',
      reason: 'too_late',
    });
    const late = { ...its, shifts: [{ ...evening, lastMinute: 1500 }] };
    const afterMidnight = slotsOf(late, day, 2, new Date('2026-10-17T22:10:00Z'), []).at(-1)!;
    expect([afterMidnight.time, afterMidnight.reason]).toEqual(['01:00', 'too_late']);
  });

  test('the staff are held by none of them, and have tables that guests are not given', () => {
    const wide = { ...evening, staffFirstMinute: 1080, staffLastMinute: 1350 };
    const its = { ...service, cutoffMinute: 0, horizonDays: 0, requestFrom: 2, shifts: [wide] };
    const staff = (date: string, party: number) => slotsOf(its, date, party, noon, [], undefined, 'staff');
    expect(times(staff('2027-10-16', 12))).toEqual([
      '18:00',
      '18:30',
      '19:00',
      '19:30',
      '20:00',
      '20:30',
      '21:00',
      '21:30',
      '22:00',
      '22:30',
    ]);
    expect(staff(day, 1)[0]!.places.map((place) => place.names[0])).toEqual(['1', '2']);
    expect(staff(day, 1)[0]!.status).toBe('open');
    expect(slotsOf(service, day, 5, noon, [])[0]!.reason).toBe('no_table');
  });

  test('from so many people on it is a request, in full slots as little as for the others', () => {
    const its = { ...service, requestFrom: 3 };
    const kept = [
      { tableId: 'a', from: Date.parse('2026-10-17T17:00:00Z'), to: Date.parse('2026-10-17T19:00:00Z') },
    ];
    const statuses = (party: number) => slotsOf(its, day, party, noon, kept).map((slot) => slot.status);
    expect(new Set(statuses(2))).toEqual(new Set(['full', 'open']));
    expect(new Set(statuses(3))).toEqual(new Set(['full', 'request']));
    expect(dayStatus(its, day, 3, noon, kept)).toEqual({ status: 'open' });
  });

  test('a shift may have turn times of its own', () => {
    const quick = { ...evening, turnTimes: [{ upTo: 8, minutes: 60 }] };
    const length = (shifts: ServiceShift[]) => {
      const [slot] = slotsOf({ ...service, shifts }, day, 2, noon, []);
      return (slot!.endsAt - slot!.startsAt) / 60_000;
    };
    expect([length([evening]), length([quick])]).toEqual([120, 60]);
  });
});
