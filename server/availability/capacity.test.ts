import { expect, test } from 'vitest';
import { weekendEvenings as service, evening as shift } from '../testing/onPaper.ts';
import { coversByWeek, coversOfShift } from './capacity.ts';
import type { Pause } from './service.ts';

test('a shift takes its seats as often as they turn, and no more than may arrive', () => {
  // Three hours: three parties of two one after the other (90 minutes), two of four (120 minutes).
  expect(coversOfShift(service, shift)).toBe(3 * 2 + 2 * 4);
  expect(coversOfShift(service, { ...shift, pace: { covers: 1 } })).toBe(7);
  expect(coversOfShift(service, { ...shift, pace: { exceptions: [{ minute: 1200, covers: 0 }] } })).toBe(14);
});

test('weeks begin on Monday; a closure costs its own week alone', () => {
  const special = {
    from: '2026-10-17',
    to: '2026-10-17',
    closed: true,
    messageFr: null,
    messageEn: null,
    shifts: [],
  };
  expect(coversByWeek(service, { ...service, specialDays: [special] }, '2026-10-10')).toEqual([
    { monday: '2026-10-05', before: 28, after: 28 },
    { monday: '2026-10-12', before: 28, after: 14 },
    { monday: '2026-10-19', before: 28, after: 28 },
    { monday: '2026-10-26', before: 28, after: 28 },
  ]);
});

test('a party comes at the hours that are offered: a step that does not divide the stay costs a turn', () => {
  // 90 minutes a party from 19:00: at 19:00, 20:30 and 22:00; every hour on the hour, at 19:00, 21:00 and no more.
  const hourly = { ...shift, stepMinutes: 60 };
  expect(coversOfShift(service, hourly)).toBe(2 * 2 + 2 * 4);
});

test('a pause costs the turns of what it is about, on its days alone', () => {
  const pause = (of: Partial<Pause>): Pause => ({
    ...{ from: '2026-10-17', to: '2026-10-17', fromMinute: 0, toMinute: 1799 },
    ...{ shift: null, area: null, tableId: null },
    ...of,
  });
  const lost = (of: Partial<Pause>) => {
    const [, week] = coversByWeek(service, { ...service, pauses: [pause(of)] }, '2026-10-10');
    return week!.before - week!.after;
  };
  expect(lost({})).toBe(14);
  expect(lost({ shift: 'Midi' })).toBe(0);
  expect(lost({ tableId: 'b' })).toBe(8);
  expect(lost({ area: 'Salle', to: '2026-10-18' })).toBe(14);
  // From 21:00 on: of three parties of two and two of four, the first and, each time, half of the rest.
  expect(lost({ tableId: 'b', fromMinute: 1260 })).toBe(4);
  // Nobody arrives at 19:00: those of two still come at 19:30 and 21:00, those of four at 19:30 and 21:30.
  expect(lost({ fromMinute: 1140, toMinute: 1140 })).toBe(2);
});
