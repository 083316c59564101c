import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';
import type { Place } from '../server/seating/fit.ts';
import { makeRoom } from '../server/seating/pack.ts';
import type { Asking } from './evenings.ts';
import { seatingOf } from './evenings.ts';

/** The same questions put to an integer programme (HiGHS): exact where it comes to an end, and it says where not. */

// Its types say a default export of CommonJS that is not there for a module.
const load = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;
const highs = await load();

/** Tables that combinations tie together, and the places that they make: what one of them does, the others feel. */
type Component = { tables: string[]; places: Place[] };

/** Components that have the same seats in the same order: which of them a party sits in makes no difference. */
type Kind = { places: Place[]; tables: string[]; like: Component[] };

function kindsOf(places: Place[]): Kind[] {
  const group = new Map<string, Component>();
  for (const place of places) {
    const met = new Set(place.tableIds.flatMap((id) => group.get(id) ?? []));
    const one: Component = { tables: [], places: [place] };
    for (const other of met) one.places.push(...other.places);
    one.tables = [...new Set(one.places.flatMap(({ tableIds }) => tableIds))].sort();
    for (const id of one.tables) group.set(id, one);
  }
  const kinds = new Map<string, Kind>();
  for (const component of new Set(group.values())) {
    const shape = (place: Place) =>
      `${place.tableIds.map((id) => component.tables.indexOf(id))}:${place.minSeats}-${place.maxSeats}`;
    component.places.sort((a, b) => shape(a).localeCompare(shape(b)));
    const signature = component.places.map(shape).join(' ');
    const kind = kinds.get(signature) ?? { ...component, like: [] };
    kind.like.push(component);
    kinds.set(signature, kind);
  }
  return [...kinds.values()];
}

/** Parties of one size that come at one time: which of them sits where makes no difference either. */
type Class = Asking & { members: number[] };

function classesOf(asking: Asking[]): Class[] {
  const classes = new Map<string, Class>();
  for (const [index, one] of asking.entries()) {
    const key = `${one.party} ${one.from} ${one.to}`;
    const same = classes.get(key) ?? { ...one, members: [] };
    same.members.push(index);
    classes.set(key, same);
  }
  return [...classes.values()];
}

/** A variable: how many of a class sit at a place of one component, or of any of a kind. */
type Choice = { name: string; class: number; place: Place; room: number };

/**
 * The programme in CPLEX's LP format. `rooms`: components, or kinds of which there are `count`. At no moment does a
 * table (or the tables like it) have more parties than there are of it; all sit, or as many covers as can.
 */
function programme(
  classes: Class[],
  rooms: { places: Place[]; tables: string[]; count: number }[],
  wants: { all: boolean; whole: boolean },
): { text: string; choices: Choice[] } {
  const choices: Choice[] = [];
  for (const [index, { party }] of classes.entries()) {
    for (const [room, { places }] of rooms.entries()) {
      for (const place of places) {
        if (place.minSeats <= party && party <= place.maxSeats) {
          choices.push({ name: `x${choices.length}`, class: index, place, room });
        }
      }
    }
  }
  const ofClass = Map.groupBy(choices, (choice) => choice.class);
  const rows: string[] = [];
  for (const [index, { members }] of classes.entries()) {
    const sum = (ofClass.get(index) ?? []).map(({ name }) => name).join(' + ');
    rows.push(`${sum || '0 x0'} ${wants.all ? '=' : '<='} ${members.length}`);
  }
  const ofTable = new Map<string, Choice[]>();
  for (const choice of choices) {
    for (const id of choice.place.tableIds) ofTable.set(id, [...(ofTable.get(id) ?? []), choice]);
  }
  const moments = [...new Set(classes.map(({ from }) => from))];
  for (const { tables, count } of rooms) {
    for (const id of tables) {
      const there = ofTable.get(id) ?? [];
      for (const moment of moments) {
        const present = there.filter(
          (choice) => classes[choice.class]!.from <= moment && moment < classes[choice.class]!.to,
        );
        if (present.length > 1) rows.push(`${present.map(({ name }) => name).join(' + ')} <= ${count}`);
      }
    }
  }
  const goal = wants.all
    ? '0 x0'
    : choices.map(({ name, class: of }) => `${classes[of]!.party} ${name}`).join(' + ');
  const bounds = choices.map(
    ({ name, class: of, room }) =>
      `0 <= ${name} <= ${Math.min(rooms[room]!.count, classes[of]!.members.length)}`,
  );
  const whole = wants.whole ? `General\n${choices.map(({ name }) => name).join(' ')}\n` : '';
  const named = rows.map((line, index) => `r${index}: ${line}`);
  const text = `Maximize\n goal: ${goal}\nSubject To\n${named.join('\n')}\nBounds\n${bounds.join('\n')}\n${whole}End`;
  return { text, choices };
}

function solve(text: string, seconds: number) {
  return highs.solve(text, { time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
}

/**
 * Where all of them sit, by their position; null when no seating has place for all of them; undefined when neither
 * was found within the seconds. Kinds as wholes come first: what they cannot hold, no seating can.
 */
export function seatAll(places: Place[], asking: Asking[], seconds: number): Place[] | null | undefined {
  const classes = classesOf(asking);
  const kinds = kindsOf(places);
  const all = { all: true, whole: true };
  const roughly = programme(
    classes,
    kinds.map((kind) => ({ ...kind, count: kind.like.length })),
    all,
  );
  if (solve(roughly.text, seconds).Status === 'Infeasible') return null;
  const rooms = kinds.flatMap(({ like }) => like.map((component) => ({ ...component, count: 1 })));
  const { text, choices } = programme(classes, rooms, all);
  const found = solve(text, seconds);
  if (found.Status === 'Infeasible') return null;
  if (found.Status !== 'Optimal') return undefined;
  const seats: Place[] = [];
  const left = classes.map(({ members }) => [...members]);
  for (const { name, class: of, place } of choices) {
    if (Math.round(found.Columns[name]!.Primal) === 1) seats[left[of]!.pop()!] = place;
  }
  return seats;
}

/** What came of an evening. `open`: questions that the solver did not answer in time, each counted as a refusal. */
export type Exactly = { covers: number; parties: number; asked: number; open: number };

/**
 * Each party is accepted if and only if all that were accepted before and this one can be seated. The solver is asked
 * whenever the seating at hand has no answer: whoever finds a place there is proof enough.
 */
export function acceptExactly(places: Place[], asking: Asking[], seconds: number): Exactly {
  let accepted: Asking[] = [];
  let seats: Place[] = [];
  const outcome = { covers: 0, parties: 0, asked: 0, open: 0 };
  for (const one of asking) {
    const all = [...accepted, one];
    const room = makeRoom(places, seatingOf(accepted, seats), one);
    let found: Place[] | null | undefined;
    if (room) {
      const moved = new Map(room.moves.map(({ id, to }) => [id, to]));
      found = [...seats.map((place, index) => moved.get(String(index)) ?? place), room.place];
    } else {
      outcome.asked += 1;
      found = seatAll(places, all, seconds);
      if (found === undefined) outcome.open += 1;
    }
    if (!found) continue;
    [accepted, seats] = [all, found];
    outcome.covers += one.party;
    outcome.parties += 1;
  }
  return outcome;
}

/**
 * More covers than any seating of these parties can reach, even one that knew them all beforehand and chose whom to
 * take: the most that components of a kind hold, taken together. Where whole numbers take longer than the seconds,
 * fractions of parties, which are never fewer.
 */
export function ceiling(places: Place[], asking: Asking[], seconds = 10): number {
  const classes = classesOf(asking);
  const kinds = kindsOf(places).map((kind) => ({ ...kind, count: kind.like.length }));
  const whole = solve(programme(classes, kinds, { all: false, whole: true }).text, seconds);
  if (whole.Status === 'Optimal') return Math.round(whole.ObjectiveValue);
  const parts = solve(programme(classes, kinds, { all: false, whole: false }).text, seconds);
  const most = asking.reduce((total, { party }) => total + party, 0);
  return parts.Status === 'Optimal' ? Math.floor(parts.ObjectiveValue + 1e-6) : most;
}
