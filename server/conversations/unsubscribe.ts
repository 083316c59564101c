import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import { guestByPhone } from './guest.ts';
import { lockChat } from './row.ts';

/**
 * The guest of a chat wants no more messages from its restaurant on this channel: a line of the ledger with the
 * words they were told, and no reminder in any of their chats there. Said again, it adds nothing. `known` is false
 * when nobody of the guest book is behind the chat: then it is kept for the record that is made later for the number
 * that the line proves, or for the guest whom this chat turns out to be.
 */
export async function unsubscribe(
  em: EntityManager,
  conversationId: string,
  said: { locale: Locale; words: string },
): Promise<{ known: boolean }> {
  return em.transactional(async (em) => {
    const chat = await lockChat(em, conversationId);
    if (!chat) throw notFound('conversation');
    const { organizationId, restaurantId } = chat;
    const guest =
      (await guestByPhone(em, organizationId, chat.verifiedPhone)) ??
      (
        await row<{ guest: string | null }>(
          em,
          sql`SELECT guest_id AS guest FROM conversations WHERE id = ${chat.id} AND organization_id = ${organizationId}`,
        )
      )?.guest ??
      null;
    await row(
      em,
      sql`UPDATE conversations SET reminders = false
           WHERE organization_id = ${organizationId} AND restaurant_id = ${restaurantId}
             AND (id = ${chat.id} OR guest_id = ${guest}::uuid)`,
    );
    const source = chat.transport === 'whatsapp' ? 'whatsapp' : 'chat';
    if (!guest) {
      await row(
        em,
        sql`INSERT INTO stops (organization_id, restaurant_id, conversation_id, phone, channel, source, locale, words)
            SELECT ${organizationId}, ${restaurantId}, ${chat.id}, ${chat.verifiedPhone}, 'whatsapp', ${source},
                   ${said.locale}, ${said.words}
             WHERE NOT EXISTS (
               SELECT 1 FROM stops WHERE organization_id = ${organizationId} AND conversation_id = ${chat.id}
                  AND phone IS NOT DISTINCT FROM ${chat.verifiedPhone})`,
      );
      return { known: false };
    }
    await row(
      em,
      sql`INSERT INTO consents (organization_id, restaurant_id, guest_id, channel, state, source, locale, words, words_version)
          SELECT ${organizationId}, ${restaurantId}, ${guest}, 'whatsapp', 'unsubscribed',
                 ${source}, ${said.locale}, ${said.words}, 'chat'
           WHERE NOT EXISTS (
             SELECT 1 FROM consent_standings
              WHERE organization_id = ${organizationId} AND guest_id = ${guest} AND restaurant_id = ${restaurantId}
                AND channel = 'whatsapp' AND state = 'unsubscribed')`,
    );
    return { known: true };
  });
}
