import type { EntityManager } from '@mikro-orm/postgresql';
import type { Channel, Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { type Delivery, TryAgain } from './delivery.ts';
import { type Resend, sendByResend } from './email/resend.ts';
import { sendByTwilio, type Twilio, Unsure } from './sms/twilio.ts';

/** A message that goes over a line on which its guest may answer. */
export type CarriedMessage = {
  id: string;
  organizationId: string;
  restaurantId: string;
  guestId: string | null;
  businessKey: string;
  kind: string;
  /** E.164, or the guest's address on the line. */
  to: string;
  locale: Locale;
  text: string;
};

/** Takes a message to the line's own outbox, within the transaction; what becomes of it is told from there. */
export type Line = (em: EntityManager, message: CarriedMessage) => Promise<void>;

/** Who takes messages of each channel; null where nobody does. */
export type Providers = { email: Resend | null; sms: Twilio | null; whatsapp: Line | null };

/**
 * Hands a queued message to its provider and notes what came of it; without a provider for its channel, leaves
 * it in the outbox to be read. Safe to repeat. Throws TryAgain when it should be tried later.
 */
export async function deliver(
  em: EntityManager,
  organizationId: string,
  id: string,
  { email, sms, whatsapp }: Providers,
): Promise<void> {
  const message = { organizationId, id };
  if (!email && !sms && !whatsapp) return leaveInOutbox(em, message);
  const queued = await row(
    em,
    sql<{ channel: Channel }>`
      SELECT channel FROM messages WHERE id = ${id} AND organization_id = ${organizationId} AND status = 'queued'`,
  );
  if (queued?.channel === 'email' && email) return deliverEmail(em, message, email);
  if (queued?.channel === 'sms' && sms) return deliverSms(em, message, sms);
  if (queued?.channel === 'whatsapp' && whatsapp) return carryOver(em, message, whatsapp);
  if (queued) await leaveInOutbox(em, message);
}

type Which = { organizationId: string; id: string };

/** Without a provider there is nobody to wait for: one statement. */
async function leaveInOutbox(em: EntityManager, { organizationId, id }: Which): Promise<void> {
  await row(
    em,
    sql`UPDATE messages SET status = 'outbox'
         WHERE id = ${id} AND organization_id = ${organizationId} AND status = 'queued'`,
  );
}

/**
 * Its row is locked meanwhile and looked at again, and a try after a crash carries the same key to the provider.
 * The provider remembers a key for 24 hours: a message that could not be handed over in 23 is given up, for a later
 * try might be a second copy, and a confirmation a day late is none.
 */
async function deliverEmail(em: EntityManager, which: Which, resend: Resend): Promise<void> {
  await em.transactional(async (em) => {
    const { organizationId, id } = which;
    const message = await row(
      em,
      sql<{
        to: string;
        subject: string | null;
        text: string;
        html: string | null;
        replyTo: string | null;
        stale: boolean;
      }>`
        SELECT m.recipient AS to, m.subject, m.body_text AS text, m.body_html AS html, r.email AS "replyTo",
               m.created_at < now() - interval '23 hours' AS stale
          FROM messages m
          JOIN restaurants r ON r.id = m.restaurant_id AND r.organization_id = m.organization_id
         WHERE m.id = ${id} AND m.organization_id = ${organizationId} AND m.status = 'queued'
           FOR NO KEY UPDATE OF m`,
    );
    if (!message) return;
    const { to, subject, text, html, replyTo, stale } = message;
    if (stale) return fail(em, which, 'given_up');
    const email = { key: id, to, replyTo, subject: subject ?? '', text, html };
    await settle(em, which, await sendByResend(resend, email));
  });
}

/**
 * Twilio knows no key, so a try is written down and committed before it is made, and one of which nobody knows the
 * end is not made again: better a reminder that is missing, and says so, than the same one twice.
 */
async function deliverSms(em: EntityManager, which: Which, twilio: Twilio): Promise<void> {
  const { organizationId, id } = which;
  const mine = sql`id = ${id} AND organization_id = ${organizationId} AND status = 'queued'`;
  const message = await row(
    em,
    sql<{ to: string; text: string; stale: boolean }>`
      UPDATE messages SET attempted_at = clock_timestamp() WHERE ${mine} AND attempted_at IS NULL
      RETURNING recipient AS to, body_text AS text, created_at < now() - interval '23 hours' AS stale`,
  );
  if (!message) {
    // Begun by another, who either is at it now or was cut off.
    const begun = await row(
      em,
      sql<{ cutOff: boolean }>`
        SELECT attempted_at < clock_timestamp() - interval '1 minute' AS "cutOff" FROM messages WHERE ${mine}`,
    );
    if (begun?.cutOff) return fail(em, which, 'unsure');
    if (begun) throw new TryAgain('sms: being sent');
    return;
  }
  if (message.stale) return fail(em, which, 'given_up');
  try {
    await settle(em, which, await sendByTwilio(twilio, message));
  } catch (fault) {
    if (fault instanceof Unsure) return fail(em, which, 'unsure');
    if (fault instanceof TryAgain) await row(em, sql`UPDATE messages SET attempted_at = NULL WHERE ${mine}`);
    throw fault;
  }
}

/** Only what is about one reservation: a line on which guests answer is no place for what goes to many at once. */
const CARRIED = /^reservation:/;

/** The line's outbox has it from here on; until the line tells, it stays queued. */
async function carryOver(em: EntityManager, which: Which, line: Line): Promise<void> {
  await em.transactional(async (em) => {
    const { organizationId, id } = which;
    const message = await row(
      em,
      sql<CarriedMessage>`
        SELECT id, organization_id AS "organizationId", restaurant_id AS "restaurantId", guest_id AS "guestId",
               business_key AS "businessKey", kind, recipient AS "to", locale, body_text AS text
          FROM messages
         WHERE id = ${id} AND organization_id = ${organizationId} AND status = 'queued' FOR NO KEY UPDATE`,
    );
    if (!message) return;
    if (!CARRIED.test(message.businessKey)) return fail(em, which, 'not about a reservation');
    await line(em, message);
  });
}

async function settle(em: EntityManager, which: Which, delivery: Delivery): Promise<void> {
  if (!delivery.sent) return fail(em, which, `refused: ${delivery.reason}`);
  await row(
    em,
    sql`UPDATE messages SET status = 'sent', error = NULL, provider_id = ${delivery.providerId},
                            sent_at = clock_timestamp()
         WHERE id = ${which.id} AND organization_id = ${which.organizationId}`,
  );
}

async function fail(em: EntityManager, which: Which, error: string): Promise<void> {
  await row(
    em,
    sql`UPDATE messages SET status = 'failed', error = ${error}
         WHERE id = ${which.id} AND organization_id = ${which.organizationId} AND status = 'queued'`,
  );
}
