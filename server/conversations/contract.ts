import { botChatEndpoints } from './contract/bot.ts';
import { cloudEndpoints } from './contract/cloud.ts';
import { guestChatEndpoints } from './contract/guest.ts';
import { staffChatEndpoints } from './contract/staff.ts';

export { Outbound, PendingConversation, type Purpose, Template } from './contract/bot.ts';
export { LineTemplates, Window } from './contract/cloud.ts';
export { ConversationRow, StaffChatMessage, WhyNot } from './contract/staff.ts';
export { ChatMessage, MessageKind, Transport } from './contract/words.ts';

/** Chats: the guest's side, the bot's, Meta's, and the staff's. */
export const conversationEndpoints = {
  ...guestChatEndpoints,
  ...botChatEndpoints,
  ...cloudEndpoints,
  ...staffChatEndpoints,
};
