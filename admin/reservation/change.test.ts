import { expect, test } from 'vitest';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { realChange, wayBack } from './change.ts';

const row = {
  day: '2026-11-21',
  time: '20:00',
  party: 2,
  startsAt: '2026-11-21T19:00:00Z',
  endsAt: '2026-11-21T21:00:00Z',
  tableIds: ['a', 'b'],
  area: 'Salle',
  pinned: false,
  remark: null,
  occasion: null,
} as unknown as ReservationRow;

test('what is as it was is no change', () => {
  expect(realChange(row, {})).toBeNull();
  expect(realChange(row, { time: '20:00', party: 2, remark: '', tables: ['b', 'a'] })).toBeNull();
  expect(realChange(row, { tables: [] })).toBeNull();
  expect(realChange(row, { overbook: true })).toBeNull();
  expect(realChange(row, { minutes: 120, area: 'Salle' })).toBeNull();
});

test('only what differs is asked for', () => {
  expect(realChange(row, { time: '21:00', party: 2, occasion: 'birthday' })).toEqual({
    time: '21:00',
    occasion: 'birthday',
  });
  expect(realChange(row, { party: 9, overbook: true })).toEqual({ party: 9, overbook: true });
});

test('how long a party stays goes back when it alone was changed', () => {
  const longer = { ...row, endsAt: '2026-11-21T22:00:00Z' };
  expect(realChange(row, { minutes: 180, area: 'Terrasse' })).toEqual({ minutes: 180, area: 'Terrasse' });
  expect(wayBack(row, longer)).toEqual({ minutes: 120 });
  expect(wayBack(row, { ...longer, party: 6 })).toEqual({ party: 2 });
});

test('the way back restores all that became another, the tables with it', () => {
  const became = { ...row, time: '21:00', tableIds: ['c'], pinned: true, remark: 'Un gâteau' };
  expect(wayBack(row, became)).toEqual({ time: '20:00', tables: ['a', 'b'], pinned: false, remark: '' });
  expect(wayBack({ ...row, pinned: true }, became)).toMatchObject({ pinned: true });
  expect(wayBack(row, row)).toBeNull();
  expect(wayBack({ ...row, tableIds: [] }, became)).toBeNull();
});
