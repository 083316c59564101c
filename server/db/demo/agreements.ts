import { consentWords } from '../../consents/words.ts';
import type { Channel } from '../../contract/words.ts';
import type { DemoReservation } from './book.ts';
import type { Chance } from './chance.ts';
import type { Person } from './people.ts';

/** A line of the consents' ledger. */
export type Agreement = {
  person: Person;
  house: DemoReservation['house'];
  channel: Channel;
  state: 'explicit' | 'unsubscribed';
  source: string;
  words: string;
  version: string;
  at: number;
};

/** How many of a hundred guests said yes. */
const shares: [Channel, number][] = [
  ['email', 55],
  ['sms', 35],
  ['whatsapp', 15],
];

const wantsNoMore = {
  fr: 'A demandé à l’accueil de ne plus rien recevoir.',
  en: 'Asked at the door to receive nothing any more.',
};

/**
 * Who agreed to what. A yes is given where a guest books by themselves, in the words that stand there; a few
 * took it back later. `book` is in the order in which it was booked.
 */
export function inventAgreements(
  chance: Chance,
  people: Person[],
  book: DemoReservation[],
  now: number,
): Agreement[] {
  const firstOwn = new Map<Person, DemoReservation>();
  for (const booked of book) {
    const byThemselves = booked.source !== 'staff' && booked.source !== 'walk_in';
    if (byThemselves && !firstOwn.has(booked.person)) firstOwn.set(booked.person, booked);
  }
  const ledger: Agreement[] = [];
  for (const [channel, share] of shares) {
    const able = people.filter((person) => firstOwn.has(person) && (channel !== 'email' || person.email));
    for (const person of chance.shuffled(able).slice(0, Math.round((people.length * share) / 100))) {
      const booked = firstOwn.get(person)!;
      const { house, source, createdAt } = booked;
      const words = consentWords(undefined, person.locale, house.name);
      const at = createdAt;
      const yes = { person, house, channel, source, at, words: words[channel], version: words.version };
      ledger.push({ ...yes, state: 'explicit' });
      if (!chance.happens(0.09)) continue;
      ledger.push({
        ...yes,
        state: 'unsubscribed',
        source: 'staff',
        words: wantsNoMore[person.locale],
        version: 'staff-1',
        at: at + Math.floor(chance.fraction() * (now - at)),
      });
    }
  }
  return ledger.sort((a, b) => a.at - b.at);
}
