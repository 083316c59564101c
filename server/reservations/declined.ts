import type { Locale } from '../contract/words.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/**
 * The email to a guest whose request the restaurant could not accept. `message`: its own words for why, if there are
 * any; `bookUrl`: where to find another table.
 */
export function renderDeclined(facts: LetterFacts & { message: string | null; bookUrl: string }): Letter {
  const words = texts[facts.locale as Locale];
  const { name } = facts.restaurant;
  return layLetter(facts, {
    news: words.news(name),
    title: words.title,
    paragraphs: [words.sorry(name), ...(facts.message ? [facts.message] : []), words.another],
    button: { label: words.again, url: facts.bookUrl },
    reach: 'question',
  });
}

const texts = {
  fr: {
    news: (restaurant: string) => `${restaurant}${NBSP}: votre demande`,
    title: 'Nous ne pouvons pas vous recevoir',
    sorry: (restaurant: string) =>
      `Merci de votre demande chez ${restaurant}. Nous ne pouvons malheureusement pas l’accepter.`,
    another: 'Nous serions heureux de vous accueillir à un autre moment.',
    again: 'Choisir un autre moment',
  },
  en: {
    news: (restaurant: string) => `${restaurant}: your request`,
    title: 'We cannot welcome you this time',
    sorry: (restaurant: string) =>
      `Thank you for your request at ${restaurant}. Unfortunately we cannot accept it.`,
    another: 'We would be glad to welcome you at another time.',
    again: 'Choose another time',
  },
};
