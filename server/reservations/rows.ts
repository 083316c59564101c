import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import type { ReservationRow } from './contract.ts';

/** Reservations as the staff see them, whole, in one statement; `which` narrows r, in the order of the day. */
export async function reservationRows(
  em: EntityManager,
  which: ReturnType<typeof sql>,
): Promise<ReservationRow[]> {
  const found = await rows<{ reservation: string }>(
    em,
    sql`
      SELECT json_build_object(
        'id', r.id, 'reference', r.reference, 'restaurant', x.slug, 'day', r.service_date,
        'time', clock(r.minute), 'startsAt', iso(r.starts_at), 'endsAt', iso(r.ends_at), 'party', r.party,
        'shift', r.shift_name, 'status', r.status, 'statusAt', iso(r.status_at), 'cancelledBy', r.cancelled_by,
        'tables', (SELECT coalesce(json_agg(t.name ORDER BY length(t.name), t.name), '[]')
                     FROM claims c JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
                    WHERE c.holder_id = r.id AND c.organization_id = r.organization_id),
        'area', r.area_name, 'remark', r.remark, 'occasion', r.occasion, 'source', r.source, 'locale', r.locale,
        'createdAt', iso(r.created_at), 'bookedAs', trim(r.first_name || ' ' || r.last_name),
        'guest', json_build_object(
          'id', g.id, 'firstName', g.first_name, 'lastName', g.last_name, 'phone', g.phone, 'email', g.email,
          'tags', g.tags, 'visits', g.visits, 'noShows', g.no_shows),
        'lastChange', (
          SELECT json_build_object('id', h.id, 'from', h.from_status, 'to', h.to_status, 'at', iso(h.at),
                   'undoable', h.undoes IS NULL AND h.to_status = r.status)
            FROM reservation_changes h
           WHERE h.reservation_id = r.id AND h.organization_id = r.organization_id
           ORDER BY h.at DESC, h.id DESC LIMIT 1)
      )::text AS reservation
        FROM reservations r
        JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
        JOIN guests g ON g.id = r.guest_id AND g.organization_id = r.organization_id
       WHERE ${which}
       ORDER BY r.service_date, r.minute, r.created_at, r.id`,
  );
  return found.map((line) => JSON.parse(line.reservation) as ReservationRow);
}

/** One of them. It exists: the caller has just written or locked it. */
export async function reservationRow(
  em: EntityManager,
  organizationId: string,
  id: string,
): Promise<ReservationRow> {
  const [found] = await reservationRows(em, sql`r.id = ${id} AND r.organization_id = ${organizationId}`);
  if (!found) throw new Error('the reservation that was just written is not there');
  return found;
}
