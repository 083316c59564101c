import type { ConversationRow } from '../../server/conversations/contract.ts';

/** Does the guest of a chat wait for a person? */
export const waits = (chat: Pick<ConversationRow, 'needsPerson' | 'unread'>): boolean =>
  chat.needsPerson || chat.unread > 0;

/** The chats with one as it is now: those that wait for a person first, then the newest word first. */
export function byUrgency(chats: readonly ConversationRow[], changed: ConversationRow): ConversationRow[] {
  return [...chats.filter((chat) => chat.id !== changed.id), changed].sort(
    (a, b) => Number(waits(b)) - Number(waits(a)) || (a.lastAt < b.lastAt ? 1 : -1),
  );
}
