/** Who waits on the day on show, kept true by the live stream. */
import { useEffect } from 'preact/hooks';
import { call } from '../../api.ts';
import { useLoaded } from '../../load.ts';
import { live, useLiveEvent, useLiveFresh, useSoon } from '../../stream.ts';

/** How often the waits of the queue are quoted anew, in ms: they change by the clock alone. */
const quoteEvery = 60_000;

/** `day` null: not known yet. */
export function useWaits(restaurant: string, day: string | null) {
  const loaded = useLoaded(day && `${restaurant} ${day}`, (signal) =>
    call('GET /api/waitlist', { query: { restaurant, day: day ?? '' }, signal }),
  );
  const soon = useSoon(loaded.reload, 300);
  const queueing = (loaded.value?.queue.length ?? 0) > 0;
  useLiveEvent(({ event }) => {
    if (event.kind === 'wait') soon();
    // A table that is given or freed changes what the queue is told.
    else if (event.kind === 'reservation' && event.reservation.day === day && queueing) soon();
  });
  useLiveFresh((why) => {
    if (why === 'reload' || (live.from(restaurant) ?? 0) > (loaded.value?.event ?? Infinity)) soon();
  });
  useEffect(() => {
    if (!queueing) return;
    const timer = setInterval(loaded.reload, quoteEvery);
    return () => clearInterval(timer);
  }, [queueing, loaded.reload]);
  return loaded;
}
