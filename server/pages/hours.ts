import type { Locale } from '../contract/words.ts';
import type { Service } from './front.ts';

/** Days of the week (1 is Monday) that are alike, and their stretches of service; none on days that are closed. */
export type Hours = { days: number[]; services: Omit<Service, 'weekdays'>[] };

const week = [1, 2, 3, 4, 5, 6, 7];

/** The week of a restaurant, days that are alike together, in the order of the week. */
export function openingHours(shifts: Service[]): Hours[] {
  const alike = new Map<string, Hours>();
  for (const day of week) {
    const services = shifts
      .filter(({ weekdays }) => weekdays.includes(day))
      .map(({ name, first, last }) => ({ name, first, last }));
    const key = JSON.stringify(services);
    const group = alike.get(key);
    if (group) group.days.push(day);
    else alike.set(key, { days: [day], services });
  }
  return [...alike.values()];
}

/** 5 January 2026 was a Monday. */
const dayNames = (locale: Locale) => {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return (day: number) => format.format(Date.UTC(2026, 0, 4 + day));
};

/** Days as people say them: three in a row or more are a stretch. "lundi, mercredi – samedi" */
export function sayDays(days: number[], locale: Locale): string {
  const name = dayNames(locale);
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0]!)}\u00a0– ${name(run.at(-1)!)}`] : run.map(name)))
    .join(', ');
}

/** A time as the language writes it: "20 h 30" in French, unbroken. */
export function sayTime(time: string, locale: Locale): string {
  if (locale === 'en') return time;
  const [hours, minutes] = time.split(':') as [string, string];
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}
