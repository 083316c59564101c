import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type LockedChat, lockChat } from './row.ts';

/** Letters and figures that nobody takes for one another: 32 of them, so that a code has 50 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const LIFE_MINUTES = 15;
/** So many messages that look like a code does a chat have looked up in that time. */
const TRIES_MOST = 8;

const shape = /(?<![\p{L}\p{N}-])C-([0-9A-HJKMNP-TV-Z]{10})(?![\p{L}\p{N}-])/u;

/** What a chat goes on with elsewhere. */
export type Elsewhere = { code: string; url: string; phone: string; expiresAt: string };

/** Whether a restaurant's guests can go on with a chat on WhatsApp: its line is up, and its number known. */
export async function hasWhatsapp(em: EntityManager, slug: string): Promise<boolean> {
  const line = await row(
    em,
    sql`SELECT 1 FROM lines l
          JOIN restaurants r ON r.id = l.restaurant_id AND r.organization_id = l.organization_id
         WHERE r.slug = ${slug} AND l.wanted AND l.state = 'ready' AND l.phone IS NOT NULL`,
  );
  return line !== null;
}

/**
 * A code by which the guest of a chat on a page goes on with it on the restaurant's WhatsApp, once, for a quarter of
 * an hour; one made before works no more. 404 `not_found`; 409 `line_not_ready` while the restaurant has no line.
 */
export async function goElsewhere(em: EntityManager, chatId: string): Promise<Elsewhere> {
  return em.transactional(async (em) => {
    const chat = await lockChat(em, chatId);
    if (chat?.transport !== 'web') throw notFound('chat');
    const line = await row(
      em,
      sql<{ phone: string }>`
        SELECT phone FROM lines
         WHERE restaurant_id = ${chat.restaurantId} AND organization_id = ${chat.organizationId}
           AND wanted AND state = 'ready' AND phone IS NOT NULL`,
    );
    if (!line) throw new Refusal('line_not_ready', 409, 'This restaurant cannot be reached on WhatsApp now.');
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const made = await row(
      em,
      sql<{ expiresAt: string }>`
        INSERT INTO chat_codes (organization_id, restaurant_id, conversation_id, code, expires_at)
        VALUES (${chat.organizationId}, ${chat.restaurantId}, ${chat.id}, ${code},
                clock_timestamp() + make_interval(mins => ${LIFE_MINUTES}))
        ON CONFLICT (conversation_id, organization_id)
          DO UPDATE SET code = EXCLUDED.code, expires_at = EXCLUDED.expires_at
        RETURNING iso(expires_at) AS "expiresAt"`,
    );
    const { phone } = line;
    const url = `https://wa.me/${phone.slice(1)}?text=${encodeURIComponent(`C-${code}`)}`;
    return { code: `C-${code}`, url, phone, expiresAt: made!.expiresAt };
  });
}

/**
 * Joins the memory of the chat whose code somebody sends to the chat in which they send it, of the same restaurant:
 * what the bot answers there next is as if it had been said there. Answers the words with which it goes on, or null
 * for what is no code that works. The chat's row is locked; joins the transaction of `em`.
 */
export async function joinByCode(em: EntityManager, chat: LockedChat, text: string): Promise<string | null> {
  const code = shape.exec(text.toUpperCase())?.[1];
  if (!code || chat.takenBy !== null || (await triedTooOften(em, chat))) return null;
  const from = await row(
    em,
    sql<{ id: string }>`
      DELETE FROM chat_codes
       WHERE organization_id = ${chat.organizationId} AND restaurant_id = ${chat.restaurantId} AND code = ${code}
         AND expires_at > clock_timestamp()
      RETURNING conversation_id AS id`,
  );
  if (!from) return null;
  const joined = await row(
    em,
    sql<{ locale: 'fr' | 'en' | null; last: string | null }>`
      UPDATE conversations c
         SET state = CASE
               WHEN jsonb_typeof(f.state) = 'object' THEN f.state || jsonb_build_object('tokens',
                 coalesce(CASE WHEN jsonb_typeof(c.state -> 'tokens') = 'array' THEN c.state -> 'tokens' END, '[]') ||
                 coalesce(CASE WHEN jsonb_typeof(f.state -> 'tokens') = 'array' THEN f.state -> 'tokens' END, '[]'))
               ELSE c.state END,
             locale = coalesce(f.locale, c.locale), version = c.version + 1,
             guest_id = coalesce(c.guest_id, f.guest_id)
        FROM conversations f
       WHERE c.id = ${chat.id} AND c.organization_id = ${chat.organizationId}
         AND f.id = ${from.id} AND f.organization_id = c.organization_id AND f.restaurant_id = c.restaurant_id
      RETURNING c.locale, (SELECT m.text FROM conversation_messages m
                            WHERE m.conversation_id = f.id AND m.organization_id = f.organization_id
                              AND m.direction = 'out'
                            ORDER BY m.position DESC LIMIT 1) AS last`,
  );
  const hello =
    joined?.locale === 'en'
      ? 'Here we are: we go on from there.'
      : 'Nous y voilà\u00a0: nous continuons ici.';
  return joined?.last ? `${hello}\n\n${joined.last}`.slice(0, 4000) : hello;
}

async function triedTooOften(em: EntityManager, chat: LockedChat): Promise<boolean> {
  const tried = await row(
    em,
    sql<{ count: number }>`
      SELECT count(*)::int AS count FROM conversation_messages
       WHERE conversation_id = ${chat.id} AND organization_id = ${chat.organizationId} AND direction = 'in'
         AND at > clock_timestamp() - make_interval(mins => ${LIFE_MINUTES})
         AND text ~* '\\mC-[0-9A-Z]{10}\\M'`,
  );
  return tried!.count >= TRIES_MOST;
}
