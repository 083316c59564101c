import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../server/db/sql.ts';

/** A restaurant that has been open for a while: its name in addresses, its tables, its past and its future in days. */
export type Past = { slug: string; tables: number; daysBack: number; daysAhead: number };

/**
 * Makes up a restaurant that has been open for years, with a reservation for every second table of every day behind and
 * ahead, by guests who come again and again; and for the floor, its claims as bare rows.
 */
export async function makeHistory(
  em: EntityManager,
  { slug, tables, daysBack, daysAhead }: Past,
): Promise<void> {
  await em.transactional(async (inside) => {
    // What the rules would look at row by row holds by construction.
    await row(inside, sql`SET LOCAL session_replication_role = replica`);
    const made = await row<{ restaurant: string; organization: string }>(
      inside,
      sql`
      WITH o AS (INSERT INTO organizations (name) VALUES (${slug}) RETURNING id),
           r AS (INSERT INTO restaurants (organization_id, slug, name, time_zone, country, locale, horizon_days)
                 SELECT id, ${slug}, ${slug}, 'Europe/Paris', 'FR', 'fr', ${daysAhead} FROM o RETURNING id, organization_id),
           s AS (INSERT INTO shifts (organization_id, restaurant_id, name, weekdays, first_minute, last_minute, step_minutes)
                 SELECT organization_id, id, 'Soir', '{1,2,3,4,5,6,7}', 1080, 1320, 15 FROM r),
           a AS (INSERT INTO areas (organization_id, restaurant_id, name)
                 SELECT organization_id, id, 'Salle' FROM r RETURNING id, organization_id, restaurant_id),
           t AS (INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
                 SELECT organization_id, restaurant_id, id, n::text, 1, 2 + 2 * (n % 3)
                   FROM a, generate_series(1, ${tables}::int) AS n)
      SELECT id AS restaurant, organization_id AS organization FROM r`,
    );
    const { restaurant, organization } = made!;
    await row(
      inside,
      sql`INSERT INTO guests (organization_id, first_name, last_name, locale, source)
          SELECT ${organization}, 'Zoé', 'Martin ' || n, 'fr', 'widget'
            FROM generate_series(1, ${Math.ceil((tables * (daysBack + daysAhead)) / 20)}::int) AS n`,
    );
    await row(
      inside,
      sql`
      WITH places AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM tables WHERE restaurant_id = ${restaurant}),
           people AS (SELECT array_agg(id) AS ids FROM guests WHERE organization_id = ${organization}),
           evenings AS MATERIALIZED (
             SELECT uuidv7() AS id, p.id AS table_id, current_date + d AS day, ids[1 + (d * 7 + p.n * 13 + 100000) % cardinality(ids)] AS guest,
                    (current_date + d + time '19:00') AT TIME ZONE 'Europe/Paris' + make_interval(mins => 15 * (p.n % 9)) AS begins,
                    1140 + 15 * (p.n % 9) AS minute, row_number() OVER () AS number, d < 0 AS past
               FROM generate_series(${-daysBack}::int, ${daysAhead}::int) AS d, places p, people WHERE (d + p.n) % 2 = 0),
           kept AS (
             INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during, live)
             SELECT ${organization}, ${restaurant}, table_id, id, day, tstzrange(begins, begins + interval '90 minutes'), NOT past
               FROM evenings)
      INSERT INTO reservations (id, organization_id, restaurant_id, guest_id, reference, status, service_date, minute, starts_at,
                                ends_at, party, shift_name, source, locale, first_name, last_name)
      SELECT id, ${organization}, ${restaurant}, guest, upper(to_hex(number)), CASE WHEN past THEN 'finished' ELSE 'confirmed' END,
             day, minute, begins, begins + interval '90 minutes', 2, 'Soir', 'widget', 'fr', 'Zoé', 'Martin'
        FROM evenings`,
    );
    await row(
      inside,
      sql`
      CREATE TABLE IF NOT EXISTS floor_rows (
        room text NOT NULL, day date NOT NULL, table_id uuid NOT NULL, begins timestamptz NOT NULL, ends timestamptz NOT NULL)`,
    );
    await row(
      inside,
      sql`INSERT INTO floor_rows SELECT ${slug}, service_date, table_id, lower(during), upper(during)
            FROM claims WHERE restaurant_id = ${restaurant} ORDER BY service_date`,
    );
    await row(inside, sql`CREATE INDEX IF NOT EXISTS floor_rows_of_day ON floor_rows (room, day)`);
  });
}

/** What the planner would know after a night. */
export async function settleStatistics(em: EntityManager): Promise<void> {
  await row(em, sql`VACUUM (ANALYZE)`);
}
