import type { Message, SteadyClient } from './client.ts';
import { isGuest } from './inbound.ts';

/** No more of one chat are read at once. */
const MOST = 50;

/** So many more are looked at for those that were written in the same second as the first unread one. */
const SAME_SECOND = 10;

/** So many of the last that left this number are looked at, if they are younger than a day (seconds). */
const OWN_MOST = 10;
const OWN_AGE = 24 * 3_600;

/**
 * What was said while nobody listened in the chats in which guests wrote last, chat by chat, oldest first; of it no
 * event tells. What left this number is among it: somebody may have answered on the phone.
 */
export async function unreadMessages(client: SteadyClient): Promise<Message[]> {
  const chats = await client.getChats();
  const unread = chats.filter(
    ({ id, unreadCount, isGroup }) => !isGroup && unreadCount > 0 && isGuest(id._serialized),
  );
  const messages: Message[] = [];
  for (const chat of unread) {
    const count = Math.min(chat.unreadCount, MOST);
    const found = await chat.fetchMessages({ limit: count + SAME_SECOND, fromMe: false });
    const inOrder = found.toSorted((a, b) => a.timestamp - b.timestamp);
    // Times are whole seconds: which of two of one second is the unread one cannot be told, so both are read. What
    // is written already is not written twice.
    const since = inOrder.at(-count)?.timestamp ?? 0;
    const own = await chat.fetchMessages({ limit: OWN_MOST, fromMe: true });
    const day = Date.now() / 1000 - OWN_AGE;
    messages.push(
      ...[
        ...inOrder.filter(({ timestamp }) => timestamp >= since),
        ...own.filter(({ timestamp }) => timestamp >= day),
      ].toSorted((a, b) => a.timestamp - b.timestamp),
    );
  }
  return messages;
}
