import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import type { ReservationRow } from './contract.ts';
import { reservationRow } from './rows.ts';

/**
 * The staff nail a reservation to its table, or let it go: a pinned one is never moved to make room for others.
 * Saying what already holds changes nothing. Refuses with 404, also another organisation's.
 */
export function setPinned(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; pinned: boolean },
): Promise<ReservationRow> {
  const { id, organizationId, staffId, pinned } = asked;
  return em.fork().transactional(async (tx) => {
    const locked = await row<{ restaurantId: string; pinned: boolean }>(
      tx,
      sql`SELECT restaurant_id AS "restaurantId", pinned FROM reservations
           WHERE id = ${id} AND organization_id = ${organizationId} FOR NO KEY UPDATE`,
    );
    if (!locked) throw notFound('reservation');
    if (locked.pinned === pinned) return reservationRow(tx, organizationId, id);
    await row(
      tx,
      sql`UPDATE reservations SET pinned = ${pinned} WHERE id = ${id} AND organization_id = ${organizationId}`,
    );
    const reservation = await reservationRow(tx, organizationId, id);
    const { tables } = reservation;
    const what = [{ what: 'pinned', from: pinned ? null : tables, to: pinned ? tables : null }];
    await row(
      tx,
      sql`INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, staff_id, through, what)
          VALUES (${organizationId}, ${id}, 'changed', 'staff', ${staffId}, 'panel', ${JSON.stringify(what)}::jsonb)`,
    );
    const { restaurantId } = locked;
    await announce(
      tx,
      { organizationId, restaurantId },
      { kind: 'reservation', change: 'changed', reservation },
    );
    return reservation;
  });
}
