import type { Locale } from '../contract/words.ts';
import type { WordedKind } from '../messaging/contract.ts';
import { fill, type OwnLines, type Said, type Values } from '../messaging/wording.ts';
import type { WishedChange } from './contract.ts';
import { type LetterFacts, letterValues, NBSP } from './letter.ts';

/**
 * What a guest is told of their reservation in a line, for the chat in which they made it: the same as by email, and
 * the way to where it leads. `said`, in each: what the restaurant says in words of its own.
 */

/** Confirmed: the restaurant has accepted the request, or it stands again after all. */
export function confirmationLine(facts: LetterFacts, said?: Said): string {
  return layLine(facts, 'confirmation', said, facts.manageUrl);
}

/** It stands otherwise than they were last told. */
export function changedLine(facts: LetterFacts, said?: Said): string {
  return layLine(facts, 'changed', said, facts.manageUrl);
}

/** The restaurant has cancelled it. `message`: what it said to this guest; `bookUrl`: where to find another table. */
export function cancelledLine(
  facts: LetterFacts & { message: string | null; bookUrl: string },
  said?: Said,
): string {
  return layLine(facts, 'cancelled_by_house', said, facts.bookUrl, facts.message);
}

/** The restaurant could not accept the request. */
export function declinedLine(
  facts: LetterFacts & { message: string | null; bookUrl: string },
  said?: Said,
): string {
  return layLine(facts, 'declined', said, facts.bookUrl, facts.message);
}

/** What they wished instead cannot be; the reservation stands. */
export function wishDeclinedLine(facts: LetterFacts & { wished: WishedChange }): string {
  const { locale, wished, manageUrl } = facts;
  const own = wishDeclined[locale as Locale];
  return laid(own, { ...letterValues(facts), word: wished.message ?? '' }, locale as Locale, manageUrl);
}

function layLine(
  facts: LetterFacts,
  kind: keyof typeof bookingLines.fr & WordedKind,
  said: Said | undefined,
  url: string,
  word: string | null = null,
): string {
  const locale = facts.locale as Locale;
  const text = said?.(kind, 'sms')?.body ?? bookingLines[locale][kind];
  return laid(text, { ...letterValues(facts), word: word ?? '' }, locale, url);
}

/** What the staff said to this guest is never lost: it stands at the end where the text has no place for it. */
function laid(text: string, values: Values, locale: Locale, url: string): string {
  const whole = values.word && !text.includes('{word}') ? `${text} {word}` : text;
  return `${fill(whole, values, locale)} ${url}`;
}

/** Our own words. */
export const bookingLines: OwnLines<'confirmation' | 'changed' | 'cancelled_by_house' | 'declined'> = {
  fr: {
    confirmation: `{restaurant}${NBSP}: c’est confirmé, {day}, {time}, {party}. Nous nous réjouissons de vous accueillir. Votre réservation${NBSP}:`,
    changed: `{restaurant}${NBSP}: votre réservation est modifiée. La voici maintenant${NBSP}: {day}, {time}, {party}. Pour la voir${NBSP}:`,
    cancelled_by_house: `{restaurant}${NBSP}: nous avons dû annuler votre réservation, {day}, {time}, et nous en sommes désolés. {word} Pour une autre table${NBSP}:`,
    declined: `{restaurant}${NBSP}: merci de votre demande, {day}, {time}, {party}. Nous ne pouvons malheureusement pas l’accepter. {word} Pour un autre moment${NBSP}:`,
  },
  en: {
    confirmation:
      '{restaurant}: confirmed, {day}, {time}, {party}. We look forward to welcoming you. Your reservation:',
    changed:
      '{restaurant}: your reservation has changed. This is it now: {day}, {time}, {party}. You can see it here:',
    cancelled_by_house:
      '{restaurant}: we had to cancel your reservation, {day}, {time}, and we are sorry. {word} For another table:',
    declined:
      '{restaurant}: thank you for your request, {day}, {time}, {party}. Unfortunately we cannot accept it. {word} For another time:',
  },
};

/** A restaurant's words for a first request would say that there is no table. */
const wishDeclined: Record<Locale, string> = {
  fr: `{restaurant}${NBSP}: nous ne pouvons malheureusement pas faire le changement demandé. {word} Votre réservation reste à vous, telle qu’elle était${NBSP}:`,
  en: '{restaurant}: unfortunately we cannot make the change that you ask for. {word} Your reservation stays yours, as it was:',
};
