import type { Place } from '../server/seating/fit.ts';
import { mostAtOnce } from '../server/seating/headcount.ts';
import type { Asking } from './evenings.ts';

/**
 * More covers than any seating of these parties can reach, even one that knew them all beforehand and could split
 * each of them over tables, moments and chance: at no moment may those who are there be more than the room holds,
 * by size. The least of a ceiling per moment would be too high, so moments are priced together: the dual of the
 * fractional choice of parties under the headcounts of every moment, brought down by subgradient steps. Every dual
 * value is a ceiling, so the best one found is kept, however far the steps went.
 */
export function ceiling(places: Place[], asking: Asking[], rounds = 600): number {
  const sizes = [...new Set(asking.map(({ party }) => party))].sort((a, b) => a - b);
  const moments = [...new Set(asking.map(({ from }) => from))].sort((a, b) => a - b);
  // Parties of at least a size that can sit at one moment.
  const limits = sizes.map((size) => mostAtOnce(places, size));
  const prices = sizes.map(() => moments.map(() => 0));
  const rows = asking.map(({ party, from, to }) => ({
    party,
    sizes: sizes.flatMap((size, index) => (size <= party ? [index] : [])),
    moments: moments.flatMap((moment, index) => (from <= moment && moment < to ? [index] : [])),
  }));
  let best = asking.reduce((total, { party }) => total + party, 0);
  for (let round = 0; round < rounds; round += 1) {
    const there = sizes.map(() => moments.map(() => 0));
    let value = 0;
    for (const row of rows) {
      let price = 0;
      for (const size of row.sizes) for (const moment of row.moments) price += prices[size]![moment]!;
      if (row.party <= price) continue;
      value += row.party - price;
      for (const size of row.sizes) for (const moment of row.moments) there[size]![moment]! += 1;
    }
    let slack = 0;
    for (const [size, limit] of limits.entries()) {
      for (const moment of moments.keys()) {
        value += limit * prices[size]![moment]!;
        slack += (there[size]![moment]! - limit) ** 2;
      }
    }
    best = Math.min(best, value);
    const step = (0.03 * best) / ((1 + round / 40) * (slack || 1));
    for (const [size, limit] of limits.entries()) {
      for (const moment of moments.keys()) {
        const price = prices[size]![moment]! + step * (there[size]![moment]! - limit);
        prices[size]![moment] = Math.max(0, price);
      }
    }
  }
  return Math.floor(best + 1e-6);
}
