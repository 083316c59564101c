/** A whole area on its ground (pure): a tidy place for what nobody has placed yet, and the order in which one reads it. */
import type { AreaPlan, TablePlace } from '../../server/seating/contract.ts';
import { type Ground, grounds, type Point, reach, type Shape, sizeFor, type Thing } from './geometry.ts';

/** A table as a plan needs it; `place` absent: not placed yet. */
export type Standing = { key: string; seats: number; place?: TablePlace | undefined };

export type Layout = {
  ground: Ground;
  fixtures: AreaPlan['fixtures'];
  /** Of every table, in the order given. */
  places: Map<string, TablePlace>;
};

/** Room for chairs between two tables, and along the walls. */
const [between, margin] = [2, 2];

const usualShape = (seats: number): Shape => (seats <= 4 ? 'square' : 'rectangle');

/** The ground that so many tables want: not much deeper than wide. */
function groundFor(count: number): Ground {
  const width = Math.min(grounds.most, Math.max(grounds.usual.width, Math.ceil(Math.sqrt(count) * 6)));
  return { width, height: grounds.usual.height };
}

/**
 * Every table on the ground: where it was put, or else in rows, where there is room. The ground grows downwards for
 * what finds none, up to the largest that can be.
 */
export function laidOut(tables: readonly Standing[], plan?: AreaPlan): Layout {
  const ground: Ground = plan
    ? { width: plan.width, height: plan.height }
    : groundFor(tables.filter(({ place }) => !place).length);
  const fixtures = plan?.fixtures ?? [];
  const taken: Thing[] = [...fixtures, ...tables.flatMap(({ place }) => place ?? [])];
  // What was put somewhere stays there, even if the ground is said to be smaller.
  for (const { x, y, ...thing } of taken) {
    const far = reach({ x, y, ...thing } as Thing);
    ground.width = Math.min(grounds.most, Math.max(ground.width, Math.ceil(x + far.x)));
    ground.height = Math.min(grounds.most, Math.max(ground.height, Math.ceil(y + far.y)));
  }
  const kept: Kept[] = taken.map((thing) => ({ x: thing.x, y: thing.y, far: reach(thing) }));
  let corner: Point = { x: margin, y: margin };
  const places = new Map<string, TablePlace>();
  for (const { key, seats, place } of tables) {
    if (place) {
      places.set(key, place);
      continue;
    }
    const shape = usualShape(seats);
    const size = sizeFor(shape, seats);
    const width = Math.min(size.width, ground.width - 2);
    const at = firstFree(corner, { width, height: size.height }, ground.width, kept);
    const made: TablePlace = {
      shape,
      ...size,
      width,
      x: at.x + width / 2,
      y: at.y + size.height / 2,
      turn: 0,
    };
    const bottom = Math.min(grounds.most, Math.ceil(made.y + made.height / 2 + margin / 2));
    ground.height = Math.max(ground.height, bottom);
    made.y = Math.min(made.y, ground.height - made.height / 2);
    kept.push({ x: made.x, y: made.y, far: reach(made) });
    places.set(key, made);
    corner = at;
  }
  return { ground, fixtures, places };
}

type Kept = Point & { far: Point };

/** The first corner, row by row, from which a thing of that size keeps its distance from all others. */
function firstFree(from: Point, size: Ground, width: number, taken: readonly Kept[]): Point {
  for (let y = from.y; y < grounds.most; y += 1) {
    for (let x = y === from.y ? from.x : margin; x + size.width <= width - 1; x += 1) {
      const centre = { x: x + size.width / 2, y: y + size.height / 2 };
      const near = taken.some(
        ({ x: across, y: down, far }) =>
          Math.abs(across - centre.x) < far.x + size.width / 2 + between &&
          Math.abs(down - centre.y) < far.y + size.height / 2 + between,
      );
      if (!near) return { x, y };
    }
  }
  return { x: 1, y: grounds.most - size.height };
}

/** Keys as one reads them: row by row, from left to right. Tables less than two steps lower are of the same row. */
export function inReadingOrder(places: ReadonlyMap<string, Point>): string[] {
  const byHeight = [...places].sort(([, a], [, b]) => a.y - b.y || a.x - b.x);
  const rows: [string, Point][][] = [];
  for (const entry of byHeight) {
    const row = rows.at(-1);
    if (row && entry[1].y - row[0]![1].y < 2) row.push(entry);
    else rows.push([entry]);
  }
  return rows.flatMap((row) => row.sort(([, a], [, b]) => a.x - b.x).map(([key]) => key));
}

export type Way = 'left' | 'right' | 'up' | 'down';

/**
 * The table that one comes to from another: left and right go in reading order, up and down to the nearest that lies
 * that way. Null at the end.
 */
export function beside(places: ReadonlyMap<string, Point>, from: string, way: Way): string | null {
  const here = places.get(from);
  if (!here) return null;
  if (way === 'left' || way === 'right') {
    const order = inReadingOrder(places);
    return order[order.indexOf(from) + (way === 'right' ? 1 : -1)] ?? null;
  }
  const side = way === 'down' ? 1 : -1;
  const ahead = [...places]
    .map(([key, { x, y }]) => ({ key, along: (y - here.y) * side, aside: Math.abs(x - here.x) }))
    .filter(({ along }) => along >= 2)
    .sort((a, b) => a.along + a.aside * 2 - (b.along + b.aside * 2));
  return ahead[0]?.key ?? null;
}
