import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { minuteOf, mustBeDay, nearestTo, offeredSlots } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import type { OfferedSlot } from '../availability/slots.ts';
import { recordConsents } from '../consents/record.ts';
import { consentWords } from '../consents/words.ts';
import { row, sql } from '../db/sql.ts';
import { cleanLine, cleanText, readEmail, readPhone } from '../guests/contacts.ts';
import { knowGuest } from '../guests/know.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { announce } from '../live/announce.ts';
import { invalid, Refusal } from '../refusal.ts';
import { claimFirst } from '../seating/claim.ts';
import { type KeptBooking, type Links, readBooking } from './booking.ts';
import type { BookRequest, Source } from './contract.ts';
import { newReference } from './reference.ts';
import { reservationRow } from './rows.ts';

type Asked = { slug: string; request: BookRequest; source: Source; key: string | undefined };

/**
 * Books a table: finds or makes the guest, claims the seats, writes the reservation and the consents, asks for
 * the confirmation and announces it, all or nothing.
 *
 * Refuses with 400 (the field and what is wrong with it), 404 (no such restaurant), 409 slot_not_open (with the
 * reason) or slot_taken (no table is left, or somebody was faster), both with the nearest alternatives, and 422
 * key_reused when a key comes back with another request. The same key answers the same reservation.
 */
export async function book(em: EntityManager, links: Links, asked: Asked, now: Date): Promise<KeptBooking> {
  const service = await loadService(em, asked.slug);
  const wish = readWish(service, asked.request);
  const requestHash = createHash('sha256').update(JSON.stringify(asked.request)).digest('base64url');
  const earlier = await bookedWith(em, service, asked.key, requestHash);
  if (earlier) return (await readBooking(em, links, earlier, now))!;

  try {
    const id = await em.fork().transactional((tx) => bookOnce(tx, service, wish, asked, requestHash, now));
    return (await readBooking(em, links, id, now))!;
  } catch (fault) {
    if (fault instanceof KeyTaken) {
      // The same request, sent twice, at one moment: the other one made it.
      const other = await bookedWith(em, service, asked.key, requestHash);
      if (other) return (await readBooking(em, links, other, now))!;
    }
    if (fault instanceof Refusal && (fault.code === 'slot_taken' || fault.code === 'slot_not_open')) {
      const alternatives = await nearestTo(em.fork(), service, wish, now);
      throw new Refusal(fault.code, fault.status, fault.message, { ...fault.detail, alternatives });
    }
    throw fault;
  }
}

/** Somebody else's transaction holds this Idempotency-Key. */
class KeyTaken extends Error {}

/** A request that has been read: trimmed, its number in E.164, its day one of the calendar. */
type Wish = ReturnType<typeof readWish>;

function readWish(service: Service, request: BookRequest) {
  mustBeDay(request.day);
  const area = request.area?.trim() || undefined;
  if (area && !service.places.some((place) => place.area === area)) {
    throw invalid('area', 'invalid', 'This restaurant has no such area.');
  }
  const firstName = cleanLine(request.guest.firstName);
  const lastName = cleanLine(request.guest.lastName);
  if (!firstName) throw invalid('guest.firstName', 'required', 'A name is needed.');
  const phone = readPhone(request.guest.phone, request.guest.phoneCountry ?? service.country);
  // Words of a version that never was are refused before anything is done.
  consentWords(request.consents?.version, request.locale as 'fr' | 'en', service.name);
  return {
    day: request.day,
    time: request.time,
    minute: minuteOf(request.time),
    party: request.party,
    area,
    firstName,
    lastName,
    phone: phone.e164,
    email: readEmail(request.guest.email),
    remark: cleanText(request.remark ?? '') || null,
    occasion: request.occasion ?? null,
    consents: request.consents ?? {},
    locale: request.locale as 'fr' | 'en',
  };
}

async function bookedWith(
  em: EntityManager,
  service: Service,
  key: string | undefined,
  requestHash: string,
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

// Locks are taken in one order everywhere, so that bookings wait for each other but never in a circle: the
// guest's contact, the key, the guest, the tables, the restaurant's event counter.
async function bookOnce(
  em: EntityManager,
  service: Service,
  wish: Wish,
  asked: Asked,
  requestHash: string,
  now: Date,
): Promise<string> {
  const { organizationId, id: restaurantId } = service;
  const slots = await offeredSlots(em, service, wish.day, wish.party, now, wish.area);
  const slot = openSlot(slots, wish.time);
  const guestId = await knowGuest(em, { ...wish, organizationId, source: asked.source });
  const id = await writeReservation(em, service, wish, asked, slot, guestId, requestHash);
  const span = {
    organizationId,
    restaurantId,
    holderId: id,
    day: wish.day,
    from: slot.startsAt,
    to: slot.freeAt,
  };
  const place = await claimFirst(em, span, slot.places);
  if (!place) throw new Refusal('slot_taken', 409, 'Somebody was faster: no table is left at that time.');
  const at = { organizationId, restaurantId, guestId, restaurantName: service.name };
  await recordConsents(em, at, wish.consents, { source: asked.source, locale: wish.locale });
  await row(
    em,
    sql`UPDATE reservations SET area_name = ${place.area} WHERE id = ${id} AND organization_id = ${organizationId}`,
  );
  await enqueue(em, 'send_confirmation', { reservation: id });
  const reservation = await reservationRow(em, organizationId, id);
  await announce(
    em,
    { organizationId, restaurantId },
    { kind: 'reservation', change: 'booked', reservation },
  );
  return id;
}

function openSlot(slots: OfferedSlot[], time: string): OfferedSlot {
  const slot = slots.find((candidate) => candidate.time === time);
  if (slot?.status === 'open') return slot;
  if (slot?.status === 'full') throw new Refusal('slot_taken', 409, 'No table is left at that time.');
  const reason = slot?.reason ?? slots[0]?.reason ?? 'closed';
  throw new Refusal('slot_not_open', 409, 'This time cannot be booked.', { reason });
}

async function writeReservation(
  em: EntityManager,
  service: Service,
  wish: Wish,
  asked: Asked,
  slot: OfferedSlot,
  guestId: string,
  requestHash: string,
): Promise<string> {
  // A reference that exists already is so rare that a second try finds a free one.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const written = await row<{ id: string }>(
      em,
      sql`INSERT INTO reservations
            (organization_id, restaurant_id, guest_id, reference, status, service_date, minute, starts_at, ends_at,
             party, shift_name, remark, occasion, source, locale, first_name, last_name, email, phone,
             idempotency_key, request_hash)
          VALUES (${service.organizationId}, ${service.id}, ${guestId}, ${newReference()}, 'confirmed',
             ${wish.day}, ${slot.minute}, ${new Date(slot.startsAt).toISOString()},
             ${new Date(slot.endsAt).toISOString()}, ${wish.party}, ${slot.shift}, ${wish.remark}, ${wish.occasion},
             ${asked.source}, ${wish.locale}, ${wish.firstName}, ${wish.lastName}, ${wish.email}, ${wish.phone},
             ${asked.key ?? null}, ${asked.key ? requestHash : null})
          ON CONFLICT DO NOTHING RETURNING id`,
    );
    if (written) return written.id;
    if (asked.key && (await bookedWith(em, service, asked.key, requestHash))) throw new KeyTaken();
  }
  throw new Error('no free reference found');
}
