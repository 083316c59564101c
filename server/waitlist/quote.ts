import { byTable, type Claim, isFree, type Place, placesFor } from '../seating/fit.ts';

/** When each party at the door will have a table: pure arithmetic. Instants in milliseconds since the epoch. */

/** The room as it is now, and how long it goes on being one. */
export type Room = {
  now: number;
  places: Place[];
  /** Who has which table until when, the buffer inside: who sits, and who is expected. */
  claims: Claim[];
  /** When parties may sit down: the services of the day, in order. */
  hours: { from: number; to: number }[];
  /** How long a party keeps its table, the buffer inside; `at`: when it sits down. */
  stay: (party: number, at: number) => number;
};

export type Waiting = { party: number; area: string | null };

/** Where and when a party sits down; null: no table before the house closes. */
export type Seat = { at: number; place: Place } | null;

/**
 * Seats the parties of a queue in its order, each at the earliest moment at which a table that fits is free for as long
 * as it stays. Who is before them has their table first: a quote holds although everybody is seated in turn. A small
 * party may still sit down before a larger one that waits for a larger table.
 */
export function seatsOf(room: Room, queue: Waiting[]): Seat[] {
  const claims = [...room.claims];
  return queue.map(({ party, area }) => {
    const seat = firstSeat(room, byTable(claims), claims, party, area);
    if (seat) {
      const to = seat.at + room.stay(party, seat.at);
      claims.push(...seat.place.tableIds.map((tableId) => ({ tableId, from: seat.at, to })));
    }
    return seat;
  });
}

/** A table can only become free when somebody leaves it, or when a service begins. */
function firstSeat(
  { now, places, hours, stay }: Room,
  busy: Map<string, Claim[]>,
  claims: Claim[],
  party: number,
  area: string | null,
): Seat {
  const fit = placesFor(places, party, area ?? undefined);
  if (fit.length === 0) return null;
  const moments = [now, ...hours.map(({ from }) => from), ...claims.map(({ to }) => to)]
    .filter((at) => at >= now && hours.some(({ from, to }) => from <= at && at <= to))
    .sort((a, b) => a - b);
  for (const at of new Set(moments)) {
    const place = fit.find((candidate) => isFree(candidate, busy, at, at + stay(party, at)));
    if (place) return { at, place };
  }
  return null;
}

/** A wait as it is told: whole steps of five minutes, never shorter than it is. */
export function minutesUntil(now: number, at: number): number {
  return Math.ceil(Math.max(0, at - now) / 300_000) * 5;
}
