import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import type { Place } from './fit.ts';

/** For whom and how long a table is kept. Milliseconds since the epoch, the buffer inside. */
export type Span = {
  organizationId: string;
  restaurantId: string;
  holderId: string;
  day: string;
  from: number;
  to: number;
};

/**
 * Keeps the first of the places that is still free; null when somebody else has them all. Runs inside the
 * caller's transaction, and waits for bookings under way on the same table to know how they end.
 *
 * The exclusion constraint decides, not what was read before. ON CONFLICT DO NOTHING, since a plain insert
 * into it deadlocks under load. Tables are claimed in the order of their ids, and a combination of which only
 * a part was free is given back at once (a savepoint, not a delete: others would wait for our commit).
 */
export async function claimFirst(em: EntityManager, span: Span, places: Place[]): Promise<Place | null> {
  for (const place of places) {
    const several = place.tableIds.length > 1;
    if (several) await row(em, sql`SAVEPOINT claim`);
    const claimed = await rows(
      em,
      sql`INSERT INTO claims (organization_id, restaurant_id, table_id, holder_id, service_date, during)
          SELECT ${span.organizationId}, ${span.restaurantId}, id, ${span.holderId}, ${span.day}::date,
                 tstzrange(to_timestamp(${span.from / 1000}), to_timestamp(${span.to / 1000}))
            FROM unnest(${place.tableIds}::uuid[]) AS id ORDER BY id
          ON CONFLICT DO NOTHING RETURNING table_id`,
    );
    if (claimed.length === place.tableIds.length) return place;
    if (several) await row(em, sql`ROLLBACK TO SAVEPOINT claim`);
  }
  return null;
}

/** Lets go of what is kept for a holder: the tables can be given to others. What was kept stays on record. */
export async function releaseClaims(
  em: EntityManager,
  organizationId: string,
  holderId: string,
): Promise<void> {
  await row(
    em,
    sql`UPDATE claims SET live = false WHERE holder_id = ${holderId} AND organization_id = ${organizationId} AND live`,
  );
}

/** Forgets what was once kept for a holder, before something is kept for them anew. */
export async function dropReleasedClaims(
  em: EntityManager,
  organizationId: string,
  holderId: string,
): Promise<string[]> {
  const dropped = await rows<{ tableId: string }>(
    em,
    sql`DELETE FROM claims WHERE holder_id = ${holderId} AND organization_id = ${organizationId} AND NOT live
        RETURNING table_id AS "tableId"`,
  );
  return dropped.map((claim) => claim.tableId).sort();
}

/** Claims that are over stop being live, so that the constraint's index stays as small as the coming weeks. */
export async function retirePastClaims(em: EntityManager): Promise<void> {
  await row(em, sql`UPDATE claims SET live = false WHERE live AND upper(during) < now()`);
}
