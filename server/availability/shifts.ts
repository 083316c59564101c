import { weekday } from '../restaurants/clock.ts';
import type { Service, ServiceShift, SpecialDay } from './service.ts';

/** Which shifts a day has, and from when to when: pure. */

/** Who asks: guests by themselves, or the staff, who may seat people earlier, later, and where guests may not. */
export type Asker = 'guest' | 'staff';

/** The special rule of a day of service, if it has one; it has one at most. */
export function specialDayOf(service: Pick<Service, 'specialDays'>, day: string): SpecialDay | undefined {
  return service.specialDays?.find((special) => special.from <= day && day <= special.to);
}

/** The shifts of a day of service, by their beginning: those of its special rule, else the usual ones in season. */
export function shiftsOn(service: Pick<Service, 'shifts' | 'specialDays'>, day: string): ServiceShift[] {
  const special = specialDayOf(service, day);
  if (special) return special.closed ? [] : special.shifts;
  const isoWeekday = weekday(day);
  return service.shifts.filter(
    (shift) =>
      shift.weekdays.includes(isoWeekday) &&
      (!shift.validFrom || shift.validFrom <= day) &&
      (!shift.validTo || day <= shift.validTo),
  );
}

/** The minutes at which parties may sit down in a shift; the staff's wider hours keep to the same steps. */
export function minutesOf(shift: ServiceShift, by: Asker): number[] {
  const { firstMinute, lastMinute, stepMinutes } = shift;
  const earliest =
    by === 'staff' ? Math.min(shift.staffFirstMinute ?? firstMinute, firstMinute) : firstMinute;
  const latest = by === 'staff' ? Math.max(shift.staffLastMinute ?? lastMinute, lastMinute) : lastMinute;
  const minutes: number[] = [];
  const before = Math.floor((firstMinute - earliest) / stepMinutes);
  for (let minute = firstMinute - before * stepMinutes; minute <= latest; minute += stepMinutes) {
    minutes.push(minute);
  }
  return minutes;
}

/** What guests are told of a day, in both languages; the one that is missing is said in the other. */
export function messageOf(special: SpecialDay | undefined): { fr: string; en: string } | undefined {
  const fr = special?.messageFr ?? special?.messageEn;
  const en = special?.messageEn ?? special?.messageFr;
  return fr && en ? { fr, en } : undefined;
}
