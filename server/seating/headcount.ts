import type { Place } from './fit.ts';
import type { Newcomer, Seated } from './party.ts';

/**
 * Whether there are, at some moment of the newcomer's stay, more parties than the room has places for them,
 * however they are moved about. True is certain; false promises nothing. It spares a search that would have to
 * try everything before it gives up on a full house.
 */
export function tooMany(places: Place[], seated: Seated[], newcomer: Newcomer): boolean {
  const near = seated.filter((party) => party.from < newcomer.to && newcomer.from < party.to);
  const moments = new Set([newcomer.from]);
  for (const party of near) if (party.from > newcomer.from) moments.add(party.from);
  const inArea = newcomer.area ? places.filter((place) => place.area === newcomer.area) : places;
  const declared = new Map(inArea.map((place) => [place.tableIds.join(), place]));
  // One who was put where they do not fit may stay there: the count of places says nothing about them.
  const fits = ({ tableIds, party }: Seated) => {
    const place = declared.get(tableIds.join());
    return place !== undefined && place.minSeats <= party && party <= place.maxSeats;
  };
  for (const moment of moments) {
    const present = near.filter((party) => party.from <= moment && moment < party.to);
    const kept = new Set(present.filter((party) => party.fixed).flatMap((party) => party.tableIds));
    const sizes = present
      .filter((party) => !party.fixed && fits(party) && (!newcomer.area || party.area === newcomer.area))
      .map((party) => party.party);
    const left = inArea.filter((place) => !place.tableIds.some((id) => kept.has(id)));
    for (const size of new Set([newcomer.party, ...sizes])) {
      if (size > newcomer.party) continue;
      const wanted = 1 + sizes.filter((other) => other >= size).length;
      if (wanted > mostAtOnce(left, size)) return true;
    }
  }
  return false;
}

/** At most how many parties of at least that size could sit there at once. */
export function mostAtOnce(places: Place[], size: number): number {
  const large = new Set<string>();
  for (const { tableIds, maxSeats } of places)
    if (tableIds.length === 1 && maxSeats >= size) large.add(tableIds[0]!);
  // Whoever does not sit at a table that is large enough alone sits at two or more of the others.
  const joined = new Set<string>();
  for (const { tableIds, maxSeats } of places) {
    if (tableIds.length > 1 && maxSeats >= size) {
      for (const id of tableIds) if (!large.has(id)) joined.add(id);
    }
  }
  // A combination may hold a single one of the others beside a large one, which then counts already.
  return large.size + Math.floor(joined.size / 2);
}
