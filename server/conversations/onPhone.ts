import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import { REPLY_CHANNEL } from './channels.ts';
import type { MessageKind, Transport } from './contract.ts';
import { guestByPhone } from './guest.ts';
import { conversationRow, type LockedChat, lockedColumns } from './row.ts';
import { kept } from './text.ts';

/** What somebody wrote on the restaurant's own phone, or on another device that is linked to it. */
export type Own = {
  restaurant: string;
  transport: Transport;
  /** The guest to whom it went, as the line knows them. */
  address: string;
  externalId: string;
  text: string;
  verifiedPhone?: string | undefined;
  kind?: MessageKind | undefined;
  at?: string | undefined;
};

/**
 * Writes down, once, what was written on the restaurant's own phone: from then on somebody has the chat there, and the
 * bot is silent in it as when the staff have it, until it comes back by the restaurant's time. Whoever of the staff
 * has the chat already keeps it. What we sent ourselves is no such message, whether the line's id of it has been
 * told yet or not: `conversation` is null then, and for what is known already. 404 `not_found`.
 */
export async function hearPhone(
  em: EntityManager,
  own: Own,
): Promise<{ conversation: string | null; duplicate: boolean }> {
  const text = kept(own.text, 'text');
  return em.transactional(async (em) => {
    const restaurant = await row(
      em,
      sql<{ id: string; organizationId: string }>`
        SELECT id, organization_id AS "organizationId" FROM restaurants WHERE slug = ${own.restaurant}`,
    );
    if (!restaurant) throw notFound('restaurant');
    const chat = await chatWith(em, own, restaurant);
    if (await isKnown(em, own, text, restaurant)) return { conversation: null, duplicate: true };
    const { organizationId } = chat;
    await row(
      em,
      sql`INSERT INTO conversation_messages
            (organization_id, conversation_id, position, direction, external_id, text, kind, state, written_at, on_phone,
             sent_at)
          VALUES (${organizationId}, ${chat.id}, ${chat.messageCount + 1}, 'out', ${own.externalId}, ${text},
                  ${own.kind ?? 'text'}, 'sent', ${own.at ?? null}::timestamptz, true, clock_timestamp())`,
    );
    const guest = await guestByPhone(em, organizationId, chat.verifiedPhone);
    const at = sql`least(clock_timestamp(), coalesce(${own.at ?? null}::timestamptz, clock_timestamp()))`;
    await row(
      em,
      sql`UPDATE conversations SET message_count = message_count + 1, last_at = clock_timestamp(),
                                   guest_id = coalesce(${guest}, guest_id)
           WHERE id = ${chat.id} AND organization_id = ${organizationId}`,
    );
    // Of what is found long after it was written the restaurant's time is over already. The version rises: a turn
    // that the bot began before is stale.
    const taken = await row(
      em,
      sql`UPDATE conversations c
             SET on_phone = c.taken_by IS NULL, needs_person = false, unread = 0, version = c.version + 1,
                 staff_spoke_at = greatest(c.staff_spoke_at, ${at})
            FROM restaurants r
           WHERE c.id = ${chat.id} AND c.organization_id = ${organizationId}
             AND r.id = c.restaurant_id AND r.organization_id = c.organization_id
             AND ${at} > clock_timestamp() - make_interval(mins => r.bot_back_minutes)
          RETURNING c.id`,
    );
    if (taken)
      await row(
        em,
        sql`UPDATE conversation_messages SET state = 'answered'
             WHERE conversation_id = ${chat.id} AND organization_id = ${organizationId} AND state = 'waiting'
               AND coalesce(written_at, at) <= ${at}`,
      );
    await row(em, sql`SELECT pg_notify(${REPLY_CHANNEL}, ${chat.id})`);
    await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
    return { conversation: chat.id, duplicate: false };
  });
}

/** The chat with a guest, locked; by their address, else by the number that it proves; else one that begins now. */
async function chatWith(
  em: EntityManager,
  { transport, address, verifiedPhone }: Own,
  restaurant: { id: string; organizationId: string },
): Promise<LockedChat> {
  const before = await row(
    em,
    sql<LockedChat>`
      SELECT ${lockedColumns} FROM conversations
       WHERE organization_id = ${restaurant.organizationId} AND restaurant_id = ${restaurant.id}
         AND transport = ${transport} AND (address = ${address} OR verified_phone = ${verifiedPhone ?? null})
       ORDER BY address = ${address} DESC, last_at DESC LIMIT 1 FOR UPDATE`,
  );
  if (before) return before;
  const begun = await row(
    em,
    sql<LockedChat>`
      INSERT INTO conversations AS c (organization_id, restaurant_id, transport, address, verified_phone)
      VALUES (${restaurant.organizationId}, ${restaurant.id}, ${transport}, ${address}, ${verifiedPhone ?? null})
      ON CONFLICT (organization_id, restaurant_id, transport, address)
        DO UPDATE SET verified_phone = coalesce(EXCLUDED.verified_phone, c.verified_phone)
      RETURNING ${lockedColumns}`,
  );
  return begun!;
}

/**
 * Whether it stands in our books: by the line's id, or, of a message that was being handed over and of which nobody
 * has told the id yet, by its words.
 */
async function isKnown(
  em: EntityManager,
  { transport, address, verifiedPhone, externalId }: Own,
  text: string,
  restaurant: { id: string; organizationId: string },
): Promise<boolean> {
  const ours = await row(
    em,
    sql`SELECT 1 FROM conversations c
          JOIN conversation_messages m ON m.conversation_id = c.id AND m.organization_id = c.organization_id
         WHERE c.organization_id = ${restaurant.organizationId} AND c.restaurant_id = ${restaurant.id}
           AND c.transport = ${transport} AND m.direction = 'out'
           AND (m.external_id = ${externalId}
                OR (m.external_id IS NULL AND m.attempted_at IS NOT NULL AND m.at > clock_timestamp() - interval '2 days'
                    AND m.text = ${text}
                    AND (c.address = ${address} OR c.verified_phone = ${verifiedPhone ?? null})))
         LIMIT 1`,
  );
  return ours !== null;
}
