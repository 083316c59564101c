import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { queueMessage } from '../messaging/send.ts';

/** So many at a time. */
const BATCH = 100;

/** Minutes after which an offer that the line has not delivered goes out by email: it holds for a quarter of an hour. */
const OFFER_MINUTES = 3;

type Undelivered = {
  id: string;
  organizationId: string;
  restaurantId: string;
  guestId: string | null;
  message: string;
  businessKey: string;
  kind: string;
  locale: Locale;
  instead: { to: string; subject: string; text: string; html: string };
};

/**
 * Sends by email what a line did not deliver in the minutes that the restaurant allows it, or refused: once, and
 * what still waited for the line is not sent there any more. Needs the email that the message brought along.
 */
export async function emailUndelivered(em: EntityManager, now: Date, hasProvider: boolean): Promise<void> {
  const late = await rows(
    em,
    sql<Undelivered>`
      SELECT c.id, m.organization_id AS "organizationId", m.restaurant_id AS "restaurantId", m.guest_id AS "guestId",
             m.id AS message, m.business_key AS "businessKey", m.kind, m.locale, m.instead
        FROM conversation_messages c
        JOIN messages m ON m.id = c.message_id AND m.organization_id = c.organization_id
        LEFT JOIN lines l ON l.restaurant_id = m.restaurant_id AND l.organization_id = m.organization_id
       WHERE c.message_id IS NOT NULL AND c.state IN ('queued', 'sent', 'failed') AND m.instead IS NOT NULL
         AND (c.state = 'failed' OR c.at < ${now}::timestamptz - make_interval(mins =>
               CASE WHEN m.kind IN ('waitlist_offer', 'table_ready') THEN least(l.email_after_minutes, ${OFFER_MINUTES})
                    ELSE coalesce(l.email_after_minutes, 20) END))
       ORDER BY c.at LIMIT ${BATCH}`,
  );
  for (const told of late) {
    await em.transactional(async (em) => {
      const still = await row(
        em,
        sql<{ state: string }>`
          SELECT state FROM conversation_messages
           WHERE id = ${told.id} AND organization_id = ${told.organizationId}
             AND state IN ('queued', 'sent', 'failed') FOR UPDATE`,
      );
      if (!still) return;
      const { to, subject, text, html } = told.instead;
      const { organizationId, restaurantId, guestId, kind, locale } = told;
      const which = { organizationId, restaurantId, guestId, kind, locale };
      const businessKey = `${told.businessKey}:email`;
      const email = { ...which, businessKey, channel: 'email' as const, recipient: to, subject, text, html };
      await queueMessage(em, email, hasProvider);
      await row(
        em,
        sql`UPDATE messages SET instead = NULL,
                   status = CASE WHEN ${still.state} = 'queued' THEN 'failed' ELSE status END,
                   error = CASE WHEN ${still.state} = 'queued' THEN 'email instead' ELSE error END
             WHERE id = ${told.message} AND organization_id = ${organizationId}`,
      );
      // Once the email is on its way, a line that comes back must not say it a second time.
      await row(
        em,
        sql`UPDATE conversation_messages SET state = 'failed', fault = 'email instead'
             WHERE id = ${told.id} AND organization_id = ${organizationId} AND state = 'queued'`,
      );
    });
  }
}
