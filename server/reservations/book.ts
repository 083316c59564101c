import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Elsewhere } from '../availability/contract.ts';
import { elsewhereOn } from '../availability/elsewhere.ts';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, minuteOf, mustBeDay, mustBeOffered, nearestTo } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import { isBookable, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { agreedTo } from '../consents/record.ts';
import { row, sql } from '../db/sql.ts';
import { cleanLine, cleanText, readEmail, readPhone } from '../guests/contacts.ts';
import { introduce } from '../guests/introduction.ts';
import { openHold } from '../holds/hold.ts';
import { invalid, Refusal } from '../refusal.ts';
import { BOUNDS, type Move } from '../seating/pack.ts';
import { type KeptBooking, type Links, readBooking, withLinks } from './booking.ts';
import type { BookRequest, Source } from './contract.ts';
import { newReference } from './reference.ts';

type Asked = { slug: string; request: BookRequest; source: Source; key: string | undefined };

/**
 * Books a table: finds or makes the guest, claims the seats, writes the reservation and the consents, asks for
 * the confirmation and announces it, all or nothing.
 *
 * Refuses with 400 (the field and what is wrong with it), 404 (no such restaurant), 409 slot_not_open (with the
 * reason) or slot_taken (no table is left, or somebody was faster), both with the nearest alternatives, and 422
 * key_reused when a key comes back with another request. The same key answers the same reservation.
 *
 * Two statements: one reads what the slots are computed from, one writes (book.sql). Nothing is checked first
 * and written later that the second does not decide again.
 */
export async function book(em: EntityManager, links: Links, asked: Asked, now: Date): Promise<KeptBooking> {
  const { day } = asked.request;
  mustBeDay(day);
  const { service, wish, slots, slot, written } = await tryBooking(em, links, asked, now);
  if (written && 'booking' in written) return withLinks(written.booking, links, now);

  // Before a refusal: this may be a request that was heard before, and has its table already.
  const earlier = await bookedWith(em, service, wish);
  if (earlier) return (await readBooking(em, links, earlier, now))!;
  const refused = written?.refused;
  const elsewhere = await elsewhereOn(em, asked.slug, wish, now);
  throw await slotRefusal(em, asked.slug, wish, { slots, slot, refused, elsewhere }, now, wish.hold);
}

/** How often we begin anew when somebody was faster: where they sat down, moving others may still make room. */
const ATTEMPTS = 6;

async function tryBooking(em: EntityManager, links: Links, asked: Asked, now: Date) {
  const { day, time } = asked.request;
  const hold = asked.request.hold ? openHold(links.secret, asked.request.hold) : null;
  for (let left = ATTEMPTS; ; left -= 1) {
    const { service, claims } = await loadService(em, asked.slug, around(day), null, hold);
    const wish = { ...readWish(service, asked), hold, now: now.toISOString() };
    const slots = slotsOf(service, day, wish.party, now, claims, wish.area);
    const asItIs = slots.find((candidate) => candidate.time === time);
    const [slot] = asItIs ? await roomMadeOn(em, service, wish, [asItIs], hold, BOUNDS) : [];
    const written = slot && isBookable(slot) ? await writeBooking(em, service, wish, slot) : null;
    if (!written || !('refused' in written) || written.refused !== 'CV001' || left === 1) {
      return { service, wish, slots, slot, written };
    }
  }
}

/**
 * Why a slot could not be had, with the nearest alternatives: slot_taken when nothing is left there, or was by the
 * time we wrote (`refused`), slot_not_open otherwise. `except`: the reservation that was to move there, or the
 * guest's own hold: neither is in its own way. `elsewhere`: what the other restaurants of the organisation have.
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
  },
  now: Date,
  except: string | null = null,
): Promise<Refusal> {
  const { slots, slot, refused, elsewhere = [] } = found;
  const alternatives = await nearestTo(em, slug, wish, now, except);
  const others = { alternatives, ...(elsewhere.length > 0 && { elsewhere }) };
  if (refused || slot?.status === 'full') {
    const reason = refused === OVER_PACE ? 'pace' : (slot?.reason ?? 'no_table');
    return new Refusal('slot_taken', 409, 'Nothing is left at that time.', { reason, ...others });
  }
  const reason = slot?.reason ?? slots.find((other) => other.status === 'closed')?.reason ?? 'closed';
  return new Refusal('slot_not_open', 409, 'This time cannot be booked.', { reason, ...others });
}

/** A request that has been read: trimmed, its number in E.164, its key with what it was used for. */
function readWish(service: Service, { request, source, key }: Asked) {
  const area = request.area?.trim() || undefined;
  mustBeOffered(service, area);
  const locale = request.locale as 'fr' | 'en';
  const who = readGuest(service, request.guest, source);
  return {
    day: request.day,
    minute: minuteOf(request.time),
    party: request.party,
    area,
    guest: introduce({ ...who, locale, source }),
    remark: cleanText(request.remark ?? '') || null,
    occasion: request.occasion ?? null,
    ...agreedTo(request.consents ?? {}, locale, service.name),
    source,
    locale,
    key: key ?? null,
    requestHash: key ? hashOf(request) : null,
  };
}

/**
 * Who books. Refuses with 400 what the restaurant's form requires and was not given. In a chat nobody fills in a form:
 * there it is enough that the guest can be reached.
 */
function readGuest({ ask, country }: Service, guest: BookRequest['guest'], source: Source) {
  const phone = guest.phone?.trim();
  const who = {
    firstName: cleanLine(guest.firstName),
    lastName: cleanLine(guest.lastName),
    phone: phone ? readPhone(phone, guest.phoneCountry ?? country).e164 : null,
    email: readEmail(guest.email),
  };
  const form = source === 'widget' || source === 'page';
  const needs = (field: 'email' | 'phone' | 'lastName') => form && ask?.[field] === 'required' && !who[field];
  const required = (field: keyof typeof who) =>
    invalid(`guest.${field}`, 'required', `guest.${field} is needed.`);
  if (!who.firstName) throw required('firstName');
  if (needs('lastName')) throw required('lastName');
  if (needs('phone') || (!who.phone && !who.email)) throw required('phone');
  if (needs('email')) throw required('email');
  return who;
}

/** What a key is held against when it comes again. */
export function hashOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}

/** The slot's CHECK: somebody was faster, and with this party too many would arrive at once. */
export const OVER_PACE = 'no_slot_over_its_pace';
/** What book.sql raises: no place is left, the key is taken, or too many would arrive at once. */
const refusals = ['CV001', 'CV002', OVER_PACE];

/** Moves as makeRoom.sql takes them. */
export function movesOf(moves: Move[]) {
  return moves.map(({ id, from, to }) => ({ holder: id, from, to: to.tableIds, seats: to.maxSeats }));
}

/** Writes a booking at a slot, in one statement (book.sql); or answers why it cannot be. */
export async function writeBooking(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
  wish: object,
  slot: Omit<OfferedSlot, 'status'> & { status?: OfferedSlot['status'] },
): Promise<{ booking: string } | { refused: string }> {
  const whole = {
    status: slot.status === 'request' ? 'requested' : 'confirmed',
    ...wish,
    minute: slot.minute,
    startsAt: new Date(slot.startsAt).toISOString(),
    endsAt: new Date(slot.endsAt).toISOString(),
    freeAt: new Date(slot.freeAt).toISOString(),
    shift: slot.shift,
    places: slot.places.map((place) => place.tableIds),
    ...(slot.moves?.length && { moves: movesOf(slot.moves) }),
    references: [newReference(), newReference(), newReference()],
  };
  try {
    const written = await row<{ booking: string }>(
      em,
      sql`SELECT book(${service.organizationId}, ${service.id}, ${JSON.stringify(whole)}::jsonb)::text AS booking`,
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
  if (found && found.requestHash !== requestHash) {
    throw new Refusal('key_reused', 422, 'This Idempotency-Key was used for another request.');
  }
  return found?.id ?? null;
}
