/** What the staff read and write of reservations. */
import { type Static, Type } from 'typebox';
import { Reason } from '../../availability/contract.ts';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Nullable, Party, Slug, Time } from '../../contract/words.ts';
import { GuestReservation, HistoryEntry } from './past.ts';
import { Occasion, Source, Status, WishedChange } from './words.ts';

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
  /** What its guest asks for instead, and nobody has answered. */
  wished: Type.Optional(Nullable(WishedChange)),
});
export type ReservationRow = Static<typeof ReservationRow>;

export const Tables = Type.Array(Id, {
  minItems: 1,
  maxItems: 20,
  description: 'Chosen by hand, whatever their seats; unsaid: the best that is free',
});
export const Overbook = Type.Boolean({
  description: 'Without a table, knowingly, when none is left: for managers and owners (403 for a host)',
});
const Minutes = Type.Integer({
  minimum: 15,
  maximum: 720,
  description: "How long this party keeps its table; unsaid: as the service's turn times say",
});
export const Notify = Type.Boolean({
  description: 'Write to the guest, if there is an address; true unless said',
});

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

const ById = Type.Object({ id: Id });

export const staffReservationEndpoints = {
  'GET /api/reservations': {
    access: 'host',
    summary: "A day's book: its reservations, and covers per shift and per slot",
    query: Type.Object({ restaurant: Slug, day: Type.Optional(Day) }, { additionalProperties: false }),
    reply: Type.Object({
      day: Day,
      today: Day,
      now: Time,
      at: {
        ...Instant,
        description: 'The same as an instant: an hour that a clock change doubles is told apart',
      },
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
