import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Id, Instant, Locale, Nullable, Slug, Token } from '../contract/words.ts';

/** Through which line a chat comes. `web`: the chat page; `terminal`: `npm run chat`; `whatsapp`: its own issue. */
export const Transport = Type.Enum(['web', 'terminal', 'whatsapp']);
export type Transport = 'web' | 'terminal' | 'whatsapp';

const Text = Type.String({ minLength: 1, maxLength: 4000 });

/** What a message that came in is; of all but text, the text says in short what it was (an emoji, a caption). */
export const MessageKind = Type.Enum([
  'text',
  'voice',
  'image',
  'video',
  'document',
  'sticker',
  'location',
  'contact',
  'reaction',
  'unsupported',
]);
export type MessageKind = Static<typeof MessageKind>;

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

/**
 * With which templates, approved by Meta, a restaurant speaks on a line of the Cloud API more than a day after a
 * guest's last word, by the guest's language. `answer`: what the staff and the bot say · `reservation`: what the
 * house says by itself; without one, there is one for each kind of message, `reservation_KIND`.
 */
export const LineTemplates = Type.Array(
  Type.Object(
    {
      purpose: Type.Enum(['answer', 'reservation']),
      locale: Locale,
      name: Type.String({ pattern: '^[a-z0-9_]{1,200}$', description: 'Its name at Meta' }),
      language: Type.String({
        pattern: '^[a-z]{2,3}(_[A-Z]{2})?$',
        description: 'In which it was approved there: fr, en, en_GB…',
      }),
    },
    { additionalProperties: false },
  ),
  { maxItems: 4 },
);
export type LineTemplates = Static<typeof LineTemplates>;

/** Until when a guest can be written to freely; null: the line knows no such end. */
export const Window = Nullable(
  Type.Object({
    closesAt: Nullable(Instant),
    template: Type.Boolean({ description: 'Later words go out as a template, at most 900 characters' }),
  }),
);
export type Window = Static<typeof Window>;

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
  lastText: Type.String(),
  lastAt: Instant,
});
export type ConversationRow = Static<typeof ConversationRow>;

const ById = Type.Object({ id: Id });

export const conversationEndpoints = {
  // A guest's side: a chat on a web page. The admin's chat page uses exactly these.
  'POST /api/restaurants/:restaurant/chats': {
    access: 'public',
    summary:
      'Begin a chat; the token is its key. With a code from WhatsApp (the address /r/SLUG#chat=CODE) it goes on with the chat there, and its first message says so. 410 link_expired for a code that works no more',
    params: Type.Object({ restaurant: Slug }),
    body: Type.Object(
      {
        locale: Type.Optional(Locale),
        code: Type.Optional(Type.String({ pattern: '^C-[0-9A-HJKMNP-TV-Z]{10}$' })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      token: Type.String(),
      whatsapp: Type.Boolean({ description: 'Whether it can be gone on with on WhatsApp' }),
    }),
    status: 201,
    perMinute: 20,
  },
  'POST /api/chats/:token/elsewhere': {
    access: 'link',
    summary:
      'A code by which the guest goes on with this chat on WhatsApp, once, within fifteen minutes. 409 line_not_ready',
    params: Type.Object({ token: Token }),
    body: Type.Object({}, { additionalProperties: false }),
    reply: Type.Object({
      code: Type.String(),
      url: Type.String({ description: 'Opens WhatsApp with the code typed' }),
      phone: Type.String(),
      expiresAt: Instant,
    }),
    status: 201,
    perMinute: 6,
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
  // Meta's side: WhatsApp by its Cloud API.
  'GET /api/webhooks/whatsapp': {
    access: 'public',
    sameOrigin: true,
    summary:
      'Meta asks whether this webhook is ours; answers its challenge. 404 while no Cloud API is set up',
    query: Type.Object({
      'hub.mode': Type.Optional(Type.String()),
      'hub.verify_token': Type.Optional(Type.String()),
      'hub.challenge': Type.Optional(Type.String({ maxLength: 200, pattern: '^[\\w.-]*$' })),
    }),
    reply: Type.String(),
  },
  'POST /api/webhooks/whatsapp': {
    access: 'public',
    sameOrigin: true,
    perMinute: 6_000,
    bodyLimit: 3_145_728,
    summary:
      'What Meta tells: messages of guests, and what became of ours. Signed (X-Hub-Signature-256); 401 bad_signature, and 404 while no Cloud API is set up',
    status: 200,
    reply: Type.Object({ heard: Type.Integer() }),
  },
  // The staff's side.
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
  'GET /api/line/templates': {
    access: 'manager',
    summary: 'The templates of a line of the Cloud API; `cloud`: whether the restaurant has such a line',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    reply: Type.Object({ cloud: Type.Boolean(), templates: LineTemplates }),
  },
  'PUT /api/line/templates': {
    access: 'manager',
    summary: 'Set the templates of a line of the Cloud API',
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    body: Type.Object({ templates: LineTemplates }, { additionalProperties: false }),
    reply: Type.Object({ cloud: Type.Boolean(), templates: LineTemplates }),
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
