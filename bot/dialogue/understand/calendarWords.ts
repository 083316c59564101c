/** The words of the calendar in both languages, and the pieces of regular expressions that find them. */
import type { Language } from './meaning.ts';

/** ISO weekday of each word for it. */
export const weekdays: Record<string, number> = {};
const named = (day: number, names: string) => {
  for (const name of names.split(' ')) weekdays[name] = day;
};
named(1, 'lundi lundis monday mondays');
named(2, 'mardi mardis tuesday tuesdays');
named(3, 'mercredi mercredis wednesday wednesdays');
named(4, 'jeudi jeudis thursday thursdays thurs thur');
named(5, 'vendredi vendredis friday fridays');
named(6, 'samedi samedis saturday saturdays');
named(7, 'dimanche dimanches sunday sundays');
const fullWeekday = Object.keys(weekdays).join('|');
named(1, 'lun mon');
named(2, 'mar tue tues');
named(3, 'mer merc wed weds');
named(4, 'jeu thu');
named(5, 'ven vend fri');
named(6, 'sam sat');
named(7, 'dim sun');

/** Short forms are words of their own as well ("mon", "mer", "sun"): only before what makes them a day. */
const shorts: Record<Language, string> = {
  fr: 'lun|mar|merc?|jeu|vend?|sam|dim',
  en: 'mon|tues?|weds?|thu|fri|sat|sun',
};
const makesItADay =
  '(?=[.?!]|,? ?(?:(?:the |le |on )?\\d|soir|midi|matin|apres-midi|night|nite|evening|morning|afternoon|lunch|dinner|noon|around|about|from|after|before|please|pls|prochain|next|the \\d|at \\d|a \\d|vers|@|x ?\\d|pour (?:\\d|deux|trois|quatre)|for (?:\\d|two|three|four)|en (?:huit|quinze|8|15)|ou \\w+ \\d|or \\w+ \\d|\u00a6|,|$))';
/** What stands before it is looked at last: most words are none of these, and are done with at their first letter. */
const short = (language: Language) =>
  `(?:${shorts[language]})\\b(?:(?<=\\b(?:on|this|next|coming|ce) [a-z]{3,5})|(?<!\\b(?:the|in|le|la|les|en|au|ma|a|of|and|full|we|i|you|they|he|she|who|bord de|fruits de) [a-z]{3,5})${makesItADay})`;

/** A weekday, for building a RegExp: one group. Full names in both languages, short forms in one. */
export const weekdayIn = (language: Language) => `(${fullWeekday}|${short(language)})\\b\\.?`;
/** The same, without a group. */
export const aWeekdayIn = (language: Language) => `(?:${fullWeekday}|${short(language)})\\b\\.?`;
/** A weekday in full, in either language; no group. */
export const aWeekday = `(?:${fullWeekday})\\b`;

/** The ISO weekday of what `weekdayIn` matched. */
export const weekdayNamed = (name: string) => weekdays[name.replace('.', '')]!;

/** Month (1–12) of each word for it. */
export const months: Record<string, number> = {};
const month = (value: number, names: string) => {
  for (const name of names.split(' ')) months[name] = value;
};
month(1, 'janvier january janv jan');
month(2, 'fevrier february fevr fev feb');
month(3, 'mars march mar');
month(4, 'avril april avr apr');
month(5, 'mai may');
month(6, 'juin june jun');
month(7, 'juillet july juill juil jui jul');
month(8, 'aout august aug');
month(9, 'septembre september sept sep');
month(10, 'octobre october oct');
month(11, 'novembre november nov');
month(12, 'decembre december dec');
const longestFirst = (names: string[]) => names.sort((a, b) => b.length - a.length).join('|');
/** A month, for building a RegExp: one group. */
export const aMonth = `(${longestFirst(Object.keys(months))})\\b\\.?`;
const english = 'january february march april may june july august september october november december';
const shortEnglish = 'jan feb mar apr jun jul aug sept sep oct nov dec';
/**
 * An English month, for "March 8th": French never puts the month first, so in French only full names count, and
 * "mar. 13/10" is a Tuesday. One group.
 */
export const monthFirst = (language: Language) =>
  `(${longestFirst((language === 'en' ? `${english} ${shortEnglish}` : english).split(' '))})\\b\\.?`;
