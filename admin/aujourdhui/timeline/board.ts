/**
 * The day as a board of tables by time (pure): where a bar lies, which bars share a lane, and what it means to put
 * one somewhere else. The server has the last word on every move.
 *
 * Times here are minutes of the day of service: 00:30 of the night is 1470.
 */
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { type Hold, inTheWay, placesOf, type Room } from '../../reservation/room.ts';
import { changeable, type DayBook, serviceMinutes, stages } from '../day.ts';

/** Pixels a minute, from the whole evening at a glance to the quarter of an hour in detail. */
export const zooms = [1.4, 2.2, 3.6] as const;

/** The lane of those who have no table. */
export const noTable = '';

export type Span = { from: number; until: number };

/** From when until when a reservation is planned to keep its table. */
export function spanOf(row: ReservationRow): Span {
  const from = serviceMinutes(row.time);
  return { from, until: from + (Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000 };
}

/** The whole hours that hold every shift and every reservation on show; two hours follow the last slot. */
export function boardSpan(book: DayBook): Span {
  const spans = [
    ...book.shifts.map(({ first, last }) => ({
      from: serviceMinutes(first),
      until: serviceMinutes(last) + 120,
    })),
    ...shown(book.reservations).map(spanOf),
  ];
  if (spans.length === 0) return { from: 12 * 60, until: 24 * 60 };
  return {
    from: Math.floor(Math.min(...spans.map(({ from }) => from)) / 60) * 60,
    until: Math.ceil(Math.max(...spans.map(({ until }) => until)) / 60) * 60,
  };
}

export const xOf = (minute: number, span: Span, scale: number): number => (minute - span.from) * scale;
export const minuteAt = (x: number, span: Span, scale: number): number => span.from + x / scale;

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

/** The shift a minute lies in, or else the nearest; null: the day has none. */
function shiftNear(book: DayBook, minute: number) {
  const away = (shift: DayBook['shifts'][number]) =>
    Math.max(serviceMinutes(shift.first) - minute, minute - serviceMinutes(shift.last), 0);
  return [...book.shifts].sort((a, b) => away(a) - away(b))[0] ?? null;
}

/**
 * The nearest minute that is a whole number of steps from the first slot of its shift; a quarter of an hour on a day
 * without any.
 */
export function snapped(book: DayBook, minute: number): number {
  const shift = shiftNear(book, minute);
  const first = shift ? serviceMinutes(shift.first) : 0;
  const step = shift?.step ?? 15;
  return first + Math.round((minute - first) / step) * step;
}

/** The slot of the day before (-1) or after (1) a minute, across the gap between shifts; null: there is none. */
export function slotBeside(book: DayBook, minute: number, by: 1 | -1): number | null {
  const slots = book.shifts.flatMap(({ first, last, step }) => {
    const from = serviceMinutes(first);
    return Array.from(
      { length: Math.floor((serviceMinutes(last) - from) / step) + 1 },
      (_, i) => from + i * step,
    );
  });
  const beside = slots.filter((slot) => (slot - minute) * by > 0).sort((a, b) => (a - b) * by);
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
  book: DayBook,
  room: Room,
  holds: Map<string, Hold[]>,
): Drop {
  if (!changeable(row.status)) return { can: 'not', why: 'over' };
  const span = spanOf(row);
  const own = to.lane === noTable ? row.tableIds.length === 0 : row.tableIds.includes(to.lane);
  const until = to.until ?? to.from + span.until - span.from;
  if (own && to.from === span.from && until === span.until) return { can: 'stay' };
  if (to.lane === noTable && (!own || to.from !== span.from)) return { can: 'not', why: 'table' };
  const inShift = book.shifts.some(
    ({ first, last }) => serviceMinutes(first) <= to.from && to.from <= serviceMinutes(last),
  );
  if (to.from !== span.from && !inShift) return { can: 'not', why: 'outside' };
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
