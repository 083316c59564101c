/**
 * The day as a board of tables by time (pure): where a bar lies, which bars share a lane, and what it means to put
 * one somewhere else. The server has the last word on every move.
 *
 * Minutes are instants (../clock.ts): on the night of a clock change the board is an hour longer or shorter.
 */
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { type Hold, inTheWay, placesOf, type Room } from '../../reservation/room.ts';
import { type Clock, isTold, minuteAt, type Service } from '../clock.ts';
import { changeable, stages } from '../day.ts';

/** Pixels a minute, from the whole evening at a glance to the quarter of an hour in detail. */
export const zooms = [1.4, 2.2, 3.6] as const;

/** The lane of those who have no table. */
export const noTable = '';

export type Span = { from: number; until: number };

/** From when until when a reservation is planned to keep its table. */
export const spanOf = (row: Pick<ReservationRow, 'startsAt' | 'endsAt'>): Span => ({
  from: minuteAt(row.startsAt),
  until: minuteAt(row.endsAt),
});

/** The whole hours of the wall around a span. */
function wholeHours({ from, until }: Span, clock: Clock): Span {
  const past = (minute: number) => Number(clock.timeAt(minute).slice(3));
  return { from: from - past(from), until: until + ((60 - past(until)) % 60) };
}

/** The whole hours that hold every shift and every reservation on show; two hours follow the last slot. */
export function boardSpan(rows: readonly ReservationRow[], services: readonly Service[], clock: Clock): Span {
  const spans = [
    ...services.map(({ from, until }) => ({ from, until: until + 120 })),
    ...shown(rows).map(spanOf),
  ];
  if (spans.length === 0) return { from: clock.minuteOf('12:00'), until: clock.minuteOf('00:00') };
  const around = {
    from: Math.min(...spans.map(({ from }) => from)),
    until: Math.max(...spans.map(({ until }) => until)),
  };
  return wholeHours(around, clock);
}

export const xOf = (minute: number, span: Span, scale: number): number => (minute - span.from) * scale;
export const minuteUnder = (x: number, span: Span, scale: number): number => span.from + x / scale;

/** Those who take a place on the board: awaited, here, or gone; not who never came. */
export const shown = (rows: readonly ReservationRow[]): ReservationRow[] =>
  rows.filter((row) => stages[row.status] !== 'fallen');

export type Bar = Span & { row: ReservationRow; level: number };

/** The bars of each lane, by table; bars of a lane that overlap lie on different levels, the earliest on the first. */
export function barsOf(rows: readonly ReservationRow[], room: Room): Map<string, Bar[]> {
  const known = new Set(room.tables.map(({ id }) => id));
  const lanes = new Map<string, Bar[]>();
  const inOrder = shown(rows).sort((a, b) => spanOf(a).from - spanOf(b).from);
  for (const row of inOrder) {
    const theirs = row.tableIds.filter((id) => known.has(id));
    for (const lane of theirs.length > 0 ? theirs : [noTable]) {
      const bars = lanes.get(lane) ?? [];
      const span = spanOf(row);
      const levels = bars.filter(({ until }) => until > span.from).map(({ level }) => level);
      let level = 0;
      while (levels.includes(level)) level += 1;
      bars.push({ ...span, row, level });
      lanes.set(lane, bars);
    }
  }
  return lanes;
}

/** The service a minute lies in, or else the nearest; null: the day has none. */
function serviceNear(services: readonly Service[], minute: number): Service | null {
  const away = ({ from, until }: Service) => Math.max(from - minute, minute - until, 0);
  return [...services].sort((a, b) => away(a) - away(b))[0] ?? null;
}

/**
 * The nearest minute that is a whole number of steps from the first slot of its service; a quarter of an hour on a day
 * without any. The second time in an hour that there is twice cannot be asked for: then the nearest beside it.
 */
export function snapped(services: readonly Service[], minute: number, clock: Clock): number {
  const { from, step } = serviceNear(services, minute) ?? { from: clock.minuteOf('12:00'), step: 15 };
  const nearest = from + Math.round((minute - from) / step) * step;
  if (isTold(clock, nearest)) return nearest;
  const around = Array.from({ length: 120 / step }, (_, i) => (i + 1) * step);
  const beside = around
    .flatMap((by) => [nearest - by, nearest + by])
    .sort((a, b) => Math.abs(a - minute) - Math.abs(b - minute));
  return beside.find((one) => isTold(clock, one)) ?? nearest;
}

/** The slot of the day before (-1) or after (1) a minute, across the gap between shifts; null: there is none. */
export function slotBeside(
  services: readonly Service[],
  minute: number,
  by: 1 | -1,
  clock: Clock,
): number | null {
  const slots = services.flatMap(({ from, until, step }) =>
    Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, i) => from + i * step),
  );
  const beside = slots
    .filter((slot) => (slot - minute) * by > 0 && isTold(clock, slot))
    .sort((a, b) => (a - b) * by);
  return beside[0] ?? null;
}

/** The shortest and the longest stay, and by how much it grows: minutes. */
const stay = { least: 15, most: 720, step: 15 };

/** The end of a stay that begins at `from`, nearest to a minute: whole quarters of an hour, as the API takes them. */
export function endSnapped(from: number, minute: number): number {
  const length = Math.round((minute - from) / stay.step) * stay.step;
  return from + Math.min(Math.max(length, stay.least), stay.most);
}

/** A stay's end, a quarter of an hour later (1) or earlier (-1). */
export function endBeside(from: number, until: number, by: 1 | -1): number {
  const length = (until - from) / stay.step;
  const next = by > 0 ? Math.floor(length) + 1 : Math.ceil(length) - 1;
  return endSnapped(from, from + next * stay.step);
}

export type Drop =
  | { can: 'stay' }
  | { can: 'move'; tables: string[] }
  | { can: 'not'; why: 'occupied'; by: ReservationRow }
  | { can: 'not'; why: 'seats'; seats: number }
  | { can: 'not'; why: 'outside' | 'table' | 'over' };

/**
 * What it means to put a reservation on a lane at a minute, until another when that is said. On one of its own tables
 * it keeps all of them; on another it takes that one, or the smallest declared combination with it that seats the
 * party and is free. `holds` are those of everybody else. An hour outside every shift is refused unless it is the one
 * it has.
 */
export function dropOf(
  row: ReservationRow,
  to: { lane: string; from: number; until?: number },
  services: readonly Service[],
  room: Room,
  holds: Map<string, Hold[]>,
): Drop {
  if (!changeable(row.status)) return { can: 'not', why: 'over' };
  const span = spanOf(row);
  const own = to.lane === noTable ? row.tableIds.length === 0 : row.tableIds.includes(to.lane);
  const until = to.until ?? to.from + span.until - span.from;
  if (own && to.from === span.from && until === span.until) return { can: 'stay' };
  if (to.lane === noTable && (!own || to.from !== span.from)) return { can: 'not', why: 'table' };
  const served = services.some(({ from, until }) => from <= to.from && to.from <= until);
  if (to.from !== span.from && !served) return { can: 'not', why: 'outside' };
  const holder = (tables: readonly string[]) =>
    tables.map((table) => inTheWay(holds, table, to.from, until)).find((by) => by !== null) ?? null;
  if (own) {
    const by = holder(row.tableIds);
    return by ? { can: 'not', why: 'occupied', by } : { can: 'move', tables: row.tableIds };
  }
  const by = holder([to.lane]);
  if (by) return { can: 'not', why: 'occupied', by };
  const places = placesOf(room)
    .filter(({ tables }) => tables.some(({ id }) => id === to.lane))
    .sort((a, b) => a.tables.length - b.tables.length || a.maxSeats - b.maxSeats);
  const large = places
    .filter(({ maxSeats }) => maxSeats >= row.party)
    .map(({ tables }) => tables.map(({ id }) => id));
  const free = large.find((tables) => !holder(tables));
  if (free) return { can: 'move', tables: free };
  const taken = large[0] && holder(large[0]);
  if (taken) return { can: 'not', why: 'occupied', by: taken };
  return { can: 'not', why: 'seats', seats: Math.max(0, ...places.map(({ maxSeats }) => maxSeats)) };
}
