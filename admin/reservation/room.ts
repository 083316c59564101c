/**
 * Which tables are free, as far as the panel knows from the day's book (pure). The server has the last word: it
 * alone sees every claim.
 *
 * Minutes are instants (aujourdhui/clock.ts).
 */
import type { Reply } from '../../server/contract/endpoint.ts';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import type { RoomTable, seatingEndpoints } from '../../server/seating/contract.ts';
import { minuteAt } from '../aujourdhui/clock.ts';
import { stages } from '../aujourdhui/day.ts';

/** The tables with their plans. */
export type DrawnRoom = Reply<(typeof seatingEndpoints)['GET /api/restaurants/:restaurant/tables']>;
export type Room = Pick<DrawnRoom, 'tables' | 'combinations'>;

/** Tables that are taken together: one, or those of a combination. */
export type Place = { tables: RoomTable[]; minSeats: number; maxSeats: number };

/** A reservation's hold on its tables. */
export type Hold = { row: ReservationRow; from: number; until: number };

const lengthOf = (row: ReservationRow) => (Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000;

/**
 * Who holds which table of the day, in the order of their times. A party that is still at its table holds it past
 * its time, until `now` at least; `except` is left out.
 */
export function holdsOf(
  rows: readonly ReservationRow[],
  now: number | null,
  except?: string,
): Map<string, Hold[]> {
  const holds = new Map<string, Hold[]>();
  for (const row of rows) {
    if (row.id === except || (stages[row.status] !== 'awaited' && stages[row.status] !== 'here')) continue;
    const from = minuteAt(row.startsAt);
    const planned = minuteAt(row.endsAt);
    const until = stages[row.status] === 'here' && now !== null ? Math.max(planned, now + 1) : planned;
    for (const table of row.tableIds) {
      const theirs = holds.get(table) ?? [];
      theirs.push({ row, from, until });
      holds.set(table, theirs);
    }
  }
  for (const theirs of holds.values()) theirs.sort((a, b) => a.from - b.from);
  return holds;
}

/** Whose hold stands in the way of a table from one minute to another; null: it is free. */
export function inTheWay(
  holds: Map<string, Hold[]>,
  table: string,
  from: number,
  until: number,
): ReservationRow | null {
  return holds.get(table)?.find((hold) => hold.from < until && from < hold.until)?.row ?? null;
}

/** How long a party of that size keeps its table, from what the day's book shows of its likes; 2 h when nothing does. */
export function usualTurn(rows: readonly ReservationRow[], party: number): number {
  const nearest = Math.min(...rows.map((row) => Math.abs(row.party - party)));
  const lengths = rows
    .filter((row) => Math.abs(row.party - party) === nearest)
    .map(lengthOf)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 120;
}

/** Every place of a room: each table, and each declared combination. */
export function placesOf(room: Room): Place[] {
  const byId = new Map(room.tables.map((table) => [table.id, table]));
  return [
    ...room.tables.map((table) => ({ tables: [table], minSeats: table.minSeats, maxSeats: table.maxSeats })),
    ...room.combinations.flatMap(({ tables, minSeats, maxSeats }) => {
      const known = tables.flatMap((id) => byId.get(id) ?? []);
      return known.length === tables.length ? [{ tables: known, minSeats, maxSeats }] : [];
    }),
  ];
}

/** Places where a party can sit down now, best first: the fewest seats left empty, then the fewest tables. */
export function proposals(
  room: Room,
  rows: readonly ReservationRow[],
  party: number,
  now: number,
): (Place & { until: number | null })[] {
  const holds = holdsOf(rows, now);
  const end = now + usualTurn(rows, party);
  return placesOf(room)
    .filter(({ maxSeats }) => maxSeats >= party)
    .filter(({ tables }) => tables.every((table) => !inTheWay(holds, table.id, now, end)))
    .map((place) => {
      const next = place.tables.flatMap(({ id }) =>
        (holds.get(id) ?? []).filter((hold) => hold.from >= end).map((hold) => hold.from),
      );
      return { ...place, until: next.length > 0 ? Math.min(...next) : null };
    })
    .sort(
      (a, b) =>
        Number(a.minSeats > party) - Number(b.minSeats > party) ||
        a.maxSeats - b.maxSeats ||
        a.tables.length - b.tables.length ||
        // A table that nobody waits for is better than one that must be given back.
        (b.until ?? Infinity) - (a.until ?? Infinity),
    );
}

/** The occupied place that should be free first for a party, and when; null: none is large enough. */
export function soonestFree(
  room: Room,
  rows: readonly ReservationRow[],
  party: number,
  now: number,
): { place: Place; at: number } | null {
  const holds = holdsOf(rows, now);
  const length = usualTurn(rows, party);
  const found = placesOf(room)
    .filter(({ maxSeats }) => maxSeats >= party)
    .map((place) => {
      const theirs = place.tables.flatMap(({ id }) => holds.get(id) ?? []);
      const ends = [now, ...theirs.map((hold) => hold.until)].filter((at) => at >= now).sort((a, b) => a - b);
      const at = ends.find((end) => theirs.every((hold) => hold.until <= end || hold.from >= end + length));
      return { place, at: at ?? now };
    })
    .sort((a, b) => a.at - b.at || a.place.maxSeats - b.place.maxSeats);
  return found[0] ?? null;
}
