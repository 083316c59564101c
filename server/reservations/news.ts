import type { Locale } from '../contract/words.ts';
import { type Letter, type LetterFacts, layLetter, NBSP } from './letter.ts';

/** The emails that a guest gets after the confirmation: changed, cancelled, the reminder, and thanks for the visit. */

/** It stands otherwise than they were last told. */
export function renderChanged(facts: LetterFacts): Letter {
  const words = texts[facts.locale as Locale];
  return layLetter(facts, {
    news: words.changedAt(facts.restaurant.name),
    title: words.changed,
    paragraphs: [words.asItStands(facts.restaurant.name)],
    button: { label: words.manage, url: facts.manageUrl },
    links: [{ label: words.calendar, url: facts.calendarUrl }],
  });
}

/**
 * It is cancelled, as they asked or by the restaurant. `message`: the restaurant's own words for why, if there are
 * any; `bookUrl`: where to find another table.
 */
export function renderCancelled(
  facts: LetterFacts & { cancelledBy: 'guest' | 'staff'; message: string | null; bookUrl: string },
): Letter {
  const words = texts[facts.locale as Locale];
  const { name } = facts.restaurant;
  return layLetter(facts, {
    news: words.cancelledAt(name),
    title: words.cancelled,
    paragraphs: [
      facts.cancelledBy === 'guest' ? words.asYouAsked(name) : words.weHadTo(name),
      ...(facts.message ? [facts.message] : []),
    ],
    button: { label: words.again, url: facts.bookUrl },
    reach: 'question',
  });
}

/** What a reminder tells besides. `inDays`: the day of service, counted from the day on which it is written. */
export type ReminderFacts = LetterFacts & { coming: boolean; inDays: number };

/** It is tomorrow, or soon. Its links lead to the page of the reservation, each to what it names. */
export function renderReminder(facts: ReminderFacts): Letter {
  const words = texts[facts.locale as Locale];
  const { manageUrl, restaurant, coming, inDays } = facts;
  const soon = inDays <= 0 ? 'today' : inDays === 1 ? 'tomorrow' : 'soon';
  const others = [
    { label: words.change, url: `${manageUrl}#change` },
    { label: words.cancel, url: `${manageUrl}#cancel` },
  ];
  return layLetter(facts, {
    news: words.until[soon].at(restaurant.name),
    title: words.until[soon].title,
    paragraphs: [`${words.until[soon].expects(restaurant.name)} ${coming ? words.youTold : words.tellUs}`],
    button: coming
      ? { label: words.manage, url: manageUrl }
      : { label: words.coming, url: `${manageUrl}#coming` },
    links: others,
  });
}

/**
 * The same by SMS, for those who left no address: one line and the way to the reservation's page, which asks
 * whether they come. Plain spaces, since one that does not break makes each SMS hold half as much.
 */
export function renderReminderText(facts: ReminderFacts): string {
  const words = texts[facts.locale as Locale];
  const says = `${renderReminder(facts).subject}. ${facts.coming ? words.toChange : words.toConfirm}`;
  return `${says} ${facts.manageUrl}`.replaceAll(NBSP, ' ');
}

/** Thanks for the visit: a word, and nothing to buy or to book. */
export function renderThanks(facts: LetterFacts): Letter {
  const words = texts[facts.locale as Locale];
  const { name } = facts.restaurant;
  return layLetter(facts, {
    news: words.thanksFrom(name),
    title: words.thanks,
    paragraphs: [words.hoped(name), words.tellUsMore],
    button: { label: words.manage, url: facts.manageUrl },
    reach: 'question',
  });
}

const texts = {
  fr: {
    changedAt: (restaurant: string) => `${restaurant}${NBSP}: réservation modifiée`,
    changed: 'Votre réservation est modifiée',
    asItStands: (restaurant: string) =>
      `Voici votre réservation chez ${restaurant}, telle qu’elle est maintenant.`,
    cancelledAt: (restaurant: string) => `${restaurant}${NBSP}: réservation annulée`,
    cancelled: 'Votre réservation est annulée',
    asYouAsked: (restaurant: string) =>
      `Votre réservation chez ${restaurant} est annulée, comme vous l’avez demandé. Au plaisir de vous accueillir une autre fois.`,
    weHadTo: (restaurant: string) =>
      `Nous avons dû annuler votre réservation chez ${restaurant}, et nous en sommes désolés. Nous serions heureux de vous accueillir une autre fois.`,
    again: 'Réserver une autre table',
    until: {
      today: {
        at: (restaurant: string) => `${restaurant}${NBSP}: à tout à l’heure`,
        title: 'À tout à l’heure',
        expects: (restaurant: string) => `Nous vous attendons aujourd’hui chez ${restaurant}.`,
      },
      tomorrow: {
        at: (restaurant: string) => `${restaurant}${NBSP}: à demain`,
        title: 'À demain',
        expects: (restaurant: string) => `Nous vous attendons demain chez ${restaurant}.`,
      },
      soon: {
        at: (restaurant: string) => `${restaurant}${NBSP}: à bientôt`,
        title: 'À bientôt',
        expects: (restaurant: string) => `Nous vous attendons bientôt chez ${restaurant}.`,
      },
    },
    tellUs: `Dites-nous d’un geste que vous venez${NBSP}: cela nous aide à préparer votre table.`,
    youTold: 'Vous nous avez dit que vous venez, merci.',
    thanksFrom: (restaurant: string) => `${restaurant}${NBSP}: merci de votre visite`,
    thanks: 'Merci de votre visite',
    hoped: (restaurant: string) =>
      `Merci d’être venus chez ${restaurant}. Nous espérons que vous avez passé un bon moment à notre table.`,
    tellUsMore: `Quelque chose vous a manqué, ou vous a plu${NBSP}? Nous le lirons ou l’entendrons avec attention.`,
    coming: 'Je confirme ma venue',
    toConfirm: `Confirmer, modifier ou annuler${NBSP}:`,
    toChange: `Modifier ou annuler${NBSP}:`,
    change: 'Modifier ma réservation',
    cancel: 'Annuler ma réservation',
    manage: 'Voir ma réservation',
    calendar: 'Mettre à jour mon agenda',
  },
  en: {
    changedAt: (restaurant: string) => `${restaurant}: reservation changed`,
    changed: 'Your reservation has changed',
    asItStands: (restaurant: string) => `This is your reservation at ${restaurant} as it now stands.`,
    cancelledAt: (restaurant: string) => `${restaurant}: reservation cancelled`,
    cancelled: 'Your reservation is cancelled',
    asYouAsked: (restaurant: string) =>
      `Your reservation at ${restaurant} is cancelled, as you asked. We hope to welcome you another time.`,
    weHadTo: (restaurant: string) =>
      `We had to cancel your reservation at ${restaurant}, and we are sorry. We would be glad to welcome you another time.`,
    again: 'Book another table',
    until: {
      today: {
        at: (restaurant: string) => `${restaurant}: see you today`,
        title: 'See you today',
        expects: (restaurant: string) => `We are expecting you at ${restaurant} today.`,
      },
      tomorrow: {
        at: (restaurant: string) => `${restaurant}: see you tomorrow`,
        title: 'See you tomorrow',
        expects: (restaurant: string) => `We are expecting you at ${restaurant} tomorrow.`,
      },
      soon: {
        at: (restaurant: string) => `${restaurant}: see you soon`,
        title: 'See you soon',
        expects: (restaurant: string) => `We are expecting you at ${restaurant} soon.`,
      },
    },
    tellUs: 'A tap to say that you are coming helps us to prepare your table.',
    youTold: 'You have told us that you are coming, thank you.',
    thanksFrom: (restaurant: string) => `${restaurant}: thank you for your visit`,
    thanks: 'Thank you for your visit',
    hoped: (restaurant: string) =>
      `Thank you for coming to ${restaurant}. We hope that you enjoyed your time at our table.`,
    tellUsMore: 'Was something missing, or did something please you? We would be glad to hear of it.',
    coming: 'I am coming',
    toConfirm: 'Confirm, change or cancel:',
    toChange: 'Change or cancel:',
    change: 'Change my reservation',
    cancel: 'Cancel my reservation',
    manage: 'See my reservation',
    calendar: 'Update my calendar',
  },
};
