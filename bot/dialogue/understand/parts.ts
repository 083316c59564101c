import type { PartOfDay, Setting } from './meaning.ts';
import type { Reading } from './reading.ts';

/** Breakfast is "déjeuner" and lunch "dîner" where French is spoken outside France. */
const oldMeals = new Set(['CA', 'BE', 'CH']);

const parts: [RegExp, PartOfDay][] = [
  [/\bbrunch\b/, 'brunch'],
  [
    /\b(?:soirs?|soiree|tonight|tonite|2?nite|2night|evenings?|(?:this|tomorrow) eve|night|dinner|supper|souper|apero|aperitif)\b/,
    'evening',
  ],
  [/\b(?:apres[- ]midi|aprem|afternoon|tea ?time|gouter|matinee (?=show))\b/, 'afternoon'],
  [/\b(?:midi|lunch|lunchtime|luncheon|midday)\b/, 'midday'],
  [/\b(?:matin|matinee|mornings?|breakfast|petits?[- ]dej\w*)\b/, 'morning'],
];

const anyPart =
  /soir|night|nite|even|dinner|supper|souper|apero|aper|midi|aprem|noon|lunch|midday|mat|morn|breakfast|dej|diner|brunch|tea|gouter|eve\b/;

/** Which part of the day the message names; nothing is taken. Two of them are none. */
export function partIn(reading: Reading, setting: Setting): PartOfDay | undefined {
  if (!anyPart.test(reading.flat)) return undefined;
  const found = parts.filter(([words]) => words.test(reading.flat)).map(([, part]) => part);
  const old = oldMeals.has(setting.country) && setting.language === 'fr';
  if (/\bdiner\b/.test(reading.flat)) found.push(old ? 'midday' : 'evening');
  if (/(?<!petits?[- ])\bdejeuner\b/.test(reading.flat)) found.push(old ? 'morning' : 'midday');
  const distinct = [...new Set(found.filter((part) => part !== 'midday' || !found.includes('afternoon')))];
  // "midi ou soir" is no part of the day.
  return distinct.length === 1 ? distinct[0] : undefined;
}
