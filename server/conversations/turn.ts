import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { OUTBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import { keepBookings } from './chatBookings.ts';
import { bookingsIn, guestByBookings, guestByPhone } from './guest.ts';
import { conversationRow, lockChat } from './row.ts';
import { kept, keptState } from './text.ts';

export type Turn = {
  /** The version that the bot read. */
  version: number;
  /** Inbound messages that this turn answers. */
  answers: string[];
  state: unknown;
  locale: Locale;
  replies: string[];
  /** This turn calls for a person. The mark stays until somebody of the staff has seen to it. */
  needsPerson: boolean;
  /** What the guest just said to being reminded in this chat; absent: nothing. */
  reminders?: boolean | undefined;
};

/**
 * The bot's turn in a chat: the messages named become answered, its memory is kept, and its replies are said,
 * all or nothing. 404 `not_found`; 409 `stale_turn` with the current `version` when the chat has moved on, so
 * or somebody of the staff has taken it over, so that of two bots, or of one that was killed and came back, only one answers.
 */
export async function takeTurn(
  em: EntityManager,
  conversationId: string,
  turn: Turn,
  secret: string,
): Promise<{ version: number }> {
  const state = keptState(turn.state);
  const replies = turn.replies.map((reply, index) => kept(reply, `replies.${index}`));
  return em.transactional(async (em) => {
    const chat = await lockChat(em, conversationId);
    if (!chat) throw notFound('conversation');
    const stale = () =>
      new Refusal('stale_turn', 409, 'The chat has moved on; read it again.', { version: chat.version });
    if (chat.version !== turn.version || chat.takenBy !== null) throw stale();

    const named = [...new Set(turn.answers)];
    const answered = await rows(
      em,
      sql`UPDATE conversation_messages SET state = 'answered'
           WHERE organization_id = ${chat.organizationId} AND conversation_id = ${chat.id}
             AND id = ANY(${named}::uuid[]) AND state = 'waiting'
          RETURNING id`,
    );
    if (answered.length !== named.length) throw stale();

    // A page reads its chat for itself, so what is said to it has arrived; other lines are served by the bot.
    await rows(
      em,
      sql`INSERT INTO conversation_messages (organization_id, conversation_id, position, direction, text, state)
          SELECT ${chat.organizationId}, ${chat.id}, ${chat.messageCount}::int + place, 'out', reply,
                 ${chat.transport === 'web' ? 'sent' : 'queued'}
            FROM unnest(${replies}::text[]) WITH ORDINALITY AS said (reply, place)
           ORDER BY place`,
    );
    const bookings = bookingsIn(turn.state, secret);
    const guest =
      (await guestByPhone(em, chat.organizationId, chat.verifiedPhone)) ??
      (await guestByBookings(em, chat.organizationId, bookings));
    await keepBookings(em, chat, bookings);
    const next = await row(
      em,
      sql<{ version: number }>`
        UPDATE conversations
           SET version = version + 1, state = ${state}::jsonb, locale = ${turn.locale},
               needs_person = needs_person OR ${turn.needsPerson},
               reminders = coalesce(${turn.reminders ?? null}, reminders), guest_id = coalesce(${guest}, guest_id),
               message_count = message_count + ${replies.length}, last_at = clock_timestamp()
         WHERE id = ${chat.id} AND organization_id = ${chat.organizationId}
        RETURNING version`,
    );
    await row(
      em,
      sql`SELECT pg_notify(${REPLY_CHANNEL}, ${chat.id}), pg_notify(${OUTBOUND_CHANNEL}, ${chat.transport})`,
    );
    await announce(em, chat, { kind: 'conversation', conversation: await conversationRow(em, chat.id) });
    return next!;
  });
}
