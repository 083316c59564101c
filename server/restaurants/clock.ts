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

/**
 * The day and the minute that the clock on the restaurant's wall shows at an instant. The last minute of each zone is
 * remembered: whoever asks mostly asks for now.
 */
export function wallClock(
  instant: Date,
  timeZone: string,
): { readonly day: string; readonly minute: number } {
  const minute = Math.floor(instant.getTime() / 60_000);
  const last = lastMinutes.get(timeZone);
  if (last?.minute === minute) return last.wall;
  const shown = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const wall = { day: shown.toPlainDate().toString(), minute: shown.hour * 60 + shown.minute };
  lastMinutes.set(timeZone, { minute, wall });
  return wall;
}

const lastMinutes = new Map<string, { minute: number; wall: { day: string; minute: number } }>();

/** Days alone know no zone: counted in those of UTC, each has its 24 hours. */
const DAY = 86_400_000;
const midnightOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** A day some days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(midnightOf(day) + days * DAY).toISOString().slice(0, 10);
}

/** How many days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (midnightOf(to) - midnightOf(from)) / DAY;
}

/** 1 is Monday, 7 Sunday. */
export function weekday(day: string): number {
  return new Date(midnightOf(day)).getUTCDay() || 7;
}

/** Whether a day exists: the 31st of November does not. */
export function isDay(day: string): boolean {
  const midnight = midnightOf(day);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === day;
}

/**
 * Turns minutes of one day of service into instants. A minute that a clock change skips is null: nobody can come
 * at 02:30 when there is none. One that it doubles is the earlier of the two.
 */
export function instantsOf(day: string, timeZone: string): (minute: number) => number | null {
  const key = `${day} ${timeZone}`;
  const known = daysKnown.get(key);
  if (known) return known;
  if (daysKnown.size >= DAYS_MOST) daysKnown.clear();
  const instants = findInstants(day, timeZone);
  daysKnown.set(key, instants);
  return instants;
}

/** Where the clock stands on a day never changes, and the same days are asked for again and again. */
const daysKnown = new Map<string, (minute: number) => number | null>();
const DAYS_MOST = 1_000;

function findInstants(day: string, timeZone: string): (minute: number) => number | null {
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
