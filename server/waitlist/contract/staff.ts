/** What the staff read and write of who waits. */
import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Nullable, Party, Slug, Time } from '../../contract/words.ts';
import { ReservationRow, Source } from '../../reservations/contract.ts';
import { Area, Nothing, Offer, Remark, strict, WaitKind, WaitStatus } from './words.ts';

const Notify = Type.Boolean({
  description: 'Write to the guest, if there is a contact; true unless said',
});

/** A wait as the staff see it. The websocket carries the same. */
export const WaitRow = Type.Object({
  id: Id,
  restaurant: Slug,
  kind: WaitKind,
  status: WaitStatus,
  statusAt: Instant,
  day: Day,
  from: Nullable(Time),
  to: Nullable(Time),
  party: Party,
  area: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  source: Source,
  locale: Locale,
  priority: Type.Integer({ description: 'Higher is asked first; among equals, who joined first' }),
  joinedAt: Instant,
  offer: Nullable(Offer),
  offers: Type.Integer({ description: 'How many offers it has had' }),
  quotedMinutes: Nullable(
    Type.Integer({
      description: 'Queue: what they were told at the door. Null: no table tonight, or a list',
    }),
  ),
  notifiedAt: Nullable(Instant),
  reservation: Nullable(
    Type.Object({ id: Id, reference: Type.String() }, { description: 'What it became, taken or seated' }),
  ),
  name: Type.String({ description: 'As given; may be empty at the door' }),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  guest: Nullable(
    Type.Object({
      id: Id,
      firstName: Type.String(),
      lastName: Type.String(),
      tags: Type.Array(Type.String()),
      visits: Type.Integer(),
      noShows: Type.Integer(),
    }),
  ),
  lastChange: Nullable(
    Type.Object({ id: Id, from: WaitStatus, to: WaitStatus, at: Instant, undoable: Type.Boolean() }),
  ),
});
export type WaitRow = Static<typeof WaitRow>;

/** Where a party of the queue stands now, computed from the room as it is: it changes without the row changing. */
export const Quote = Type.Object({
  id: Id,
  position: Type.Integer({ description: '1 is next' }),
  minutes: Nullable(Type.Integer({ description: 'From now, in steps of 5; null: no table tonight' })),
  tables: Type.Array(Type.String(), { description: 'Where they would sit; empty when nowhere' }),
});
export type Quote = Static<typeof Quote>;

export const WaitHistoryEntry = Type.Object({
  id: Id,
  at: Instant,
  from: Nullable(WaitStatus),
  to: WaitStatus,
  by: Type.Enum(['guest', 'staff', 'clock']),
  staff: Nullable(Type.String()),
  offer: Nullable(Type.Object({ time: Time, tables: Type.Array(Type.String()) })),
  undoes: Nullable(Id),
});
export type WaitHistoryEntry = Static<typeof WaitHistoryEntry>;

const StaffGuest = Type.Object(
  {
    id: Type.Optional(Id),
    firstName: Type.Optional(Type.String({ maxLength: 80 })),
    lastName: Type.Optional(Type.String({ maxLength: 80 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
  },
  strict,
);

/** The staff put somebody on the waitlist: a record of the guest book, or a first name with a phone or an address. */
export const StaffJoinRequest = Type.Object(
  {
    restaurant: Slug,
    day: Day,
    from: Time,
    to: Time,
    party: Party,
    area: Type.Optional(Area),
    guest: StaffGuest,
    remark: Type.Optional(Remark),
    locale: Type.Optional(Locale),
    notify: Type.Optional(Notify),
  },
  strict,
);
export type StaffJoinRequest = Static<typeof StaffJoinRequest>;

/** A party at the door, for today. */
export const QueueRequest = Type.Object(
  {
    restaurant: Slug,
    party: Party,
    area: Type.Optional(Area),
    guest: StaffGuest,
    remark: Type.Optional(Remark),
    locale: Type.Optional(Locale),
    notify: Type.Optional(Notify),
  },
  strict,
);
export type QueueRequest = Static<typeof QueueRequest>;

const ById = Type.Object({ id: Id });

export const staffWaitEndpoints = {
  'GET /api/waitlist': {
    access: 'host',
    summary:
      'Who waits on a day (today unless said): the waitlist in the order of asking, the queue in its order, then those that ended that day',
    query: Type.Object({ restaurant: Slug, day: Type.Optional(Day) }, strict),
    reply: Type.Object({
      day: Day,
      today: Day,
      now: Time,
      event: Type.Integer({ description: 'The number of the last live event this answer includes' }),
      open: Type.Boolean({ description: 'Whether guests may join by themselves' }),
      counts: Type.Object({
        waiting: Type.Integer({ description: 'On the waitlist, without an offer' }),
        offered: Type.Integer(),
        queue: Type.Integer({ description: 'Parties at the door' }),
        queueCovers: Type.Integer(),
      }),
      list: Type.Array(WaitRow),
      queue: Type.Array(WaitRow),
      quotes: Type.Array(Quote, { description: 'One for each party of the queue; for today alone' }),
    }),
  },
  'GET /api/waitlist/quote': {
    access: 'host',
    summary: 'What a party that came to the door now would be told, behind those that wait',
    query: Type.Object({ restaurant: Slug, party: Party, area: Type.Optional(Area) }, strict),
    reply: Type.Object({
      position: Type.Integer(),
      minutes: Nullable(Type.Integer()),
      tables: Type.Array(Type.String()),
    }),
  },
  'POST /api/waitlist': {
    access: 'host',
    summary: 'The staff put somebody on the waitlist, also of a day that is not full. 409 already_waiting',
    body: StaffJoinRequest,
    reply: WaitRow,
    status: 201,
    idempotent: true,
  },
  'POST /api/waitlist/queue': {
    access: 'host',
    summary: 'A party at the door joins the queue of today, with the wait that is quoted to them',
    body: QueueRequest,
    reply: WaitRow,
    status: 201,
    idempotent: true,
  },
  'GET /api/waitlist/:id/history': {
    access: 'host',
    summary: 'What became of it, oldest first',
    params: ById,
    reply: Type.Object({ history: Type.Array(WaitHistoryEntry) }),
  },
  'POST /api/waitlist/:id/offer': {
    access: 'host',
    summary:
      'Offers a time of its day to somebody on the waitlist, whoever is before them. 409 slot_taken, slot_not_open, cannot_change',
    params: ById,
    body: Type.Object({ time: Time, notify: Type.Optional(Notify) }, strict),
    reply: WaitRow,
  },
  'POST /api/waitlist/:id/withdraw': {
    access: 'host',
    summary: 'Takes somebody off the waitlist; what was offered to them goes to the next. Twice is once',
    params: ById,
    body: Nothing,
    reply: WaitRow,
  },
  'POST /api/waitlist/:id/notify': {
    access: 'host',
    summary: '“Your table is ready”, by SMS or email if there is a contact (`notify`); twice is once',
    params: ById,
    body: Type.Object({ notify: Type.Optional(Notify) }, strict),
    reply: WaitRow,
  },
  'POST /api/waitlist/:id/seat': {
    access: 'host',
    summary:
      'Seats a party of the queue, as a walk-in: at these tables, or at the best that is free. 409 slot_taken, table_taken, cannot_change',
    params: ById,
    body: Type.Object({ tables: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20 })) }, strict),
    reply: Type.Object({ wait: WaitRow, reservation: ReservationRow }),
  },
  'POST /api/waitlist/:id/gave-up': {
    access: 'host',
    summary: 'They have gone; twice is once',
    params: ById,
    body: Nothing,
    reply: WaitRow,
  },
  'POST /api/waitlist/:id/undo': {
    access: 'host',
    summary:
      'Takes one change back (withdrawn, gave_up, notified, left, seated). 409 cannot_undo when it has moved on since',
    params: ById,
    body: Type.Object({ change: Id }, strict),
    reply: WaitRow,
  },
} satisfies EndpointTable;
