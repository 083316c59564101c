import { expect, test } from 'vitest';
import type { ReservationRow } from '../server/reservations/contract.ts';
import { type LiveMessage, missingFrom, pause, step, unheard } from './live-numbers.ts';

const event = (number: number): LiveMessage => ({
  type: 'event',
  restaurant: 'a',
  number,
  at: '2026-11-21T19:00:00Z',
  event: { kind: 'reservation', change: 'booked', reservation: { id: String(number) } as ReservationRow },
});
const caughtUp = (number: number) => ({ type: 'caught_up' as const, restaurant: 'a', number });

test('the first answer says from where on we listen', () => {
  expect(step(unheard, caughtUp(7))).toEqual({ heard: { last: 7, from: 7 } });
});

test('the next number is delivered, one heard before is not', () => {
  const heard = { last: 7, from: 5 };
  expect(step(heard, event(8))).toEqual({ heard: { last: 8, from: 5 }, event: event(8) });
  expect(step(heard, event(7))).toEqual({ heard });
});

test('a gap is asked for again and delivers nothing out of order', () => {
  const heard = { last: 7, from: 5 };
  expect(step(heard, event(9))).toEqual({ heard, ask: true });
  expect(step(heard, caughtUp(9))).toEqual({ heard, ask: true });
});

test('a replay after a cut delivers each event once', () => {
  let heard = { last: 3 as number | null, from: 3 as number | null };
  const shown: number[] = [];
  for (const message of [event(4), event(5), event(5), caughtUp(5), event(6), event(6)]) {
    const next = step(heard, message);
    heard = next.heard;
    if (next.event) shown.push(next.event.number);
  }
  expect(shown).toEqual([4, 5, 6]);
});

test('too old to be replayed: everything is fetched anew, and the stream goes on from there', () => {
  const next = step({ last: 3, from: 3 }, { type: 'reload', restaurant: 'a', number: 900 });
  expect(next).toEqual({ heard: { last: 900, from: 900 }, reload: true });
  expect(step(next.heard, event(901)).event?.number).toBe(901);
});

test('a server that remembers less than we heard makes us begin again', () => {
  expect(step({ last: 50, from: 1 }, caughtUp(2))).toEqual({ heard: { last: 2, from: 2 }, reload: true });
});

test('an answer is completed by the events that came after it', () => {
  expect(missingFrom([event(4), event(5), event(6)], 4).map((message) => message.number)).toEqual([5, 6]);
});

test('pauses grow, stay within bounds, and are spread by chance', () => {
  expect(pause(0, 0)).toBe(250);
  expect(pause(0, 1)).toBe(500);
  expect(pause(3, 0.5)).toBe(3000);
  expect(pause(30, 1)).toBe(15_000);
});
