import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Id, Instant, Locale, Nullable, Slug } from '../../contract/words.ts';
import { ById, ExternalId, MessageKind, Text, Transport } from './words.ts';

/** How a message is said on a line that takes free text only for a while after the guest's last word. */
export const Template = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    language: Type.String({ description: 'As the line calls it: fr, en_GB…' }),
    values: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 10 }),
  },
  { additionalProperties: false },
);
export type Template = Static<typeof Template>;

/** Why a message goes out on a line. A campaign is no reason: what goes to many at once goes by email or SMS. */
export type Purpose = 'answer' | 'reservation' | 'test';

/** A message that waits to be handed to a line. */
export const Outbound = Type.Object({
  id: Id,
  address: Type.String(),
  text: Type.String(),
  choices: Type.Optional(Type.Array(Type.String())),
  template: Type.Optional(Template),
  heardAt: Type.Optional(Type.String({ description: "Instant of the guest's last message" })),
  attemptedAt: Type.Optional(
    Type.String({ description: 'Instant at which it was taken before, and nobody told what came of it' }),
  ),
});
export type Outbound = Static<typeof Outbound>;

/** A chat that waits for the bot: its memory, and the messages nobody has answered yet, oldest first. */
export const PendingConversation = Type.Object({
  id: Id,
  restaurant: Slug,
  transport: Transport,
  address: Type.String(),
  locale: Nullable(Locale),
  version: Type.Integer(),
  state: Type.Unknown({ description: "The bot's memory of the chat, null at first" }),
  reminded: Nullable(
    Type.String({
      description:
        'The token of the reservation of which the last thing said here reminds: 1 confirms it, 2 changes, 3 cancels',
    }),
  ),
  verifiedPhone: Nullable(Type.String({ description: 'E.164, when the line itself proves the number' })),
  mayRemind: Nullable(
    Type.Object(
      { hours: Nullable(Type.Integer({ description: 'null: on the day before, from 10:00' })) },
      {
        description:
          'The guest can be asked whether to be reminded in this chat, so many hours before; null: the restaurant does not remind, the chat cannot be written to later, or they have said yes or no',
      },
    ),
  ),
  inbound: Type.Array(
    Type.Object({
      id: Id,
      text: Type.String(),
      at: Instant,
      writtenAt: Type.String({ description: "Instant by the line's clock; it may be much older than `at`" }),
      kind: MessageKind,
    }),
  ),
});
export type PendingConversation = Static<typeof PendingConversation>;

/** The bot's side: what comes in on a line, its turns, and what goes out. */
export const botChatEndpoints = {
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
        kind: Type.Optional(
          Type.Enum([...MessageKind.enum, 'edited', 'deleted'], {
            description:
              'edited: the text replaces that of a message nobody answered yet, and is a new one after; deleted: such a message is answered no more; reaction: counts under the last message of ours',
          }),
        ),
        about: Type.Optional(ExternalId),
        at: Type.Optional(Type.String({ format: 'date-time', description: 'When it was written' })),
        late: Type.Optional(
          Type.Boolean({ description: 'Too old to be answered: kept, and a person is called' }),
        ),
        own: Type.Optional(
          Type.Boolean({
            description:
              "Written to the guest on the restaurant's own phone: a person has the chat there, and the bot is silent in it",
          }),
        ),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      conversation: Nullable(Type.String({ description: 'null: it concerned nothing that is kept' })),
      duplicate: Type.Boolean(),
    }),
    status: 201,
  },
  'GET /api/bot/pending': {
    access: 'bot',
    summary:
      'Chats of a line that wait for an answer; with wait, answers when there is one or after that many seconds',
    query: Type.Object(
      {
        transport: Transport,
        restaurant: Type.Optional(Slug),
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
      },
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
        reminders: Type.Optional(
          Type.Boolean({ description: 'What the guest just said to being reminded in this chat' }),
        ),
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
  'POST /api/bot/conversations/:id/unsubscribe': {
    access: 'bot',
    summary:
      'The guest wants no more messages on this channel from this restaurant: written in the ledger of consents, and no reminder comes in this chat any more. Twice is once',
    params: ById,
    body: Type.Object(
      {
        locale: Locale,
        words: Type.String({ minLength: 1, maxLength: 1000, description: 'What they were told' }),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      known: Type.Boolean({ description: 'Whether a guest of the book is behind this chat' }),
    }),
  },
  'POST /api/bot/conversations/:id/elsewhere': {
    access: 'bot',
    summary:
      'A link by which the guest goes on with this chat elsewhere, once, within fifteen minutes: from WhatsApp on the booking page, from a page on WhatsApp. 409 line_not_ready',
    params: ById,
    body: Type.Object({}, { additionalProperties: false }),
    reply: Type.Object({ to: Type.Enum(['web', 'whatsapp']), url: Type.String(), expiresAt: Instant }),
    status: 201,
  },
  'POST /api/bot/outbound/take': {
    access: 'bot',
    summary:
      'Messages for a line that the bot itself serves, oldest first: answers before the rest, first contacts within their number for the day. From now on they count as attempted. With wait, answers when there is one or after that many seconds',
    body: Type.Object(
      {
        transport: Transport,
        restaurant: Type.Optional(Slug),
        address: Type.Optional(Type.String({ maxLength: 200 })),
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ replies: Type.Array(Outbound) }),
  },
  'POST /api/bot/outbound/:id/ack': {
    access: 'bot',
    summary: 'What came of handing a message to its line',
    params: ById,
    body: Type.Object(
      {
        state: Type.Enum(['sent', 'failed', 'queued'], { description: 'queued: it was not handed over' }),
        externalId: Type.Optional(ExternalId),
        why: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      },
      { additionalProperties: false },
    ),
    status: 204,
  },
  'GET /api/bot/outbound/sent': {
    access: 'bot',
    summary:
      'Messages of the last two days that a line was given and has not told to be delivered: their ids on it',
    query: Type.Object({ restaurant: Slug, transport: Transport }, { additionalProperties: false }),
    reply: Type.Object({ externalIds: Type.Array(Type.String()) }),
  },
  'POST /api/bot/outbound/fate': {
    access: 'bot',
    summary: 'What became of a message on its line, by the id the line gave it; never goes back',
    body: Type.Object(
      {
        restaurant: Slug,
        transport: Transport,
        externalId: ExternalId,
        state: Type.Enum(['sent', 'delivered', 'read', 'failed']),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ known: Type.Boolean() }),
  },
} satisfies EndpointTable;
