/** The room and what of it is paused on a day, kept true by the live stream. */
import { call } from '../../api.ts';
import { useLoaded } from '../../load.ts';
import { useLiveEvent } from '../../stream.ts';

export function useFloorRoom(restaurant: string, day: string) {
  const room = useLoaded(restaurant, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant }, signal }),
  );
  const paused = useLoaded(
    `${restaurant} ${day}`,
    (signal) => call('GET /api/pauses', { query: { restaurant, day }, signal }),
    { keep: true },
  );
  useLiveEvent(({ event }) => {
    if (event.kind === 'settings') room.reload();
    if (event.kind === 'pauses') paused.reload();
  });
  return { room, pauses: paused.value?.pauses ?? [], reloadPauses: paused.reload };
}
