import { Temporal } from 'temporal-polyfill';
import type { Setting } from './meaning.ts';

/** Where a zone lies, as far as the order of dates and the feast days depend on it. */
const countries: [RegExp, string][] = [
  [
    /^America\/(?:Toronto|Montreal|Vancouver|Winnipeg|Halifax|Edmonton|Regina|St_Johns|Moncton|Iqaluit)$/,
    'CA',
  ],
  [
    /^(?:America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Indiana\/.*|Kentucky\/.*)|Pacific\/Honolulu|US\/.*)$/,
    'US',
  ],
  [/^Europe\/Brussels$/, 'BE'],
  [/^Europe\/Zurich$/, 'CH'],
  [/^Europe\/Luxembourg$/, 'LU'],
  [/^Europe\/Dublin$/, 'IE'],
  [/^Australia\//, 'AU'],
  [/^Pacific\/Auckland$/, 'NZ'],
];

/**
 * The setting of a message of which nothing is known but the clock, the zone and the locale ("fr", "fr-CA",
 * "en-US"…). The locale's region is the country; without one the zone tells it, and else French is France's and
 * English Britain's. No shifts are known: hours are read by when people eat. Throws a RangeError on a wrong zone
 * or clock.
 */
export function settingAt({ now, zone, locale }: { now?: string; zone: string; locale: string }): Setting {
  const { language: said, region } = new Intl.Locale(locale);
  const language = said === 'fr' ? 'fr' : 'en';
  const byZone = countries.find(([zones]) => zones.test(zone))?.[1];
  const clock = clockOf(now, zone);
  return {
    today: clock.toPlainDate().toString(),
    now: clock.toPlainTime().toString({ smallestUnit: 'minute' }),
    country: region ?? byZone ?? (language === 'fr' ? 'FR' : 'GB'),
    language,
    asked: null,
    shifts: [],
  };
}

function clockOf(now: string | undefined, zone: string): Temporal.PlainDateTime {
  if (now === undefined) return Temporal.Now.plainDateTimeISO(zone);
  if (/[T ].*(?:Z|[+-]\d\d:?\d\d)$/.test(now))
    return Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDateTime();
  return Temporal.PlainDateTime.from(now);
}
