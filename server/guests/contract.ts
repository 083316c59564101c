import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, Id, Instant, Locale, Nullable, Slug } from '../contract/words.ts';

/** A guest's counters. First and last visit are the first and last reservation that was not cancelled (F73, F74). */
export const GuestStatistics = Type.Object({
  reservations: Type.Integer(),
  upcoming: Type.Integer(),
  visits: Type.Integer({ description: 'Reservations that were honoured: arrived, seated or finished' }),
  noShows: Type.Integer(),
  cancellations: Type.Integer(),
  covers: Type.Integer({ description: 'Covers of all honoured visits' }),
  firstVisit: Nullable(Day),
  lastVisit: Nullable(Day),
});
export type GuestStatistics = Static<typeof GuestStatistics>;

const identity = {
  id: Id,
  firstName: Type.String(),
  lastName: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164' })),
  locale: Locale,
  tags: Type.Array(Type.String()),
};

/** A guest as a line of the list; the counters are those of the whole organisation. */
export const GuestRow = Type.Object({
  ...identity,
  phoneFormatted: Nullable(Type.String({ description: 'As people of its country write it' })),
  visits: Type.Integer(),
  noShows: Type.Integer(),
  cancellations: Type.Integer(),
  lastVisit: Nullable(Day),
});
export type GuestRow = Static<typeof GuestRow>;

/** A guest's whole record: information and statistics. Consents, reservations and messages have their own endpoints. */
export const GuestRecord = Type.Object({
  ...identity,
  phoneFormatted: Nullable(Type.String({ description: 'As people of its country write it' })),
  country: Nullable(Type.String({ description: 'ISO 3166-1 alpha-2, from the phone number' })),
  since: Instant,
  source: Type.String({ description: 'Through which channel the record was made' }),
  here: GuestStatistics,
  everywhere: GuestStatistics,
});
export type GuestRecord = Static<typeof GuestRecord>;

export const guestEndpoints = {
  'GET /api/guests': {
    access: 'host',
    summary:
      'The guest book, by newest visit or by family name; or what matches as one types (name, email, phone however written)',
    query: Type.Object(
      {
        search: Type.Optional(Type.String({ maxLength: 100 })),
        restaurant: Type.Optional(Slug),
        sort: Type.Optional(
          Type.Enum(['last_visit', 'name'], {
            description: 'name: family name first, É beside E. A cursor goes on only in its own order',
          }),
        ),
        cursor: Type.Optional(Type.String({ maxLength: 1000 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({ guests: Type.Array(GuestRow), cursor: Nullable(Type.String()) }),
  },
  'GET /api/guests/:id': {
    access: 'host',
    summary: "A guest's record: information and statistics, here and across the organisation",
    params: Type.Object({ id: Id }),
    query: Type.Object({ restaurant: Slug }, { additionalProperties: false }),
    reply: GuestRecord,
  },
} satisfies EndpointTable;
