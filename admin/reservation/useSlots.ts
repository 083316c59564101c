/** The slots of a day as the staff see them, kept true by the live stream. */
import { call } from '../api.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useSoon } from '../stream.ts';

/** Beyond the plain slots: an hour that is none of them, a length of stay, an area. */
export type Beside = { time?: string | undefined; minutes?: number | undefined; area?: string | undefined };

/** `except`: as if this reservation were not there. `party` null loads nothing. */
export function useSlots(
  restaurant: string,
  day: string,
  party: number | null,
  except?: string,
  { time, minutes, area }: Beside = {},
) {
  const loaded = useLoaded(
    party === null ? null : [restaurant, day, party, except, time, minutes, area].join(' '),
    (signal) =>
      call('GET /api/reservations/availability', {
        query: {
          restaurant,
          day,
          party: party ?? 1,
          ...(except ? { except } : {}),
          ...(time ? { time } : {}),
          ...(minutes ? { minutes } : {}),
          ...(area ? { area } : {}),
        },
        signal,
      }),
    { keep: true },
  );
  const soon = useSoon(loaded.reload, 300);
  useLiveEvent((message) => {
    if (message.event.kind === 'reservation') soon();
  });
  const { value } = loaded;
  // What is kept on show of another day or party would be an answer to another question.
  const fits = value !== null && value.day === day && value.party === party;
  return { ...loaded, slots: fits ? value.slots : null, reason: fits ? value.reason : undefined };
}
