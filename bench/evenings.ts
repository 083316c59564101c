import type { Place } from '../server/seating/fit.ts';
import type { Seated } from '../server/seating/party.ts';

/** Evenings made up by chance, the same for the same seed: rooms, and parties in the order in which they ask. */

/** Minutes of the evening; 0 is when the doors open. */
export type Asking = { party: number; from: number; to: number };

/** A number in [0, 1) at each call (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Half the parties are of two. */
export const mix: [party: number, share: number][] = [
  [1, 0.05],
  [2, 0.5],
  [3, 0.12],
  [4, 0.18],
  [5, 0.05],
  [6, 0.06],
  [7, 0.02],
  [8, 0.02],
];

function partyOf(drawn: number): number {
  let reached = 0;
  for (const [party, share] of mix) {
    reached += share;
    if (drawn < reached) return party;
  }
  return 2;
}

/** Of 20 tables: ten for 1–2, seven for 2–4, two for 4–6, one for 5–8; pairs of neighbours may be joined. */
export function roomOf(tables: number): Place[] {
  const places: Place[] = [];
  const seats = (index: number): [number, number] => {
    const kind = index % 20;
    return kind < 10 ? [1, 2] : kind < 17 ? [2, 4] : kind < 19 ? [4, 6] : [5, 8];
  };
  const id = (index: number) => String(index).padStart(3, '0');
  for (let index = 0; index < tables; index += 1) {
    const [minSeats, maxSeats] = seats(index);
    places.push({ tableIds: [id(index)], names: [id(index)], area: 'Salle', minSeats, maxSeats });
  }
  for (let index = 0; index + 1 < tables; index += 3) {
    const [one, other] = [seats(index)[1], seats(index + 1)[1]];
    if (one + other > 8) continue;
    const tableIds = [id(index), id(index + 1)];
    places.push({
      tableIds,
      names: tableIds,
      area: 'Salle',
      minSeats: Math.max(one, other) + 1,
      maxSeats: one + other,
    });
  }
  return places;
}

/** The last seating, in minutes after the doors open. */
const LAST = 180;

/**
 * The parties of one evening, until as many people have asked as the room has seats, twice over, times `load`. They
 * come on the quarter and stay 90 minutes up to two, 105 up to four, 150 above, and 15 for the table to be laid.
 */
export function evening(tables: number, load: number, seed: number): Asking[] {
  const next = chance(seed);
  const seats = roomOf(tables)
    .filter((place) => place.tableIds.length === 1)
    .reduce((sum, place) => sum + place.maxSeats, 0);
  const wanted = seats * 2 * load;
  const asking: Asking[] = [];
  for (let asked = 0; asked < wanted; ) {
    const party = partyOf(next());
    // Two humps, at the first and at the second seating.
    const hump = next() < 0.45 ? 30 : 135;
    const wished = hump + (next() + next() - 1) * 75;
    const from = Math.min(LAST, Math.max(0, Math.round(wished / 15) * 15));
    const stay = (party <= 2 ? 90 : party <= 4 ? 105 : 150) + 15;
    asking.push({ party, from, to: from + stay });
    asked += party;
  }
  return asking;
}

/** Parties that sit, as packing takes them: named by their position, and nailed to nothing. */
export function seatingOf(asking: Asking[], seats: Place[]): Seated[] {
  return asking.map((one, index) => ({
    ...one,
    id: String(index),
    tableIds: seats[index]!.tableIds,
    fixed: false,
    area: null,
  }));
}
