/**
 * Days as plain strings, `2026-12-24`, and months as `2026-12`. No clock and no time zone: which day it is comes
 * from the server, and what is done here is the arithmetic of the calendar on paper.
 */

const DAY = 86_400_000;

const utc = (day: string) => Date.parse(`${day}T00:00Z`);
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The day `count` days later, or earlier. */
export const addDays = (day: string, count: number): string => text(utc(day) + count * DAY);

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month `count` months later, or earlier. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count)).toISOString().slice(0, 7);
}

/** The same day some months later; the last of the month when that month is shorter. */
export function sameDayIn(day: string, count: number): string {
  const month = addMonths(monthOf(day), count);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const same = month + day.slice(7);
  return same < last ? same : last;
}

/** 0 for the first day of the week, 6 for the last. `weekStart`: 1 is Monday, 7 Sunday. */
export const placeInWeek = (day: string, weekStart: number): number =>
  (new Date(utc(day)).getUTCDay() - weekStart + 7) % 7;

/** The weeks of a month, always six so that the page never jumps; `null` where another month's days would be. */
export function weeksOf(month: string, weekStart: number): (string | null)[][] {
  const first = `${month}-01`;
  const start = addDays(first, -placeInWeek(first, weekStart));
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, column) => {
      const day = addDays(start, week * 7 + column);
      return monthOf(day) === month ? day : null;
    }),
  );
}

/** Keeps a day between two others, both included. */
export const within = (day: string, first: string, last: string): string =>
  day < first ? first : day > last ? last : day;

/** Where a key of the ARIA date grid leads from a day; undefined for a key that does not move. */
export function moved(day: string, key: string, shift: boolean, weekStart: number): string | undefined {
  const place = placeInWeek(day, weekStart);
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -place, End: 6 - place }[key];
  const months = { PageUp: -1, PageDown: 1 }[key];
  if (by !== undefined) return addDays(day, by);
  if (months) return sameDayIn(day, shift ? 12 * months : months);
}
