import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';

/**
 * What the house changes of these reservations is told in this chat from now on, if it is one on WhatsApp; on a page
 * nobody would read it. Reservations of another restaurant are left out. Joins the transaction of `em`.
 */
export async function keepBookings(
  em: EntityManager,
  chat: { id: string; organizationId: string },
  reservations: string[],
): Promise<void> {
  if (reservations.length === 0) return;
  await row(
    em,
    sql`INSERT INTO chat_bookings AS b (organization_id, reservation_id, conversation_id)
        SELECT r.organization_id, r.id, c.id
          FROM conversations c
          JOIN reservations r ON r.organization_id = c.organization_id AND r.restaurant_id = c.restaurant_id
         WHERE c.id = ${chat.id} AND c.organization_id = ${chat.organizationId} AND c.transport = 'whatsapp'
           AND r.id = ANY (${reservations}::uuid[])
        ON CONFLICT (reservation_id, organization_id) DO UPDATE SET conversation_id = EXCLUDED.conversation_id
         WHERE b.conversation_id <> EXCLUDED.conversation_id`,
  );
}

/** The chat on a line in which a reservation was made. */
export type BookingChat = {
  /** The reservation. */
  id: string;
  /** E.164 when the line proves the number, else the guest's address on the line. */
  to: string;
  /** The line takes messages now. */
  up: boolean;
  /** The guest wants nothing there that they did not ask for. */
  quiet: boolean;
  /** Instant at which the line last told that something had arrived there. */
  arrivedAt: string | null;
};

/** Of these reservations, those that were made in a chat on WhatsApp. */
export async function chatsOfBookings(em: EntityManager, reservations: string[]): Promise<BookingChat[]> {
  if (reservations.length === 0) return [];
  return rows(
    em,
    sql<BookingChat>`
      SELECT b.reservation_id AS id, coalesce(c.verified_phone, c.address) AS to,
             coalesce(l.wanted AND l.state = 'ready', false) AS up, c.reminders IS FALSE AS quiet,
             (SELECT iso(max(m.delivered_at)) FROM conversation_messages m
               WHERE m.conversation_id = c.id AND m.organization_id = c.organization_id) AS "arrivedAt"
        FROM chat_bookings b
        JOIN conversations c ON c.id = b.conversation_id AND c.organization_id = b.organization_id
        LEFT JOIN lines l ON l.restaurant_id = c.restaurant_id AND l.organization_id = c.organization_id
       WHERE b.reservation_id = ANY (${reservations}::uuid[])`,
  );
}
