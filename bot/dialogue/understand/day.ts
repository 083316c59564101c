import { plusDays } from '../days.ts';
import { aWeekday, weekdayNamed } from './calendarWords.ts';
import { type DayFound, type DayRule, fromDay, upcoming } from './dates.ts';
import { feastRules, feastWord } from './feasts.ts';
import type { Language, Setting } from './meaning.ts';
import { numberedRules } from './numberedDates.ts';
import { blank, type Reading, take, takeRead } from './reading.ts';
import { relativeRules } from './relativeDays.ts';
import { weekdayRules } from './weekdays.ts';
import { writtenRules } from './writtenDates.ts';

export { takeLongDate as takeWrittenDate } from './writtenDates.ts';

const refused = new RegExp(
  `\\b(?:pas|not|au lieu d[eu]|instead of|rather than|plutot que|sauf|except|any day but)(?: pour| for)?(?: le| du| on| the| ce| this| next)* (?:${aWeekday}|demain|tomorrow|today|aujourd'?hui|ce soir|tonight|(?:le |the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?! ?(?:pers|people|ppl|couvert|pax|adult|but|mais)|:\\d| ?h)|(?:a |at )?\\d{1,2} ?(?:h(?:eures?)?(?: ?\\d\\d)?|:\\d\\d)(?: ?[ap]\\.?m\\b)?|(?:at )?\\d{1,2} ?[ap]\\.?m\\b|(?:a |at )?(?:midi|noon))(?! ?(?:only|seulement))`,
  'g',
);

const changing =
  /\b(?:chang\w*|mov(?:e|ing)|switch\w*|push\w*|shift\w*|reschedul\w*|decal\w*|deplac\w*|passe[rz]?|passons|avance[rz]|repouss\w*|report\w*|modifi\w*)\b/;
/** "from Friday to Saturday", "de 20h à 19h": what is changed from. */
const changedFrom =
  /\b(?:from|de|du|d') ?(?!(?:la|ma|notre|my|the) )[a-z0-9: ]{1,22}?(?= (?:to|a|au|vers) (?!l')[a-z0-9])/;

/** "I booked yesterday": when it was made is not when they come. */
const wasMade =
  /\b(?:made|booked|reserved|phoned|called|wrote|ai (?:bien |deja )?(?:fait|reserve|appele|ecrit|telephone)|avons (?:fait|reserve|appele)|a (?:reserve|appele))\b/;
const whenMade =
  /\b(?:yesterday(?: \w+ing| afternoon)?|last (?:night|week|month|year|\w+day)|earlier (?:today|on)|this morning|hier(?: soir| matin)?|avant-hier|ce matin|la semaine derniere)\b/;

/** "il est 18h, une table à 19h ?": what time it is now is not the hour that is wished. */
const itIs = /\bil est (?:deja |presque |bientot )?\d{1,2} ?h(?: ?\d\d)?(?=[,.;] .*\d ?(?:h|:))/;

/** Days and hours that the guest says are not meant ("pas samedi", "instead of 8pm") must not be taken for the wish. */
export function dropRefused(reading: Reading) {
  take(reading, itIs);
  if (wasMade.test(reading.flat)) take(reading, whenMade);
  const change = changing.exec(reading.flat);
  const from = change && changedFrom.exec(reading.flat);
  if (change && from && from.index > change.index) blank(reading, from.index, from.index + from[0].length);
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

type Tables = Record<'written' | 'numbered' | 'told', DayRule[]>;
/** The rules that a language reads days by. The full names of the other language's days are among them. */
const tables: Record<Language, Tables> = { fr: tablesOf('fr'), en: tablesOf('en') };

function tablesOf(language: Language): Tables {
  return {
    written: writtenRules(language),
    numbered: numberedRules(language),
    told: [...relativeRules(language), ...weekdayRules(language)],
  };
}

const monthWord = /jan|fev|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|nov|dec/;
const hint =
  /\d|day|night|nite|mor|evening|tmr|tmw|tomo|demain|hier|veille|jour|auj|ajd|ce |cet|soir|tantot|week|semaine|month|mois|dmn|dem1|weds?|thu|mon|tue|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|th\b|st\b|nd\b|rd\b|ago|later|hence|now|away|asap|immedia|tout de|this |noon|le |the /;

/** Takes the day that the message names: by its number, its feast, its distance or its weekday, in that order. */
export function takeDay(reading: Reading, setting: Setting): DayFound | null {
  const { written, numbered, told } = tables[setting.language];
  const { flat } = reading;
  const dated =
    /\d|\ble (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|[a-z]+ze\b|vingt|trente)|st\b|th\b|nd\b|rd\b|premier|dernier|last|prochain|next|mois|month/.test(
      flat,
    ) || monthWord.test(flat);
  return (
    (dated ? firstOf(written, reading, setting) : null) ??
    (feastWord.test(flat) ? firstOf([...feastRules, either], reading, setting) : null) ??
    (dated ? firstOf(numbered, reading, setting) : null) ??
    (hint.test(flat) ? firstOf(told, reading, setting) : null)
  );
}

function firstOf(rules: DayRule[], reading: Reading, setting: Setting): DayFound | null {
  for (const rule of rules) {
    const found = follow(rule, reading, setting);
    if (found) return found;
  }
  return null;
}

const near =
  /\b(?:a partir (?:de |du )?|a compter (?:de |du )?|apres |avant |d'ici |semaine (?:de |du )?|weeks? (?:of |commencing |beginning )|(?<!day )after |(?<!day )before |until |jusqu'(?:a |au )?|autour (?:de |du )?|aux? (?:alentours|environs) (?:de |du )?|vers |around |since |depuis )(?:le |the |du |au )?$/;

/** "the Sunday after Christmas", "le samedi avant Noël": a weekday told from a day. */
const beside = new RegExp(
  `\\b(${aWeekday.slice(3, -3)}) (?:(after|following|apres|suivant|d'apres)|before|avant|precedant) (?:the |le |la )?$`,
);

function follow(rule: DayRule, reading: Reading, setting: Setting): DayFound | null {
  const { flat, raw } = reading;
  const taken = takeRead(reading, rule.words, (match) => rule.read(match, setting, raw));
  if (!taken) return null;
  const { found: match, value: found } = taken;
  const before = flat.slice(0, match.index);
  const told = found.day && beside.exec(before);
  if (found.day && told) {
    const wanted = weekdayNamed(told[1]!);
    return { day: told[2] ? upcoming(wanted, found.day) : plusDays(fromDay(wanted, found.day), -7) };
  }
  // "après le 8 mars", "the week of the 6th": some day near it, which is to be asked.
  if (found.day && near.test(`${before}${/^(?:le|the|du|au) /.exec(match[0])?.[0] ?? ''}`))
    return { doubt: { about: 'day', options: [{ day: found.day }] } };
  if (found.day && /\b(?:lendemain d[ue]|day after)(?: the)? $/.test(before))
    return { day: plusDays(found.day, 1) };
  if (found.day && /\b(?:veille d[ue]|day before|eve of)(?: the)? $/.test(before))
    return { day: plusDays(found.day, -1) };
  // "today … tonight", "samedi … samedi": what says the day again is no longer anything else.
  if (found.day === setting.today) take(reading, rule.words);
  return found;
}
