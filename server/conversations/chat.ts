import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { invalid, notFound } from '../refusal.ts';
import { openId, sealId } from '../token.ts';
import type { ChatMessage } from './contract.ts';
import { hasWhatsapp } from './elsewhere.ts';

/** Begins a chat on a page and answers its token, the only key to it. 404 `not_found` for an unknown restaurant. */
export async function beginChat(
  em: EntityManager,
  restaurant: string,
  locale: Locale | undefined,
  secret: string,
): Promise<{ token: string; whatsapp: boolean }> {
  const chat = await row(
    em,
    sql<{ id: string }>`
      INSERT INTO conversations (organization_id, restaurant_id, transport, address, locale)
      SELECT organization_id, id, 'web', ${randomUUID()}, ${locale ?? null} FROM restaurants WHERE slug = ${restaurant}
      RETURNING id`,
  );
  if (!chat) throw notFound('restaurant');
  return { token: sealId(secret, 'chat', chat.id), whatsapp: await hasWhatsapp(em, restaurant) };
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
