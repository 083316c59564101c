import { type Day, monthOf, yearOf } from '../days.ts';
import { aMonth, months } from './calendarWords.ts';
import { inWeek, monthStart } from './dates.ts';
import type { Setting } from './meaning.ts';

const nextWeek =
  /\b(?:(?:la )?semaine (?:prochaine|pro|qui vient|suivante|d'apres)|(?:next|the following|the coming) week)\b/;
const weekAfter =
  /\b(?:(?:la semaine )?(?:dans|d'ici) (?:deux|2) semaines|(?:the )?week after(?: next)|in (?:two|2) weeks(?:'? time)?|in a fortnight)\b/;
const inMonth = new RegExp(`\\b(?:in|en|debut|fin|courant|mi-|early|late|mid) ?(?:de |d')?${aMonth}(?! \\d)`);

/**
 * A day about which the wished one lies, when only its week or month was told ("next week", "en décembre"): what is
 * named next, "Friday" or "the 12th", is looked for around it.
 */
export function nearDay(flatText: string, { today }: Pick<Setting, 'today'>): Day | undefined {
  if (nextWeek.test(flatText)) return inWeek(7, today, 1);
  if (weekAfter.test(flatText)) return inWeek(7, today, 2);
  const named = inMonth.exec(flatText);
  if (!named) return undefined;
  const wanted = months[named[1]!.replace('.', '')]!;
  return monthStart(yearOf(today) + (wanted < monthOf(today) ? 1 : 0), wanted);
}
