import type { EntityManager } from '@mikro-orm/postgresql';
import type { Channel, Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';

/** The task that hands a message to its provider. */
export const DELIVER_MESSAGE = 'deliver_message';

export type OutgoingMessage = {
  organizationId: string;
  restaurantId: string;
  guestId: string | null;
  /** What this message is, such as `reservation:ID:confirmation`: written, and sent, once. */
  businessKey: string;
  channel: Channel;
  /** `confirmation`…: what the staff see it called. */
  kind: string;
  /** An email address, or a number in E.164. */
  recipient: string;
  locale: Locale;
  subject: string | null;
  text: string;
  html: string | null;
  /** Of a message on a line: the email that goes out in its place if the line does not deliver it. */
  instead?: { to: string; subject: string; text: string; html: string } | undefined;
};

/** Writes a message and asks for its delivery: see queueMessages. */
export function queueMessage(em: EntityManager, message: OutgoingMessage, hasProvider = true): Promise<void> {
  return queueMessages(em, [message], hasProvider);
}

/**
 * Writes messages and asks for their delivery, in one statement that joins the transaction of `em`, if there is
 * one: they go out once that commits, and never if it rolls back. A second message with the same business key
 * is not written. `hasProvider` false: nobody could send them, and they go to the outbox to be read.
 */
export async function queueMessages(
  em: EntityManager,
  messages: OutgoingMessage[],
  hasProvider = true,
): Promise<void> {
  if (messages.length === 0) return;
  await row(
    em,
    sql`
      WITH written AS (
        INSERT INTO messages (organization_id, restaurant_id, guest_id, business_key, channel, kind, recipient, locale,
                              subject, body_text, body_html, instead, status)
        SELECT m."organizationId", m."restaurantId", m."guestId", m."businessKey", m.channel, m.kind, m.recipient,
               m.locale, m.subject, m.text, m.html, m.instead, ${hasProvider ? 'queued' : 'outbox'}
          FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m
            ("organizationId" uuid, "restaurantId" uuid, "guestId" uuid, "businessKey" text, channel text, kind text,
             recipient text, locale text, subject text, text text, html text, instead jsonb)
        ON CONFLICT (organization_id, business_key) DO NOTHING
        RETURNING id, organization_id, status)
      SELECT graphile_worker.add_job(${DELIVER_MESSAGE},
               json_build_object('organization', organization_id, 'message', id), max_attempts := 12)
        FROM written WHERE status = 'queued'`,
  );
}
