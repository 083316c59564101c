import { addDays, instantsOf, weekday } from '../../restaurants/clock.ts';
import type { Claim, Place } from '../../seating/fit.ts';
import type { ShiftOf } from './houses.ts';

/** One shift on one day in one house: what there is to fill. */
export type Service = {
  day: string;
  /** Days from today; negative in the past. */
  offset: number;
  shift: ShiftOf;
  /** How many parties come compared with a good evening. */
  weight: number;
  /** Minutes of the day to instants; null where a clock change takes the minute away. */
  instant: (minute: number) => number | null;
  /** The tables kept that day, by table. Shared by the shifts of a day. */
  kept: Map<string, Claim[]>;
};

/** A house with all that its bookings need. */
export type OpenHouse = {
  id: string;
  slug: string;
  name: string;
  bufferMinutes: number;
  /** How many parties a good evening brings. */
  busy: number;
  places: Place[];
  services: Service[];
};

const byShift: Record<string, number> = { Midi: 0.72, Soir: 0.95, Brunch: 1.05 };
/** Monday to Sunday. */
const byWeekday = [0.8, 0.8, 0.85, 0.95, 1.2, 1.3, 1];
/** January to December: August is quiet, December is not. */
const byMonth = [0.8, 0.85, 0.95, 1, 1.1, 1.1, 0.95, 0.65, 1.05, 1.05, 1, 1.25];

/** Every service from `first` to `last` days after today. */
export function servicesOf(
  shifts: ShiftOf[],
  timeZone: string,
  today: string,
  first: number,
  last: number,
): Service[] {
  const services: Service[] = [];
  for (let offset = first; offset <= last; offset += 1) {
    const day = addDays(today, offset);
    const isoDay = weekday(day);
    const instant = instantsOf(day, timeZone);
    const kept = new Map<string, Claim[]>();
    for (const shift of shifts) {
      if (!shift.weekdays.includes(isoDay)) continue;
      const season = byMonth[Number(day.slice(5, 7)) - 1]!;
      const weight = byShift[shift.name]! * byWeekday[isoDay - 1]! * season;
      services.push({ day, offset, shift, weight, instant, kept });
    }
  }
  return services;
}
