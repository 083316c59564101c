import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { OUTBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import type { Purpose, Template } from './contract.ts';
import { conversationRow, type LockedChat, lockedColumns } from './row.ts';
import { kept } from './text.ts';

/** A message of the house's own accord, about one reservation: it goes out on WhatsApp and stands in the guest's chat. */
export type Posted = {
  organizationId: string;
  restaurantId: string;
  guestId: string | null;
  /** What this message is, such as `reservation:ID:reminder`: written, and sent, once. */
  businessKey: string;
  purpose: Exclude<Purpose, 'answer'>;
  /** E.164, or the guest's address on the line, in a chat that there is already. */
  to: string;
  locale: Locale;
  text: string;
  choices?: string[] | undefined;
  template?: Template | undefined;
  /** The message to the guest (messaging) that this carries: it is told what becomes of it. */
  messageId?: string | undefined;
};

/**
 * Writes a message into the chat that the restaurant has with a number on WhatsApp, the one last spoken in, or one
 * that begins with it; from there it is handed to the line. A second one with the same business key is not written.
 * Joins the transaction of `em`.
 */
export async function post(em: EntityManager, message: Posted): Promise<void> {
  const text = kept(message.text, 'text');
  await em.transactional(async (em) => {
    const chat = await chatWith(em, message);
    const written = await row(
      em,
      sql`
        INSERT INTO conversation_messages
          (organization_id, conversation_id, position, direction, text, state, purpose, business_key, message_id,
           choices, template)
        VALUES (${chat.organizationId}, ${chat.id}, ${chat.messageCount + 1}, 'out', ${text}, 'queued',
                ${message.purpose}, ${message.businessKey}, ${message.messageId ?? null},
                ${message.choices ? JSON.stringify(message.choices) : null}::jsonb,
                ${message.template ? JSON.stringify(message.template) : null}::jsonb)
        ON CONFLICT (organization_id, business_key) DO NOTHING RETURNING id`,
    );
    if (!written) return;
    await row(
      em,
      sql`UPDATE conversations SET message_count = message_count + 1, last_at = clock_timestamp()
           WHERE id = ${chat.id} AND organization_id = ${chat.organizationId}`,
    );
    await row(
      em,
      sql`SELECT pg_notify(${OUTBOUND_CHANNEL}, 'whatsapp'), pg_notify(${REPLY_CHANNEL}, ${chat.id})`,
    );
    await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
  });
}

async function chatWith(em: EntityManager, message: Posted): Promise<LockedChat> {
  const { organizationId, restaurantId, to } = message;
  const isNumber = to.startsWith('+');
  const before = await row(
    em,
    sql<LockedChat>`
      SELECT ${lockedColumns} FROM conversations
       WHERE organization_id = ${organizationId} AND restaurant_id = ${restaurantId} AND transport = 'whatsapp'
         AND ${isNumber ? sql`verified_phone = ${to}` : sql`address = ${to}`}
       ORDER BY last_at DESC LIMIT 1 FOR UPDATE`,
  );
  if (before) return before;
  const begun = await row(
    em,
    sql<LockedChat>`
      INSERT INTO conversations AS c (organization_id, restaurant_id, transport, address, verified_phone, guest_id, locale)
      VALUES (${organizationId}, ${restaurantId}, 'whatsapp', ${isNumber ? addressOf(to) : to},
              ${isNumber ? to : null}, ${message.guestId}, ${message.locale})
      ON CONFLICT (organization_id, restaurant_id, transport, address)
        DO UPDATE SET verified_phone = coalesce(EXCLUDED.verified_phone, c.verified_phone)
      RETURNING ${lockedColumns}`,
  );
  return begun!;
}

/** The address of a number on WhatsApp. */
export const addressOf = (phone: string): string => `${phone.slice(1)}@c.us`;
