import { daysBetween, plusDays, weekdayOf } from '../days.ts';
import { aMonth, weekdayIn, weekdayNamed } from './calendarWords.ts';
import { type DayFound, type DayRule, fromDay, inWeek, upcoming } from './dates.ts';
import type { Language, Setting } from './meaning.ts';
import { number, numberOf } from './numbers.ts';

/** Days that are named by their weekday: this Friday, mardi en huit, a week on Saturday. */

const re = (source: string) => new RegExp(source);
const nextWeekWords =
  "(?:(?:de )?la semaine (?:prochaine|pro|suivante|qui vient|qui suit|d'apres)|semaine pro(?:chaine)?|(?:of |in |from )?(?:the )?(?:next|following|coming) week(?:'s)?)";
const thisWeekWords = "(?:(?:de )?cette semaine|(?:of |in )?this week(?:'s)?)";
const lastWeekWords =
  "(?:(?:de )?la semaine (?:derniere|passee)|(?:of |from )?(?:last|the past) week(?:'s)?)";

export function weekdayRules(language: Language): DayRule[] {
  const weekday = weekdayIn(language);
  const some = `(a|${number.slice(1, -1)})`;
  return [
    {
      words: re(
        `\\b(?:(?:soit|either|entre|between|du|from) )?(?:le |on )?${weekday}(?: soir| midi| night| evening)?,? ?(?:ou|or|/|et|and|au|to|-|through)(?: bien)? ?(?:sinon )?(?:le |on )?${weekday}`,
      ),
      read: (found, { today }) => {
        const [a, b] = [weekdayNamed(found[1]!), weekdayNamed(found[2]!)];
        if (a === b) return null;
        return {
          doubt: { about: 'day', options: [{ day: upcoming(a, today) }, { day: upcoming(b, today) }] },
        };
      },
    },
    {
      // A week on Friday, two weeks from Tuesday, a fortnight on Saturday.
      words: re(`\\b(?:${some} weeks?|(a fortnight)) (?:on |from |after |come )?(?:this |next )?${weekday}`),
      read: (found, { today }) => {
        const weeks = found[2] ? 2 : found[1] === 'a' ? 1 : numberOf(found[1]!);
        return weeks > 0 && weeks < 60
          ? { day: plusDays(upcoming(weekdayNamed(found[3]!), today), 7 * weeks) }
          : null;
      },
    },
    {
      words: re(`\\b${number} days? (?:from|after) (?:this |next )?${weekday}`),
      read: (found, { today }) => ({
        day: plusDays(upcoming(weekdayNamed(found[2]!), today), numberOf(found[1]!)),
      }),
    },
    {
      words: re(`\\b${weekday} (?:(?:d')?en (?:(huit|8)|quinze|15)\\b|fortnight\\b|(week)\\b(?!-| ?end))`),
      read: (found, { today }) => ({
        day: plusDays(fromDay(weekdayNamed(found[1]!), today), found[2] || found[3] ? 7 : 14),
      }),
    },
    {
      words: re(
        `\\b${weekday},? ${nextWeekWords}|\\b${nextWeekWords},? (?:le |on |plutot |for |pour )?(?:le )?${weekday}`,
      ),
      read: (found, { today }) => ({ day: inWeek(weekdayNamed((found[1] ?? found[2])!), today, 1) }),
    },
    {
      words: re(`\\b${weekday},? ${thisWeekWords}|\\b${thisWeekWords},? (?:le |on )?${weekday}`),
      read: (found, { today }) => ({ day: inWeek(weekdayNamed((found[1] ?? found[2])!), today, 0) }),
    },
    {
      words: re(`\\b${weekday},? ${lastWeekWords}|\\b${lastWeekWords} (?:le |on )?${weekday}`),
      read: (found, { today }) => ({ day: inWeek(weekdayNamed((found[1] ?? found[2])!), today, -1) }),
    },
    {
      words: re(`\\b(?:${weekday} (?:dernier|passe)\\b|(?:last|this past) ${weekday})`),
      read: (found, { today }) => ({
        day: plusDays(fromDay(weekdayNamed((found[1] ?? found[2])!), today), -7),
      }),
    },
    {
      // After next is next but one for some, the week after next for others.
      words: re(
        `\\b(?:the )?${weekday} after next|\\b(?:the )?next but one ${weekday}|\\bnot (?:this|next) ${weekday},? (?:but )?the (?:next|one after|following)(?: one)?`,
      ),
      read: (found, { today }) => {
        const next = upcoming(weekdayNamed((found[1] ?? found[2] ?? found[3])!), today);
        return {
          doubt: { about: 'day', options: [{ day: plusDays(next, 7) }, { day: plusDays(next, 14) }] },
        };
      },
    },
    {
      words: re(
        `\\b${weekday} (?:(?:tout )?prochaine?|pro|qui vient|qui arrive|a venir|coming|this coming)\\b`,
      ),
      read: (found, { today }) => ({ day: upcoming(weekdayNamed(found[1]!), today) }),
    },
    {
      words: re(`\\b${weekday} (?:suivant\\b|d'apres\\b|next\\b)|\\b(?:the )?following ${weekday}`),
      read: (found, setting) => {
        const wanted = weekdayNamed((found[1] ?? found[2])!);
        return { day: setting.day ? upcoming(wanted, setting.day) : inWeek(wanted, setting.today, 1) };
      },
    },
    {
      words: re(`\\bnext ${weekday}`),
      read: (found, { today }) => ({ day: inWeek(weekdayNamed(found[1]!), today, 1) }),
    },
    {
      words: re(
        `\\b(?:ce|this|this coming|coming|the coming|upcoming|this upcoming|this here) ${weekday}(?:[- ](?:ci|la))?`,
      ),
      read: (found, { today, now }) => {
        // "ce lundi", said on a Monday night, is hardly the one that ends.
        const wanted = weekdayNamed(found[1]!);
        return { day: now >= '23:00' ? upcoming(wanted, today) : fromDay(wanted, today) };
      },
    },
    { words: re(`\\b${weekday}`), read: readPlain },
  ];
}

/** Not one day: "un vendredi de novembre", "every Friday", "which Saturday". */
const someDay =
  /\b(?:un|tous les|toutes les|chaque|every|any|each|some|quel|which|most|certain|premier|deuxieme|troisieme|quatrieme|first|second|third|fourth|(?<=\b(?:in|about|is) )a) $/;
const someMonth = new RegExp(`^ (?:de |d'|in |of |en )${aMonth}`);

function readPlain(found: RegExpExecArray, setting: Setting): DayFound | null {
  const rest = found.input.slice(found.index + found[0].length);
  if (someDay.test(found.input.slice(0, found.index)) || someMonth.test(rest)) return null;
  const { today } = setting;
  const wanted = weekdayNamed(found[1]!);
  const coming = upcoming(wanted, today);
  // "finalement dimanche", said of a Saturday in December, is the Sunday of that week.
  if (setting.day && daysBetween(today, setting.day) > 6)
    return { day: plusDays(setting.day, wanted - weekdayOf(setting.day)), weekday: wanted };
  // On a Wednesday, "mercredi" may be today or in a week.
  if (wanted === weekdayOf(today))
    return { weekday: wanted, doubt: { about: 'day', options: [{ day: today }, { day: coming }] } };
  return { day: coming, weekday: wanted };
}
