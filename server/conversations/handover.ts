import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { OUTBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import { type CloudLines, mustBeOpen } from './cloudWindow.ts';
import type { ConversationRow, StaffChatMessage } from './contract.ts';
import { conversationRow, type LockedChat, lockChat, staffMessages } from './row.ts';
import { kept } from './text.ts';

/** Somebody of the staff, and a chat. */
export type Who = { id: string; organizationId: string };

/**
 * Somebody of the staff takes a chat over: from this transaction on the bot says nothing in it, also not the answer
 * it may just be making, and what waits for one waits for it no more. `from`: the colleague from whom they take it
 * knowingly; while anybody else has it, 409 `taken_by_colleague` with `takenBy`. Taking what one has changes nothing.
 */
export function takeOver(
  em: EntityManager,
  who: Who,
  id: string,
  from: string | null,
): Promise<ConversationRow> {
  return em.transactional(async (em) => {
    const chat = await ours(em, who, id);
    if (chat.takenBy === who.id) return conversationRow(em, id);
    if (chat.takenBy !== null && chat.takenBy !== from) throw await takenByColleague(em, id);
    // The version rises: a turn that the bot began before is stale.
    await row(
      em,
      sql`UPDATE conversations
             SET taken_by = ${who.id}, on_phone = false, staff_spoke_at = clock_timestamp(), needs_person = false, unread = 0,
                 version = version + 1
           WHERE id = ${id} AND organization_id = ${who.organizationId}`,
    );
    await row(
      em,
      sql`UPDATE conversation_messages SET state = 'answered'
           WHERE conversation_id = ${id} AND organization_id = ${who.organizationId} AND state = 'waiting'`,
    );
    return tellAll(em, chat);
  });
}

/**
 * Somebody of the staff answers in a chat they have taken over, on whichever line its guest uses. The same key again
 * answers the first message; with other words, 422 `key_reused`. 409 `not_taken` or `taken_by_colleague`, and
 * `window_closed` when that line takes no more of them until the guest writes.
 */
export function answerAsStaff(
  em: EntityManager,
  who: Who,
  id: string,
  said: { key: string; text: string },
  lines: CloudLines,
): Promise<StaffChatMessage> {
  const text = kept(said.text, 'text');
  return em.transactional(async (em) => {
    const chat = await ours(em, who, id);
    const [before] = await staffMessages(em, sql`m.conversation_id = ${id} AND m.staff_key = ${said.key}`);
    if (before) {
      if (before.text === text) return before;
      throw new Refusal('key_reused', 422, 'This key has been used for another message.');
    }
    if (chat.takenBy === null) throw new Refusal('not_taken', 409, 'Take the chat over before answering.');
    if (chat.takenBy !== who.id) throw await takenByColleague(em, id);
    await mustBeOpen(em, id, lines);
    const written = await row(
      em,
      sql<{ id: string }>`
        INSERT INTO conversation_messages
          (organization_id, conversation_id, position, direction, text, state, staff_id, staff_key)
        VALUES (${chat.organizationId}, ${id}, ${chat.messageCount + 1}, 'out', ${text},
                ${chat.transport === 'web' ? 'sent' : 'queued'}, ${who.id}, ${said.key})
        RETURNING id`,
    );
    await row(
      em,
      sql`UPDATE conversations
             SET message_count = message_count + 1, last_at = clock_timestamp(), staff_spoke_at = clock_timestamp(),
                 unread = 0
           WHERE id = ${id} AND organization_id = ${who.organizationId}`,
    );
    await row(
      em,
      sql`SELECT pg_notify(${REPLY_CHANNEL}, ${id}), pg_notify(${OUTBOUND_CHANNEL}, ${chat.transport})`,
    );
    await tellAll(em, chat);
    const [message] = await staffMessages(em, sql`m.id = ${written!.id}`);
    return message!;
  });
}

/** Whoever has a chat has seen what its guest wrote. From anybody else it changes nothing. */
export function markRead(em: EntityManager, who: Who, id: string): Promise<ConversationRow> {
  return em.transactional(async (em) => {
    const chat = await ours(em, who, id);
    const changed = await row(
      em,
      sql`UPDATE conversations SET unread = 0
           WHERE id = ${id} AND organization_id = ${who.organizationId} AND taken_by = ${who.id} AND unread > 0
          RETURNING id`,
    );
    return changed ? tellAll(em, chat) : conversationRow(em, id);
  });
}

/**
 * Gives a chat back to the bot, with the memory it had; what was said meanwhile it does not answer. Giving back what
 * nobody has changes nothing; 409 `taken_by_colleague` for a chat that somebody else has in the panel.
 */
export function giveBack(em: EntityManager, who: Who, id: string): Promise<ConversationRow> {
  return em.transactional(async (em) => {
    const chat = await ours(em, who, id);
    if (chat.takenBy === null) return conversationRow(em, id);
    const isTheirs = chat.takenBy === who.id || chat.takenBy === chat.restaurantId;
    if (!isTheirs) throw await takenByColleague(em, id);
    await release(em, chat, false);
    return tellAll(em, chat);
  });
}

/**
 * The bot comes back to the chats in which the staff have said nothing for as long as their restaurant allows. Where
 * the guest wrote meanwhile and nobody saw it, a person is called again.
 */
export async function bringBotBack(em: EntityManager): Promise<void> {
  const silent = await rows(
    em,
    sql<{ id: string }>`
      SELECT c.id FROM conversations c
        JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
       WHERE c.staff_spoke_at < now() - make_interval(mins => r.bot_back_minutes)
       ORDER BY c.staff_spoke_at LIMIT 100`,
  );
  for (const { id } of silent) {
    await em.transactional(async (em) => {
      const chat = await lockChat(em, id);
      // They may have said something since we looked.
      const still = await row(
        em,
        sql`SELECT 1 FROM conversations c
              JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
             WHERE c.id = ${id} AND c.staff_spoke_at < now() - make_interval(mins => r.bot_back_minutes)`,
      );
      if (!chat || !still) return;
      await release(em, chat, true);
      await tellAll(em, chat);
    });
  }
}

/** Sets after how many minutes without a word of the staff the bot comes back, in a restaurant. */
export async function setBotBack(
  em: EntityManager,
  who: { organizationId: string },
  slug: string,
  minutes: number,
): Promise<{ botBackMinutes: number }> {
  const restaurant = await restaurantOf(em, slug, who);
  await row(
    em,
    sql`UPDATE restaurants SET bot_back_minutes = ${minutes}
         WHERE id = ${restaurant.id} AND organization_id = ${who.organizationId}`,
  );
  return { botBackMinutes: minutes };
}

async function release(em: EntityManager, chat: LockedChat, callWhereUnseen: boolean): Promise<void> {
  await row(
    em,
    sql`UPDATE conversations
           SET taken_by = NULL, on_phone = false, staff_spoke_at = NULL, unread = 0, version = version + 1,
               needs_person = needs_person OR (${callWhereUnseen} AND unread > 0)
         WHERE id = ${chat.id} AND organization_id = ${chat.organizationId}`,
  );
}

async function ours(em: EntityManager, who: Who, id: string): Promise<LockedChat> {
  const chat = await lockChat(em, id);
  if (chat?.organizationId !== who.organizationId) throw notFound('conversation');
  return chat;
}

async function tellAll(em: EntityManager, chat: LockedChat): Promise<ConversationRow> {
  const conversation = await conversationRow(em, chat.id);
  await announce(em, chat, { kind: 'conversation', conversation });
  return conversation;
}

async function takenByColleague(em: EntityManager, id: string): Promise<Refusal> {
  const { takenBy } = await conversationRow(em, id);
  return new Refusal('taken_by_colleague', 409, 'A colleague has this chat.', { takenBy });
}
