import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../sql.ts';

/**
 * Writes many rows in one statement. Columns take their types from the table itself; those that are not named
 * in the first row keep their defaults.
 */
export async function load(
  em: EntityManager,
  table: string,
  lines: Record<string, unknown>[],
): Promise<void> {
  if (lines.length === 0) return;
  const columns = sql.join(Object.keys(lines[0]!).map((name) => sql.ref(name)));
  await rows(
    em,
    sql`INSERT INTO ${sql.table(table)} (${columns})
        SELECT ${columns} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(lines)}::json)`,
  );
}

/**
 * Writes reservations without counting each guest anew for each of theirs, then counts all guests once, by the
 * rules of recount_guest (Migration0006Reservations); a test holds the two side by side. The slots' counters likewise.
 */
export async function loadReservations(
  em: EntityManager,
  organizationId: string,
  lines: Record<string, unknown>[],
): Promise<void> {
  for (const trigger of ['reservations_recount', 'reservations_pace'])
    await row(em, sql`ALTER TABLE reservations DISABLE TRIGGER ${sql.ref(trigger)}`);
  await load(em, 'reservations', lines);
  for (const trigger of ['reservations_recount', 'reservations_pace'])
    await row(em, sql`ALTER TABLE reservations ENABLE TRIGGER ${sql.ref(trigger)}`);
  await row(em, sql`SELECT count_pace()`);
  await row(
    em,
    sql`INSERT INTO guest_statistics (organization_id, guest_id, restaurant_id, reservations, visits, no_shows,
                                      cancellations, covers, first_visit, last_visit)
        SELECT organization_id, guest_id, restaurant_id, count(*),
               count(*) FILTER (WHERE status IN ('arrived', 'seated', 'finished')),
               count(*) FILTER (WHERE status = 'no_show'),
               count(*) FILTER (WHERE status = 'cancelled'),
               coalesce(sum(party) FILTER (WHERE status IN ('arrived', 'seated', 'finished')), 0),
               min(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired')),
               max(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired'))
          FROM reservations WHERE organization_id = ${organizationId}
         GROUP BY organization_id, guest_id, restaurant_id`,
  );
  await row(
    em,
    sql`UPDATE guests g
           SET visits = s.visits, no_shows = s.no_shows, cancellations = s.cancellations,
               first_visit = s.first_visit, last_visit = s.last_visit
          FROM (SELECT guest_id, sum(visits) AS visits, sum(no_shows) AS no_shows,
                       sum(cancellations) AS cancellations, min(first_visit) AS first_visit,
                       max(last_visit) AS last_visit
                  FROM guest_statistics WHERE organization_id = ${organizationId} GROUP BY guest_id) s
         WHERE g.id = s.guest_id AND g.organization_id = ${organizationId}`,
  );
}

/** An instant in milliseconds as the database reads it. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
