/**
 * Chance that can be repeated: the same seed gives the same draws, so that the demo is the same on every
 * machine and a test can say what it will hold. Not for secrets.
 */
export type Chance = {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  one<T>(items: readonly T[]): T;
  /** One of the items, each as likely as its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** A new array in another order. */
  shuffled<T>(items: readonly T[]): T[];
  /** A waiting time: many short ones, few long ones, `mean` on average. */
  wait(mean: number): number;
  /** A UUID of version 7: in the order of the instants given, as those the database makes. */
  uuid(at: number): string;
};

/** mulberry32, a small generator with a period of 2^32: plenty for some hundred thousand draws. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  const bits = (count: number) => Math.floor(fraction() * 2 ** count);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

  return {
    fraction,
    between,
    happens: (probability) => fraction() < probability,
    one: (items) => items[between(0, items.length - 1)]!,
    weighted(items) {
      let left = fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items.at(-1)![0];
    },
    shuffled(items) {
      const copy = [...items];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = between(0, at);
        [copy[at], copy[other]] = [copy[other]!, copy[at]!];
      }
      return copy;
    },
    wait: (mean) => -Math.log(1 - fraction()) * mean,
    uuid(at) {
      const time = hex(Math.floor(at), 12);
      const random = [hex(bits(12), 3), hex(0x8000 + bits(14), 4), hex(bits(24), 6) + hex(bits(24), 6)];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${random[0]}-${random[1]}-${random[2]}`;
    },
  };
}
