import { expect, test } from 'vitest';
import type { ReservationRow, Status } from '../../server/reservations/contract.ts';
import { clockOf, instantAt } from '../aujourdhui/clock.ts';
import { holdsOf, inTheWay, placesOf, proposals, type Room, soonestFree, usualTurn } from './room.ts';

const room: Room = {
  tables: [
    { id: 'a', name: '1', area: 'Salle', minSeats: 1, maxSeats: 2 },
    { id: 'b', name: '2', area: 'Salle', minSeats: 1, maxSeats: 2 },
    { id: 'c', name: '3', area: 'Salle', minSeats: 3, maxSeats: 4 },
  ],
  combinations: [
    { tables: ['a', 'b'], minSeats: 3, maxSeats: 4 },
    { tables: ['a', 'unknown'], minSeats: 3, maxSeats: 4 },
  ],
};

const clock = clockOf('2026-11-21', 'Europe/Paris');
const at = (hours: number, rest = 0) => clock.minuteOf('12:00') + (hours - 12) * 60 + rest;

/** Two hours at its tables, unless said. */
const row = (
  time: string,
  tableIds: string[],
  party = 2,
  status: Status = 'confirmed',
  minutes = 120,
): ReservationRow =>
  ({
    id: `${time} ${tableIds}`,
    time,
    tableIds,
    party,
    status,
    startsAt: instantAt(clock.minuteOf(time)),
    endsAt: instantAt(clock.minuteOf(time) + minutes),
  }) as ReservationRow;

const names = (found: { tables: { name: string }[] }[]) =>
  found.map(({ tables }) => tables.map(({ name }) => name).join('+'));

test('who is awaited or here holds a table; who is gone or not coming does not', () => {
  const held = (status: Status) => holdsOf([row('20:00', ['a'], 2, status)], at(19)).has('a');
  for (const status of ['requested', 'confirmed', 'arrived', 'seated'] as const)
    expect([status, held(status)]).toEqual([status, true]);
  for (const status of ['finished', 'cancelled', 'no_show', 'declined', 'expired'] as const)
    expect([status, held(status)]).toEqual([status, false]);
});

test('a hold ends where the next may begin; one who stays on holds the table still', () => {
  const holds = holdsOf([row('18:00', ['a']), row('18:00', ['b'], 2, 'seated')], at(20, 30));
  expect(inTheWay(holds, 'a', at(20), at(22))).toBeNull();
  expect(inTheWay(holds, 'a', at(19, 59), at(22))?.time).toBe('18:00');
  expect(inTheWay(holds, 'b', at(20, 30), at(22))?.time).toBe('18:00');
});

test('a reservation is not in its own way, and the night belongs to its day', () => {
  const late = row('00:30', ['a']);
  expect(inTheWay(holdsOf([late], null), 'a', at(25), at(26))?.time).toBe('00:30');
  expect(inTheWay(holdsOf([late], null, late.id), 'a', at(25), at(26))).toBeNull();
});

test('how long a party stays is what its likes stay', () => {
  const rows = [row('19:00', [], 2, 'confirmed', 90), row('19:00', [], 6, 'confirmed', 150)];
  expect(usualTurn(rows, 2)).toBe(90);
  expect(usualTurn(rows, 7)).toBe(150);
  expect(usualTurn([], 2)).toBe(120);
});

test('places are tables and whole combinations', () => {
  expect(names(placesOf(room))).toEqual(['1', '2', '3', '1+2']);
});

test('what is proposed is free for the whole stay, fits, and wastes the least', () => {
  expect(names(proposals(room, [], 2, at(20)))).toEqual(['1', '2', '3', '1+2']);
  expect(names(proposals(room, [], 4, at(20)))).toEqual(['3', '1+2']);
  expect(names(proposals(room, [], 5, at(20)))).toEqual([]);
  expect(names(proposals(room, [row('21:00', ['a'])], 2, at(20)))).toEqual(['2', '3']);
});

test('a table that must be given back says when, and comes after one that need not', () => {
  const found = proposals(room, [row('22:30', ['a'])], 2, at(20));
  expect(names(found).slice(0, 2)).toEqual(['2', '1']);
  expect(found[1]?.until).toBe(at(22, 30));
});

test('when nothing is free, the place that should be free first is named', () => {
  const rows = [row('19:00', ['c'], 4, 'seated'), row('19:30', ['a'], 2, 'seated'), row('20:00', ['b'])];
  const soon = soonestFree(room, rows, 4, at(20, 15));
  expect(soon?.place.tables.map(({ name }) => name)).toEqual(['3']);
  expect(soon?.at).toBe(at(21));
  expect(soonestFree(room, rows, 9, at(20))).toBeNull();
});
