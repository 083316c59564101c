import type { Locale } from '../contract/words.ts';
import type { WordedKind } from '../messaging/contract.ts';
import type { OwnLines, OwnWords } from '../messaging/wording.ts';
import { NBSP } from '../reservations/letter.ts';

/** All that is written to those who wait, a language a block. */

export type WaitKind = Extract<
  WordedKind,
  'waitlist_joined' | 'waitlist_offer' | 'waitlist_passed' | 'queue_joined' | 'table_ready'
>;

type Labels = {
  greeting: (name: string) => string;
  wait: (minutes: number | null) => string;
  day: string;
  hours: string;
  between: (from: string, to: string) => string;
  time: string;
  party: string;
  area: string;
  ask: (phone: string) => string;
  why: (restaurant: string) => string;
};

/** What is never said otherwise. */
export const labels: Record<Locale, Labels> = {
  fr: {
    greeting: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    wait: (minutes) => {
      if (minutes === null) return 'Nous ne pouvons pas encore vous promettre de table ce soir.';
      if (minutes === 0) return 'Une table devrait être prête dans un instant.';
      return `L’attente prévue est d’environ ${minutes}${NBSP}minutes.`;
    },
    day: 'Date',
    hours: 'Heure souhaitée',
    between: (from, to) => (from === to ? from : `entre ${from} et ${to}`),
    time: 'Heure',
    party: 'Couverts',
    area: 'Espace',
    ask: (phone) => `Une question${NBSP}? Appelez-nous au ${phone}.`,
    why: (restaurant) => `Vous recevez ce message parce que vous attendez une table chez ${restaurant}.`,
  },
  en: {
    greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
    wait: (minutes) => {
      if (minutes === null) return 'We cannot promise you a table tonight yet.';
      if (minutes === 0) return 'A table should be ready in a moment.';
      return `The wait is expected to be about ${minutes}${NBSP}minutes.`;
    },
    day: 'Date',
    hours: 'Time you asked for',
    between: (from, to) => (from === to ? from : `between ${from} and ${to}`),
    time: 'Time',
    party: 'Party',
    area: 'Area',
    ask: (phone) => `A question? Call us on ${phone}.`,
    why: (restaurant) => `You are receiving this because you are waiting for a table at ${restaurant}.`,
  },
};

/** Our own words in emails. */
export const waitWords: OwnWords<WaitKind> = {
  fr: {
    waitlist_joined: {
      subject: `{restaurant}${NBSP}: liste d’attente, {day}`,
      title: 'Vous êtes sur la liste d’attente',
      body: '{greeting}\n\nNous avons bien noté que vous attendez une table chez {restaurant}. Dès qu’une table se libère, nous la gardons pour vous et vous écrivons.\n\nCe message n’est pas une réservation. Vous pouvez quitter la liste à tout moment.',
      button: 'Voir ma demande',
    },
    queue_joined: {
      subject: `{restaurant}${NBSP}: votre place dans la file, {day}`,
      title: 'Vous êtes dans la file d’attente',
      body: '{greeting}\n\nVous attendez une table chez {restaurant}.\n\n{wait}',
      button: 'Voir ma place',
    },
    waitlist_offer: {
      subject: `{restaurant}${NBSP}: une table pour vous, {day}`,
      title: 'Une table s’est libérée',
      body: '{greeting}\n\nUne table s’est libérée chez {restaurant}, et nous la gardons pour vous.\n\nRépondez avant {kept_until}. Ensuite, nous la proposons à la personne suivante.',
      button: 'Répondre',
    },
    waitlist_passed: {
      subject: `{restaurant}${NBSP}: la table n’est plus gardée, {day}`,
      title: 'La table a été proposée à quelqu’un d’autre',
      body: '{greeting}\n\nSans réponse de votre part, la table que nous gardions pour vous chez {restaurant} a été proposée à la personne suivante. Vous n’êtes plus sur la liste d’attente de ce jour.',
      button: 'Choisir un autre moment',
    },
    table_ready: {
      subject: `{restaurant}${NBSP}: votre table est prête, {day}`,
      title: 'Votre table est prête',
      body: '{greeting}\n\nVotre table est prête chez {restaurant}. Nous vous attendons à l’entrée.',
      button: 'Voir ma place',
    },
  },
  en: {
    waitlist_joined: {
      subject: '{restaurant}: waitlist, {day}',
      title: 'You are on the waitlist',
      body: '{greeting}\n\nWe have noted that you are waiting for a table at {restaurant}. As soon as one becomes free, we keep it for you and write to you.\n\nThis is not a reservation. You can leave the list at any time.',
      button: 'See my request',
    },
    queue_joined: {
      subject: '{restaurant}: your place in the queue, {day}',
      title: 'You are in the queue',
      body: '{greeting}\n\nYou are waiting for a table at {restaurant}.\n\n{wait}',
      button: 'See my place',
    },
    waitlist_offer: {
      subject: '{restaurant}: a table for you, {day}',
      title: 'A table has become free',
      body: '{greeting}\n\nA table has become free at {restaurant}, and we are keeping it for you.\n\nPlease reply before {kept_until}. After that we offer it to the next person.',
      button: 'Reply',
    },
    waitlist_passed: {
      subject: '{restaurant}: the table is no longer kept, {day}',
      title: 'The table was offered to somebody else',
      body: '{greeting}\n\nAs we did not hear from you, the table that we were keeping for you at {restaurant} was offered to the next person. You are no longer on the waitlist of that day.',
      button: 'Choose another time',
    },
    table_ready: {
      subject: '{restaurant}: your table is ready, {day}',
      title: 'Your table is ready',
      body: '{greeting}\n\nYour table is ready at {restaurant}. We are expecting you at the entrance.',
      button: 'See my place',
    },
  },
};

/** The same in a line, for SMS and chats; the way to the page follows it. */
export const waitLines: OwnLines<WaitKind> = {
  fr: {
    waitlist_joined: `{restaurant}${NBSP}: vous êtes sur la liste d’attente, {day}. Nous vous écrivons dès qu’une table se libère.`,
    queue_joined: `{restaurant}${NBSP}: vous êtes dans la file. Votre place et l’attente${NBSP}:`,
    waitlist_offer: `{restaurant}${NBSP}: une table pour {party}, {day} à {time}. Gardée pour vous jusqu’à {kept_until}. Répondre${NBSP}:`,
    waitlist_passed: `{restaurant}${NBSP}: la table n’est plus gardée pour vous. Choisir un autre moment${NBSP}:`,
    table_ready: `{restaurant}${NBSP}: votre table est prête. Nous vous attendons à l’entrée.`,
  },
  en: {
    waitlist_joined:
      '{restaurant}: you are on the waitlist, {day}. We write to you as soon as a table becomes free.',
    queue_joined: '{restaurant}: you are in the queue. Your place and the wait:',
    waitlist_offer:
      '{restaurant}: a table for {party}, {day} at {time}. Kept for you until {kept_until}. Reply:',
    waitlist_passed: '{restaurant}: the table is no longer kept for you. Choose another time:',
    table_ready: '{restaurant}: your table is ready. We are expecting you at the entrance.',
  },
};
