import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import { openId, sealId } from '../token.ts';
import type { Booking } from './contract.ts';

/** What links are made of. */
export type Links = { secret: string; baseUrl: string };

/** A link to a reservation is good until this many days after it began. */
const LINK_DAYS = 30;

/** The token of a reservation's page. */
export function bookingToken(links: Links, reservationId: string): string {
  return sealId(links.secret, 'booking', reservationId);
}

/** A reservation as its guest sees it, with all that its messages and its calendar file need. */
export type KeptBooking = Booking & {
  id: string;
  organizationId: string;
  restaurantId: string;
  guestId: string;
  email: string | null;
};

/** Reads a reservation for its guest. Null when there is none. */
export async function readBooking(
  em: EntityManager,
  links: Links,
  id: string,
  now: Date,
): Promise<KeptBooking | null> {
  const found = await row<{ booking: string }>(
    em,
    sql`
      SELECT json_build_object(
        'id', r.id, 'organizationId', r.organization_id, 'restaurantId', r.restaurant_id, 'guestId', r.guest_id,
        'email', r.email, 'reference', r.reference, 'status', r.status, 'day', r.service_date,
        'time', clock(r.minute), 'startsAt', iso(r.starts_at), 'endsAt', iso(r.ends_at), 'party', r.party,
        'shift', r.shift_name, 'area', r.area_name, 'remark', r.remark, 'occasion', r.occasion,
        'firstName', r.first_name, 'lastName', r.last_name, 'locale', r.locale,
        'restaurant', json_build_object('slug', x.slug, 'name', x.name, 'phone', x.phone, 'timeZone', x.time_zone,
          'accent', x.accent, 'address', json_build_object('street', x.street, 'postcode', x.postcode,
            'city', x.city, 'country', x.country))
      )::text AS booking
        FROM reservations r
        JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
       WHERE r.id = ${id}`,
  );
  if (!found) return null;
  const kept = JSON.parse(found.booking);
  const token = bookingToken(links, id);
  return {
    ...kept,
    token,
    manageUrl: `${links.baseUrl}/b/${token}`,
    calendarUrl: `${links.baseUrl}/api/bookings/${token}/calendar.ics`,
    cancellable: isCancellable(kept.status, new Date(kept.startsAt), now),
  };
}

/** A guest may cancel until the hour they are expected. */
export function isCancellable(status: string, startsAt: Date, now: Date): boolean {
  return (status === 'confirmed' || status === 'requested') && startsAt > now;
}

/** The reservation behind a link. Refuses a link that is not ours with 404, one that is too old with 410. */
export async function bookingByToken(
  em: EntityManager,
  links: Links,
  token: string,
  now: Date,
): Promise<KeptBooking> {
  const id = openId(links.secret, 'booking', token);
  const booking = id && (await readBooking(em, links, id, now));
  if (!booking) throw notFound('booking');
  if (now.getTime() > Date.parse(booking.startsAt) + LINK_DAYS * 86_400_000) {
    throw new Refusal('link_expired', 410, 'This link is no longer valid.');
  }
  return booking;
}
