import { aWeekday } from './calendarWords.ts';
import type { DayFound, DayRule } from './dates.ts';
import { feastRules, feastWord } from './feasts.ts';
import type { Language, Setting } from './meaning.ts';
import { blank, type Reading, take } from './reading.ts';
import { relativeRules } from './relativeDays.ts';
import { weekdayRules } from './weekdays.ts';
import { writtenRules } from './writtenDates.ts';

export { takeLongDate as takeWrittenDate } from './writtenDates.ts';

const refused = new RegExp(
  `\\b(?:pas|not|au lieu d[eu]|instead of|rather than|plutot que|sauf|except|any day but)(?: pour| for)?(?: le| du| on| the| ce| this| next)* (?:${aWeekday}|demain|tomorrow|today|aujourd'?hui|ce soir|tonight|(?:le |the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?! ?(?:pers|people|ppl|couvert|pax|adult|but|mais)|:\\d| ?h)|(?:a |at )?\\d{1,2} ?(?:h(?:eures?)?(?: ?\\d\\d)?|:\\d\\d)(?: ?[ap]\\.?m\\b)?|(?:at )?\\d{1,2} ?[ap]\\.?m\\b|(?:a |at )?(?:midi|noon))(?! ?(?:only|seulement))`,
  'g',
);

/** Days and hours that the guest says are not meant ("pas samedi", "instead of 8pm") must not be taken for the wish. */
export function dropRefused(reading: Reading) {
  if (!/\b(?:pas|not|lieu|instead|rather|plutot|sauf|except|but)\b/.test(reading.flat)) return;
  for (const found of [...reading.flat.matchAll(refused)])
    blank(reading, found.index, found.index + found[0].length);
}

/** "réveillon" alone is Christmas's or New Year's. */
const either: DayRule = {
  words: /\b(?:le |du |pour le )?reveillon\b(?! (?:de|du))/,
  read: (_, { today }) => {
    const year = today.slice(0, 4);
    return { doubt: { about: 'day', options: [{ day: `${year}-12-24` }, { day: `${year}-12-31` }] } };
  },
};

const tables = new Map<string, DayRule[]>();
/** The rules that a language reads days by, and after them the other language's, whose short forms do not count. */
function rulesOf(language: Language): DayRule[] {
  let rules = tables.get(language);
  if (!rules) {
    rules = [
      ...writtenRules(language, true),
      ...relativeRules(language, true),
      ...weekdayRules(language, true),
    ];
    tables.set(language, rules);
  }
  return rules;
}

const hint =
  /\d|day|night|nite|mor|evening|tmr|tmw|tomo|demain|hier|veille|jour|auj|ajd|ce |cet|soir|tantot|week|semaine|month|mois|dmn|dem1|weds?|thu|mon|tue|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|th\b|st\b|nd\b|rd\b|jan|fev|feb|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|nov|dec|ago|later|hence|this |noon|le |the /;

/** Takes the day that the message names. */
export function takeDay(reading: Reading, setting: Setting): DayFound | null {
  if (feastWord.test(reading.flat))
    for (const rule of [...feastRules, either]) {
      const found = follow(rule, reading, setting);
      if (found) return found;
    }
  if (!hint.test(reading.flat)) return null;
  for (const rule of rulesOf(setting.language)) {
    const found = follow(rule, reading, setting);
    if (found) return found;
  }
  return null;
}

function follow(rule: DayRule, reading: Reading, setting: Setting): DayFound | null {
  const match = rule.words.exec(reading.flat);
  const found = match && rule.read(match, setting);
  if (!match || !found) return null;
  blank(reading, match.index, match.index + match[0].length);
  // "today … tonight", "samedi … samedi": what says the day again is no longer anything else.
  if (found.day === setting.today) take(reading, rule.words);
  return found;
}
