import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Id, Instant, Locale, Nullable, Slug } from '../../contract/words.ts';
import { Window } from './cloud.ts';
import { ById, ChatMessage, MessageKind, Text, Transport } from './words.ts';

/**
 * Why a message did not arrive. `window_closed`: more than a day since the guest wrote, and no template · `template`:
 * Meta does not take the template · `unreachable`: nobody on WhatsApp there · `unwanted`: WhatsApp holds it back from
 * this guest · `account`: what the line is paid by, or its rights, are not in order · `too_long` · `email`: one went out
 * in its place · `refused`: anything else.
 */
export const WhyNot = Type.Enum([
  'window_closed',
  'template',
  'unreachable',
  'unwanted',
  'account',
  'too_long',
  'email',
  'refused',
]);
export type WhyNot = Static<typeof WhyNot>;

/** A message as the staff see it. */
export const StaffChatMessage = Type.Object({
  ...ChatMessage.properties,
  kind: MessageKind,
  staff: Nullable(Type.String({ description: 'Who of the staff wrote it; null: the guest, or the bot' })),
  state: Nullable(
    Type.Enum(['queued', 'sent', 'delivered', 'read', 'failed'], {
      description: 'What became of a message out; null for one that came in',
    }),
  ),
  why: Nullable(WhyNot),
  again: Type.Boolean({
    description: 'It failed, and was sent once more since: that is a message of its own',
  }),
});
export type StaffChatMessage = Static<typeof StaffChatMessage>;

export const ConversationRow = Type.Object({
  id: Id,
  transport: Transport,
  name: Nullable(Type.String()),
  guest: Nullable(Id),
  phone: Nullable(Type.String({ description: 'E.164, when the line itself proves the number' })),
  locale: Nullable(Locale),
  needsPerson: Type.Boolean(),
  unread: Type.Integer({ description: 'Of a chat that somebody has taken over: what they have not seen' }),
  takenBy: Nullable(
    Type.Object(
      { id: Id, name: Type.String() },
      {
        description:
          "Who of the staff speaks in place of the bot; the restaurant's own id: somebody on its phone",
      },
    ),
  ),
  onPhone: Type.Boolean({ description: "It is somebody on the restaurant's own phone who speaks" }),
  lastKind: MessageKind,
  lastText: Type.String(),
  lastAt: Instant,
});
export type ConversationRow = Static<typeof ConversationRow>;

/** The staff's side: the chats of a restaurant, and speaking in them in the bot's place. */
export const staffChatEndpoints = {
  'GET /api/conversations': {
    access: 'host',
    summary:
      "Chats of a restaurant, or one guest's there, or those found by a name or a number; those that wait for a person first",
    query: Type.Object(
      {
        restaurant: Slug,
        guest: Type.Optional(Id),
        search: Type.Optional(Type.String({ maxLength: 100 })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      waiting: Type.Integer({ description: "All of the restaurant's in which the guest waits for a person" }),
      botBackMinutes: Type.Integer(),
      conversations: Type.Array(ConversationRow),
    }),
  },
  'GET /api/conversations/:id': {
    access: 'host',
    summary: 'The last 200 messages of a chat',
    params: ById,
    reply: Type.Object({
      conversation: ConversationRow,
      messages: Type.Array(StaffChatMessage),
      window: Window,
    }),
  },
  'POST /api/conversations/:id/attended': {
    access: 'host',
    summary: 'A person has seen to it: the mark goes away',
    params: ById,
    body: Type.Object({}, { additionalProperties: false }),
    reply: ConversationRow,
  },
  'POST /api/conversations/:id/take': {
    access: 'host',
    summary:
      'Take a chat over: the bot is silent from now on. 409 taken_by_colleague unless `from` names who has it',
    params: ById,
    body: Type.Object({ from: Nullable(Id) }, { additionalProperties: false }),
    reply: ConversationRow,
  },
  'POST /api/conversations/:id/messages': {
    access: 'host',
    summary:
      'Answer in a chat one has taken over, on the line its guest uses; the same key twice is one message. 409 not_taken, taken_by_colleague, window_closed',
    params: ById,
    body: Type.Object(
      { key: Type.String({ minLength: 8, maxLength: 200 }), text: Text },
      { additionalProperties: false },
    ),
    reply: StaffChatMessage,
    status: 201,
  },
  'POST /api/conversations/:id/read': {
    access: 'host',
    summary: 'Whoever has the chat has seen what the guest wrote',
    params: ById,
    body: Type.Object({}, { additionalProperties: false }),
    reply: ConversationRow,
  },
  'POST /api/conversations/:id/give-back': {
    access: 'host',
    summary: 'Give a chat back to the bot, which does not answer what was said meanwhile',
    params: ById,
    body: Type.Object({}, { additionalProperties: false }),
    reply: ConversationRow,
  },
  'POST /api/conversations/:id/messages/:message/again': {
    access: 'host',
    summary:
      'Send again what failed of the staff, as a message of its own; twice is once. 409 not_failed, not_taken, taken_by_colleague, window_closed',
    params: Type.Object({ id: Id, message: Id }),
    body: Type.Object({}, { additionalProperties: false }),
    reply: StaffChatMessage,
    status: 201,
  },
  'PUT /api/bot-back': {
    access: 'manager',
    summary: 'After how many minutes without a word of the staff the bot comes back by itself',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    body: Type.Object(
      { minutes: Type.Integer({ minimum: 5, maximum: 1440 }) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ botBackMinutes: Type.Integer() }),
  },
} satisfies EndpointTable;
