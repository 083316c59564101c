import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromPanel, ToPanel } from '../server/live/contract.ts';
import type { ReservationRow } from '../server/reservations/contract.ts';
import { createLive, type Socket } from './live.ts';

class Line implements Socket {
  said: FromPanel[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  send(text: string) {
    this.said.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  cut(code = 1006) {
    this.onclose?.({ code } as CloseEvent);
  }
  hear(message: ToPanel) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const event = (number: number): ToPanel => ({
  type: 'event',
  restaurant: 'a',
  number,
  at: '2026-11-21T19:00:00Z',
  event: { kind: 'reservation', change: 'booked', reservation: { id: String(number) } as ReservationRow },
});
const caughtUp = (number: number): ToPanel => ({ type: 'caught_up', restaurant: 'a', number });

let lines: Line[];
let network: boolean;
const refused = vi.fn();
const line = () => lines.at(-1)!;

function start() {
  const live = createLive({
    open: () => {
      lines.push(new Line());
      return line();
    },
    online: () => network,
    random: () => 1,
    now: () => Date.now(),
    onRefused: refused,
  });
  const numbers: number[] = [];
  live.onEvent((message) => numbers.push(message.number));
  live.follow('a');
  return { live, numbers };
}

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  network = true;
  refused.mockClear();
});
afterEach(() => vi.useRealTimers());

test('it listens from now on, and is on once the server says so', () => {
  const { live } = start();
  expect(live.link.state).toBe('connecting');
  line().onopen?.();
  expect(line().said[0]).toEqual({ type: 'follow', restaurant: 'a', since: null });
  line().hear(caughtUp(4));
  expect(live.link.state).toBe('on');
  expect(live.from('a')).toBe(4);
});

test('after a cut it asks for what came after the last number it heard, and shows each event once', () => {
  const { live, numbers } = start();
  line().onopen?.();
  line().hear(caughtUp(4));
  line().hear(event(5));
  line().cut();
  expect(live.link.state).toBe('reconnecting');
  vi.advanceTimersByTime(500);
  expect(lines).toHaveLength(2);
  line().onopen?.();
  expect(line().said[0]).toEqual({ type: 'follow', restaurant: 'a', since: 5 });
  expect(live.link.state).toBe('reconnecting');
  line().hear(event(6));
  line().hear(event(7));
  line().hear(caughtUp(7));
  expect(live.link.state).toBe('on');
  expect(numbers).toEqual([5, 6, 7]);
});

test('attempts come further and further apart', () => {
  start();
  line().cut();
  vi.advanceTimersByTime(500);
  expect(lines).toHaveLength(2);
  line().cut();
  vi.advanceTimersByTime(999);
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(lines).toHaveLength(3);
});

test('without a network nothing is tried until it is back', () => {
  const { live } = start();
  line().onopen?.();
  line().hear(caughtUp(1));
  network = false;
  live.hurry();
  expect(live.link.state).toBe('offline');
  vi.advanceTimersByTime(120_000);
  expect(lines).toHaveLength(1);
  network = true;
  live.hurry();
  expect(lines).toHaveLength(2);
});

test('the latency is that of the last ping, and a server that stops answering counts as a cut', () => {
  const { live } = start();
  line().onopen?.();
  line().hear(caughtUp(1));
  const ping = line().said.find((message) => message.type === 'ping')!;
  vi.advanceTimersByTime(12);
  line().hear({ type: 'pong', sent: (ping as { sent: number }).sent });
  expect(live.link.latency).toBe(12);
  vi.advanceTimersByTime(15_000 + 8_000);
  expect(lines[0]!.closed).toBe(true);
  expect(live.link.state).toBe('reconnecting');
});

test('a device that wakes asks at once whether the link still lives', () => {
  const { live } = start();
  line().onopen?.();
  line().hear(caughtUp(1));
  line().hear({ type: 'pong', sent: Date.now() });
  const before = line().said.length;
  live.hurry();
  expect(line().said.slice(before)).toEqual([{ type: 'ping', sent: Date.now() }]);
  vi.advanceTimersByTime(8_000);
  expect(live.link.state).toBe('reconnecting');
});

test('a link refused before it began asks who is signed in', () => {
  start();
  line().cut();
  expect(refused).toHaveBeenCalledOnce();
});

test('a session that ended while the link was open asks who is signed in', () => {
  start();
  line().onopen?.();
  line().hear(caughtUp(4));
  line().cut();
  expect(refused).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  line().onopen?.();
  line().cut(4401);
  expect(refused).toHaveBeenCalledOnce();
});

test('the thread lost: listeners are told to fetch anew', () => {
  const { live } = start();
  const fresh: string[] = [];
  live.onFresh((restaurant, why) => fresh.push(`${restaurant} ${why}`));
  line().onopen?.();
  line().hear(caughtUp(4));
  line().hear(event(5));
  line().hear({ type: 'reload', restaurant: 'a', number: 800 });
  expect(fresh).toEqual(['a started', 'a reload']);
  expect(live.recent('a')).toEqual([]);
});

test('a stream that was stopped says nothing more', () => {
  const { live, numbers } = start();
  line().onopen?.();
  line().hear(caughtUp(4));
  const old = line();
  live.stop();
  old.hear(event(5));
  vi.advanceTimersByTime(60_000);
  expect(numbers).toEqual([]);
  expect(lines).toHaveLength(1);
});
