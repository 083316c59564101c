import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import type { CarriedMessage } from '../messaging/deliver.ts';
import { post } from './post.ts';

/**
 * Carries a message to a guest over the restaurant's line: it stands in their chat, and what becomes of it is told
 * of the message. Joins the transaction of `em`.
 */
export function carry(em: EntityManager, message: CarriedMessage): Promise<void> {
  const { id, organizationId, restaurantId, guestId, businessKey, to, locale, text, kind } = message;
  const choices = kind === 'reminder' ? choicesIn[locale] : undefined;
  return post(em, {
    organizationId,
    restaurantId,
    guestId,
    businessKey,
    purpose: 'reservation',
    to,
    locale,
    text: choices ? `${text}\n\n${choices.map((choice, at) => `${at + 1}. ${choice}`).join('\n')}` : text,
    choices,
    // Beyond a day after the guest's last word some lines say nothing that was not approved before.
    template: { name: `reservation_${kind}`, language: locale, values: [text] },
    messageId: id,
  });
}

const choicesIn = {
  fr: ['Je confirme', 'Je modifie', 'J’annule'],
  en: ['I confirm', 'I change it', 'I cancel'],
};

/** A guest at a restaurant. */
export type Whom = { restaurantId: string; guestId: string };

/**
 * Of these guests, those who said yes, in their WhatsApp chat with the restaurant, to being reminded there, each with
 * the number that the chat proves. Only where the line is up: elsewhere they are reminded as everybody.
 */
export async function remindedInChat(
  em: EntityManager,
  guests: Whom[],
): Promise<(Whom & { phone: string })[]> {
  if (guests.length === 0) return [];
  return rows(
    em,
    sql<Whom & { phone: string }>`
      SELECT DISTINCT ON (c.restaurant_id, c.guest_id)
             c.restaurant_id AS "restaurantId", c.guest_id AS "guestId", c.verified_phone AS phone
        FROM jsonb_to_recordset(${JSON.stringify(guests)}::jsonb) AS g ("restaurantId" uuid, "guestId" uuid)
        JOIN conversations c ON c.restaurant_id = g."restaurantId" AND c.guest_id = g."guestId"
        JOIN lines l ON l.restaurant_id = c.restaurant_id AND l.organization_id = c.organization_id
       WHERE c.transport = 'whatsapp' AND c.reminders AND c.verified_phone IS NOT NULL
         AND l.wanted AND l.state = 'ready'
       ORDER BY c.restaurant_id, c.guest_id, c.last_at DESC`,
  );
}
