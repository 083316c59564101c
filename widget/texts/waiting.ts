/** The words of waiting for a table, in both languages: they come with the part of the form that few guests open. */
import type { Locale } from '../../server/contract/words.ts';

type Say = { date: (of: string) => string; time: (at: string) => string; people: (n: number) => string };

const fr = {
  heading: 'Attendre une table',
  what: 'Dès qu’une table se libère entre ces heures, nous vous la gardons le temps que vous répondiez, et nous vous écrivons.',
  from: 'À partir de',
  to: 'Jusqu’à',
  sentence: ({ date, time, people }: Say, of: string, from: string, to: string, party: number) =>
    from === to
      ? `${date(of)}, ${time(from)}, ${people(party)}`
      : `${date(of)}, entre ${time(from)} et ${time(to)}, ${people(party)}`,
  join: 'Rejoindre la liste d’attente',
  joining: 'Inscription en cours…',
  once: 'Réessayez sans crainte : vous ne serez inscrit qu’une fois.',
  free: 'Une table est libre, sans attendre :',
  waitlist_closed: 'La liste d’attente est fermée pour le moment.',
  done: 'Vous êtes sur la liste',
  follow: 'Suivre ou quitter la liste',
};

const en: typeof fr = {
  heading: 'Wait for a table',
  what: 'As soon as a table is freed between these hours, we keep it for you until you answer, and write to you.',
  from: 'From',
  to: 'Until',
  sentence: ({ date, time, people }, of, from, to, party) =>
    from === to
      ? `${date(of)}, ${time(from)}, ${people(party)}`
      : `${date(of)}, between ${time(from)} and ${time(to)}, ${people(party)}`,
  join: 'Join the waitlist',
  joining: 'Joining…',
  once: 'It is safe to try again: you will be put on the list only once.',
  free: 'A table is free, with no wait:',
  waitlist_closed: 'The waitlist is closed at the moment.',
  done: 'You are on the list',
  follow: 'See or leave the list',
};

export const words: Record<Locale, typeof fr> = { fr, en };
