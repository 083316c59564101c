/** What guests, and the bot for them, read and write of their waits. */
import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Nullable, Party, Slug, Time, Token } from '../../contract/words.ts';
import { BookRequest, Status } from '../../reservations/contract.ts';
import { Area, Nothing, Offer, Remark, strict, WaitKind, WaitStatus } from './words.ts';

/**
 * What a guest sends to wait for a table. `to` before `from` is after midnight. Strings are trimmed by the server;
 * empty optional ones count as absent.
 */
export const JoinRequest = Type.Object(
  {
    day: Day,
    from: Time,
    to: Time,
    party: Party,
    area: Type.Optional(Area),
    guest: BookRequest.properties.guest,
    remark: Type.Optional(Remark),
    consents: BookRequest.properties.consents,
    locale: Locale,
    source: BookRequest.properties.source,
    conversation: Type.Optional(
      Type.String({
        maxLength: 36,
        description: 'The chat it comes from: offers are told there. For the bot',
      }),
    ),
  },
  strict,
);
export type JoinRequest = Static<typeof JoinRequest>;

/** A wait as its guest sees it, on the page /w/TOKEN. */
export const GuestWait = Type.Object({
  token: Type.String(),
  waitUrl: Type.String({ description: 'The page of this wait' }),
  kind: WaitKind,
  status: WaitStatus,
  now: Instant,
  day: Day,
  from: Nullable(Time),
  to: Nullable(Time),
  party: Party,
  area: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  firstName: Type.String(),
  lastName: Type.String(),
  locale: Locale,
  joinedAt: Instant,
  offer: Nullable(Offer),
  position: Nullable(
    Type.Integer({ description: 'Queue, while waiting: 1 is next. The waitlist tells nobody their place' }),
  ),
  minutes: Nullable(
    Type.Integer({
      description: 'Queue, while waiting: what the wait is expected to be from now. Null: no table tonight',
    }),
  ),
  booking: Nullable(
    Type.Object(
      {
        token: Type.String(),
        reference: Type.String(),
        manageUrl: Type.String(),
        status: Status,
        day: Day,
        time: Time,
      },
      {
        description:
          'Of the waitlist, once taken. requested: the restaurant still answers, as it would any such booking',
      },
    ),
  ),
  restaurant: Type.Object({
    slug: Slug,
    name: Type.String(),
    phone: Nullable(Type.String({ description: 'E.164' })),
    phoneFormatted: Nullable(Type.String()),
    timeZone: Type.String(),
    accent: Nullable(Type.String()),
  }),
});
export type GuestWait = Static<typeof GuestWait>;

const ByToken = Type.Object({ token: Token });

export const guestWaitEndpoints = {
  'POST /api/restaurants/:restaurant/waitlist': {
    access: 'public',
    summary:
      'Wait for a table of a full day. 409 waitlist_closed; not_full with alternatives (something of that range can be booked now); slot_not_open with the reason (nothing of it ever could). A contact that waits already is answered like any other, and reads of it in a message of its own. The same Idempotency-Key answers the same wait',
    params: Type.Object({ restaurant: Slug }),
    body: JoinRequest,
    reply: GuestWait,
    status: 201,
    idempotent: true,
    perMinute: 30,
  },
  'GET /api/waits/:token': {
    access: 'link',
    summary: "A guest's own wait",
    params: ByToken,
    reply: GuestWait,
  },
  'POST /api/waits/:token/accept': {
    access: 'link',
    summary:
      'The guest takes what is offered: it becomes a reservation (`booking`). Twice is once. 409 offer_over with alternatives; 409 not_offered',
    params: ByToken,
    body: Nothing,
    reply: GuestWait,
    perMinute: 30,
  },
  'POST /api/waits/:token/decline': {
    access: 'link',
    summary: 'The guest does not take it; the next is asked at once. Twice is once. 409 not_offered',
    params: ByToken,
    body: Nothing,
    reply: GuestWait,
    perMinute: 30,
  },
  'POST /api/waits/:token/leave': {
    access: 'link',
    summary: 'The guest waits no longer. Twice is once. 409 cannot_change what has ended otherwise',
    params: ByToken,
    body: Nothing,
    reply: GuestWait,
    perMinute: 30,
  },
  'GET /api/bot/conversations/:id/waits': {
    access: 'bot',
    summary: 'Waits that are open, under the number that the line itself proves or begun in this very chat',
    params: Type.Object({ id: Id }),
    reply: Type.Object({ waits: Type.Array(Type.Object({ token: Type.String() })) }),
  },
} satisfies EndpointTable;
