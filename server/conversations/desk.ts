import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { searchTokens } from '../guests/tokens.ts';
import { announce } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import type { ConversationRow, StaffChatMessage } from './contract.ts';
import { conversationRow, conversationRows, lockChat, staffMessages } from './row.ts';

const CHATS_MOST = 100;
const MESSAGES_MOST = 200;

/**
 * The chats of a restaurant as its staff see them, or only those of one guest, or whose guest is found by what was
 * typed of a name or a number: those that wait for a person first, then the newest. 404 `not_found`, also for another
 * organisation's guest. `waiting` counts the whole restaurant's.
 */
export async function chatsOf(
  em: EntityManager,
  organizationId: string,
  slug: string,
  { guest, search }: { guest?: string | undefined; search?: string | undefined } = {},
): Promise<{ waiting: number; botBackMinutes: number; conversations: ConversationRow[] }> {
  const restaurant = await restaurantOf(em, slug, { organizationId });
  if (guest) await mustBeOurs(em, organizationId, guest);
  const count = await row(
    em,
    sql<{ waiting: number; botBackMinutes: number }>`
      SELECT (SELECT count(*)::int FROM conversations
               WHERE restaurant_id = ${restaurant.id} AND organization_id = ${organizationId}
                 AND (needs_person OR unread > 0) AND message_count > 0) AS waiting,
             bot_back_minutes AS "botBackMinutes"
        FROM restaurants WHERE id = ${restaurant.id} AND organization_id = ${organizationId}`,
  );
  const conversations = await conversationRows(
    em,
    sql`WHERE c.restaurant_id = ${restaurant.id} AND c.organization_id = ${organizationId} AND c.message_count > 0
          ${guest ? sql`AND c.guest_id = ${guest}` : sql``} ${search?.trim() ? found(search) : sql``}
        ORDER BY (c.needs_person OR c.unread > 0) DESC, c.last_at DESC LIMIT ${CHATS_MOST}`,
  );
  return { ...count!, conversations };
}

/** Whose guest has every beginning that was typed, in name or number; or, of one nobody knows yet, the number itself. */
function found(typed: string) {
  const tokens = searchTokens(typed);
  if (tokens.length === 0) return sql`AND false`;
  const digits = tokens.length === 1 && /^\d+$/.test(tokens[0]!) ? tokens[0]!.replace(/^0/, '') : null;
  const known = tokens.map(
    (token) => sql`EXISTS (SELECT 1 FROM guest_tokens t
                            WHERE t.organization_id = c.organization_id AND t.guest_id = c.guest_id
                              AND starts_with(t.token, ${token}))`,
  );
  return sql`AND ((${sql.join(known, sql` AND `)}) OR strpos(c.verified_phone, ${digits}::text) > 0)`;
}

async function mustBeOurs(em: EntityManager, organizationId: string, guest: string): Promise<void> {
  const found = await row(
    em,
    sql`SELECT 1 FROM guests WHERE id = ${guest} AND organization_id = ${organizationId}`,
  );
  if (!found) throw notFound('guest');
}

/** A chat and its last 200 messages, oldest first. 404 `not_found`, also for another organisation's. */
export async function readChat(
  em: EntityManager,
  organizationId: string,
  id: string,
): Promise<{ conversation: ConversationRow; messages: StaffChatMessage[] }> {
  const [conversation] = await conversationRows(
    em,
    sql`WHERE c.id = ${id} AND c.organization_id = ${organizationId}`,
  );
  if (!conversation) throw notFound('conversation');
  const messages = await staffMessages(
    em,
    sql`m.organization_id = ${organizationId} AND m.conversation_id = ${id}`,
    MESSAGES_MOST,
  );
  return { conversation, messages: messages.reverse() };
}

/** Somebody of the staff has seen to a chat: its mark goes away. Doing it again changes nothing. */
export function attend(em: EntityManager, organizationId: string, id: string): Promise<ConversationRow> {
  return em.transactional(async (em) => {
    const chat = await lockChat(em, id);
    if (chat?.organizationId !== organizationId) throw notFound('conversation');
    const changed = await row(
      em,
      sql`UPDATE conversations SET needs_person = false
           WHERE id = ${id} AND organization_id = ${organizationId} AND needs_person RETURNING id`,
    );
    const conversation = await conversationRow(em, id);
    if (changed) await announce(em, chat, { kind: 'conversation', conversation });
    return conversation;
  });
}
