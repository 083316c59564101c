import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { type KeptBooking, type Links, withLinks } from './booking.ts';

/** Between these hours of the restaurant's clock guests are thanked: not at night. */
const FIRST_HOUR = 10;
const LAST_HOUR = 21;
/** A visit that was marked as finished long after it was is not thanked for any more: days. */
const STALE = 10;
/** So many at a time. */
const BATCH = 200;

/**
 * Whom to thank now for their visit, if their restaurant does: as many hours after they left as it has set, those who
 * left an address and were not thanked for it yet. Nobody who did not come, and nobody who sits there still. At most
 * 200; ask again once those are written.
 */
export async function dueThanks(
  em: EntityManager,
  links: Links,
  now: Date,
): Promise<(KeptBooking & { email: string })[]> {
  const at = now.toISOString();
  const due = await rows<{ booking: string }>(
    em,
    sql`
      SELECT b.booking::text
        FROM reservations r
        JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
        CROSS JOIN LATERAL (SELECT ${at}::timestamptz AT TIME ZONE x.time_zone AS now) wall
        JOIN booking_rows b ON b.id = r.id
       WHERE x.thanks AND r.status = 'finished' AND r.email IS NOT NULL
         AND r.status_at BETWEEN ${at}::timestamptz - make_interval(days => ${STALE})
                             AND ${at}::timestamptz - make_interval(hours => x.thanks_hours)
         AND r.ends_at > ${at}::timestamptz - make_interval(days => ${STALE})
         AND extract(hour FROM wall.now) >= ${FIRST_HOUR} AND extract(hour FROM wall.now) < ${LAST_HOUR}
         AND NOT EXISTS (SELECT 1 FROM messages m
                          WHERE m.organization_id = r.organization_id
                            AND m.business_key = 'reservation:' || r.id || ':thanks')
       ORDER BY r.status_at LIMIT ${BATCH}`,
  );
  return due.map(({ booking }) => withLinks(booking, links, now) as KeptBooking & { email: string });
}
