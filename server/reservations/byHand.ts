import type { EntityManager } from '@mikro-orm/postgresql';
import { around, minuteOf, mustBeDay } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import { agreedTo } from '../consents/record.ts';
import { row, sql } from '../db/sql.ts';
import { cleanLine, cleanText, readEmail, readPhone } from '../guests/contacts.ts';
import { introduce } from '../guests/introduction.ts';
import { hashOf } from '../idempotency.ts';
import { invalid, notFound } from '../refusal.ts';
import type { StaffActor } from '../serve.ts';
import { bookedWith, OVER_PACE, writeBooking } from './book.ts';
import type { ReservationRow, StaffBookRequest } from './contract.ts';
import { sittingAt } from './reach.ts';
import { reservationRow } from './rows.ts';
import { handRefusal, isLongPast, mayOverbook, waysIn } from './waysIn.ts';

/**
 * The staff write a reservation by hand, or a walk-in, at any hour of any day, for any party: what binds guests
 * does not bind them. Only a table that is taken, and the pace in all, do, and those a manager may go beyond
 * knowingly (`overbook`), which is written down.
 *
 * Refuses with 400 (the field), 403 a host who overbooks, 404 (restaurant, guest), 409 slot_not_open (reason past),
 * slot_taken (reason no_table or pace, with alternatives of the day), table_taken (of those chosen by hand, one is
 * somebody else's) and 422 key_reused.
 */
export async function bookByHand(
  em: EntityManager,
  asked: { who: StaffActor; request: StaffBookRequest; key: string | undefined },
  now: Date,
): Promise<ReservationRow> {
  const { who, request } = asked;
  const { day, party } = request;
  mustBeDay(day);
  mayOverbook(who, request.overbook);
  const { service, claims } = await loadService(em, request.restaurant, around(day), who.organizationId);
  const minutes = request.minutes ?? null;
  const sitting = sittingAt(service, { day, minute: minuteOf(request.time), party, minutes });
  const walkIn = request.source === 'walk_in';
  const wish = await readWish(em, service, asked);

  let refused = isLongPast(sitting, now) ? 'past' : 'no_table';
  const tries =
    refused === 'past' ? [] : await waysIn(em, service, { ...request, walkIn }, { sitting, claims });
  for (const { beyondPace, ...slot } of tries) {
    if (beyondPace !== (refused === OVER_PACE)) continue;
    const written = await writeBooking(em, service, { ...wish, beyondPace }, slot);
    if ('booking' in written) {
      return reservationRow(em, who.organizationId, (JSON.parse(written.booking) as { id: string }).id);
    }
    refused = written.refused;
  }
  const earlier = await bookedWith(em, service, wish);
  if (earlier) return reservationRow(em, who.organizationId, earlier);
  throw handRefusal({ service, claims, sitting, request, refused }, now);
}

/** A request that has been read: its guest found or presented, its text cleaned. */
async function readWish(
  em: EntityManager,
  service: Service,
  { who, request, key }: { who: StaffActor; request: StaffBookRequest; key: string | undefined },
) {
  const source = request.source ?? 'staff';
  const guest = await readGuest(em, service, request, who);
  return {
    day: request.day,
    party: request.party,
    guestId: guest.id,
    guest: introduce({ ...guest, source }),
    remark: cleanText(request.remark ?? '') || null,
    occasion: request.occasion ?? null,
    ...agreedTo({}, guest.locale, service.name),
    source,
    locale: guest.locale,
    status: request.status ?? 'confirmed',
    bookedBy: who.id,
    overbookedBy: request.overbook ? who.id : null,
    notify: request.notify ?? true,
    pinned: request.tables !== undefined,
    turnMinutes: request.minutes ?? null,
    key: key ?? null,
    requestHash: key ? hashOf(request) : null,
  };
}

type WhoComes = {
  id: string | null;
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
  locale: 'fr' | 'en';
};

/** Somebody of the guest book, somebody new, or a passer-by who left no name. */
async function readGuest(
  em: EntityManager,
  service: Service,
  { guest, locale, source }: StaffBookRequest,
  { organizationId }: StaffActor,
): Promise<WhoComes> {
  if (guest.id) {
    const known = await row<WhoComes>(
      em,
      sql`SELECT id, first_name AS "firstName", last_name AS "lastName", phone, email, locale
            FROM guests WHERE id = ${guest.id} AND organization_id = ${organizationId}`,
    );
    if (!known) throw notFound('guest');
    return locale ? { ...known, locale: locale as 'fr' | 'en' } : known;
  }
  const person = {
    id: null,
    firstName: cleanLine(guest.firstName ?? ''),
    lastName: cleanLine(guest.lastName ?? ''),
    phone: guest.phone?.trim() ? readPhone(guest.phone, service.country).e164 : null,
    email: readEmail(guest.email),
    locale: (locale ?? service.locale) as 'fr' | 'en',
  };
  if (person.firstName || person.lastName) return person;
  if (source !== 'walk_in') throw invalid('guest.firstName', 'required', 'A name is needed.');
  if (person.phone || person.email) return { ...person, firstName: passerBy[person.locale] };
  return { ...person, id: await unnamedGuest(em, service), firstName: passerBy[person.locale] };
}

const passerBy = { fr: 'De passage', en: 'Walk-in' };

/** The one record that stands for everybody who walked in and left no name. */
async function unnamedGuest(em: EntityManager, service: Service): Promise<string> {
  const find = () =>
    row<{ id: string }>(
      em,
      sql`SELECT id FROM guests WHERE organization_id = ${service.organizationId} AND unnamed`,
    );
  const known = await find();
  if (known) return known.id;
  await row(
    em,
    sql`INSERT INTO guests (organization_id, first_name, last_name, locale, source, unnamed)
        VALUES (${service.organizationId}, ${passerBy[service.locale]}, '', ${service.locale}, 'walk_in', true)
        ON CONFLICT DO NOTHING`,
  );
  return (await find())!.id;
}
