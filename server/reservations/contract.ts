import { type Static, Type } from 'typebox';
import { Availability, availabilityEndpoints, Reason } from '../availability/contract.ts';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Month, Nullable, Party, Slug, Time, Token } from '../contract/words.ts';
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
  cancelledLate: Type.Optional(
    Type.Boolean({ description: 'Cancelled later than guests may by themselves, whoever wrote it down' }),
  ),
  tables: Type.Array(Type.String()),
  tableIds: Type.Array(Id, { description: 'In the order of their names' }),
  pinned: Type.Boolean({ description: 'Nailed to its table: never moved to make room for others' }),
  area: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  source: Source,
  locale: Locale,
  createdAt: Instant,
  comingAt: Nullable(Instant),
  overbookedBy: Nullable(Type.String({ description: 'Who wrote it knowing that no table was left' })),
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
  },
  { additionalProperties: false },
);
export type ChangeRequest = Static<typeof ChangeRequest>;

const Tables = Type.Array(Id, {
  minItems: 1,
  maxItems: 20,
  description: 'Chosen by hand, whatever their seats; unsaid: the best that is free',
});
const Overbook = Type.Boolean({
  description: 'Without a table, knowingly, when none is left: for managers and owners (403 for a host)',
});
const Minutes = Type.Integer({
  minimum: 15,
  maximum: 720,
  description: "How long this party keeps its table; unsaid: as the service's turn times say",
});
const Notify = Type.Boolean({ description: 'Write to the guest, if there is an address; true unless said' });

/** What the staff write by hand. */
export const StaffBookRequest = Type.Object(
  {
    restaurant: Slug,
    day: Day,
    time: Time,
    party: Party,
    area: Type.Optional(Type.String({ maxLength: 80 })),
    tables: Type.Optional(Tables),
    guest: Type.Object(
      {
        id: Type.Optional(Id),
        firstName: Type.Optional(Type.String({ maxLength: 80 })),
        lastName: Type.Optional(Type.String({ maxLength: 80 })),
        phone: Type.Optional(Type.String({ maxLength: 40 })),
        email: Type.Optional(Type.String({ maxLength: 254 })),
      },
      {
        additionalProperties: false,
        description: 'Either the id of a record, or at least a first name; a walk-in may stay without a name',
      },
    ),
    remark: Type.Optional(Type.String({ maxLength: 1000 })),
    occasion: Type.Optional(Occasion),
    locale: Type.Optional(Locale),
    source: Type.Optional(Type.Enum(['staff', 'walk_in'])),
    status: Type.Optional(Type.Enum(['confirmed', 'arrived', 'seated'])),
    minutes: Type.Optional(Minutes),
    overbook: Type.Optional(Overbook),
    notify: Type.Optional(Notify),
  },
  { additionalProperties: false },
);
export type StaffBookRequest = Static<typeof StaffBookRequest>;

/** What the staff change of a reservation; what is not said stays. */
export const StaffChangeRequest = Type.Object(
  {
    day: Type.Optional(Day),
    time: Type.Optional(Time),
    party: Type.Optional(Party),
    tables: Type.Optional(Tables),
    area: Type.Optional(
      Type.String({ maxLength: 80, description: 'Only in this area; unsaid: where they were, if it can be' }),
    ),
    remark: Type.Optional(Type.String({ maxLength: 1000 })),
    occasion: Type.Optional(Nullable(Occasion)),
    minutes: Type.Optional(Minutes),
    pinned: Type.Optional(
      Type.Boolean({
        description:
          'With `tables`: whether it is nailed to them, so that nobody moves it away to make room; true unless said',
      }),
    ),
    overbook: Type.Optional(Overbook),
    notify: Type.Optional(Notify),
  },
  { additionalProperties: false },
);
export type StaffChangeRequest = Static<typeof StaffChangeRequest>;

/**
 * A slot as the staff see it: beyond the guests' lead time, horizon and party sizes; and who is in the way.
 * `online`: why guests are not offered what the staff may book.
 */
export const StaffSlot = Type.Object({
  time: Time,
  shift: Type.String(),
  status: Type.Enum(['open', 'full', 'closed'], { description: 'For the staff' }),
  reason: Type.Optional(Reason),
  online: Type.Optional(Reason),
  tables: Type.Array(Type.String(), { description: 'The place that would be taken, when open' }),
  areas: Type.Array(Type.String()),
  inTheWay: Type.Array(
    Type.Object({
      table: Type.String(),
      reservation: Nullable(Type.Object({ id: Id, name: Type.String(), party: Party, time: Time })),
    }),
    {
      maxItems: 12,
      description:
        'When full: the tables that would fit this party, and whose they are; null: no reservation',
    },
  ),
});
export type StaffSlot = Static<typeof StaffSlot>;

const Told = Type.Union([
  Type.String(),
  Type.Integer(),
  Type.Boolean(),
  Type.Array(Type.String()),
  Type.Null(),
]);

/** One entry of a reservation's history. */
export const HistoryEntry = Type.Object({
  id: Id,
  kind: Type.Enum(['booked', 'status', 'changed', 'coming']),
  at: Instant,
  by: Type.Enum(['guest', 'staff', 'clock']),
  staff: Nullable(Type.String({ description: 'Their name, when it was one of the staff' })),
  through: Type.Enum(['widget', 'page', 'chat', 'whatsapp', 'panel', 'clock']),
  undoes: Nullable(Id),
  message: Nullable(Type.String({ description: 'The word of whoever cancelled or declined' })),
  changes: Type.Array(
    Type.Object({
      what: Type.Enum([
        'status',
        'day',
        'time',
        'party',
        'tables',
        'minutes',
        'remark',
        'occasion',
        'overbooked',
        'pinned',
        'madeRoomFor',
        'outOfUse',
        'leftAsIs',
        'waited',
        'late',
      ]),
      from: Told,
      to: Told,
    }),
  ),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

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
  cancelledBy: Nullable(Type.Enum(['guest', 'staff'])),
  cancelledLate: Type.Boolean({ description: 'As in the book of the day' }),
  remark: Nullable(Type.String()),
  occasion: Nullable(Occasion),
  tables: Type.Array(Type.String()),
  source: Source,
  createdAt: Instant,
  statusAt: Instant,
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
  'PATCH /api/bookings/:token': {
    access: 'link',
    summary:
      'The guest changes it, and is never without a table in between: 409 slot_taken or slot_not_open, with alternatives, leaves all as it was; 409 cannot_change (reason request: for so many the staff are to be asked). The same wish twice is one change',
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
  'POST /api/reservations': {
    access: 'host',
    summary:
      'By hand, or a walk-in: any time of day, without lead time, horizon or party limits. 409 slot_taken with alternatives, or table_taken for tables chosen by hand, unless `overbook`',
    body: StaffBookRequest,
    reply: ReservationRow,
    status: 201,
    idempotent: true,
  },
  'PATCH /api/reservations/:id': {
    access: 'host',
    summary:
      'The staff change it; 409 slot_taken, table_taken or cannot_change leaves all as it was. The same twice is one change',
    params: ById,
    body: StaffChangeRequest,
    reply: ReservationRow,
  },
  'GET /api/reservations/availability': {
    access: 'host',
    summary:
      "A day's slots with the staff's reach, why each is refused, and who is in the way; `except`: as if that reservation were not there",
    query: Type.Object(
      {
        restaurant: Slug,
        day: Day,
        party: Party,
        except: Type.Optional(Id),
        area: Type.Optional(Type.String({ maxLength: 80, description: 'Only places there' })),
        minutes: Type.Optional(Minutes),
        time: Type.Optional({ ...Time, description: 'This hour as well, though it is none of the slots' }),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      day: Day,
      party: Party,
      reason: Type.Optional(Reason),
      slots: Type.Array(StaffSlot),
    }),
  },
  'GET /api/reservations/:id/history': {
    access: 'host',
    summary: 'Who changed what, when, and through which channel; oldest first',
    params: ById,
    reply: Type.Object({ history: Type.Array(HistoryEntry) }),
  },
  'POST /api/reservations/:id/status': {
    access: 'host',
    summary:
      'Arrived, seated, finished, no-show, cancelled, or back to confirmed. Saying it twice changes nothing',
    params: ById,
    body: Type.Object(
      {
        status: Type.Enum(['confirmed', 'arrived', 'seated', 'finished', 'no_show', 'cancelled']),
        notify: Type.Optional(Notify),
        message: Type.Optional(
          Type.String({ maxLength: 500, description: 'With cancelled: why; the guest reads it' }),
        ),
      },
      { additionalProperties: false },
    ),
    reply: ReservationRow,
  },
  'POST /api/reservations/:id/pin': {
    access: 'host',
    summary: 'Nails it to its table, or lets it go: others are moved to make room, a pinned one never',
    params: ById,
    body: Type.Object({ pinned: Type.Boolean() }, { additionalProperties: false }),
    reply: ReservationRow,
  },
  'POST /api/reservations/:id/accept': {
    access: 'host',
    summary: 'Confirms a request, and tells its guest. 409 not_requested when it waits for no answer',
    params: ById,
    body: Type.Object({ notify: Type.Optional(Notify) }, { additionalProperties: false }),
    reply: ReservationRow,
  },
  'POST /api/reservations/:id/decline': {
    access: 'host',
    summary: 'Declines a request: its table is free again, and its guest is told why, if a reason is given',
    params: ById,
    body: Type.Object(
      {
        reason: Type.Optional(Type.String({ maxLength: 500, description: 'The guest reads it' })),
        notify: Type.Optional(Notify),
      },
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
