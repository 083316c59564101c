/** The words of the page of one reservation, in both languages: the page is small and its language known late. */
import type { Locale } from '../../server/contract/words.ts';
import type { Shown, Standing, Trouble } from '../reservation.ts';

type Words = {
  title: string;
  standing: Record<Standing, string>;
  /** What that means for the guest, where the word alone does not say it. */
  meaning: Partial<Record<Standing, string>>;
  done: Record<NonNullable<Shown['done']>, string>;
  at: string;
  name: string;
  reference: string;
  address: string;
  phone: string;
  remark: string;
  map: string;
  calendar: string;
  cancel: string;
  sure: string;
  why: string;
  optional: string;
  yes: string;
  working: string;
  no: string;
  change: string;
  changing: string;
  choose: string;
  now: string;
  before: string;
  review: string;
  untilThen: string;
  /** The restaurant is to be asked for the change. */
  toAsk: [what: string, then: string];
  doAsk: string;
  askingNow: string;
  /** What the guest asked for, and how that stands. */
  wished: {
    waiting: string;
    declined: string;
    what: string;
    until: string;
    still: string;
    withdraw: string;
    withdrawing: string;
  };
  doChange: string;
  changingNow: string;
  keep: string;
  keepAll: string;
  lost: (time: string) => string;
  stillYours: string;
  addRemark: string;
  editRemark: string;
  come: string;
  coming: string;
  /** What the restaurant wants to be called for, and under which number, if it has one. */
  call: (what: 'both' | 'change' | 'cancel', number: string | null) => string;
  bookAgain: string;
  again: string;
  trouble: Record<Trouble, [what: string, then: string]>;
};

export const words: Record<Locale, Words> = {
  fr: {
    title: 'Votre réservation',
    standing: {
      on: 'Confirmée',
      asked: 'En attente de réponse',
      here: 'En cours',
      past: 'Passée',
      finished: 'Terminée',
      missed: 'Non honorée',
      cancelled: 'Annulée',
      declined: 'Non acceptée',
      expired: 'Restée sans réponse',
    },
    meaning: {
      asked: 'Le restaurant doit encore accepter votre demande.',
      finished: 'Merci de votre visite.',
      missed: 'La table n’a pas été occupée. Si c’est une erreur, appelez le restaurant.',
      cancelled: 'Cette réservation ne tient plus.',
      declined: 'Le restaurant n’a pas pu accepter votre demande.',
      expired: 'Le restaurant n’a pas répondu à temps : aucune table n’est réservée.',
    },
    done: {
      changed: 'C’est changé. Le restaurant est prévenu.',
      asked: 'Votre demande est envoyée. Le restaurant vous répond bientôt.',
      withdrawn: 'Votre demande est retirée. Votre réservation n’a pas bougé.',
      coming: 'Merci, le restaurant sait que vous venez.',
      cancelled: 'Votre table est rendue. Le restaurant est prévenu.',
    },
    at: 'Chez',
    name: 'Au nom de',
    reference: 'Référence',
    address: 'Adresse',
    phone: 'Téléphone',
    remark: 'Votre message',
    map: 'Voir le plan',
    calendar: 'Ajouter à l’agenda',
    cancel: 'Annuler la réservation',
    sure: 'Annuler cette réservation ?',
    why: 'Un mot pour le restaurant',
    optional: 'facultatif',
    yes: 'Oui, annuler',
    working: 'Annulation en cours…',
    no: 'Non, la garder',
    change: 'Modifier la réservation',
    changing: 'Modifier la réservation',
    choose: 'Que voulez-vous changer ?',
    now: 'Votre réservation',
    before: 'Avant :',
    review: 'Vérifiez et confirmez',
    untilThen: 'Votre table reste à vous tant que le changement n’est pas confirmé.',
    toAsk: [
      'Pour ce changement, le restaurant vous répond lui-même.',
      'D’ici là, votre réservation reste à vous telle qu’elle est.',
    ],
    doAsk: 'Demander ce changement',
    askingNow: 'Envoi de la demande…',
    wished: {
      waiting: 'Changement demandé',
      declined: 'Changement non accepté',
      what: 'Vous avez demandé\u00a0:',
      until: 'Le restaurant doit encore répondre. D’ici là, votre réservation tient telle qu’elle est.',
      still: 'Le restaurant n’a pas pu l’accepter. Votre réservation tient telle qu’elle est.',
      withdraw: 'Retirer ma demande',
      withdrawing: 'Retrait en cours…',
    },
    doChange: 'Confirmer le changement',
    changingNow: 'Changement en cours…',
    keep: 'Rien à changer',
    keepAll: 'Tout laisser comme avant',
    lost: (time) => `La table de ${time} n’est plus libre.`,
    stillYours: 'Votre réservation n’a pas bougé, et ce que vous avez saisi est gardé.',
    addRemark: 'Ajouter un message',
    editRemark: 'Modifier le message',
    come: 'Je confirme ma venue',
    coming: 'Venue confirmée',
    call: (what, number) => {
      const act = { both: 'la modifier ou l’annuler', change: 'la modifier', cancel: 'l’annuler' }[what];
      return `Pour ${act}, appelez le restaurant${number ? ` au ${number}` : ''}.`;
    },
    bookAgain: 'Réserver une autre table',
    again: 'Réessayer',
    trouble: {
      missing: [
        'Réservation introuvable',
        'Ce lien est incomplet, ou la réservation n’existe plus. Ouvrez-le depuis votre message de confirmation.',
      ],
      expired: [
        'Ce lien n’est plus valable',
        'La réservation est passée depuis longtemps. Pour toute question, appelez le restaurant.',
      ],
      offline: ['La connexion est coupée', 'Rien n’a été changé. Réessayez quand elle sera revenue.'],
      slow: ['Le serveur met trop de temps à répondre', 'Vous pouvez réessayer sans crainte.'],
      broken: ['La connexion a été interrompue', 'Vous pouvez réessayer sans crainte.'],
      busy: ['Beaucoup de demandes en ce moment', 'Réessayez dans une minute.'],
      too_late: ['Il est trop tard pour annuler ici', 'Appelez le restaurant : il saura quoi faire.'],
      fixed: ['Il est trop tard pour la modifier ici', 'Appelez le restaurant : il saura quoi faire.'],
    },
  },
  en: {
    title: 'Your booking',
    standing: {
      on: 'Confirmed',
      asked: 'Awaiting an answer',
      here: 'Under way',
      past: 'Past',
      finished: 'Finished',
      missed: 'Not taken up',
      cancelled: 'Cancelled',
      declined: 'Not accepted',
      expired: 'Left unanswered',
    },
    meaning: {
      asked: 'The restaurant has yet to accept your request.',
      finished: 'Thank you for your visit.',
      missed: 'The table was not taken up. If this is a mistake, please call the restaurant.',
      cancelled: 'This booking no longer stands.',
      declined: 'The restaurant could not accept your request.',
      expired: 'The restaurant did not answer in time: no table is booked.',
    },
    done: {
      changed: 'Your booking is changed. The restaurant has been told.',
      asked: 'Your request is sent. The restaurant will answer soon.',
      withdrawn: 'Your request is withdrawn. Your booking has not moved.',
      coming: 'Thank you, the restaurant knows that you are coming.',
      cancelled: 'Your table is free again. The restaurant has been told.',
    },
    at: 'At',
    name: 'In the name of',
    reference: 'Reference',
    address: 'Address',
    phone: 'Phone',
    remark: 'Your message',
    map: 'See the map',
    calendar: 'Add to calendar',
    cancel: 'Cancel the booking',
    sure: 'Cancel this booking?',
    why: 'A word to the restaurant',
    optional: 'optional',
    yes: 'Yes, cancel',
    working: 'Cancelling…',
    no: 'No, keep it',
    change: 'Change the booking',
    changing: 'Change the booking',
    choose: 'What would you like to change?',
    now: 'Your booking',
    before: 'Before:',
    review: 'Check and confirm',
    untilThen: 'Your table stays yours until the change is confirmed.',
    toAsk: [
      'For this change, the restaurant answers you itself.',
      'Until then your booking stays yours as it is.',
    ],
    doAsk: 'Ask for this change',
    askingNow: 'Sending your request…',
    wished: {
      waiting: 'Change asked for',
      declined: 'Change not accepted',
      what: 'You asked for:',
      until: 'The restaurant has yet to answer. Until then your booking stands as it is.',
      still: 'The restaurant could not accept it. Your booking stands as it is.',
      withdraw: 'Withdraw my request',
      withdrawing: 'Withdrawing…',
    },
    doChange: 'Confirm the change',
    changingNow: 'Changing…',
    keep: 'Nothing to change',
    keepAll: 'Leave everything as it was',
    lost: (time) => `The table at ${time} is no longer free.`,
    stillYours: 'Your booking has not moved, and what you typed is kept.',
    addRemark: 'Add a message',
    editRemark: 'Edit the message',
    come: 'Yes, I am coming',
    coming: 'You said that you are coming',
    call: (what, number) => {
      const act = { both: 'change or cancel it', change: 'change it', cancel: 'cancel it' }[what];
      return `To ${act}, please call the restaurant${number ? ` on ${number}` : ''}.`;
    },
    bookAgain: 'Book another table',
    again: 'Try again',
    trouble: {
      missing: [
        'Booking not found',
        'This link is incomplete, or the booking no longer exists. Open it from your confirmation message.',
      ],
      expired: [
        'This link is no longer valid',
        'The booking is long past. For any question, please call the restaurant.',
      ],
      offline: ['You are offline', 'Nothing has changed. Try again when you are back online.'],
      slow: ['The server is taking too long to answer', 'It is safe to try again.'],
      broken: ['The connection was interrupted', 'It is safe to try again.'],
      busy: ['There are many requests right now', 'Try again in a minute.'],
      too_late: ['It is too late to cancel here', 'Please call the restaurant: they will know what to do.'],
      fixed: ['It is too late to change it here', 'Please call the restaurant: they will know what to do.'],
    },
  },
};
