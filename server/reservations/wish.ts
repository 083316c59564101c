import { minuteOf, mustBeOffered } from '../availability/offer.ts';
import type { Service } from '../availability/service.ts';
import type { OfferedSlot } from '../availability/slots.ts';
import { agreedTo } from '../consents/record.ts';
import { cleanLine, cleanText, readEmail, readPhone } from '../guests/contacts.ts';
import { introduce } from '../guests/introduction.ts';
import { hashOf } from '../idempotency.ts';
import { invalid } from '../refusal.ts';
import type { Move } from '../seating/party.ts';
import type { BookRequest, Source } from './contract.ts';
import { newReference } from './reference.ts';

/** What guests wish who book by themselves, and a wish as the database takes it. */

export type Asked = { slug: string; request: BookRequest; source: Source; key: string | undefined };

/** A request that has been read: trimmed, its number in E.164, its key with what it was used for. */
export function readWish(service: Service, { request, source, key }: Asked, now: Date) {
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
    now: now.toISOString(),
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

/** Moves as makeRoom.sql takes them. */
export function movesOf(moves: Move[]) {
  return moves.map(({ id, from, to }) => ({ holder: id, from, to: to.tableIds, seats: to.maxSeats }));
}

/** A wish and its slot, as book.sql takes them. */
export function wholeWish(
  wish: object,
  slot: Omit<OfferedSlot, 'status'> & { status?: OfferedSlot['status'] },
): object {
  return {
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
}
