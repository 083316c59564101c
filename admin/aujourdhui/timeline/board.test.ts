import { expect, test } from 'vitest';
import type { ReservationRow, Status } from '../../../server/reservations/contract.ts';
import { holdsOf, type Room } from '../../reservation/room.ts';
import { clockOf, instantAt, type Service } from '../clock.ts';
import {
  barsOf,
  boardSpan,
  dropOf,
  endBeside,
  endSnapped,
  minuteUnder,
  noTable,
  slotBeside,
  snapped,
  xOf,
} from './board.ts';

const room: Room = {
  tables: [
    { id: 'a', name: '1', area: 'Salle', minSeats: 1, maxSeats: 2 },
    { id: 'b', name: '2', area: 'Salle', minSeats: 1, maxSeats: 2 },
    { id: 'c', name: '3', area: 'Salle', minSeats: 1, maxSeats: 4 },
  ],
  combinations: [{ tables: ['a', 'b'], minSeats: 3, maxSeats: 4 }],
};

const clock = clockOf('2026-11-21', 'Europe/Paris');
const at = (hours: number, rest = 0) => clock.minuteOf('12:00') + (hours - 12) * 60 + rest;

/** An hour and a half at its tables. */
const row = (time: string, tableIds: string[], party = 2, status: Status = 'confirmed'): ReservationRow =>
  ({
    id: `${time} ${tableIds}`,
    time,
    tableIds,
    party,
    status,
    startsAt: instantAt(clock.minuteOf(time)),
    endsAt: instantAt(clock.minuteOf(time) + 90),
  }) as ReservationRow;

const services: Service[] = [
  { from: at(12), until: at(14), step: 30 },
  { from: at(19, 15), until: at(22, 30), step: 15 },
];

/** What becomes of the first of these rows, put there. */
const put = (rows: ReservationRow[], lane: string, from: number, until?: number) =>
  dropOf(rows[0]!, { lane, from, ...(until && { until }) }, services, room, holdsOf(rows, null, rows[0]!.id));

test('the board holds every shift with its last tables, and whoever stays longer', () => {
  expect(boardSpan([], services, clock)).toEqual({ from: at(12), until: at(25) });
  expect(boardSpan([row('11:45', ['a']), row('23:45', ['a'])], services, clock)).toEqual({
    from: at(11),
    until: at(26),
  });
  expect(boardSpan([row('09:00', ['a'], 2, 'cancelled')], services, clock).from).toBe(at(12));
  expect(boardSpan([], [], clock)).toEqual({ from: at(12), until: at(24) });
});

test('a minute has its place, and a place its minute', () => {
  const span = { from: at(12), until: at(25) };
  expect(xOf(at(12, 30), span, 2)).toBe(60);
  expect(minuteUnder(60, span, 2)).toBe(at(12, 30));
});

test('times fall on the steps of the nearest shift, counted from its first slot', () => {
  expect(snapped(services, at(13, 10), clock)).toBe(at(13));
  expect(snapped(services, at(19, 24), clock)).toBe(at(19, 30));
  expect(snapped([], at(13, 10), clock)).toBe(at(13, 15));
  expect(slotBeside(services, at(13, 40), 1, clock)).toBe(at(14));
  expect(slotBeside(services, at(14), 1, clock)).toBe(at(19, 15));
  expect(slotBeside(services, at(19, 15), -1, clock)).toBe(at(14));
  expect(slotBeside(services, at(22, 30), 1, clock)).toBeNull();
});

test('overlapping bars of a lane lie on levels; who has no table, or a table that is gone, has a lane', () => {
  const rows = [row('20:00', ['a']), row('19:15', ['a', 'b']), row('21:00', ['a']), row('20:00', [])];
  const lanes = barsOf([...rows, row('20:15', ['gone']), row('20:15', ['c'], 2, 'no_show')], room);
  expect(lanes.get('a')?.map(({ row: { time }, level }) => [time, level])).toEqual([
    ['19:15', 0],
    ['20:00', 1],
    ['21:00', 0],
  ]);
  expect(lanes.get('b')).toHaveLength(1);
  expect(lanes.get(noTable)).toHaveLength(2);
  expect(lanes.has('c')).toBe(false);
});

test('a drop moves to a free table, in time alone, or nowhere', () => {
  const moved = row('20:00', ['a']);
  expect(put([moved], 'a', at(20))).toEqual({ can: 'stay' });
  expect(put([moved], 'c', at(20))).toEqual({ can: 'move', tables: ['c'] });
  expect(put([row('20:00', ['a', 'b'], 4)], 'b', at(20, 30))).toEqual({
    can: 'move',
    tables: ['a', 'b'],
  });
});

test('a large party takes the combination, when all of it is free', () => {
  const large = row('20:00', ['c'], 4);
  expect(put([large], 'a', at(20))).toMatchObject({ can: 'move', tables: ['a', 'b'] });
  const other = row('20:30', ['b']);
  expect(put([large, other], 'a', at(20))).toEqual({ can: 'not', why: 'occupied', by: other });
  expect(put([row('20:00', ['c'], 5)], 'a', at(20))).toEqual({ can: 'not', why: 'seats', seats: 4 });
});

test('a drop is refused on a table that is taken, outside the shifts, without a table, and when it is over', () => {
  const moved = row('20:00', ['a']);
  const other = row('21:15', ['c']);
  expect(put([moved, other], 'c', at(20))).toEqual({ can: 'not', why: 'occupied', by: other });
  expect(put([moved, other], 'c', at(19, 45))).toMatchObject({ can: 'move' });
  expect(put([moved], 'a', at(17))).toEqual({ can: 'not', why: 'outside' });
  expect(put([row('17:00', ['a'])], 'c', at(17))).toMatchObject({ can: 'move' });
  expect(put([moved], noTable, at(20))).toEqual({ can: 'not', why: 'table' });
  expect(put([row('20:00', ['a'], 2, 'finished')], 'c', at(20))).toEqual({ can: 'not', why: 'over' });
});

test('an end falls on a whole quarter of an hour of the stay, fifteen minutes after its beginning at the least', () => {
  expect(endSnapped(at(20, 10), at(22, 2))).toBe(at(21, 55));
  expect(endSnapped(at(20), at(19))).toBe(at(20, 15));
  expect(endSnapped(at(12), at(30))).toBe(at(24));
  expect(endBeside(at(20), at(21, 30), 1)).toBe(at(21, 45));
  expect(endBeside(at(20), at(21, 30), -1)).toBe(at(21, 15));
  // A length that is no whole quarter goes to the next that is.
  expect([endBeside(at(20), at(21, 40), 1), endBeside(at(20), at(21, 40), -1)]).toEqual([
    at(21, 45),
    at(21, 30),
  ]);
  expect(endBeside(at(20), at(20, 15), -1)).toBe(at(20, 15));
});

test('a stay is drawn out as far as its tables are free, on all of them; also who has none, or sits already', () => {
  const moved = row('20:00', ['a', 'b'], 4, 'seated');
  const other = row('22:00', ['b']);
  expect(put([moved, other], 'a', at(20), at(22))).toEqual({ can: 'move', tables: ['a', 'b'] });
  expect(put([moved, other], 'a', at(20), at(22, 15))).toEqual({ can: 'not', why: 'occupied', by: other });
  expect(put([moved, other], 'a', at(20), at(21, 30))).toEqual({ can: 'stay' });
  expect(put([row('20:00', [])], noTable, at(20), at(22))).toEqual({ can: 'move', tables: [] });
  expect(put([row('20:00', ['a'], 2, 'finished')], 'a', at(20), at(22))).toEqual({ can: 'not', why: 'over' });
});
