/** Who moved to make room for one party, gathered from the events that tell of each (pure). */
import type { LiveMessage } from '../live-numbers.ts';

export type Moving = {
  restaurant: string;
  /** The number of the last event that told of it. */
  number: number;
  forWhom: string;
  parties: { name: string; from: string[]; to: string[] }[];
};

/**
 * What is to be told after an event, with what was told before it; null: it is about something else. What is done
 * together has numbers that follow each other; between two bookings there is at least the second one's own.
 */
export function gathered(before: Moving | null, message: LiveMessage, day: string): Moving | null {
  const { event, restaurant, number } = message;
  if (event.kind !== 'reservation' || event.change !== 'moved' || event.reservation.day !== day) return null;
  const { reservation, moved } = event;
  const party = { name: reservation.bookedAs, from: moved.from, to: reservation.tables };
  const same =
    before?.restaurant === restaurant && before.number + 1 === number && before.forWhom === moved.for;
  return { restaurant, number, forWhom: moved.for, parties: [...(same ? before.parties : []), party] };
}
