import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { Line } from './contract.ts';

/** A bot that has been silent for so long is gone: it says how its lines are every minute. */
const SILENCE_SECONDS = 150;
const FAULTS_SHOWN = 10;

/**
 * The WhatsApp line of a restaurant, by its slug and its organisation, or by its id; one that was never connected
 * is off. 404 `not_found`, also for another organisation's.
 */
export async function readLine(
  em: EntityManager,
  which: { slug: string; organizationId: string } | { restaurantId: string },
): Promise<Line> {
  const place =
    'slug' in which
      ? sql`r.slug = ${which.slug} AND r.organization_id = ${which.organizationId}`
      : sql`r.id = ${which.restaurantId}`;
  const found = await row(
    em,
    sql<Omit<Line, 'faults'> & { id: string; silent: boolean }>`
      SELECT r.id, r.slug AS restaurant, coalesce(l.wanted, false) AS wanted, coalesce(l.state, 'off') AS state, l.why,
             l.pairing, l.pair_with AS "pairWith", l.phone, iso(coalesce(l.since, r.created_at)) AS since,
             coalesce(l.wanted AND l.why IS DISTINCT FROM 'nobody_scanned' AND l.heard_at < clock_timestamp() - make_interval(secs => ${SILENCE_SECONDS}), false) AS silent,
             counts.received, counts.sent, queue.waiting, test.test
        FROM restaurants r
        LEFT JOIN lines l ON l.restaurant_id = r.id AND l.organization_id = r.organization_id
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE m.direction = 'in' AND m.at > now() - interval '24 hours')::int AS received,
                count(*) FILTER (WHERE m.direction = 'out' AND m.state NOT IN ('queued', 'failed')
                                   AND m.at > now() - interval '24 hours')::int AS sent
           FROM conversations c
           JOIN conversation_messages m ON m.conversation_id = c.id AND m.organization_id = c.organization_id
          WHERE c.restaurant_id = r.id AND c.transport = 'whatsapp' AND c.last_at > now() - interval '24 hours') counts
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS waiting
           FROM conversation_messages m
           JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
          WHERE m.state = 'queued' AND c.restaurant_id = r.id AND c.transport = 'whatsapp') queue
        LEFT JOIN LATERAL (
         SELECT json_build_object('state', m.state, 'at', iso(m.at)) AS test
           FROM conversation_messages m
           JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
          WHERE c.restaurant_id = r.id AND c.transport = 'whatsapp' AND c.verified_phone = l.phone
            AND m.purpose = 'test'
          ORDER BY m.at DESC LIMIT 1) test ON true
       WHERE ${place}`,
  );
  if (!found) throw notFound('restaurant');
  const faults = await rows(
    em,
    sql<Line['faults'][number]>`
      SELECT iso(at) AS at, what FROM line_faults WHERE restaurant_id = ${found.id}
       ORDER BY id DESC LIMIT ${FAULTS_SHOWN}`,
  );
  const { id: _, silent, ...line } = found;
  if (!silent) return { ...line, faults };
  // What a bot said that is gone holds no more, and its pairing code leads nowhere.
  return { ...line, state: 'degraded', why: 'bot_away', pairing: null, faults };
}
