import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, ForRestaurant, Id, Instant, Month, Party, Slug, Time } from '../contract/words.ts';

/** Why a slot or a day is not open. */
export const Reason = Type.Enum([
  'closed',
  'past',
  'too_late',
  'too_far_ahead',
  'party_too_small',
  'party_too_large',
  'paused',
  'pace',
  'no_table',
  'held',
]);
export type Reason =
  | 'closed'
  | 'past'
  | 'too_late'
  | 'too_far_ahead'
  | 'party_too_small'
  | 'party_too_large'
  | 'paused'
  | 'pace'
  | 'no_table'
  | 'held';

/** What the restaurant tells everybody of a day, in both languages. */
export const DayMessage = Type.Object({ fr: Type.String(), en: Type.String() });

export const Slot = Type.Object({
  time: Time,
  shift: Type.String(),
  status: Type.Enum(['open', 'request', 'full', 'closed'], {
    description:
      'request: bookable, and the staff answer; full: no table fits, what would fit is held by somebody for a few minutes, or enough arrive then (see reason); closed: not bookable whatever is free',
  }),
  reason: Type.Optional(Reason),
  areas: Type.Optional(
    Type.Array(Type.String(), { description: 'Areas with a table for this party, when open' }),
  ),
});
export type Slot = Static<typeof Slot>;

export const Alternative = Type.Object({ day: Day, time: Time, shift: Type.String() });
export type Alternative = Static<typeof Alternative>;

/** A time at another restaurant of the organisation, told when there is nothing here. */
export const Elsewhere = Type.Object({
  restaurant: Slug,
  name: Type.String(),
  city: Type.String(),
  day: Day,
  time: Time,
});
export type Elsewhere = Static<typeof Elsewhere>;

const ElsewhereThen = Type.Optional(
  Type.Array(Elsewhere, {
    maxItems: 9,
    description:
      'The nearest times that day at other restaurants of the organisation; only when nothing is open here that day, and there are any',
  }),
);

export const Availability = Type.Object({
  day: Day,
  party: Party,
  reason: Type.Optional(Reason),
  message: Type.Optional(DayMessage),
  slots: Type.Array(Slot),
  elsewhere: ElsewhereThen,
});
export type Availability = Static<typeof Availability>;

const subject = {
  shift: Type.Optional(Type.String({ maxLength: 60, description: 'Only this shift, by its name' })),
  area: Type.Optional(Type.String({ maxLength: 60, description: 'Only this area, by its name' })),
  table: Type.Optional(Type.String({ maxLength: 20, description: 'Only this table, by its name' })),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'For the team' })),
};

/** What is not offered for a time. Without shift, area and table: the whole house. */
export const PauseRow = Type.Object({
  id: Id,
  from: Day,
  to: Day,
  fromTime: Type.Optional(Time),
  toTime: Type.Optional(Time),
  ...subject,
  by: Type.String({ description: 'Who paused it' }),
  at: Instant,
});
export type PauseRow = Static<typeof PauseRow>;

/** A party that sits, or comes to sit, at what was just paused, and what became of it. */
export const PausedParty = Type.Object({
  id: Id,
  name: Type.String(),
  party: Party,
  day: Day,
  time: Time,
  tables: Type.Array(Type.String(), { description: 'Where they were to sit' }),
  to: Type.Optional(
    Type.Array(Type.String(), { description: 'Where they sit instead: they were moved by themselves' }),
  ),
  stays: Type.Optional(
    Type.Enum(['here', 'pinned', 'no_room', 'area'], {
      description:
        'Why they were not moved. here: they have come; pinned: nailed there by hand; no_room: nothing else is free, whoever moves; area: all of the area that they were promised is paused',
    }),
  ),
});
export type PausedParty = Static<typeof PausedParty>;

/**
 * toTime: the last arrival that is paused (one slot: the same as fromTime); of an area or a table, when it can be
 * used again. Without hours, whole days.
 */
export const NewPause = Type.Object(
  {
    from: Day,
    to: Type.Optional(Day),
    fromTime: Type.Optional(Time),
    toTime: Type.Optional(Time),
    ...subject,
  },
  { additionalProperties: false },
);
export type NewPause = Static<typeof NewPause>;

export const availabilityEndpoints = {
  'GET /api/pauses': {
    access: 'host',
    summary: 'What is paused on a day (today unless said) or later',
    query: Type.Object({ restaurant: Slug, day: Type.Optional(Day) }, { additionalProperties: false }),
    reply: Type.Object({ pauses: Type.Array(PauseRow) }),
  },
  'POST /api/pauses': {
    access: 'host',
    summary:
      'Pauses the house, a shift, an area or a table, for days and hours. What somebody cancels stays closed. Nobody who has booked loses anything: at a paused table, whoever nothing holds there moves to another of the same area, if moves make room; all others stay, and are listed as to be settled',
    query: ForRestaurant,
    body: NewPause,
    reply: Type.Object({
      ...PauseRow.properties,
      parties: Type.Array(PausedParty, {
        description: 'Of a table or an area: who sits or comes there then, soonest first',
      }),
    }),
    status: 201,
  },
  'POST /api/pauses/dry-run': {
    access: 'host',
    summary:
      'What pausing would do, without doing it: who comes then, where those of a table would sit instead, and covers a week lost',
    query: ForRestaurant,
    body: NewPause,
    reply: Type.Object({
      expected: Type.Object(
        { parties: Type.Integer(), covers: Type.Integer() },
        { description: 'Who has booked for what would be paused; all of them are kept' },
      ),
      parties: Type.Array(PausedParty, {
        description: 'Of a table or an area, as pausing would answer them',
      }),
      weeks: Type.Array(Type.Object({ monday: Day, before: Type.Integer(), after: Type.Integer() }), {
        description: 'Covers that the room can take, in the weeks that can be booked and in which it changes',
      }),
    }),
  },
  'DELETE /api/pauses/:id': {
    access: 'host',
    summary: 'Lifts a pause',
    params: Type.Object({ id: Id }),
    status: 204,
  },
  'GET /api/restaurants/:restaurant/availability': {
    access: 'public',
    summary: 'The slots of a day for a party; each refused one says why',
    params: Type.Object({ restaurant: Slug }),
    query: Type.Object({ day: Day, party: Party }, { additionalProperties: false }),
    reply: Availability,
  },
  'GET /api/restaurants/:restaurant/calendar': {
    access: 'public',
    summary: 'Which days of a month are open, full or closed for a party',
    params: Type.Object({ restaurant: Slug }),
    query: Type.Object({ month: Month, party: Party }, { additionalProperties: false }),
    reply: Type.Object({
      month: Month,
      party: Party,
      days: Type.Array(
        Type.Object({
          day: Day,
          status: Type.Enum(['open', 'full', 'closed']),
          reason: Type.Optional(Reason),
          message: Type.Optional(DayMessage),
        }),
      ),
    }),
  },
  'GET /api/restaurants/:restaurant/nearest': {
    access: 'public',
    summary: 'The open slots nearest to a wish: the same day first, then the days around it',
    params: Type.Object({ restaurant: Slug }),
    query: Type.Object({ day: Day, time: Time, party: Party }, { additionalProperties: false }),
    reply: Type.Object({
      alternatives: Type.Array(Alternative, { maxItems: 3 }),
      elsewhere: ElsewhereThen,
    }),
  },
} satisfies EndpointTable;
