/**
 * Days and times as people read them. Days are names ("2026-11-21"), formatted without any zone; instants are
 * shown on the restaurant's clock.
 */

/** Canada writes a day as ISO does. */
const tag = { fr: 'fr-FR', en: 'en-GB', ca: 'en-CA' } as const;
type Language = 'fr' | 'en';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: keyof typeof tag, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(tag[locale], options);
    formats.set(key, made);
  }
  return made;
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** "samedi 21 novembre"; with the year when it is not `thisYear`'s. */
export function longDay(day: string, locale: Language, thisYear?: string): string {
  const year = thisYear && thisYear.slice(0, 4) !== day.slice(0, 4) ? ({ year: 'numeric' } as const) : {};
  return format(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', ...year }).format(
    noon(day),
  );
}

/** "21 nov. 2026" */
export function shortDay(day: string, locale: Language): string {
  return format(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    noon(day),
  );
}

/** "21 nov." */
export function dayAndMonth(day: string, locale: Language): string {
  return format(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(noon(day));
}

/** "sam. 21 nov." */
export function weekDay(day: string, locale: Language): string {
  return format(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(
    noon(day),
  );
}

/** "lun." for 1 … "dim." for 7. */
export function weekdayName(weekday: number, locale: Language): string {
  return format(locale, { timeZone: 'UTC', weekday: 'short' }).format(
    new Date(Date.UTC(2024, 0, weekday, 12)),
  );
}

/** "20 h 30" in French, "20:30" in English: for sentences. Columns of times keep "20:30". */
export function spokenTime(time: string, locale: Language): string {
  if (locale === 'en') return time;
  const [hours, rest] = time.split(':') as [string, string];
  return `${Number(hours)}\u00a0h${rest === '00' ? '' : `\u00a0${rest}`}`;
}

/** How long something takes, in both languages: "50 min", "1 h 05", "2 h". */
export function lasting(minutes: number): string {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${rest === 0 ? '' : `\u00a0${String(rest).padStart(2, '0')}`}`;
}

/** The day of an instant on a zone's clock, "2026-11-21". */
export function dayOf(instant: string, zone: string): string {
  return format('ca', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** The time of an instant on a zone's clock, "20:30". */
export function timeOf(instant: string, zone?: string): string {
  return format('en', {
    ...(zone ? { timeZone: zone } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** "21 nov. 2026, 18:04" on a zone's clock. */
export function moment(instant: string, locale: Language, zone: string): string {
  return `${shortDay(dayOf(instant, zone), locale)}, ${timeOf(instant, zone)}`;
}

/** A day some days later (or earlier). */
export function addDays(day: string, count: number): string {
  return new Date(noon(day).getTime() + count * 86_400_000).toISOString().slice(0, 10);
}

/** With a capital at the start, as titles have it. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
