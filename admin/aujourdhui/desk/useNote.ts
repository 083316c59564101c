/** The team's note of the day on show, live. */
import type { DayNote } from '../../../server/desk/contract.ts';
import { call } from '../../api.ts';
import { useLoaded } from '../../load.ts';
import { useLiveEvent, useLiveFresh } from '../../stream.ts';

/** The newer of two states of one note; another day's changes nothing. */
export const newer = (known: DayNote, heard: DayNote): DayNote =>
  heard.day === known.day && heard.restaurant === known.restaurant && heard.version > known.version
    ? heard
    : known;

export function useNote(restaurant: string, day: string) {
  const loaded = useLoaded(`${restaurant} ${day}`, (signal) =>
    call('GET /api/day-notes', { query: { restaurant, day }, signal }),
  );
  useLiveEvent(({ event }) => {
    if (event.kind === 'note') loaded.change((known) => newer(known, event.note));
  });
  useLiveFresh(() => loaded.reload());
  return loaded;
}
