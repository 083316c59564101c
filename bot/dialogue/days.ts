/** A day of service, YYYY-MM-DD, and a time of its clock, HH:MM. Plain dates: no zone, no instant. */
export type Day = string;
export type Time = string;

const dayLength = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');

/** The day of a year, month (1–12) and day of the month, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return null;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

const serial = (day: Day) =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayLength;

/** The day that many days later (earlier when negative). */
export function plusDays(day: Day, days: number): Day {
  return new Date((serial(day) + days) * dayLength).toISOString().slice(0, 10);
}

/** How many days lie from one day to a later one; negative when it is earlier. */
export const daysBetween = (from: Day, to: Day) => serial(to) - serial(from);

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day) => ((((serial(day) + 3) % 7) + 7) % 7) + 1;

export const yearOf = (day: Day) => Number(day.slice(0, 4));
export const monthOf = (day: Day) => Number(day.slice(5, 7));
export const dateOf = (day: Day) => Number(day.slice(8, 10));

/** Minutes since midnight of a time of day. */
export const minutesOf = (time: Time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** HH:MM of an hour and minutes within a day. */
export const timeOf = (hour: number, minute: number): Time => `${two(hour)}:${two(minute)}`;
