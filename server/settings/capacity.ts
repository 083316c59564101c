import { limitsAt } from '../availability/pace.ts';
import type { Service, ServiceShift } from '../availability/service.ts';
import { minutesOf, shiftsOn } from '../availability/shifts.ts';
import { turnMinutes } from '../availability/slots.ts';
import { addDays, weekday } from '../restaurants/clock.ts';

/** How many covers a service can take: pure. What is full is every seat, turned as often as the shift allows. */

/** Covers of one shift: its tables' seats by their turns, and no more than may arrive at its slots. */
export function coversOfShift(service: Service, shift: ServiceShift): number {
  const minutes = minutesOf(shift, 'staff');
  const length = minutes.at(-1)! - minutes[0]!;
  const turnTimes = shift.turnTimes ?? service.turnTimes;
  const seats = service.places
    .filter((place) => place.tableIds.length === 1 && place.offered !== 'walk_in')
    .reduce((sum, { maxSeats }) => {
      const turn = turnMinutes({ turnTimes }, maxSeats) + service.bufferMinutes;
      return sum + maxSeats * (Math.floor(length / turn) + 1);
    }, 0);
  const arrivals = minutes.reduce(
    (sum, minute) => sum + (limitsAt(shift, minute).covers ?? Number.POSITIVE_INFINITY),
    0,
  );
  return Math.min(seats, arrivals);
}

/** Covers week by week (a week begins on Monday), from the week of `today` to the end of the horizon, four at least. */
export function coversByWeek(before: Service, after: Service, today: string) {
  const horizon = Math.max(before.horizonDays, after.horizonDays);
  const count = Math.max(4, Math.floor((horizon + weekday(today)) / 7));
  const monday = addDays(today, 1 - weekday(today));
  const covers = (service: Service) => {
    const known = new Map<ServiceShift, number>();
    const of = (shift: ServiceShift) => {
      const covers = known.get(shift) ?? coversOfShift(service, shift);
      known.set(shift, covers);
      return covers;
    };
    return (day: string) => shiftsOn(service, day).reduce((sum, shift) => sum + of(shift), 0);
  };
  const [then, now] = [covers(after), covers(before)];
  return Array.from({ length: count }, (_, week) => {
    const days = Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day));
    const sum = (of: (day: string) => number) => days.reduce((total, day) => total + of(day), 0);
    return { monday: days[0]!, before: sum(now), after: sum(then) };
  });
}
