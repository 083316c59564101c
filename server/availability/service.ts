import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
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
  shifts: ServiceShift[];
  places: Place[];
};
export type ServiceShift = {
  name: string;
  weekdays: number[];
  firstMinute: number;
  lastMinute: number;
  stepMinutes: number;
};

/** A claim, and the day of service it belongs to. */
export type DayClaim = Claim & { day: string };

/**
 * Reads a restaurant's service and the live claims of some days of service, both ends included, in one
 * statement (service.sql): this runs per booking and per party that a guest taps. `organizationId` narrows it to one owner;
 * `except` leaves the claims of one reservation out, as if it were not there. Refuses with 404.
 */
export async function loadService(
  em: EntityManager,
  slug: string,
  days: { from: string; to: string } | null = null,
  organizationId: string | null = null,
  except: string | null = null,
): Promise<{ service: Service; claims: DayClaim[] }> {
  const found = await row<{ service: string; claims: string }>(
    em,
    sql`SELECT service, claims
          FROM service_of(${slug}, ${organizationId}, ${days?.from ?? null}, ${days?.to ?? null}, ${except})`,
  );
  if (!found) throw notFound('restaurant');
  const claims = JSON.parse(found.claims) as [string, string, number, number][];
  return {
    service: JSON.parse(found.service) as Service,
    claims: claims.map(([tableId, day, from, to]) => ({ tableId, day, from, to })),
  };
}
