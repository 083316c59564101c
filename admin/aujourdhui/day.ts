/**
 * The day's book as a value: what an answer of the API becomes under live events and status taps, and how it
 * is laid out. No clock and no network here.
 */
import type { Reply } from '../../server/contract/endpoint.ts';
import type { ReservationRow, reservationEndpoints, Status } from '../../server/reservations/contract.ts';
import type { LiveMessage } from '../live-numbers.ts';
import { minuteAt, type Present, serviceMinutes } from './clock.ts';

export type DayBook = Reply<(typeof reservationEndpoints)['GET /api/reservations']>;

/** What a status means to somebody at the door. */
export type Stage = 'awaited' | 'here' | 'done' | 'fallen';

export const stages: Record<Status, Stage> = {
  requested: 'awaited',
  confirmed: 'awaited',
  arrived: 'here',
  seated: 'here',
  finished: 'done',
  declined: 'fallen',
  cancelled: 'fallen',
  no_show: 'fallen',
  expired: 'fallen',
};

/** Statuses that staff may set. */
export type Settable = 'confirmed' | 'arrived' | 'seated' | 'finished' | 'no_show' | 'cancelled' | 'declined';

/** What can be done with a reservation, wherever it is shown. */
export type LineActs = {
  open: (row: ReservationRow) => void;
  setStatus: (row: ReservationRow, status: Settable) => void;
  undo: (row: ReservationRow) => void;
  change: (row: ReservationRow) => void;
  pin: (row: ReservationRow) => void;
};

/** What most often comes next: the one button of a row. */
export const nextStatus: Partial<Record<Status, Settable>> = {
  requested: 'confirmed',
  confirmed: 'arrived',
  arrived: 'seated',
  seated: 'finished',
};

/** The same, on a day that is still to come (`coming`): nobody arrives before their day. */
export const nextOf = (status: Status, coming: boolean): Settable | undefined =>
  coming && stages[status] === 'awaited' && status !== 'requested' ? undefined : nextStatus[status];

/** What else may happen to a reservation: the row's menu, in reading order. */
export const otherStatuses: Partial<Record<Status, readonly Settable[]>> = {
  requested: ['declined', 'cancelled'],
  confirmed: ['seated', 'no_show', 'cancelled'],
  arrived: ['confirmed', 'cancelled'],
  seated: ['arrived', 'confirmed'],
  finished: ['seated'],
  no_show: ['confirmed', 'arrived'],
  cancelled: ['confirmed'],
};

/** May day, time, party, table or remark still be changed? */
export const changeable = (status: Status): boolean =>
  stages[status] === 'awaited' || stages[status] === 'here';

/** Does this status count as covers? A request does not before it is granted. */
export const counts = (status: Status): boolean => stages[status] !== 'fallen' && status !== 'requested';

const byTime = (a: ReservationRow, b: ReservationRow) =>
  a.startsAt < b.startsAt
    ? -1
    : a.startsAt > b.startsAt
      ? 1
      : a.createdAt < b.createdAt
        ? -1
        : a.createdAt > b.createdAt
          ? 1
          : 0;

/** The book with a row as it is now: replaced, added in its place, or taken out when it moved to another day. */
export function withRow(book: DayBook, row: ReservationRow): DayBook {
  const others = book.reservations.filter((known) => known.id !== row.id);
  if (row.day !== book.day) {
    return others.length === book.reservations.length ? book : { ...book, reservations: others };
  }
  return { ...book, reservations: [...others, row].sort(byTime) };
}

/** The book after a live event; one that it already includes, or that is about something else, changes nothing. */
export function withEvent(book: DayBook, message: LiveMessage): DayBook {
  if (message.number <= book.event) return book;
  const next = message.event.kind === 'reservation' ? withRow(book, message.event.reservation) : book;
  return { ...next, event: message.number };
}

export type Slot = { time: string; covers: number };
export type ShiftCovers = {
  name: string;
  first: string;
  last: string;
  covers: number;
  parties: number;
  slots: Slot[];
};

/**
 * Covers per shift and per slot, from the rows themselves, so that a tap or a live event shows at once.
 * A reservation at an hour that is no slot of its shift (staff may do that) gets a bar of its own.
 */
export function coversOf(book: DayBook): ShiftCovers[] {
  const shifts = new Map<string, ShiftCovers>();
  for (const shift of book.shifts) {
    shifts.set(shift.name, {
      name: shift.name,
      first: shift.first,
      last: shift.last,
      covers: 0,
      parties: 0,
      slots: shift.slots.map((slot) => ({ time: slot.time, covers: 0 })),
    });
  }
  for (const row of book.reservations) {
    let shift = shifts.get(row.shift);
    if (!shift) {
      shift = { name: row.shift, first: row.time, last: row.time, covers: 0, parties: 0, slots: [] };
      shifts.set(row.shift, shift);
    }
    if (!counts(row.status)) continue;
    shift.covers += row.party;
    shift.parties += 1;
    const slot = shift.slots.find((known) => known.time === row.time);
    if (slot) slot.covers += row.party;
    else {
      shift.slots.push({ time: row.time, covers: row.party });
      shift.slots.sort((a, b) => serviceMinutes(a.time) - serviceMinutes(b.time));
    }
  }
  return [...shifts.values()].sort((a, b) => serviceMinutes(a.first) - serviceMinutes(b.first));
}

/** Folded for comparing: no accents, no capitals. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/**
 * Does a row match what was typed? Every word must be found: in names, table, reference, tags, remark, or phone (any
 * part of it, its end too). "Table 12" is that table and no other.
 */
export function matches(row: ReservationRow, typed: string): boolean {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  if (words.length === 2 && /^tables?$/.test(words[0]!))
    return row.tables.some((name) => folded(name) === words[1]);
  const text = folded(
    [
      row.bookedAs,
      row.guest.firstName,
      row.guest.lastName,
      row.guest.email ?? '',
      row.reference,
      row.time,
      ...row.tables,
      row.area ?? '',
      ...row.guest.tags,
      row.remark ?? '',
    ].join(' '),
  );
  const phone = (row.guest.phone ?? '').replace(/\D/g, '');
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '');
  const looksLikePhone = digits.length >= 3 && /^[\d\s+().-]+$/.test(typed);
  return (looksLikePhone && phone.includes(digits)) || words.every((word) => text.includes(word));
}

export type Line =
  | { kind: 'row'; row: ReservationRow; hour: boolean }
  | { kind: 'now'; time: string; inMinutes: number | null };

/** How a day may be sorted within its shifts. */
export const orders = ['time', 'name', 'party', 'table', 'status'] as const;
export type Order = (typeof orders)[number];

/** Where a status stands when sorted: who is at the door first, who is gone last. */
const standing: Record<Status, number> = {
  arrived: 0,
  requested: 1,
  confirmed: 2,
  seated: 3,
  finished: 4,
  no_show: 5,
  cancelled: 6,
  declined: 7,
  expired: 8,
};

/**
 * Rows in another order than by time; rows that are alike in it stay by time. Names as people sort them, tables by
 * number, large parties first.
 */
export function sorted(rows: readonly ReservationRow[], order: Order): ReservationRow[] {
  if (order === 'time') return [...rows];
  const words = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
  const compare: Record<Exclude<Order, 'time'>, (a: ReservationRow, b: ReservationRow) => number> = {
    name: (a, b) => words.compare(a.bookedAs, b.bookedAs),
    party: (a, b) => b.party - a.party,
    // Who has no table yet is what one looks for.
    table: (a, b) => words.compare(a.tables[0] ?? '', b.tables[0] ?? ''),
    status: (a, b) => standing[a.status] - standing[b.status],
  };
  return [...rows].sort(compare[order]);
}

export type Section = { shift: ShiftCovers; lines: Line[] };

/**
 * The rows of a day under their shifts, in order, with a rule where a new hour begins and a line where the
 * present moment is (`now` null: another day), both only by time. Empty shifts are left out once something is typed or filtered.
 */
export function layOut(
  book: DayBook,
  now: Present | null,
  keep: (row: ReservationRow) => boolean = () => true,
  order: Order = 'time',
): Section[] {
  const shifts = coversOf(book);
  const sections: Section[] = shifts.map((shift) => ({ shift, lines: [] }));
  const rows = sorted(book.reservations.filter(keep), order);
  // Hours and the present moment are places in time, and in no other order.
  let placed = now === null || order !== 'time';
  let previous: ReservationRow | null = null;
  for (const row of rows) {
    const section = sections.find((known) => known.shift.name === row.shift)!;
    const from = minuteAt(row.startsAt);
    if (!placed && now !== null && from > now.minute) {
      placed = true;
      section.lines.push({ kind: 'now', time: now.time, inMinutes: from - now.minute });
    }
    const last = section.lines.findLast((line) => line.kind === 'row');
    const begins = !last || last.row.time.slice(0, 2) !== row.time.slice(0, 2);
    const hour = order === 'time' && begins;
    section.lines.push({ kind: 'row', row, hour });
    previous = row;
  }
  if (!placed && now !== null && previous) {
    const section = sections.find((known) => known.shift.name === previous.shift)!;
    section.lines.push({ kind: 'now', time: now.time, inMinutes: null });
  }
  return sections.filter((section) => section.lines.some((line) => line.kind === 'row'));
}

/** Is a shift over: its last slot past, and everybody on it gone or not coming? */
export function isOver(section: Section, now: Present | null): boolean {
  return (
    now !== null &&
    serviceMinutes(section.shift.last) < serviceMinutes(now.time) &&
    section.lines.every(
      (line) =>
        line.kind === 'row' && (stages[line.row.status] === 'done' || stages[line.row.status] === 'fallen'),
    )
  );
}

export type Totals = Record<Stage | 'all' | 'covers', number>;

/** How many reservations at each stage, and the covers that count. */
export function totalsOf(book: DayBook): Totals {
  const totals: Totals = { all: 0, covers: 0, awaited: 0, here: 0, done: 0, fallen: 0 };
  for (const row of book.reservations) {
    totals.all += 1;
    totals[stages[row.status]] += 1;
    if (counts(row.status)) totals.covers += row.party;
  }
  return totals;
}
