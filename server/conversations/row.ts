import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import { row, rows, sql } from '../db/sql.ts';
import type { ConversationRow, StaffChatMessage } from './contract.ts';
import { whyNot } from './whyNot.ts';

/** How much of the last message a list shows, in characters. */
const GLIMPSE = 200;

/** What whoever writes on the restaurant's own phone is called: the line does not tell who it is. x: the restaurant. */
const phoneName = sql`CASE x.locale WHEN 'fr' THEN 'Téléphone du restaurant' ELSE 'The restaurant’s phone' END`;

/** Chats as the staff see them; `which` is what follows FROM and may name c, the conversation. */
export function conversationRows(em: EntityManager, which: RawBuilder<unknown>): Promise<ConversationRow[]> {
  return rows(
    em,
    sql<ConversationRow>`
      SELECT c.id, c.transport, coalesce(nullif(trim(g.first_name || ' ' || g.last_name), ''), c.shown_as) AS name, c.guest_id AS guest,
             c.verified_phone AS phone, c.locale, c.needs_person AS "needsPerson", c.unread,
             CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name)
                  WHEN c.on_phone THEN json_build_object('id', x.id, 'name', ${phoneName}) END AS "takenBy",
             s.id IS NULL AND c.on_phone AS "onPhone", coalesce(m.kind, 'text') AS "lastKind",
             left(coalesce(m.text, ''), ${GLIMPSE}) AS "lastText", iso(c.last_at) AS "lastAt"
        FROM conversations c
        JOIN restaurants x ON x.id = c.restaurant_id AND x.organization_id = c.organization_id
        LEFT JOIN guests g ON g.id = c.guest_id AND g.organization_id = c.organization_id
        LEFT JOIN staff_members s ON s.id = c.taken_by AND s.organization_id = c.organization_id
        LEFT JOIN conversation_messages m ON m.organization_id = c.organization_id
          AND m.conversation_id = c.id AND m.position = c.message_count
       ${which}`,
  );
}

/** One chat as the staff see it; it must exist. */
export async function conversationRow(em: EntityManager, id: string): Promise<ConversationRow> {
  const [found] = await conversationRows(em, sql`WHERE c.id = ${id}`);
  return found!;
}

/** Messages as the staff see them, the newest first; `which` may name m, the message. */
export async function staffMessages(
  em: EntityManager,
  which: RawBuilder<unknown>,
  most = 1,
): Promise<StaffChatMessage[]> {
  const found = await rows(
    em,
    sql<Omit<StaffChatMessage, 'why'> & { fault: string | null }>`
      SELECT m.id, m.direction, m.kind, m.text, iso(m.at) AS at,
             coalesce(s.name, CASE WHEN m.on_phone THEN ${phoneName} END) AS staff,
             CASE WHEN m.direction = 'out' THEN m.state END AS state,
             CASE WHEN m.state = 'failed' THEN coalesce(m.fault, '') END AS fault,
             m.state = 'failed' AND EXISTS (
               SELECT 1 FROM conversation_messages a
                WHERE a.organization_id = m.organization_id AND a.conversation_id = m.conversation_id
                  AND a.staff_key = 'again:' || m.id) AS again
        FROM conversation_messages m
        JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
        JOIN restaurants x ON x.id = c.restaurant_id AND x.organization_id = c.organization_id
        LEFT JOIN staff_members s ON s.id = m.staff_id AND s.organization_id = m.organization_id
       WHERE ${which}
       ORDER BY m.position DESC LIMIT ${most}`,
  );
  return found.map(({ fault, ...message }) => ({ ...message, why: whyNot(fault) }));
}

/** A chat whose row is locked until the end of the transaction: what is written in it has one order. */
export type LockedChat = {
  id: string;
  organizationId: string;
  restaurantId: string;
  transport: string;
  verifiedPhone: string | null;
  version: number;
  messageCount: number;
  /** Who of the staff speaks in the bot's place; the restaurant's own id: somebody on its phone; null: the bot. */
  takenBy: string | null;
};

export const lockedColumns = sql`id, organization_id AS "organizationId", restaurant_id AS "restaurantId", transport,
  verified_phone AS "verifiedPhone", version, message_count AS "messageCount",
  coalesce(taken_by, CASE WHEN on_phone THEN restaurant_id END) AS "takenBy"`;

/** Locks a chat; null when there is none. */
export function lockChat(em: EntityManager, id: string): Promise<LockedChat | null> {
  return row(em, sql<LockedChat>`SELECT ${lockedColumns} FROM conversations WHERE id = ${id} FOR UPDATE`);
}
