/** Every word that a guest reads in French. Keys say the place and the meaning; spaces that must not break do not. */
import type { Reason } from '../../server/availability/contract.ts';
import type { Locale } from '../../server/contract/words.ts';

/** A day is midnight in UTC here, whatever the guest's own clock says. */
const by = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('fr', { ...options, timeZone: 'UTC' });
  return (of: string) => format.format(new Date(of));
};
const day = by({ weekday: 'long', day: 'numeric', month: 'long' });
const plural = new Intl.PluralRules('fr');

const date = (of: string) => day(of).replace(/ 1 /, ' 1er ');
const time = (of: string) => `${+of.slice(0, 2)}\u00a0h${of.endsWith('00') ? '' : `\u00a0${of.slice(3)}`}`;
const people = (n: number) => `${n}\u00a0${plural.select(n) === 'one' ? 'personne' : 'personnes'}`;

export const texts = {
  lang: 'fr' as Locale,
  /** For the calendar, whose cells show the bare number. */
  day,
  date,
  time,
  month: by({ month: 'long', year: 'numeric' }),
  weekday: by({ weekday: 'long' }),
  people,
  sentence: (of: string, at: string, party: number, area: string) =>
    `${date(of)}, ${time(at)}, ${people(party)}${area && `, ${area.toLowerCase()}`}`,

  close: 'Fermer',
  back: 'Retour',
  again: 'Réessayer',
  chat: 'Discuter',

  table: 'Réserver une table',
  party: 'Combien serez-vous ?',
  greater: 'Une plus grande table',
  tooMany: (n: number) => `Au-delà de ${people(n)}, appelez-nous :`,
  when: 'Quel jour ?',
  previous: 'Mois précédent',
  next: 'Mois suivant',
  status: { open: 'libre', request: 'sur demande', full: 'complet', closed: 'fermé' },
  times: 'À quelle heure ?',
  loading: 'Recherche des tables libres…',
  found: (n: number, of: string) => `${date(of)}, heures libres : ${n}`,
  nothing: 'Aucun jour ouvert.',
  none: (of: string) => `Pas de table ${date(of)}.`,
  /** Only what says more than the status does. */
  reason: {
    past: 'passé',
    too_late: 'trop tard pour réserver en ligne',
    too_far_ahead: 'pas encore ouvert à la réservation',
    party_too_small: 'seulement pour de plus grandes tables',
    party_too_large: 'pas pour une aussi grande table',
    paused: 'pas de réservation pour le moment',
  } as Partial<Record<Reason, string>>,
  full: (at: string) => `Complet à ${time(at)}.`,
  searching: 'Nous cherchons au plus près…',
  noneNear: 'Rien de libre dans les jours proches.',
  wait: 'Attendre qu’une table se libère',

  contact: 'Vos coordonnées',
  kept: (s: number) =>
    s
      ? `Table gardée pour vous encore ${Math.floor(s / 60)}:${`0${s % 60}`.slice(-2)}.`
      : 'Cette table n’est plus gardée, mais peut-être libre.',
  change: 'Modifier',
  firstName: 'Prénom',
  lastName: 'Nom',
  phone: 'Téléphone',
  country: 'Pays du numéro',
  email: 'E-mail',
  optional: 'facultatif',
  extras: 'Allergie, occasion, demande particulière',
  remark: 'Message au restaurant',
  occasion: 'Occasion',
  occasions: {
    '': 'Aucune',
    birthday: 'Anniversaire',
    anniversary: 'Anniversaire de mariage',
    business: 'Repas d’affaires',
    celebration: 'Fête',
    other: 'Autre',
  },
  area: 'Lieu',
  anywhere: 'Sans préférence',
  news: 'Rester en contact, si vous le voulez',
  problem: {
    firstName: 'Indiquez votre prénom.',
    lastName: 'Indiquez votre nom.',
    phone: 'Ce numéro ne semble pas exister dans ce pays.',
    'phone required': 'Indiquez un numéro où vous joindre.',
    'phone too_short': 'Ce numéro semble incomplet.',
    'phone too_long': 'Ce numéro a trop de chiffres.',
    email: 'Cette adresse semble incomplète.',
    'email required': 'Indiquez une adresse où vous écrire.',
    other: 'Ce texte est trop long.',
  } as Record<string, string>,
  book: 'Confirmer la réservation',
  booking: 'Réservation en cours…',
  lost: (at: string) => `La table de ${time(at)} vient d’être prise.`,
  lostKept: 'Ce que vous avez saisi est gardé. Choisissez une autre heure :',
  otherTime: 'Choisir un autre jour',

  done: 'C’est réservé',
  requested: 'Votre demande est partie',
  requestedWhat: 'Le restaurant vous répondra vite.',
  earlier: 'Votre première demande était bien arrivée : c’est elle qui est réservée.',
  mailed: 'Confirmation par e-mail :',
  reference: 'Référence',
  calendar: 'Ajouter à l’agenda',
  manage: 'Modifier ou annuler',

  why: {
    offline: 'La connexion est coupée.',
    slow: 'Le serveur tarde à répondre.',
    broken: 'La connexion a été interrompue.',
    busy: (wait: number) =>
      `Beaucoup de demandes en ce moment. Réessayez dans ${wait < 90 ? `${wait} secondes` : `${Math.ceil(wait / 60)} minutes`}.`,
    unknown: 'Ce restaurant ne prend pas de réservation ici.',
    refused: 'Cette demande n’a pas été acceptée.',
  },
  once: 'Réessayez sans crainte : vous ne réserverez qu’une fois.',
};

export type Texts = typeof texts;
