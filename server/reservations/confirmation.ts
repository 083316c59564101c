import type { Locale } from '../contract/words.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/** What a confirmation tells. */
export type ConfirmationFacts = LetterFacts;

/**
 * The email that a guest gets for a reservation, in their language: confirmed, or received as a request when
 * the restaurant decides later.
 */
export function renderConfirmation(facts: ConfirmationFacts): Letter {
  const words = texts[facts.locale as Locale];
  const { name } = facts.restaurant;
  const received = facts.status === 'requested';
  return layLetter(facts, {
    news: received ? words.receivedBy(name) : words.confirmedBy(name),
    title: received ? words.received : words.confirmed,
    paragraphs: [received ? words.willAnswer(name) : words.expects(name)],
    button: { label: words.manage, url: facts.manageUrl },
    links: [{ label: words.calendar, url: facts.calendarUrl }],
  });
}

const texts = {
  fr: {
    confirmed: 'Votre réservation est confirmée',
    received: 'Votre demande est bien arrivée',
    confirmedBy: (restaurant: string) => `${restaurant}${NBSP}: réservation confirmée`,
    receivedBy: (restaurant: string) => `${restaurant}${NBSP}: demande de réservation reçue`,
    expects: (restaurant: string) => `Nous serons heureux de vous accueillir chez ${restaurant}.`,
    willAnswer: (restaurant: string) =>
      `Vous avez demandé une table chez ${restaurant}. Nous vous répondons dès que possible${NBSP}; la table est à vous une fois la réservation confirmée.`,
    manage: 'Voir, modifier ou annuler ma réservation',
    calendar: 'Ajouter à mon agenda',
  },
  en: {
    confirmed: 'Your reservation is confirmed',
    received: 'We have received your request',
    confirmedBy: (restaurant: string) => `${restaurant}: reservation confirmed`,
    receivedBy: (restaurant: string) => `${restaurant}: reservation request received`,
    expects: (restaurant: string) => `We look forward to welcoming you at ${restaurant}.`,
    willAnswer: (restaurant: string) =>
      `You asked for a table at ${restaurant}. We will reply as soon as we can; the table is yours once we have confirmed it.`,
    manage: 'See, change or cancel my reservation',
    calendar: 'Add to my calendar',
  },
};
