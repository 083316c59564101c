import { addDays, weekday } from '../restaurants/clock.ts';
import type { Place } from '../seating/fit.ts';
import { limitsAt } from './pace.ts';
import { isOn, isPlacePaused, isSlotPaused } from './paused.ts';
import type { Pause, Service, ServiceShift } from './service.ts';
import { minutesOf, shiftsOn } from './shifts.ts';
import { turnMinutes } from './slots.ts';

/** How many covers a service can take: pure. What is full is every seat, turned as often as the shift allows. */

/** What is paused on a day. */
type Paused = { day: string; pauses: Pause[] };

/**
 * Covers of one shift: its tables' seats by their turns, one after the other at the hours that are offered, and no more
 * than may arrive at these.
 */
export function coversOfShift(
  service: Service,
  shift: ServiceShift,
  paused: Paused = { day: '', pauses: [] },
): number {
  const { day, pauses } = paused;
  const minutes = minutesOf(shift, 'staff').filter(
    (minute) => !isSlotPaused(pauses, day, shift.name, minute),
  );
  const turnTimes = shift.turnTimes ?? service.turnTimes;
  const seats = service.places
    .filter((place) => place.tableIds.length === 1 && place.offered !== 'walk_in')
    .reduce((sum, place) => {
      const turn = turnMinutes({ turnTimes }, place.maxSeats) + service.bufferMinutes;
      return sum + place.maxSeats * turnsAt(place, minutes, turn, paused);
    }, 0);
  const arrivals = minutes.reduce(
    (sum, minute) => sum + (limitsAt(shift, minute).covers ?? Number.POSITIVE_INFINITY),
    0,
  );
  return Math.min(seats, arrivals);
}

/** How often a table is taken in a shift, each time as soon as it is free. */
function turnsAt(place: Place, minutes: number[], turn: number, { day, pauses }: Paused): number {
  let turns = 0;
  let free = 0;
  for (const minute of minutes) {
    if (minute < free || isPlacePaused(pauses, place, day, minute, minute + turn)) continue;
    turns += 1;
    free = minute + turn;
  }
  return turns;
}

/** Covers week by week (a week begins on Monday), from the week of `today` to the end of the horizon, four at least. */
export function coversByWeek(before: Service, after: Service, today: string) {
  const horizon = Math.max(before.horizonDays, after.horizonDays);
  const count = Math.max(4, Math.floor((horizon + weekday(today)) / 7));
  const monday = addDays(today, 1 - weekday(today));
  const covers = (service: Service) => {
    const known = new Map<ServiceShift, number>();
    const of = (shift: ServiceShift, day: string) => {
      const pauses = service.pauses?.filter((pause) => isOn(pause, day)) ?? [];
      if (pauses.length > 0) return coversOfShift(service, shift, { day, pauses });
      const covers = known.get(shift) ?? coversOfShift(service, shift);
      known.set(shift, covers);
      return covers;
    };
    return (day: string) => shiftsOn(service, day).reduce((sum, shift) => sum + of(shift, day), 0);
  };
  const [then, now] = [covers(after), covers(before)];
  return Array.from({ length: count }, (_, week) => {
    const days = Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day));
    const sum = (of: (day: string) => number) => days.reduce((total, day) => total + of(day), 0);
    return { monday: days[0]!, before: sum(now), after: sum(then) };
  });
}
