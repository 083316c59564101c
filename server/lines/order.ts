import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { post } from '../conversations/post.ts';
import { row, rows, sql } from '../db/sql.ts';
import { Refusal } from '../refusal.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { LINE_CHANNEL, ORDER_CHANNEL } from './channels.ts';
import type { Line, LineOrder } from './contract.ts';
import { readLine } from './line.ts';

/** What the bot says of a line whose codes nobody scanned. */
const NOBODY_SCANNED = 'nobody_scanned';

type Where = { slug: string; organizationId: string };

/**
 * The staff want the line: the bot begins it. `phone`: it is paired by a code for that number, else by a QR code.
 * Asked for again, it begins anew, which brings a fresh code.
 */
export function connect(em: EntityManager, where: Where, phone: string | undefined): Promise<Line> {
  return order(em, where, { wanted: true, phone: phone ?? null, state: 'starting' });
}

/** The staff do not want the line any more: it gives up its pairing. */
export function disconnect(em: EntityManager, where: Where): Promise<Line> {
  return order(em, where, { wanted: false, phone: null, state: 'off' });
}

function order(
  em: EntityManager,
  where: Where,
  wish: { wanted: boolean; phone: string | null; state: 'starting' | 'off' },
): Promise<Line> {
  const { wanted, phone, state } = wish;
  return em.transactional(async (em) => {
    const restaurant = await restaurantOf(em, where.slug, where);
    await row(
      em,
      sql`INSERT INTO lines AS l (organization_id, restaurant_id, wanted, pair_with, version, state, heard_at)
          VALUES (${restaurant.organizationId}, ${restaurant.id}, ${wanted}, ${phone}, 1, ${state}, clock_timestamp())
          ON CONFLICT (restaurant_id, organization_id) DO UPDATE
            SET wanted = EXCLUDED.wanted, pair_with = EXCLUDED.pair_with, version = l.version + 1,
                pairing = NULL, why = NULL, heard_at = clock_timestamp(), state = EXCLUDED.state,
                phone = CASE WHEN EXCLUDED.wanted THEN l.phone END,
                since = CASE WHEN l.state = EXCLUDED.state THEN l.since ELSE clock_timestamp() END`,
    );
    await row(em, sql`SELECT pg_notify(${ORDER_CHANNEL}, ''), pg_notify(${LINE_CHANNEL}, ${restaurant.id})`);
    return readLine(em, where);
  });
}

const tests = {
  fr: (name: string) =>
    `Ceci est un essai de la ligne WhatsApp de ${name}. S’il vous parvient, les messages partent bien.`,
  en: (name: string) => `This is a test of the WhatsApp line of ${name}. If you read it, messages go out.`,
};

/** Sends a message to the line's own number. 409 `line_not_ready` unless the line is ready. */
export function sendTest(em: EntityManager, where: Where, locale: Locale | undefined): Promise<Line> {
  return em.transactional(async (em) => {
    const restaurant = await restaurantOf(em, where.slug, where);
    const line = await readLine(em, where);
    if (line.state !== 'ready' || !line.phone) {
      throw new Refusal('line_not_ready', 409, 'The line is not ready.', { state: line.state });
    }
    const language = locale ?? restaurant.locale;
    await post(em, {
      organizationId: restaurant.organizationId,
      restaurantId: restaurant.id,
      guestId: null,
      businessKey: `test:${restaurant.id}:${Date.now()}`,
      purpose: 'test',
      to: line.phone,
      locale: language as Locale,
      text: tests[language as Locale](restaurant.name),
    });
    await row(em, sql`SELECT pg_notify(${LINE_CHANNEL}, ${restaurant.id})`);
    return readLine(em, where);
  });
}

/** Every line that was ever connected, as the bot must serve it; `mark` changes whenever any of it does. */
export async function lineOrders(em: EntityManager): Promise<{ mark: string; lines: LineOrder[] }> {
  const lines = await rows(
    em,
    sql<LineOrder>`
      SELECT r.slug AS restaurant, r.time_zone AS "timeZone", l.version, l.wanted, NOT l.wanted AS forget,
             l.pair_with AS "pairWith", l.why IS NOT DISTINCT FROM ${NOBODY_SCANNED} AS asleep, l.answer_within_minutes AS "answerWithinMinutes"
        FROM lines l JOIN restaurants r ON r.id = l.restaurant_id AND r.organization_id = l.organization_id
       ORDER BY r.slug`,
  );
  return { mark: createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 32), lines };
}
