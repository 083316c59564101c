import { nb } from '../form.ts';
import type { Say } from './address.ts';

const people = (party: number) => (party === 1 ? `1${nb}personne` : `${party}${nb}personnes`);

/** "de Maison Ardoise", "d'Ardoise". */
export const of = (name: string) => (/^[aeiouyàâéèêëîïôöûü]/i.test(name) ? `d'${name}` : `de ${name}`);

/** What sentences are put together from. */
export const words = (say: Say) => ({
  people,
  until: (day: string, near: 'today' | 'tomorrow' | null) =>
    near === null ? day : { today: 'tout à l’heure', tomorrow: 'demain' }[near],
  onDay: (day: string) => `le ${day}`,
  lineOf: (what: string, told: string) => `${what} : ${told}`,
  atTime: (day: string, time: string) => `${day} à ${time}`,
  bookingLine: (day: string, time: string, party: number, reference: string) =>
    `${day} à ${time}, ${people(party)} (référence ${reference})`,
  yourReservationOf: (day: string, time: string, party: number) =>
    say`[votre|ta] réservation du ${day} à ${time}, ${people(party)}`,
  served: (shift: string, first: string, last: string) => `${shift} de ${first} à ${last}`,
  andThen: ', puis ',
  openAt: (times: string) => `à ${times}`,
  openRange: (first: string, last: string) => `de ${first} à ${last}`,
  hoursLine: (weekdays: string, shift: string, first: string, last: string) =>
    `${weekdays} : ${shift}, de ${first} à ${last}`,
  parts: {
    morning: 'le matin',
    midday: 'à midi',
    afternoon: "l'après-midi",
    evening: 'le soir',
    brunch: 'pour le brunch',
  },
  everyDay: 'tous les jours',
  untilDay: (first: string, last: string) => `du ${first} au ${last}`,
});
