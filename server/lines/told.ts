import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import { LINE_CHANNEL } from './channels.ts';
import type { LineState, Pairing } from './contract.ts';

/** So many faults of a line are kept. */
const FAULTS_MOST = 100;

/**
 * Keeps what the bot says of a line. A line that nobody wants stays off, whatever a bot says that has not heard yet.
 * 404 `not_found` when there is no such line.
 */
export async function noteState(
  em: EntityManager,
  slug: string,
  told: {
    state: LineState;
    why?: string | undefined;
    pairing?: Pairing | undefined;
    phone?: string | undefined;
  },
): Promise<void> {
  const { state, why = null, phone = null } = told;
  const shown = state === 'needs_pairing' || state === 'logged_out';
  const pairing = shown && told.pairing ? JSON.stringify(told.pairing) : null;
  const line = await row(
    em,
    sql<{ id: string; changed: boolean }>`
      UPDATE lines l
         SET heard_at = clock_timestamp(),
             state = CASE WHEN before.wanted THEN ${state} ELSE 'off' END,
             why = CASE WHEN before.wanted THEN ${why}::text END,
             pairing = CASE WHEN before.wanted THEN ${pairing}::jsonb END,
             phone = CASE WHEN before.wanted THEN coalesce(${phone}, before.phone) END,
             since = CASE WHEN before.wanted AND before.state <> ${state} THEN clock_timestamp() ELSE before.since END
        FROM (SELECT l.* FROM lines l
                JOIN restaurants r ON r.id = l.restaurant_id AND r.organization_id = l.organization_id
               WHERE r.slug = ${slug} FOR UPDATE OF l) before
       WHERE l.restaurant_id = before.restaurant_id AND l.organization_id = before.organization_id
      RETURNING l.restaurant_id AS id,
                (l.state, l.why, l.pairing, l.phone) IS DISTINCT FROM (before.state, before.why, before.pairing, before.phone)
                  OR before.heard_at < clock_timestamp() - interval '2 minutes' AS changed`,
  );
  if (!line) throw notFound('line');
  if (line.changed) await row(em, sql`SELECT pg_notify(${LINE_CHANNEL}, ${line.id})`);
}

/** Keeps a fault of a line, among the last hundred. 404 `not_found`. */
export async function noteFault(em: EntityManager, slug: string, what: string): Promise<void> {
  await em.transactional(async (em) => {
    const line = await row(
      em,
      sql<{ id: string }>`
        INSERT INTO line_faults (organization_id, restaurant_id, what)
        SELECT l.organization_id, l.restaurant_id, ${what} FROM lines l
          JOIN restaurants r ON r.id = l.restaurant_id AND r.organization_id = l.organization_id
         WHERE r.slug = ${slug}
        RETURNING restaurant_id AS id`,
    );
    if (!line) throw notFound('line');
    await row(
      em,
      sql`DELETE FROM line_faults WHERE restaurant_id = ${line.id} AND id < (
            SELECT id FROM line_faults WHERE restaurant_id = ${line.id} ORDER BY id DESC
            OFFSET ${FAULTS_MOST - 1} LIMIT 1)`,
    );
    await row(em, sql`SELECT pg_notify(${LINE_CHANNEL}, ${line.id})`);
  });
}
