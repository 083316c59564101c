import type { ConversationRow } from '../../server/conversations/contract.ts';

/** The chats with one as it is now: those that wait for a person first, then the newest word first. */
export function byUrgency(chats: readonly ConversationRow[], changed: ConversationRow): ConversationRow[] {
  return [...chats.filter((chat) => chat.id !== changed.id), changed].sort(
    (a, b) => Number(b.needsPerson) - Number(a.needsPerson) || (a.lastAt < b.lastAt ? 1 : -1),
  );
}
