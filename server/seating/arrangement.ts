import type { Place } from './fit.ts';
import type { Move, Newcomer, Room, Seated } from './party.ts';

const DAY = 86_400_000;

/**
 * An evening that is being rearranged: who sits where. Parties, tables and places are numbers here, by their
 * position; the newcomer is the last of the parties, and has no table at first.
 */
export class Arrangement {
  readonly newcomer: number;
  readonly places: Place[];
  readonly parties: Seated[];
  /** The place of each party now; of one that sits where it was put by hand, or waits for a place, -1. */
  readonly at: Int32Array;
  /** Whether a party stays where it is. */
  readonly fixed: boolean[];
  /** Tables of each place. */
  private readonly tablesOf: number[][];
  /** Combinations that each table is part of. */
  private readonly joins: number[][];
  /** Who sits at each table. */
  private readonly sitting: number[][];
  /** The tables of each party before anything was moved, and its place, if they are one. */
  private readonly home: number[][];
  readonly homePlace: number[];
  private readonly from: Float64Array;
  private readonly to: Float64Array;
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
    this.fixed = this.parties.map((party) => party.fixed);
    this.from = Float64Array.from(this.parties, (party) => party.from);
    this.to = Float64Array.from(this.parties, (party) => party.to);
    this.home = this.parties.map((party) => party.tableIds.map(numberOf));
    const declared = new Map(places.map((place, index) => [place.tableIds.join(), index]));
    this.homePlace = this.parties.map((party) => declared.get(party.tableIds.join()) ?? -1);
    this.at = Int32Array.from(this.homePlace);
    this.sitting = Array.from(number, () => []);
    this.joins = Array.from(number, () => []);
    for (const [party, tables] of this.home.entries())
      for (const table of tables) this.sitting[table]!.push(party);
    for (const [place, tables] of this.tablesOf.entries()) {
      if (tables.length > 1) for (const table of tables) this.joins[table]!.push(place);
    }
  }

  /** The places that take a party, whoever sits there: the fewest tables, then the fewest wasted seats, come first. */
  fittingFor(party: number): number[] {
    const { party: size, area } = this.parties[party]!;
    const key = `${size} ${area ?? ''}`;
    let fitting = this.fitting.get(key);
    if (!fitting) {
      fitting = [...this.places.keys()].filter((index) => {
        const place = this.places[index]!;
        return place.minSeats <= size && size <= place.maxSeats && (area === null || place.area === area);
      });
      fitting.sort(
        (a, b) =>
          this.tablesOf[a]!.length - this.tablesOf[b]!.length ||
          this.places[a]!.maxSeats - this.places[b]!.maxSeats ||
          a - b,
      );
      this.fitting.set(key, fitting);
    }
    return fitting;
  }

  /** Who would have to leave a place for a party to sit there; null when somebody there stays. */
  leaving(party: number, place: number): number[] | null {
    const leaving: number[] = [];
    const [from, to] = [this.from[party]!, this.to[party]!];
    for (const table of this.tablesOf[place]!) {
      for (const other of this.sitting[table]!) {
        if (this.from[other]! >= to || from >= this.to[other]! || leaving.includes(other)) continue;
        if (this.fixed[other]) return null;
        leaving.push(other);
      }
    }
    return leaving;
  }

  /** Whether nobody sits at a place while a party is there. */
  isFree(party: number, place: number): boolean {
    return this.tablesOf[place]!.every((table) => this.isTableFree(party, table));
  }

  /**
   * The best of the free places: the fewest wasted seats, then what leaves the largest gap; undefined when none is.
   * `among`: those that count, by their rank in fittingFor.
   */
  bestFree(party: number, among = this.fittingFor(party)): number | undefined {
    let best: number | undefined;
    let least: number[] = [];
    for (const place of among) {
      if (best !== undefined && this.isWorse(place, best)) break;
      if (!this.isFree(party, place)) continue;
      const cost = [this.brokenBy(party, place), this.leftBeside(party, place)];
      if (best !== undefined && (cost[0]! - least[0]! || cost[1]! - least[1]!) >= 0) continue;
      [best, least] = [place, cost];
    }
    return best;
  }

  /** Those whose place is one of these. */
  sittingAt(places: number[]): number[] {
    return places.flatMap((place) =>
      this.sitting[this.tablesOf[place]![0]!]!.filter((party) => this.at[party] === place),
    );
  }

  /** Seats a party that has no table; whoever sits there has left before. */
  sit(party: number, place: number): void {
    this.at[party] = place;
    for (const table of this.tablesOf[place]!) this.sitting[table]!.push(party);
  }

  /** A party leaves its table; what is answered seats it there again. */
  leave(party: number): () => void {
    const [place, tables, wasAway] = [this.at[party]!, this.tablesNow(party), this.away.has(party)];
    this.rise(party);
    return () => {
      this.at[party] = place;
      for (const table of tables) this.sitting[table]!.push(party);
      if (!wasAway) this.away.delete(party);
    };
  }

  private rise(party: number): void {
    for (const table of this.tablesNow(party)) {
      const there = this.sitting[table]!;
      there.splice(there.indexOf(party), 1);
    }
    this.at[party] = -1;
    this.away.add(party);
  }

  /** Whoever was moved goes back to where they were as long as that is free: fewer moves for the same room. */
  goBackWherePossible(): void {
    for (let again = true; again; ) {
      again = false;
      for (const party of this.away) {
        if (party === this.newcomer || !this.home[party]!.every((table) => this.isTableFree(party, table)))
          continue;
        this.rise(party);
        this.goHome(party);
        this.away.delete(party);
        again = true;
      }
    }
  }

  /** Where the newcomer sits by now, and who has moved for it. */
  room(): Room {
    const moves: Move[] = [];
    for (const party of [...this.away].sort((a, b) => a - b)) {
      if (party === this.newcomer || this.at[party] === this.homePlace[party]) continue;
      const { id, tableIds } = this.parties[party]!;
      moves.push({ id, from: tableIds, to: this.places[this.at[party]!]! });
    }
    return { place: this.places[this.at[this.newcomer]!]!, moves };
  }

  /** Those who have left their table since the beginning, wherever they sit now. */
  private readonly away = new Set<number>();

  private tablesNow(party: number): number[] {
    const place = this.at[party]!;
    if (place >= 0) return this.tablesOf[place]!;
    return this.away.has(party) ? [] : this.home[party]!;
  }

  private goHome(party: number): void {
    this.at[party] = this.homePlace[party]!;
    for (const table of this.home[party]!) this.sitting[table]!.push(party);
  }

  private isTableFree(party: number, table: number): boolean {
    const [from, to] = [this.from[party]!, this.to[party]!];
    for (const other of this.sitting[table]!)
      if (other !== party && this.from[other]! < to && from < this.to[other]!) return false;
    return true;
  }

  /** Whether a place takes more tables than another, or wastes more seats. */
  private isWorse(place: number, than: number): boolean {
    const tables = this.tablesOf[place]!.length - this.tablesOf[than]!.length;
    return tables > 0 || (tables === 0 && this.places[place]!.maxSeats > this.places[than]!.maxSeats);
  }

  /** Combinations that are whole and free while a party sits, and would no longer be. */
  private brokenBy(party: number, place: number): number {
    const joins = new Set(this.tablesOf[place]!.flatMap((table) => this.joins[table]!));
    joins.delete(place);
    let broken = 0;
    for (const join of joins) if (this.isFree(party, join)) broken += 1;
    return broken;
  }

  /** How much time is left free right before and after a party: the less, the larger the gaps elsewhere. */
  private leftBeside(party: number, place: number): number {
    const [from, to] = [this.from[party]!, this.to[party]!];
    let left = 0;
    for (const table of this.tablesOf[place]!) {
      let [before, after] = [from - DAY, to + DAY];
      for (const other of this.sitting[table]!) {
        if (this.to[other]! <= from) before = Math.max(before, this.to[other]!);
        if (this.from[other]! >= to) after = Math.min(after, this.from[other]!);
      }
      left += from - before + (after - to);
    }
    return left;
  }
}
