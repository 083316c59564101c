import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { Occasion, Source, Status, WishedChange } from './contract.ts';

/** A reservation as it stands before a change: what the change is computed from. */
export type Kept = {
  id: string;
  organizationId: string;
  restaurantId: string;
  slug: string;
  status: Status;
  source: Source;
  day: string;
  minute: number;
  time: string;
  startsAt: string;
  endsAt: string;
  party: number;
  shift: string;
  remark: string | null;
  occasion: Occasion | null;
  /** Minutes set by hand for this party. */
  turnMinutes: number | null;
  overbookedBy: string | null;
  revision: number;
  /** Until when guests may change it by themselves; null: never. */
  changeUntil: string | null;
  /** Tables kept for it, by id. */
  tableIds: string[];
  area: string | null;
  /** What its guest asked for instead, answered or not. */
  wished: WishedChange | null;
};

/** Reads it. Refuses with 404, also another organisation's. */
export async function readKept(em: EntityManager, organizationId: string, id: string): Promise<Kept> {
  const kept = await row<Kept>(
    em,
    sql`SELECT r.id, r.organization_id AS "organizationId", r.restaurant_id AS "restaurantId", x.slug, r.status,
               r.source, r.service_date::text AS day, r.minute, clock(r.minute) AS time, iso(r.starts_at) AS "startsAt",
               iso(r.ends_at) AS "endsAt", r.party, r.shift_name AS shift, r.remark, r.occasion,
               r.turn_minutes AS "turnMinutes", r.overbooked_by AS "overbookedBy", r.revision, r.wished,
               CASE WHEN x.guest_changes THEN iso(r.starts_at - make_interval(hours => x.change_hours)) END AS "changeUntil",
               coalesce(place.ids, '{}') AS "tableIds", place.area
          FROM reservations r
          JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
          CROSS JOIN LATERAL (
            SELECT array_agg(t.id::text ORDER BY t.id) AS ids, min(a.name) AS area
              FROM claims c
              JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
              JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
             WHERE c.holder_id = r.id AND c.organization_id = r.organization_id) place
         WHERE r.id = ${id} AND r.organization_id = ${organizationId}`,
  );
  if (!kept) throw notFound('reservation');
  return kept;
}
