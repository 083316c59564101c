import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Nullable, Party, Slug, Time, Token } from '../contract/words.ts';
import { Address } from '../restaurants/contract.ts';

export const Status = Type.Enum([
  'requested',
  'confirmed',
  'arrived',
  'seated',
  'finished',
  'declined',
  'cancelled',
  'no_show',
  'expired',
]);
export type Status =
  | 'requested'
  | 'confirmed'
  | 'arrived'
  | 'seated'
  | 'finished'
  | 'declined'
  | 'cancelled'
  | 'no_show'
  | 'expired';

export const Occasion = Type.Enum(['birthday', 'anniversary', 'business', 'celebration', 'other']);
export type Occasion = 'birthday' | 'anniversary' | 'business' | 'celebration' | 'other';

export const Source = Type.Enum(['widget', 'page', 'chat', 'whatsapp', 'staff', 'walk_in']);
export type Source = 'widget' | 'page' | 'chat' | 'whatsapp' | 'staff' | 'walk_in';

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
        phone: Type.String({ minLength: 1, maxLength: 40 }),
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
  cancellable: Type.Boolean(),
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

/** A reservation as the staff see it: a line of the day, whole. The websocket carries the same. */
export const ReservationRow = Type.Object({
  id: Id,
  reference: Type.String(),
  restaurant: Slug,
  day: Day,
  time: Time,
  startsAt: Instant,
  endsAt: Instant,
  party: Party,
  shift: Type.String(),
  status: Status,
  statusAt: Instant,
  cancelledBy: Nullable(Type.Enum(['guest', 'staff'])),
  tables: Type.Array(Type.String()),
  area: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  source: Source,
  locale: Locale,
  createdAt: Instant,
  bookedAs: Type.String({ description: 'The name given when booking' }),
  guest: Type.Object({
    id: Id,
    firstName: Type.String(),
    lastName: Type.String(),
    phone: Nullable(Type.String()),
    email: Nullable(Type.String()),
    tags: Type.Array(Type.String()),
    visits: Type.Integer(),
    noShows: Type.Integer(),
  }),
  lastChange: Nullable(
    Type.Object({ id: Id, from: Status, to: Status, at: Instant, undoable: Type.Boolean() }),
  ),
});
export type ReservationRow = Static<typeof ReservationRow>;

/** A reservation as a line of a guest's history. */
export const GuestReservation = Type.Object({
  id: Id,
  reference: Type.String(),
  restaurant: Slug,
  restaurantName: Type.String(),
  day: Day,
  time: Time,
  party: Party,
  shift: Type.String(),
  status: Status,
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  tables: Type.Array(Type.String()),
  source: Source,
  createdAt: Instant,
});
export type GuestReservation = Static<typeof GuestReservation>;

const ByToken = Type.Object({ token: Token });
const ById = Type.Object({ id: Id });

export const reservationEndpoints = {
  'POST /api/restaurants/:restaurant/reservations': {
    access: 'public',
    summary:
      'Book. The guest is found or made; 409 slot_taken carries alternatives. The same Idempotency-Key answers the same reservation',
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
  'GET /api/bookings/:token/calendar.ics': {
    access: 'link',
    summary: 'The reservation as a calendar file',
    params: ByToken,
  },
  'GET /api/reservations': {
    access: 'host',
    summary: "A day's book: its reservations, and covers per shift and per slot",
    query: Type.Object({ restaurant: Slug, day: Type.Optional(Day) }, { additionalProperties: false }),
    reply: Type.Object({
      day: Day,
      today: Day,
      now: Time,
      event: Type.Integer({ description: 'The number of the last live event this answer includes' }),
      shifts: Type.Array(
        Type.Object({
          name: Type.String(),
          first: Time,
          last: Time,
          step: Type.Integer({ description: 'Minutes' }),
          covers: Type.Integer({
            description: 'Covers expected or seated; not the cancelled, declined, no-shows',
          }),
          parties: Type.Integer(),
          slots: Type.Array(Type.Object({ time: Time, covers: Type.Integer() })),
        }),
      ),
      reservations: Type.Array(ReservationRow),
    }),
  },
  'POST /api/reservations/:id/status': {
    access: 'host',
    summary:
      'Arrived, seated, finished, no-show, cancelled, or back to confirmed. Saying it twice changes nothing',
    params: ById,
    body: Type.Object(
      { status: Type.Enum(['confirmed', 'arrived', 'seated', 'finished', 'no_show', 'cancelled']) },
      { additionalProperties: false },
    ),
    reply: ReservationRow,
  },
  'POST /api/reservations/:id/undo': {
    access: 'host',
    summary: 'Takes one status change back; 409 table_taken when somebody else has the table by now',
    params: ById,
    body: Type.Object({ change: Id }, { additionalProperties: false }),
    reply: ReservationRow,
  },
  'GET /api/guests/:id/reservations': {
    access: 'host',
    summary:
      "A guest's reservations in the whole organisation: upcoming, then past, newest first, 50 at a time",
    params: ById,
    query: Type.Object(
      { cursor: Type.Optional(Type.String({ maxLength: 200 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      upcoming: Type.Array(GuestReservation, { description: 'Soonest first; only on the first page' }),
      past: Type.Array(GuestReservation),
      cursor: Nullable(Type.String()),
    }),
  },
} satisfies EndpointTable;
