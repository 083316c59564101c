import type { Arrangement } from './arrangement.ts';

/**
 * An evening seen from further away: tables that are alike in all that matters (area, seats, combinations) are one
 * kind, of which there are so many. Whether a party finds room is then a question of how many are taken of a kind at
 * each moment, and of far fewer choices than there are tables. What does not fit here fits nowhere; what does is
 * still to be laid out over the tables themselves.
 */
export class Kinds {
  /** Places that are alike, and how many tables of each kind they take. */
  readonly shapes: { places: number[]; takes: [kind: number, tables: number][] }[] = [];
  /** The shape of the place where each party sits or is to sit; -1: it waits, or nobody can move it. */
  readonly at: Int32Array;
  private readonly plan: Arrangement;
  private readonly count: number[] = [];
  /** How many tables of a kind are taken at a moment: one row of moments a kind. */
  private readonly taken: Int16Array[];
  /** The moments at which each party is there: from one, to before another. */
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly options = new Map<string, number[]>();
  /** Who sits at each kind and can be moved. */
  private readonly members: number[][];
  /** Parties of one size, area and time have one number: what holds for one of them holds for all. */
  private readonly likeness: Int32Array;

  constructor(plan: Arrangement) {
    this.plan = plan;
    const { parties, places } = plan;
    const kindOf = this.kindsOfTables();
    const shapeOf = new Int32Array(places.length);
    const known = new Map<string, number>();
    for (const [index, { tableIds, minSeats, maxSeats, area }] of places.entries()) {
      const kinds = tableIds.map((id) => kindOf.get(id)!).sort((a, b) => a - b);
      const key = `${kinds} ${minSeats} ${maxSeats} ${area}`;
      let shape = known.get(key);
      if (shape === undefined) {
        shape = known.size;
        known.set(key, shape);
        const takes = [...new Set(kinds)].map((kind): [number, number] => [
          kind,
          kinds.filter((other) => other === kind).length,
        ]);
        this.shapes.push({ places: [], takes });
      }
      this.shapes[shape]!.places.push(index);
      shapeOf[index] = shape;
    }

    const moments = [...new Set(parties.map((party) => party.from))].sort((a, b) => a - b);
    const after = (instant: number) => {
      const found = moments.findIndex((moment) => moment >= instant);
      return found < 0 ? moments.length : found;
    };
    const position = new Map(moments.map((moment, index) => [moment, index]));
    this.first = Int32Array.from(parties, ({ from }) => position.get(from)!);
    this.last = Int32Array.from(parties, ({ to }) => after(to));
    this.taken = this.count.map(() => new Int16Array(moments.length));
    this.members = this.count.map(() => []);
    const alike = new Map<string, number>();
    this.likeness = Int32Array.from(parties, ({ party, area, from, to }) => {
      const key = `${party} ${area} ${from} ${to}`;
      if (!alike.has(key)) alike.set(key, alike.size);
      return alike.get(key)!;
    });
    this.at = new Int32Array(parties.length).fill(-1);
    for (const [party, { tableIds }] of parties.entries()) {
      const place = plan.at[party]!;
      if (!plan.fixed[party] && place >= 0 && plan.fittingFor(party).includes(place))
        this.sit(party, shapeOf[place]!);
      else {
        const kinds = tableIds.flatMap((id) => kindOf.get(id) ?? []);
        for (const kind of kinds) this.take([[kind, 1]], party, 1);
      }
    }
  }

  /** The shapes that take a party, the best first. */
  optionsOf(party: number): number[] {
    const { party: size, area } = this.plan.parties[party]!;
    const key = `${size} ${area ?? ''}`;
    let options = this.options.get(key);
    if (!options) {
      const fitting = this.plan.fittingFor(party);
      const rank = (shape: number) => fitting.indexOf(this.shapes[shape]!.places[0]!);
      const takes = (shape: number) => fitting.includes(this.shapes[shape]!.places[0]!);
      options = [...this.shapes.keys()].filter(takes).sort((a, b) => rank(a) - rank(b));
      this.options.set(key, options);
    }
    return options;
  }

  /** The first moment at which a kind that a party would take there is taken already; null when it has room. */
  shortage(party: number, shape: number): { kind: number; moment: number } | null {
    for (const [kind, tables] of this.shapes[shape]!.takes) {
      const taken = this.taken[kind]!;
      const most = this.count[kind]! - tables;
      for (let moment = this.first[party]!; moment < this.last[party]!; moment += 1)
        if (taken[moment]! > most) return { kind, moment };
    }
    return null;
  }

  /** Who takes tables of a kind at a moment, and could leave them; of those who are alike the one who weighs least. */
  takersAt(kind: number, moment: number, weight: Float64Array): Iterable<number> {
    const takers = new Map<number, number>();
    for (const party of this.members[kind]!) {
      if (moment < this.first[party]! || moment >= this.last[party]!) continue;
      const like = this.likeness[party]! * this.shapes.length + this.at[party]!;
      const known = takers.get(like);
      if (known === undefined || weight[party]! < weight[known]!) takers.set(like, party);
    }
    return takers.values();
  }

  sit(party: number, shape: number): void {
    this.at[party] = shape;
    this.take(this.shapes[shape]!.takes, party, 1);
    for (const [kind] of this.shapes[shape]!.takes) this.members[kind]!.push(party);
  }

  rise(party: number): void {
    const { takes } = this.shapes[this.at[party]!]!;
    this.take(takes, party, -1);
    for (const [kind] of takes) {
      const members = this.members[kind]!;
      members[members.indexOf(party)] = members.at(-1)!;
      members.pop();
    }
    this.at[party] = -1;
  }

  private take(takes: [number, number][], party: number, sign: 1 | -1): void {
    for (const [kind, tables] of takes) {
      const taken = this.taken[kind]!;
      for (let moment = this.first[party]!; moment < this.last[party]!; moment += 1)
        taken[moment]! += sign * tables;
    }
  }

  /** The kind of each table, and how many there are of each. */
  private kindsOfTables(): Map<string, number> {
    const { places } = this.plan;
    const alone = new Map<string, string>();
    for (const { tableIds, area, minSeats, maxSeats } of places)
      if (tableIds.length === 1) alone.set(tableIds[0]!, `${area} ${minSeats} ${maxSeats}`);
    const joined = new Map<string, string[]>();
    for (const { tableIds, minSeats, maxSeats } of places) {
      if (tableIds.length === 1) continue;
      const join = `${minSeats} ${maxSeats} ${tableIds.map((id) => alone.get(id)).sort()}`;
      for (const id of tableIds) joined.set(id, [...(joined.get(id) ?? []), join]);
    }
    const kinds = new Map<string, number>();
    const kindOf = new Map<string, number>();
    for (const id of new Set(places.flatMap(({ tableIds }) => tableIds))) {
      const alike = `${alone.get(id)} | ${joined.get(id)?.sort().join(' + ')}`;
      const kind = kinds.get(alike) ?? kinds.size;
      kinds.set(alike, kind);
      kindOf.set(id, kind);
      this.count[kind] = (this.count[kind] ?? 0) + 1;
    }
    return kindOf;
  }
}
