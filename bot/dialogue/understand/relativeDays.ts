import { type Day, plusDays, weekdayOf } from '../days.ts';
import { weekdayIn, weekdayNamed } from './calendarWords.ts';
import { type DayFound, type DayRule, fromDay, inWeek, plusMonths, upcoming } from './dates.ts';
import type { Language, Setting } from './meaning.ts';
import { number, numberOf, numberWord } from './numbers.ts';

/** Days that are told from today: tomorrow, in two weeks, the day after. */

const re = (source: string) => new RegExp(source);
const on =
  (days: number) =>
  (_: RegExpExecArray, { today }: Setting) => ({ day: plusDays(today, days) });

const some = `(\\d{1,3}|${numberWord}|an?|a couple(?: of)?|a few|quelques)`;
const unit = '(jours?|days?|semaines?|sem|weeks?|wks?|nuits?|nights?|fortnights?|quinzaines?|mois|months?)';

/** The day that is so many days, weeks or months from another; null for "a few". */
function after(day: Day, count: string, of: string, sign: 1 | -1): DayFound | null {
  if (/^(?:a few|quelques)$/.test(count)) return null;
  const said = /^an?$/.test(count) ? 1 : /^a couple/.test(count) ? 2 : numberOf(count);
  if (/^mo(?:is|nth)/.test(of)) return said <= 18 ? { day: plusMonths(day, sign * said) } : null;
  // "dans quinze jours" is said for two weeks, "dans huit jours" for one.
  const french = /^j/.test(of);
  const days = /^(?:sem|w)/.test(of)
    ? said * 7
    : /^(?:fort|quinz)/.test(of)
      ? said * 14
      : french && said === 15
        ? 14
        : french && said === 8
          ? 7
          : said;
  return days <= 550 ? { day: plusDays(day, sign * days) } : null;
}

const tomorrow = '(?:demain|2m1|dmn|dem1|tomorrows?|tmrw?|tmw|2moro|2morrow|tomo|the morrow)';
const today =
  "(?:aujourd'?\\s?hui|auj|ajd|today|tonight|tonite|2nite|2night|this (?:evening|eve|afternoon|lunchtime|lunch|morning|noon|very day)|ce (?:soir|midi|matin|jour)|cet? (?:apres[- ]midi|aprem)|cette apres[- ]midi|a soir|(?<!a )tantot|later today|today evening)";

/** What goes with "today" when nothing is wished for it: thanks, farewells, how one feels. */
const closing =
  /(?:\b(?:great|big|huge|real|good|such a) help|\b(?:(?:that(?:'?s| is| will be|'?ll be| should be| would be| does)|this is|anything else|thanks?|thank you|no|nothing|i'?m|done|got|need)\b[a-z', ]*\b(?:all|everything|it|done|help|good|set|else|assistance|me out)|your (?:help|time|assistance|job|service)|(?:the|a) (?:weather|day)|mood|feel(?:ing)?|how are you|tired|cook|kitchen|c'est tout|ce sera tout|rien d'autre)\b)(?: (?:for|from you|i need|i want|right here|i needed|you did|to cook|in|the|like|into|anything|(?:to |you )?(?:me|us)|you|with))*[ ,]*(?:for )?$/;

export function relativeRules(language: Language): DayRule[] {
  const weekday = weekdayIn(language);
  return [
    {
      // "demain ou après-demain", "today or tomorrow"
      words: re(
        `\\b(?:(?:ce soir|aujourd'?hui|today|tonight)|(${tomorrow})) (?:ou|or) (?:(apres[- ]?demain|the day after(?: tomorrow)?)|${tomorrow})\\b`,
      ),
      read: (found, { today: day }) => {
        const [first, second] = [found[1] ? 1 : 0, found[2] ? 2 : 1];
        if (first === second) return null;
        return {
          doubt: { about: 'day', options: [first, second].map((days) => ({ day: plusDays(day, days) })) },
        };
      },
    },
    {
      words:
        /\b(?:apres[- ]?demain|(?:the )?day after tomorrow|(?:the )?day after tmrw?|sur ?lendemain|overmorrow|demain passe)\b/,
      read: on(2),
    },
    { words: /\b(?:avant[- ]hier|(?:the )?day before yesterday)\b/, read: on(-2) },
    { words: /\b(?:hier(?: soir| midi)?|yesterday|last night)\b/, read: on(-1) },
    { words: /\b(?:demain en (?:huit|8)|tomorrow week|a week (?:from )?tomorrow)\b/, read: on(8) },
    {
      words: /\b(?:aujourd'?hui en (?:huit|8)|today week|a week (?:from )?today|this day next week)\b/,
      read: on(7),
    },
    {
      words: /\b(?:aujourd'?hui en (?:quinze|15)|(?:a fortnight|two weeks) (?:from )?today)\b/,
      read: on(14),
    },
    {
      words: re(`\\bil y a ${some} ${unit}\\b|\\b${some} ${unit} (?:ago|back)\\b`),
      read: (found, { today: day }) => after(day, (found[1] ?? found[3])!, (found[2] ?? found[4])!, -1),
    },
    {
      words: re(
        `\\b(?:dans|d'ici|in|within) (?:about |environ |approximately |exactly )?${some} ${unit}\\b(?:'? time)?(?: from (?:now|today))?`,
      ),
      read: (found, setting) => {
        if (/^(?:within)/.test(found[0])) return null;
        const there = after(setting.today, found[1]!, found[2]!, 1);
        // "dans deux semaines, samedi": the Saturday of that week, if that is what is meant.
        const named = new RegExp(weekday).exec(found.input);
        if (!there?.day || !named || weekdayNamed(named[1]!) === weekdayOf(there.day)) return there;
        return { doubt: { about: 'day', options: [{ day: inWeek(weekdayNamed(named[1]!), there.day, 0) }] } };
      },
    },
    {
      words: re(`\\b${some} ${unit} (?:from|after|a (?:partir|compter) de|apres) ${tomorrow}\\b`),
      read: (found, { today: day }) => after(plusDays(day, 1), found[1]!, found[2]!, 1),
    },
    {
      words: re(`\\b${some} ${unit} (?:from (?:now|today)|hence|from right now)\\b`),
      read: (found, { today: day }) => after(day, found[1]!, found[2]!, 1),
    },
    {
      // Three Fridays from now.
      words: re(`\\b${number} ${weekday} from now\\b`),
      read: (found, { today: day }) => {
        const count = numberOf(found[1]!);
        return count > 0 && count < 30
          ? { day: plusDays(upcoming(weekdayNamed(found[2]!), day), 7 * (count - 1)) }
          : null;
      },
    },
    {
      words: re(`\\b${some} ${unit} (?:plus tard|apres|later|after that)\\b`),
      read: (found, setting) => after(setting.day ?? setting.today, found[1]!, found[2]!, 1),
    },
    {
      words: re(`\\b${tomorrow},? ${weekday}`),
      read: (found, { today: day }) => {
        // "demain samedi": the weekday says the same day again, or contradicts it.
        const next = plusDays(day, 1);
        const wanted = weekdayNamed(found[1]!);
        if (wanted === weekdayOf(next)) return { day: next };
        return {
          doubt: {
            about: 'weekday',
            date: next,
            options: [{ day: next }, { day: upcoming(wanted, day) }],
          },
        };
      },
    },
    { words: re(`\\b${tomorrow}\\b`), read: on(1) },
    {
      words:
        /\b(?:le|du) (?:lendemain|jour (?:suivant|d'apres))|\bjour suivant\b|\b(?:the )?(?:next|following) day\b(?! of)|^the day after[.!]?$/,
      read: (_, setting) => ({ day: plusDays(setting.day ?? setting.today, 1) }),
    },
    {
      words:
        /\bla veille\b(?! (?:de|du))|\b(?:le jour (?:d'avant|precedent)|the (?:previous day|day before))\b(?! yesterday)/,
      read: (_, setting) => ({ day: plusDays(setting.day ?? setting.today, -1) }),
    },
    {
      words: re(`\\b${today}(?![a-z-])(?: ${weekday})?`),
      read: (found, { today: day }) => {
        const before = found.input.slice(Math.max(0, found.index - 40), found.index);
        if (/^today/.test(found[0]) && closing.test(before)) return null;
        return { day };
      },
    },
    {
      // "a table right now": said of anything but a table, it names no day
      words: /\b(?:right now|straight away|right away|asap|immediately|tout de suite|immediatement)\b/,
      read: ({ input }, { today: day }) =>
        /\b(?:tables?|seats?|space|spots?|dispo\w*|squeeze)\b/.test(input) ? { day } : null,
    },
    { words: /\b(?:dans la journee|en ce moment|dans la soiree de ce jour)\b/, read: on(0) },
    {
      // "un 5 à 7", "this weekend": which of its days is to be asked.
      words:
        /\b(?:(?:ce|le|du|au|this|the|at the|on the|over the|coming|this coming|cette|la|en) )(?:week[- ]?end|fin de semaine)\b(?! (?:prochain|suivant|next|d'apres))/,
      read: (found, { today: day }) => {
        if (/fin de semaine/.test(found[0]) && !/cette|la/.test(found[0])) return null;
        return { doubt: { about: 'day', options: [6, 7].map((of) => ({ day: fromDay(of, day) })) } };
      },
    },
    {
      words:
        /\b(?:next week-?end|(?:the )?week-?end after|week[- ]?end (?:prochain|suivant|d'apres)|fin de semaine prochaine)\b/,
      // As with Saturdays: in French the one that comes, in English the one after.
      read: ([said], { today: day }) => ({
        doubt: {
          about: 'day',
          options: [6, 7].map((of) => ({
            day: /prochain/.test(said) ? fromDay(of, day) : inWeek(of, day, 1),
          })),
        },
      }),
    },
  ];
}
