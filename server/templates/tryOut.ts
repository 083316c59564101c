import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { queueMessage } from '../messaging/send.ts';
import { Refusal } from '../refusal.ts';
import type { Sample } from './sample.ts';

/** So many tests in so many minutes, whoever's words they try. */
const TESTS = 5;
const MINUTES = 10;

const mark: Record<Locale, string> = { fr: '[Essai] ', en: '[Test] ' };

/**
 * Sends a sample to somebody of the staff, by the way that every message goes: it is kept with what was sent, marked as
 * a test and on no guest's record. Answers the address. Refuses with 429 after five in ten minutes.
 */
export async function sendTest(
  em: EntityManager,
  who: { id: string; organizationId: string },
  restaurantId: string,
  locale: Locale,
  { subject, text, html }: Sample,
  hasProvider: boolean,
): Promise<string> {
  return em.transactional(async (em) => {
    // Those of one person one after the other, so that none is counted too late.
    const staff = await row<{ email: string }>(
      em,
      sql`SELECT email FROM staff_members WHERE id = ${who.id} AND organization_id = ${who.organizationId} FOR UPDATE`,
    );
    const before = `test:${who.id}:`;
    const sent = await row<{ count: number; wait: number | null }>(
      em,
      sql`SELECT count(*)::int AS count,
                 ceil(extract(epoch FROM min(created_at) + make_interval(mins => ${MINUTES}) - now()))::int AS wait
            FROM messages
           WHERE organization_id = ${who.organizationId} AND kind = 'test' AND business_key LIKE ${`${before}%`}
             AND created_at > now() - make_interval(mins => ${MINUTES})`,
    );
    if (sent!.count >= TESTS) {
      throw new Refusal('too_many_requests', 429, 'Several tests were sent already; wait a moment.', {
        retryAfter: Math.max(1, sent!.wait ?? 1),
      });
    }
    await queueMessage(
      em,
      {
        organizationId: who.organizationId,
        restaurantId,
        guestId: null,
        businessKey: `${before}${randomUUID()}`,
        channel: 'email',
        kind: 'test',
        recipient: staff!.email,
        locale,
        subject: `${mark[locale]}${subject ?? ''}`,
        text,
        html,
      },
      hasProvider,
    );
    return staff!.email;
  });
}
