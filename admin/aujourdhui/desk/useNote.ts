/** The team's note of the day on show, live. */
import type { DayNote } from '../../../server/desk/contract.ts';
import { call } from '../../api.ts';
import { useLoaded } from '../../load.ts';
import { live, useLiveEvent, useLiveFresh } from '../../stream.ts';

/** The newer of two states of one note; another day's changes nothing. */
export const newer = (known: DayNote, heard: DayNote): DayNote =>
  heard.day === known.day && heard.restaurant === known.restaurant && heard.version > known.version
    ? heard
    : known;

/** `day` null: not known yet. */
export function useNote(restaurant: string, day: string | null) {
  const loaded = useLoaded(day && `${restaurant} ${day}`, (signal) =>
    call('GET /api/day-notes', { query: { restaurant, day: day ?? '' }, signal }),
  );
  useLiveEvent(({ event }) => {
    if (event.kind === 'note') put(event.note);
  });
  useLiveFresh((why) => {
    if (why === 'reload' || (live.from(restaurant) ?? 0) > (loaded.value?.event ?? Infinity)) loaded.reload();
  });
  /** Shows it, if it is newer than what is shown. */
  function put(note: DayNote) {
    loaded.change((known) => ({ ...known, note: newer(known.note, note) }));
  }
  return { note: loaded.value?.note ?? null, put };
}
