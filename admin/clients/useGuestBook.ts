/** The guest book as one types: found, continued by its cursor, and refreshed when somebody books elsewhere. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GuestRow } from '../../server/guests/contract.ts';
import { CallFailed, call } from '../api.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';

/** How long a pause in typing must be before the server is asked, in ms. */
const typingPause = 120;

export type GuestOrder = 'last_visit' | 'name';

export function useGuestBook(restaurant: string, typed: string, sort: GuestOrder) {
  const search = typed.trim();
  const [asked, setAsked] = useState(search);
  useEffect(() => {
    if (search === asked) return;
    const timer = setTimeout(() => setAsked(search), typingPause);
    return () => clearTimeout(timer);
  }, [search, asked]);

  const first = useLoaded(
    `${restaurant} ${sort} ${asked}`,
    async (signal) => ({
      search: asked,
      sort,
      ...(await call('GET /api/guests', { query: { sort, ...(asked ? { search: asked } : {}) }, signal })),
    }),
    { keep: true },
  );
  const [rest, setRest] = useState<{ of: string; guests: GuestRow[]; cursor: string | null } | null>(null);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const fetching = useRef(false);
  const shown = first.value?.search ?? asked;
  // A cursor goes on only in the order it came from.
  const own = rest?.of === `${first.value?.sort} ${shown}` ? rest : null;
  const cursor = own ? own.cursor : (first.value?.cursor ?? null);
  const seen = new Set(first.value?.guests.map((guest) => guest.id));
  const guests = first.value
    ? [...first.value.guests, ...(own?.guests.filter((guest) => !seen.has(guest.id)) ?? [])]
    : null;

  const soon = useSoon(first.reload, 400);
  useLiveEvent((message) => {
    if (message.event.kind === 'reservation') soon();
  });
  useLiveFresh((why) => {
    if (why === 'reload') soon();
  });

  async function more() {
    if (!cursor || fetching.current) return;
    fetching.current = true;
    setFault(null);
    try {
      const from = first.value?.sort ?? sort;
      const next = await call('GET /api/guests', {
        query: { sort: from, cursor, ...(shown ? { search: shown } : {}) },
      });
      setRest({
        of: `${from} ${shown}`,
        guests: [...(own?.guests ?? []), ...next.guests],
        cursor: next.cursor,
      });
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
    }
    fetching.current = false;
  }

  return {
    guests,
    cursor,
    more,
    moreFault: fault,
    fault: first.fault,
    slow: first.slow,
    reload: first.reload,
    /** What the guests on show were found by. */
    shown,
    searching: search !== shown || first.busy,
  };
}
