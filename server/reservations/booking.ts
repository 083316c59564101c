import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import { houseNumber } from '../restaurants/card.ts';
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
  /** How often it has changed since it was made. */
  revision: number;
  cancelledBy: 'guest' | 'staff' | null;
};

/** Reads a reservation for its guest. Null when there is none. */
export async function readBooking(
  em: EntityManager,
  links: Links,
  id: string,
  now: Date,
): Promise<KeptBooking | null> {
  const found = await row<{ booking: string | null }>(em, sql`SELECT booking_json(${id})::text AS booking`);
  return found?.booking ? withLinks(found.booking, links, now) : null;
}

/** Reads several, in no order; those that there are. */
export async function readBookings(
  em: EntityManager,
  links: Links,
  ids: string[],
  now: Date,
): Promise<KeptBooking[]> {
  const found = await rows<{ booking: string }>(
    em,
    sql`SELECT booking::text FROM booking_rows WHERE id = ANY (${ids}::uuid[])`,
  );
  return found.map(({ booking }) => withLinks(booking, links, now));
}

/** A row of the view booking_rows, as JSON, with what the database cannot know. */
export function withLinks(row: string, links: Links, now: Date): KeptBooking {
  const kept = JSON.parse(row);
  const token = bookingToken(links, kept.id);
  const isOver = (at: string) => Date.parse(at) <= now.getTime();
  return {
    ...kept,
    // Nobody is asked for an hour that is over.
    wished: kept.wished && !isOver(kept.wished.startsAt) && !isOver(kept.startsAt) ? kept.wished : null,
    restaurant: { ...kept.restaurant, phoneFormatted: houseNumber(kept.restaurant.phone) },
    token,
    manageUrl: `${links.baseUrl}/b/${token}`,
    calendarUrl: `${links.baseUrl}/api/bookings/${token}/calendar.ics`,
    cancellable: mayStill(kept.status, kept.cancelUntil, now),
    changeable: mayStill(kept.status, kept.changeUntil, now),
    confirmable: kept.status === 'confirmed' && !kept.coming && Date.parse(kept.startsAt) > now.getTime(),
  };
}

/** Whether guests may still change, or cancel, by themselves: as long as the restaurant lets them. Null: never. */
export function mayStill(status: string, until: string | null, now: Date): boolean {
  return (
    (status === 'confirmed' || status === 'requested') && until !== null && Date.parse(until) > now.getTime()
  );
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
