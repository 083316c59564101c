import type { Locale } from '../../contract/words.ts';
import type { Chance } from './chance.ts';
import { type Origin, origins } from './names.ts';

/** A guest of the demo before they are written down: who they are, and how they like to come. */
export type Person = {
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  locale: Locale;
  tags: string[];
  /** The house they go to; one in twelve now and then goes to the other. */
  home: string;
  travels: boolean;
  /** How many times they booked during the past year. */
  habit: number;
  /** How much they like each shift. */
  taste: { Midi: number; Soir: number; Brunch: number };
  usualParty: number;
  /** What they ask for again and again. */
  usualRemark: boolean;
  /** How likely they do not come, without a word. */
  noShow: number;
  /** Known for this many days; a year for most. */
  knownFor: number;
};

/** Half come once to three times; the others from often to nearly every other day at noon. */
const habits: [low: number, high: number, share: number][] = [
  [1, 3, 50],
  [10, 25, 28],
  [30, 60, 12],
  [75, 130, 10],
];

/** The guests of the houses, as many as said for each; no two share a number or an address. */
export function inventPeople(chance: Chance, perHouse: Record<string, number>): Person[] {
  const taken = new Set<string>();
  const people: Person[] = [];
  for (const [house, count] of Object.entries(perHouse)) {
    const shares = origins.map((origin) => [origin, origin.share[house] ?? 0] as const);
    for (let made = 0; made < count; made += 1) {
      people.push(invent(chance, chance.weighted(shares), house, taken));
    }
  }
  return people;
}

function invent(chance: Chance, origin: Origin, home: string, taken: Set<string>): Person {
  const name = unused(taken, () => {
    const [firstName, lastName] = [chance.one(origin.firstNames), chance.one(origin.lastNames)];
    return { firstName, lastName, key: `${firstName} ${lastName}` };
  });
  const phone = unused(taken, () => {
    const number = origin.phone(chance);
    return { number, key: number };
  });
  const [low, high] = chance.weighted(habits.map((habit) => [habit, habit[2]] as const));
  const habit = chance.between(low, high);
  const isNeighbour = habit >= 75;
  return {
    firstName: name.firstName,
    lastName: name.lastName,
    // Not everybody leaves an address; a few who book in person leave no number either.
    email: chance.happens(0.86) ? `${plain(name.firstName)}.${plain(name.lastName)}@${origin.domain}` : null,
    phone: phone.number,
    locale: origin.locale,
    tags: tagsFor(chance, habit),
    home,
    travels: chance.happens(1 / 12),
    habit,
    taste: isNeighbour
      ? { Midi: 1, Soir: 0.3, Brunch: 0.25 }
      : chance.happens(0.3)
        ? { Midi: 0.8, Soir: 0.4, Brunch: 0.3 }
        : { Midi: 0.3, Soir: 1, Brunch: 0.6 },
    usualParty: isNeighbour
      ? chance.weighted([
          [1, 3],
          [2, 6],
          [3, 1],
        ] as const)
      : chance.weighted([
          [2, 50],
          [4, 24],
          [3, 14],
          [1, 4],
          [5, 4],
          [6, 4],
        ] as const),
    usualRemark: chance.happens(0.3),
    // Who comes every other day does not forget; a few others do, again and again.
    noShow: isNeighbour ? 0.004 : chance.happens(habit <= 25 ? 0.08 : 0) ? 0.25 : 0.018,
    knownFor: knownFor(chance, habit),
  };
}

/** Some are new; some became regulars in the course of the year. */
function knownFor(chance: Chance, habit: number): number {
  if (habit <= 3) return chance.happens(0.16) ? chance.between(4, 25) : 365;
  return habit <= 25 && chance.happens(0.6) ? chance.between(90, 365) : 365;
}

function tagsFor(chance: Chance, habit: number): string[] {
  const tags: string[] = [];
  if (chance.happens(habit >= 30 ? 0.25 : 0.03)) tags.push('VIP');
  if (habit >= 20 && chance.happens(0.6)) tags.push('Habitué');
  if (chance.happens(0.08)) tags.push('Allergie');
  if (chance.happens(0.02)) tags.push('Presse');
  return tags;
}

function unused<T extends { key: string }>(taken: Set<string>, draw: () => T): T {
  for (;;) {
    const drawn = draw();
    if (taken.has(drawn.key)) continue;
    taken.add(drawn.key);
    return drawn;
  }
}

/** The part of an address that a name becomes: no accents, no spaces. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’']/g, '')
    .replace(/[^a-z]+/g, '-');
}
