import { expect, test } from 'vitest';
import type { LiveMessage } from '../live-numbers.ts';
import { gathered } from './moving.ts';

const day = '2026-11-21';
const moved = (number: number, name: string, more: { for?: string; day?: string } = {}) =>
  ({
    type: 'event',
    restaurant: 'ardoise',
    number,
    at: '2026-11-21T18:00:00.123Z',
    event: {
      kind: 'reservation',
      change: 'moved',
      reservation: { bookedAs: name, day: more.day ?? day, tables: ['7'] },
      moved: { from: ['3'], for: more.for ?? 'Paul Morin' },
    },
  }) as unknown as LiveMessage;

test('all who move together for one party are told together', () => {
  const first = gathered(null, moved(1, 'Ève Roy'), day);
  expect(first?.parties).toEqual([{ name: 'Ève Roy', from: ['3'], to: ['7'] }]);
  const both = gathered(first, moved(2, 'Léa Blanc'), day);
  expect(both?.forWhom).toBe('Paul Morin');
  expect(both?.parties.map(({ name }) => name)).toEqual(['Ève Roy', 'Léa Blanc']);
});

test('who moves for another party, later, or on another day is told apart, or not at all', () => {
  const first = gathered(null, moved(1, 'Ève Roy'), day);
  // Number 2 was the booking of another Paul Morin.
  for (const next of [moved(2, 'Léa Blanc', { for: 'Anne Simon' }), moved(3, 'Léa Blanc')])
    expect(gathered(first, next, day)?.parties.map(({ name }) => name)).toEqual(['Léa Blanc']);
  expect(gathered(first, moved(2, 'Léa Blanc', { day: '2026-11-22' }), day)).toBeNull();
  const other = {
    ...moved(2, 'Léa Blanc'),
    event: { kind: 'settings', version: 1, by: 'Claire' },
  } as LiveMessage;
  expect(gathered(first, other, day)).toBeNull();
});
