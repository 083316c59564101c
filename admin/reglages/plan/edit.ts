/** What one does to the plan of an area in the settings' form (pure): each act answers the area as it is then. */
import type { Fixture, TablePlace } from '../../../server/seating/contract.ts';
import {
  type FixtureKind,
  type Ground,
  grounds,
  moved,
  overlaps,
  type Shape,
  sizeFor,
  snapped,
  type Thing,
} from '../../plan/geometry.ts';
import { type Layout, laidOut } from '../../plan/layout.ts';
import { type AreaForm, newKey, patched, type TableForm } from '../form.ts';

/** How many chairs a table has; while its seats are being typed, two. */
export function seatsOf({ maxSeats }: Pick<TableForm, 'maxSeats'>): number {
  const seats = Number(maxSeats);
  return Number.isInteger(seats) && seats >= 1 ? Math.min(seats, 200) : 2;
}

/** The area as it is drawn: what was never placed stands where there is room. */
export const drawn = (area: AreaForm): Layout =>
  laidOut(
    area.tables.map((table) => ({ key: table.key, seats: seatsOf(table), place: table.place ?? undefined })),
    area.plan ?? undefined,
  );

/** The area with everything where it is drawn, so that nothing else moves when one thing does. */
function fixed(area: AreaForm): AreaForm & { plan: NonNullable<AreaForm['plan']> } {
  const { ground, places } = drawn(area);
  return {
    ...area,
    plan: { ...ground, fixtures: area.plan?.fixtures ?? [] },
    tables: area.tables.map((table) => ({ ...table, place: places.get(table.key) ?? null })),
  };
}

/** A table or a fixture as `change` makes it; the same area when that changes nothing. */
export function changed(
  area: AreaForm,
  key: string,
  change: <T extends Thing>(thing: T, ground: Ground) => T,
): AreaForm {
  const all = fixed(area);
  const { plan } = all;
  const table = all.tables.find((one) => one.key === key);
  if (table?.place) {
    const place = change<TablePlace>(table.place, plan);
    return place === table.place ? area : { ...all, tables: patched(all.tables, key, { place }) };
  }
  const fixture = plan.fixtures.find((one) => one.key === key);
  if (!fixture) return area;
  const next = change<Fixture>(fixture, plan);
  if (next === fixture) return area;
  return { ...all, plan: { ...plan, fixtures: patched(plan.fixtures, key, next) } };
}

/** Another size of the ground; never less than what stands on it needs, and what would stand outside comes in. */
export function resizedGround(area: AreaForm, by: Partial<Ground>): AreaForm {
  const all = fixed(area);
  const side = (name: 'width' | 'height') =>
    Math.max(grounds.least, Math.min(grounds.most, all.plan[name] + (by[name] ?? 0)));
  const ground = { width: side('width'), height: side('height') };
  const inside = <T extends Thing>(thing: T) => moved(thing, { x: 0, y: 0 }, ground);
  const next: AreaForm = {
    ...all,
    plan: { ...ground, fixtures: all.plan.fixtures.map((fixture) => inside(fixture)) },
    tables: all.tables.map((table) => ({ ...table, place: table.place && inside(table.place) })),
  };
  const after = drawn(next).ground;
  return after.width === ground.width && after.height === ground.height ? next : area;
}

const sizes: Record<FixtureKind, Ground> = {
  wall: { width: 8, height: 1 },
  bar: { width: 8, height: 2 },
  plant: { width: 2, height: 2 },
};

/** Something that is no table, in the middle of the ground; and its key. */
export function withFixture(area: AreaForm, kind: FixtureKind): { area: AreaForm; key: string } {
  const all = fixed(area);
  const key = newKey();
  const middle = { x: all.plan.width / 2, y: all.plan.height / 2 };
  const fixture = { key, ...snapped({ kind, ...sizes[kind], ...middle, turn: 0 }, all.plan) };
  return { area: { ...all, plan: { ...all.plan, fixtures: [...all.plan.fixtures, fixture] } }, key };
}

export const withoutFixture = (area: AreaForm, key: string): AreaForm =>
  area.plan
    ? { ...area, plan: { ...area.plan, fixtures: area.plan.fixtures.filter((one) => one.key !== key) } }
    : area;

const seatsFor: Record<Shape, [number, number]> = { round: [2, 4], square: [1, 2], rectangle: [4, 6] };

/** A table of that shape where there is room, under the first number that no table of `names` has; and its key. */
export function withTable(
  area: AreaForm,
  shape: Shape,
  names: readonly string[],
): { area: AreaForm; key: string } {
  const all = fixed(area);
  const key = newKey();
  const [least, most] = seatsFor[shape];
  const prefix = /^\D*/.exec(area.tables.at(-1)?.name ?? '')?.[0] ?? '';
  let number = 1;
  while (names.includes(`${prefix}${number}`)) number += 1;
  const table: TableForm = {
    key,
    name: `${prefix}${number}`,
    minSeats: String(least),
    maxSeats: String(most),
    offered: 'online',
    place: null,
  };
  const somewhere = fixed({ ...all, tables: [...all.tables, table] });
  const spot = somewhere.tables.at(-1)!.place!;
  const place = snapped({ ...spot, shape, ...sizeFor(shape, most) }, somewhere.plan);
  return { area: { ...somewhere, tables: patched(somewhere.tables, key, { place }) }, key };
}

/** Nobody has placed anything: the tables go back to their rows. What else stands there stays. */
export const tidied = (area: AreaForm): AreaForm => ({
  ...area,
  tables: area.tables.map((table) => ({ ...table, place: null })),
});

/** The keys of what overlaps, in pairs; a table is in each of them. */
export function overlapping(area: AreaForm): [string, string][] {
  const { places } = drawn(area);
  const things = new Map<string, Thing>([
    ...places,
    ...(area.plan?.fixtures ?? []).map((fixture): [string, Thing] => [fixture.key, fixture]),
  ]);
  return overlaps(things, new Set(places.keys()));
}
