import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReservationRow, Status } from '../../server/reservations/contract.ts';
import type { LiveMessage } from '../live-numbers.ts';
import { minuteAt } from './clock.ts';
import {
  coversOf,
  type DayBook,
  isOver,
  layOut,
  matches,
  type Order,
  totalsOf,
  withEvent,
  withRow,
} from './day.ts';

const day = '2026-11-21';

function row(id: string, time: string, party = 2, status: Status = 'confirmed', more = {}): ReservationRow {
  const night = time < '05:00' ? '2026-11-22' : day;
  return {
    id,
    reference: `REF${id}`,
    restaurant: 'a',
    day,
    time,
    startsAt: `${night}T${time}:00Z`,
    endsAt: `${night}T${time}:00Z`,
    party,
    shift: time >= '05:00' && time < '16:00' ? 'Midi' : 'Soir',
    status,
    statusAt: `${day}T10:00:00Z`,
    cancelledBy: null,
    tables: ['T4'],
    tableIds: ['t4'],
    area: 'Salle',
    remark: null,
    occasion: null,
    source: 'widget',
    locale: 'fr',
    createdAt: `${day}T09:00:00Z`,
    comingAt: null,
    overbookedBy: null,
    pinned: false,
    bookedAs: 'Zoé Martin',
    guest: {
      id: 'g',
      firstName: 'Zoé',
      lastName: 'Martin',
      phone: '+33612345678',
      email: 'zoe@exemple.fr',
      tags: ['VIP'],
      visits: 3,
      noShows: 0,
    },
    lastChange: null,
    ...more,
  };
}

/** The present, on the wall of a house by UTC. */
const present = (time: string) => ({
  minute: minuteAt(`${time < '05:00' ? '2026-11-22' : day}T${time}:00Z`),
  time,
});

const book = (reservations: ReservationRow[], event = 10): DayBook => ({
  day,
  today: day,
  now: '20:12',
  at: `${day}T20:12:00Z`,
  event,
  shifts: [
    {
      name: 'Soir',
      first: '19:00',
      last: '20:30',
      step: 30,
      covers: 0,
      parties: 0,
      slots: ['19:00', '19:30', '20:00', '20:30'].map((time) => ({ time, covers: 0 })),
    },
  ],
  reservations,
});

const said = (number: number, reservation: ReservationRow): LiveMessage => ({
  type: 'event',
  restaurant: 'a',
  number,
  at: `${day}T19:00:00Z`,
  event: { kind: 'reservation', change: 'booked', reservation },
});

const ids = (of: DayBook) => of.reservations.map((known) => known.id);

describe('a live event', () => {
  test('puts a new reservation in its place', () => {
    const before = book([row('a', '19:00'), row('c', '20:30')]);
    expect(ids(withEvent(before, said(11, row('b', '20:00'))))).toEqual(['a', 'b', 'c']);
  });

  test('changes a row in place', () => {
    const before = book([row('a', '19:00'), row('b', '20:00')]);
    const after = withEvent(before, said(11, row('a', '19:00', 2, 'seated')));
    expect(ids(after)).toEqual(['a', 'b']);
    expect(after.reservations[0]!.status).toBe('seated');
  });

  test('that the answer already includes changes nothing', () => {
    const before = book([row('a', '19:00', 2, 'seated')], 10);
    expect(withEvent(before, said(10, row('a', '19:00')))).toBe(before);
  });

  test('about another day leaves the rows alone, and takes out one that moved there', () => {
    const before = book([row('a', '19:00')]);
    const other = row('b', '19:00', 2, 'confirmed', { day: '2026-11-22' });
    expect(ids(withEvent(before, said(11, other)))).toEqual(['a']);
    expect(ids(withEvent(before, said(12, { ...other, id: 'a' })))).toEqual([]);
  });

  test('events applied once or replayed give the same book', () => {
    const events = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        status: fc.constantFrom<Status>('confirmed', 'seated', 'no_show'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(events, fc.nat(11), (list, from) => {
        const messages = list.map((change, i) => said(11 + i, row(change.id, '20:00', 2, change.status)));
        const once = messages.reduce(withEvent, book([]));
        const replayed = [...messages, ...messages.slice(from)].reduce(withEvent, book([]));
        expect(replayed).toEqual(once);
      }),
    );
  });
});

describe('covers', () => {
  test('per slot and shift, without those that do not come', () => {
    const [soir] = coversOf(
      book([
        row('a', '19:00', 2, 'seated'),
        row('b', '19:00', 4),
        row('c', '20:00', 6, 'cancelled'),
        row('d', '20:00', 3, 'no_show'),
        row('e', '20:30', 5, 'finished'),
      ]),
    );
    expect(soir).toMatchObject({ covers: 11, parties: 3 });
    expect(soir!.slots.map((slot) => slot.covers)).toEqual([6, 0, 0, 5]);
  });

  test('an hour between slots and one after midnight get bars in the order of service', () => {
    const [soir] = coversOf(book([row('a', '19:45', 2), row('b', '00:30', 4)]));
    expect(soir!.slots.map((slot) => slot.time)).toEqual([
      '19:00',
      '19:30',
      '19:45',
      '20:00',
      '20:30',
      '00:30',
    ]);
  });

  test('every cover that counts is in exactly one bar', () => {
    const rows = fc.array(
      fc.record({
        time: fc.constantFrom('12:00', '19:00', '19:45', '20:30', '00:15'),
        party: fc.integer({ min: 1, max: 12 }),
        status: fc.constantFrom<Status>('confirmed', 'arrived', 'finished', 'no_show', 'cancelled'),
      }),
    );
    fc.assert(
      fc.property(rows, (list) => {
        const of = book(list.map((one, i) => row(String(i), one.time, one.party, one.status)));
        const shifts = coversOf(of);
        const bars = shifts.flatMap((shift) => shift.slots).reduce((sum, slot) => sum + slot.covers, 0);
        expect(bars).toBe(totalsOf(of).covers);
        expect(shifts.reduce((sum, shift) => sum + shift.covers, 0)).toBe(bars);
      }),
    );
  });
});

describe('the layout of a day', () => {
  const lines = (of: DayBook, now: string | null) =>
    layOut(of, now ? present(now) : null).flatMap((section) =>
      section.lines.map((line) =>
        line.kind === 'now' ? `now ${line.inMinutes}` : `${line.hour ? '_' : ''}${line.row.id}`,
      ),
    );

  test('rows under their shift, a rule at each new hour, the present among them', () => {
    const of = withRow(
      book([row('m', '12:30'), row('a', '19:00'), row('b', '19:30'), row('c', '20:00'), row('d', '20:30')]),
      row('e', '21:00'),
    );
    expect(layOut(of, present('20:12')).map((section) => section.shift.name)).toEqual(['Midi', 'Soir']);
    expect(layOut(of, present('20:12'))[1]!.lines.map((line) => line.kind)).toEqual([
      'row',
      'row',
      'row',
      'now',
      'row',
      'row',
    ]);
    expect(lines(book([row('a', '19:00'), row('b', '19:30'), row('c', '20:00')]), null)).toEqual([
      '_a',
      'b',
      '_c',
    ]);
  });

  test('the present comes first before service, and last after it', () => {
    const of = book([row('a', '19:00'), row('b', '20:00')]);
    expect(lines(of, '18:40')).toEqual(['now 20', '_a', '_b']);
    expect(lines(of, '23:00')).toEqual(['_a', '_b', 'now null']);
  });

  test('a shift that ends after midnight stays in order', () => {
    const of = [row('b', '00:30'), row('a', '23:30')].reduce(withRow, book([]));
    expect(lines(of, '23:50')).toEqual(['_a', 'now 40', '_b']);
  });
});

test('a shift is over once its last slot is past and nobody is left', () => {
  const soir = (status: Status) => layOut(book([row('a', '19:00', 2, status)]), null)[0]!;
  expect(isOver(soir('finished'), present('20:31'))).toBe(true);
  expect(isOver(soir('seated'), present('23:00'))).toBe(false);
  expect(isOver(soir('no_show'), present('20:00'))).toBe(false);
  expect(isOver(soir('finished'), present('00:30'))).toBe(true);
  expect(isOver(soir('finished'), null)).toBe(false);
});

test('typing finds by name without accents, by table, by phone however written', () => {
  const zoe = row('a', '19:00');
  for (const typed of [
    'zoe',
    'MARTIN zoé',
    't4',
    'table T4',
    'vip',
    '345678',
    '06 12 34',
    '+33612',
    'refa',
    '',
  ]) {
    expect([typed, matches(zoe, typed)]).toEqual([typed, true]);
  }
  for (const typed of ['paul', 'zoe dupont', '06 99', 't44', 'table 4', 'table 19']) {
    expect([typed, matches(zoe, typed)]).toEqual([typed, false]);
  }
});

test('totals tell who is awaited, who is here, and who is not coming', () => {
  const of = book([row('a', '19:00', 2, 'seated'), row('b', '19:30', 4), row('c', '20:00', 6, 'no_show')]);
  expect(totalsOf(of)).toEqual({ all: 3, covers: 6, awaited: 1, here: 1, done: 0, fallen: 1 });
});

test('a day is sorted within its shifts; what is alike stays by time, and the present has no place', () => {
  const of = book([
    row('a', '12:30', 2, 'confirmed', { bookedAs: 'Zoé Étienne', tables: ['10'] }),
    row('b', '19:00', 4, 'seated', { bookedAs: 'Émile Roux', tables: ['9'] }),
    row('c', '19:30', 2, 'arrived', { bookedAs: 'Fanny Ode', tables: [] }),
    row('d', '20:00', 4, 'confirmed', { bookedAs: 'Didier Lam', tables: ['10'] }),
  ]);
  const ids = (order: Order) =>
    layOut(of, present('19:10'), () => true, order).flatMap(({ lines }) =>
      lines.map((line) => (line.kind === 'row' ? line.row.id : 'now')),
    );
  expect(ids('time')).toEqual(['a', 'b', 'now', 'c', 'd']);
  expect(ids('name')).toEqual(['a', 'd', 'b', 'c']);
  expect(ids('party')).toEqual(['a', 'b', 'd', 'c']);
  expect(ids('table')).toEqual(['a', 'c', 'b', 'd']);
  expect(ids('status')).toEqual(['a', 'c', 'd', 'b']);
});
