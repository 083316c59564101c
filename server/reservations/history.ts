import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { HistoryEntry } from './contract.ts';

/**
 * What became of a reservation, from its booking on, oldest first: who, when, through which channel, what. Refuses
 * with 404, also another organisation's.
 */
export async function historyOf(
  em: EntityManager,
  organizationId: string,
  id: string,
): Promise<HistoryEntry[]> {
  const history = await rows<HistoryEntry>(
    em,
    sql`
      SELECT r.id, 'booked' AS kind, iso(r.created_at) AS at,
             CASE WHEN r.source IN ('staff', 'walk_in') THEN 'staff' ELSE 'guest' END AS by, m.name AS staff,
             CASE WHEN r.source IN ('staff', 'walk_in') THEN 'panel' ELSE r.source END AS through,
             NULL::uuid AS undoes, NULL AS message,
             -- Whether it was written beyond what was free: as the first change of that found it, else as it is.
             CASE WHEN coalesce(beyond.before, r.overbooked_by IS NOT NULL)
                  THEN '[{"what": "overbooked", "from": null, "to": true}]' ELSE '[]' END::jsonb AS changes,
             r.created_at AS moment
        FROM reservations r
        LEFT JOIN staff_members m ON m.id = r.booked_by AND m.organization_id = r.organization_id
        LEFT JOIN LATERAL (
          SELECT (w->>'from')::boolean AS before
            FROM reservation_changes c CROSS JOIN LATERAL jsonb_array_elements(c.what) AS w
           WHERE c.reservation_id = r.id AND c.organization_id = r.organization_id AND w->>'what' = 'overbooked'
           ORDER BY c.at, c.id LIMIT 1) beyond ON true
       WHERE r.id = ${id} AND r.organization_id = ${organizationId}
      UNION ALL
      SELECT c.id, c.kind, iso(c.at), c.by_whom, m.name,
             coalesce(c.through, CASE c.by_whom WHEN 'guest' THEN 'page' WHEN 'staff' THEN 'panel' ELSE 'clock' END),
             c.undoes, c.message,
             CASE WHEN c.kind = 'status'
                  THEN jsonb_build_array(jsonb_build_object('what', 'status', 'from', c.from_status, 'to', c.to_status))
                       || c.what
                  ELSE c.what END, c.at
        FROM reservation_changes c
        JOIN reservations r ON r.id = c.reservation_id AND r.organization_id = c.organization_id
        LEFT JOIN staff_members m ON m.id = c.staff_id AND m.organization_id = c.organization_id
       WHERE c.reservation_id = ${id} AND c.organization_id = ${organizationId}
       ORDER BY moment, id`,
  );
  if (history.length === 0) throw notFound('reservation');
  return history;
}
