import { expect, test } from 'vitest';
import type { StaffSlot } from '../../server/reservations/contract.ts';
import { byShift, guestFrom, nearestOpen, said } from './wish.ts';

const slot = (time: string, status: StaffSlot['status'] = 'open', shift = 'Soir'): StaffSlot => ({
  time,
  shift,
  status,
  tables: [],
  areas: [],
  inTheWay: [],
});

test('slots stand under their shifts, in the order of the day', () => {
  const slots = [slot('12:00', 'open', 'Midi'), slot('19:00'), slot('12:30', 'open', 'Midi')];
  expect(byShift(slots).map(({ shift, slots }) => [shift, slots.map(({ time }) => time)])).toEqual([
    ['Midi', ['12:00', '12:30']],
    ['Soir', ['19:00']],
  ]);
});

test('the nearest open times are near by the clock, also past midnight, and in the order of the day', () => {
  const slots = [
    slot('13:30', 'open', 'Midi'),
    slot('14:00', 'open', 'Midi'),
    slot('19:00', 'full'),
    slot('21:30'),
    slot('22:00', 'closed'),
    slot('23:30'),
    slot('00:30'),
  ];
  expect(nearestOpen(slots, '19:00').map(({ time }) => time)).toEqual(['14:00', '21:30', '23:30']);
  expect(nearestOpen(slots, '23:30', 2).map(({ time }) => time)).toEqual(['23:30', '00:30']);
  expect(nearestOpen([slot('19:00', 'full')], '19:00')).toEqual([]);
});

test.each([
  ['06 12 34 56 78', { phone: '06 12 34 56 78' }],
  ['+33612345678', { phone: '+33612345678' }],
  ['zoe@exemple.fr', { email: 'zoe@exemple.fr' }],
  ['zoé', { firstName: 'Zoé' }],
  ['  marie-laure   de lemaître ', { firstName: 'Marie-laure de', lastName: 'Lemaître' }],
])('of what was typed, "%s", a new guest is begun', (typed, expected) => {
  expect(guestFrom(typed)).toEqual({ firstName: '', lastName: '', phone: '', email: '', ...expected });
});

test('what was left empty is not said', () => {
  expect(said({ firstName: 'Zoé', lastName: ' ', phone: '' })).toEqual({ firstName: 'Zoé' });
});
