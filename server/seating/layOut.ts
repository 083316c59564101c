import type { Arrangement } from './arrangement.ts';
import type { Kinds } from './kinds.ts';

/**
 * Lays out over the tables what was found for kinds of tables, so that few sit elsewhere than before. False when some
 * were left over, and then the arrangement is in no order.
 */
export function layOut(plan: Arrangement, kinds: Kinds): boolean {
  const shapeOf = new Map(
    kinds.shapes.flatMap(({ places }, shape) => places.map((place) => [place, shape] as const)),
  );
  const all = [...plan.parties.keys()].filter((party) => kinds.at[party]! >= 0);
  all.sort((a, b) => plan.parties[a]!.from - plan.parties[b]!.from || a - b);
  const others = all.filter((party) => shapeOf.get(plan.at[party]!) !== kinds.at[party]);
  // Whoever changes kind sits down where it is free, or where a few tables exchange their parties.
  for (const party of others) if (party !== plan.newcomer) plan.leave(party);
  const left = others.filter((party) => {
    const { places } = kinds.shapes[kinds.at[party]!]!;
    return !sitAmong(plan, party, places) && !sitByExchange(plan, party, places);
  });
  if (left.length === 0) return true;
  const near = nearbyShapes(kinds, left);
  const anew = all.filter((party) => near.has(kinds.at[party]!));
  for (const stay of [true, false]) {
    for (const party of anew) if (plan.at[party]! >= 0) plan.leave(party);
    if (anew.every((party) => sitAgain(plan, kinds, party, stay))) return true;
  }
  return false;
}

/** How many tables exchange their parties at most, and among how many they are looked for. */
const [EXCHANGED, LOOKED_AT] = [3, 12];

/** Finds a party a seat among places that are alike, when two or three of them exchange who sits there. */
function sitByExchange(plan: Arrangement, party: number, places: number[]): boolean {
  const near = places
    .map((place) => ({ place, leaving: plan.leaving(party, place) }))
    .filter(({ leaving }) => leaving !== null)
    .sort((a, b) => a.leaving!.length - b.leaving!.length)
    .slice(0, LOOKED_AT)
    .map(({ place }) => place);
  for (let many = 2; many <= EXCHANGED; many += 1)
    for (const some of choicesOf(near, many)) if (layOutAmong(plan, party, some)) return true;
  return false;
}

/** Seats a party and all who sit at some places among these anew; false, with nothing changed. */
function layOutAmong(plan: Arrangement, party: number, places: number[]): boolean {
  const there = plan.sittingAt(places);
  if (there.some((other) => plan.fixed[other])) return false;
  const undo = there.map((other) => plan.leave(other));
  const anew = [...there, party].sort((a, b) => plan.parties[a]!.from - plan.parties[b]!.from);
  const sat: number[] = [];
  for (const one of anew) {
    if (!sitAmong(plan, one, places)) break;
    sat.push(one);
  }
  if (sat.length === anew.length) return true;
  for (const one of sat) plan.leave(one);
  for (const back of undo) back();
  return false;
}

function* choicesOf(places: number[], many: number, from = 0): Generator<number[]> {
  if (many === 0) yield [];
  else
    for (let index = from; index <= places.length - many; index += 1)
      for (const rest of choicesOf(places, many - 1, index + 1)) yield [places[index]!, ...rest];
}

/** The shapes that share tables with those of the parties, and with each other. */
function nearbyShapes(kinds: Kinds, parties: number[]): Set<number> {
  const near = new Set(parties.map((party) => kinds.at[party]!));
  for (const shape of near) {
    const own = new Set(kinds.shapes[shape]!.takes.map(([kind]) => kind));
    for (const [other, { takes }] of kinds.shapes.entries())
      if (takes.some(([kind]) => own.has(kind))) near.add(other);
  }
  return near;
}

/** Those who come first sit down first: of tables that are alike there is then always one, whichever they take. */
function sitAgain(plan: Arrangement, kinds: Kinds, party: number, stay: boolean): boolean {
  const { places } = kinds.shapes[kinds.at[party]!]!;
  const home = plan.homePlace[party]!;
  return (stay && places.includes(home) && sitAmong(plan, party, [home])) || sitAmong(plan, party, places);
}

function sitAmong(plan: Arrangement, party: number, places: number[]): boolean {
  const free = plan.bestFree(party, places);
  if (free !== undefined) plan.sit(party, free);
  return free !== undefined;
}
