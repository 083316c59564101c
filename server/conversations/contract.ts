import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Id, Instant, Locale, Nullable, Slug, Token } from '../contract/words.ts';

/** Through which line a chat comes. `web`: the chat page; `terminal`: `npm run chat`; `whatsapp`: its own issue. */
export const Transport = Type.Enum(['web', 'terminal', 'whatsapp']);
export type Transport = 'web' | 'terminal' | 'whatsapp';

const Text = Type.String({ minLength: 1, maxLength: 4000 });
const ExternalId = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f]*$',
  description: "The message's id on its line: kept once",
});

export const ChatMessage = Type.Object({
  id: Id,
  direction: Type.Enum(['in', 'out']),
  text: Type.String(),
  at: Instant,
});
export type ChatMessage = Static<typeof ChatMessage>;

/** A chat that waits for the bot: its memory, and the messages nobody has answered yet, oldest first. */
export const PendingConversation = Type.Object({
  id: Id,
  restaurant: Slug,
  transport: Transport,
  address: Type.String(),
  locale: Nullable(Locale),
  version: Type.Integer(),
  state: Type.Unknown({ description: "The bot's memory of the chat, null at first" }),
  verifiedPhone: Nullable(Type.String({ description: 'E.164, when the line itself proves the number' })),
  inbound: Type.Array(Type.Object({ id: Id, text: Type.String(), at: Instant })),
});
export type PendingConversation = Static<typeof PendingConversation>;

export const ConversationRow = Type.Object({
  id: Id,
  transport: Transport,
  name: Nullable(Type.String()),
  guest: Nullable(Id),
  locale: Nullable(Locale),
  needsPerson: Type.Boolean(),
  lastText: Type.String(),
  lastAt: Instant,
});
export type ConversationRow = Static<typeof ConversationRow>;

const ById = Type.Object({ id: Id });

export const conversationEndpoints = {
  // A guest's side: a chat on a web page. The admin's chat page uses exactly these.
  'POST /api/restaurants/:restaurant/chats': {
    access: 'public',
    summary: 'Begin a chat; the token is its key',
    params: Type.Object({ restaurant: Slug }),
    body: Type.Object({ locale: Type.Optional(Locale) }, { additionalProperties: false }),
    reply: Type.Object({ token: Type.String() }),
    status: 201,
    perMinute: 20,
  },
  'POST /api/chats/:token/messages': {
    access: 'link',
    summary: 'Say something; the same externalId twice is one message',
    params: Type.Object({ token: Token }),
    body: Type.Object({ externalId: ExternalId, text: Text }, { additionalProperties: false }),
    reply: ChatMessage,
    status: 201,
  },
  'GET /api/chats/:token': {
    access: 'link',
    summary:
      'The messages after one, oldest first; with wait, answers when there is one or after that many seconds',
    params: Type.Object({ token: Token }),
    query: Type.Object(
      { after: Type.Optional(Id), wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ messages: Type.Array(ChatMessage) }),
  },
  // The bot's side.
  'POST /api/bot/inbound': {
    access: 'bot',
    summary: 'A message came in on a line. Written once, unique on its externalId',
    body: Type.Object(
      {
        restaurant: Slug,
        transport: Transport,
        address: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' }),
        externalId: ExternalId,
        text: Text,
        verifiedPhone: Type.Optional(Type.String({ pattern: '^\\+[1-9]\\d{5,14}$' })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ conversation: Id, duplicate: Type.Boolean() }),
    status: 201,
  },
  'GET /api/bot/pending': {
    access: 'bot',
    summary:
      'Chats of a line that wait for an answer; with wait, answers when there is one or after that many seconds',
    query: Type.Object(
      { transport: Transport, wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ conversations: Type.Array(PendingConversation) }),
  },
  'POST /api/bot/conversations/:id/turn': {
    access: 'bot',
    summary:
      "The bot's answer to the messages named: its new memory and its replies, in one transaction. 409 stale_turn when the chat has moved on",
    params: ById,
    body: Type.Object(
      {
        version: Type.Integer({ description: 'The version the answer is based on' }),
        answers: Type.Array(Id, { minItems: 1, description: 'Inbound messages this turn answers' }),
        state: Type.Unknown(),
        locale: Locale,
        replies: Type.Array(Type.String({ minLength: 1, maxLength: 4000 }), { maxItems: 5 }),
        needsPerson: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ version: Type.Integer() }),
    bodyLimit: 131072,
  },
  'GET /api/bot/conversations/:id/bookings': {
    access: 'bot',
    summary: 'Coming reservations under the number that the line itself proves; empty when it proves none',
    params: ById,
    reply: Type.Object({
      bookings: Type.Array(
        Type.Object(
          { token: Type.String(), reference: Type.String() },
          { description: 'Read each with its token' },
        ),
      ),
    }),
  },
  'GET /api/bot/outbound': {
    access: 'bot',
    summary: 'Replies not yet handed to a line that the bot itself serves, oldest first',
    query: Type.Object(
      { transport: Transport, address: Type.Optional(Type.String({ maxLength: 200 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      replies: Type.Array(Type.Object({ id: Id, address: Type.String(), text: Type.String() })),
    }),
  },
  'POST /api/bot/outbound/:id/ack': {
    access: 'bot',
    summary: 'What became of a reply on its line',
    params: ById,
    body: Type.Object({ state: Type.Enum(['sent', 'failed']) }, { additionalProperties: false }),
    status: 204,
  },
  // The staff's side.
  'GET /api/conversations': {
    access: 'host',
    summary: "Chats of a restaurant, or one guest's there; those that wait for a person first",
    query: Type.Object({ restaurant: Slug, guest: Type.Optional(Id) }, { additionalProperties: false }),
    reply: Type.Object({ waiting: Type.Integer(), conversations: Type.Array(ConversationRow) }),
  },
  'GET /api/conversations/:id': {
    access: 'host',
    summary: 'The last 200 messages of a chat',
    params: ById,
    reply: Type.Object({ conversation: ConversationRow, messages: Type.Array(ChatMessage) }),
  },
  'POST /api/conversations/:id/attended': {
    access: 'host',
    summary: 'A person has seen to it: the mark goes away',
    params: ById,
    body: Type.Object({}, { additionalProperties: false }),
    reply: ConversationRow,
  },
} satisfies EndpointTable;
