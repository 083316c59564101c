import { dayOf, monthOf, plusDays, yearOf } from '../days.ts';
import { aMonth, aWeekdayIn, monthFirst, months, weekdayIn, weekdayNamed } from './calendarWords.ts';
import {
  type DayFound,
  type DayRule,
  dated,
  dateInMonth,
  exact,
  nextDate,
  nthWeekday,
  numeric,
  yearWritten,
} from './dates.ts';
import type { Language, Setting } from './meaning.ts';
import { numberOf, numberWord, ordinalOf, ordinalWord } from './numbers.ts';
import { blank, type Reading, take } from './reading.ts';

/** Days that are written by their number: 12/11, 8 March, the 3rd of next month, Saturday 12. */

/** Not a date when what follows makes it an hour, a party, a price, an age. */
export const notCounted =
  '(?! ?(?:h\\b|h\\d|hrs?\\b|heures?|o[\' "\u201d]?clock|:\\d|[ap]\\.?m\\b|pers|people|ppl|pax|adult|couv|conv|invit|guests?\\b|enfant|kids?\\b|child|couples?\\b|fois|/|%|eur|\u20ac|\\$|ou \\d|or \\d|-\\d|places?\\b|chaise|high|ans\\b|years?\\b|min|of us|seats?\\b|stars?\\b|etoiles?\\b|rue\\b|avenue|boulevard|bd\\b|street|st\\b(?!\\.)|etage|floor))';
const ordinal = '(?:er|ere|st|nd|rd|th|eme|e)?';
const re = (source: string) => new RegExp(source);
/** Two digits are a year only with an apostrophe, or where none but a coming year would be written so. */
const year =
  "(?: ?,? ?(?:de |of |in )?'?((?<=[ ,])(?:19|20)\\d\\d\\b(?! ?(?:h|pers|people))|(?<=')\\d{2}\\b|(?<=[ ,])(?:2[6-9]|3\\d|[5-9]\\d)\\b(?! ?(?:h|:|pers|people|am\\b|pm\\b|/|-|%|guest|pax|couv|adult|ppl|of us))))?";

const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/;
const withYear = (language: Language) =>
  re(
    `(?:\\b${weekdayIn(language)},? )?(?:le )?(?<![\\d./-])(\\d{1,2})([./-])(\\d{1,2})\\3(\\d{4}|\\d{2})(?![\\d./-]\\d|\\d)`,
  );
/** "24 12 2026"; with fewer digits only behind "le", or as all that is said. */
const spaced =
  /(?<![\d.,/:] ?)\b(?:le )?(\d{1,2}) (\d{1,2}) (20\d{2})\b(?! ?\d)|(?:^|\ble )(\d{1,2}) (\d{1,2})(?: (\d{2}))?(?=$|[,;!?]| (?:a|vers|pour|au|soir|midi)\b)/;
const dated2 = { fr: withYear('fr'), en: withYear('en') };

/** A date long enough to be taken for a phone number is taken before phone numbers are looked for. */
export function takeLongDate(reading: Reading, setting: Setting): DayFound | null {
  if (!/\d[ ./-]\d/.test(reading.flat)) return null;
  const standard = take(reading, iso);
  if (standard)
    return exact(
      Number(standard[1]),
      Number(standard[2]),
      Number(standard[3]),
      standard[0],
      undefined,
      setting,
    );
  const dotted = take(reading, dated2[setting.language]);
  if (dotted) return numeric(Number(dotted[2]), Number(dotted[4]), dotted[5], dotted[1], dotted[0], setting);
  const found = spaced.exec(reading.flat);
  if (!found) return null;
  const [date, inMonth, inYear] = found.slice(1).filter(Boolean) as [string, string, string | undefined];
  if (inYear === undefined) {
    // "20 30" answers "at what time?", and "12 10" may.
    if (setting.asked === 'time' || setting.language !== 'fr' || Number(inMonth) > 12) return null;
    blank(reading, found.index, found.index + found[0].length);
    return dated(Number(inMonth), Number(date), undefined, undefined, found[0], setting);
  }
  const full = yearWritten(inYear, setting.today)!;
  const day = dayOf(full, Number(inMonth), Number(date));
  // Six digits in a row are a date only when it is one that can be booked.
  if (!day || Math.abs(full - yearOf(setting.today)) > 2) return null;
  blank(reading, found.index, found.index + found[0].length);
  return { day };
}

/** "vingt-trois novembre", "trente et un décembre": what looks like two dates is one. */
const isOneNumber = (found: RegExpExecArray) => {
  const from = found[0].indexOf(found[1]!);
  const to = found[0].indexOf(found[3]!, from + found[1]!.length) + found[3]!.length;
  return oneNumber.test(found[0].slice(from, to));
};
const oneNumber = re(`^(?:${numberWord})$`);

/** In which month a date lies when it is told by words: months from this one. */
const thisMonth =
  '(?:(?:de )?ce mois(?:[- ]ci)?|(?:of |in |(?<=\\d(?:st|nd|rd|th) ))(?:the )?(?:this|current) month|courant|du mois en cours)';
const nextMonth =
  "(?:(?:de |du )mois (?:prochain|suivant|qui vient|d'apres)|(?:of |in |(?<=\\d(?:st|nd|rd|th) ))(?:the )?(?:next|following|coming) month)";
const lastMonth = '(?:de |of |du |in )?(?:(?:du )?mois (?:dernier|passe)|(?:the )?(?:last|previous) month)';
const whichMonth = `(?:(${thisMonth})|(${nextMonth})|(${lastMonth}))`;
const monthsAhead = (found: RegExpExecArray, from: number) => (found[from] ? 0 : found[from + 1] ? 1 : -1);

const digitsOrOrdinal = `(?:(\\d{1,2}) ?${ordinal}|(${ordinalWord}|${numberWord}))`;
/** The number of a date in digits, as a number word or as an ordinal. */
export function dateFrom(digits: string | undefined, words: string | undefined): number {
  const text = (digits ?? words)!;
  if (/^\d/.test(text)) return Number.parseInt(text, 10);
  return Number.isNaN(ordinalOf(text)) ? numberOf(text) : ordinalOf(text);
}

/** Two dates with all that lies between them: which of the days is to be asked. */
function oneOf(
  first: [number, number],
  last: [number, number],
  inYear: number | undefined,
  said: string,
  setting: Setting,
): DayFound | null {
  const options = [first, last]
    .map(([inMonth, date]) => dated(inMonth, date, inYear, undefined, said, setting).day)
    .filter((day) => day !== undefined)
    .map((day) => ({ day }));
  return options.length > 0 ? { doubt: { about: 'day', options } } : null;
}

/** "the 3rd Cousin" is a name: a capital follows, and the message is not all in capitals. */
export const opensName = (raw: string, found: RegExpExecArray) =>
  /^ \p{Lu}\p{Ll}/u.test(raw.slice(found.index + found[0].length)) &&
  !/^ (?:At|For|On|In|We|I|Please|And|À|Pour)\b/.test(raw.slice(found.index + found[0].length));

/** The rules for days written by number, in their order: the surer before the shorter. */
export function writtenRules(language: Language): DayRule[] {
  const weekday = weekdayIn(language);
  const lead = `(?:\\b${weekday},? (?:le |the |on the )?)?`;
  const between = `(?: ?(?:-|/|au|to|until|through|thru|jusqu'au|et|and|ou|or) ?)(?:le |the )?(?:${aWeekdayIn(language)},? )?`;
  return [
    {
      // "du 13 au 15 juillet", "13-15 juillet", "entre le 10 juin et le 1er juillet"
      words: re(
        `(?<![\\d/.,:])\\b(\\d{1,2}|${numberWord}|premier) ?${ordinal}(?: (?:of )?${aMonth})?${between}(\\d{1,2}|${numberWord}) ?${ordinal} (?:de |of )?${aMonth}${year}`,
      ),
      read: (found, setting) => {
        if (isOneNumber(found)) return null;
        const [from, to] = [dateFrom(found[1], undefined), dateFrom(found[3], undefined)];
        const last = months[found[4]!.replace('.', '')]!;
        const first = found[2] ? months[found[2].replace('.', '')]! : last;
        return oneOf([first, from], [last, to], yearWritten(found[5], setting.today), found[0], setting);
      },
    },
    {
      // "March 13 to 15", "March 13th and 14th"
      words: re(
        `\\b${monthFirst(language)} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?${between}(?:${monthFirst(language)} )?(\\d{1,2})(?:st|nd|rd|th)?\\b${notCounted}`,
      ),
      read: (found, setting) => {
        const first = months[found[1]!.replace('.', '')]!;
        const last = found[3] ? months[found[3].replace('.', '')]! : first;
        return oneOf([first, Number(found[2])], [last, Number(found[4])], undefined, found[0], setting);
      },
    },
    {
      // "du 13 au 18", "between the 13th and the 18th"
      words: re(
        `\\b(?:du|entre le|between the|from the|le|the) (\\d{1,2}|premier) ?${ordinal} (?:au|et le|and the|to the|ou le|or the) (\\d{1,2}|${numberWord}) ?${ordinal}(?![a-z\\d])${notCounted}`,
      ),
      read: (found, setting) => {
        const [from, to] = [found[1]!, found[2]!].map(
          (text) => nextDate(dateFrom(text, undefined), text, setting).day,
        );
        return from && to ? { doubt: { about: 'day', options: [{ day: from }, { day: to }] } } : null;
      },
    },
    {
      // "samedi 5/12", "3/14"
      words: re(
        `${lead}(?:\\ble )?(?<![\\d/.,]|\\b(?:serons|sera|sommes|est|be|are|were) )(\\d{1,2})/(\\d{1,2})(?![\\d/]|\\.\\d| ?(?:h(?:ou?rs?|eures?)?\\b|ppl|pers|people|stars?|etoiles?|cup|personnes?|days?\\b|gallon|bottle|portion|carafe|pension|price|off\\b|litres?|liters?|kilos?|of\\b)| ?%)`,
      ),
      read: (found, setting) => {
        const [a, b] = [Number(found[2]), Number(found[3])];
        // "7/7", "24/7": always.
        if (a === 0 || b === 0 || (a > 31 && b > 31) || (b === 7 && (a === 24 || a === 7))) return null;
        return numeric(a, b, undefined, found[1], found[0], setting);
      },
    },
    {
      // "sam. 10.10.", as it is written in Switzerland
      words: re(
        `${lead}(?:\\ble )?(?<![\\d/.,]|\\d )(\\d{1,2})\\.(0?[1-9]|1[0-2])(?:\\.(?!\\d)|(?<=\\ble \\d{1,2}\\.\\d{1,2})(?![\\d.]))`,
      ),
      read: (found, setting) =>
        numeric(Number(found[2]), Number(found[3]), undefined, found[1], found[0], setting),
    },
    {
      // "le 3 du mois prochain", "the 4th of this month"
      words: re(`${lead}\\b(?:le |the )?${digitsOrOrdinal} (?:day )?${whichMonth}(?![a-z])`),
      read: (found, setting) =>
        dateInMonth(dateFrom(found[2], found[3]), monthsAhead(found, 4), found[0], setting),
    },
    {
      // "le premier mercredi du mois prochain", "the first Monday of the month", "last Sunday of March 2027"
      words: re(
        `\\b(?:le |la |the )?(?:(\\d)(?:st|nd|rd|th|eme|e|er)|(${ordinalWord})|(last|dernier)) ${weekday} (?:de |d'|du |des |of |in |en )(?:${aMonth}${year}|(?:the )?(?:((?:du )?mois (?:prochain|suivant)|(?:next|following) month)|(mois (?:dernier|passe)|(?:last|previous) month)|(ce mois|this month|the current month|month|mois)))`,
      ),
      read: (found, { today }) => {
        const nth = found[3] ? -1 : dateFrom(found[1], found[2]);
        const inMonth = found[5]
          ? months[found[5].replace('.', '')]!
          : monthOf(today) + (found[7] ? 1 : found[8] ? -1 : 0);
        const full = yearWritten(found[6], today) ?? yearOf(today);
        const day = nthWeekday(nth, weekdayNamed(found[4]!), full, inMonth);
        if (!day) return null;
        if (found[5] && !found[6] && day < today)
          return { day: nthWeekday(nth, weekdayNamed(found[4]!), full + 1, inMonth)! };
        return { day };
      },
    },
    {
      // "le dernier jour d'octobre", "the third day of October"
      words: re(
        `\\b(?:le |the )?(?:(\\d{1,2})${ordinal}|(${ordinalWord})|(last|dernier)) (?:jour|day) (?:de |d'|of |in )${aMonth}${year}`,
      ),
      read: (found, setting) => {
        const inMonth = months[found[4]!.replace('.', '')]!;
        const full = yearWritten(found[5], setting.today);
        if (!found[3])
          return dated(inMonth, dateFrom(found[1], found[2]), full, undefined, found[0], setting);
        const inYear = full ?? yearOf(setting.today);
        const end = (of: number) => plusDays(dayOf(inMonth === 12 ? of + 1 : of, (inMonth % 12) + 1, 1)!, -1);
        return { day: full === undefined && end(inYear) < setting.today ? end(inYear + 1) : end(inYear) };
      },
    },
    {
      // "samedi 12 décembre", "the 3rd of March", "first of November"
      words: re(
        `${lead}(?<!\\b(?:for|of|pour|at|about|around|are) (?=\\S+ [a-z]{3,9}\\.? \\d{1,2}\\b(?! ?h)))\\b${digitsOrOrdinal} ?(?:de |of |d'|du mois de )?${aMonth}(?!-| \\d{1,2}(?:st|nd|rd|th)\\b)${year}`,
      ),
      read: (found, setting) => {
        const date = dateFrom(found[2], found[3]);
        // "cinq mai" is a date, "pour deux mars" hardly is not; "one may", "a second may" are none.
        if (found[3] && /^(?:une?|one|a|second|first) (?:may|mar)\b/.test(found[0].trim())) return null;
        // "2 mar 20h" is a Tuesday; who means the month writes "mars".
        if (setting.language === 'fr' && /^mar\b/.test(found[4]!)) return null;
        // "dix sept" is seventeen.
        if (found[3] && found[4] === 'sept' && setting.language === 'fr') return null;
        return dated(
          months[found[4]!.replace('.', '')]!,
          date,
          yearWritten(found[5], setting.today),
          found[1],
          found[0],
          setting,
        );
      },
    },
    {
      // "March 8th", "Dec 12, 2026", "Jul 18, Fri"
      words: re(
        `(?:\\b${weekday},? )?\\b${monthFirst(language)} ?(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)?\\b${notCounted}|(${ordinalWord})\\b)(?:,? '?(\\d{4})\\b(?! ?h))?(?:,? ${weekday})?`,
      ),
      read: (found, setting) =>
        dated(
          months[found[2]!.replace('.', '')]!,
          dateFrom(found[3], found[4]),
          yearWritten(found[5], setting.today),
          found[1] ?? found[6],
          found[0],
          setting,
        ),
    },
  ];
}
