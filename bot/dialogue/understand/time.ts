import { minutesOf, type Time, timeOf, weekdayOf } from '../days.ts';
import type { Doubt, PartOfDay, Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';
import { type Reading, take } from './reading.ts';

const half =
  "( ?du soir| ?ce soir| ?du mat(?:in)?| ?de l'apres[- ]midi| ?de l'aprem| ?a\\.?m\\b\\.?| ?p\\.?m\\b\\.?| in the evening| in the morning| in the afternoon| at night| tonight)?";
const minuteWords =
  '(?: (et demie?|et quart|trois quarts|moins (?:le )?quart|moins (?:dix|cinq|vingt|\\d{1,2})|quinze|trente|quarante[- ]cinq))?';

const patterns = {
  frenchMinutes: new RegExp(`\\b(\\d{1,2}) ?(?:h|heures?)${minuteWords.slice(0, -1)}${half}(?![a-z])`),
  hour: new RegExp(
    `(?<![\\d/.,])(\\d{1,2})(?: ?(?:h|heures?|hrs?|hours?)(?: ?([0-5]\\d)(?! ?(?:pers|people|couv|pax|place))(?!\\d))?|:([0-5]\\d)(?:h|:00)?)(?![a-z\\d])${half}`,
  ),
  hourInWords: new RegExp(`\\b(${numberWord}) heures?${minuteWords}${half}`),
  meridian: /(?<![\d/])(\d{1,2})(?:[:.h ]?([0-5]\d))? ?-?(a\.?m\b|p\.?m\b)\.?/,
  meridianInWords: new RegExp(
    `\\b(${numberWord})(?: (fifteen|thirty|forty[- ]five|twenty|ten))? ?(a\\.?m\\b|p\\.?m\\b)`,
  ),
  halfPast: new RegExp(`\\bhalf(?: past|-past)? ${number}\\b(?! (?:people|of))${half}`),
  quarter: new RegExp(`\\b(?:a )?quarter (past|after|to|of|before|till) ${number}\\b${half}`),
  minutesPast: new RegExp(
    `\\b(five|ten|twenty|twenty[- ]five|5|10|20|25) (?:minutes )?(past|to) ${number}\\b${half}`,
  ),
  oclock: new RegExp(`\\b${number} ?o'?\\s?clock${half}`),
  thirty: new RegExp(
    `\\b(${numberWord}) (thirty|fifteen|forty[- ]five)\\b(?! (?:people|guests|of us))${half}`,
  ),
  noon: /\b(?:midi (et demie?|trente|et quart|quinze|moins le quart)|midi (?:pile|tapant)|(?:a|pour|vers|des) midi\b(?! et| ou| ?\/)|noon|midday|12 ?h ?midi)\b/,
  midnight: /\bminuit\b|\bmidnight\b/,
  numberThenHalf: new RegExp(
    `\\b${number} (du soir|ce soir|tonight|in the evening|at night|du matin|in the morning|in the afternoon|de l'apres[- ]midi)\\b`,
  ),
  at: /(?:\b(?:at|by|around|vers|about|pour vers|from|a partir de|des|autour de|say)|@|(?<![a-z])a) ?(?:about |around |environ )?(\d{1,2})(?:[.: ]?([0-5]\d))?(?! ?(?:[\d/]|pers|people|ppl|pax|couv|guest|adult|convive|of us|h?\d|%|seat|table|top|-top|chaise|enfant|kid|ami|friend|invit))(?:ish|-ish)?\b/,
  atWord: new RegExp(
    `\\b(?:at|by|around|vers) (?:about )?(${numberWord})(?:ish|-ish)?\\b(?! (?:people|of us|guests|adults|personnes))`,
  ),
  ish: /\b(\d{1,2})(?:[:.]([0-5]\d))?-?ish\b/,
  either: /\b(\d{1,2}) ?(?:h|:) ?([0-5]\d)? ?(?:ou|or) (?:a )?(\d{1,2}) ?(?:h|:) ?([0-5]\d)?(?![a-z\d])/,
  dotted: /(?<![\d./])([01]?\d|2[0-3])[.,]([0-5]\d)(?![\d./])/,
  fourDigits: /(?<![\d./+])([01]\d|2[0-3])([0-5]\d)(?![\d./])(?: ?h(?:rs?|ours)?)?/,
  bare: new RegExp(`^\\D*?(?<![a-z\\d])${number}(?: ([0-5]\\d))?(?![a-z\\d])${half}`),
};

const minutesInWords: Record<string, number> = {
  'et demi': 30,
  'et demie': 30,
  trente: 30,
  thirty: 30,
  'et quart': 15,
  quinze: 15,
  fifteen: 15,
  'trois quarts': 45,
  'quarante-cinq': 45,
  'quarante cinq': 45,
  'forty-five': 45,
  'forty five': 45,
  'moins le quart': -15,
  'moins quart': -15,
  twenty: 20,
  ten: 10,
};

function minutesFrom(words: string | undefined): number {
  if (!words) return 0;
  const less = /^moins (\w+)$/.exec(words);
  if (less && less[1] !== 'quart') return -numberOf(less[1]!);
  return minutesInWords[words] ?? 0;
}

export type TimeFound = { time?: Time; doubt?: Doubt };

const parts: [RegExp, PartOfDay][] = [
  [/\bbrunch\b/, 'brunch'],
  [/\b(?:soir|soiree|ce soir|tonight|tonite|2nite|evening|night|dinner|supper|souper|a soir)\b/, 'evening'],
  [/\b(?:apres[- ]midi|aprem|afternoon)\b/, 'afternoon'],
  [/\b(?:midi|lunch|lunchtime|midday)\b/, 'midday'],
];

/** Which part of the day the message names; nothing is taken. "Dîner" is the evening meal in France alone. */
export function partIn(reading: Reading, setting: Setting): PartOfDay | undefined {
  const found = parts.filter(([words]) => words.test(reading.flat)).map(([, part]) => part);
  if (!['CA', 'BE', 'CH'].includes(setting.country)) {
    if (/\bdiner\b/.test(reading.flat)) found.push('evening');
    if (/(?<!petit[- ])\bdejeuner\b/.test(reading.flat)) found.push('midday');
  } else if (/\bdiner\b/.test(reading.flat)) found.push('midday');
  const distinct = [...new Set(found.filter((part) => part !== 'midday' || !found.includes('afternoon')))];
  // "midi ou soir" is no part of the day.
  return distinct.length === 1 ? distinct[0] : undefined;
}

/** Takes a time that shows that it is one: "20h30", "8pm", "half past seven", "midi et demi". */
export function takeClearTime(reading: Reading, setting: Setting): TimeFound | null {
  let m: RegExpExecArray | null;
  m = take(reading, patterns.either);
  if (m) {
    const options = [
      { time: settle(Number(m[1]), Number(m[2] ?? 0), undefined, m[1]!, setting) },
      { time: settle(Number(m[3]), Number(m[4] ?? 0), undefined, m[3]!, setting) },
    ].filter((option): option is { time: Time } => option.time !== undefined);
    return options.length === 2 ? { doubt: { about: 'time', options } } : null;
  }
  m = take(reading, patterns.noon);
  if (m) return { time: clock(12, minutesFrom(m[1])) };
  m = take(reading, patterns.midnight);
  if (m) return { time: '00:00' };
  m = take(reading, patterns.frenchMinutes);
  if (m) return found(Number(m[1]), minutesFrom(m[2]), m[3], m[1]!, setting);
  m = take(reading, patterns.meridian);
  if (m) return found(Number(m[1]), Number(m[2] ?? 0), m[3], m[1]!, setting);
  m = take(reading, patterns.meridianInWords);
  if (m) return found(numberOf(m[1]!), minutesFrom(m[2]), m[3], m[1]!, setting);
  m = take(reading, patterns.hour);
  if (m) return found(Number(m[1]), Number(m[2] ?? m[3] ?? 0), m[4], m[1]!, setting);
  m = take(reading, patterns.halfPast);
  if (m) return found(numberOf(m[1]!), 30, m[2], m[1]!, setting);
  m = take(reading, patterns.quarter);
  if (m) {
    const past = m[1] === 'past' || m[1] === 'after';
    return found(numberOf(m[2]!), past ? 15 : -15, m[3], m[2]!, setting);
  }
  m = take(reading, patterns.minutesPast);
  if (m) return found(numberOf(m[3]!), numberOf(m[1]!) * (m[2] === 'past' ? 1 : -1), m[4], m[3]!, setting);
  m = take(reading, patterns.hourInWords);
  if (m) return found(numberOf(m[1]!), minutesFrom(m[2]), m[3], m[1]!, setting);
  m = take(reading, patterns.oclock);
  if (m) return found(numberOf(m[1]!), 0, m[2], m[1]!, setting);
  m = take(reading, patterns.thirty);
  if (m) return found(numberOf(m[1]!), minutesFrom(m[2]), m[3], m[1]!, setting);
  m = take(reading, patterns.numberThenHalf);
  if (m) return found(numberOf(m[1]!), 0, m[2], m[1]!, setting);
  m = take(reading, patterns.ish);
  if (m) return found(Number(m[1]), Number(m[2] ?? 0), undefined, m[1]!, setting);
  return null;
}

/** Takes a time that only its place shows: "à 8", "at eight", and, when the hour was asked, a bare number. */
export function takeLooseTime(reading: Reading, setting: Setting): TimeFound | null {
  let m: RegExpExecArray | null;
  // "à 4" answers how many as often as when.
  if (setting.asked !== 'party' || /\b(?:at|vers|around|by)\b/.test(reading.flat)) {
    m = take(reading, patterns.at);
    if (m) return found(Number(m[1]), Number(m[2] ?? 0), undefined, m[1]!, setting);
    m = take(reading, patterns.atWord);
    if (m) return found(numberOf(m[1]!), 0, undefined, m[1]!, setting);
  }
  if (setting.asked === 'phone') return null;
  m = take(reading, patterns.dotted);
  if (m) return found(Number(m[1]), Number(m[2]), undefined, m[1]!, setting);
  if (setting.asked === 'time' || setting.asked === 'choose' || setting.asked === 'change') {
    m = take(reading, patterns.fourDigits);
    if (m) return found(Number(m[1]), Number(m[2]), undefined, m[1]!, setting);
  }
  if (setting.asked === 'time') {
    if (/\bmidi\b/.test(reading.flat) && !/\ble midi\b/.test(reading.flat)) {
      take(reading, /\bmidi\b/);
      return { time: '12:00' };
    }
    m = take(reading, patterns.bare);
    if (m) return found(numberOf(m[1]!), Number(m[2] ?? 0), m[3], m[1]!, setting);
  }
  return null;
}

/** The time that a bare number may mean; undefined when nobody is served then. */
export function bareHour(hour: number, setting: Setting): Time | undefined {
  const time = hour > 23 ? undefined : settle(hour, 0, undefined, String(hour), setting);
  if (!time || setting.shifts.length === 0) return time;
  const served = setting.shifts.some(({ first, last }) => distance(minutesOf(time), first, last) <= 30);
  return served ? time : undefined;
}

function clock(hour: number, minute: number): Time | undefined {
  const all = hour * 60 + minute;
  if (!(all >= 0 && all < 24 * 60)) return undefined;
  return timeOf(Math.floor(all / 60), all % 60);
}

function found(
  hour: number,
  minute: number,
  half: string | undefined,
  written: string,
  setting: Setting,
): TimeFound | null {
  const time = settle(hour, minute, half, written, setting);
  return time ? { time } : null;
}

/**
 * The time of day that an hour and minutes mean. From 1 to 11 without a half of the day, it is moved to where
 * the restaurant serves; a leading zero says that the morning is meant.
 */
function settle(
  hour: number,
  minute: number,
  half: string | undefined,
  written: string,
  setting: Setting,
): Time | undefined {
  const said = half?.trim() ?? '';
  if (hour > 24 || Number.isNaN(hour)) return undefined;
  if (/^p|soir|evening|night|tonight|afternoon|apres|aprem/.test(said))
    return clock(hour < 12 ? hour + 12 : hour === 12 && /soir|night|evening/.test(said) ? 0 : hour, minute);
  if (/^a\.?m|mat|morning/.test(said)) return clock(hour === 12 ? 0 : hour, minute);
  if (hour === 24) return clock(0, minute);
  if (hour === 0 || hour >= 12 || /^0/.test(written)) return clock(hour, minute);
  if (setting.part === 'evening' || setting.part === 'afternoon') return clock(hour + 12, minute);
  const early = hour * 60 + minute;
  const late = early + 12 * 60;
  if (setting.part === 'midday') return clock(hour >= 10 ? hour : hour + 12, minute);
  const served = setting.shifts.filter(
    (shift) => !setting.day || shift.weekdays.includes(weekdayOf(setting.day)),
  );
  const shifts = served.length ? served : setting.shifts;
  const gap = (at: number) => Math.min(...shifts.map((shift) => distance(at, shift.first, shift.last)));
  if (shifts.length && gap(early) < gap(late)) return clock(hour, minute);
  return clock(hour + 12, minute);
}

/** Minutes from a time to the nearest moment of a shift; a shift may end after midnight. */
function distance(at: number, first: Time, last: Time): number {
  const from = minutesOf(first);
  const to = minutesOf(last) < from ? minutesOf(last) + 24 * 60 : minutesOf(last);
  return at < from ? from - at : at > to ? at - to : 0;
}
