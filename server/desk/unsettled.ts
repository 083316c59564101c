import type { EntityManager } from '@mikro-orm/postgresql';
import { around } from '../availability/offer.ts';
import { isPlacePaused } from '../availability/paused.ts';
import { loadService, type Service } from '../availability/service.ts';
import { row, rows, sql } from '../db/sql.ts';
import { announce, lastEvent } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import type { ReservationRow } from '../reservations/contract.ts';
import { reservationRow, reservationRows } from '../reservations/rows.ts';
import { addDays } from '../restaurants/clock.ts';
import { type Coming, whyUnfit } from '../settings/unfit.ts';
import type { Unsettled, Why } from './contract.ts';

/** A coming reservation, with what the staff have said of it. */
type Read = Coming & {
  /** Until which minute of its day its tables are kept. */
  until: number;
  /** The staff wrote its hour, party or tables since the service was last described: they knew. */
  byHand: boolean;
  /** Over its pace or without a table, knowingly. */
  overbooked: boolean;
  /** For which reasons it was left as it is. */
  left: Why[];
};

/** What the staff see and decide when they write a reservation by hand: it is no surprise to them. */
const known = new Set<Why>(['closed', 'no_slot', 'table_too_small', 'pace']);

/**
 * Requests and wishes that wait for an answer, and coming reservations that cannot be honoured as they stand, soonest
 * first.
 * Nothing of it is stored: a reservation that is changed, cancelled or given a table is gone from here, and one
 * whose table breaks is here, without anybody keeping a list. Refuses with 404.
 */
export async function readDesk(
  em: EntityManager,
  { slug, organizationId }: { slug: string; organizationId: string },
  now: Date,
): Promise<{
  event: number;
  requests: ReservationRow[];
  wishes: ReservationRow[];
  unsettled: Unsettled[];
}> {
  const today = now.toISOString().slice(0, 10);
  // Some day has to be named for the pauses, which come with days; which day, they do not depend on.
  const { service } = await loadService(em, slug, around(today), organizationId);
  // Before the rows: an event that comes between the two is then seen twice, which harms nothing, not lost.
  const event = await lastEvent(em, service.id);
  const coming = await readComing(em, service, now);
  const why = whyUnsettled(service, coming);
  const found = await reservationRows(
    em,
    sql`r.restaurant_id = ${service.id} AND r.organization_id = ${organizationId} AND r.id IN (
          SELECT id FROM reservations
           WHERE restaurant_id = ${service.id} AND organization_id = ${organizationId}
             AND service_date >= ${since(now)}::date
             AND (id = ANY (${[...why.keys()]}::uuid[])
                  OR (starts_at > ${now.toISOString()} AND (status = 'requested' OR wished IS NOT NULL))))`,
  );
  return {
    event,
    requests: found.filter(({ status }) => status === 'requested'),
    wishes: found.filter(
      ({ startsAt, wished }) =>
        wished && Math.min(Date.parse(startsAt), Date.parse(wished.startsAt)) > now.getTime(),
    ),
    unsettled: found.flatMap((reservation) => {
      const reason = why.get(reservation.id);
      return reason ? [{ reservation, why: reason }] : [];
    }),
  };
}

/** Why coming reservations cannot be honoured, by id; those that can, or that the staff meant so, are not named. */
export function whyUnsettled(service: Service, coming: Read[]): Map<string, Why> {
  const unfit = whyUnfit(
    service,
    // Beyond the pace knowingly, it takes nobody else's room in it.
    coming.filter(({ overbooked, tables }) => !overbooked || tables.length === 0),
  );
  const reasons = new Map<string, Why>();
  for (const reservation of coming) {
    const why = whyRoom(service, reservation) ?? unfit.get(reservation.id);
    if (!why || reservation.left.includes(why)) continue;
    if (known.has(why) && reservation.byHand) continue;
    reasons.set(reservation.id, why);
  }
  return reasons;
}

function whyRoom(service: Service, { tables, day, minute, until }: Read): Why | null {
  if (tables.length === 0) return 'no_table';
  const pauses = service.pauses ?? [];
  const sitsAt = tables.flatMap(
    ({ id }) => service.places.find((place) => place.tableIds.join() === id) ?? [],
  );
  return sitsAt.some((place) => isPlacePaused(pauses, place, day, minute, until)) ? 'table_paused' : null;
}

/** No day of service before this one has anybody still to come, in whichever zone: its history need not be read. */
function since(now: Date): string {
  return addDays(now.toISOString().slice(0, 10), -2);
}

/** Those that are expected, from now on, as unfit.ts takes them. */
function readComing(em: EntityManager, service: Service, now: Date): Promise<Read[]> {
  return rows<Read>(
    em,
    sql`SELECT r.id, r.reference, r.service_date::text AS day, r.minute, r.party, r.shift_name AS shift,
               trim(r.first_name || ' ' || r.last_name) AS name, is_online(r) AS online,
               r.minute + (extract(epoch FROM r.ends_at - r.starts_at) / 60)::int AS until,
               r.overbooked_by IS NOT NULL AS overbooked, (
                 SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY length(t.name), t.name), '[]')
                   FROM claims c JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
                  WHERE c.holder_id = r.id AND c.organization_id = r.organization_id AND c.live) AS tables,
               (r.booked_by IS NOT NULL AND r.created_at > described.at) OR (
                 h.written IS NOT NULL AND h.written_by_staff AND h.written > described.at) AS "byHand",
               ARRAY(SELECT w->>'to'
                       FROM reservation_changes c CROSS JOIN LATERAL jsonb_array_elements(c.what) AS w
                      WHERE c.reservation_id = r.id AND c.organization_id = r.organization_id AND c.kind = 'changed'
                        AND w->>'what' = 'leftAsIs' AND c.at > described.at
                        AND (h.written IS NULL OR c.at > h.written)) AS left
          FROM reservations r
          JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
          CROSS JOIN LATERAL (SELECT coalesce(x.service_saved_at, '-infinity') AS at) described
          -- When its hour, party or tables were last written.
          LEFT JOIN LATERAL (
            SELECT c.at AS written, c.by_whom = 'staff' AS written_by_staff
              FROM reservation_changes c
             WHERE c.reservation_id = r.id AND c.organization_id = r.organization_id AND c.kind = 'changed'
               AND EXISTS (SELECT 1 FROM jsonb_array_elements(c.what) AS w
                            WHERE w->>'what' IN ('day', 'time', 'party', 'tables'))
             ORDER BY c.at DESC, c.id DESC LIMIT 1) h ON true
         WHERE r.restaurant_id = ${service.id} AND r.organization_id = ${service.organizationId}
           AND r.service_date >= ${since(now)}::date
           AND r.status IN ('requested', 'confirmed') AND r.ends_at > ${now.toISOString()} AND r.source <> 'walk_in'
         ORDER BY r.starts_at, r.created_at, r.id`,
  );
}

/**
 * The staff leave a reservation as it is for one reason, knowingly: written into its history, which is where
 * readDesk looks. Refuses with 404, also another organisation's.
 */
export function leaveAsIs(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; why: Why },
): Promise<ReservationRow> {
  const { id, organizationId, staffId, why } = asked;
  return em.fork().transactional(async (tx) => {
    const kept = await row<{ restaurantId: string }>(
      tx,
      sql`SELECT restaurant_id AS "restaurantId" FROM reservations
           WHERE id = ${id} AND organization_id = ${organizationId} FOR NO KEY UPDATE`,
    );
    if (!kept) throw notFound('reservation');
    const what = JSON.stringify([{ what: 'leftAsIs', from: null, to: why }]);
    await row(
      tx,
      sql`INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, staff_id, through, what)
          VALUES (${organizationId}, ${id}, 'changed', 'staff', ${staffId}, 'panel', ${what}::jsonb)`,
    );
    const reservation = await reservationRow(tx, organizationId, id);
    await announce(
      tx,
      { organizationId, restaurantId: kept.restaurantId },
      { kind: 'reservation', change: 'changed', reservation },
    );
    return reservation;
  });
}
