import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import type { ReservationRow } from './contract.ts';

/** Reservations as the staff see them, whole, in one statement; `which` narrows the view r, in the order of the day. */
export async function reservationRows(
  em: EntityManager,
  which: ReturnType<typeof sql>,
): Promise<ReservationRow[]> {
  const found = await rows<{ reservation: string }>(
    em,
    sql`SELECT reservation::text FROM reservation_rows r WHERE ${which} ORDER BY service_date, minute, created_at, id`,
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
