import { describe, expect, test } from 'vitest';
import type { PauseRow } from '../../../server/availability/contract.ts';
import type { ReservationRow, Status } from '../../../server/reservations/contract.ts';
import { clockOf, instantAt } from '../clock.ts';
import { bonds, comingUp, fullestMinute, stateOf } from './states.ts';

const clock = clockOf('2026-10-10', 'Europe/Paris');
const at = (hours: number, rest = 0) => clock.minuteOf('12:00') + (hours - 12) * 60 + rest;
const table = { id: 'a', name: '1', area: 'Salle', minSeats: 1, maxSeats: 4 };

/** Two hours at table a; `since`: minutes after its time at which it became what it is. */
const row = (time: string, status: Status = 'confirmed', since = 0, tableIds = ['a'], party = 2) => {
  const start = clock.minuteOf(time);
  return {
    id: `${time} ${status}`,
    time,
    status,
    tableIds,
    party,
    startsAt: instantAt(start),
    endsAt: instantAt(start + 120),
    statusAt: instantAt(start + since),
  } as ReservationRow;
};
const pause = (more: Partial<PauseRow>): PauseRow => ({
  id: 'p',
  from: '2026-10-10',
  to: '2026-10-10',
  by: 'Sofia',
  at: '',
  ...more,
});
const book = (...reservations: ReservationRow[]) => ({ day: '2026-10-10', reservations });
const state = (
  rows: ReservationRow[],
  minute: number,
  now: number | null = minute,
  pauses: PauseRow[] = [],
) => stateOf(table, book(...rows), pauses, minute, now, clock);

describe('a table now', () => {
  test('is free, with who comes much later; soon they are expected, then late', () => {
    expect(state([], at(19))).toMatchObject({ kind: 'free', next: null });
    expect(state([row('20:30')], at(19))).toMatchObject({ kind: 'free', next: { time: '20:30' } });
    expect(state([row('20:30')], at(20))).toMatchObject({ kind: 'expected', minutes: -30 });
    expect(state([row('20:30')], at(20, 42))).toMatchObject({ kind: 'expected', minutes: 12 });
  });

  test('is theirs who stand at the door, and says how long they have stood there', () => {
    expect(state([row('20:30', 'arrived', -5)], at(20, 33))).toMatchObject({ kind: 'arrived', minutes: 8 });
  });

  test('is seated since they sat down, then over its time; who is done, or never came, is not there', () => {
    const seated = row('19:00', 'seated', 10);
    expect(state([seated], at(20))).toMatchObject({ kind: 'seated', minutes: 50 });
    expect(state([seated], at(21, 7))).toMatchObject({ kind: 'over', minutes: 7 });
    expect(state([row('19:00', 'finished'), row('19:00', 'no_show')], at(20)).kind).toBe('free');
  });

  test('is to be freed when the next are due in a quarter of an hour, or stand there already', () => {
    const seated = row('19:00', 'seated');
    expect(state([seated, row('21:00')], at(20, 40))).toMatchObject({
      kind: 'seated',
      next: { time: '21:00' },
    });
    expect(state([seated, row('21:00')], at(20, 45))).toMatchObject({ kind: 'leave', minutes: -15 });
    expect(state([seated, row('21:00', 'arrived')], at(20, 20)).kind).toBe('leave');
  });

  test('is paused while nobody sits there; from when and until when the pause says, or with its area', () => {
    const paused = [pause({ table: '1', fromTime: '20:00', toTime: '21:00' })];
    expect(state([], at(19, 59), at(19, 59), paused).kind).toBe('free');
    expect(state([row('20:30')], at(20), at(20), paused)).toMatchObject({ kind: 'paused', until: '21:00' });
    expect(state([], at(21), at(21), paused).kind).toBe('free');
    expect(state([row('19:00', 'seated')], at(20), at(20), paused)).toMatchObject({
      kind: 'seated',
      pause: { id: 'p' },
    });
    expect(state([], at(12), at(12), [pause({ area: 'Salle' })]).kind).toBe('paused');
    expect(state([], at(12), at(12), [pause({ area: 'Bar' }), pause({ shift: 'Midi' })]).kind).toBe('free');
    expect(
      state([], at(12), at(12), [pause({ table: '1', from: '2026-10-11', to: '2026-10-12' })]).kind,
    ).toBe('free');
  });
});

test('later it is as planned: taken from their time to its end, whoever sits there now', () => {
  const rows = [row('19:00', 'seated'), row('21:30')];
  expect(state(rows, at(20), at(19, 30))).toMatchObject({
    kind: 'taken',
    row: { time: '19:00' },
    minutes: 60,
  });
  expect(state(rows, at(21), at(19, 30))).toMatchObject({ kind: 'expected', minutes: -30 });
  expect(state(rows, at(21, 30), null)).toMatchObject({ kind: 'taken', row: { time: '21:30' } });
  expect(state([row('19:00', 'finished')], at(20), null).kind).toBe('free');
});

test('those who come next: at the door first, then by time for an hour and a half; who sits is not among them', () => {
  const rows = [
    row('19:30'),
    row('20:00', 'arrived'),
    row('19:15', 'seated'),
    row('21:00'),
    row('21:15'),
    row('17:00'),
    row('20:00', 'requested'),
  ];
  const times = (minute: number, now: number | null) =>
    comingUp(book(...rows), minute, now).map(({ time }) => time);
  // 19:30 has not come yet; who should have left at 19:00 is not waited for.
  expect(times(at(19, 40), at(19, 40))).toEqual(['20:00', '19:30', '21:00']);
  expect(times(at(21), at(19, 40))).toEqual(['21:00', '21:15']);
});

test('joined tables are bound where both show the same party', () => {
  const large = row('19:00', 'seated', 0, ['a', 'b'], 6);
  const of = (id: string) => stateOf({ ...table, id }, book(large), [], at(20), at(20), clock);
  const states = new Map(['a', 'b'].map((id) => [id, of(id)]));
  expect(bonds(book(large), states)).toMatchObject([{ tables: ['a', 'b'], kind: 'seated' }]);
  expect(bonds(book(large), new Map([['a', of('a')]]))).toEqual([]);
});

test('another day opens where most people are there', () => {
  expect(fullestMinute(book())).toBeNull();
  expect(fullestMinute(book(row('12:30'), row('19:00'), row('20:00'), row('21:30', 'cancelled')))).toBe(
    at(20),
  );
});
