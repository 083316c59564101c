import type { Locale } from '../contract/words.ts';
import type { OwnWords, Said } from '../messaging/wording.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/**
 * The email to a guest whose request the restaurant could not accept. `message`: what it said to this guest, if
 * anything; `bookUrl`: where to find another table; `said`: what it says to all of them in words of its own.
 */
export function renderDeclined(
  facts: LetterFacts & { message: string | null; bookUrl: string },
  said?: Said,
): Letter {
  return layLetter(facts, {
    kind: 'declined',
    own: declinedWords[facts.locale as Locale].declined,
    said,
    values: { word: facts.message ?? '' },
    button: { url: facts.bookUrl },
    reach: 'question',
  });
}

/** Our own words. */
export const declinedWords: OwnWords<'declined'> = {
  fr: {
    declined: {
      subject: `{restaurant}${NBSP}: votre demande, {day}, {time}`,
      title: 'Nous ne pouvons pas vous recevoir',
      body: '{greeting}\n\nMerci de votre demande chez {restaurant}. Nous ne pouvons malheureusement pas l’accepter.\n\n{word}\n\nNous serions heureux de vous accueillir à un autre moment.',
      button: 'Choisir un autre moment',
    },
  },
  en: {
    declined: {
      subject: '{restaurant}: your request, {day}, {time}',
      title: 'We cannot welcome you this time',
      body: '{greeting}\n\nThank you for your request at {restaurant}. Unfortunately we cannot accept it.\n\n{word}\n\nWe would be glad to welcome you at another time.',
      button: 'Choose another time',
    },
  },
};
