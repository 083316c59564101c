import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import { sealId } from '../token.ts';

/** Nobody reads more than this in a chat. */
const BOOKINGS_MOST = 10;

/**
 * Coming reservations, soonest first, of the guest whose number the line itself proves, at the chat's
 * restaurant. None when the line proves no number: what somebody merely types opens nothing.
 */
export async function comingBookings(
  em: EntityManager,
  conversationId: string,
  now: Date,
  secret: string,
): Promise<{ token: string; reference: string }[]> {
  const chat = await row(em, sql`SELECT 1 FROM conversations WHERE id = ${conversationId}`);
  if (!chat) throw notFound('conversation');
  const coming = await rows(
    em,
    sql<{ id: string; reference: string }>`
      SELECT r.id, r.reference
        FROM conversations c
        JOIN guest_contacts k ON k.organization_id = c.organization_id AND k.kind = 'phone' AND k.value = c.verified_phone
        JOIN reservations r ON r.guest_id = k.guest_id AND r.organization_id = c.organization_id
         AND r.restaurant_id = c.restaurant_id
       WHERE c.id = ${conversationId} AND r.status IN ('requested', 'confirmed') AND r.starts_at > ${now}
       ORDER BY r.starts_at LIMIT ${BOOKINGS_MOST}`,
  );
  return coming.map(({ id, reference }) => ({ token: sealId(secret, 'booking', id), reference }));
}
