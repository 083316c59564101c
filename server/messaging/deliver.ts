import type { EntityManager } from '@mikro-orm/postgresql';
import type { Channel } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { type Delivery, type Resend, sendByResend } from './email/resend.ts';

type Waiting = {
  channel: Channel;
  recipient: string;
  subject: string | null;
  text: string;
  html: string | null;
  replyTo: string | null;
  stale: boolean;
};

/**
 * Hands a queued message to its provider and notes what came of it; without a provider for its channel, leaves
 * it in the outbox to be read. Safe to repeat: the message's row is locked meanwhile and looked at again, and a
 * try after a crash carries the same key to the provider. Throws TryAgain when it should be tried later.
 */
export async function deliver(
  em: EntityManager,
  organizationId: string,
  id: string,
  resend: Resend | null,
): Promise<void> {
  if (!resend) return leaveInOutbox(em, organizationId, id);
  await em.transactional(async (em) => {
    // The provider remembers a key for 24 hours: a message that could not be handed over in 23 is given up,
    // for a later try might be a second copy, and a confirmation a day late is none.
    const message = await row(
      em,
      sql<Waiting>`
        SELECT m.channel, m.recipient, m.subject, m.body_text AS text, m.body_html AS html, r.email AS "replyTo",
               m.created_at < now() - interval '23 hours' AS stale
          FROM messages m
          JOIN restaurants r ON r.id = m.restaurant_id AND r.organization_id = m.organization_id
         WHERE m.id = ${id} AND m.organization_id = ${organizationId} AND m.status = 'queued'
           FOR UPDATE OF m`,
    );
    if (!message) return;
    const came = await attempt(id, message, resend);
    await row(
      em,
      sql`UPDATE messages
             SET status = ${came.status}, error = ${came.error}, provider_id = ${came.providerId},
                 sent_at = CASE WHEN ${came.status} = 'sent' THEN clock_timestamp() END
           WHERE id = ${id} AND organization_id = ${organizationId}`,
    );
  });
}

/** Without a provider there is nobody to wait for: one statement. */
async function leaveInOutbox(em: EntityManager, organizationId: string, id: string): Promise<void> {
  await row(
    em,
    sql`UPDATE messages SET status = 'outbox'
         WHERE id = ${id} AND organization_id = ${organizationId} AND status = 'queued'`,
  );
}

type CameOfIt = { status: 'sent' | 'failed' | 'outbox'; error: string | null; providerId: string | null };

async function attempt(id: string, message: Waiting, resend: Resend): Promise<CameOfIt> {
  if (message.channel !== 'email') return { status: 'outbox', error: null, providerId: null };
  if (message.stale) return { status: 'failed', error: 'given_up', providerId: null };
  const { recipient: to, replyTo, text, html } = message;
  const email = { key: id, to, replyTo, subject: message.subject ?? '', text, html };
  const delivery: Delivery = await sendByResend(resend, email);
  return delivery.sent
    ? { status: 'sent', error: null, providerId: delivery.providerId }
    : { status: 'failed', error: `refused: ${delivery.reason}`, providerId: null };
}
