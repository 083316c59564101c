import type { Arrangement } from './arrangement.ts';

/**
 * Seats the newcomer at the price of as few moves as will do, and among those with the fewest wasted seats; false,
 * with nothing changed, when that takes more than so many moves or more candidate seats than `steps` to find.
 */
export function seatWithFewMoves(plan: Arrangement, bounds: { moves: number; steps: number }): boolean {
  const search = new FewMoves(plan, bounds.steps);
  for (let moves = 1; moves <= bounds.moves && search.steps > 0 && search.wasCut; moves += 1) {
    search.wasCut = false;
    if (search.seat([plan.newcomer], moves)) return true;
  }
  return false;
}

type Option = { place: number; leaving: number[] };

class FewMoves {
  steps: number;
  /** Whether something was not tried only because it takes more moves than allowed. */
  wasCut = true;
  private readonly plan: Arrangement;
  /** Those that have a new place already: they stay there. */
  private readonly settled = new Set<number>();

  constructor(plan: Arrangement, steps: number) {
    this.plan = plan;
    this.steps = steps;
  }

  /** Seats all that wait, at the price of at most `moves` more leaving their place; false, with nothing changed. */
  seat(waiting: number[], moves: number): boolean {
    if (waiting.length === 0) return true;
    let [party, best]: [number, Option[] | null] = [-1, null];
    // Whoever has the fewest ways to sit comes first: a dead end shows early.
    for (const candidate of waiting) {
      const options = this.options(candidate, moves);
      if (best === null || options.length < best.length) [party, best] = [candidate, options];
      if (options.length === 0) return false;
    }
    const others = waiting.filter((other) => other !== party);
    for (const { place, leaving } of best!) {
      if (this.steps <= 0) return false;
      this.steps -= 1;
      const undo = leaving.map((other) => this.plan.leave(other));
      this.plan.sit(party, place);
      this.settled.add(party);
      if (this.seat([...others, ...leaving], moves - leaving.length)) return true;
      this.settled.delete(party);
      this.plan.leave(party);
      for (const back of undo) back();
    }
    return false;
  }

  /** The places that a party could take when at most `moves` others leave for it, best first. */
  private options(party: number, moves: number): Option[] {
    const options: Option[] = [];
    for (const place of this.plan.fittingFor(party)) {
      const leaving = this.plan.leaving(party, place);
      if (!leaving || leaving.some((other) => this.settled.has(other))) continue;
      if (leaving.length > moves) this.wasCut = true;
      else options.push({ place, leaving });
    }
    // A stable order: of as many moves, the fewest tables and wasted seats come first already.
    return options.sort((a, b) => a.leaving.length - b.leaving.length);
  }
}
