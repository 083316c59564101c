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

/** Keeps the first of the places that is still free; null when somebody else has them all. See claim.sql. */
export async function claimFirst(em: EntityManager, span: Span, places: Place[]): Promise<Place | null> {
  const claimed = await row<{ position: number | null }>(
    em,
    sql`SELECT claim_first(${span.organizationId}, ${span.restaurantId}, ${span.holderId}, ${span.day}::date,
          tstzrange(to_timestamp(${span.from / 1000}), to_timestamp(${span.to / 1000})),
          ${JSON.stringify(places.map((place) => place.tableIds))}::jsonb) AS position`,
  );
  return places[claimed?.position ?? -1] ?? null;
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
