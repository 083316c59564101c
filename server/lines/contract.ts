import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { ForRestaurant, Instant, Locale, Nullable, Slug } from '../contract/words.ts';

export const LineState = Type.Enum(['off', 'starting', 'needs_pairing', 'ready', 'degraded', 'logged_out']);
export type LineState = Static<typeof LineState>;

const Phone = Type.String({ pattern: '^\\+[1-9]\\d{5,14}$', description: 'E.164' });

/** How a phone joins: what its camera reads, or what is typed on it. Owners and managers alone see it. */
export const Pairing = Type.Union([
  Type.Object({ qr: Type.String({ minLength: 1, maxLength: 1000 }) }, { additionalProperties: false }),
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }) }, { additionalProperties: false }),
]);
export type Pairing = Static<typeof Pairing>;

/** The WhatsApp line of a restaurant, as its owners and managers see it. */
export const Line = Type.Object({
  restaurant: Slug,
  wanted: Type.Boolean({ description: 'Somebody connected it, and nobody disconnected it since' }),
  state: LineState,
  why: Nullable(
    Type.String({
      description:
        'In a word or two; bot_away: the bot has not been heard of; nobody_scanned: its codes were shown long enough, and it waits to be connected again',
    }),
  ),
  pairing: Nullable(Pairing),
  pairWith: Nullable(Type.String({ description: 'The number that pairs by a code; null: by the QR code' })),
  phone: Nullable(Phone),
  since: Instant,
  received: Type.Integer({ description: 'Messages of guests in the last 24 hours' }),
  sent: Type.Integer({ description: 'Messages of ours in the last 24 hours' }),
  waiting: Type.Integer({ description: 'Messages that wait to be sent' }),
  test: Nullable(
    Type.Object({ state: Type.String(), at: Instant }, { description: 'The last message to oneself' }),
  ),
  faults: Type.Array(Type.Object({ at: Instant, what: Type.String() }), { description: 'The last ten' }),
});
export type Line = Static<typeof Line>;

/** What the bot must serve. */
export const LineOrder = Type.Object({
  restaurant: Slug,
  timeZone: Type.String(),
  version: Type.Integer({ description: 'Rises with each order of the staff' }),
  wanted: Type.Boolean(),
  forget: Type.Boolean({ description: 'The pairing is to be given up' }),
  pairWith: Nullable(Phone),
  asleep: Type.Boolean({
    description: 'Nobody scanned its codes: it is not begun by itself, but when it is connected again',
  }),
  answerWithinMinutes: Type.Integer({
    description: 'Older messages are kept for the staff and not answered',
  }),
});
export type LineOrder = Static<typeof LineOrder>;

const empty = Type.Object({}, { additionalProperties: false });

export const lineEndpoints = {
  'GET /api/line': {
    access: 'manager',
    summary: "The restaurant's WhatsApp line: its state, its pairing, what came and went, the last faults",
    query: ForRestaurant,
    reply: Line,
  },
  'POST /api/line/connect': {
    access: 'manager',
    summary: 'Connect the line, by QR code, or by a code to type on the phone of the number given',
    query: ForRestaurant,
    body: Type.Object({ phone: Type.Optional(Phone) }, { additionalProperties: false }),
    reply: Line,
  },
  'POST /api/line/disconnect': {
    access: 'manager',
    summary: 'Disconnect the line and give up its pairing. What waits to be sent goes on waiting',
    query: ForRestaurant,
    body: empty,
    reply: Line,
  },
  'POST /api/line/test': {
    access: 'manager',
    summary: "Send a test to the line's own number. 409 line_not_ready",
    query: ForRestaurant,
    body: Type.Object({ locale: Type.Optional(Locale) }, { additionalProperties: false }),
    reply: Line,
  },
  'GET /api/bot/lines': {
    access: 'bot',
    summary:
      'The lines to serve; with wait, answers once they differ from `known` or after that many seconds',
    query: Type.Object(
      {
        known: Type.Optional(Type.String({ maxLength: 64 })),
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ mark: Type.String(), lines: Type.Array(LineOrder) }),
  },
  'POST /api/bot/lines/:restaurant/state': {
    access: 'bot',
    summary: 'What the bot says of a line; said again every minute, so that silence shows',
    params: Type.Object({ restaurant: Slug }),
    body: Type.Object(
      {
        state: LineState,
        why: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        pairing: Type.Optional(Pairing),
        phone: Type.Optional(Phone),
      },
      { additionalProperties: false },
    ),
    status: 204,
  },
  'POST /api/bot/lines/:restaurant/fault': {
    access: 'bot',
    summary: 'Something went wrong that the line survived',
    params: Type.Object({ restaurant: Slug }),
    body: Type.Object(
      { what: Type.String({ minLength: 1, maxLength: 200 }) },
      { additionalProperties: false },
    ),
    status: 204,
  },
} satisfies EndpointTable;
