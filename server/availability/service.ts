import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { TurnTime } from '../restaurants/restaurant.ts';
import type { Claim, Place } from '../seating/fit.ts';

/** What a restaurant offers, as far as availability must know it: rules, shifts and places. */
export type Service = {
  id: string;
  organizationId: string;
  slug: string;
  name: string;
  timeZone: string;
  country: string;
  locale: Locale;
  minParty: number;
  maxParty: number;
  leadMinutes: number;
  horizonDays: number;
  bufferMinutes: number;
  turnTimes: TurnTime[];
  shifts: ServiceShift[];
  places: Place[];
};
export type ServiceShift = {
  name: string;
  weekdays: number[];
  firstMinute: number;
  lastMinute: number;
  stepMinutes: number;
};

/** Reads a restaurant's service in one statement. `organizationId` narrows it to one owner. Refuses with 404. */
export async function loadService(
  em: EntityManager,
  slug: string,
  organizationId?: string,
): Promise<Service> {
  const found = await row<{ service: string }>(
    em,
    sql`
      SELECT json_build_object(
        'id', r.id, 'organizationId', r.organization_id, 'slug', r.slug, 'name', r.name,
        'timeZone', r.time_zone, 'country', r.country, 'locale', r.locale,
        'minParty', r.min_party, 'maxParty', r.max_party, 'leadMinutes', r.lead_minutes,
        'horizonDays', r.horizon_days, 'bufferMinutes', r.buffer_minutes, 'turnTimes', r.turn_times,
        'shifts', (
          SELECT coalesce(json_agg(json_build_object(
                   'name', s.name, 'weekdays', s.weekdays, 'firstMinute', s.first_minute,
                   'lastMinute', s.last_minute, 'stepMinutes', s.step_minutes) ORDER BY s.first_minute, s.name), '[]')
            FROM shifts s WHERE s.restaurant_id = r.id AND s.organization_id = r.organization_id),
        'places', (
          SELECT coalesce(json_agg(p), '[]') FROM (
            SELECT ARRAY[t.id] AS "tableIds", ARRAY[t.name] AS names, a.name AS area,
                   t.min_seats AS "minSeats", t.max_seats AS "maxSeats"
              FROM tables t JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
             WHERE t.restaurant_id = r.id AND t.organization_id = r.organization_id
            UNION ALL
            SELECT array_agg(t.id ORDER BY t.id), array_agg(t.name ORDER BY t.id), a.name, c.min_seats, c.max_seats
              FROM combinations c
              JOIN areas a ON a.id = c.area_id AND a.organization_id = c.organization_id
              JOIN tables t ON t.id = ANY (c.table_ids) AND t.organization_id = c.organization_id
             WHERE c.restaurant_id = r.id AND c.organization_id = r.organization_id
             GROUP BY c.id, c.organization_id, a.name, c.min_seats, c.max_seats) p)
      )::text AS service
        FROM restaurants r
       WHERE r.slug = ${slug}
         AND (${organizationId ?? null}::uuid IS NULL OR r.organization_id = ${organizationId ?? null}::uuid)`,
  );
  if (!found) throw notFound('restaurant');
  return JSON.parse(found.service) as Service;
}

/** The live claims of some days of service, both ends included, by day. */
export async function claimsOf(
  em: EntityManager,
  service: Service,
  fromDay: string,
  toDay: string,
): Promise<(Claim & { day: string })[]> {
  const claims = await rows<{ tableId: string; day: string; from: string; to: string }>(
    em,
    sql`
      SELECT table_id AS "tableId", service_date::text AS day,
             (extract(epoch FROM lower(during)) * 1000)::bigint::text AS "from",
             (extract(epoch FROM upper(during)) * 1000)::bigint::text AS "to"
        FROM claims
       WHERE restaurant_id = ${service.id} AND organization_id = ${service.organizationId}
         AND service_date BETWEEN ${fromDay}::date AND ${toDay}::date AND live`,
  );
  return claims.map((claim) => ({ ...claim, from: Number(claim.from), to: Number(claim.to) }));
}
