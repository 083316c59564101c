import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import type { Booking } from '../reservations/contract.ts';
import type { House } from './house.ts';

/** Whether the book of a house is right, however many have written in it at once. */

/** What must never be, of a house in which so many covers may arrive at a slot: each of these is empty. */
export async function wrongs(em: EntityManager, { organizationId: organization }: House, pace: number) {
  return {
    tablesPromisedTwice: await rows(
      em,
      sql`SELECT a.table_id, a.during, b.during FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id
           WHERE a.organization_id = ${organization} AND a.live AND b.live AND a.during && b.during`,
    ),
    slotsOverTheirPace: await rows(
      em,
      sql`SELECT service_date, minute, sum(party) FROM reservations
           WHERE organization_id = ${organization} AND status NOT IN ('cancelled', 'declined', 'no_show', 'expired')
             AND overbooked_by IS NULL
           GROUP BY service_date, minute HAVING sum(party) > ${pace}`,
    ),
    withoutTheirTable: await rows(
      em,
      sql`SELECT r.id, r.status FROM reservations r
           WHERE r.organization_id = ${organization} AND r.status IN ('requested', 'confirmed', 'arrived', 'seated')
             AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.holder_id = r.id AND c.live
                              AND lower(c.during) = r.starts_at AND upper(c.during) >= r.ends_at)`,
    ),
    tablesKeptForNobody: await rows(
      em,
      sql`SELECT c.holder_id, r.status FROM claims c LEFT JOIN reservations r ON r.id = c.holder_id
           WHERE c.organization_id = ${organization} AND c.live
             AND (r.id IS NULL OR r.status IN ('cancelled', 'declined', 'no_show', 'expired'))
             AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.id = c.holder_id)`,
    ),
    countersThatLie: await rows(
      em,
      sql`SELECT p.service_date, p.minute, p.covers FROM slot_pace p
           WHERE p.organization_id = ${organization} AND p.covers IS DISTINCT FROM (
             SELECT coalesce(sum(party), 0) FROM (
               SELECT r.restaurant_id, r.service_date, r.minute, r.party FROM reservations r WHERE is_paced(r)
               UNION ALL
               SELECT h.restaurant_id, h.service_date, h.minute, h.party FROM holds h WHERE h.counted AND NOT h.let_go) o
              WHERE o.restaurant_id = p.restaurant_id AND o.service_date = p.service_date AND o.minute = p.minute)`,
    ),
  };
}
/** A book in which nothing is wrong. */
export const right: Awaited<ReturnType<typeof wrongs>> = {
  tablesPromisedTwice: [],
  slotsOverTheirPace: [],
  withoutTheirTable: [],
  tablesKeptForNobody: [],
  countersThatLie: [],
};

/** References that were answered with 201 and are not in the book. */
export async function missing(
  em: EntityManager,
  house: House,
  answers: { statusCode: number; json(): unknown }[],
): Promise<string[]> {
  const kept = await rows<{ reference: string }>(
    em,
    sql`SELECT reference FROM reservations WHERE organization_id = ${house.organizationId}`,
  );
  const known = new Set(kept.map(({ reference }) => reference));
  return answers
    .filter(({ statusCode }) => statusCode === 201)
    .flatMap((answer) => (answer.json() as Partial<Booking>).reference ?? [])
    .filter((reference) => !known.has(reference));
}

/** What may be answered when others were faster; never a fault of ours. */
const expected = new Set([200, 201, 204, 400, 404, 409]);
/** What was answered instead. */
export const faults = (answers: { statusCode: number; body: string }[]) =>
  answers.filter(({ statusCode }) => !expected.has(statusCode)).map(({ body }) => body);
