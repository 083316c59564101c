/** The words of the page of one reservation, in both languages: the page is small and its language known late. */
import type { Locale } from '../../server/contract/words.ts';
import type { Trouble } from '../reservation.ts';

type Words = {
  title: string;
  standing: Record<'on' | 'asked' | 'past' | 'off', string>;
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
  gone: string;
  bookAgain: string;
  again: string;
  trouble: Record<Trouble, [what: string, then: string]>;
};

export const words: Record<Locale, Words> = {
  fr: {
    title: 'Votre réservation',
    standing: { on: 'Confirmée', asked: 'En attente de réponse', past: 'Passée', off: 'Annulée' },
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
    gone: 'Votre table est rendue. Le restaurant est prévenu.',
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
    },
  },
  en: {
    title: 'Your booking',
    standing: { on: 'Confirmed', asked: 'Awaiting an answer', past: 'Past', off: 'Cancelled' },
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
    gone: 'Your table is free again. The restaurant has been told.',
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
    },
  },
};
