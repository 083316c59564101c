/**
 * What each table of the day is up to at one minute of it (pure): now, or as it is planned for later.
 *
 * Minutes are instants (../clock.ts).
 */
import type { PauseRow } from '../../../server/availability/contract.ts';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { RoomTable } from '../../../server/seating/contract.ts';
import { type Clock, minuteAt } from '../clock.ts';
import { type DayBook, stages } from '../day.ts';
import { shown, spanOf } from '../timeline/board.ts';

export type TableState = {
  /**
   * free: nobody, and nobody soon · expected: somebody soon, or already late · arrived: at the door · seated ·
   * over: seated beyond their time · leave: seated, and the next are due · taken: will be, at a later minute · paused
   */
  kind: 'free' | 'expected' | 'arrived' | 'seated' | 'over' | 'leave' | 'taken' | 'paused';
  /** Whom it is about: who sits there, or who comes. */
  row: ReservationRow | null;
  /** Who comes after them, or on a free table. */
  next: ReservationRow | null;
  /** expected: how late they are, below zero how soon they come; seated: for how long; over, leave: beyond their time. */
  minutes: number;
  /** paused: until when, as the restaurant's clock says; null: for the rest of the day. */
  until: string | null;
  /** The pause to lift, also while somebody still sits there. */
  pause: PauseRow | null;
};

/** From how many minutes before they come a table is no longer just free. */
export const soon = 45;
/** How many minutes before the next come, those who sit there are to leave. */
export const turning = 15;

/** The minute at which a reservation became what it is. */
export const sinceMinute = (row: ReservationRow): number => Math.round(minuteAt(row.statusAt));

/** The pause that keeps a table from being given at a minute. */
export function pauseAt(
  pauses: readonly PauseRow[],
  table: RoomTable,
  day: string,
  minute: number,
  clock: Clock,
): PauseRow | null {
  return (
    pauses.find(
      (pause) =>
        (pause.table === table.name || (pause.area !== undefined && pause.area === table.area)) &&
        pause.from <= day &&
        day <= pause.to &&
        (pause.fromTime === undefined || clock.minuteOf(pause.fromTime) <= minute) &&
        (pause.toTime === undefined || minute < clock.minuteOf(pause.toTime)),
    ) ?? null
  );
}

/** Those who are still to sit at a table, the first first. */
const awaitedAt = (rows: readonly ReservationRow[], table: string): ReservationRow[] =>
  shown(rows)
    .filter((row) => stages[row.status] === 'awaited' && row.tableIds.includes(table))
    .sort((a, b) => spanOf(a).from - spanOf(b).from);

/** A table at a minute; `now` is the present one (null: another day). At another minute than now, as planned. */
export function stateOf(
  table: RoomTable,
  book: Pick<DayBook, 'day' | 'reservations'>,
  pauses: readonly PauseRow[],
  minute: number,
  now: number | null,
  clock: Clock,
): TableState {
  const pause = pauseAt(pauses, table, book.day, minute, clock);
  const until = pause?.toTime ?? null;
  const theirs = shown(book.reservations).filter((row) => row.tableIds.includes(table.id));
  const told = (state: Partial<TableState> & Pick<TableState, 'kind'>): TableState => ({
    row: null,
    next: null,
    minutes: 0,
    until,
    pause,
    ...state,
  });
  const soonest = (rows: readonly ReservationRow[]): TableState => {
    const [row = null, next = null] = rows;
    if (pause) return told({ kind: 'paused', row, next });
    if (!row || spanOf(row).from - minute > soon) return told({ kind: 'free', next: row });
    return told({ kind: 'expected', row, next, minutes: minute - spanOf(row).from });
  };

  if (minute !== now) {
    const still = theirs.filter((row) => stages[row.status] !== 'done');
    const row = still.find((one) => spanOf(one).from <= minute && minute < spanOf(one).until);
    const after = still
      .filter((one) => spanOf(one).from > minute)
      .sort((a, b) => spanOf(a).from - spanOf(b).from);
    if (row) return told({ kind: 'taken', row, next: after[0] ?? null, minutes: minute - spanOf(row).from });
    return soonest(after);
  }

  const awaited = awaitedAt(book.reservations, table.id);
  const seated = theirs.find((row) => row.status === 'seated');
  const arrived = theirs.find((row) => row.status === 'arrived');
  if (!seated) {
    if (arrived)
      return told({
        kind: 'arrived',
        row: arrived,
        next: awaited[0] ?? null,
        minutes: Math.max(0, minute - sinceMinute(arrived)),
      });
    // Who should have left by now and never came is no reason to keep a table from being shown as it is.
    return soonest(awaited.filter((row) => spanOf(row).until > minute));
  }
  const next = arrived ?? awaited[0] ?? null;
  const beyond = minute - spanOf(seated).until;
  const due = next !== null && (next.status === 'arrived' || spanOf(next).from - minute <= turning);
  if (due) return told({ kind: 'leave', row: seated, next, minutes: beyond });
  if (beyond >= 0) return told({ kind: 'over', row: seated, next, minutes: beyond });
  return told({ kind: 'seated', row: seated, next, minutes: Math.max(0, minute - sinceMinute(seated)) });
}

/** How many minutes ahead the strip of those to come reaches. */
export const ahead = 90;

/**
 * Who is still to be seated: at the door first, then by time, as far ahead as the strip reaches. On another day, or
 * later than now, who comes from that minute on.
 */
export function comingUp(
  book: Pick<DayBook, 'reservations'>,
  minute: number,
  now: number | null,
): ReservationRow[] {
  const standing = (row: ReservationRow) => (row.status === 'arrived' ? 0 : 1);
  return book.reservations
    .filter((row) => {
      if (row.status === 'arrived') return minute === now;
      const { from, until } = spanOf(row);
      if (row.status !== 'confirmed' || from > minute + ahead) return false;
      return minute === now ? until > minute : from >= minute;
    })
    .sort((a, b) => standing(a) - standing(b) || spanOf(a).from - spanOf(b).from);
}

/** Tables that one party has joined: the pairs to draw a bond between, each with its party's id. */
export function bonds(
  book: Pick<DayBook, 'reservations'>,
  states: ReadonlyMap<string, TableState>,
): { key: string; tables: [string, string]; kind: TableState['kind'] }[] {
  return shown(book.reservations).flatMap((row) =>
    row.tableIds.slice(1).flatMap((table, index) => {
      const before = row.tableIds[index]!;
      const [one, other] = [states.get(before), states.get(table)];
      return one && one.row?.id === row.id && other?.row?.id === row.id
        ? [{ key: `${row.id} ${table}`, tables: [before, table] as [string, string], kind: one.kind }]
        : [];
    }),
  );
}

/** The minute at which another day is shown first: when most people are there. Null: nobody is expected. */
export function fullestMinute(book: Pick<DayBook, 'reservations'>): number | null {
  const rows = shown(book.reservations);
  const there = (minute: number) =>
    rows
      .filter((row) => spanOf(row).from <= minute && minute < spanOf(row).until)
      .reduce((sum, row) => sum + row.party, 0);
  const minutes = rows.map((row) => spanOf(row).from).sort((a, b) => a - b);
  return minutes.reduce<number | null>(
    (best, minute) => (best === null || there(minute) > there(best) ? minute : best),
    null,
  );
}
