/** What waits for the host: requests and what is to be settled, as one live value that the menu counts too. */
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reply } from '../../../server/contract/endpoint.ts';
import type { deskEndpoints } from '../../../server/desk/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { restaurant } from '../../session/session.ts';
import { live, useLiveEvent, useLiveFresh, useSoon } from '../../stream.ts';

export type Desk = Reply<(typeof deskEndpoints)['GET /api/desk']>;

/** Null until it is known. */
export const desk = signal<Desk | null>(null);
/** Why it could not be had, while nothing is known. */
export const deskFault = signal<CallFailed | null>(null);
/**
 * How many things somebody has to answer or to mend: the one number, on the menu as on the box. Who waits at the door or
 * on a list is no such thing; they are counted where they stand.
 */
export const deskCount = computed(
  () =>
    (desk.value?.requests.length ?? 0) +
    (desk.value?.wishes.length ?? 0) +
    (desk.value?.unsettled.length ?? 0),
);

let asked = 0;

/** Reads it anew; of two readings under way the later one holds. */
export async function readDesk(): Promise<void> {
  const slug = restaurant.value?.slug;
  if (!slug) return;
  asked += 1;
  const own = asked;
  try {
    const answer = await call('GET /api/desk', { query: { restaurant: slug } });
    if (own !== asked) return;
    desk.value = answer;
    deskFault.value = null;
  } catch (fault) {
    if (!(fault instanceof CallFailed)) throw fault;
    if (own === asked) deskFault.value = fault;
  }
}

/** Whatever of these happens may make something wait, or settle it. */
const kinds = new Set(['reservation', 'settings', 'pauses']);

/** Keeps it true; used once, by the frame. What cannot be read stays as it was. */
export function useDesk(): void {
  const slug = restaurant.value?.slug;
  const soon = useSoon(() => void readDesk(), 400);
  useEffect(() => {
    desk.value = null;
    deskFault.value = null;
    void readDesk();
  }, [slug]);
  useLiveEvent((message) => {
    if (kinds.has(message.event.kind)) soon();
  });
  useLiveFresh((why) => {
    if (why === 'reload' || (live.from(slug ?? '') ?? 0) > (desk.value?.event ?? Infinity)) soon();
  });
}
