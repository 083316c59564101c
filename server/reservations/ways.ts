import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import type { KeptBooking } from './booking.ts';

/** The chat on a line in which a reservation was made. */
export type BookingChat = {
  /** The reservation. */
  id: string;
  /** Where a message to it goes. */
  to: string;
  /** The line takes messages now. */
  up: boolean;
  /** The guest wants nothing there that they did not ask for. */
  quiet: boolean;
  /** Instant at which the line last told that something had arrived there. */
  arrivedAt: string | null;
};

/** Finds the chats in which reservations were made. */
export type FindChats = (em: EntityManager, reservations: string[]) => Promise<BookingChat[]>;

/**
 * How a guest is told of what has become of their reservation. `said`: it was they who wanted it, in a chat, and the
 * answer there was the news; `at` is when. `none`: there is no way to them.
 */
export type Way = { by: 'email' } | { by: 'chat'; to: string } | { by: 'said'; at: string } | { by: 'none' };

/**
 * The way to the guest of each of these reservations. Who booked in a chat on a line is told there, once, what the
 * house does to it; what they do themselves in a chat is answered there; what they do on a page, and what happens
 * while the line is down, goes by email as for everybody. Who wants no messages in the chat gets an email, and a chat
 * message only where there is no address.
 */
export async function waysOf(
  em: EntityManager,
  bookings: readonly KeptBooking[],
  find: FindChats | undefined,
): Promise<(booking: KeptBooking) => Way> {
  const lasts = new Map((await lastWords(em, bookings)).map((last) => [last.id, last]));
  const unsure = [...lasts.values()].filter(
    ({ by, inChat, onLine }) => by !== 'guest' || (inChat && !onLine),
  );
  const found =
    unsure.length > 0
      ? await find?.(
          em,
          unsure.map(({ id }) => id),
        )
      : undefined;
  const chats = new Map(found?.map((chat) => [chat.id, chat]));
  return ({ id, email }) => {
    const byMail: Way = { by: email === null ? 'none' : 'email' };
    const last = lasts.get(id);
    const chat = chats.get(id);
    if (!last) return byMail;
    if (last.by === 'guest') {
      return last.inChat && (last.onLine || chat) ? { by: 'said', at: last.at } : byMail;
    }
    return chat && (email === null || (chat.up && !chat.quiet)) ? { by: 'chat', to: chat.to } : byMail;
  };
}

/** Who had the last word on a reservation, and where. `onLine`: it was booked in a chat on a line. */
type Last = { id: string; by: 'guest' | 'staff' | 'clock'; inChat: boolean; onLine: boolean; at: string };

function lastWords(em: EntityManager, bookings: readonly KeptBooking[]): Promise<Last[]> {
  return rows(
    em,
    sql<Last>`
      SELECT r.id, coalesce(c.by_whom, CASE WHEN r.source IN ('staff', 'walk_in') THEN 'staff' ELSE 'guest' END) AS by,
             coalesce(c.through, CASE WHEN c IS NULL THEN r.source END) IN ('chat', 'whatsapp') AS "inChat",
             r.source = 'whatsapp' AS "onLine", iso(coalesce(c.at, r.created_at)) AS at
        FROM reservations r
        LEFT JOIN LATERAL (
          SELECT h.by_whom, h.through, h.at FROM reservation_changes h
           WHERE h.reservation_id = r.id AND h.organization_id = r.organization_id AND h.kind <> 'coming'
           ORDER BY h.at DESC, h.id DESC LIMIT 1) c ON true
       WHERE r.id = ANY (${bookings.map(({ id }) => id)}::uuid[])
         AND r.organization_id = ANY (${bookings.map(({ organizationId }) => organizationId)}::uuid[])`,
  );
}
