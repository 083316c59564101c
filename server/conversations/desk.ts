import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import type { ChatMessage, ConversationRow } from './contract.ts';
import { conversationRow, conversationRows, lockChat } from './row.ts';

const CHATS_MOST = 100;
const MESSAGES_MOST = 200;

/**
 * The chats of a restaurant as its staff see them, or only those of one guest: those that wait for a person first,
 * then the newest. 404 `not_found`, also for another organisation's guest. `waiting` counts the whole restaurant's.
 */
export async function chatsOf(
  em: EntityManager,
  organizationId: string,
  slug: string,
  guest?: string,
): Promise<{ waiting: number; conversations: ConversationRow[] }> {
  const restaurant = await restaurantOf(em, slug, { organizationId });
  if (guest) await mustBeOurs(em, organizationId, guest);
  const count = await row(
    em,
    sql<{ waiting: number }>`
      SELECT count(*)::int AS waiting FROM conversations
       WHERE restaurant_id = ${restaurant.id} AND organization_id = ${organizationId}
         AND needs_person AND message_count > 0`,
  );
  const conversations = await conversationRows(
    em,
    sql`WHERE c.restaurant_id = ${restaurant.id} AND c.organization_id = ${organizationId} AND c.message_count > 0
          ${guest ? sql`AND c.guest_id = ${guest}` : sql``}
        ORDER BY c.needs_person DESC, c.last_at DESC LIMIT ${CHATS_MOST}`,
  );
  return { waiting: count!.waiting, conversations };
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
): Promise<{ conversation: ConversationRow; messages: ChatMessage[] }> {
  const [conversation] = await conversationRows(
    em,
    sql`WHERE c.id = ${id} AND c.organization_id = ${organizationId}`,
  );
  if (!conversation) throw notFound('conversation');
  const messages = await rows(
    em,
    sql<ChatMessage>`
      SELECT id, direction, text, iso(at) AS at FROM conversation_messages
       WHERE organization_id = ${organizationId} AND conversation_id = ${id}
       ORDER BY position DESC LIMIT ${MESSAGES_MOST}`,
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
