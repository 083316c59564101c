import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { LiveEvent } from './contract.ts';

/**
 * Tells every panel that follows the restaurant, once the transaction of `em` has committed; nobody, if it
 * rolls back. Answers the event's number. Call it last: it holds the restaurant's counter until the commit.
 */
export async function announce(
  em: EntityManager,
  at: { organizationId: string; restaurantId: string },
  event: LiveEvent,
): Promise<number> {
  const announced = await row<{ number: string }>(
    em,
    sql`SELECT announce(${at.organizationId}, ${at.restaurantId}, ${JSON.stringify(event)}::jsonb) AS number`,
  );
  return Number(announced!.number);
}

/** The number of the last event of a restaurant; 0 when there was none. */
export async function lastEvent(em: EntityManager, restaurantId: string): Promise<number> {
  const counter = await row<{ number: string }>(
    em,
    sql`SELECT last_number AS number FROM live_counters WHERE restaurant_id = ${restaurantId}`,
  );
  return Number(counter?.number ?? 0);
}

/** Events older than two days are forgotten: a panel that was away longer reloads. */
export async function forgetOldEvents(em: EntityManager): Promise<void> {
  await row(em, sql`DELETE FROM live_events WHERE at < now() - interval '2 days'`);
}
