/** The words of the reservation panels that came with what the staff may say by hand, in both languages. */
import { locale } from '../texts/texts.ts';

const fr = {
  otherTime: 'Une autre heure',
  length: 'Durée à table',
  usualLength: 'Habituelle',
  area: 'Espace',
  anyArea: 'Peu importe',
  pinned: 'table fixée',
  overbookedBy: (name: string) => `Écrite au-delà de ce qui est libre, par ${name}.`,
  beyondPace: 'Écrire quand même, au-delà du rythme',
  beyondPaceNote: 'Trop de clients arriveront en même temps en cuisine. Votre nom reste noté.',
  inPause: 'Écrire quand même, pendant la pause',
  inPauseNote: 'Les clients ne peuvent pas réserver à cette heure\u202f; vous, oui.',
  goBeyond: 'Réserver quand même',
  saveBeyond: 'Enregistrer quand même',
  cancel: 'Annuler la réservation…',
  cancelNow: 'Annuler la réservation',
  decline: 'Décliner la demande…',
  declineNow: 'Décliner la demande',
  yes: 'oui',
  no: 'non',
};

const en: typeof fr = {
  otherTime: 'Another time',
  length: 'Time at the table',
  usualLength: 'As usual',
  area: 'Area',
  anyArea: 'Anywhere',
  pinned: 'table pinned',
  overbookedBy: (name) => `Written beyond what is free, by ${name}.`,
  beyondPace: 'Write it all the same, beyond the pace',
  beyondPaceNote: 'Too many guests will arrive at once for the kitchen. Your name stays on record.',
  inPause: 'Write it all the same, during the pause',
  inPauseNote: 'Guests cannot book at this time; you can.',
  goBeyond: 'Book all the same',
  saveBeyond: 'Save all the same',
  cancel: 'Cancel the reservation…',
  cancelNow: 'Cancel the reservation',
  decline: 'Decline the request…',
  declineNow: 'Decline the request',
  yes: 'yes',
  no: 'no',
};

export const handWords = (): typeof fr => (locale.value === 'en' ? en : fr);
