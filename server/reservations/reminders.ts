import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { type KeptBooking, type Links, withLinks } from './booking.ts';

/** The hours of the restaurant's clock between which guests are reminded: not at night, should the server have slept. */
const FIRST_HOUR = 10;
const LAST_HOUR = 21;
/** A reservation whose guest left an address, a number, or both. `inDays`: its day of service, counted from today. */
type Due = KeptBooking & { phone: string | null; inDays: number };

/** More hours before than these nobody is reminded: as many as can be set, and a day of service for the default. */
const LONGEST = 168;

/** So many at a time. */
const BATCH = 200;

/**
 * Whom to remind now of their table, if their restaurant reminds: as many hours before as it has set, or on the day
 * before from 10:00 of its clock on; those who are confirmed, left an address or a number, booked before that hour
 * (and more than 24 hours before they come, when it is the day before), and were not reminded yet. At most 200, in one
 * statement; ask again once those are written.
 */
export async function dueReminders(em: EntityManager, links: Links, now: Date): Promise<Due[]> {
  const at = now.toISOString();
  const due = await rows<{ booking: string; phone: string | null; inDays: number }>(
    em,
    sql`
      SELECT b.booking::text, r.phone, r.service_date - wall.now::date AS "inDays"
        FROM reservations r
        JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
        CROSS JOIN LATERAL (SELECT ${at}::timestamptz AT TIME ZONE x.time_zone AS now) wall
        CROSS JOIN LATERAL (
          SELECT CASE WHEN x.reminder_hours IS NULL
                      THEN (r.service_date - 1 + make_interval(hours => ${FIRST_HOUR})) AT TIME ZONE x.time_zone
                      ELSE r.starts_at - make_interval(hours => x.reminder_hours) END AS from,
                 make_interval(hours => coalesce(x.reminder_hours, 24)) AS ahead) due
        JOIN booking_rows b ON b.id = r.id
       WHERE x.reminder AND r.status = 'confirmed' AND (r.email IS NOT NULL OR r.phone IS NOT NULL)
         AND r.starts_at BETWEEN ${at}::timestamptz AND ${at}::timestamptz + make_interval(hours => ${LONGEST})
         AND due.from <= ${at}::timestamptz
         AND (x.reminder_hours IS NOT NULL OR r.service_date = wall.now::date + 1)
         AND extract(hour FROM wall.now) >= ${FIRST_HOUR} AND extract(hour FROM wall.now) < ${LAST_HOUR}
         AND r.created_at < due.from AND r.created_at < r.starts_at - due.ahead
         AND NOT EXISTS (SELECT 1 FROM messages m
                          WHERE m.organization_id = r.organization_id
                            AND m.business_key = 'reservation:' || r.id || ':reminder')
       ORDER BY r.starts_at LIMIT ${BATCH}`,
  );
  return due.map(({ booking, ...rest }) => ({ ...withLinks(booking, links, now), ...rest }));
}
