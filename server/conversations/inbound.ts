import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { INBOUND_CHANNEL, OUTBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import type { ChatMessage, MessageKind, Transport } from './contract.ts';
import { joinByCode } from './elsewhere.ts';
import { guestByPhone } from './guest.ts';
import { hearPhone } from './onPhone.ts';
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
  verifiedPhone?: string | undefined;
  /** `text` unless said. */
  kind?: MessageKind | 'edited' | 'deleted' | undefined;
  /** Of a reaction, an edit or a deletion: the line's id of the message it is about. */
  about?: string | undefined;
  /** ISO 8601 instant at which it was written, by the line's clock; when it came unless said. */
  at?: string | undefined;
  /** Too old to be answered. */
  late?: boolean | undefined;
  /** Written on the restaurant's own phone. */
  own?: boolean | undefined;
};

type Received = { conversation: string | null; duplicate: boolean };

/**
 * Writes down, once, what came in on a line that the bot serves; the chat begins with its first message. An edit of
 * a message nobody answered yet changes its words, and is a message of its own after; a deletion takes back what
 * nobody answered yet; a reaction counts under the last message of ours, as an answer to it. Whatever else they are
 * about leaves no trace: `conversation` is null.
 */
export async function receive(em: EntityManager, inbound: Inbound): Promise<Received> {
  const { kind = 'text', own } = inbound;
  if (own) {
    // What is corrected or reacted to on the phone changes nothing here.
    if (kind === 'edited' || kind === 'deleted' || kind === 'reaction')
      return { conversation: null, duplicate: false };
    return hearPhone(em, { ...inbound, kind });
  }
  if (kind === 'edited' || kind === 'deleted' || kind === 'reaction') {
    const changed = await change(em, inbound, kind);
    if (changed) return changed;
  }
  const text = kept(inbound.text, 'text');
  const at = inbound.at ?? null;
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
    const said = {
      externalId: inbound.externalId,
      text,
      kind: kind === 'edited' || kind === 'deleted' ? ('text' as const) : kind,
      at,
      late: inbound.late === true,
    };
    const welcome = said.kind === 'text' && !said.late ? await joinByCode(em, chat, text) : null;
    const { duplicate } = await write(em, chat, welcome === null ? said : { ...said, welcome });
    return { conversation: chat.id, duplicate };
  });
}

/** What is about another message of the chat: its outcome, or null when it is a message of its own. */
async function change(
  em: EntityManager,
  inbound: Inbound,
  kind: 'edited' | 'deleted' | 'reaction',
): Promise<Received | null> {
  return em.transactional(async (em) => {
    const found = await row(
      em,
      sql<{ conversation: string; id: string; state: string; direction: string; last: boolean }>`
        SELECT c.id AS conversation, m.id, m.state, m.direction, m.position = c.message_count AS last
          FROM conversations c
          JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
          JOIN conversation_messages m ON m.conversation_id = c.id AND m.organization_id = c.organization_id
         WHERE r.slug = ${inbound.restaurant} AND c.transport = ${inbound.transport}
           AND c.address = ${inbound.address} AND m.external_id = ${inbound.about ?? null}
           FOR UPDATE OF c, m`,
    );
    const nothing: Received = { conversation: null, duplicate: false };
    if (kind === 'reaction') return found?.direction === 'out' && found.last ? null : nothing;
    if (found?.direction !== 'in') return nothing;
    const done: Received = { conversation: found.conversation, duplicate: false };
    if (found.state !== 'waiting') return kind === 'edited' ? null : done;
    await row(
      em,
      kind === 'edited'
        ? sql`UPDATE conversation_messages SET text = ${kept(inbound.text, 'text')} WHERE id = ${found.id}`
        : sql`UPDATE conversation_messages SET state = 'answered' WHERE id = ${found.id}`,
    );
    // Whoever is answering the old words must read again.
    await row(em, sql`UPDATE conversations SET version = version + 1 WHERE id = ${found.conversation}`);
    return done;
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
    const { message } = await write(em, chat, { ...said, text, kind: 'text', at: null, late: false });
    return message;
  });
}

async function write(
  em: EntityManager,
  chat: LockedChat,
  said: {
    externalId: string;
    text: string;
    kind: MessageKind;
    at: string | null;
    late: boolean;
    /** The house's answer to a code: the bot has nothing to say to it. */
    welcome?: string;
  },
): Promise<{ message: ChatMessage; duplicate: boolean }> {
  const { externalId, text, kind, at, late, welcome } = said;
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
        (organization_id, conversation_id, position, direction, external_id, text, kind, state, written_at)
      VALUES (${chat.organizationId}, ${chat.id}, ${chat.messageCount + 1}, 'in', ${externalId}, ${text}, ${kind},
              ${late || chat.takenBy || welcome ? 'answered' : 'waiting'}, ${at}::timestamptz)
      RETURNING id, direction, text, iso(at) AS at`,
  );
  const guest = await guestByPhone(em, chat.organizationId, chat.verifiedPhone);
  await row(
    em,
    sql`UPDATE conversations
           SET message_count = message_count + 1, last_at = ${message!.at}, needs_person = needs_person OR ${late && !chat.takenBy},
               unread = unread + ${chat.takenBy ? 1 : 0},
               guest_id = coalesce(${guest}, guest_id)
         WHERE id = ${chat.id} AND organization_id = ${chat.organizationId}`,
  );
  if (welcome) {
    await row(
      em,
      sql`WITH place AS (
            UPDATE conversations SET message_count = message_count + 1, last_at = clock_timestamp()
             WHERE id = ${chat.id} AND organization_id = ${chat.organizationId} RETURNING message_count)
          INSERT INTO conversation_messages (organization_id, conversation_id, position, direction, text, state)
          SELECT ${chat.organizationId}, ${chat.id}, message_count, 'out', ${welcome}, 'queued' FROM place`,
    );
    await row(em, sql`SELECT pg_notify(${OUTBOUND_CHANNEL}, ${chat.transport})`);
  }
  await row(
    em,
    sql`SELECT pg_notify(${INBOUND_CHANNEL}, ${chat.transport}), pg_notify(${REPLY_CHANNEL}, ${chat.id})`,
  );
  await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
  return { message: message!, duplicate: false };
}
