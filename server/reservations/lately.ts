import type { EntityManager } from '@mikro-orm/postgresql';
import { around } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import type { OfferedSlot } from '../availability/slots.ts';
import { byTable, type Claim } from '../seating/fit.ts';

/**
 * A day of service as it was read a moment ago, with what was booked on it here since. It is a guess at which table
 * to try first: the write decides, and says when the ground of the reading holds no longer.
 */
export type Lately = {
  service: Service;
  ground: string;
  /** Claims by table. */
  busy: Map<string, Claim[]>;
};

/**
 * For how long a reading is tried, in milliseconds: on a loud evening a day is then not read for each booking. What
 * other ways took from it meanwhile is found out at the first booking that is refused there, and it is read anew.
 */
const FRESH = 60_000;
/** More days than these are only kept while they are fresh. */
const MANY = 400;

/** Somebody who is about to be written. */
export type Pencilled = { day: string; party: number; slot: OfferedSlot };

/** A day of a restaurant: its last reading, while it is fresh, and who is being written on it. */
type Day = { until: number; read: Promise<Lately> | null; pencilled: Set<Pencilled> };
const daysOf = new WeakMap<object, Map<string, Day>>();

function dayOf(em: EntityManager, slug: string, date: string): Day {
  const days = daysOf.get(em.getDriver()) ?? new Map<string, Day>();
  daysOf.set(em.getDriver(), days);
  const key = `${slug} ${date}`;
  const now = performance.now();
  if (!days.has(key) && days.size >= MANY) {
    for (const [other, { until, pencilled }] of days) {
      if (until <= now && pencilled.size === 0) days.delete(other);
    }
  }
  const day = days.get(key) ?? { until: 0, read: null, pencilled: new Set<Pencilled>() };
  days.set(key, day);
  return day;
}

/** The day as it was read not long ago; read now, if it was not. Refuses with 404. */
export function recall(em: EntityManager, slug: string, date: string): Promise<Lately> {
  const day = dayOf(em, slug, date);
  const now = performance.now();
  if (day.read && day.until > now) return day.read;
  const read = readDay(em, slug, date, day.pencilled);
  Object.assign(day, { read, until: now + FRESH });
  // What could not be read is nobody's memory.
  read.catch(() => day.read === read && forget(em, slug, date));
  return read;
}

async function readDay(
  em: EntityManager,
  slug: string,
  date: string,
  pencilled: Set<Pencilled>,
): Promise<Lately> {
  const before = [...pencilled];
  const { service, claims, ground } = await loadService(em, slug, around(date));
  const lately = { service, ground, busy: byTable(claims) };
  // Who was being written meanwhile may be in what was read, or not yet: to count them twice misleads nobody for long.
  for (const somebody of new Set([...before, ...pencilled])) note(lately, somebody);
  return lately;
}

/** The next one who asks for that day reads it. */
export function forget(em: EntityManager, slug: string, date: string): void {
  Object.assign(dayOf(em, slug, date), { read: null, until: 0 });
}

/**
 * Notes who is about to be written, so that others who book at this moment try another table, and know the pace.
 * Answers how to say that it was done, or given up.
 */
export function pencilIn(em: EntityManager, slug: string, lately: Lately, somebody: Pencilled): () => void {
  const { pencilled } = dayOf(em, slug, somebody.day);
  pencilled.add(somebody);
  note(lately, somebody);
  return () => void pencilled.delete(somebody);
}

function note(lately: Lately, { day, party, slot }: Pencilled): void {
  const { startsAt: from, freeAt: to, minute } = slot;
  for (const tableId of slot.places[0]?.tableIds ?? []) {
    const claims = lately.busy.get(tableId) ?? [];
    claims.push({ tableId, from, to });
    lately.busy.set(tableId, claims);
  }
  const { arrivals = [] } = lately.service;
  const expected = arrivals.find((arrival) => arrival.day === day && arrival.minute === minute);
  if (expected) {
    expected.covers += party;
    expected.parties += 1;
    expected.onlineCovers += party;
    expected.onlineParties += 1;
  } else {
    const alone = { covers: party, parties: 1, onlineCovers: party, onlineParties: 1 };
    arrivals.push({ day, minute, ...alone, beyondCovers: 0, beyondParties: 0 });
  }
}
