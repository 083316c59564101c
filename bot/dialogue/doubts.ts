import { weekdayOf } from './days.ts';
import { advance, offerOptions } from './draft.ts';
import { weekdayName } from './say/form.ts';
import { dayIn, languageIn, numbered, question, type Talk } from './talk.ts';
import type { Doubt } from './understand/meaning.ts';

/** Asks about what was said in a way that allows several readings, or none. */
export function askAboutDoubt(talk: Talk, doubt: Doubt) {
  const { state } = talk;
  switch (doubt.about) {
    case 'no_such_day':
      delete state.draft.day;
      if (doubt.near) state.near = doubt.near;
      return question(talk, 'day', (t) => t.noSuchDay(doubt.said));
    case 'phone':
      return question(talk, 'phone', (t) => t.phoneWrong(doubt.problem));
    case 'weekday':
      delete state.draft.day;
      return question(
        talk,
        'choose',
        (t) =>
          t.wrongWeekday(
            dayIn(talk, doubt.date).replace(/^\S+ /, ''),
            weekdayName(weekdayOf(doubt.date), languageIn(talk)),
            numbered(talk, doubt.options),
          ),
        doubt.options,
      );
    case 'number':
      return offerOptions(talk, doubt.options);
    default: {
      delete state.draft[doubt.about];
      // Of two readings of a date, one that cannot be booked is not meant.
      const { today, restaurant } = talk.facts;
      const [only, ...others] = doubt.options.filter(
        ({ day }) => day !== undefined && day >= today && day <= restaurant.lastDay,
      );
      if (!only?.day || others.length > 0 || doubt.options.length < 2)
        return offerOptions(talk, doubt.options);
      state.draft.day = only.day;
      return advance(talk);
    }
  }
}
