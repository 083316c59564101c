/** The words of the timeline, in both languages. */
import { locale } from '../../texts/texts.ts';

const fr = {
  views: 'Affichage du jour',
  list: 'Liste',
  timeline: 'Plan horaire',
  board: 'Tables et heures',
  hint: 'Glissez une réservation vers une autre table ou une autre heure, ou son bord droit pour l’allonger.',
  touch: 'Gardez le doigt sur une réservation, puis glissez-la\u00a0; tirez son bord droit pour l’allonger.',
  keys: 'Au clavier\u00a0: les flèches choisissent, Maj et flèches allongent, Entrée valide, Échap renonce.',
  closer: 'Agrandir',
  wider: 'Réduire',
  noTable: 'Sans table',
  seats: (count: number) => `${count}\u00a0pl.`,
  bar: (name: string, party: string, time: string, table: string, status: string) =>
    `${name}, ${party}, ${time}, ${table}, ${status}`,
  target: (time: string, table: string) => `${time}, ${table}`,
  stay: (until: string, lasting: string) => `Jusqu’à ${until} (${lasting})`,
  can: (target: string) => `${target}\u00a0: libre.`,
  stays: (target: string) => `${target}\u00a0: là où elle est.`,
  occupied: (target: string, name: string, time: string) => `${target}\u00a0: prise par ${name} à ${time}.`,
  few: (target: string, seats: number, party: string) =>
    `${target}\u00a0: ${seats}\u00a0${seats > 1 ? 'places' : 'place'}, trop peu pour ${party}.`,
  outside: (target: string) => `${target}\u00a0: en dehors du service.`,
  choose: 'Choisissez une table.',
  over: 'Cette réservation ne se déplace plus.',
  notMoved: (name: string, why: string) => `${name} n’a pas bougé. ${why}`,
  left: 'Rien n’a été déplacé.',
};

const en: typeof fr = {
  views: 'How the day is shown',
  list: 'List',
  timeline: 'Timeline',
  board: 'Tables and hours',
  hint: 'Drag a reservation to another table or time, or its right edge to make it longer.',
  touch: 'Rest your finger on a reservation, then drag it; pull its right edge to make it longer.',
  keys: 'With the keyboard: arrows choose, Shift and arrows lengthen, Enter confirms, Escape leaves.',
  closer: 'Zoom in',
  wider: 'Zoom out',
  noTable: 'No table',
  seats: (count) => `seats\u00a0${count}`,
  bar: (name, party, time, table, status) => `${name}, ${party}, ${time}, ${table}, ${status}`,
  target: (time, table) => `${time}, ${table}`,
  stay: (until, lasting) => `Until ${until} (${lasting})`,
  can: (target) => `${target}: free.`,
  stays: (target) => `${target}: where it is.`,
  occupied: (target, name, time) => `${target}: taken by ${name} at ${time}.`,
  few: (target, seats, party) => `${target}: seats ${seats}, too few for ${party}.`,
  outside: (target) => `${target}: outside the service.`,
  choose: 'Choose a table.',
  over: 'This reservation can no longer be moved.',
  notMoved: (name, why) => `${name} was not moved. ${why}`,
  left: 'Nothing was moved.',
};

/** The timeline's words in the panel's language. */
export const timelineWords = (): typeof fr => (locale.value === 'en' ? en : fr);
