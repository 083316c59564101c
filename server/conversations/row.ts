import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';
import { row, rows, sql } from '../db/sql.ts';
import type { ConversationRow } from './contract.ts';

/** How much of the last message a list shows, in characters. */
const GLIMPSE = 200;

/** Chats as the staff see them; `which` is what follows FROM and may name c, the conversation. */
export function conversationRows(em: EntityManager, which: RawBuilder<unknown>): Promise<ConversationRow[]> {
  return rows(
    em,
    sql<ConversationRow>`
      SELECT c.id, c.transport, nullif(trim(g.first_name || ' ' || g.last_name), '') AS name, c.guest_id AS guest,
             c.locale, c.needs_person AS "needsPerson",
             left(coalesce(m.text, ''), ${GLIMPSE}) AS "lastText", iso(c.last_at) AS "lastAt"
        FROM conversations c
        LEFT JOIN guests g ON g.id = c.guest_id AND g.organization_id = c.organization_id
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

/** A chat whose row is locked until the end of the transaction: what is written in it has one order. */
export type LockedChat = {
  id: string;
  organizationId: string;
  restaurantId: string;
  transport: string;
  verifiedPhone: string | null;
  version: number;
  messageCount: number;
};

export const lockedColumns = sql`id, organization_id AS "organizationId", restaurant_id AS "restaurantId", transport,
  verified_phone AS "verifiedPhone", version, message_count AS "messageCount"`;

/** Locks a chat; null when there is none. */
export function lockChat(em: EntityManager, id: string): Promise<LockedChat | null> {
  return row(em, sql<LockedChat>`SELECT ${lockedColumns} FROM conversations WHERE id = ${id} FOR UPDATE`);
}
