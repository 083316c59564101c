import type { Kinds } from './kinds.ts';

/** What somebody weighs more each time they are hard to seat, and how much lighter is who finds room elsewhere at once. */
const [HARDER, LIGHT] = [0.3, 4];

/**
 * Finds each party a kind of table, the newcomer too, by chains: somebody takes the place of somebody else, who takes
 * that of another, until nobody waits; false when that was not found within so many steps.
 *
 * Whoever was hard to seat again weighs more each time, and places are taken from those who weigh least: the search
 * learns by itself who must stay where they are, and leaves the corners where it would turn in a circle.
 */
export function seatByChains(kinds: Kinds, newcomer: number, steps: number): boolean {
  const weight = new Float64Array(kinds.at.length).fill(1);
  const toss = coin();
  const waiting = [newcomer];
  for (let left = steps; left > 0; left -= 1) {
    const party = waiting.pop();
    if (party === undefined) return true;
    const options = kinds.optionsOf(party);
    const free = options.find((shape) => !kinds.shortage(party, shape));
    if (free !== undefined) {
      kinds.sit(party, free);
      continue;
    }
    weight[party]! += HARDER;
    const best = lightest(kinds, party, weight, toss);
    if (!best) return false;
    for (const other of best.leaving) kinds.rise(other);
    kinds.sit(party, best.shape);
    waiting.push(...best.leaving);
  }
  return waiting.length === 0;
}

/** Where a party takes the place of those who weigh least together; null when nobody can leave any. */
function lightest(kinds: Kinds, party: number, weight: Float64Array, toss: () => boolean) {
  let best: { shape: number; leaving: number[] } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const shape of kinds.optionsOf(party)) {
    const leaving: number[] = [];
    const was: number[] = [];
    let sum = 0;
    for (
      let short = kinds.shortage(party, shape);
      short && sum < least;
      short = kinds.shortage(party, shape)
    ) {
      const other = whoLeaves(kinds, short, weight, toss);
      if (other === null) sum = Number.POSITIVE_INFINITY;
      else {
        sum += costOf(kinds, other, weight);
        leaving.push(other);
        was.push(kinds.at[other]!);
        kinds.rise(other);
      }
    }
    if (sum < least) [best, least] = [{ shape, leaving }, sum];
    for (const [index, other] of leaving.entries()) kinds.sit(other, was[index]!);
  }
  return best;
}

/** Of those who are there at that moment, the one who weighs least; of several, any. */
function whoLeaves(
  kinds: Kinds,
  { kind, moment }: { kind: number; moment: number },
  weight: Float64Array,
  toss: () => boolean,
): number | null {
  let [found, least]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const other of kinds.takersAt(kind, moment, weight)) {
    if (weight[other]! / LIGHT > least) continue;
    const cost = costOf(kinds, other, weight);
    if (cost < least || (cost === least && toss())) [found, least] = [other, cost];
  }
  return found;
}

/** What it costs that a party leaves: less if it finds room elsewhere at once. */
function costOf(kinds: Kinds, party: number, weight: Float64Array): number {
  const here = kinds.at[party]!;
  const elsewhere = kinds.optionsOf(party).some((shape) => shape !== here && !kinds.shortage(party, shape));
  return elsewhere ? weight[party]! / LIGHT : weight[party]!;
}

/** Heads or tails, the same row of them for every search: the same question has the same answer. */
function coin(): () => boolean {
  let state = 0x2545f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state < 0;
  };
}
