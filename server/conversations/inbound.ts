import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { INBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import type { ChatMessage, Transport } from './contract.ts';
import { guestByPhone } from './guest.ts';
import { conversationRow, type LockedChat, lockChat, lockedColumns } from './row.ts';
import { kept } from './text.ts';

/** A chat on a page that grows longer than this is no conversation any more. */
const WEB_MESSAGES_MOST = 500;

export type Inbound = {
  restaurant: string;
  transport: Transport;
  /** Who speaks, as the line knows them. */
  address: string;
  externalId: string;
  text: string;
  /** E.164, when the line itself proves the number. */
  verifiedPhone?: string;
};

/** Writes down, once, what came in on a line that the bot serves; the chat begins with its first message. */
export async function receive(
  em: EntityManager,
  inbound: Inbound,
): Promise<{ conversation: string; duplicate: boolean }> {
  const text = kept(inbound.text, 'text');
  return em.transactional(async (em) => {
    const chat = await row(
      em,
      sql<LockedChat>`
        INSERT INTO conversations AS c (organization_id, restaurant_id, transport, address, verified_phone)
        SELECT organization_id, id, ${inbound.transport}, ${inbound.address}, ${inbound.verifiedPhone ?? null}
          FROM restaurants WHERE slug = ${inbound.restaurant}
        ON CONFLICT (organization_id, restaurant_id, transport, address)
          DO UPDATE SET verified_phone = coalesce(EXCLUDED.verified_phone, c.verified_phone)
        RETURNING ${lockedColumns}`,
    );
    if (!chat) throw notFound('restaurant');
    const { duplicate } = await write(em, chat, inbound.externalId, text);
    return { conversation: chat.id, duplicate };
  });
}

/**
 * Writes down, once, what a guest says in a chat on a page. Said again with the same `externalId`, answers the
 * first message. 404 `not_found`; 429 `chat_too_long` after 500 messages.
 */
export async function say(
  em: EntityManager,
  conversationId: string,
  said: { externalId: string; text: string },
): Promise<ChatMessage> {
  const text = kept(said.text, 'text');
  return em.transactional(async (em) => {
    const chat = await lockChat(em, conversationId);
    if (chat?.transport !== 'web') throw notFound('chat');
    const { message } = await write(em, chat, said.externalId, text);
    return message;
  });
}

async function write(
  em: EntityManager,
  chat: LockedChat,
  externalId: string,
  text: string,
): Promise<{ message: ChatMessage; duplicate: boolean }> {
  const before = await row(
    em,
    sql<ChatMessage>`
      SELECT id, direction, text, iso(at) AS at FROM conversation_messages
       WHERE organization_id = ${chat.organizationId} AND conversation_id = ${chat.id} AND external_id = ${externalId}`,
  );
  if (before) return { message: before, duplicate: true };
  if (chat.transport === 'web' && chat.messageCount >= WEB_MESSAGES_MOST) {
    throw new Refusal('chat_too_long', 429, 'This chat is too long; begin another one.');
  }
  const message = await row(
    em,
    sql<ChatMessage>`
      INSERT INTO conversation_messages
        (organization_id, conversation_id, position, direction, external_id, text, state)
      VALUES (${chat.organizationId}, ${chat.id}, ${chat.messageCount + 1}, 'in', ${externalId}, ${text}, 'waiting')
      RETURNING id, direction, text, iso(at) AS at`,
  );
  const guest = await guestByPhone(em, chat.organizationId, chat.verifiedPhone);
  await row(
    em,
    sql`UPDATE conversations
           SET message_count = message_count + 1, last_at = ${message!.at}, guest_id = coalesce(${guest}, guest_id)
         WHERE id = ${chat.id} AND organization_id = ${chat.organizationId}`,
  );
  await row(
    em,
    sql`SELECT pg_notify(${INBOUND_CHANNEL}, ${chat.transport}), pg_notify(${REPLY_CHANNEL}, ${chat.id})`,
  );
  await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
  return { message: message!, duplicate: false };
}
