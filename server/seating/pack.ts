/**
 * Making room: pure, no database, no clock. Reservations that are neither seated nor pinned are not nailed to a
 * table; when nothing is free as it is, some of them may sit elsewhere so that one more party gets a table.
 */
import type { Place } from './fit.ts';
import { tooMany } from './headcount.ts';

/** A party that has tables already. Instants in milliseconds since the epoch, the buffer inside. */
export type Seated = {
  id: string;
  party: number;
  from: number;
  to: number;
  tableIds: string[];
  /** Seated, pinned, or not a reservation at all: stays where it is. */
  fixed: boolean;
  /** It was promised to sit there; null: anywhere. */
  area: string | null;
};

/** A party that wants a table. */
export type Newcomer = { party: number; from: number; to: number; area?: string | null };

export type Move = { id: string; from: string[]; to: Place };

/** Where the newcomer sits, once the moves (none: it is free as it is) are made, all of them or none. */
export type Room = { place: Place; moves: Move[] };

/** How far is looked: candidate seats that are tried, and reservations that one newcomer may set in motion. */
export type Bounds = { steps: number; moves: number };
export const BOUNDS: Bounds = { steps: 1_500, moves: 6 };

/**
 * A place for the newcomer, or null when none was found within the bounds. A free one when there is one: the
 * fewest wasted seats, then the one that leaves the largest gap free beside it, for combinations too. Otherwise
 * with moves: as few as will do, and among those the fewest wasted seats. The same question has the same answer.
 */
export function makeRoom(
  places: Place[],
  seated: Seated[],
  newcomer: Newcomer,
  bounds: Bounds = BOUNDS,
): Room | null {
  const plan = new Plan(places, seated, newcomer);
  const [free] = plan.options(plan.newcomer, 0);
  if (free) return { place: places[free.place]!, moves: [] };
  if (tooMany(places, seated, newcomer)) return null;
  plan.steps = bounds.steps;
  for (let moves = 1; moves <= bounds.moves && plan.steps > 0 && plan.wasCut; moves += 1) {
    plan.wasCut = false;
    if (plan.seat([plan.newcomer], moves)) return plan.room();
  }
  return null;
}

/** A place that a party could take, and who would have to leave it. */
type Option = { place: number; leaving: number[]; waste: number; left: number; broken: number };

const DAY = 86_400_000;

/** An evening being rearranged. Parties, tables and places are numbers here, by their position. */
class Plan {
  steps = 0;
  /** Whether something was not tried only because it takes more moves than allowed. */
  wasCut = true;
  readonly newcomer: number;
  private readonly places: Place[];
  private readonly parties: Seated[];
  /** Tables of each place. */
  private readonly tablesOf: number[][];
  /** Combinations that each table is part of. */
  private readonly joins: number[][];
  /** Who sits at each table. */
  private readonly sitting: number[][];
  /** The tables of each party now; of one that waits for a place, none. */
  private readonly at: number[][];
  /** The new place of those that have one: they stay there. */
  private readonly chosen = new Map<number, number>();
  private readonly fitting = new Map<string, number[]>();

  constructor(places: Place[], seated: Seated[], newcomer: Newcomer) {
    const number = new Map<string, number>();
    const numberOf = (id: string) => {
      const known = number.get(id) ?? number.size;
      number.set(id, known);
      return known;
    };
    this.places = places;
    this.tablesOf = places.map((place) => place.tableIds.map(numberOf));
    this.newcomer = seated.length;
    this.parties = [
      ...seated,
      { ...newcomer, id: '', tableIds: [], fixed: false, area: newcomer.area ?? null },
    ];
    this.at = this.parties.map((party) => party.tableIds.map(numberOf));
    this.sitting = Array.from(number, () => []);
    this.joins = Array.from(number, () => []);
    for (const [party, tables] of this.at.entries())
      for (const table of tables) this.sitting[table]!.push(party);
    for (const [place, tables] of this.tablesOf.entries()) {
      if (tables.length > 1) for (const table of tables) this.joins[table]!.push(place);
    }
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
    for (const option of best!) {
      if (this.steps <= 0) return false;
      this.steps -= 1;
      const before = option.leaving.map((left) => this.at[left]!);
      for (const left of option.leaving) this.rise(left);
      this.sit(party, option.place);
      const others = waiting.filter((other) => other !== party);
      if (this.seat([...others, ...option.leaving], moves - option.leaving.length)) return true;
      this.rise(party);
      this.chosen.delete(party);
      for (const [index, left] of option.leaving.entries()) this.take(left, before[index]!);
    }
    return false;
  }

  /** The places that a party could take when at most `moves` others leave for it, best first. */
  options(party: number, moves: number): Option[] {
    const { from, to, party: size } = this.parties[party]!;
    const options: Option[] = [];
    for (const place of this.fittingFor(party)) {
      const leaving = this.leaving(place, from, to, moves);
      if (!leaving) continue;
      const waste = this.places[place]!.maxSeats - size;
      const free = leaving.length === 0;
      options.push({
        place,
        leaving,
        waste,
        broken: free ? this.brokenBy(place, from, to) : 0,
        left: free ? this.leftBeside(place, from, to) : 0,
      });
    }
    return options.sort(
      (a, b) =>
        a.leaving.length - b.leaving.length ||
        this.tablesOf[a.place]!.length - this.tablesOf[b.place]!.length ||
        a.waste - b.waste ||
        a.broken - b.broken ||
        a.left - b.left ||
        a.place - b.place,
    );
  }

  room(): Room {
    const moves: Move[] = [];
    for (const [party, place] of this.chosen) {
      if (party === this.newcomer) continue;
      const { id, tableIds } = this.parties[party]!;
      moves.push({ id, from: tableIds, to: this.places[place]! });
    }
    return { place: this.places[this.chosen.get(this.newcomer)!]!, moves };
  }

  private fittingFor(party: number): number[] {
    const { party: size, area } = this.parties[party]!;
    const key = `${size} ${area ?? ''}`;
    let fitting = this.fitting.get(key);
    if (!fitting) {
      fitting = [...this.places.keys()].filter((index) => {
        const place = this.places[index]!;
        return place.minSeats <= size && size <= place.maxSeats && (area === null || place.area === area);
      });
      this.fitting.set(key, fitting);
    }
    return fitting;
  }

  /** Who would have to leave a place for it to be free during [from, to); null when somebody there stays. */
  private leaving(place: number, from: number, to: number, most: number): number[] | null {
    const leaving: number[] = [];
    for (const table of this.tablesOf[place]!) {
      for (const other of this.sitting[table]!) {
        const there = this.parties[other]!;
        if (there.from >= to || from >= there.to || leaving.includes(other)) continue;
        if (there.fixed || this.chosen.has(other)) return null;
        if (leaving.length === most) {
          this.wasCut = true;
          return null;
        }
        leaving.push(other);
      }
    }
    return leaving;
  }

  /** Combinations that are whole and free during [from, to), and would no longer be. */
  private brokenBy(place: number, from: number, to: number): number {
    const joins = new Set(this.tablesOf[place]!.flatMap((table) => this.joins[table]!));
    joins.delete(place);
    let broken = 0;
    for (const join of joins) {
      const free = this.tablesOf[join]!.every((table) =>
        this.sitting[table]!.every((other) => {
          const there = this.parties[other]!;
          return there.from >= to || from >= there.to;
        }),
      );
      if (free) broken += 1;
    }
    return broken;
  }

  /** How much time is left free right before and after [from, to): the less, the larger the gaps elsewhere. */
  private leftBeside(place: number, from: number, to: number): number {
    let left = 0;
    for (const table of this.tablesOf[place]!) {
      let [before, after] = [from - DAY, to + DAY];
      for (const other of this.sitting[table]!) {
        const there = this.parties[other]!;
        if (there.to <= from) before = Math.max(before, there.to);
        if (there.from >= to) after = Math.min(after, there.from);
      }
      left += from - before + (after - to);
    }
    return left;
  }

  private sit(party: number, place: number): void {
    this.chosen.set(party, place);
    this.take(party, this.tablesOf[place]!);
  }

  private take(party: number, tables: number[]): void {
    this.at[party] = tables;
    for (const table of tables) this.sitting[table]!.push(party);
  }

  private rise(party: number): void {
    for (const table of this.at[party]!) {
      const there = this.sitting[table]!;
      there.splice(there.indexOf(party), 1);
    }
    this.at[party] = [];
  }
}
