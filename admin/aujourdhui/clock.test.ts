import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { holdsOf } from '../reservation/room.ts';
import { clockOf, endOf, instantAt, isTold, minuteAt, type Present, servicesOf } from './clock.ts';
import { type DayBook, layOut } from './day.ts';
import { stateOf } from './plan/states.ts';
import { boardSpan, slotBeside, snapped, spanOf } from './timeline/board.ts';

/**
 * The nights on which the clock is turned, on the board: a service from 19:00 to 03:30 on Saturday, across the hour
 * that there is not, or that there is twice.
 */

type Night = {
  timeZone: string;
  day: string;
  /** Every half hour from 01:00 as the wall shows it one after the other, and the instant of the first. */
  walls: string[];
  one: string;
  /** From 19:00 to 06:00, in minutes. */
  long: number;
  /** Those that cannot be asked for: the second time that the wall shows them. */
  untold: number[];
};

const spring = ['01:00', '01:30', '03:00', '03:30'];
const parisAutumn = ['01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00', '03:30'];
const montrealAutumn = ['01:00', '01:30', '01:00', '01:30', '02:00', '02:30', '03:00', '03:30'];

const nights: [string, Night][] = [
  [
    'Paris, 29 March 2026',
    {
      timeZone: 'Europe/Paris',
      day: '2026-03-28',
      walls: spring,
      one: '2026-03-29T00:00:00.000Z',
      long: 600,
      untold: [],
    },
  ],
  [
    'Paris, 25 October 2026',
    {
      timeZone: 'Europe/Paris',
      day: '2026-10-24',
      walls: parisAutumn,
      one: '2026-10-24T23:00:00.000Z',
      long: 720,
      untold: [4, 5],
    },
  ],
  [
    'Montréal, 8 March 2026',
    {
      timeZone: 'America/Toronto',
      day: '2026-03-07',
      walls: spring,
      one: '2026-03-08T06:00:00.000Z',
      long: 600,
      untold: [],
    },
  ],
  [
    'Montréal, 1 November 2026',
    {
      timeZone: 'America/Toronto',
      day: '2026-10-31',
      walls: montrealAutumn,
      one: '2026-11-01T05:00:00.000Z',
      long: 720,
      untold: [2, 3],
    },
  ],
];

const table = { id: 'a', name: '1', area: 'Salle', minSeats: 1, maxSeats: 4 };
const row = (time: string, from: number, minutes: number, more: Partial<ReservationRow> = {}) =>
  ({
    id: time,
    time,
    shift: 'Soir',
    status: 'confirmed',
    tableIds: ['a'],
    party: 2,
    startsAt: instantAt(from),
    endsAt: instantAt(from + minutes),
    createdAt: '',
    ...more,
  }) as ReservationRow;

describe.each(nights)('the night of %s', (_name, { timeZone, day, walls, one, long, untold }) => {
  const clock = clockOf(day, timeZone);
  const shift = { name: 'Soir', first: '19:00', last: '03:30', step: 30, covers: 0, parties: 0, slots: [] };
  const services = servicesOf([shift], clock);
  const first = minuteAt(one);
  const minutes = walls.map((_, index) => first + index * 30);

  test('the wall shows each half hour as it comes, and a time means the first that it shows', () => {
    expect(minutes.map((minute) => clock.timeAt(minute))).toEqual(walls);
    expect(minutes.filter((minute) => !isTold(clock, minute))).toEqual(untold.map((at) => minutes[at]));
    expect(clock.timeAt(clock.minuteOf('19:00'))).toBe('19:00');
    expect(clock.minuteOf('01:00')).toBe(first);
    expect(clock.minuteOf('03:30')).toBe(minutes[walls.lastIndexOf('03:30')]);
  });

  test('a bar is as long as the party stays, and the board as long as the night', () => {
    const across = row('01:30', first + 30, 150);
    expect(spanOf(across)).toEqual({ from: first + 30, until: first + 180 });
    const span = boardSpan([across], services, clock);
    expect([clock.timeAt(span.from), clock.timeAt(span.until)]).toEqual(['19:00', '06:00']);
    expect(span.until - span.from).toBe(long);
  });

  test('a bar falls and steps on times that can be asked for, one after the other', () => {
    const told = minutes.filter((minute, at) => !untold.includes(at) && minute <= services[0]!.until);
    for (const [index, minute] of told.entries()) {
      expect(snapped(services, minute + 4, clock)).toBe(minute);
      const next = told[index + 1];
      if (next) expect(slotBeside(services, minute, 1, clock)).toBe(next);
      if (next) expect(slotBeside(services, next, -1, clock)).toBe(minute);
    }
    for (const at of untold) expect(isTold(clock, snapped(services, minutes[at]!, clock))).toBe(true);
  });

  test('how long they have sat, waited or stayed too long is what passed', () => {
    const seated = row('00:30', first - 30, 120, { status: 'seated', statusAt: instantAt(first - 20) });
    const book = { day, reservations: [seated] };
    const at = (minute: number) => stateOf(table, book, [], minute, minute, clock);
    expect(at(first + 80)).toMatchObject({ kind: 'seated', minutes: 100 });
    expect(at(first + 100)).toMatchObject({ kind: 'over', minutes: 10 });
    const late = row('01:30', first + 30, 90);
    expect(stateOf(table, { day, reservations: [late] }, [], first + 75, first + 75, clock)).toMatchObject({
      kind: 'expected',
      minutes: 45,
    });
    const [hold] = holdsOf([seated], first + 100).get('a') ?? [];
    expect(hold).toMatchObject({ from: first - 30, until: first + 101 });
  });

  test('a pause begins and ends when the wall first says so', () => {
    const pauses = [
      { id: 'p', from: day, to: day, table: '1', fromTime: '01:00', toTime: '03:00', by: '', at: '' },
    ];
    const kindAt = (minute: number) =>
      stateOf(table, { day, reservations: [] }, pauses, minute, minute, clock).kind;
    const ends = minutes[walls.indexOf('03:00')]!;
    expect([first - 1, first, ends - 1, ends].map(kindAt)).toEqual(['free', 'paused', 'paused', 'free']);
  });

  test('in the list the present lies between what has begun and what has not', () => {
    const rows = [row('01:30', first + 30, 90), row('03:30', minutes[walls.lastIndexOf('03:30')]!, 90)];
    const book = { shifts: [shift], reservations: rows } as unknown as DayBook;
    const minute = first + 65;
    const now: Present = { minute, time: clock.timeAt(minute) };
    const kinds = layOut(book, now)[0]!.lines.map((line) =>
      line.kind === 'now' ? line.inMinutes : line.row.id,
    );
    expect(kinds).toEqual(['01:30', minutes[walls.lastIndexOf('03:30')]! - minute, '03:30']);
  });
});

test('a day without a change is as its wall says, in any zone', () => {
  const zones = [
    'Europe/Paris',
    'America/Toronto',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'UTC',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 240, max: 1679 }), (zone, wall) => {
      const clock = clockOf('2026-12-12', zone);
      const time = `${String(Math.floor(wall / 60) % 24).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
      expect(clock.minuteOf(time) - clock.minuteOf('12:00')).toBe(wall - 720);
      expect(clock.timeAt(clock.minuteOf(time))).toBe(time);
    }),
  );
});

test('a day of service ends at four in the morning, whatever the clock did', () => {
  for (const [day, zone, end] of [
    ['2026-03-28', 'Europe/Paris', '2026-03-29T02:00:00.000Z'],
    ['2026-10-24', 'Europe/Paris', '2026-10-25T03:00:00.000Z'],
    ['2026-03-07', 'America/Toronto', '2026-03-08T08:00:00.000Z'],
    ['2026-10-31', 'America/Toronto', '2026-11-01T09:00:00.000Z'],
    ['2026-12-12', 'Europe/Paris', '2026-12-13T03:00:00.000Z'],
  ] as const)
    expect(instantAt(endOf(day, zone))).toBe(end);
});

test('on the day after a change, lunch and dinner are at their hours', () => {
  for (const [day, zone, noon] of [
    ['2026-03-29', 'Europe/Paris', '2026-03-29T10:00:00.000Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-25T11:00:00.000Z'],
    ['2026-03-08', 'America/Toronto', '2026-03-08T16:00:00.000Z'],
    ['2026-11-01', 'America/Toronto', '2026-11-01T17:00:00.000Z'],
  ] as const) {
    const clock = clockOf(day, zone);
    expect(instantAt(clock.minuteOf('12:00'))).toBe(noon);
    expect(clock.minuteOf('20:30') - clock.minuteOf('12:00')).toBe(510);
    expect(clock.timeAt(clock.minuteOf('20:30'))).toBe('20:30');
  }
});
