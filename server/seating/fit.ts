/** Which tables would seat a party: pure, no database, no clock. */

/** A table or a declared combination, as one thing a party can be seated at. */
export type Place = {
  /** Physical tables, in one order everywhere, so that two bookings never wait for each other in a circle. */
  tableIds: string[];
  names: string[];
  area: string;
  minSeats: number;
  maxSeats: number;
  /** To whom it is given: everybody (also when absent), those whom the staff seat, or those who come without booking. */
  offered?: 'online' | 'staff' | 'walk_in';
};

/** A table kept for a time span, in milliseconds since the epoch; the buffer is inside. */
export type Claim = {
  tableId: string;
  from: number;
  to: number;
  /** Kept for a few minutes, for somebody who is booking or to whom it is offered. */
  held?: boolean;
};

/** The places of a room that take a party, best first: the smallest table that fits, combinations after single tables. */
export function placesFor(places: Place[], party: number, area?: string): Place[] {
  return places
    .filter((place) => place.minSeats <= party && party <= place.maxSeats && (!area || place.area === area))
    .sort(
      (a, b) =>
        a.tableIds.length - b.tableIds.length ||
        a.maxSeats - b.maxSeats ||
        b.minSeats - a.minSeats ||
        collator.compare(a.names.join(), b.names.join()),
    );
}

const collator = new Intl.Collator('en', { numeric: true });

/** Whether none of the place's tables is kept for somebody during [from, to). */
export function isFree(place: Place, claims: Map<string, Claim[]>, from: number, to: number): boolean {
  return place.tableIds.every((id) => !claims.get(id)?.some((claim) => claim.from < to && from < claim.to));
}

/** Claims by table. */
export function byTable(claims: Claim[]): Map<string, Claim[]> {
  return Map.groupBy(claims, (claim) => claim.tableId);
}
