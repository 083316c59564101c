import type { Locale } from '../contract/words.ts';
import { asSms } from '../messaging/segments.ts';
import { fill, type Said } from '../messaging/wording.ts';
import { type Letter, type LetterFacts, layLetter, letterValues } from './letter.ts';
import { newsLines, newsWords } from './newsWords.ts';

/**
 * The emails that a guest gets after the confirmation: changed, cancelled, the reminder, and thanks for the visit.
 * `said`, in each: what the restaurant says in words of its own.
 */

/** It stands otherwise than they were last told. */
export function renderChanged(facts: LetterFacts, said?: Said): Letter {
  const locale = facts.locale as Locale;
  return layLetter(facts, {
    kind: 'changed',
    own: newsWords[locale].changed,
    said,
    button: { url: facts.manageUrl },
    links: [{ label: labels[locale].calendar, url: facts.calendarUrl }],
  });
}

/**
 * It is cancelled, as they asked or by the restaurant. `message`: what the restaurant said to this guest, if anything;
 * `bookUrl`: where to find another table.
 */
export function renderCancelled(
  facts: LetterFacts & { cancelledBy: 'guest' | 'staff'; message: string | null; bookUrl: string },
  said?: Said,
): Letter {
  const kind = facts.cancelledBy === 'guest' ? 'cancelled_by_guest' : 'cancelled_by_house';
  return layLetter(facts, {
    kind,
    own: newsWords[facts.locale as Locale][kind],
    said,
    values: { word: facts.message ?? '' },
    button: { url: facts.bookUrl },
    reach: 'question',
  });
}

/** What a reminder tells besides. `inDays`: the day of service, counted from the day on which it is written. */
export type ReminderFacts = LetterFacts & { coming: boolean; inDays: number };

/** It is tomorrow, or soon. Its links lead to the page of the reservation, each to what it names. */
export function renderReminder(facts: ReminderFacts, said?: Said): Letter {
  const locale = facts.locale as Locale;
  const { manageUrl, coming } = facts;
  const { manage, change, cancel } = labels[locale];
  return layLetter(facts, {
    kind: 'reminder',
    own: newsWords[locale].reminder,
    said,
    values: reminderValues(facts),
    button: coming ? { label: manage, url: manageUrl } : { url: `${manageUrl}#coming` },
    links: [
      { label: change, url: `${manageUrl}#change` },
      { label: cancel, url: `${manageUrl}#cancel` },
    ],
  });
}

/**
 * The same in a line, for SMS and chats, and the way to the reservation's page, which asks whether they come. With
 * what a phone's keyboard has: spaces that do not break make each SMS hold half as much.
 */
export function renderReminderText(facts: ReminderFacts, said?: Said): string {
  const locale = facts.locale as Locale;
  const text = said?.('reminder', 'sms')?.body ?? newsLines[locale].reminder;
  const values = { ...letterValues(facts), ...reminderValues(facts) };
  return asSms(`${fill(text, values, locale)} ${facts.manageUrl}`);
}

function reminderValues({ locale, coming, inDays }: ReminderFacts) {
  const { until, tellUs, youTold, toChange, toConfirm } = labels[locale as Locale];
  const { soon, see_you } = until[inDays <= 0 ? 'today' : inDays === 1 ? 'tomorrow' : 'soon'];
  return { soon, see_you, coming: coming ? youTold : tellUs, act: coming ? toChange : toConfirm };
}

/** Thanks for the visit: a word, and nothing to buy or to book. */
export function renderThanks(facts: LetterFacts, said?: Said): Letter {
  return layLetter(facts, {
    kind: 'thanks',
    own: newsWords[facts.locale as Locale].thanks,
    said,
    button: { url: facts.manageUrl },
    reach: 'question',
  });
}

/** What is never said otherwise: the names of the links, and what stands for a name in braces. */
const labels = {
  fr: {
    until: {
      today: { soon: 'aujourd’hui', see_you: 'à tout à l’heure' },
      tomorrow: { soon: 'demain', see_you: 'à demain' },
      soon: { soon: 'bientôt', see_you: 'à bientôt' },
    },
    tellUs: 'Dites-nous d’un geste que vous venez\u00a0: cela nous aide à préparer votre table.',
    youTold: 'Vous nous avez dit que vous venez, merci.',
    toConfirm: 'confirmer, modifier ou annuler',
    toChange: 'modifier ou annuler',
    change: 'Modifier ma réservation',
    cancel: 'Annuler ma réservation',
    manage: 'Voir ma réservation',
    calendar: 'Mettre à jour mon agenda',
  },
  en: {
    until: {
      today: { soon: 'today', see_you: 'see you today' },
      tomorrow: { soon: 'tomorrow', see_you: 'see you tomorrow' },
      soon: { soon: 'soon', see_you: 'see you soon' },
    },
    tellUs: 'A tap to say that you are coming helps us to prepare your table.',
    youTold: 'You have told us that you are coming, thank you.',
    toConfirm: 'confirm, change or cancel',
    toChange: 'change or cancel',
    change: 'Change my reservation',
    cancel: 'Cancel my reservation',
    manage: 'See my reservation',
    calendar: 'Update my calendar',
  },
};
