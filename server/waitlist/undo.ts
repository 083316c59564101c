import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { notFound, Refusal } from '../refusal.ts';
import { setStatus } from '../reservations/status.ts';
import type { WaitRow, WaitStatus } from './contract.ts';
import { announceWait, becomes, lockWait, waitRow } from './wait.ts';

/** What may be taken back. */
const undoable = new Set<WaitStatus>(['withdrawn', 'gave_up', 'left', 'notified', 'seated']);

/**
 * Takes one change of a wait back. An offer that was given up with it is gone: they wait again, where they were in the
 * line. Who was seated by mistake keeps no table: the walk-in that was made of them is cancelled. Taking it back twice
 * is once. Refuses with 404, 409 cannot_undo (it has moved on since), already_waiting (they have joined anew).
 */
export async function undoWait(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; change: string },
  now: Date,
): Promise<WaitRow> {
  const { id, organizationId, staffId } = asked;
  const answer = await em
    .fork()
    .transactional(async (tx) => {
      const wait = await lockWait(tx, id, organizationId);
      const made = await row<{ from: WaitStatus; to: WaitStatus; undone: boolean }>(
        tx,
        sql`SELECT c.from_status AS "from", c.to_status AS "to",
                   EXISTS (SELECT 1 FROM wait_changes u
                            WHERE u.undoes = c.id AND u.organization_id = c.organization_id) AS undone
              FROM wait_changes c
             WHERE c.id = ${asked.change} AND c.wait_id = ${id} AND c.organization_id = ${organizationId}`,
      );
      if (!made) throw notFound('change');
      if (made.undone) return { wait: await waitRow(tx, organizationId, id), reservation: null };
      if (made.to !== wait.status || !undoable.has(made.to)) {
        throw new Refusal('cannot_undo', 409, 'This wait has changed since.', { status: wait.status });
      }
      if (made.to === 'seated' && !(await stillSits(tx, organizationId, wait.reservationId))) {
        throw new Refusal('cannot_undo', 409, 'They have left their table since.', { status: wait.status });
      }
      const back = made.from === 'offered' ? 'waiting' : made.from;
      await becomes(tx, wait, back, { by: 'staff', staffId }, now, asked.change);
      if (wait.kind === 'list') {
        await enqueue(tx, 'waitlist_round', { restaurant: wait.restaurantId, day: wait.day });
      }
      const reservation = made.to === 'seated' ? wait.reservationId : null;
      return { wait: await announceWait(tx, wait), reservation };
    })
    .catch((fault: { constraint?: string }) => {
      if (!fault.constraint?.startsWith('nobody_waits_twice_by_')) throw fault;
      throw new Refusal('already_waiting', 409, 'They wait for that day and party again already.');
    });
  if (answer.reservation) {
    const status = 'cancelled' as const;
    await setStatus(em, { id: answer.reservation, organizationId, staffId, status, notify: false }, now);
  }
  return answer.wait;
}

/** Whether the walk-in that was made of a party sits at its table. */
async function stillSits(em: EntityManager, organizationId: string, id: string | null): Promise<boolean> {
  const found = await row(
    em,
    sql`SELECT 1 FROM reservations
         WHERE id = ${id} AND organization_id = ${organizationId} AND status IN ('arrived', 'seated')`,
  );
  return found !== null;
}
