import type { EntityManager } from '@mikro-orm/postgresql';
import { around } from '../availability/offer.ts';
import { isPlacePaused } from '../availability/paused.ts';
import { loadService, type Service } from '../availability/service.ts';
import { minutesOf, shiftsOn } from '../availability/shifts.ts';
import { turnMinutes } from '../availability/slots.ts';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { notFound, Refusal } from '../refusal.ts';
import { bookByHand } from '../reservations/byHand.ts';
import type { ReservationRow } from '../reservations/contract.ts';
import { reservationRow } from '../reservations/rows.ts';
import { addDays, clockTime, instantsOf, wallClock } from '../restaurants/clock.ts';
import type { StaffActor } from '../serve.ts';
import { cannotChange } from './answer.ts';
import type { QueueRequest, Quote, WaitRow } from './contract.ts';
import { writeWait } from './enlist.ts';
import { handWish, readPerson } from './join.ts';
import { minutesUntil, type Room, type Seat, seatsOf, type Waiting } from './quote.ts';
import {
  announceWait,
  becomes,
  becomesReservation,
  lockWait,
  readWait,
  readWaits,
  type Wait,
  waitRow,
} from './wait.ts';

/** The parties at the door tonight. */

/** Before this minute of the restaurant's clock, the service of yesterday is still going on, as in the day's book. */
const NIGHT_ENDS = 240;

/** A party that has stayed beyond its time is thought to leave so many minutes from now. */
const OVERSTAY = 10;

/** The day of service that it is. */
export function serviceDay(now: Date, timeZone: string): string {
  const wall = wallClock(now, timeZone);
  return wall.minute < NIGHT_ENDS ? addDays(wall.day, -1) : wall.day;
}

/** The room of tonight as quotes are computed from: who sits, until when, and who is expected. */
async function roomNow(
  em: EntityManager,
  slug: string,
  organizationId: string,
  now: Date,
): Promise<{ service: Service; day: string; room: Room }> {
  const { service: rules } = await loadService(em, slug, null, organizationId);
  const day = serviceDay(now, rules.timeZone);
  const { service, claims } = await loadService(em, slug, around(day), organizationId);
  const sitting = await rows<{ tableId: string; to: number }>(
    em,
    sql`SELECT c.table_id AS "tableId", (extract(epoch FROM r.ends_at) * 1000)::float8 AS to
          FROM reservations r
          JOIN claims c ON c.holder_id = r.id AND c.organization_id = r.organization_id
         WHERE r.restaurant_id = ${service.id} AND r.organization_id = ${organizationId} AND r.status = 'seated'
           AND r.service_date = ${day}::date`,
  );
  const at = now.getTime();
  const buffer = service.bufferMinutes * 60_000;
  const overstaying = sitting
    .filter(({ to }) => to + buffer < at + OVERSTAY * 60_000)
    .map(({ tableId }) => ({ tableId, from: at, to: at + OVERSTAY * 60_000 + buffer }));
  const instant = instantsOf(day, service.timeZone);
  const shifts = shiftsOn(service, day).map((shift) => {
    const minutes = minutesOf(shift, 'staff');
    return { shift, from: instant(minutes[0]!) ?? at, to: instant(minutes.at(-1)!) ?? at };
  });
  const wall = wallClock(now, service.timeZone);
  const minute = wall.day === day ? wall.minute : wall.minute + 1440;
  const pauses = service.pauses ?? [];
  return {
    service,
    day,
    room: {
      now: at,
      places: service.places.filter((place) => !isPlacePaused(pauses, place, day, minute, minute + 1)),
      claims: [...claims, ...overstaying],
      hours: shifts,
      stay: (party, from) => {
        const shift = shifts.findLast((candidate) => candidate.from <= from)?.shift;
        const turn = turnMinutes({ turnTimes: shift?.turnTimes ?? service.turnTimes }, party);
        return turn * 60_000 + buffer;
      },
    },
  };
}

const open = ['waiting', 'notified'] as const;

function quoteOf(room: Room, seat: Seat) {
  return {
    minutes: seat && minutesUntil(room.now, seat.at),
    tables: seat?.place.names ?? [],
  };
}

/** Where each party of tonight's queue stands. */
export async function quotesOf(
  em: EntityManager,
  at: { slug: string; organizationId: string; restaurantId: string },
  now: Date,
): Promise<Quote[]> {
  const { room, day } = await roomNow(em, at.slug, at.organizationId, now);
  const queue = await readWaits(em, { ...at, day, kind: 'queue', statuses: [...open] });
  const seats = seatsOf(room, queue);
  return queue.map(({ id }, index) => ({ id, position: index + 1, ...quoteOf(room, seats[index]!) }));
}

/** What a party that came to the door now would be told. */
export async function quoteFor(
  em: EntityManager,
  asked: { slug: string; organizationId: string } & Waiting,
  now: Date,
) {
  const { room, day, service } = await roomNow(em, asked.slug, asked.organizationId, now);
  const at = { organizationId: asked.organizationId, restaurantId: service.id, day };
  const queue = await readWaits(em, { ...at, kind: 'queue', statuses: [...open] });
  const seats = seatsOf(room, [...queue, asked]);
  return { position: queue.length + 1, ...quoteOf(room, seats.at(-1)!), day, service };
}

/** A party at the door joins the queue of today, and is told how long it will be. */
export async function joinQueue(
  em: EntityManager,
  asked: { who: StaffActor; request: QueueRequest; key: string | undefined },
  now: Date,
): Promise<WaitRow> {
  const { who, request } = asked;
  const quote = await quoteFor(
    em,
    {
      slug: request.restaurant,
      organizationId: who.organizationId,
      party: request.party,
      area: request.area?.trim() || null,
    },
    now,
  );
  const { service, day } = quote;
  const guest = await readPerson(em, service, request.guest, who, request.locale as Locale | undefined);
  const wait = await writeWait(em, service, {
    ...handWish(service, asked, guest),
    kind: 'queue',
    day,
    fromMinute: null,
    toMinute: null,
    source: 'walk_in',
    quotedMinutes: quote.minutes,
  });
  return waitRow(em, who.organizationId, wait.id);
}

async function lockedParty(em: EntityManager, asked: { id: string; organizationId: string }): Promise<Wait> {
  const wait = await lockWait(em, asked.id, asked.organizationId);
  if (wait.kind !== 'queue') throw cannotChange(wait.status);
  return wait;
}

/** Their table is ready, and they are told so; twice is once. Refuses with 404 and 409 cannot_change. */
export function notifyParty(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; notify: boolean | undefined },
  now: Date,
): Promise<WaitRow> {
  return em.fork().transactional(async (tx) => {
    const wait = await lockedParty(tx, asked);
    if (wait.status === 'notified') return waitRow(tx, asked.organizationId, asked.id);
    if (wait.status !== 'waiting') throw cannotChange(wait.status);
    await becomes(tx, wait, 'notified', { by: 'staff', staffId: asked.staffId }, now);
    if (asked.notify ?? true) {
      await enqueue(tx, 'send_table_ready', { wait: asked.id, revision: String(wait.revision + 1) });
    }
    return announceWait(tx, wait);
  });
}

/**
 * Seats a party of the queue as a walk-in. Twice is once, also when the server died in between: the reservation has the
 * wait's own key. Who sits is seated, whatever else was said of them at that moment. Refuses as a walk-in by hand does,
 * and with 409 cannot_change.
 */
export async function seatParty(
  em: EntityManager,
  asked: { id: string; who: StaffActor; tables: string[] | undefined },
  now: Date,
): Promise<{ wait: WaitRow; reservation: ReservationRow }> {
  const { who, id } = asked;
  const { organizationId } = who;
  const before = await readWait(em, id, organizationId);
  if (!before) throw notFound('wait');
  if (before.kind !== 'queue') throw cannotChange(before.status);
  if (before.status !== 'seated' && before.status !== 'waiting' && before.status !== 'notified') {
    throw cannotChange(before.status);
  }
  const reservation =
    before.reservationId && before.status === 'seated'
      ? await reservationRow(em, organizationId, before.reservationId)
      : await seat(em, before, asked, now);
  const wait = await em.fork().transactional(async (tx) => {
    const locked = await lockedParty(tx, { id, organizationId });
    if (locked.status === 'seated') return waitRow(tx, organizationId, id);
    const by = { by: 'staff', staffId: who.id } as const;
    await becomesReservation(tx, locked, reservation.id, by, 'panel');
    await becomes(tx, locked, 'seated', by, now);
    return announceWait(tx, locked);
  });
  return { wait, reservation };
}

async function seat(
  em: EntityManager,
  wait: Wait,
  { who, tables }: { who: StaffActor; tables: string[] | undefined },
  now: Date,
): Promise<ReservationRow> {
  const key = `wait:${wait.id}:${wait.revision}`;
  const earlier = await row<{ id: string }>(
    em,
    sql`SELECT id FROM reservations WHERE idempotency_key = ${key} AND restaurant_id = ${wait.restaurantId}
           AND organization_id = ${wait.organizationId}`,
  );
  if (earlier) return reservationRow(em, wait.organizationId, earlier.id);
  const { slug, party, area, remark, locale, guestId, firstName, lastName, phone, email } = wait;
  const wall = wallClock(now, wait.restaurant.timeZone);
  if (serviceDay(now, wait.restaurant.timeZone) !== wait.day) {
    throw new Refusal('cannot_change', 409, 'That evening is over.', { status: wait.status });
  }
  return bookByHand(
    em,
    {
      who,
      key,
      request: {
        restaurant: slug,
        day: wait.day,
        time: clockTime(wall.minute),
        party,
        ...(area && !tables && { area }),
        ...(tables && { tables }),
        guest: guestId
          ? { id: guestId }
          : { firstName, lastName, ...(phone && { phone }), ...(email && { email }) },
        ...(remark && { remark }),
        locale,
        source: 'walk_in',
        status: 'seated',
        notify: false,
      },
    },
    now,
  );
}
