/** The words of the page of one wait, in both languages: the page is small and its language known late. */
import type { Locale } from '../../server/contract/words.ts';
import type { Standing, Trouble } from '../wait.ts';

type Words = {
  title: string;
  standing: Record<Standing, string>;
  /** What that means for the guest. */
  meaning: Record<Standing, string>;
  between: (from: string, to: string) => string;
  position: (place: number) => string;
  minutes: (minutes: number) => string;
  noTable: string;
  kept: string;
  until: (time: string) => string;
  accept: string;
  decline: string;
  leave: string;
  sure: { decline: string; leave: string };
  after: { decline: string; leave: string };
  yes: { decline: string; leave: string };
  no: { decline: string; leave: string };
  working: string;
  name: string;
  remark: string;
  phone: string;
  reference: string;
  booking: string;
  bookAgain: string;
  instead: string;
  again: string;
  live: string;
  trouble: Record<Trouble, [what: string, then: string]>;
};

export const words: Record<Locale, Words> = {
  fr: {
    title: 'Votre attente',
    standing: {
      waiting: 'Sur la liste d’attente',
      offered: 'Une table pour vous',
      taken: 'Table réservée',
      asked: 'Demande envoyée',
      passed: 'Proposée à quelqu’un d’autre',
      over: 'Terminée',
      left: 'Liste quittée',
      withdrawn: 'Retirée de la liste',
      queued: 'En attente',
      ready: 'Table prête',
      seated: 'À table',
    },
    meaning: {
      waiting:
        'Rien n’est libre pour l’instant. Dès qu’une table se libère, nous la gardons pour vous et vous écrivons.',
      offered: 'Cette table s’est libérée. Elle est à vous si vous répondez à temps.',
      taken: 'La table est à vous. La confirmation est en route.',
      asked: 'Votre réponse est arrivée. Le restaurant doit encore accepter, et vous écrit.',
      passed: 'La table que nous gardions pour vous a été proposée à la personne suivante.',
      over: 'L’heure que vous attendiez est passée sans qu’une table se libère.',
      left: 'Vous n’attendez plus de table pour ce jour.',
      withdrawn: 'Le restaurant a clos cette attente. Pour toute question, appelez-le.',
      queued: 'Nous vous appelons dès que votre table est prête. Cette page se met à jour d’elle-même.',
      ready: 'Votre table est prête. Nous vous attendons à l’entrée.',
      seated: 'Bonne table, et merci de votre patience.',
    },
    between: (from, to) => (from === to ? `à ${from}` : `entre ${from} et ${to}`),
    position: (place) => (place === 1 ? 'Vous êtes les prochains' : `${place}e dans la file`),
    minutes: (minutes) => (minutes === 0 ? 'Dans un instant' : `Environ ${minutes}\u00a0minutes d’attente`),
    noTable: 'Nous ne pouvons pas encore vous promettre de table ce soir.',
    kept: 'Gardée pour vous encore',
    until: (time) => `jusqu’à ${time}`,
    accept: 'Oui, je prends cette table',
    decline: 'Non merci',
    leave: 'Quitter la liste',
    sure: { decline: 'Laisser cette table ?', leave: 'Ne plus attendre ?' },
    after: {
      decline:
        'Elle sera proposée tout de suite à la personne suivante, et vous quitterez la liste de ce jour.',
      leave: 'Votre place ira à la personne suivante.',
    },
    yes: { decline: 'Oui, la laisser', leave: 'Oui, quitter la liste' },
    no: { decline: 'Non, revenir', leave: 'Non, rester' },
    working: 'Un instant…',
    name: 'Au nom de',
    remark: 'Votre message',
    phone: 'Téléphone',
    reference: 'Référence',
    booking: 'Voir ma réservation',
    bookAgain: 'Réserver une autre table',
    instead: 'Encore libre :',
    again: 'Réessayer',
    live: 'Mis à jour toutes les 15 secondes',
    trouble: {
      missing: [
        'Attente introuvable',
        'Ce lien est incomplet, ou l’attente n’existe plus. Ouvrez-le depuis votre message.',
      ],
      expired: ['Ce lien n’est plus valable', 'Ce jour est passé depuis longtemps.'],
      offline: ['La connexion est coupée', 'Rien n’a été changé. Réessayez quand elle sera revenue.'],
      slow: ['Le serveur met trop de temps à répondre', 'Vous pouvez réessayer sans crainte.'],
      broken: ['La connexion a été interrompue', 'Vous pouvez réessayer sans crainte.'],
      busy: ['Beaucoup de demandes en ce moment', 'Réessayez dans une minute.'],
      over: ['Le délai est passé', 'La table n’est plus gardée pour vous.'],
      changed: ['La situation a changé entre-temps', 'Voici où vous en êtes maintenant.'],
    },
  },
  en: {
    title: 'Your wait',
    standing: {
      waiting: 'On the waitlist',
      offered: 'A table for you',
      taken: 'Table booked',
      asked: 'Request sent',
      passed: 'Offered to somebody else',
      over: 'Over',
      left: 'You left the list',
      withdrawn: 'Taken off the list',
      queued: 'Waiting',
      ready: 'Table ready',
      seated: 'At your table',
    },
    meaning: {
      waiting:
        'Nothing is free at the moment. As soon as a table becomes free, we keep it for you and write to you.',
      offered: 'This table has become free. It is yours if you answer in time.',
      taken: 'The table is yours. The confirmation is on its way.',
      asked: 'We have your answer. The restaurant has yet to accept, and writes to you.',
      passed: 'The table that we were keeping for you was offered to the next person.',
      over: 'The time you were waiting for has passed without a table becoming free.',
      left: 'You are no longer waiting for a table on this day.',
      withdrawn: 'The restaurant has closed this wait. For any question, please call.',
      queued: 'We call you as soon as your table is ready. This page updates by itself.',
      ready: 'Your table is ready. We are expecting you at the entrance.',
      seated: 'Enjoy your meal, and thank you for your patience.',
    },
    between: (from, to) => (from === to ? `at ${from}` : `between ${from} and ${to}`),
    position: (place) => (place === 1 ? 'You are next' : `Number ${place} in the queue`),
    minutes: (minutes) => (minutes === 0 ? 'In a moment' : `About ${minutes}\u00a0minutes to wait`),
    noTable: 'We cannot promise you a table tonight yet.',
    kept: 'Kept for you for another',
    until: (time) => `until ${time}`,
    accept: 'Yes, I take this table',
    decline: 'No, thank you',
    leave: 'Leave the list',
    sure: { decline: 'Let this table go?', leave: 'Stop waiting?' },
    after: {
      decline: 'It is offered to the next person at once, and you leave the list of this day.',
      leave: 'Your place goes to the next person.',
    },
    yes: { decline: 'Yes, let it go', leave: 'Yes, leave the list' },
    no: { decline: 'No, go back', leave: 'No, stay' },
    working: 'One moment…',
    name: 'In the name of',
    remark: 'Your message',
    phone: 'Phone',
    reference: 'Reference',
    booking: 'See my booking',
    bookAgain: 'Book another table',
    instead: 'Still free:',
    again: 'Try again',
    live: 'Updated every 15 seconds',
    trouble: {
      missing: [
        'Wait not found',
        'This link is incomplete, or the wait no longer exists. Open it from your message.',
      ],
      expired: ['This link is no longer valid', 'That day is long past.'],
      offline: ['You are offline', 'Nothing has changed. Try again when you are back online.'],
      slow: ['The server is taking too long to answer', 'It is safe to try again.'],
      broken: ['The connection was interrupted', 'It is safe to try again.'],
      busy: ['There are many requests right now', 'Try again in a minute.'],
      over: ['The time to answer is over', 'The table is no longer kept for you.'],
      changed: ['Something has changed meanwhile', 'This is where you stand now.'],
    },
  },
};
