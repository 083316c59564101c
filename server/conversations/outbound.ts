import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { Transport } from './contract.ts';

const REPLIES_MOST = 100;

/** Replies that a line has not been handed yet, oldest first; of one address, when it is given. */
export function queuedReplies(
  em: EntityManager,
  transport: Transport,
  address: string | undefined,
): Promise<{ id: string; address: string; text: string }[]> {
  return rows(
    em,
    sql<{ id: string; address: string; text: string }>`
      SELECT m.id, c.address, m.text
        FROM conversation_messages m
        JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
       WHERE m.state = 'queued' AND c.transport = ${transport}
         AND (${address ?? null}::text IS NULL OR c.address = ${address ?? null})
       ORDER BY m.at, m.position LIMIT ${REPLIES_MOST}`,
  );
}

/**
 * Notes what became of a reply. Said twice, the last word counts, except that what was sent stays sent.
 * 404 `not_found` when there is no such reply.
 */
export async function acknowledge(em: EntityManager, id: string, state: 'sent' | 'failed'): Promise<void> {
  const reply = await row(
    em,
    sql`UPDATE conversation_messages SET state = CASE WHEN state = 'sent' THEN 'sent' ELSE ${state} END
         WHERE id = ${id} AND direction = 'out' RETURNING id`,
  );
  if (!reply) throw notFound('reply');
}
