import type { Locale } from '../contract/words.ts';
import type { OwnWords, Said } from '../messaging/wording.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/** What a confirmation tells. */
export type ConfirmationFacts = LetterFacts;

/**
 * The email that a guest gets for a reservation, in their language: confirmed, or received as a request when
 * the restaurant decides later. `said`: what the restaurant says in words of its own.
 */
export function renderConfirmation(facts: ConfirmationFacts, said?: Said): Letter {
  const locale = facts.locale as Locale;
  const kind = facts.status === 'requested' ? 'received' : 'confirmation';
  return layLetter(facts, {
    kind,
    own: confirmationWords[locale][kind],
    said,
    button: { url: facts.manageUrl },
    links: [{ label: calendar[locale], url: facts.calendarUrl }],
  });
}

const calendar: Record<Locale, string> = { fr: 'Ajouter à mon agenda', en: 'Add to my calendar' };

/** Our own words. */
export const confirmationWords: OwnWords<'received' | 'confirmation'> = {
  fr: {
    confirmation: {
      subject: `{restaurant}${NBSP}: réservation confirmée, {day}, {time}`,
      title: 'Votre réservation est confirmée',
      body: '{greeting}\n\nNous serons heureux de vous accueillir chez {restaurant}.',
      button: 'Voir, modifier ou annuler ma réservation',
    },
    received: {
      subject: `{restaurant}${NBSP}: demande de réservation reçue, {day}, {time}`,
      title: 'Votre demande est bien arrivée',
      body: `{greeting}\n\nVous avez demandé une table chez {restaurant}. Nous vous répondons dès que possible${NBSP}; la table est à vous une fois la réservation confirmée.`,
      button: 'Voir, modifier ou annuler ma réservation',
    },
  },
  en: {
    confirmation: {
      subject: '{restaurant}: reservation confirmed, {day}, {time}',
      title: 'Your reservation is confirmed',
      body: '{greeting}\n\nWe look forward to welcoming you at {restaurant}.',
      button: 'See, change or cancel my reservation',
    },
    received: {
      subject: '{restaurant}: reservation request received, {day}, {time}',
      title: 'We have received your request',
      body: '{greeting}\n\nYou asked for a table at {restaurant}. We will reply as soon as we can; the table is yours once we have confirmed it.',
      button: 'See, change or cancel my reservation',
    },
  },
};
