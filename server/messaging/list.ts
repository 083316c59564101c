import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { invalid, notFound } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import type { Message } from './contract.ts';

const PAGE = 50;

const columns = sql`m.id, m.channel, m.kind, m.recipient AS "to", m.guest_id AS guest, m.locale, m.subject,
  m.body_text AS text, m.status, m.error, iso(m.created_at) AS "createdAt", iso(m.sent_at) AS "sentAt",
  came.kind AS outcome, iso(came.at) AS "outcomeAt",
  CASE WHEN address.kind IN ('bounced', 'complained') THEN address.kind END AS "emailTrouble"`;

/** Which word counts when several were told: the more telling, not the later to arrive. */
const telling = sql`array_position(ARRAY['delivered', 'bounced', 'opened', 'clicked', 'complained'], e.kind)`;

/** Beside a message: the most telling word on it, and the last on its address, where a complaint stays. */
const whatCame = sql`
  LEFT JOIN LATERAL (
    SELECT e.kind, min(e.at) AS at FROM message_events e
     WHERE e.message_id = m.id AND e.organization_id = m.organization_id
     GROUP BY e.kind ORDER BY ${telling} DESC LIMIT 1) came ON true
  LEFT JOIN LATERAL (
    SELECT e.kind FROM messages other
      JOIN message_events e ON e.message_id = other.id AND e.organization_id = other.organization_id
     WHERE m.channel = 'email' AND other.organization_id = m.organization_id AND other.recipient = m.recipient
     ORDER BY e.kind = 'complained' DESC, e.at DESC, ${telling} DESC LIMIT 1) address ON true`;

/**
 * What a restaurant sent or would have sent, newest first, 50 at a time; `cursor` is the last message of the
 * page before. 404 `not_found` for a restaurant that is not the organisation's.
 */
export async function messagesOf(
  em: EntityManager,
  organizationId: string,
  slug: string,
  cursor: string | undefined,
): Promise<{ messages: Message[]; cursor: string | null }> {
  if (cursor !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) {
    throw invalid('cursor', 'format', 'A cursor is what the page before gave.');
  }
  const restaurant = await restaurantOf(em, slug, { organizationId });
  const found = await rows(
    em,
    sql<Message>`
      SELECT ${columns}, m.body_html AS html FROM messages m ${whatCame}
       WHERE m.restaurant_id = ${restaurant.id} AND m.organization_id = ${organizationId}
         AND (${cursor ?? null}::uuid IS NULL OR m.id < ${cursor ?? null}::uuid)
       ORDER BY m.id DESC LIMIT ${PAGE + 1}`,
  );
  const messages = found.slice(0, PAGE);
  return { messages, cursor: found.length > PAGE ? messages.at(-1)!.id : null };
}

/** The last 50 messages to a guest, newest first. 404 `not_found`, also for another organisation's guest. */
export async function messagesTo(
  em: EntityManager,
  organizationId: string,
  guestId: string,
): Promise<Omit<Message, 'html'>[]> {
  const guest = await row(
    em,
    sql`SELECT 1 FROM guests WHERE id = ${guestId} AND organization_id = ${organizationId}`,
  );
  if (!guest) throw notFound('guest');
  return rows(
    em,
    sql<Omit<Message, 'html'>>`
      SELECT ${columns} FROM messages m ${whatCame}
       WHERE m.guest_id = ${guestId} AND m.organization_id = ${organizationId}
       ORDER BY m.id DESC LIMIT ${PAGE}`,
  );
}
