import { type Day, dateOf, minutesOf, monthOf, type Time, weekdayOf, yearOf } from '../days.ts';
import type { Language } from '../understand/meaning.ts';

/** Non-breaking space, so that "20 h 30" stays on a line. */
export const nb = '\u00a0';

const names = {
  fr: {
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
  },
  en: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
};

export const weekdayName = (weekday: number, language: Language) => names[language].weekdays[weekday - 1]!;

/** "samedi 12 décembre", "Saturday 12 December" (American: "Saturday, December 12"); the year when it is another. */
export function sayDay(day: Day, language: Language, today: Day, american = false): string {
  const weekday = weekdayName(weekdayOf(day), language);
  const month = names[language].months[monthOf(day) - 1]!;
  const year = yearOf(day) === yearOf(today) ? '' : ` ${yearOf(day)}`;
  if (language === 'fr') return `${weekday} ${dateOf(day) === 1 ? '1er' : dateOf(day)}${nb}${month}${year}`;
  if (american) return `${weekday}, ${month}${nb}${dateOf(day)}${year && `,${year}`}`;
  return `${weekday} ${dateOf(day)}${nb}${month}${year}`;
}

/** "20 h 30", "8:30 pm". */
export function sayTime(time: Time, language: Language): string {
  const minutes = minutesOf(time);
  const hour = Math.floor(minutes / 60);
  const rest = time.slice(3);
  if (language === 'fr') return `${hour}${nb}h${rest === '00' ? '' : `${nb}${rest}`}`;
  if (rest === '00' && hour === 12) return 'noon';
  if (rest === '00' && hour === 0) return 'midnight';
  return `${hour % 12 || 12}${rest === '00' ? '' : `:${rest}`}${nb}${hour < 12 ? 'am' : 'pm'}`;
}

/** "12 h, 12 h 30 et 13 h". */
export function sayList(parts: string[], language: Language, last: 'and' | 'or' = 'and'): string {
  const word = language === 'fr' ? (last === 'and' ? 'et' : 'ou') : last;
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}
