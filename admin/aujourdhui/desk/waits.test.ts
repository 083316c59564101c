import { expect, test } from 'vitest';
import type { Quote, WaitRow } from '../../../server/waitlist/contract.ts';
import { minuteAt } from '../clock.ts';
import { queued, usualRange, type Waits, waitedFor, within } from './waits.ts';

const wait = (id: string, status: string) => ({ id, status }) as unknown as WaitRow;
const waits = (list: WaitRow[], queue: WaitRow[], quotes: Partial<Quote>[] = []) =>
  ({ list, queue, quotes }) as unknown as Waits;

test('the queue stands in the order in which it is quoted; who has gone is not in it', () => {
  const all = waits(
    [],
    [wait('a', 'waiting'), wait('b', 'seated'), wait('c', 'waiting')],
    [
      { id: 'a', position: 2 },
      { id: 'c', position: 1 },
    ],
  );
  expect(queued(all).map(({ wait: { id } }) => id)).toEqual(['c', 'a']);
});

test('a wait is as long as it is, also past midnight and through an hour that there is twice', () => {
  const joined = { joinedAt: '2026-10-24T23:50:40.000Z' };
  const now = (instant: string) => ({ minute: minuteAt(instant), time: '' });
  expect(waitedFor(joined, now('2026-10-25T00:10:00Z'))).toBe(20);
  expect(waitedFor(joined, now('2026-10-25T01:10:00Z'))).toBe(80);
  expect(waitedFor(joined, now('2026-10-24T23:50:00Z'))).toBe(0);
});

test('a range that ends after midnight holds what lies before and after it', () => {
  const late = { from: '22:00', to: '00:30' };
  expect(['21:45', '22:00', '23:30', '00:15', '00:45'].filter((time) => within(late, time))).toEqual([
    '22:00',
    '23:30',
    '00:15',
  ]);
});

test('who asks is taken to come in the service that goes on, or the next', () => {
  const shifts = [
    { first: '12:00', last: '14:00' },
    { first: '19:00', last: '00:30' },
  ];
  expect(usualRange(shifts, '12:40')).toEqual({ from: '12:00', to: '14:00' });
  expect(usualRange(shifts, '16:00')).toEqual({ from: '19:00', to: '00:30' });
  expect(usualRange(shifts, '00:45')).toEqual({ from: '19:00', to: '00:30' });
  expect(usualRange(shifts, null)).toEqual({ from: '19:00', to: '00:30' });
  expect(usualRange([], null)).toEqual({ from: '19:00', to: '21:00' });
});
