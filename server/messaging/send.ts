import type { EntityManager } from '@mikro-orm/postgresql';
import type { Channel, Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';

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
};

/**
 * Writes a message and asks for its delivery, both in the transaction of `em`: it goes out once that commits,
 * and never if it rolls back. A second message with the same business key is not written.
 */
export async function queueMessage(em: EntityManager, message: OutgoingMessage): Promise<void> {
  const written = await row(
    em,
    sql<{ id: string }>`
      INSERT INTO messages (organization_id, restaurant_id, guest_id, business_key, channel, kind, recipient, locale,
                            subject, body_text, body_html)
      VALUES (${message.organizationId}, ${message.restaurantId}, ${message.guestId}, ${message.businessKey},
              ${message.channel}, ${message.kind}, ${message.recipient}, ${message.locale},
              ${message.subject}, ${message.text}, ${message.html})
      ON CONFLICT (organization_id, business_key) DO NOTHING
      RETURNING id`,
  );
  if (written) {
    await enqueue(em, DELIVER_MESSAGE, { organization: message.organizationId, message: written.id });
  }
}
