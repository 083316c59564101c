import type { Locale } from '../contract/words.ts';
import { NBSP } from '../reservations/letter.ts';

/** All that is written to those who wait, a language a block. */

type Words = {
  greeting: (name: string) => string;
  joined: {
    title: string;
    news: (restaurant: string) => string;
    says: (restaurant: string) => string;
    note: string;
    button: string;
    sms: (restaurant: string, day: string) => string;
  };
  queued: {
    title: string;
    news: (restaurant: string) => string;
    says: (restaurant: string) => string;
    wait: (minutes: number) => string;
    unknown: string;
    sms: (restaurant: string) => string;
  };
  offer: {
    title: string;
    news: (restaurant: string) => string;
    says: (restaurant: string) => string;
    until: (time: string) => string;
    button: string;
    decline: string;
    sms: (restaurant: string, day: string, time: string, people: string, until: string) => string;
  };
  passed: {
    title: string;
    news: (restaurant: string) => string;
    says: (restaurant: string) => string;
    again: string;
    sms: (restaurant: string) => string;
  };
  ready: {
    title: string;
    news: (restaurant: string) => string;
    says: (restaurant: string) => string;
    button: string;
    sms: (restaurant: string) => string;
  };
  day: string;
  hours: string;
  between: (from: string, to: string) => string;
  time: string;
  party: string;
  area: string;
  until: string;
  ask: (phone: string) => string;
  why: (restaurant: string) => string;
};

export const texts: Record<Locale, Words> = {
  fr: {
    greeting: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    joined: {
      title: 'Vous êtes sur la liste d’attente',
      news: (restaurant) => `${restaurant}${NBSP}: liste d’attente`,
      says: (restaurant) =>
        `Nous avons bien noté que vous attendez une table chez ${restaurant}. Dès qu’une table se libère, nous la gardons pour vous et vous écrivons.`,
      note: 'Ce message n’est pas une réservation. Vous pouvez quitter la liste à tout moment.',
      button: 'Voir ma demande',
      sms: (restaurant, day) =>
        `${restaurant}${NBSP}: vous êtes sur la liste d’attente, ${day}. Nous vous écrivons dès qu’une table se libère.`,
    },
    queued: {
      title: 'Vous êtes dans la file d’attente',
      news: (restaurant) => `${restaurant}${NBSP}: votre place dans la file`,
      says: (restaurant) => `Vous attendez une table chez ${restaurant}.`,
      wait: (minutes) =>
        minutes === 0
          ? 'Une table devrait être prête dans un instant.'
          : `L’attente prévue est d’environ ${minutes}${NBSP}minutes.`,
      unknown: 'Nous ne pouvons pas encore vous promettre de table ce soir.',
      sms: (restaurant) => `${restaurant}${NBSP}: vous êtes dans la file. Votre place et l’attente${NBSP}:`,
    },
    offer: {
      title: 'Une table s’est libérée',
      news: (restaurant) => `${restaurant}${NBSP}: une table pour vous`,
      says: (restaurant) => `Une table s’est libérée chez ${restaurant}, et nous la gardons pour vous.`,
      until: (time) => `Répondez avant ${time}. Ensuite, nous la proposons à la personne suivante.`,
      button: 'Répondre',
      decline: 'Non merci',
      sms: (restaurant, day, time, people, until) =>
        `${restaurant}${NBSP}: une table pour ${people}, ${day} à ${time}. Gardée pour vous jusqu’à ${until}. Répondre${NBSP}:`,
    },
    passed: {
      title: 'La table a été proposée à quelqu’un d’autre',
      news: (restaurant) => `${restaurant}${NBSP}: la table n’est plus gardée`,
      says: (restaurant) =>
        `Sans réponse de votre part, la table que nous gardions pour vous chez ${restaurant} a été proposée à la personne suivante. Vous n’êtes plus sur la liste d’attente de ce jour.`,
      again: 'Choisir un autre moment',
      sms: (restaurant) =>
        `${restaurant}${NBSP}: la table n’est plus gardée pour vous. Choisir un autre moment${NBSP}:`,
    },
    ready: {
      title: 'Votre table est prête',
      news: (restaurant) => `${restaurant}${NBSP}: votre table est prête`,
      says: (restaurant) => `Votre table est prête chez ${restaurant}. Nous vous attendons à l’entrée.`,
      button: 'Voir ma place',
      sms: (restaurant) => `${restaurant}${NBSP}: votre table est prête. Nous vous attendons à l’entrée.`,
    },
    day: 'Date',
    hours: 'Heure souhaitée',
    between: (from, to) => (from === to ? from : `entre ${from} et ${to}`),
    time: 'Heure',
    party: 'Couverts',
    area: 'Espace',
    until: 'Gardée jusqu’à',
    ask: (phone) => `Une question${NBSP}? Appelez-nous au ${phone}.`,
    why: (restaurant) => `Vous recevez ce message parce que vous attendez une table chez ${restaurant}.`,
  },
  en: {
    greeting: (name) => (name ? `Dear ${name},` : 'Hello,'),
    joined: {
      title: 'You are on the waitlist',
      news: (restaurant) => `${restaurant}: waitlist`,
      says: (restaurant) =>
        `We have noted that you are waiting for a table at ${restaurant}. As soon as one becomes free, we keep it for you and write to you.`,
      note: 'This is not a reservation. You can leave the list at any time.',
      button: 'See my request',
      sms: (restaurant, day) =>
        `${restaurant}: you are on the waitlist, ${day}. We write to you as soon as a table becomes free.`,
    },
    queued: {
      title: 'You are in the queue',
      news: (restaurant) => `${restaurant}: your place in the queue`,
      says: (restaurant) => `You are waiting for a table at ${restaurant}.`,
      wait: (minutes) =>
        minutes === 0
          ? 'A table should be ready in a moment.'
          : `The wait is expected to be about ${minutes}${NBSP}minutes.`,
      unknown: 'We cannot promise you a table tonight yet.',
      sms: (restaurant) => `${restaurant}: you are in the queue. Your place and the wait:`,
    },
    offer: {
      title: 'A table has become free',
      news: (restaurant) => `${restaurant}: a table for you`,
      says: (restaurant) => `A table has become free at ${restaurant}, and we are keeping it for you.`,
      until: (time) => `Please reply before ${time}. After that we offer it to the next person.`,
      button: 'Reply',
      decline: 'No, thank you',
      sms: (restaurant, day, time, people, until) =>
        `${restaurant}: a table for ${people}, ${day} at ${time}. Kept for you until ${until}. Reply:`,
    },
    passed: {
      title: 'The table was offered to somebody else',
      news: (restaurant) => `${restaurant}: the table is no longer kept`,
      says: (restaurant) =>
        `As we did not hear from you, the table that we were keeping for you at ${restaurant} was offered to the next person. You are no longer on the waitlist of that day.`,
      again: 'Choose another time',
      sms: (restaurant) => `${restaurant}: the table is no longer kept for you. Choose another time:`,
    },
    ready: {
      title: 'Your table is ready',
      news: (restaurant) => `${restaurant}: your table is ready`,
      says: (restaurant) => `Your table is ready at ${restaurant}. We are expecting you at the entrance.`,
      button: 'See my place',
      sms: (restaurant) => `${restaurant}: your table is ready. We are expecting you at the entrance.`,
    },
    day: 'Date',
    hours: 'Time you asked for',
    between: (from, to) => (from === to ? from : `between ${from} and ${to}`),
    time: 'Time',
    party: 'Party',
    area: 'Area',
    until: 'Kept until',
    ask: (phone) => `A question? Call us on ${phone}.`,
    why: (restaurant) => `You are receiving this because you are waiting for a table at ${restaurant}.`,
  },
};
