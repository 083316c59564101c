/** Everything that happened between a guest and the house, as one list, newest first (pure). */

import type { ConsentEntry } from '../../server/consents/contract.ts';
import type { Reply } from '../../server/contract/endpoint.ts';
import type { Channel } from '../../server/contract/words.ts';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import type { GuestRecord } from '../../server/guests/contract.ts';
import type { messagingEndpoints } from '../../server/messaging/contract.ts';
import type { GuestReservation } from '../../server/reservations/contract.ts';

export type GuestMessage = Reply<
  (typeof messagingEndpoints)['GET /api/guests/:id/messages']
>['messages'][number];

/** One thing that happened. `when` is "2026-11-21T20:30" on the restaurant's clock, so that all can be put in order. */
export type Happening = { id: string; when: string } & (
  | { kind: 'booked'; reservation: GuestReservation }
  | { kind: 'came' | 'no_show' | 'cancelled'; reservation: GuestReservation }
  | { kind: 'consent'; entry: ConsentEntry }
  | { kind: 'message'; message: GuestMessage; channel: Channel }
  | { kind: 'chat'; chat: ConversationRow }
  | { kind: 'created'; source: string }
);

export type Sources = {
  record: Pick<GuestRecord, 'since' | 'source'>;
  reservations: readonly GuestReservation[];
  ledger: readonly ConsentEntry[];
  messages: readonly GuestMessage[];
  chats: readonly ConversationRow[];
};

/** The list of every interaction. `local` says an instant on the restaurant's clock, "2026-11-21T18:04". */
export function storyOf(from: Sources, local: (instant: string) => string): Happening[] {
  const list: Happening[] = [
    { id: 'created', kind: 'created', when: local(from.record.since), source: from.record.source },
  ];
  for (const reservation of from.reservations) {
    const { id, status, day, time } = reservation;
    list.push({ id: `booked ${id}`, kind: 'booked', when: local(reservation.createdAt), reservation });
    if (status === 'arrived' || status === 'seated' || status === 'finished')
      list.push({ id: `came ${id}`, kind: 'came', when: `${day}T${time}`, reservation });
    if (status === 'no_show')
      list.push({ id: `no_show ${id}`, kind: 'no_show', when: `${day}T${time}`, reservation });
    if (status === 'cancelled')
      list.push({ id: `cancelled ${id}`, kind: 'cancelled', when: local(reservation.statusAt), reservation });
  }
  for (const chat of from.chats)
    list.push({ id: `chat ${chat.id}`, kind: 'chat', when: local(chat.lastAt), chat });
  for (const entry of from.ledger)
    list.push({ id: `consent ${entry.id}`, kind: 'consent', when: local(entry.at), entry });
  for (const message of from.messages)
    list.push({
      id: `message ${message.id}`,
      kind: 'message',
      when: local(message.sentAt ?? message.createdAt),
      message,
      channel: message.channel,
    });
  // At one and the same minute: first the record, then the booking, then what follows from it.
  const rank = { created: 0, chat: 1, booked: 1, consent: 2, message: 3, cancelled: 4, came: 5, no_show: 5 };
  return list.sort((a, b) =>
    a.when < b.when ? 1 : a.when > b.when ? -1 : rank[b.kind] - rank[a.kind] || (a.id < b.id ? -1 : 1),
  );
}

/** A list with its neighbours of one day together. */
export function byDay(list: readonly Happening[]): { day: string; happenings: Happening[] }[] {
  const days: { day: string; happenings: Happening[] }[] = [];
  for (const happening of list) {
    const day = happening.when.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.happenings.push(happening);
    else days.push({ day, happenings: [happening] });
  }
  return days;
}
