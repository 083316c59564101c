import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, Month, Party, Slug, Time } from '../contract/words.ts';

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
  | 'no_table';

/** What the restaurant tells everybody of a day, in both languages. */
export const DayMessage = Type.Object({ fr: Type.String(), en: Type.String() });

export const Slot = Type.Object({
  time: Time,
  shift: Type.String(),
  status: Type.Enum(['open', 'request', 'full', 'closed'], {
    description:
      'request: bookable, and the staff answer; full: no table fits, or enough arrive then (see reason); closed: not bookable whatever is free',
  }),
  reason: Type.Optional(Reason),
  areas: Type.Optional(
    Type.Array(Type.String(), { description: 'Areas with a table for this party, when open' }),
  ),
});
export type Slot = Static<typeof Slot>;

export const Alternative = Type.Object({ day: Day, time: Time, shift: Type.String() });
export type Alternative = Static<typeof Alternative>;

export const Availability = Type.Object({
  day: Day,
  party: Party,
  reason: Type.Optional(Reason),
  message: Type.Optional(DayMessage),
  slots: Type.Array(Slot),
});
export type Availability = Static<typeof Availability>;

export const availabilityEndpoints = {
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
    reply: Type.Object({ alternatives: Type.Array(Alternative, { maxItems: 3 }) }),
  },
} satisfies EndpointTable;
