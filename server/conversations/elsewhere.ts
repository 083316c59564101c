import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import { codeIn, LIFE_MINUTES, newCode, useCode } from './codes.ts';
import { type LockedChat, lockChat } from './row.ts';

/** So many messages that look like a code does a chat have looked up while one works. */
const TRIES_MOST = 8;

/** By what a chat on a page goes on on WhatsApp. */
export type ToWhatsapp = { code: string; url: string; phone: string; expiresAt: string };

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
export async function goToWhatsapp(em: EntityManager, chatId: string): Promise<ToWhatsapp> {
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
    const { code, expiresAt } = await newCode(em, chat);
    const { phone } = line;
    const url = `https://wa.me/${phone.slice(1)}?text=${encodeURIComponent(code)}`;
    return { code, url, phone, expiresAt };
  });
}

/**
 * A link by which the guest goes on with a chat elsewhere, once, for a quarter of an hour: from a page on WhatsApp,
 * from any other line on the booking page. 404 `not_found`; 409 `line_not_ready`.
 */
export async function goElsewhere(
  em: EntityManager,
  chatId: string,
  baseUrl: string,
): Promise<{ to: 'web' | 'whatsapp'; url: string; expiresAt: string }> {
  return em.transactional(async (em) => {
    const chat = await lockChat(em, chatId);
    if (!chat) throw notFound('conversation');
    if (chat.transport === 'web') {
      const { url, expiresAt } = await goToWhatsapp(em, chatId);
      return { to: 'whatsapp', url, expiresAt };
    }
    const restaurant = await row(
      em,
      sql<{ slug: string }>`
        SELECT slug FROM restaurants WHERE id = ${chat.restaurantId} AND organization_id = ${chat.organizationId}`,
    );
    const { code, expiresAt } = await newCode(em, chat);
    // Behind the #, which neither a server's log nor whoever draws a preview of the link gets to see.
    return { to: 'web', url: `${baseUrl}/r/${restaurant!.slug}#chat=${code}`, expiresAt };
  });
}

/**
 * Joins the memory of the page's chat whose code somebody sends to the chat in which they send it, of the same
 * restaurant: what the bot answers there next is as if it had been said there. Answers the words with which it goes
 * on, or null for what is no code that works. The chat's row is locked; joins the transaction of `em`.
 */
export async function joinByCode(em: EntityManager, chat: LockedChat, text: string): Promise<string | null> {
  const code = codeIn(text);
  if (!code || chat.takenBy !== null || (await triedTooOften(em, chat))) return null;
  const from = await useCode(em, chat, code, 'page');
  return from && joinMemory(em, chat, from);
}

/**
 * Brings the memory of one chat into another, of the same restaurant, and leaves the first without its last question:
 * a yes said there answers nothing any more. The reservations that the other knew stay known. Answers the words with
 * which it goes on. Joins the transaction of `em`.
 */
export async function joinMemory(
  em: EntityManager,
  to: Pick<LockedChat, 'id' | 'organizationId'>,
  from: string,
): Promise<string> {
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
       WHERE c.id = ${to.id} AND c.organization_id = ${to.organizationId}
         AND f.id = ${from} AND f.organization_id = c.organization_id AND f.restaurant_id = c.restaurant_id
      RETURNING c.locale, (SELECT m.text FROM conversation_messages m
                            WHERE m.conversation_id = f.id AND m.organization_id = f.organization_id
                              AND m.direction = 'out' AND strpos(m.text, '#chat=C-') = 0
                            ORDER BY m.position DESC LIMIT 1) AS last`,
  );
  await row(
    em,
    sql`UPDATE conversations SET state = state || '{"asked": null}', version = version + 1
         WHERE id = ${from} AND organization_id = ${to.organizationId} AND jsonb_typeof(state) = 'object'`,
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
