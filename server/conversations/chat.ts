import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { openId, sealId } from '../token.ts';
import { codeIn, useCode } from './codes.ts';
import type { ChatMessage } from './contract.ts';
import { hasWhatsapp, joinMemory } from './elsewhere.ts';
import { conversationRow } from './row.ts';

/**
 * Begins a chat on a page and answers its token, the only key to it. With a code it goes on with the chat of the
 * line on which the code was said: its memory, the number it proves, and the last thing said there as its first
 * message. 404 `not_found` for an unknown restaurant; 410 `link_expired` for a code that works no more.
 */
export async function beginChat(
  em: EntityManager,
  restaurant: string,
  { locale, code }: { locale?: Locale | undefined; code?: string | undefined },
  secret: string,
): Promise<{ token: string; whatsapp: boolean }> {
  const id = await em.transactional(async (em) => {
    const chat = await row(
      em,
      sql<{ id: string; organizationId: string; restaurantId: string }>`
        INSERT INTO conversations (organization_id, restaurant_id, transport, address, locale)
        SELECT organization_id, id, 'web', ${randomUUID()}, ${locale ?? null} FROM restaurants WHERE slug = ${restaurant}
        RETURNING id, organization_id AS "organizationId", restaurant_id AS "restaurantId"`,
    );
    if (!chat) throw notFound('restaurant');
    if (code) await arrive(em, chat, code);
    return chat.id;
  });
  return { token: sealId(secret, 'chat', id), whatsapp: await hasWhatsapp(em, restaurant) };
}

async function arrive(
  em: EntityManager,
  chat: { id: string; organizationId: string; restaurantId: string },
  code: string,
): Promise<void> {
  const from = await useCode(em, chat, codeIn(code) ?? '', 'line');
  if (!from) throw new Refusal('link_expired', 410, 'This code does not work any more.');
  const welcome = await joinMemory(em, chat, from);
  // The code was said to that number alone, so whoever has it has the number.
  await row(
    em,
    sql`UPDATE conversations c SET verified_phone = f.verified_phone, message_count = 1, last_at = clock_timestamp()
          FROM conversations f
         WHERE c.id = ${chat.id} AND c.organization_id = ${chat.organizationId}
           AND f.id = ${from} AND f.organization_id = c.organization_id`,
  );
  await row(
    em,
    sql`INSERT INTO conversation_messages (organization_id, conversation_id, position, direction, text, state)
        VALUES (${chat.organizationId}, ${chat.id}, 1, 'out', ${welcome}, 'sent')`,
  );
  await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
}

/** The chat that a token opens. 404 `not_found` when it opens none. */
export function chatOf(token: string, secret: string): string {
  const id = openId(secret, 'chat', token);
  if (!id) throw notFound('chat');
  return id;
}

/** Where a message stands in a chat, 0 for none given. 400 when it is not of this chat. */
export async function positionOf(
  em: EntityManager,
  chatId: string,
  after: string | undefined,
): Promise<number> {
  if (!after) return 0;
  const message = await row(
    em,
    sql<{ position: number }>`
      SELECT position FROM conversation_messages WHERE id = ${after} AND conversation_id = ${chatId}`,
  );
  if (!message) throw invalid('after', 'unknown', 'This chat has no such message.');
  return message.position;
}

/** The messages of a chat after a position, oldest first. A chat on a page is bounded, so all of them. */
export function messagesAfter(em: EntityManager, chatId: string, position: number): Promise<ChatMessage[]> {
  return rows(
    em,
    sql<ChatMessage>`
      SELECT m.id, m.direction, m.text, iso(m.at) AS at
        FROM conversations c
        JOIN conversation_messages m ON m.organization_id = c.organization_id AND m.conversation_id = c.id
       WHERE c.id = ${chatId} AND m.position > ${position}
       ORDER BY m.position`,
  );
}
