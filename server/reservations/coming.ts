import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { Refusal } from '../refusal.ts';
import type { HistoryEntry } from './contract.ts';
import { reservationRow } from './rows.ts';

/**
 * The guest says that they come. Saying it twice is once. Refuses with 409 cannot_change what is not confirmed, or
 * whose hour has come.
 */
export function confirmComing(
  em: EntityManager,
  asked: { id: string; organizationId: string; restaurantId: string; through: HistoryEntry['through'] },
  now: Date,
): Promise<void> {
  const { id, organizationId, restaurantId } = asked;
  return em.fork().transactional(async (tx) => {
    const locked = await row<{ said: boolean; open: boolean }>(
      tx,
      sql`SELECT guest_confirmed_at IS NOT NULL AS said,
                 status = 'confirmed' AND starts_at > ${now.toISOString()}::timestamptz AS open
            FROM reservations WHERE id = ${id} AND organization_id = ${organizationId} FOR UPDATE`,
    );
    if (locked?.said) return;
    if (!locked?.open)
      throw new Refusal('cannot_change', 409, 'This reservation can no longer be confirmed.');
    await row(
      tx,
      sql`UPDATE reservations SET guest_confirmed_at = ${now.toISOString()}
           WHERE id = ${id} AND organization_id = ${organizationId}`,
    );
    await row(
      tx,
      sql`INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, through)
          VALUES (${organizationId}, ${id}, 'coming', 'guest', ${asked.through})`,
    );
    const reservation = await reservationRow(tx, organizationId, id);
    await announce(
      tx,
      { organizationId, restaurantId },
      { kind: 'reservation', change: 'changed', reservation },
    );
  });
}
