import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { type KeptBooking, type Links, withLinks } from './booking.ts';

/** The hours of the restaurant's clock between which guests are reminded: not at night, should the server have slept. */
const FIRST_HOUR = 10;
const LAST_HOUR = 21;
/** A reservation whose guest left an address, a number, or both. */
type Due = KeptBooking & { phone: string | null };

/** So many at a time. */
const BATCH = 200;

/**
 * Whom to remind now of their table of tomorrow: the day before, from 10:00 of the restaurant's clock on, those who
 * are confirmed, left an address or a number, booked before that hour and more than 24 hours before they come, and were not
 * reminded yet. At most 200, in one statement; ask again once those are written.
 */
export async function dueReminders(em: EntityManager, links: Links, now: Date): Promise<Due[]> {
  const at = now.toISOString();
  const due = await rows<{ booking: string; phone: string | null }>(
    em,
    sql`
      SELECT b.booking::text, r.phone
        FROM reservations r
        JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
        CROSS JOIN LATERAL (SELECT ${at}::timestamptz AT TIME ZONE x.time_zone AS now) wall
        JOIN booking_rows b ON b.id = r.id
       WHERE r.status = 'confirmed' AND (r.email IS NOT NULL OR r.phone IS NOT NULL)
         AND r.starts_at BETWEEN ${at}::timestamptz AND ${at}::timestamptz + interval '48 hours'
         AND r.service_date = wall.now::date + 1
         AND extract(hour FROM wall.now) >= ${FIRST_HOUR} AND extract(hour FROM wall.now) < ${LAST_HOUR}
         AND r.created_at < (wall.now::date + make_interval(hours => ${FIRST_HOUR})) AT TIME ZONE x.time_zone
         AND r.created_at < r.starts_at - interval '24 hours'
         AND NOT EXISTS (SELECT 1 FROM messages m
                          WHERE m.organization_id = r.organization_id
                            AND m.business_key = 'reservation:' || r.id || ':reminder')
       ORDER BY r.starts_at LIMIT ${BATCH}`,
  );
  return due.map(({ booking, phone }) => ({ ...withLinks(booking, links, now), phone }));
}
