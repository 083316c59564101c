/**
 * The restaurant's clock through one day of service, against instants (pure).
 *
 * Minutes here are instants: minutes since the epoch. What lies between two of them is what passed, also in the night
 * of a clock change; what the wall shows at one of them, the clock says.
 */
import { dayOf, timeOf } from '../texts/dates.ts';

/** Before 04:00, as on the server, a time belongs to the night of the day of service before. */
const dawn = 4 * 60;

/**
 * Minutes of a time within its day of service, as the wall shows it: those of the night after count on past 1440. They
 * tell what comes first; how long something takes, instants tell.
 */
export function serviceMinutes(time: string): number {
  const own = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return own < dawn ? own + 1440 : own;
}

/** The minute of an instant of the API. */
export const minuteAt = (instant: string): number => Date.parse(instant) / 60_000;

/** An instant of the API, of a minute. */
export const instantAt = (minute: number): string => new Date(minute * 60_000).toISOString();

/** The present, as an instant and as the wall shows it. */
export type Present = { minute: number; time: string };

export type Clock = {
  /**
   * The minute at which the wall shows a time of this day of service: times before 04:00 are those of the night after.
   * Of a time that it shows twice, the first; one that it skips is as long after the change as it would have been.
   */
  minuteOf(time: string): number;
  /** What the wall shows at a minute, "20:30". */
  timeAt(minute: number): string;
};

/** How far the wall is ahead of UTC at a minute, in minutes. */
function aheadAt(minute: number, timeZone: string): number {
  const instant = instantAt(minute);
  return minuteAt(`${dayOf(instant, timeZone)}T${timeOf(instant, timeZone)}:00Z`) - Math.floor(minute);
}

/** The clock of a day of service in a time zone. */
export function clockOf(day: string, timeZone: string): Clock {
  const midnight = minuteAt(`${day}T00:00:00Z`);
  // A clock is turned at night: what it says at noon it says until then, and at the noon after it has been turned.
  const before = aheadAt(midnight + 720, timeZone);
  const after = aheadAt(midnight + 2160, timeZone);
  return {
    minuteOf(time) {
      const wall = midnight + serviceMinutes(time);
      const [first, second] = [wall - before, wall - after];
      return aheadAt(first, timeZone) === before || aheadAt(second, timeZone) !== after ? first : second;
    },
    timeAt: (minute) => timeOf(instantAt(minute), timeZone),
  };
}

/** Does what the wall shows at a minute mean that minute? Not the second time in an hour that there is twice. */
export const isTold = (clock: Clock, minute: number): boolean =>
  clock.minuteOf(clock.timeAt(minute)) === minute;

/** The minute from which on it is the next day of service. */
export const endOf = (day: string, timeZone: string): number => clockOf(day, timeZone).minuteOf('03:59') + 1;

/** A service of a day: its first and its last slot, and the minutes from one to the next. */
export type Service = { from: number; until: number; step: number };

/** The services of a day from its shifts, whose slots are times of the wall, in their order. */
export const servicesOf = (
  shifts: { first: string; last: string; step: number }[],
  clock: Clock,
): Service[] =>
  shifts.map(({ first, last, step }) => ({ from: clock.minuteOf(first), until: clock.minuteOf(last), step }));
