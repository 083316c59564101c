/** What is being changed of a reservation, and the way back (pure). */
import type { ReservationRow, StaffChangeRequest } from '../../server/reservations/contract.ts';

export type Change = Omit<StaffChangeRequest, 'notify'>;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** How long a party keeps its table: minutes. */
export const lengthOf = (row: Pick<ReservationRow, 'startsAt' | 'endsAt'>): number =>
  (Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000;

/** A reservation's own values of what can be changed, as the API takes them. */
const valuesOf = (row: ReservationRow) => ({
  day: row.day,
  time: row.time,
  party: row.party,
  tables: row.tableIds,
  remark: row.remark ?? '',
  occasion: row.occasion,
});

/** Only what is truly another value than the reservation's; null when nothing is. */
export function realChange(row: ReservationRow, change: Change): Change | null {
  const own = { ...valuesOf(row), minutes: lengthOf(row), area: row.area };
  const real = Object.fromEntries(
    Object.entries(change).filter(([what, value]) => {
      if (value === undefined || what === 'overbook') return false;
      // Tables in another order are the same tables, and none means: whichever is best.
      if (what === 'tables')
        return (
          (value as string[]).length > 0 && !same([...(value as string[])].sort(), [...own.tables].sort())
        );
      return !same(value, own[what as keyof typeof own]);
    }),
  ) as Change;
  if (Object.keys(real).length === 0) return null;
  return change.overbook ? { ...real, overbook: true } : real;
}

/**
 * What leads from the reservation as it became back to as it was. The tables go along, since another day, time or
 * party may have moved it; the length of stay does when it alone became another: else the party and the hour say it. Null when there is no way back: it had no table.
 */
export function wayBack(before: ReservationRow, became: ReservationRow): Change | null {
  const [was, is] = [valuesOf(before), valuesOf(became)];
  const back = Object.fromEntries(
    Object.entries(was).filter(([what, value]) => !same(value, is[what as keyof typeof is])),
  ) as Change;
  if (back.tables?.length === 0) return null;
  const follows = back.day !== undefined || back.time !== undefined || back.party !== undefined;
  if (!follows && lengthOf(before) !== lengthOf(became)) back.minutes = lengthOf(before);
  // Tables that are said are nailed: it was, or was not.
  if (back.tables) back.pinned = before.pinned;
  return Object.keys(back).length > 0 ? back : null;
}
