import type { Occasion, Source, Status } from '../../reservations/contract.ts';
import { weekday } from '../../restaurants/clock.ts';
import { isFree, type Place, placesFor } from '../../seating/fit.ts';
import type { Chance } from './chance.ts';
import { type Fate, fateOf } from './fate.ts';
import type { Person } from './people.ts';
import { cancelMessages, occasions, remarks } from './remarks.ts';
import type { OpenHouse, Service } from './services.ts';

/** A reservation of the demo. Instants in milliseconds since the epoch. */
export type DemoReservation = Fate & {
  person: Person;
  house: OpenHouse;
  day: string;
  minute: number;
  startsAt: number;
  endsAt: number;
  /** When the table is free for others. */
  freeAt: number;
  party: number;
  shift: string;
  place: Place;
  /** The table is kept for them now. */
  live: boolean;
  remark: string | null;
  occasion: Occasion | null;
  cancelMessage: string | null;
  source: Source;
  createdAt: number;
  statusAt: number;
};

const keepsTable: ReadonlySet<Status> = new Set(['requested', 'confirmed', 'arrived', 'seated']);
const hour = 3_600_000;

/** The default turn times of a restaurant, as the migration has them. */
export const turnTimes = [
  { upTo: 2, minutes: 90 },
  { upTo: 4, minutes: 105 },
  { upTo: 6, minutes: 120 },
  { upTo: 200, minutes: 150 },
];

/**
 * Fills the houses' books: the past by what each guest is used to, today and the weeks ahead by what each
 * service can expect. Every party gets the smallest table that fits and is free; where none is, it does not come.
 */
export function fillBooks(chance: Chance, houses: OpenHouse[], people: Person[], now: number) {
  const book: DemoReservation[] = [];
  /** Who comes on which day: nobody twice, in no house. */
  const there = new Set<string>();

  const add = (person: Person, house: OpenHouse, service: Service) => {
    const who = `${people.indexOf(person)} ${service.day}`;
    if (there.has(who)) return false;
    const reservation = reserve(chance, person, house, service, now);
    if (!reservation) return false;
    there.add(who);
    book.push(reservation);
    return true;
  };

  for (const person of people) {
    const home = houses.find((house) => house.slug === person.home)!;
    const other = houses.find((house) => house !== home)!;
    for (let visit = 0; visit < person.habit; visit += 1) {
      const house = person.travels && chance.happens(0.2) ? other : home;
      const past = house.services.filter(({ offset }) => offset < 0 && offset >= -person.knownFor);
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const service = past.length > 0 ? chance.one(past) : undefined;
        if (!service || !chance.happens(likes(person, service) * service.weight * 0.6)) continue;
        if (add(person, house, service)) break;
      }
    }
  }
  // Whoever found no table that suited them comes once, whatever the day.
  const known = new Set(book.map(({ person }) => person));
  for (const person of people.filter((candidate) => !known.has(candidate))) {
    const home = houses.find((house) => house.slug === person.home)!;
    chance.shuffled(home.services).some((service) => service.offset < 0 && add(person, home, service));
  }
  for (const house of houses) {
    const near = people.filter((person) => person.home === house.slug || person.travels);
    const likely = near.map((person) => [person, 2 + Math.min(person.habit, 40)] as const);
    for (const service of house.services.filter(({ offset }) => offset >= 0)) {
      const known = howFull(service);
      const expected = Math.round(service.weight * house.busy * known);
      for (let attempt = 0, came = 0; came < expected && attempt < expected * 4; attempt += 1) {
        const person = chance.weighted(likely);
        if (chance.happens(likes(person, service)) && add(person, house, service)) came += 1;
      }
    }
  }
  return book.sort((a, b) => a.createdAt - b.createdAt || a.startsAt - b.startsAt);
}

/** The share of its parties that a service knows already: all of them today, fewer the further it is. */
function howFull({ offset, day, shift }: Service): number {
  if (offset === 0) return 1.15;
  // The coming Saturday evening is what everybody wants: there, somebody is told that it is full.
  if (offset <= 7 && weekday(day) === 6 && shift.name === 'Soir') return 2.4;
  return 0.12 + 0.75 * Math.exp(-offset / 7);
}

function likes(person: Person, service: Service): number {
  return person.taste[service.shift.name as keyof Person['taste']] ?? 0;
}

function reserve(
  chance: Chance,
  person: Person,
  house: OpenHouse,
  service: Service,
  now: number,
): DemoReservation | null {
  const party = partyOf(chance, person);
  const turn = turnTimes.find(({ upTo }) => party <= upTo)!.minutes * 60_000;
  const outside = chance.happens(0.12) ? chance.one(house.places).area : undefined;
  for (const minute of minutesToTry(chance, service)) {
    const startsAt = service.instant(minute);
    if (startsAt === null) continue;
    const endsAt = startsAt + turn;
    const freeAt = endsAt + house.bufferMinutes * 60_000;
    const free = (place: Place) => isFree(place, service.kept, startsAt, freeAt);
    const place =
      placesFor(house.places, party, outside).find(free) ?? placesFor(house.places, party).find(free);
    if (!place) continue;

    const source = sourceOf(chance, startsAt, now);
    const walkedIn = source === 'walk_in';
    const createdAt = walkedIn ? startsAt : bookedAt(chance, startsAt, now);
    const fate = fateOf(chance, { createdAt, startsAt, endsAt, walkedIn, noShow: person.noShow }, now);
    const occupied = ['declined', 'cancelled', 'expired'].includes(fate.status) === false;
    if (occupied) {
      for (const tableId of place.tableIds) {
        const kept = service.kept.get(tableId) ?? [];
        kept.push({ tableId, from: startsAt, to: freeAt });
        service.kept.set(tableId, kept);
      }
    }
    return {
      ...fate,
      person,
      house,
      day: service.day,
      minute,
      startsAt,
      endsAt,
      freeAt,
      party,
      shift: service.shift.name,
      place,
      live: keepsTable.has(fate.status) && freeAt > now,
      remark: walkedIn ? null : remarkOf(chance, person),
      occasion: walkedIn || !chance.happens(0.11) ? null : chance.weighted(occasions),
      cancelMessage:
        fate.cancelledBy === 'guest' && chance.happens(0.4)
          ? chance.one(cancelMessages[person.locale])
          : null,
      source,
      createdAt,
      statusAt: fate.changes.at(-1)?.at ?? createdAt,
    };
  }
  return null;
}

/** Three wishes, near the middle of the shift, where everybody wants to come. */
function minutesToTry(chance: Chance, service: Service): number[] {
  const { first, last, step } = service.shift;
  const slots = (last - first) / step;
  return [0, 1, 2].map(() => {
    const middle = (chance.fraction() + chance.fraction()) / 2;
    return first + Math.round(slots * (0.85 * middle + 0.05)) * step;
  });
}

function partyOf(chance: Chance, person: Person): number {
  if (chance.happens(0.7)) return person.usualParty;
  const sizes = [
    [1, 5],
    [2, 42],
    [3, 16],
    [4, 20],
    [5, 6],
    [6, 6],
    [7, 2],
    [8, 2],
    [10, 1],
  ] as const;
  return chance.weighted(sizes);
}

function sourceOf(chance: Chance, startsAt: number, now: number): Source {
  const online: [Source, number][] = [
    ['widget', 46],
    ['page', 16],
    ['chat', 10],
    ['staff', 22],
  ];
  return chance.weighted(startsAt <= now ? [...online, ['walk_in', 6]] : online);
}

/** Most book days ahead, some an hour before; nobody in the future. */
function bookedAt(chance: Chance, startsAt: number, now: number): number {
  const ahead = chance.happens(0.2)
    ? 0.6 * hour + chance.wait(5 * hour)
    : 12 * hour + chance.wait(130 * hour);
  const latest = Math.min(startsAt, now) - 60_000;
  return Math.floor(Math.min(startsAt - ahead, latest - (startsAt > now ? chance.wait(60 * hour) : 0)));
}

function remarkOf(chance: Chance, person: Person): string | null {
  if (!chance.happens(person.usualRemark ? 0.5 : 0.14)) return null;
  const all = remarks[person.locale];
  // Somebody's needs do not change from one visit to the next; now and then there is something else to say.
  return chance.happens(0.7) ? all[(person.firstName.length * 7) % all.length]! : chance.one(all);
}
