import type { EntityManager } from '@mikro-orm/postgresql';
import { around } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { row, rows, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { announce } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import { claimFirst, dropReleasedClaims, releaseClaims } from '../seating/claim.ts';
import { byTable, isFree, placesFor } from '../seating/fit.ts';
import { mayStill } from './booking.ts';
import type { HistoryEntry, ReservationRow, Status } from './contract.ts';
import { reservationRow } from './rows.ts';

/** Who changes a reservation's status. */
export type Changer =
  | { by: 'staff'; staffId: string; notify?: boolean; message?: string }
  | { by: 'guest'; message?: string; through: HistoryEntry['through'] }
  | { by: 'clock'; message?: undefined; through: 'clock' };

/** While a reservation has one of these, its table is kept. */
const keepsTable = new Set<Status>(['requested', 'confirmed', 'arrived', 'seated']);

/** How long the staff may take back what they did before its guest is told: seconds. */
const AFTERTHOUGHT = 30;

/** What a late cancellation leaves in the history, beside its status. */
const LATE = '[{"what": "late", "from": null, "to": true}]';

type Locked = {
  id: string;
  organizationId: string;
  restaurantId: string;
  slug: string;
  status: Status;
  day: string;
  party: number;
  startsAt: string;
  freeAt: string;
  /** Later than this a cancellation is late. */
  cancelBy: string;
  guestCancels: boolean;
};

// The reservation's row is locked first: two people at two panels change it one after the other.
async function lock(em: EntityManager, id: string, organizationId: string): Promise<Locked> {
  const locked = await row<Locked>(
    em,
    sql`SELECT r.id, r.organization_id AS "organizationId", r.restaurant_id AS "restaurantId", x.slug, r.status,
               r.service_date::text AS day, r.party, iso(r.starts_at) AS "startsAt",
               iso(r.ends_at + make_interval(mins => x.buffer_minutes)) AS "freeAt",
               iso(r.starts_at - make_interval(hours => x.cancel_hours)) AS "cancelBy", x.guest_cancels AS "guestCancels"
          FROM reservations r JOIN restaurants x ON x.id = r.restaurant_id AND x.organization_id = r.organization_id
         WHERE r.id = ${id} AND r.organization_id = ${organizationId} FOR UPDATE OF r`,
  );
  if (!locked) throw notFound('reservation');
  return locked;
}

/**
 * The staff say what became of a reservation. Saying what already holds changes nothing. Refuses with 404
 * another organisation's, with 409 too_early a no-show before the hour, cannot_change one that was declined or
 * has expired, and table_taken when it would need a table again and none is left.
 */
export function setStatus(
  em: EntityManager,
  asked: {
    id: string;
    organizationId: string;
    staffId: string;
    status: Status;
    notify?: boolean | undefined;
    message?: string | undefined;
  },
  now: Date,
): Promise<ReservationRow> {
  return em.fork().transactional(async (tx) => {
    const locked = await lock(tx, asked.id, asked.organizationId);
    if (locked.status === asked.status) return reservationRow(tx, asked.organizationId, asked.id);
    if (locked.status === 'declined' || locked.status === 'expired') {
      throw new Refusal('cannot_change', 409, 'This reservation was declined or has expired.');
    }
    if (asked.status === 'no_show' && Date.parse(locked.startsAt) > now.getTime()) {
      throw new Refusal('too_early', 409, 'Nobody can have failed to come before the hour.');
    }
    const { staffId, notify, message } = asked;
    const who = {
      by: 'staff' as const,
      staffId,
      ...(message && { message }),
      ...(notify !== undefined && { notify }),
    };
    return change(tx, locked, asked.status, who, now);
  });
}

/**
 * The staff answer a request: it is confirmed, or declined with a word to the guest. The same answer again changes
 * nothing. Refuses with 404, and with 409 not_requested what waits for no answer (any more).
 */
export function answerRequest(
  em: EntityManager,
  asked: {
    id: string;
    organizationId: string;
    staffId: string;
    answer: 'confirmed' | 'declined';
    message?: string | undefined;
    notify?: boolean | undefined;
  },
  now: Date,
): Promise<ReservationRow> {
  const { answer, staffId, message, notify } = asked;
  return em.fork().transactional(async (tx) => {
    const locked = await lock(tx, asked.id, asked.organizationId);
    if (locked.status === answer) return reservationRow(tx, asked.organizationId, asked.id);
    if (locked.status !== 'requested') {
      throw new Refusal('not_requested', 409, 'This reservation waits for no answer.', {
        status: locked.status,
      });
    }
    const who = {
      by: 'staff' as const,
      staffId,
      ...(message && { message }),
      ...(notify !== undefined && { notify }),
    };
    return change(tx, locked, answer, who, now);
  });
}

/** Requests that nobody has answered by the hour expire; their tables are free for whoever is at the door. */
export async function expireRequests(em: EntityManager, now: Date): Promise<void> {
  const due = await rows<{ id: string; organizationId: string }>(
    em,
    sql`SELECT id, organization_id AS "organizationId" FROM reservations
         WHERE status = 'requested' AND starts_at <= ${now.toISOString()} ORDER BY starts_at`,
  );
  for (const { id, organizationId } of due) {
    await em.fork().transactional(async (tx) => {
      const locked = await lock(tx, id, organizationId);
      // Answered, or moved to another hour, in this very moment.
      if (locked.status !== 'requested' || Date.parse(locked.startsAt) > now.getTime()) return;
      await change(tx, locked, 'expired', { by: 'clock', through: 'clock' }, now);
    });
  }
}

/**
 * Takes one status change back. Taking it back twice is once. Refuses with 409 cannot_undo when the reservation
 * has moved on since, and table_taken when its table was given to somebody else and no other fits.
 */
export function undoChange(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; change: string },
  now: Date,
): Promise<ReservationRow> {
  return em.fork().transactional(async (tx) => {
    const locked = await lock(tx, asked.id, asked.organizationId);
    const made = await row<{ from: Status; to: Status; undone: boolean }>(
      tx,
      sql`SELECT c.from_status AS "from", c.to_status AS "to",
                 EXISTS (SELECT 1 FROM reservation_changes u
                          WHERE u.undoes = c.id AND u.organization_id = c.organization_id) AS undone
            FROM reservation_changes c
           WHERE c.id = ${asked.change} AND c.reservation_id = ${asked.id} AND c.organization_id = ${asked.organizationId}`,
    );
    if (!made) throw notFound('change');
    if (made.undone) return reservationRow(tx, asked.organizationId, asked.id);
    if (made.to !== locked.status) {
      throw new Refusal('cannot_undo', 409, 'The reservation has changed since.');
    }
    return change(tx, locked, made.from, { by: 'staff', staffId: asked.staffId }, now, asked.change);
  });
}

/** The guest cancels, as long as the restaurant lets them. Cancelling twice is once. Refuses with 409 cannot_cancel. */
export function cancelByGuest(
  em: EntityManager,
  asked: { id: string; organizationId: string; message?: string; through: HistoryEntry['through'] },
  now: Date,
): Promise<ReservationRow> {
  return em.fork().transactional(async (tx) => {
    const locked = await lock(tx, asked.id, asked.organizationId);
    if (locked.status === 'cancelled') return reservationRow(tx, asked.organizationId, asked.id);
    if (!mayStill(locked.status, locked.guestCancels ? locked.cancelBy : null, now)) {
      throw new Refusal('cannot_cancel', 409, 'It is too late to cancel this reservation here.');
    }
    return change(
      tx,
      locked,
      'cancelled',
      { by: 'guest', message: asked.message, through: asked.through },
      now,
    );
  });
}

async function change(
  em: EntityManager,
  locked: Locked,
  to: Status,
  who: Changer,
  now: Date,
  undoes: string | null = null,
): Promise<ReservationRow> {
  const { id, organizationId, restaurantId } = locked;
  const late = to === 'cancelled' && Date.parse(locked.cancelBy) < now.getTime();
  await row(
    em,
    sql`UPDATE reservations
           SET status = ${to}, status_at = ${now.toISOString()}, cancelled_by = ${to === 'cancelled' ? who.by : null},
               cancelled_late = ${late},
               cancel_message = ${to === 'cancelled' || to === 'declined' ? (who.message ?? null) : null},
               revision = revision + 1
         WHERE id = ${id} AND organization_id = ${organizationId}`,
  );
  const word = to === 'cancelled' || to === 'declined' ? (who.message ?? null) : null;
  await row(
    em,
    sql`INSERT INTO reservation_changes (organization_id, reservation_id, from_status, to_status, by_whom, staff_id, undoes,
                                         through, message, what)
        VALUES (${organizationId}, ${id}, ${locked.status}, ${to}, ${who.by},
                ${who.by === 'staff' ? who.staffId : null}, ${undoes},
                ${who.by === 'staff' ? 'panel' : who.through}, ${word},
                ${late ? LATE : '[]'}::jsonb)`,
  );
  if (!keepsTable.has(to)) await releaseClaims(em, organizationId, id);
  else if (!keepsTable.has(locked.status)) await claimAgain(em, locked, now);
  if (to === 'cancelled' && (who.by !== 'staff' || who.notify !== false)) {
    await enqueue(
      em,
      'send_cancelled',
      { reservation: id },
      { inSeconds: who.by === 'staff' ? AFTERTHOUGHT : 0 },
    );
  } else if (locked.status === 'cancelled' && to === 'confirmed') {
    await enqueue(em, 'send_confirmation', { reservation: id, again: 'yes' });
  }
  if (locked.status === 'requested' && undoes === null && who.by === 'staff' && who.notify !== false) {
    const answer = { confirmed: 'send_confirmation', declined: 'send_declined' }[to as string];
    if (answer) await enqueue(em, answer, { reservation: id }, { inSeconds: AFTERTHOUGHT });
  }
  const reservation = await reservationRow(em, organizationId, id);
  await announce(
    em,
    { organizationId, restaurantId },
    { kind: 'reservation', change: 'status', reservation },
  );
  return reservation;
}

/** A reservation that had let go of its table wants one again: its own if that is free, else another that fits. */
async function claimAgain(em: EntityManager, locked: Locked, now: Date): Promise<void> {
  const from = Date.parse(locked.startsAt);
  const to = Date.parse(locked.freeAt);
  // What is over keeps no table from anybody.
  if (to <= now.getTime()) return;
  const { organizationId, restaurantId, day } = locked;
  const before = await dropReleasedClaims(em, organizationId, locked.id);
  const { service, claims } = await loadService(em, locked.slug, around(day), organizationId);
  const busy = byTable(claims);
  const isOwn = (tableIds: string[]) => tableIds.join() === before.join();
  const places = service.places
    .filter((place) => isOwn(place.tableIds))
    .concat(placesFor(service.places, locked.party).filter((place) => !isOwn(place.tableIds)))
    .filter((place) => isFree(place, busy, from, to));
  const span = { organizationId, restaurantId, holderId: locked.id, day, from, to };
  const place = await claimFirst(em, span, places);
  if (!place)
    throw new Refusal('table_taken', 409, 'Its table was given to somebody else, and no other is free.');
}
