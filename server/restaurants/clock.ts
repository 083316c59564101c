import { Temporal } from 'temporal-polyfill';

/**
 * The restaurant's clock: what people say ("19:30 on the 24th") against instants. Days are "YYYY-MM-DD" in the
 * restaurant's zone, minutes count from midnight of the day of service and may exceed 1440 (a shift that ends
 * after midnight), instants are milliseconds since the epoch.
 */

/** "19:30" from minutes; past midnight it starts again from 00:00. */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The day and the minute that the clock on the restaurant's wall shows at an instant. */
export function wallClock(instant: Date, timeZone: string): { day: string; minute: number } {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return { day: wall.toPlainDate().toString(), minute: wall.hour * 60 + wall.minute };
}

/** A day some days later, or earlier. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** How many days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** 1 is Monday, 7 Sunday. */
export function weekday(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** Whether a day exists: the 31st of November does not. */
export function isDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString() === day;
  } catch {
    return false;
  }
}

/**
 * Turns minutes of one day of service into instants. A minute that a clock change skips is null: nobody can come
 * at 02:30 when there is none. One that it doubles is the earlier of the two.
 */
export function instantsOf(day: string, timeZone: string): (minute: number) => number | null {
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime();
  const start = midnight.toZonedDateTime(timeZone);
  const end = midnight.add({ hours: 30 }).toZonedDateTime(timeZone);
  // Nearly every day the offset stays, and this runs for each slot of a month: then it is an addition.
  if (start.offsetNanoseconds === end.offsetNanoseconds && start.hour === 0) {
    const base = start.epochMilliseconds;
    return (minute) => base + minute * 60_000;
  }
  return (minute) => {
    const wanted = midnight.add({ minutes: minute });
    const got = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    return got.toPlainDateTime().equals(wanted) ? got.epochMilliseconds : null;
  };
}
