import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { Ask } from '../restaurants/contract.ts';
import type { TurnTime } from '../restaurants/restaurant.ts';
import type { Claim, Place } from '../seating/fit.ts';

/** What a restaurant offers, as far as availability must know it: rules, shifts and places. */
export type Service = {
  id: string;
  organizationId: string;
  slug: string;
  name: string;
  timeZone: string;
  country: string;
  locale: Locale;
  minParty: number;
  maxParty: number;
  leadMinutes: number;
  horizonDays: number;
  bufferMinutes: number;
  turnTimes: TurnTime[];
  /** After this minute of a day, nothing of that day is booked by guests themselves. */
  cutoffMinute?: number | null;
  /** From this many people on, a booking is a request that the staff answer. */
  requestFrom?: number | null;
  /** What the booking form asks guests for. */
  ask?: Record<'email' | 'phone' | 'lastName', Ask>;
  shifts: ServiceShift[];
  specialDays?: SpecialDay[];
  places: Place[];
  pauses?: Pause[];
  /** Of the days that were asked for; only where a shift limits how many arrive. */
  arrivals?: SlotArrivals[];
};

/** A stretch of service. Minutes count from midnight of the day of service. */
export type ServiceShift = {
  name: string;
  weekdays: number[];
  firstMinute: number;
  lastMinute: number;
  stepMinutes: number;
  /** Its season, both days included. */
  validFrom?: string | null;
  validTo?: string | null;
  /** Wider hours, for the staff alone. */
  staffFirstMinute?: number | null;
  staffLastMinute?: number | null;
  /** Instead of the restaurant's. */
  turnTimes?: TurnTime[] | null;
  pace?: Pace;
};

/** Days that are not as usual: closed, or with shifts of their own. Both days included. */
export type SpecialDay = {
  from: string;
  to: string;
  closed: boolean;
  messageFr: string | null;
  messageEn: string | null;
  shifts: ServiceShift[];
};

/** How many may arrive at one slot, in all and by booking online; absent or null is no limit. */
export type PaceLimits = {
  covers?: number | null;
  parties?: number | null;
  onlineCovers?: number | null;
  onlineParties?: number | null;
};
export type Pace = PaceLimits & { exceptions?: (PaceLimits & { minute: number })[] };

/** Who is expected at a slot, and how far the staff went beyond its limits, knowingly. */
export type SlotArrivals = {
  day: string;
  minute: number;
  covers: number;
  parties: number;
  onlineCovers: number;
  onlineParties: number;
  beyondCovers: number;
  beyondParties: number;
};

/** What is not offered for a time: one of shift, area and table, or all of the house. Days both included. */
export type Pause = {
  from: string;
  to: string;
  fromMinute: number;
  toMinute: number;
  shift: string | null;
  area: string | null;
  tableId: string | null;
};

/** A claim, and the day of service it belongs to. */
export type DayClaim = Claim & { day: string };

/** What a restaurant offers, and which description of it that is. */
type Offer = Omit<Service, 'arrivals'>;
type KnownOffer = { version: string; offer: Offer };

/** What was last read of each restaurant, by database and slug. Each reading says whether it still holds. */
const offers = new WeakMap<object, Map<string, KnownOffer>>();
/** More restaurants than these at a time, and the one that was known for longest is read anew. */
const KNOWN_MOST = 1_000;

function knownIn(em: EntityManager): Map<string, KnownOffer> {
  const known = offers.get(em.getDriver()) ?? new Map<string, KnownOffer>();
  offers.set(em.getDriver(), known);
  return known;
}

/**
 * Reads a restaurant's service and the live claims of some days of service, both ends included, in one
 * statement (service.sql): this runs per party that a guest taps. What the restaurant offers is only brought when it
 * has changed since it was last read here; what is answered is shared, and nobody's to change.
 * `organizationId` narrows it to one owner; `except` leaves the claims of one reservation out, as if it were not
 * there. `ground`: what the reading rests on, for whoever writes on it a moment later. Refuses with 404.
 */
export async function loadService(
  em: EntityManager,
  slug: string,
  days: { from: string; to: string } | null = null,
  organizationId: string | null = null,
  except: string | null = null,
): Promise<{ service: Service; claims: DayClaim[]; ground: string }> {
  const offersKnown = knownIn(em);
  const known = offersKnown.get(slug);
  const found = await row<FoundService>(
    em,
    sql`SELECT version, ground, offer, arrivals, claims
          FROM service_of(${slug}, ${organizationId}, ${days?.from ?? null}, ${days?.to ?? null}, ${except},
                          ${known?.version ?? null})`,
  );
  if (!found) throw notFound('restaurant');
  const { version, ground } = found;
  const offer = found.offer === null ? known!.offer : (JSON.parse(found.offer) as Offer);
  if (found.offer !== null) {
    if (offersKnown.size >= KNOWN_MOST) offersKnown.delete(offersKnown.keys().next().value!);
    offersKnown.set(slug, { version, offer });
  }
  const arrivals = (JSON.parse(found.arrivals) as KeptArrivals[]).map(arrivalsOf);
  const claims = JSON.parse(found.claims) as [string, string, number, number, boolean][];
  return {
    // Pauses are of days.
    service: { ...offer, pauses: days ? (offer.pauses ?? []) : [], arrivals },
    claims: claims.map(([tableId, day, from, to, held]) => ({ tableId, day, from, to, held })),
    ground,
  };
}

type FoundService = {
  version: string;
  ground: string;
  offer: string | null;
  arrivals: string;
  claims: string;
};

/** In the order of service.sql. */
type KeptArrivals = [string, number, number, number, number, number, number, number];

function arrivalsOf([
  day,
  minute,
  covers,
  parties,
  onlineCovers,
  onlineParties,
  beyondCovers,
  beyondParties,
]: KeptArrivals) {
  return { day, minute, covers, parties, onlineCovers, onlineParties, beyondCovers, beyondParties };
}
