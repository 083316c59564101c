import type { Message, SteadyClient } from './client.ts';
import { isGuest } from './inbound.ts';

/** No more of one chat are read at once. */
const MOST = 50;

/** What guests wrote while nobody listened, chat by chat, oldest first; of it no event tells. */
export async function unreadMessages(client: SteadyClient): Promise<Message[]> {
  const chats = await client.getChats();
  const unread = chats.filter(
    ({ id, unreadCount, isGroup }) => !isGroup && unreadCount > 0 && isGuest(id._serialized),
  );
  const messages: Message[] = [];
  for (const chat of unread) {
    const found = await chat.fetchMessages({ limit: Math.min(chat.unreadCount, MOST), fromMe: false });
    messages.push(...found.toSorted((a, b) => a.timestamp - b.timestamp));
  }
  return messages;
}
