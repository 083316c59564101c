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

/** For how long a reading is tried, in milliseconds. On a loud evening a day is then read once, not for each booking. */
const FRESH = 1_000;
/** More days than these are only kept while they are fresh. */
const MANY = 400;

type Reading = { until: number; read: Promise<Lately> };
const readings = new WeakMap<object, Map<string, Reading>>();

/** The day as it was read not long ago; read now, if it was not. Refuses with 404. */
export function recall(em: EntityManager, slug: string, day: string): Promise<Lately> {
  const days = readings.get(em.getDriver()) ?? new Map<string, Reading>();
  readings.set(em.getDriver(), days);
  const now = performance.now();
  const known = days.get(`${slug} ${day}`);
  if (known && known.until > now) return known.read;
  if (days.size >= MANY) for (const [key, { until }] of days) if (until <= now) days.delete(key);
  const reading = { until: now + FRESH, read: readDay(em, slug, day) };
  days.set(`${slug} ${day}`, reading);
  // What could not be read is nobody's memory.
  reading.read.catch(() => days.get(`${slug} ${day}`) === reading && days.delete(`${slug} ${day}`));
  return reading.read;
}

async function readDay(em: EntityManager, slug: string, day: string): Promise<Lately> {
  const { service, claims, ground } = await loadService(em, slug, around(day));
  return { service, ground, busy: byTable(claims) };
}

/** The next one who asks for that day reads it. */
export function forget(em: EntityManager, slug: string, day: string): void {
  readings.get(em.getDriver())?.delete(`${slug} ${day}`);
}

/** Notes who is about to be written, so that others who book at this moment try another table, and know the pace. */
export function pencilIn(lately: Lately, day: string, party: number, slot: OfferedSlot): void {
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
