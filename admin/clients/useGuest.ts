/** A guest's whole record, kept true by the live stream. */

import type { GuestConsents } from '../../server/consents/contract.ts';
import type { Reply } from '../../server/contract/endpoint.ts';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import type { GuestRecord } from '../../server/guests/contract.ts';
import type { reservationEndpoints } from '../../server/reservations/contract.ts';
import { call } from '../api.ts';
import { useLoaded } from '../load.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import type { GuestMessage } from './story.ts';

export type GuestHistory = Reply<(typeof reservationEndpoints)['GET /api/guests/:id/reservations']>;

export type WholeGuest = {
  record: GuestRecord;
  consents: GuestConsents;
  history: GuestHistory;
  messages: GuestMessage[];
  chats: ConversationRow[];
};

async function fetchGuest(restaurant: string, id: string, signal: AbortSignal): Promise<WholeGuest> {
  const params = { id };
  const query = { restaurant };
  const [record, consents, history, { messages }, { conversations: chats }] = await Promise.all([
    call('GET /api/guests/:id', { params, query, signal }),
    call('GET /api/guests/:id/consents', { params, query, signal }),
    call('GET /api/guests/:id/reservations', { params, query: {}, signal }),
    call('GET /api/guests/:id/messages', { params, signal }),
    call('GET /api/conversations', { query: { restaurant, guest: id }, signal }),
  ]);
  return { record, consents, history, messages, chats };
}

export function useGuest(restaurant: string, id: string) {
  const loaded = useLoaded(`${restaurant} ${id}`, (signal) => fetchGuest(restaurant, id, signal));
  const soon = useSoon(loaded.reload, 250);
  // The confirmation is written a moment after the booking, by a job of its own.
  const later = useSoon(loaded.reload, 2_500);
  useLiveEvent((message) => {
    const { event } = message;
    if (event.kind === 'conversation' && event.conversation.guest === id) soon();
    if (event.kind !== 'reservation' || event.reservation.guest.id !== id) return;
    soon();
    later();
  });
  useLiveFresh((why) => {
    if (why === 'reload') soon();
  });
  return loaded;
}
