/**
 * Making room: pure, no database, no clock. Reservations that are neither seated nor pinned are not nailed to a
 * table; when nothing is free as it is, some of them may sit elsewhere so that one more party gets a table.
 */
import { Arrangement } from './arrangement.ts';
import { seatByChains } from './chains.ts';
import { seatWithFewMoves } from './fewMoves.ts';
import type { Place } from './fit.ts';
import { tooMany } from './headcount.ts';
import { Kinds } from './kinds.ts';
import { layOut } from './layOut.ts';
import type { Newcomer, Room, Seated } from './party.ts';

/**
 * How far is looked: how many others move at most while that is looked for one by one (`moves`), in how many
 * candidate seats (`steps`); and how long chains of any number of them are followed (`chains`).
 */
export type Bounds = { moves: number; steps: number; chains: number };
export const BOUNDS: Bounds = { moves: 3, steps: 300, chains: 800 };

/**
 * A place for the newcomer, or null when none was found within the bounds. A free one when there is one: the
 * fewest wasted seats, then the one that leaves the largest gap free beside it, for combinations too. Otherwise
 * with moves: as few as will do, and among those the fewest wasted seats; or, when that takes many, whatever seats
 * all of them. The same question has the same answer.
 */
export function makeRoom(
  places: Place[],
  seated: Seated[],
  newcomer: Newcomer,
  bounds: Bounds = BOUNDS,
): Room | null {
  const asItIs = new Arrangement(places, seated, newcomer);
  const free = asItIs.bestFree(asItIs.newcomer);
  if (free !== undefined) return { place: places[free]!, moves: [] };
  if (tooMany(places, seated, newcomer)) return null;
  const plan = new Arrangement(places, linkedWith(seated, newcomer), newcomer);
  if (seatWithFewMoves(plan, bounds)) return plan.room();
  const kinds = new Kinds(plan);
  if (!seatByChains(kinds, plan.newcomer, bounds.chains)) return null;
  if (!layOut(plan, kinds)) return null;
  plan.goBackWherePossible();
  return plan.room();
}

/**
 * Those whose stay overlaps with the newcomer's, or with that of somebody whose does, and so on: what the others do,
 * at lunch or the day before, makes no difference.
 */
function linkedWith(seated: Seated[], newcomer: Newcomer): Seated[] {
  let [from, to] = [newcomer.from, newcomer.to];
  const byStart = seated.toSorted((a, b) => a.from - b.from);
  for (const party of byStart) if (party.from < to && party.to > to && party.to > from) to = party.to;
  const byEnd = seated.toSorted((a, b) => b.to - a.to);
  for (const party of byEnd) if (party.to > from && party.from < from && party.from < to) from = party.from;
  return seated.filter((party) => party.from < to && from < party.to);
}
