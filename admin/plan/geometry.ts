/**
 * Tables and walls on the ground of an area (pure): how they are moved, turned and sized on the grid, what they
 * cover, and which of them overlap.
 *
 * Lengths are steps of the grid (25 cm); x and y are of the centre, from the upper left corner; turns are degrees,
 * clockwise. Edges lie on the grid, so a centre may lie on half a step.
 */
import type { AreaPlan, Fixture, TablePlace } from '../../server/seating/contract.ts';

export type Shape = TablePlace['shape'];
export type FixtureKind = Fixture['kind'];
export type Point = { x: number; y: number };
export type Ground = Pick<AreaPlan, 'width' | 'height'>;
/** Anything on the ground. */
export type Thing = TablePlace | Fixture;

/** One key press turns by this much. */
export const quarter = 15;

/** The smallest and largest ground, and the one that an area begins with. */
export const grounds = { least: 8, most: 120, usual: { width: 24, height: 20 } } as const;

const isTable = (thing: Thing): thing is TablePlace => 'shape' in thing;
const isRound = (thing: Thing) => isTable(thing) && thing.shape === 'round';
const equalSides = (thing: Thing) => isTable(thing) && thing.shape !== 'rectangle';
const limitsOf = (thing: Thing) => (isTable(thing) ? { least: 2, most: 40 } : { least: 1, most: 120 });

/** How far a thing reaches from its centre, as it is turned. */
export function reach(thing: Thing): Point {
  if (isRound(thing)) return { x: thing.width / 2, y: thing.height / 2 };
  const angle = (thing.turn * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  // The last digits of a cosine are no distance.
  const tidy = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    x: tidy((thing.width * cos + thing.height * sin) / 2),
    y: tidy((thing.width * sin + thing.height * cos) / 2),
  };
}

/** The nearest place that is wholly on the ground. */
function kept<T extends Thing>(thing: T, ground: Ground): T {
  const within = (centre: number, half: number, side: number) =>
    Math.max(Math.ceil(half * 2) / 2, Math.min(Math.floor((side - half) * 2) / 2, centre));
  const { x, y } = reach(thing);
  return { ...thing, x: within(thing.x, x, ground.width), y: within(thing.y, y, ground.height) };
}

const isUpright = (thing: Thing) => thing.turn % 180 === 90;

/** The nearest place on the grid, wholly on the ground. */
export function snapped<T extends Thing>(thing: T, ground: Ground): T {
  const [across, down] = isUpright(thing) ? [thing.height, thing.width] : [thing.width, thing.height];
  const onGrid = (centre: number, side: number) => Math.round(centre - side / 2) + side / 2;
  return kept({ ...thing, x: onGrid(thing.x, across), y: onGrid(thing.y, down) }, ground);
}

/** Can a thing of that size, so turned, lie on the ground at all? */
const fits = (thing: Thing, ground: Ground): boolean => {
  const { x, y } = reach(thing);
  return x * 2 <= ground.width && y * 2 <= ground.height;
};

/** Moved by steps of the grid. */
export const moved = <T extends Thing>(thing: T, by: Point, ground: Ground): T =>
  snapped({ ...thing, x: thing.x + by.x, y: thing.y + by.y }, ground);

/** Turned where it stands, by a multiple of 15 degrees; as it was when there is no room for that. */
export function turned<T extends Thing>(thing: T, by: number, ground: Ground): T {
  const next = { ...thing, turn: (((thing.turn + by) % 360) + 360) % 360 };
  return fits(next, ground) ? kept(next, ground) : thing;
}

/**
 * Made longer (or shorter) by so many steps, and deeper by so many; as it was when that is too small, too large or
 * more than the ground. Of equal sides both follow the first. What lies along the grid grows to the right and
 * downwards, so that its edges stay on it, and back again.
 */
export function resized<T extends Thing>(
  thing: T,
  by: { width: number; height?: number },
  ground: Ground,
): T {
  const { least, most } = limitsOf(thing);
  const width = thing.width + by.width;
  const height = equalSides(thing) ? width : thing.height + (by.height ?? 0);
  const more = { x: (width - thing.width) / 2, y: (height - thing.height) / 2 };
  const shift = thing.turn % 90 > 0 ? { x: 0, y: 0 } : isUpright(thing) ? { x: more.y, y: more.x } : more;
  const next = { ...thing, width, height, x: thing.x + shift.x, y: thing.y + shift.y };
  const allowed = (side: number) => least <= side && side <= most;
  return allowed(width) && allowed(height) && fits(next, ground) ? kept(next, ground) : thing;
}

/** The size that so many seats want. */
export function sizeFor(shape: Shape, seats: number): { width: number; height: number } {
  if (shape === 'rectangle') {
    const width = seats <= 2 ? 4 : Math.min(40, 5 + Math.ceil((seats - 4) / 2) * 2);
    return { width, height: 3 };
  }
  const side = seats <= 2 ? 3 : seats <= 4 ? 4 : Math.min(40, 5 + Math.ceil((seats - 6) / 2));
  return { width: side, height: side };
}

/** Another shape, of the size that its seats want, where it stands. */
export function reshaped(place: TablePlace, shape: Shape, seats: number, ground: Ground): TablePlace {
  const next = { ...place, shape, ...sizeFor(shape, seats) };
  return fits(next, ground) ? snapped(next, ground) : place;
}

/** What a thing covers, as corners in order; a round table as a polygon of many. */
export function outline(thing: Thing): Point[] {
  const angle = (thing.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = [thing.width / 2, thing.height / 2];
  const corners: Point[] = isRound(thing)
    ? Array.from({ length: 24 }, (_, i) => ({
        x: a * Math.cos((i * Math.PI) / 12),
        y: b * Math.sin((i * Math.PI) / 12),
      }))
    : [
        { x: -a, y: -b },
        { x: a, y: -b },
        { x: a, y: b },
        { x: -a, y: b },
      ];
  return corners.map(({ x, y }) => ({ x: thing.x + x * cos - y * sin, y: thing.y + x * sin + y * cos }));
}

/** How much two things must share before they are said to overlap: they may touch. */
const touch = 0.05;

/** Do two things cover the same ground? They do unless some line runs between them (separating axes). */
export function overlap(one: Thing, other: Thing): boolean {
  const [a, b] = [reach(one), reach(other)];
  if (Math.abs(one.x - other.x) >= a.x + b.x || Math.abs(one.y - other.y) >= a.y + b.y) return false;
  const shapes = [outline(one), outline(other)] as const;
  for (const corners of shapes) {
    for (const [index, from] of corners.entries()) {
      const to = corners[(index + 1) % corners.length]!;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const axis = { x: (from.y - to.y) / length, y: (to.x - from.x) / length };
      const [first, second] = shapes.map((points) => {
        const along = points.map((point) => point.x * axis.x + point.y * axis.y);
        return { least: Math.min(...along), most: Math.max(...along) };
      }) as [Extent, Extent];
      if (Math.min(first.most, second.most) - Math.max(first.least, second.least) <= touch) return false;
    }
  }
  return true;
}
type Extent = { least: number; most: number };

/** Of things by key, the pairs in which at least one is of `tables` and that overlap. */
export function overlaps(
  things: ReadonlyMap<string, Thing>,
  tables: ReadonlySet<string>,
): [string, string][] {
  const all = [...things];
  return all.flatMap(([key, thing], index) =>
    all
      .slice(index + 1)
      .filter(([other, near]) => (tables.has(key) || tables.has(other)) && overlap(thing, near))
      .map(([other]): [string, string] => [key, other]),
  );
}

/** A chair: its centre from that of the table before it is turned, and which way its back is turned. */
export type Chair = Point & { turn: number };

/** How far a chair's centre is from the edge. */
const apart = 0.35;
/** The room that a chair wants along its side. */
const elbow = 1.8;

/** Where the chairs of a table stand: round a round one, along the sides of others, the long ones first. */
export function chairsOf(table: Pick<TablePlace, 'shape' | 'width' | 'height'>, seats: number): Chair[] {
  const [a, b] = [table.width / 2 + apart, table.height / 2 + apart];
  if (table.shape === 'round')
    return Array.from({ length: seats }, (_, i) => {
      const angle = (i / seats) * 2 * Math.PI - Math.PI / 2;
      return { x: a * Math.cos(angle), y: b * Math.sin(angle), turn: (angle * 180) / Math.PI + 90 };
    });
  const long = table.width >= table.height;
  const sides = long
    ? [
        { turn: 0, length: table.width },
        { turn: 180, length: table.width },
        { turn: 270, length: table.height },
        { turn: 90, length: table.height },
      ]
    : [
        { turn: 270, length: table.height },
        { turn: 90, length: table.height },
        { turn: 0, length: table.width },
        { turn: 180, length: table.width },
      ];
  const counts = [0, 0, 0, 0];
  for (let seat = 0; seat < seats; seat += 1) {
    // The side that leaves each of its chairs the most room; the ends only once the long sides are full.
    const room = sides.map(({ length }, i) => length / (counts[i]! + 1));
    const alongside = Math.max(room[0]!, room[1]!);
    const most = table.width !== table.height && alongside >= elbow ? alongside : Math.max(...room);
    counts[room.indexOf(most)]! += 1;
  }
  return sides.flatMap(({ turn, length }, i) =>
    Array.from({ length: counts[i]! }, (_, k): Chair => {
      const along = ((k + 0.5) / counts[i]! - 0.5) * length;
      const out = turn % 180 === 0 ? b : a;
      if (turn === 0) return { x: along, y: -out, turn };
      if (turn === 180) return { x: along, y: out, turn };
      return { x: turn === 90 ? out : -out, y: along, turn };
    }),
  );
}
