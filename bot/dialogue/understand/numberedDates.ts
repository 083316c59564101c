import { dateOf, dayOf, monthOf, weekdayOf, yearOf } from '../days.ts';
import { weekdayIn, weekdayNamed } from './calendarWords.ts';
import { checked, type DayFound, type DayRule, nextDate } from './dates.ts';
import type { Language, Setting } from './meaning.ts';
import { numberOf, numberWord, ordinalWord } from './numbers.ts';
import { taken } from './reading.ts';
import { dateFrom, notCounted, opensName } from './writtenDates.ts';

const re = (source: string) => new RegExp(source);

/** The rules for days of which only the number within their month is told. */
export function numberedRules(language: Language): DayRule[] {
  const weekday = weekdayIn(language);
  return [
    {
      // "Saturday the 12th", "samedi 12"
      words: re(
        `\\b${weekday},? ?(the |le |on the )?(?:(\\d{1,2})(er|st|nd|rd|th)?\\b${notCounted}|((?<=the |le )(?:${ordinalWord}|${numberWord})\\b|(?:quinze|seize|treize|quatorze)(?= a\\b)))(?! ?(?:people|pers))`,
      ),
      read: readWeekdayAndDate,
    },
    {
      // "le 12", "the 12th", "on the fifteenth"
      words: re(
        `\\b(?:(?:pour |on |d[eu] |for )?(?:le|the|au)|(?<=(?:soir|midi|soiree|journee|matin|dejeuner|diner|samedi|dimanche|resa|reservation|celle|table) )du) (?:(\\d{1,2})(?:er|st|nd|rd|th)?\\b(?!\\.\\d)${notCounted}|(${ordinalWord})(?=[,.!?;]|$| at\\b| for\\b| a \\d))`,
      ),
      read: (found, setting, raw) => {
        if (opensName(raw, found) || chosen(found)) return null;
        const date = dateFrom(found[1], found[2]);
        // "le 2 pers", "the 45 menu": no date of any month is beyond 31, and none is doubted for it.
        if (
          found[2] &&
          date < 13 &&
          !/^(?:twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth)$/.test(found[2])
        )
          return null;
        return nextDate(date, found[0], setting);
      },
    },
    {
      // "le vingt-deux", "pour le douze à 20h"; "le deux" is a choice more often than a day
      words: re(
        `\\ble (${numberWord})(?=( (?:a|vers|au|soir|midi) |)(?:$|[,.!?;\u00a6]| (?:si|svp|stp|s'il|merci|ca|pour|\\d|\u00a6)))`,
      ),
      read: (found, setting) => {
        const date = numberOf(found[1]!);
        return language === 'fr' && (date > 5 || found[2]) ? nextDate(date, found[0], setting) : null;
      },
    },
    {
      // "08 20h ?": nobody writes of people or hours like that, beside an hour
      words: /^\W*0([1-9])(?= ?[\u00a6,?!.]| (?:a|at|pour|for|vers)\b)/,
      read: (found, setting) =>
        found.input.includes(taken) ? nextDate(Number(found[1]), found[0], setting) : null,
    },
    {
      // "on 15 at 8"
      words: re(`\\bon (\\d{1,2})(?= ?(?:$|[,.!?\u00a6]|(?:at|for|around|about)\\b))${notCounted}`),
      read: (found, setting) => (language === 'en' ? nextDate(Number(found[1]), found[0], setting) : null),
    },
    {
      // "12th at 8", but not "our 10th anniversary"
      words:
        /(?<!\d |\b(?:my|our|her|his|their|your|its|a|an|'s|s|wedding) )\b(\d{1,2})(?:st|nd|rd|th)\b(?=$|[,.!?;)\u00a6]| (?:at|for|in|on|if|please|pls|around|from|after|before|between|by|with|we|i|instead|works?|or|and|is|then|ok|would|party|table|\d|evening|night|lunch|dinner|afternoon|morning|of)\b| \u00a6)/,
      read: (found, setting, raw) =>
        opensName(raw, found) ? null : nextDate(Number(found[1]), found[0], setting),
    },
  ];
}

/** "the 5 in the centre" are some of several, and no day. */
const chosen = (found: RegExpExecArray) =>
  /\bthe \d+$/.test(found[0]) &&
  (/\b(?:of|all) $/.test(found.input.slice(0, found.index)) ||
    /^ (?:in|on|near|from|you|that|which|with|of|to|who|we|they|i)\b(?! the (?:evening|morning|afternoon))/.test(
      found.input.slice(found.index + found[0].length),
    ));

function readWeekdayAndDate(found: RegExpExecArray, setting: Setting): DayFound | null {
  const wanted = weekdayNamed(found[1]!);
  const date = dateFrom(found[3], found[5]);
  const first = nextDate(date, found[0], { today: setting.today });
  const agrees = first.day !== undefined && weekdayOf(first.day) === wanted;
  // "Saturday 8" is as likely eight o'clock, or eight people: the next rules read the weekday alone.
  if (!agrees && !found[2] && !found[4] && date <= 11 && setting.language === 'en') return null;
  if (!first.day || agrees) return first;
  const options = (checked(first.day, found[1]!, setting.today).doubt as { options: { day: string }[] })
    .options;
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
