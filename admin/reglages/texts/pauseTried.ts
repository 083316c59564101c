/** The words of what a pause would do, in both languages. */
import { computed } from '@preact/signals';
import { counting } from '../../texts/plural.ts';
import { locale } from '../../texts/texts.ts';

const nFr = counting('fr');
const nEn = counting('en');

const fr = {
  title: 'Ce que la pause changera',
  nobody: 'Personne n’a réservé pour ce moment-là.',
  booked: (parties: number, covers: string) =>
    `${nFr(parties, 'réservation est déjà prise', 'réservations sont déjà prises')} pour ce moment-là (${covers})\u00a0: ${parties > 1 ? 'elles sont gardées' : 'elle est gardée'}.`,
  moves: (parties: number) => `${nFr(parties, 'changera', 'changeront')} de table\u00a0:`,
  stays: (parties: number) => `${nFr(parties, 'restera', 'resteront')} à régler\u00a0:`,
  fewer: (covers: number, week: string) =>
    `Environ ${nFr(covers, 'couvert', 'couverts')} de moins, semaine du ${week}.`,
  fewerMany: (covers: number, weeks: number) =>
    `Environ ${nFr(covers, 'couvert', 'couverts')} de moins, sur ${nFr(weeks, 'semaine', 'semaines')}.`,
  none: 'La salle peut toujours accueillir autant de couverts.',
};

const en: typeof fr = {
  title: 'What the pause will change',
  nobody: 'Nobody has booked for that time.',
  booked: (parties, covers) =>
    `${nEn(parties, 'reservation has', 'reservations have')} been made for that time already (${covers}): ${parties > 1 ? 'they are kept' : 'it is kept'}.`,
  moves: (parties) => `${nEn(parties, 'changes', 'change')} table:`,
  stays: (parties) => `${nEn(parties, 'is', 'are')} left to settle:`,
  fewer: (covers, week) => `About ${nEn(covers, 'cover', 'covers')} fewer, week of ${week}.`,
  fewerMany: (covers, weeks) =>
    `About ${nEn(covers, 'cover', 'covers')} fewer, over ${nEn(weeks, 'week', 'weeks')}.`,
  none: 'The room can still take as many covers.',
};

export const all = { fr, en };
export const pauseTried = computed(() => all[locale.value]);
