import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { sealId } from '../token.ts';
import type { PendingConversation, Transport } from './contract.ts';

/** How many chats the bot is given at once, and how many messages of each: it asks again for the rest. */
const CHATS_MOST = 20;
const MESSAGES_MOST = 50;

/** Chats of a line in which somebody waits for an answer: the one that has waited longest first. */
export async function pendingChats(
  em: EntityManager,
  transport: Transport,
  restaurant: string | undefined,
  secret: string,
): Promise<PendingConversation[]> {
  const chats = await rows(
    em,
    sql<PendingConversation>`
      SELECT c.id, r.slug AS restaurant, c.transport, c.address, c.locale, c.version, c.state,
             c.verified_phone AS "verifiedPhone", waiting.inbound,
             CASE WHEN c.transport = 'whatsapp' AND c.verified_phone IS NOT NULL AND c.reminders IS NULL AND r.reminder
                  THEN json_build_object('hours', r.reminder_hours) END AS "mayRemind",
             (regexp_match(last_out.business_key, '^reservation:([^:]+):reminder$'))[1] AS reminded
        FROM (SELECT organization_id, conversation_id, min(at) AS since
                FROM conversation_messages WHERE state = 'waiting'
               GROUP BY organization_id, conversation_id) AS open
        JOIN conversations c ON c.id = open.conversation_id AND c.organization_id = open.organization_id
        JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
       CROSS JOIN LATERAL
             (SELECT json_agg(json_build_object('id', id, 'text', text, 'at', iso(at), 'kind', kind,
                                                         'writtenAt', iso(coalesce(written_at, at))) ORDER BY position) AS inbound
                FROM (SELECT id, text, at, written_at, position, kind FROM conversation_messages
                       WHERE conversation_id = c.id AND state = 'waiting'
                       ORDER BY position LIMIT ${MESSAGES_MOST}) AS oldest) AS waiting
        LEFT JOIN LATERAL
             (SELECT business_key FROM conversation_messages
               WHERE conversation_id = c.id AND organization_id = c.organization_id AND direction = 'out'
                 AND state <> 'failed'
               ORDER BY position DESC LIMIT 1) AS last_out ON true
       WHERE c.transport = ${transport} AND c.taken_by IS NULL AND NOT c.on_phone
         AND (${restaurant ?? null}::text IS NULL OR r.slug = ${restaurant ?? null})
       ORDER BY open.since LIMIT ${CHATS_MOST}`,
  );
  return chats.map((chat) => ({
    ...chat,
    reminded: chat.reminded && sealId(secret, 'booking', chat.reminded),
  }));
}
