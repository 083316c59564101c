import { type Static, Type } from 'typebox';
import type { EndpointTable } from '../contract/endpoint.ts';
import { Day, ForRestaurant, Id, Instant, Nullable, Slug } from '../contract/words.ts';
import { ReservationRow } from '../reservations/contract.ts';
import type { Unfit } from '../settings/contract.ts';

/**
 * What lies on the host's desk: requests that wait for an answer, reservations that something is wrong with, and
 * what the team tells each other for a day.
 */

export const Why = Type.Enum(
  ['no_table', 'table_paused', 'table_retired', 'table_too_small', 'closed', 'no_slot', 'pace'],
  {
    description:
      'no_table: it has none; table_paused: what it keeps is out of use then; table_retired, table_too_small: of what it keeps; closed: no service that day; no_slot: no such time any more; pace: too many arrive then, and it came after the others',
  },
);
export type Why = 'no_table' | 'table_paused' | Unfit['why'];

/** A coming reservation that cannot be honoured as it stands, and why. */
export const Unsettled = Type.Object({ reservation: ReservationRow, why: Why });
export type Unsettled = Static<typeof Unsettled>;

/** What the team notes for a day of service. The websocket carries the same. */
export const DayNote = Type.Object({
  restaurant: Slug,
  day: Day,
  text: Type.String({ description: 'Empty: nothing is noted' }),
  version: Type.Integer({ description: 'Rises with each change; 0: never written' }),
  by: Nullable(Type.String({ description: 'Who wrote it last' })),
  at: Nullable(Instant),
});
export type DayNote = Static<typeof DayNote>;

const strict = { additionalProperties: false };

export const deskEndpoints = {
  'GET /api/desk': {
    access: 'host',
    summary:
      'Requests of all coming days that wait for an answer, and coming reservations that no longer fit the service, the room or its pauses; both soonest first, computed anew each time',
    query: ForRestaurant,
    reply: Type.Object({
      event: Type.Integer({ description: 'The number of the last live event this answer includes' }),
      requests: Type.Array(ReservationRow),
      wishes: Type.Array(ReservationRow, {
        description: 'Confirmed, and their guest asks for something else (`wished`)',
      }),
      unsettled: Type.Array(Unsettled),
    }),
  },
  'POST /api/reservations/:id/leave-as-is': {
    access: 'host',
    summary:
      'Leaves a reservation as it is, knowingly: it is no longer listed for that reason until it or the service changes. Written into its history',
    params: Type.Object({ id: Id }),
    body: Type.Object({ why: Why }, strict),
    reply: ReservationRow,
  },
  'GET /api/day-notes': {
    access: 'host',
    summary: "The team's note of a day",
    query: Type.Object({ restaurant: Slug, day: Day }, strict),
    reply: Type.Object({
      event: Type.Integer({ description: 'The number of the last live event this answer includes' }),
      note: DayNote,
    }),
  },
  'PUT /api/day-notes': {
    access: 'host',
    summary:
      'Writes it. 409 stale_note, with the `note` as it is now, when somebody has written since the version that was read: nothing of theirs is lost',
    query: Type.Object({ restaurant: Slug, day: Day }, strict),
    body: Type.Object(
      {
        text: Type.String({ maxLength: 2000 }),
        version: Type.Integer({ minimum: 0, description: 'As it was read' }),
      },
      strict,
    ),
    reply: DayNote,
  },
} satisfies EndpointTable;
