import { type Day, dayOf, daysBetween, monthOf, plusDays, weekdayOf, yearOf } from '../days.ts';
import { weekdays } from './calendarWords.ts';
import type { Doubt, Setting } from './meaning.ts';

/** A day that was named, or why it is not certain. `weekday`: it was named by that alone. */
export type DayFound = { day?: Day; weekday?: number; doubt?: Doubt };

/** The first such weekday after a day. */
export function upcoming(wanted: number, after: Day): Day {
  return plusDays(after, ((wanted - weekdayOf(after) + 6) % 7) + 1);
}

/** Such a weekday of the week after this one; weeks begin on Monday. */
export function inNextWeek(wanted: number, today: Day): Day {
  return plusDays(today, 8 - weekdayOf(today) + wanted - 1);
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

/** The date that two numbers are: the day first, except for Americans. */
export function numeric(
  a: number,
  b: number,
  year: string | undefined,
  name: string | undefined,
  said: string,
  setting: Setting,
): DayFound {
  const american = setting.country === 'US';
  let [date, inMonth] = american ? [b, a] : [a, b];
  // 12/25 can only be the 25th of December, whoever writes it.
  if (inMonth > 12 && date <= 12) [date, inMonth] = [inMonth, date];
  const full = year === undefined ? undefined : Number(year) + (year.length === 2 ? 2000 : 0);
  return dated(inMonth, date, full, name, said, setting);
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
  // A day of the last weeks is a slip of the pen, to be refused as past; an older one means next year.
  const chosen = day && daysBetween(day, today) <= 60 ? day : (next ?? day!);
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
  const wanted = name ? weekdays[name.replace('.', '')] : undefined;
  if (!wanted || wanted === weekdayOf(day)) return { day };
  const after = upcoming(wanted, day);
  const before = plusDays(after, -7);
  const other = before >= today && daysBetween(before, day) <= daysBetween(day, after) ? before : after;
  return { doubt: { about: 'weekday', date: day, options: [{ day: other }, { day }] } };
}
