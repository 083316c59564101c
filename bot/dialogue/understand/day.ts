import { type Day, dateOf, dayOf, daysBetween, monthOf, plusDays, weekdayOf, yearOf } from '../days.ts';
import { checked, type DayFound, dated, exact, inNextWeek, nextDate, numeric, upcoming } from './dates.ts';
import type { Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';
import { blank, type Reading, take } from './reading.ts';

const weekdays: Record<string, number> = {};
const named = (day: number, names: string) => {
  for (const name of names.split(' ')) weekdays[name] = day;
};
named(1, 'lundi monday lundis mondays');
named(2, 'mardi tuesday mardis tuesdays tusday');
named(3, 'mercredi wednesday mecredi mercrdi wednsday wensday wendsday');
named(4, 'jeudi thursday jeudis thurday thurs thur thrusday');
named(5, 'vendredi friday vendrdi vendredis fridays');
named(6, 'samedi saturday samdi smedi saterday saturdays samedis');
named(7, 'dimanche sunday dimache diamnche sundays');
const fullWeekday = Object.keys(weekdays).join('|');
named(1, 'lun mon');
named(2, 'mar tue tues');
named(3, 'mer wed');
named(4, 'jeu thu');
named(5, 'ven fri');
named(6, 'sam sat');
named(7, 'dim sun');

/** Short forms are words of their own as well ("mon", "mer", "sun"): only before what makes them a day. */
const shortWeekday =
  '(?:lun|mar|mer|jeu|ven|sam|dim|mon|tues?|wed|thu|fri|sat|sun)(?=\\.|,? (?:the |le )?\\d|,? (?:soir|midi|night|evening|lunch|dinner|noon|prochain|next|a \\d|at \\d|x ?\\d|pour \\d|for \\d)|$)';
const weekday = `(${fullWeekday}|${shortWeekday})\\b\\.?`;
const aWeekday = `(?:${fullWeekday}|${shortWeekday})\\b\\.?`;

const months: Record<string, number> = {};
const month = (value: number, names: string) => {
  for (const name of names.split(' ')) months[name] = value;
};
month(1, 'janvier january janv jan');
month(2, 'fevrier february fevr fev feb');
month(3, 'mars march mar');
month(4, 'avril april avr apr');
month(5, 'mai may');
month(6, 'juin june jun');
month(7, 'juillet july juil jul');
month(8, 'aout august aug');
month(9, 'septembre september sept sep');
month(10, 'octobre october oct');
month(11, 'novembre november nov');
month(12, 'decembre december dec');
const aMonth = `(${Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|')})\\b\\.?`;

/** Not a date when what follows makes it an hour, a party, a price. */
const notCounted =
  "(?! ?(?:h\\b|h\\d|hrs?\\b|heures?|o'?clock|:\\d|[ap]\\.?m\\b|pers|people|ppl|pax|adult|couvert|guests?\\b|enfant|kids?\\b|child|fois|/|%|euro|€|ou \\d|or \\d|-\\d|places?\\b|chaise|high))";
const ordinal = '(?:er|st|nd|rd|th|e)?';

const re = (source: string) => new RegExp(source, '');
const patterns = {
  either: re(`\\b${weekday} (?:ou|or) (?:bien )?(?:le |on )?${weekday}`),
  iso: /\b(\d{4})-(\d{2})-(\d{2})\b/,
  dotted: re(
    `(?:\\b${weekday},? )?(?:le )?(?<![\\d./-])(\\d{1,2})([./-])(\\d{1,2})\\3(\\d{4}|\\d{2})(?![\\d./-]\\d|\\d)`,
  ),
  slashed: re(`(?:\\b${weekday},? )?(?:le )?(?<![\\d/])(\\d{1,2})/(\\d{1,2})(?![\\d/])`),
  dateMonth: re(
    `(?:\\b${weekday},? (?:le |the )?)?\\b(?:(\\d{1,2}) ?${ordinal}|premier|first) (?:de |of |d')?${aMonth}(?:,? (\\d{4})\\b)?`,
  ),
  monthDate: re(
    `(?:\\b${weekday},? )?\\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov|dec)\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b${notCounted}(?:,? (\\d{4})\\b(?! ?h))?`,
  ),
  weekdayDate: re(`\\b${weekday},? (the |le )?(\\d{1,2})(er|st|nd|rd|th)?\\b${notCounted}`),
  theDate: re(`\\b(?:pour |on |d[eu] )?(?:le|the) (\\d{1,2})(?:er|st|nd|rd|th)?\\b${notCounted}`),
  ordinalDate: /\b(\d{1,2})(?:st|nd|rd|th)\b/,
  afterTomorrow:
    /\b(?:apres[- ]?demain|(?:the )?day after tomm?orr?ow|(?:the )?day after tmrw?|sur ?lendemain)\b/,
  yesterday: /\b(?:avant-hier|hier(?: soir| midi)?|yesterday|last night)\b/,
  tomorrowWeek: /\b(?:demain en huit|tomorrow week)\b/,
  todayWeek: /\b(?:aujourd'?hui en huit|today week)\b/,
  inDays: re(
    `\\b(?:dans|d'ici|in) (?:about |environ )?(\\d{1,3}|${numberWord}|an?|a couple of) (jours?|days?|semaines?|weeks?|nuits?|nights?)\\b(?: from now)?`,
  ),
  daysFromNow: re(`\\b${number} (days?|weeks?) from (?:now|today)\\b`),
  tomorrow: /\b(?:demain|demin|dmain|2main|2m1|tomm?orr?ow|tmrw?|2moro|tmw)\b/,
  tomorrowNamed: re(`\\b(?:demain|tomorrow),? ${weekday}`),
  weekend:
    /\b(?:ce |this |le |the |at the )?(?:week[- ]?end|we)\b(?! (?:are|will|would|need|want|have|can|could|'))/,
  today:
    /\b(?:aujourd'?\s?hui|auj|ajd|today|tonight|tonite|2nite|this (?:evening|afternoon|lunchtime)|ce (?:soir|midi)|cet? (?:apres[- ]midi|aprem)|a soir)\b/,
  weekLater: re(
    `\\b(?:(?:a|une) (?:week|semaine) (?:on|from|apres) |next next )?${weekday} (?:en (huit|quinze)|(week)\\b(?!end| end)|after next|de la semaine prochaine|(?:of )?next week|la semaine prochaine|d'apres)`,
  ),
  weekOn: re(`\\b(?:a week (?:on|from)|the week after) ${weekday}`),
  nextWeek: re(
    `\\b(?:(?:la )?semaine prochaine|next week),? (?:le |on |plutot |for |pour )?(?:le )?${weekday}`,
  ),
  last: re(`\\b(?:${weekday} dernier\\b|last ${weekday})`),
  coming: re(`\\b${weekday} (?:qui vient|prochain|prochaine|suivant)\\b`),
  next: re(`\\bnext ${weekday}`),
  this: re(`\\b(?:ce|this|this coming|coming) ${weekday}`),
  plain: re(`\\b${weekday}`),
  not: re(
    `\\b(?:pas|not|au lieu d[eu]|instead of|rather than|plutot que)(?: pour| for)?(?: le| du| on| the| ce| this| next)? (?:${aWeekday}|demain|tomorrow|today|aujourd'?hui|ce soir|tonight|(?:le |the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?: ?h(?:\\d\\d)?\\b| ?[ap]m\\b)?)`,
  ),
};

const feasts: [RegExp, (year: number) => Day | null][] = [
  [
    /\b(?:saint[- ]sylvestre|st[- ]sylvestre|reveillon du (?:31|nouvel an|jour de l'an)|new year'?s eve|nye)\b/,
    (y) => dayOf(y, 12, 31),
  ],
  [
    /\b(?:reveillon de noel|veille de noel|christmas eve|xmas eve|reveillon du 24)\b/,
    (y) => dayOf(y, 12, 24),
  ],
  [/\b(?:boxing day)\b/, (y) => dayOf(y, 12, 26)],
  [/\b(?:noel|christmas(?: day)?|xmas)\b/, (y) => dayOf(y, 12, 25)],
  [
    /\b(?:saint[- ]valentin|st[- ]valentin|valentine'?s?(?: day)?|valentines(?: day)?)\b/,
    (y) => dayOf(y, 2, 14),
  ],
  [/\b(?:jour de l'an|nouvel an|new year'?s day)\b/, (y) => dayOf(y, 1, 1)],
];

/** A date long enough to be taken for a phone number is taken before phone numbers are looked for. */
export function takeWrittenDate(reading: Reading, setting: Setting): DayFound | null {
  const iso = take(reading, patterns.iso);
  if (iso) return exact(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[0], undefined, setting);
  const dotted = take(reading, patterns.dotted);
  if (!dotted) return null;
  return numeric(Number(dotted[2]), Number(dotted[4]), dotted[5], dotted[1], dotted[0], setting);
}

/** Days that the guest says are not meant ("pas samedi", "instead of Friday") must not be taken for the wish. */
export function dropRefusedDay(reading: Reading) {
  take(reading, patterns.not);
}

/** Takes the day that the message names. */
export function takeDay(reading: Reading, setting: Setting): DayFound | null {
  const { today } = setting;
  let m: RegExpExecArray | null;
  m = take(reading, patterns.either);
  if (m) {
    const days = [m[1]!, m[2]!].map((name) => upcoming(weekdays[name]!, today));
    return { doubt: { about: 'day', options: days.map((day) => ({ day })) } };
  }
  m = take(reading, patterns.slashed);
  if (m) return numeric(Number(m[2]), Number(m[3]), undefined, m[1], m[0], setting);
  m = take(reading, patterns.dateMonth);
  if (m) {
    const date = m[2] ? Number(m[2]) : 1;
    return dated(months[m[3]!]!, date, m[4] ? Number(m[4]) : undefined, m[1], m[0], setting);
  }
  m = take(reading, patterns.monthDate);
  if (m) return dated(months[m[2]!]!, Number(m[3]), m[4] ? Number(m[4]) : undefined, m[1], m[0], setting);
  m = take(reading, patterns.afterTomorrow);
  if (m) return { day: plusDays(today, 2) };
  m = take(reading, patterns.yesterday);
  if (m) return { day: plusDays(today, -1) };
  m = take(reading, patterns.todayWeek);
  if (m) return { day: plusDays(today, 7) };
  m = take(reading, patterns.tomorrowWeek);
  if (m) return { day: plusDays(today, 8) };
  m = take(reading, patterns.inDays) ?? take(reading, patterns.daysFromNow);
  if (m) {
    const count = /^an?$/.test(m[1]!) ? 1 : m[1] === 'a couple of' ? 2 : numberOf(m[1]!);
    // "dans quinze jours" is said for two weeks.
    const days = /^(?:sem|week)/.test(m[2]!) ? count * 7 : count === 15 ? 14 : count === 8 ? 7 : count;
    return { day: plusDays(today, m[2]!.startsWith('day') ? count : days) };
  }
  m = take(reading, patterns.nextWeek);
  if (m) return { day: inNextWeek(weekdays[m[1]!]!, today) };
  m = take(reading, patterns.weekOn);
  if (m) return { day: plusDays(upcoming(weekdays[m[1]!]!, today), 7) };
  m = take(reading, patterns.weekLater);
  if (m) {
    const first = upcoming(weekdays[m[1]!]!, today);
    if (m[2]) return { day: plusDays(first, m[2] === 'huit' ? 7 : 14) };
    if (/semaine prochaine|next week/.test(m[0])) return { day: inNextWeek(weekdays[m[1]!]!, today) };
    return { day: plusDays(first, /after next/.test(m[0]) ? 14 : 7) };
  }
  m = patterns.weekdayDate.exec(reading.flat);
  if (m) return takeWeekdayAndDate(reading, m, setting);
  if (setting.asked !== 'choose' && setting.asked !== 'which_booking') {
    m = take(reading, patterns.theDate) ?? take(reading, patterns.ordinalDate);
    if (m) return nextDate(Number(m[1]), m[0], setting);
  }
  m = take(reading, patterns.last);
  if (m) return { day: plusDays(upcoming(weekdays[(m[1] ?? m[2])!]!, plusDays(today, -1)), -7) };
  m = take(reading, patterns.next);
  if (m) return { day: inNextWeek(weekdays[m[1]!]!, today) };
  m = take(reading, patterns.coming);
  if (m) return { day: upcoming(weekdays[m[1]!]!, today) };
  m = take(reading, patterns.this);
  if (m) return { day: upcoming(weekdays[m[1]!]!, plusDays(today, -1)) };
  m = take(reading, patterns.tomorrowNamed) ?? take(reading, patterns.tomorrow);
  if (m) {
    // "demain samedi": the weekday says the same day again, or contradicts it.
    const day = plusDays(today, 1);
    if (m[1] && weekdays[m[1]] !== weekdayOf(day)) {
      const other = upcoming(weekdays[m[1]]!, today);
      return { doubt: { about: 'weekday', date: day, options: [{ day }, { day: other }] } };
    }
    return { day };
  }
  m = take(reading, patterns.today);
  if (m) {
    take(reading, patterns.today);
    return { day: today };
  }
  m = /\b(?:week[- ]?end)\b/.test(reading.flat) ? take(reading, patterns.weekend) : null;
  if (m && !/(?:prochain|next)/.test(reading.flat)) {
    const options = [6, 7].map((day) => ({ day: upcoming(day, plusDays(today, -1)) }));
    return { doubt: { about: 'day', options } };
  }
  for (const [words, of] of feasts) {
    if (!take(reading, words)) continue;
    const year = yearOf(today);
    const day = of(year)!;
    return { day: day < today ? of(year + 1)! : day };
  }
  m = take(reading, patterns.plain);
  if (m) {
    const wanted = weekdays[m[1]!]!;
    const coming = upcoming(wanted, today);
    // "finalement dimanche", said of a Saturday in December, is the Sunday of that week.
    if (setting.day && daysBetween(today, setting.day) > 6) {
      const same = plusDays(setting.day, wanted - weekdayOf(setting.day));
      return { day: same, weekday: wanted };
    }
    // On a Wednesday, "mercredi" may be today or in a week.
    if (wanted === weekdayOf(today))
      return { weekday: wanted, doubt: { about: 'day', options: [{ day: today }, { day: coming }] } };
    return { day: coming, weekday: wanted };
  }
  return null;
}

function takeWeekdayAndDate(reading: Reading, m: RegExpExecArray, setting: Setting): DayFound {
  const wanted = weekdays[m[1]!]!;
  const date = Number(m[3]);
  const first = nextDate(date, m[0], { today: setting.today });
  const agrees = first.day !== undefined && weekdayOf(first.day) === wanted;
  // "Saturday 8" in English is as likely eight o'clock: only the weekday is certain then.
  if (!agrees && !m[2] && !m[4] && date <= 11 && setting.language === 'en') {
    blank(reading, m.index, m.index + m[1]!.length);
    return { day: upcoming(wanted, setting.today) };
  }
  blank(reading, m.index, m.index + m[0].length);
  if (!first.day || agrees) return first;
  const options = (checked(first.day, m[1]!, setting.today).doubt as { options: { day: Day }[] }).options;
  for (let ahead = 1; ahead < 4; ahead++) {
    const at = monthOf(first.day) - 1 + ahead;
    const later = dayOf(yearOf(first.day) + Math.floor(at / 12), (at % 12) + 1, date);
    if (later && weekdayOf(later) === wanted && dateOf(later) === date) {
      options.push({ day: later });
      break;
    }
  }
  return { doubt: { about: 'weekday', date: first.day, options } };
}
