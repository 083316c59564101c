import type { EntityManager } from '@mikro-orm/postgresql';
import type { Elsewhere } from '../availability/contract.ts';
import { elsewhereOn } from '../availability/elsewhere.ts';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, mustBeDay, nearestTo } from '../availability/offer.ts';
import { type DayClaim, loadService, type Service } from '../availability/service.ts';
import { isBookable, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { row, sql } from '../db/sql.ts';
import { openHold } from '../holds/hold.ts';
import { madeBefore } from '../idempotency.ts';
import { Refusal } from '../refusal.ts';
import { BOUNDS } from '../seating/pack.ts';
import { bookAtOnce } from './atOnce.ts';
import { type KeptBooking, type Links, readBooking, withLinks } from './booking.ts';
import { type Asked, readWish, wholeWish } from './wish.ts';

/**
 * Books a table: finds or makes the guest, claims the seats, writes the reservation and the consents, asks for
 * the confirmation and announces it, all or nothing.
 *
 * Refuses with 400 (the field and what is wrong with it), 404 (no such restaurant), 409 slot_not_open (with the
 * reason) or slot_taken (no table is left, or somebody was faster), both with the nearest alternatives, and 422
 * key_reused when a key comes back with another request. The same key answers the same reservation.
 *
 * What was read of the day a moment ago is tried first, together with others who book at this moment (atOnce.ts).
 * Where that does not do, two statements: one reads what the slots are computed from, one writes (book.sql).
 * Nothing is checked first and written later that the write does not decide again.
 */
export async function book(em: EntityManager, links: Links, asked: Asked, now: Date): Promise<KeptBooking> {
  const { day } = asked.request;
  mustBeDay(day);
  const atOnce = asked.request.hold ? null : await bookAtOnce(em, asked, now);
  if (atOnce) return withLinks(atOnce, links, now);

  const { service, claims, wish, slots, slot, written } = await tryBooking(em, links, asked, now);
  if (written && 'booking' in written) return withLinks(written.booking, links, now);

  // Before a refusal: this may be a request that was heard before, and has its table already.
  const earlier = await bookedWith(em, service, wish);
  if (earlier) return (await readBooking(em, links, earlier, now))!;
  const refused = written?.refused;
  const elsewhere = await elsewhereOn(em, asked.slug, wish, now);
  const areas = otherAreas(service, claims, wish, now);
  throw await slotRefusal(em, asked.slug, wish, { slots, slot, refused, elsewhere, areas }, now, wish.hold);
}

/** How often we begin anew when somebody was faster: where they sat down, moving others may still make room. */
const ATTEMPTS = 6;

async function tryBooking(em: EntityManager, links: Links, asked: Asked, now: Date) {
  const { day, time } = asked.request;
  const hold = asked.request.hold ? openHold(links.secret, asked.request.hold) : null;
  for (let left = ATTEMPTS; ; left -= 1) {
    const { service, claims } = await loadService(em, asked.slug, around(day), null, hold);
    const wish = { ...readWish(service, asked, now), hold };
    const slots = slotsOf(service, day, wish.party, now, claims, wish.area);
    const asItIs = slots.find((candidate) => candidate.time === time);
    const [slot] = asItIs ? await roomMadeOn(em, service, wish, [asItIs], hold, BOUNDS) : [];
    const written = slot && isBookable(slot) ? await writeBooking(em, service, wish, slot) : null;
    if (!written || !('refused' in written) || written.refused !== 'CV001' || left === 1) {
      return { service, claims, wish, slots, slot, written };
    }
  }
}

/** The areas that have a table at that very time, when the wished one has none. */
export function otherAreas(
  service: Service,
  claims: DayClaim[],
  { day, minute, party, area }: { day: string; minute: number; party: number; area?: string | undefined },
  now: Date,
): string[] {
  if (!area) return [];
  const slot = slotsOf(service, day, party, now, claims).find((other) => other.minute === minute);
  const open = slot && isBookable(slot) ? slot.places.map((place) => place.area) : [];
  return [...new Set(open)].filter((name) => name !== area);
}

/**
 * Why a slot could not be had, with the nearest alternatives: slot_taken when nothing is left there, or was by the
 * time we wrote (`refused`), slot_not_open otherwise. `except`: the reservation that was to move there, or the
 * guest's own hold: neither is in its own way. `elsewhere`: what the other restaurants of the organisation have;
 * `areas`: those that have a table at that time, where only one of them was wished.
 */
export async function slotRefusal(
  em: EntityManager,
  slug: string,
  wish: { day: string; minute: number; party: number; area?: string },
  found: {
    slots: OfferedSlot[];
    slot: OfferedSlot | undefined;
    refused?: string | undefined;
    elsewhere?: Elsewhere[];
    areas?: string[];
  },
  now: Date,
  except: string | null = null,
): Promise<Refusal> {
  const { slots, slot, refused, elsewhere = [], areas = [] } = found;
  const alternatives = await nearestTo(em, slug, wish, now, except);
  const others = {
    alternatives,
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(areas.length > 0 && { areas }),
  };
  if (refused || slot?.status === 'full') {
    const reason = refused === OVER_PACE ? 'pace' : (slot?.reason ?? 'no_table');
    return new Refusal('slot_taken', 409, 'Nothing is left at that time.', { reason, ...others });
  }
  const reason = slot?.reason ?? slots.find((other) => other.status === 'closed')?.reason ?? 'closed';
  return new Refusal('slot_not_open', 409, 'This time cannot be booked.', { reason, ...others });
}

/** The slot's CHECK: somebody was faster, and with this party too many would arrive at once. */
export const OVER_PACE = 'no_slot_over_its_pace';
/** What book.sql raises: no place is left, the key is taken, or too many would arrive at once. */
const refusals = ['CV001', 'CV002', OVER_PACE];

/** Writes a booking at a slot, in one statement (book.sql); or answers why it cannot be. */
export async function writeBooking(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
  wish: object,
  slot: Omit<OfferedSlot, 'status'> & { status?: OfferedSlot['status'] },
): Promise<{ booking: string } | { refused: string }> {
  const wishes = JSON.stringify([wholeWish(wish, slot)]);
  try {
    const written = await row<{ booking: string }>(
      em,
      sql`SELECT book(${service.organizationId}, ${service.id}, NULL, ${wishes}::jsonb) AS booking`,
    );
    return written!;
  } catch (fault) {
    const { code, constraint } = fault as { code?: string; constraint?: string };
    const refused = refusals.find((known) => known === code || known === constraint);
    if (refused) return { refused };
    throw fault;
  }
}

/** The reservation that an Idempotency-Key has made already. Refuses a key that was used for another request. */
export async function bookedWith(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
  { key, requestHash }: { key: string | null; requestHash: string | null },
): Promise<string | null> {
  if (!key) return null;
  const found = await row<{ id: string; requestHash: string }>(
    em,
    sql`SELECT id, request_hash AS "requestHash" FROM reservations
         WHERE organization_id = ${service.organizationId} AND restaurant_id = ${service.id}
           AND idempotency_key = ${key}`,
  );
  return madeBefore(found, requestHash);
}
