import { type Day, dayOf, daysBetween, monthOf, plusDays, weekdayOf, yearOf } from '../days.ts';
import { weekdayNamed } from './calendarWords.ts';
import type { Doubt, Setting } from './meaning.ts';

/** A day that was named, or why it is not certain. `weekday`: it was named by that alone. */
export type DayFound = { day?: Day; weekday?: number; doubt?: Doubt };

/** Words that name a day, and the day they name; null when they turn out to name none. */
export type DayRule = {
  words: RegExp;
  read: (found: RegExpExecArray, setting: Setting, raw: string) => DayFound | null;
};

/** The first such weekday after a day. */
export function upcoming(wanted: number, after: Day): Day {
  return plusDays(after, ((wanted - weekdayOf(after) + 6) % 7) + 1);
}

/** Such a weekday from a day on: the day itself when it is one. */
export const fromDay = (wanted: number, day: Day) => upcoming(wanted, plusDays(day, -1));

/** Such a weekday of the week that holds a day, or of one before or after it; weeks begin on Monday. */
export function inWeek(wanted: number, day: Day, weeks: number): Day {
  return plusDays(day, wanted - weekdayOf(day) + 7 * weeks);
}

/** The nth such weekday of a month, counted from its end when negative; null when the month has not so many. */
export function nthWeekday(nth: number, wanted: number, year: number, inMonth: number): Day | null {
  const first = monthStart(year, inMonth);
  if (nth < 0) {
    const last = plusDays(monthStart(year, inMonth + 1), -1);
    return plusDays(last, -((weekdayOf(last) - wanted + 7) % 7) + 7 * (nth + 1));
  }
  const day = plusDays(fromDay(wanted, first), 7 * (nth - 1));
  return monthOf(day) === monthOf(first) ? day : null;
}

/** The first day of a month; month 13 is January of the next year. */
export function monthStart(year: number, inMonth: number): Day {
  return dayOf(year + Math.floor((inMonth - 1) / 12), ((((inMonth - 1) % 12) + 12) % 12) + 1, 1)!;
}

/** The same date that many months later, or the last of that month when it is shorter. */
export function plusMonths(day: Day, count: number): Day {
  const start = monthStart(yearOf(day), monthOf(day) + count);
  const wanted = plusDays(start, Number(day.slice(8)) - 1);
  return monthOf(wanted) === monthOf(start) ? wanted : plusDays(wanted, -Number(wanted.slice(8)));
}

/** The next such day of the month ("le 12"), in the first month that has it. */
export function nextDate(date: number, said: string, setting: Pick<Setting, 'today' | 'day'>): DayFound {
  const { today } = setting;
  if (date < 1 || date > 31) return { doubt: { about: 'no_such_day', said } };
  if (setting.day && daysBetween(today, setting.day) > 6) {
    // "plutôt le 13", said of a day in December, is the 13th of December.
    const same = dayOf(yearOf(setting.day), monthOf(setting.day), date);
    if (same && same >= today) return { day: same };
  }
  for (let ahead = 0; ahead < 4; ahead++) {
    const at = monthOf(today) - 1 + ahead;
    const day = dayOf(yearOf(today) + Math.floor(at / 12), (at % 12) + 1, date);
    if (day && day >= today) return { day };
  }
  return { doubt: { about: 'no_such_day', said } };
}

/** A date of the month that lies some months from this one ("the 3rd of next month"). */
export function dateInMonth(date: number, ahead: number, said: string, { today }: Setting): DayFound {
  const start = monthStart(yearOf(today), monthOf(today) + ahead);
  const day = dayOf(yearOf(start), monthOf(start), date);
  return day ? { day } : { doubt: { about: 'no_such_day', said } };
}

/** The year that was written, in full: a far one in two digits is one of the last century ("31/10/74"). */
export function yearWritten(year: string | undefined, today: Day): number | undefined {
  if (year === undefined) return undefined;
  if (year.length === 4) return Number(year);
  const near = 2000 + Number(year);
  return near > yearOf(today) + 20 ? near - 100 : near;
}

/** Whether a country writes the month before the day. */
const monthFirst = new Set(['US', 'PH', 'PW', 'FM', 'BZ']);

/** The date that two numbers are: the day first, except where the month is. */
export function numeric(
  a: number,
  b: number,
  year: string | undefined,
  name: string | undefined,
  said: string,
  setting: Setting,
): DayFound {
  let [date, inMonth] = monthFirst.has(setting.country) ? [b, a] : [a, b];
  const both = a <= 12 && b <= 12 && a !== b;
  if (both && setting.country === 'CA' && setting.language === 'en') {
    // English Canada writes it both ways.
    const inYear = yearWritten(year, setting.today);
    const days = [dated(b, a, inYear, name, said, setting).day, dated(a, b, inYear, name, said, setting).day]
      .filter((day) => day !== undefined)
      .sort();
    if (days.length === 2) return { doubt: { about: 'day', options: days.map((day) => ({ day })) } };
  }
  // 12/25 can only be the 25th of December, whoever writes it.
  if (inMonth > 12 && date <= 12) [date, inMonth] = [inMonth, date];
  return dated(inMonth, date, yearWritten(year, setting.today), name, said, setting);
}

/** The date of a month and day; without a year, the one that is meant. */
export function dated(
  inMonth: number,
  date: number,
  year: number | undefined,
  name: string | undefined,
  said: string,
  setting: Setting,
): DayFound {
  if (year !== undefined) return exact(year, inMonth, date, said, name, setting);
  const { today } = setting;
  const thisYear = yearOf(today);
  const day = dayOf(thisYear, inMonth, date);
  const next = dayOf(thisYear + 1, inMonth, date);
  if (!day && !next) {
    const near = dayOf(thisYear, inMonth, 1) ?? undefined;
    return { doubt: { about: 'no_such_day', said, ...(near && { near: near < today ? today : near }) } };
  }
  // A day of the last month is a slip of the pen, to be refused as past; an older one means next year.
  // In January, "1 janvier" is past; in December it is the one that comes.
  const lapsed = day ? daysBetween(day, today) : Number.POSITIVE_INFINITY;
  const chosen = day && lapsed <= (inMonth === 1 && date === 1 ? 0 : 31) ? day : (next ?? day!);
  return checked(chosen, name, today);
}

/** The date of a year, month and day. */
export function exact(
  year: number,
  inMonth: number,
  date: number,
  said: string,
  name: string | undefined,
  setting: Setting,
): DayFound {
  const day = dayOf(year, inMonth, date);
  return day ? checked(day, name, setting.today) : { doubt: { about: 'no_such_day', said } };
}

/** A weekday beside a date must be that date's; otherwise both readings are offered. */
export function checked(day: Day, name: string | undefined, today: Day): DayFound {
  const wanted = name ? weekdayNamed(name) : undefined;
  if (!wanted || wanted === weekdayOf(day)) return { day };
  const after = upcoming(wanted, day);
  const before = plusDays(after, -7);
  const other = before >= today && daysBetween(before, day) <= daysBetween(day, after) ? before : after;
  return { doubt: { about: 'weekday', date: day, options: [{ day: other }, { day }] } };
}
