import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { CloudPerson } from './cloud.ts';

/**
 * The address of the chat that somebody has with a restaurant over the Cloud API, begun if there is none. They are
 * known by the id that Meta gives them, so that who hides their number, or shows it, goes on in the same chat. A
 * number has the address that it has on WhatsApp by its web client: a restaurant that changes from one to the other
 * goes on in the same chats. A number that has come to somebody else begins another one.
 */
export async function chatOf(em: EntityManager, restaurant: string, person: CloudPerson): Promise<string> {
  const { phone, user = null, shownAs } = person;
  const byNumber = phone ? `${phone}@c.us` : null;
  const found = await row(
    em,
    sql<{ address: string; user: string | null }>`
      SELECT c.address, c.cloud_user AS user FROM conversations c
        JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
       WHERE r.slug = ${restaurant} AND c.transport = 'whatsapp'
         AND (c.cloud_user = ${user} OR c.address = ${byNumber} OR c.address = ${user && `user:${user}`})
       ORDER BY c.cloud_user = ${user} DESC NULLS LAST, c.last_at DESC LIMIT 1`,
  );
  const isTheirs = found && (found.user === null || user === null || found.user === user);
  const address = (isTheirs ? found.address : found ? null : byNumber) ?? `user:${user}`;
  await row(
    em,
    sql`INSERT INTO conversations AS c (organization_id, restaurant_id, transport, address, cloud_user, shown_as)
        SELECT organization_id, id, 'whatsapp', ${address}, ${user}, ${shownAs ? [...shownAs].slice(0, 100).join('') : null}
          FROM restaurants WHERE slug = ${restaurant}
        ON CONFLICT (organization_id, restaurant_id, transport, address)
          DO UPDATE SET cloud_user = coalesce(EXCLUDED.cloud_user, c.cloud_user),
                        shown_as = coalesce(EXCLUDED.shown_as, c.shown_as)`,
  );
  return address;
}

/**
 * Somebody has another number, or another id: their chat goes along. Where they have one under the new number
 * already, both stay as they are, and what they write is found by the new id.
 */
export async function moveChat(
  em: EntityManager,
  restaurant: string,
  from: CloudPerson,
  to: CloudPerson,
): Promise<void> {
  const address = to.phone ? `${to.phone}@c.us` : null;
  await row(
    em,
    sql`UPDATE conversations c
           SET cloud_user = coalesce(${to.user ?? null}, c.cloud_user),
               address = coalesce(${address}, c.address),
               verified_phone = coalesce(${to.phone ? `+${to.phone}` : null}, c.verified_phone)
          FROM restaurants r
         WHERE r.slug = ${restaurant} AND r.id = c.restaurant_id AND r.organization_id = c.organization_id
           AND c.transport = 'whatsapp'
           AND (c.cloud_user = ${from.user ?? null}
                OR (c.address = ${from.phone ? `${from.phone}@c.us` : null}
                    AND (c.cloud_user IS NULL OR ${from.user ?? null}::text IS NULL)))
           AND NOT EXISTS (
             SELECT 1 FROM conversations o
              WHERE o.restaurant_id = c.restaurant_id AND o.organization_id = c.organization_id AND o.id <> c.id
                AND o.transport = 'whatsapp' AND (o.address = ${address} OR o.cloud_user = ${to.user ?? null}))`,
  );
}
