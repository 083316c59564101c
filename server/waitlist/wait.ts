import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { keepBookings } from '../conversations/chatBookings.ts';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { bookingToken, type Links } from '../reservations/booking.ts';
import type { Source, Status } from '../reservations/contract.ts';
import { houseNumber } from '../restaurants/card.ts';
import { clockTime, wallClock } from '../restaurants/clock.ts';
import { openId, sealId } from '../token.ts';
import type { GuestWait, WaitKind, WaitRow, WaitStatus } from './contract.ts';

/** A link to a wait is good until this many days after its day. */
const LINK_DAYS = 30;

/** What is offered to somebody, as it was when it was: a change of the settings since then breaks no promise. */
export type StandingOffer = {
  minute: number;
  time: string;
  shift: string;
  /** Instants, ISO 8601. */
  startsAt: string;
  endsAt: string;
  freeAt: string;
  /** The staff answer it, as any booking of such a party. */
  request: boolean;
  /** The staff offered it themselves: it is theirs without further question. */
  byHand: boolean;
  tables: string[];
  tableIds: string[];
};

/** A wait with all that its verbs need. Minutes of the day of service; instants ISO 8601. */
export type Wait = {
  id: string;
  organizationId: string;
  restaurantId: string;
  slug: string;
  kind: WaitKind;
  status: WaitStatus;
  guestId: string | null;
  day: string;
  fromMinute: number | null;
  toMinute: number | null;
  party: number;
  area: string | null;
  remark: string | null;
  source: Source;
  locale: Locale;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  addedBy: string | null;
  conversationId: string | null;
  notify: boolean;
  joinedAt: string;
  holdId: string | null;
  offer: StandingOffer | null;
  offeredUntil: string | null;
  /** The offer's minutes are over, by the database's clock, as its hold's are. */
  lapsed: boolean;
  offers: number;
  quotedMinutes: number | null;
  reservationId: string | null;
  reference: string | null;
  /** How it stands by now, and for when: it may have been changed since. */
  booked: { status: Status; day: string; time: string } | null;
  revision: number;
  /** The wait that its contact had already: nothing is offered to this one, and the staff do not see it. */
  echoOf: string | null;
  clock: string;
  restaurant: { name: string; phone: string | null; timeZone: string; accent: string | null };
};

const read = sql`
  SELECT w.id, w.organization_id AS "organizationId", w.restaurant_id AS "restaurantId", x.slug, w.kind, w.status,
         w.guest_id AS "guestId", w.service_date::text AS day, w.from_minute AS "fromMinute", w.to_minute AS "toMinute",
         w.party, w.area, w.remark, w.source, w.locale, w.first_name AS "firstName", w.last_name AS "lastName",
         w.email, w.phone, w.added_by AS "addedBy", w.conversation_id AS "conversationId", w.notify,
         iso(w.joined_at) AS "joinedAt", w.hold_id AS "holdId", w.offer, iso(w.offered_until) AS "offeredUntil",
         coalesce(w.offered_until <= clock_timestamp(), false) AS lapsed, w.offers,
         w.quoted_minutes AS "quotedMinutes", w.reservation_id AS "reservationId", r.reference,
         CASE WHEN r.id IS NOT NULL
              THEN json_build_object('status', r.status, 'day', r.service_date, 'time', clock(r.minute)) END AS booked,
         w.revision, w.echo_of AS "echoOf",
         iso(clock_timestamp()) AS clock,
         json_build_object('name', x.name, 'phone', x.phone, 'timeZone', x.time_zone, 'accent', x.accent) AS restaurant
    FROM waits w
    JOIN restaurants x ON x.id = w.restaurant_id AND x.organization_id = w.organization_id
    LEFT JOIN reservations r ON r.id = w.reservation_id AND r.organization_id = w.organization_id`;

/** A wait, or null. `organizationId` narrows it to one owner. */
export function readWait(
  em: EntityManager,
  id: string,
  organizationId: string | null = null,
): Promise<Wait | null> {
  return row<Wait>(
    em,
    sql`${read} WHERE w.id = ${id} AND (${organizationId}::uuid IS NULL OR w.organization_id = ${organizationId})`,
  );
}

/** The wait, its row locked first: two who change it do so one after the other. Refuses with 404. */
export async function lockWait(
  em: EntityManager,
  id: string,
  organizationId: string | null = null,
): Promise<Wait> {
  await row(em, sql`SELECT 1 FROM waits WHERE id = ${id} FOR NO KEY UPDATE`);
  const wait = await readWait(em, id, organizationId);
  if (!wait) throw notFound('wait');
  return wait;
}

/** Some of a restaurant's waits, read in the order of asking: priority, then who joined first. */
export function readWaits(
  em: EntityManager,
  which: {
    organizationId: string;
    restaurantId: string;
    day: string;
    kind: WaitKind;
    statuses: WaitStatus[];
  },
): Promise<Wait[]> {
  return rows<Wait>(
    em,
    sql`${read} WHERE w.restaurant_id = ${which.restaurantId} AND w.organization_id = ${which.organizationId}
           AND w.service_date = ${which.day}::date AND w.kind = ${which.kind}
           AND w.status = ANY (${which.statuses}::text[]) AND w.echo_of IS NULL
         ORDER BY w.priority DESC, w.joined_at, w.id`,
  );
}

/** As the staff see it. Refuses with 404. */
export async function waitRow(em: EntityManager, organizationId: string, id: string): Promise<WaitRow> {
  const found = await row<{ wait: WaitRow }>(
    em,
    sql`SELECT wait FROM wait_rows WHERE id = ${id} AND organization_id = ${organizationId}`,
  );
  if (!found) throw notFound('wait');
  return found.wait;
}

/** Tells the panels what a wait has become, and answers the row. Of all that a transaction does, the last. */
export async function announceWait(
  em: EntityManager,
  wait: Pick<Wait, 'id' | 'organizationId' | 'restaurantId'>,
): Promise<WaitRow> {
  const told = await waitRow(em, wait.organizationId, wait.id);
  await announce(em, wait, { kind: 'wait', wait: told });
  return told;
}

/** Who changes a wait. */
export type Changer = { by: 'guest' } | { by: 'clock' } | { by: 'staff'; staffId: string };

/** Writes what a wait has become, with its history; the row is locked, and announced by the caller. */
export async function becomes(
  em: EntityManager,
  wait: Pick<Wait, 'id' | 'organizationId'>,
  status: WaitStatus,
  who: Changer,
  now: Date,
  undone: string | null = null,
): Promise<void> {
  await row(
    em,
    sql`SELECT wait_becomes(${wait.organizationId}, ${wait.id}, ${status}, ${now.toISOString()}::timestamptz, ${who.by},
          ${who.by === 'staff' ? who.staffId : null}, ${undone})`,
  );
}

/**
 * Writes down what a wait has become: which reservation, and in the reservation's history for what hours they had
 * waited, or since when they stood at the door.
 */
export async function becomesReservation(
  em: EntityManager,
  wait: Wait,
  reservation: string,
  who: Changer,
  through: 'page' | 'chat' | 'panel',
): Promise<void> {
  const { id, organizationId, conversationId, fromMinute, toMinute, joinedAt, restaurant } = wait;
  const waited =
    fromMinute === null || toMinute === null
      ? clockTime(wallClock(new Date(joinedAt), restaurant.timeZone).minute)
      : `${clockTime(fromMinute)}–${clockTime(toMinute)}`;
  await row(
    em,
    sql`UPDATE waits SET reservation_id = ${reservation} WHERE id = ${id} AND organization_id = ${organizationId}`,
  );
  if (conversationId) await keepBookings(em, { id: conversationId, organizationId }, [reservation]);
  await row(
    em,
    sql`INSERT INTO reservation_changes (organization_id, reservation_id, kind, by_whom, staff_id, through, what)
        VALUES (${organizationId}, ${reservation}, 'changed', ${who.by}, ${who.by === 'staff' ? who.staffId : null},
                ${through}, ${JSON.stringify([{ what: 'waited', from: null, to: waited }])}::jsonb)`,
  );
}

/** The token of a wait's page. */
export function waitToken(links: Links, id: string): string {
  return sealId(links.secret, 'wait', id);
}

/** The address of a wait's page. */
export function waitUrl(links: Links, id: string): string {
  return `${links.baseUrl}/w/${waitToken(links, id)}`;
}

/** The wait behind a link. Refuses a link that is not ours with 404, one that is too old with 410. */
export async function waitByToken(em: EntityManager, links: Links, token: string, now: Date): Promise<Wait> {
  const id = openId(links.secret, 'wait', token);
  const wait = id && (await readWait(em, id));
  if (!wait) throw notFound('wait');
  if (now.getTime() > Date.parse(`${wait.day}T00:00:00Z`) + (LINK_DAYS + 1) * 86_400_000) {
    throw new Refusal('link_expired', 410, 'This link is no longer valid.');
  }
  return wait;
}

const clock = (minute: number | null) => (minute === null ? null : clockTime(minute));

/** A wait as its guest sees it. `standing`: where they are in the queue. */
export function guestWait(
  wait: Wait,
  links: Links,
  standing: { position: number; minutes: number | null } | null,
): GuestWait {
  const { id, kind, status, day, offer, offeredUntil, reservationId, reference, booked, restaurant } = wait;
  return {
    token: waitToken(links, id),
    waitUrl: waitUrl(links, id),
    kind,
    status,
    now: wait.clock,
    day,
    from: clock(wait.fromMinute),
    to: clock(wait.toMinute),
    party: wait.party,
    area: wait.area,
    remark: wait.remark,
    firstName: wait.firstName,
    lastName: wait.lastName,
    locale: wait.locale,
    joinedAt: wait.joinedAt,
    offer:
      offer && offeredUntil !== null
        ? { day, time: offer.time, shift: offer.shift, until: offeredUntil }
        : null,
    position: standing?.position ?? null,
    minutes: standing?.minutes ?? null,
    booking:
      status === 'taken' && reservationId !== null && reference !== null && booked !== null
        ? {
            token: bookingToken(links, reservationId),
            reference,
            ...booked,
            manageUrl: `${links.baseUrl}/b/${bookingToken(links, reservationId)}`,
          }
        : null,
    restaurant: { slug: wait.slug, ...restaurant, phoneFormatted: houseNumber(restaurant.phone) },
  };
}
