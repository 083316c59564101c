/** Tells the host who was moved to another table to make room, from where, and for whom. */
import { tell } from '../frame/toasts.ts';
import { useLiveEvent } from '../stream.ts';
import { texts } from '../texts/texts.ts';
import { words } from './desk/texts/words.ts';

/** Of the day on show; the reservation's history has it for any other. */
export function useMoved(day: string): void {
  useLiveEvent(({ event }) => {
    if (event.kind !== 'reservation' || event.change !== 'moved' || event.reservation.day !== day) return;
    const { reservation, moved } = event;
    const { table } = texts.value;
    tell({
      tone: 'new',
      text: words.value.moved(reservation.bookedAs, table(moved.from), table(reservation.tables), moved.for),
    });
  });
}
