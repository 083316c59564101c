import type { EntityManager } from '@mikro-orm/postgresql';
import { mustBeDay } from '../availability/offer.ts';
import { rows, sql } from '../db/sql.ts';
import { lastEvent } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import { clockTime, wallClock } from '../restaurants/clock.ts';
import { restaurantOf } from '../restaurants/find.ts';
import type { WaitHistoryEntry, WaitRow } from './contract.ts';
import { isOpen } from './join.ts';
import { quotesOf, serviceDay } from './queue.ts';

/** Still waiting, on either list: these come first. */
const open = new Set(['waiting', 'offered', 'notified']);

/** Who waits on a day, today unless said: as the contract tells it. Refuses with 400 and 404. */
export async function waitsOfDay(
  em: EntityManager,
  organizationId: string,
  asked: { restaurant: string; day?: string },
  now: Date,
) {
  if (asked.day) mustBeDay(asked.day);
  const { id, slug, timeZone } = await restaurantOf(em, asked.restaurant, { organizationId });
  const at = { id, organizationId };
  const today = serviceDay(now, timeZone);
  const day = asked.day ?? today;
  // Before the rows: an event that comes between the two is then seen twice, which harms nothing, not lost.
  const event = await lastEvent(em, id);
  const found = await rows<{ wait: WaitRow }>(
    em,
    sql`SELECT wait FROM wait_rows
         WHERE restaurant_id = ${id} AND organization_id = ${organizationId} AND service_date = ${day}::date
         ORDER BY (status IN ('waiting', 'offered', 'notified')) DESC, priority DESC, joined_at, id`,
  );
  const waits = found.map(({ wait }) => wait);
  const list = waits.filter(({ kind }) => kind === 'list');
  const queue = waits.filter(({ kind }) => kind === 'queue');
  const parties = queue.filter(({ status }) => open.has(status));
  return {
    day,
    today,
    now: clockTime(wallClock(now, timeZone).minute),
    event,
    open: await isOpen(em, at),
    counts: {
      waiting: list.filter(({ status }) => status === 'waiting').length,
      offered: list.filter(({ status }) => status === 'offered').length,
      queue: parties.length,
      queueCovers: parties.reduce((sum, { party }) => sum + party, 0),
    },
    list,
    queue,
    quotes:
      day === today && parties.length > 0
        ? await quotesOf(em, { slug, organizationId, restaurantId: id }, now)
        : [],
  };
}

/** What became of a wait, oldest first. Refuses with 404, also another organisation's. */
export async function historyOfWait(
  em: EntityManager,
  organizationId: string,
  id: string,
): Promise<WaitHistoryEntry[]> {
  const history = await rows<WaitHistoryEntry>(
    em,
    sql`
      SELECT w.id, iso(w.joined_at) AS at, NULL AS "from", 'waiting' AS "to",
             CASE WHEN w.added_by IS NULL THEN 'guest' ELSE 'staff' END AS by, m.name AS staff,
             NULL::jsonb AS offer, NULL::uuid AS undoes, w.joined_at AS moment
        FROM waits w
        LEFT JOIN staff_members m ON m.id = w.added_by AND m.organization_id = w.organization_id
       WHERE w.id = ${id} AND w.organization_id = ${organizationId}
      UNION ALL
      SELECT c.id, iso(c.at), c.from_status, c.to_status, c.by_whom, m.name,
             CASE WHEN c.offer IS NOT NULL
                  THEN jsonb_build_object('time', c.offer->>'time', 'tables', c.offer->'tables') END,
             c.undoes, c.at
        FROM wait_changes c
        LEFT JOIN staff_members m ON m.id = c.staff_id AND m.organization_id = c.organization_id
       WHERE c.wait_id = ${id} AND c.organization_id = ${organizationId}
       ORDER BY moment, id`,
  );
  if (history.length === 0) throw notFound('wait');
  return history;
}
