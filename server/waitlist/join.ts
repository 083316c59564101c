import type { EntityManager } from '@mikro-orm/postgresql';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, minuteOf, mustBeDay, mustBeOffered } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import { isBookable, isOffered, slotsOf } from '../availability/slots.ts';
import { agreedTo } from '../consents/record.ts';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { cleanLine, cleanText, readEmail, readPhone } from '../guests/contacts.ts';
import { hashOf } from '../idempotency.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import type { Source } from '../reservations/contract.ts';
import { placesFor } from '../seating/fit.ts';
import type { StaffActor } from '../serve.ts';
import type { JoinRequest, QueueRequest, StaffJoinRequest, WaitRow } from './contract.ts';
import { joinedWith, type NewWait, type Person, writeWait } from './enlist.ts';
import { readWait, type Wait, waitRow } from './wait.ts';

/**
 * A guest waits for a table of a day that is full. Refuses with 400 (the field), 404, 409 waitlist_closed, not_full
 * (with what can be booked now), slot_not_open (nothing of that range could ever be had), 422 key_reused.
 */
export async function joinList(
  em: EntityManager,
  asked: { slug: string; request: JoinRequest; source: Source; key: string | undefined },
  now: Date,
): Promise<Wait> {
  const { slug, request, source } = asked;
  const { day, party } = request;
  mustBeDay(day);
  const { service, claims } = await loadService(em, slug, around(day));
  const { fromMinute, toMinute } = readRange(request);
  const wish = readWish(service, asked, { fromMinute, toMinute });
  // Before any refusal: this may be a request that was heard before, and what it was answered still holds.
  const earlier = await joinedWith(em, service, wish);
  if (earlier) return (await readWait(em, earlier))!;
  if (!(await isOpen(em, service))) {
    throw new Refusal('waitlist_closed', 409, 'This restaurant keeps no waitlist.');
  }
  if (source !== 'chat' && source !== 'whatsapp' && request.conversation) {
    throw invalid('conversation', 'unknown_field', 'Only a chat has a conversation.');
  }
  const area = wish.area ?? undefined;
  if (!placesFor(service.places, party, area).some((place) => isOffered(place, 'guest'))) {
    throw new Refusal('slot_not_open', 409, 'There is no table for so many.', { reason: 'no_table' });
  }
  const asItIs = slotsOf(service, day, party, now, claims, area).filter(
    ({ minute }) => minute >= fromMinute && minute <= toMinute,
  );
  const slots = await roomMadeOn(em, service, { day, party, area }, asItIs);
  const open = slots.filter(isBookable);
  if (open.length > 0) {
    const alternatives = open.slice(0, 3).map(({ time, shift }) => ({ day, time, shift }));
    throw new Refusal('not_full', 409, 'A table can be booked now.', { alternatives });
  }
  if (!slots.some(({ status }) => status === 'full')) {
    const reason = slots[0]?.reason ?? 'closed';
    throw new Refusal('slot_not_open', 409, 'Nothing can be had at these hours.', { reason });
  }
  return writeWait(em, service, wish);
}

/** The staff put somebody on the waitlist; see the contract. */
export async function joinByStaff(
  em: EntityManager,
  asked: { who: StaffActor; request: StaffJoinRequest; key: string | undefined },
): Promise<WaitRow> {
  const { who, request } = asked;
  mustBeDay(request.day);
  const { service } = await loadService(em, request.restaurant, around(request.day), who.organizationId);
  const guest = await readPerson(em, service, request.guest, who);
  if (!guest.firstName && !guest.lastName) {
    throw invalid('guest.firstName', 'required', 'A name is needed.');
  }
  if (!guest.id && !guest.phone && !guest.email) {
    throw invalid('guest.phone', 'required', 'A phone number or an address is needed.');
  }
  const wish = {
    ...handWish(service, asked, guest),
    ...readRange(request),
    kind: 'list' as const,
    day: request.day,
    source: 'staff' as const,
    quotedMinutes: null,
  };
  const wait = await writeWait(em, service, wish);
  return waitRow(em, who.organizationId, wait.id);
}

/** What a wait that the staff write down has, whichever list it is on. */
export function handWish(
  service: Service,
  {
    who,
    request,
    key,
  }: { who: StaffActor; request: StaffJoinRequest | QueueRequest; key: string | undefined },
  guest: Person & { locale: Locale },
) {
  const area = request.area?.trim() || null;
  if (area && !service.places.some((place) => place.area === area)) {
    throw invalid('area', 'invalid', 'This restaurant has no such area.');
  }
  return {
    party: request.party,
    area,
    guest,
    remark: cleanText(request.remark ?? '') || null,
    locale: guest.locale,
    addedBy: who.id,
    conversation: null,
    notify: request.notify ?? true,
    ...agreedTo({}, guest.locale, service.name),
    key: key ?? null,
    requestHash: key ? hashOf(request) : null,
  };
}

/** A record of the guest book, or what is known of somebody new; a party at the door may be nobody known. */
export async function readPerson(
  em: EntityManager,
  service: Service,
  given: StaffJoinRequest['guest'],
  { organizationId }: StaffActor,
  locale?: Locale,
): Promise<Person & { locale: Locale }> {
  if (given.id) {
    const known = await row<Person & { locale: Locale }>(
      em,
      sql`SELECT id, first_name AS "firstName", last_name AS "lastName", phone, email, locale
            FROM guests WHERE id = ${given.id} AND organization_id = ${organizationId}`,
    );
    if (!known) throw notFound('guest');
    return locale ? { ...known, locale } : known;
  }
  return {
    id: null,
    firstName: cleanLine(given.firstName ?? ''),
    lastName: cleanLine(given.lastName ?? ''),
    phone: given.phone?.trim() ? readPhone(given.phone, service.country).e164 : null,
    email: readEmail(given.email),
    locale: locale ?? service.locale,
  };
}

/** A range as minutes of the day of service; one that ends before it begins ends after midnight. */
function readRange({ from, to }: { from: string; to: string }): { fromMinute: number; toMinute: number } {
  const fromMinute = minuteOf(from);
  const toMinute = minuteOf(to) < fromMinute ? minuteOf(to) + 1440 : minuteOf(to);
  if (toMinute > 1799) throw invalid('to', 'invalid', 'A day of service ends at 05:59.');
  return { fromMinute, toMinute };
}

function readWish(
  service: Service,
  asked: { request: JoinRequest; source: Source; key: string | undefined },
  range: { fromMinute: number; toMinute: number },
): NewWait {
  const { request, source, key } = asked;
  const area = request.area?.trim() || undefined;
  mustBeOffered(service, area);
  const locale = request.locale as Locale;
  const firstName = cleanLine(request.guest.firstName);
  if (!firstName) throw invalid('guest.firstName', 'required', 'A name is needed.');
  const { phone, phoneCountry, email, lastName } = request.guest;
  const person = {
    id: null,
    firstName,
    lastName: cleanLine(lastName ?? ''),
    phone: phone?.trim() ? readPhone(phone, phoneCountry ?? service.country).e164 : null,
    email: readEmail(email),
  };
  if (!person.phone && !person.email) {
    throw invalid('guest.phone', 'required', 'A phone number or an address is needed.');
  }
  return {
    kind: 'list',
    day: request.day,
    ...range,
    party: request.party,
    area: area ?? null,
    guest: person,
    remark: cleanText(request.remark ?? '') || null,
    locale,
    source,
    addedBy: null,
    conversation: request.conversation ?? null,
    notify: true,
    quotedMinutes: null,
    ...agreedTo(request.consents ?? {}, locale, service.name),
    key: key ?? null,
    requestHash: key ? hashOf(request) : null,
  };
}

/** Whether guests may join by themselves. */
export async function isOpen(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
): Promise<boolean> {
  const found = await row<{ open: boolean }>(
    em,
    sql`SELECT waitlist_open AS open FROM restaurants
         WHERE id = ${service.id} AND organization_id = ${service.organizationId}`,
  );
  return found!.open;
}
