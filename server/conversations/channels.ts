/** Tells, with the transport as payload, that a message waits for the bot. */
export const INBOUND_CHANNEL = 'couvert_inbound';
/** Tells, with the conversation's id as payload, that a chat has a new message, of either side. */
export const REPLY_CHANNEL = 'couvert_reply';
/** Tells, with the transport as payload, that a message of the house's own accord waits to be handed to a line. */
export const OUTBOUND_CHANNEL = 'couvert_outbound';
