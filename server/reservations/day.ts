import type { EntityManager } from '@mikro-orm/postgresql';
import { minuteOf, mustBeDay } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { shiftsOn } from '../availability/shifts.ts';
import { rows, sql } from '../db/sql.ts';
import { lastEvent } from '../live/announce.ts';
import { invalid, notFound } from '../refusal.ts';
import { addDays, clockTime, instantsOf, wallClock } from '../restaurants/clock.ts';
import type { GuestReservation, ReservationRow } from './contract.ts';
import { reservationRows } from './rows.ts';

/** These come, or came: their covers count. */
const counted = new Set(['confirmed', 'arrived', 'seated', 'finished']);

/** Before this minute of the restaurant's clock, the service of yesterday is still going on: 04:00. */
const NIGHT_ENDS = 240;

/**
 * A day's book: its reservations, and covers per shift and per slot. `day` is today unless said, and today is a
 * day of service: at 00:30 it is still yesterday's.
 */
export async function dayBook(
  em: EntityManager,
  organizationId: string,
  slug: string,
  wanted: string | undefined,
  now: Date,
) {
  if (wanted) mustBeDay(wanted);
  const { service } = await loadService(em, slug, null, organizationId);
  const wall = wallClock(now, service.timeZone);
  const today = wall.minute < NIGHT_ENDS ? addDays(wall.day, -1) : wall.day;
  const day = wanted ?? today;
  // Before the rows: an event that comes between the two is then seen twice, which harms nothing, not lost.
  const event = await lastEvent(em, service.id);
  const reservations = await reservationRows(
    em,
    sql`r.restaurant_id = ${service.id} AND r.organization_id = ${organizationId} AND r.service_date = ${day}::date`,
  );
  const instant = instantsOf(day, service.timeZone);
  const planned = shiftsOn(service, day).map((shift) => ({
    name: shift.name,
    first: shift.firstMinute,
    last: shift.lastMinute,
    step: shift.stepMinutes,
  }));
  const shifts = [...planned, ...forgottenShifts(reservations, planned)].map((shift) => {
    const mine = reservations.filter(
      (reservation) => reservation.shift === shift.name && counted.has(reservation.status),
    );
    const minutes = new Set<number>(mine.map((reservation) => minuteOf(reservation.time)));
    for (let minute = shift.first; minute <= shift.last; minute += shift.step) {
      // Not the hour that the clock skips.
      if (instant(minute) !== null) minutes.add(minute % 1440);
    }
    // After midnight comes last.
    const order = (minute: number) => (minute < shift.first ? minute + 1440 : minute);
    return {
      name: shift.name,
      first: clockTime(shift.first),
      last: clockTime(shift.last),
      step: shift.step,
      covers: covers(mine),
      parties: mine.length,
      slots: [...minutes]
        .sort((a, b) => order(a) - order(b))
        .map((minute) => {
          const time = clockTime(minute);
          return { time, covers: covers(mine.filter((reservation) => reservation.time === time)) };
        }),
    };
  });
  return { day, today, now: clockTime(wall.minute), at: now.toISOString(), event, shifts, reservations };
}

function covers(reservations: ReservationRow[]): number {
  return reservations.reduce((sum, reservation) => sum + reservation.party, 0);
}

/** A shift that is no longer held on that weekday, but under which somebody has booked, is still shown. */
function forgottenShifts(reservations: ReservationRow[], planned: { name: string }[]) {
  const known = new Set(planned.map((shift) => shift.name));
  const lost = Map.groupBy(
    reservations.filter((reservation) => !known.has(reservation.shift)),
    (reservation) => reservation.shift,
  );
  return [...lost].map(([name, theirs]) => {
    const minutes = theirs.map((reservation) => minuteOf(reservation.time));
    return { name, first: Math.min(...minutes), last: Math.max(...minutes), step: 30 };
  });
}

const PAGE = 50;

const historyColumns = sql`
  r.id, r.reference, x.slug AS restaurant, x.name AS "restaurantName", r.service_date::text AS day,
  clock(r.minute) AS time, r.party, r.shift_name AS shift, r.status,
  r.cancelled_by AS "cancelledBy", r.cancelled_late AS "cancelledLate", r.remark, r.occasion, r.source,
  iso(r.created_at) AS "createdAt", iso(r.status_at) AS "statusAt", iso(r.starts_at) AS "startsAt",
  ARRAY(SELECT t.name FROM claims c JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
         WHERE c.holder_id = r.id AND c.organization_id = r.organization_id ORDER BY length(t.name), t.name) AS tables`;

/** A guest's reservations in the whole organisation: what is to come, soonest first, and the past, 50 at a time. */
export async function reservationsOfGuest(
  em: EntityManager,
  organizationId: string,
  guestId: string,
  cursor: string | undefined,
  now: Date,
) {
  const after = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/.exec(cursor ?? '');
  if (cursor && !after) throw invalid('cursor', 'format', 'This cursor was not given by us.');
  const guest = await rows(
    em,
    sql`SELECT 1 FROM guests WHERE id = ${guestId} AND organization_id = ${organizationId}`,
  );
  if (guest.length === 0) throw notFound('guest');
  const theirs = sql`
    FROM reservations r JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
    WHERE r.guest_id = ${guestId} AND r.organization_id = ${organizationId}`;
  const toCome = sql`(r.status IN ('requested', 'confirmed', 'arrived', 'seated') AND r.ends_at > ${now.toISOString()})`;
  const upcoming = after
    ? []
    : await rows<GuestReservation>(
        em,
        sql`SELECT ${historyColumns} ${theirs} AND ${toCome} ORDER BY r.starts_at, r.id LIMIT 200`,
      );
  const past = await rows<GuestReservation & { startsAt: string }>(
    em,
    sql`SELECT ${historyColumns} ${theirs} AND NOT ${toCome}
        ${after ? sql`AND (r.starts_at, r.id) < (${after[1]}::timestamptz, ${after[2]}::uuid)` : sql``}
        ORDER BY r.starts_at DESC, r.id DESC LIMIT ${PAGE + 1}`,
  );
  const page = past.slice(0, PAGE);
  const last = page.at(-1);
  return {
    upcoming,
    past: page,
    cursor: past.length > PAGE && last ? `${last.startsAt}_${last.id}` : null,
  };
}
