/** What guests read and write of their reservations. */
import { type Static, Type } from 'typebox';
import { Availability, availabilityEndpoints } from '../../availability/contract.ts';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Day, Instant, Locale, Month, Nullable, Party, Slug, Time, Token } from '../../contract/words.ts';
import { Address } from '../../restaurants/contract.ts';
import { Occasion, Status, WishedChange } from './words.ts';

/** What a guest sends to book. Strings are trimmed by the server; empty optional ones count as absent. */
export const BookRequest = Type.Object(
  {
    day: Day,
    time: Time,
    party: Party,
    area: Type.Optional(Type.String({ maxLength: 80, description: 'Only in this area' })),
    guest: Type.Object(
      {
        firstName: Type.String({ minLength: 1, maxLength: 80 }),
        lastName: Type.String({
          maxLength: 80,
          description: 'Empty when the guest gave a single name, as in a chat',
        }),
        phone: Type.Optional(
          Type.String({
            maxLength: 40,
            description: "Required unless the restaurant's form asks for an email address instead",
          }),
        ),
        phoneCountry: Type.Optional(
          Type.String({
            pattern: '^[A-Z]{2}$',
            description: "How to read the number; the restaurant's country unless said",
          }),
        ),
        email: Type.Optional(Type.String({ maxLength: 254 })),
      },
      { additionalProperties: false },
    ),
    hold: Type.Optional(
      Type.String({ maxLength: 100, description: 'Token of a hold: its table becomes theirs' }),
    ),
    remark: Type.Optional(Type.String({ maxLength: 1000 })),
    occasion: Type.Optional(Occasion),
    consents: Type.Optional(
      Type.Object(
        {
          email: Type.Optional(Type.Boolean()),
          sms: Type.Optional(Type.Boolean()),
          whatsapp: Type.Optional(Type.Boolean()),
          version: Type.Optional(Type.String({ maxLength: 20, description: 'Of the words that were shown' })),
        },
        { additionalProperties: false },
      ),
    ),
    locale: Locale,
    source: Type.Optional(
      Type.Enum(['widget', 'page', 'chat', 'whatsapp'], {
        description: 'chat and whatsapp: only with the bot token',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BookRequest = Static<typeof BookRequest>;

/** A reservation as its guest sees it. */
export const Booking = Type.Object({
  reference: Type.String(),
  token: Type.String(),
  manageUrl: Type.String(),
  calendarUrl: Type.String({ description: 'A calendar file (.ics)' }),
  status: Status,
  day: Day,
  time: Time,
  startsAt: Instant,
  endsAt: Instant,
  party: Party,
  shift: Type.String(),
  area: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  firstName: Type.String(),
  lastName: Type.String(),
  locale: Locale,
  cancellable: Type.Boolean({ description: 'The guest may still cancel it by themselves' }),
  changeable: Type.Boolean({ description: 'The guest may still change it by themselves' }),
  cancelUntil: Nullable({ ...Instant, description: 'Until when guests may; null: never by themselves' }),
  changeUntil: Nullable({ ...Instant, description: 'The same for changing' }),
  coming: Type.Boolean({ description: 'The guest has said that they come' }),
  confirmable: Type.Boolean({ description: 'The guest may still say so' }),
  /** What they asked for instead: waiting for an answer, or declined. */
  wished: Type.Optional(Nullable(WishedChange)),
  restaurant: Type.Object({
    slug: Slug,
    name: Type.String(),
    phone: Nullable(Type.String({ description: 'E.164' })),
    phoneFormatted: Nullable(Type.String({ description: 'As people of its country write it' })),
    address: Address,
    timeZone: Type.String(),
    accent: Nullable(Type.String()),
  }),
});
export type Booking = Static<typeof Booking>;

/** What a guest changes of their reservation; what is not said stays. An empty remark takes it away. */
export const ChangeRequest = Type.Object(
  {
    day: Type.Optional(Day),
    time: Type.Optional(Time),
    party: Type.Optional(Party),
    area: Type.Optional(
      Type.String({ maxLength: 80, description: 'Only in this area; unsaid: where they were, if it can be' }),
    ),
    remark: Type.Optional(Type.String({ maxLength: 1000 })),
    ask: Type.Optional(
      Type.Boolean({
        description:
          'Where the restaurant is to be asked: ask it. The answer is then the reservation as it was, with what is `wished`',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ChangeRequest = Static<typeof ChangeRequest>;

const ByToken = Type.Object({ token: Token });

export const guestReservationEndpoints = {
  'POST /api/restaurants/:restaurant/reservations': {
    access: 'public',
    summary:
      'Book. The guest is found or made; 409 slot_taken carries alternatives, and the areas that have a table then where only one was wished. The same Idempotency-Key answers the same reservation',
    params: Type.Object({ restaurant: Slug }),
    body: BookRequest,
    reply: Booking,
    status: 201,
    idempotent: true,
    perMinute: 30,
  },
  'GET /api/bookings/:token': {
    access: 'link',
    summary: "A guest's own reservation",
    params: ByToken,
    reply: Booking,
  },
  'POST /api/bookings/:token/cancel': {
    access: 'link',
    summary: 'The guest cancels; cancelling twice answers the same',
    params: ByToken,
    body: Type.Object(
      { message: Type.Optional(Type.String({ maxLength: 500 })) },
      { additionalProperties: false },
    ),
    reply: Booking,
  },
  'PATCH /api/bookings/:token': {
    access: 'link',
    summary:
      'The guest changes it, and is never without a table in between: 409 slot_taken or slot_not_open, with alternatives, leaves all as it was; 409 cannot_change; with the reason request where the staff are to be asked, and `ask` was not said. The same wish twice is one change',
    params: ByToken,
    body: ChangeRequest,
    reply: Booking,
    perMinute: 30,
  },
  'POST /api/bookings/:token/confirm-coming': {
    access: 'link',
    summary: 'The guest says that they come; saying it twice changes nothing. 409 cannot_change',
    params: ByToken,
    reply: Booking,
  },
  'GET /api/bookings/:token/availability': {
    access: 'link',
    summary: 'The slots of a day, as if this reservation were not there',
    params: ByToken,
    query: Type.Object({ day: Day, party: Party }, { additionalProperties: false }),
    reply: Availability,
  },
  'GET /api/bookings/:token/nearest': {
    access: 'link',
    summary: 'The open slots nearest to a wish, as if this reservation were not there',
    params: ByToken,
    query: Type.Object({ day: Day, time: Time, party: Party }, { additionalProperties: false }),
    reply: availabilityEndpoints['GET /api/restaurants/:restaurant/nearest'].reply,
  },
  'GET /api/bookings/:token/calendar': {
    access: 'link',
    summary: 'The days of a month, as if this reservation were not there',
    params: ByToken,
    query: Type.Object({ month: Month, party: Party }, { additionalProperties: false }),
    reply: availabilityEndpoints['GET /api/restaurants/:restaurant/calendar'].reply,
  },
  'GET /api/bookings/:token/calendar.ics': {
    access: 'link',
    summary: 'The reservation as a calendar file',
    params: ByToken,
  },
} satisfies EndpointTable;
