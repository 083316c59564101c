/** Who moved to make room for one party, gathered from the events that tell of each (pure). */
import type { LiveMessage } from '../live-numbers.ts';

export type Moving = {
  /** What was done at one moment for one party is one thing. */
  key: string;
  forWhom: string;
  parties: { name: string; from: string[]; to: string[] }[];
};

/** What is to be told after an event, with what was told before it; null: it is about something else. */
export function gathered(before: Moving | null, message: LiveMessage, day: string): Moving | null {
  const { event, at } = message;
  if (event.kind !== 'reservation' || event.change !== 'moved' || event.reservation.day !== day) return null;
  const { reservation, moved } = event;
  const key = `${message.restaurant} ${at} ${moved.for}`;
  const party = { name: reservation.bookedAs, from: moved.from, to: reservation.tables };
  const others = before?.key === key ? before.parties : [];
  return { key, forWhom: moved.for, parties: [...others, party] };
}
