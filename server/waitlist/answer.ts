import type { EntityManager } from '@mikro-orm/postgresql';
import { nearestTo } from '../availability/offer.ts';
import { agreedTo } from '../consents/record.ts';
import { introduce } from '../guests/introduction.ts';
import { Refusal } from '../refusal.ts';
import { writeBooking } from '../reservations/book.ts';
import type { WaitRow } from './contract.ts';
import { passOn } from './offer.ts';
import {
  announceWait,
  becomes,
  becomesReservation,
  type Changer,
  lockWait,
  type Wait,
  waitRow,
} from './wait.ts';

/** What guests and staff answer: yes, no, no longer. */

/**
 * The guest takes what is offered to them: the table that was kept becomes their reservation. Taking it twice is once.
 * Refuses with 409 offer_over (too late, with what can be had now), not_offered, slot_taken.
 */
export async function acceptOffer(
  em: EntityManager,
  id: string,
  through: 'page' | 'chat',
  now: Date,
): Promise<void> {
  try {
    await em.fork().transactional((tx) => accept(tx, id, through, now));
  } catch (fault) {
    if (!(fault instanceof TooLate)) throw fault;
    const { wait } = fault;
    const { day, party } = wait;
    const minute = fault.minute ?? wait.fromMinute ?? 0;
    const wish = { day, party, minute, ...(wait.area && { area: wait.area }) };
    const alternatives = await nearestTo(em, wait.slug, wish, now).catch(() => []);
    throw new Refusal('offer_over', 409, 'This offer is over.', { alternatives });
  }
}

/** Thrown out of the transaction, so that what is still possible is read after it. */
class TooLate extends Error {
  wait: Wait;
  minute: number | null;
  constructor(wait: Wait) {
    super('the offer is over');
    this.wait = wait;
    this.minute = wait.offer?.minute ?? null;
  }
}

async function accept(em: EntityManager, id: string, through: 'page' | 'chat', now: Date): Promise<void> {
  const wait = await lockWait(em, id);
  if (wait.status === 'taken') return;
  const { offer } = wait;
  if (wait.status === 'offered' && offer && !wait.lapsed) {
    const { request, byHand: _by, tableIds, startsAt, endsAt, freeAt, tables: _, ...slot } = offer;
    const written = await writeBooking(
      em,
      { id: wait.restaurantId, organizationId: wait.organizationId },
      wishOf(wait, offer.byHand ? null : now),
      {
        ...slot,
        status: request ? 'request' : 'open',
        startsAt: Date.parse(startsAt),
        endsAt: Date.parse(endsAt),
        freeAt: Date.parse(freeAt),
        places: [{ tableIds, names: [], area: '', minSeats: 1, maxSeats: wait.party }],
      },
    );
    if ('refused' in written) throw new TooLate(wait);
    const { id: reservation } = JSON.parse(written.booking) as { id: string };
    await becomesReservation(em, wait, reservation, { by: 'guest' }, through);
    await becomes(em, wait, 'taken', { by: 'guest' }, now);
    await announceWait(em, wait);
    return;
  }
  if (wait.offers > 0 && wait.status !== 'waiting') throw new TooLate(wait);
  throw notOffered(wait.status);
}

/**
 * As book.sql takes it: whom they were found to be when they joined, and what they said then. `now`: until when their
 * no-shows count; null: they do not, since the staff chose them.
 */
function wishOf(wait: Wait, now: Date | null) {
  const { firstName, lastName, phone, email, locale, source, day, party, remark } = wait;
  return {
    day,
    party,
    guestId: wait.guestId,
    guest: introduce({ firstName, lastName, phone, email, locale, source }),
    remark,
    occasion: null,
    // What they agreed to was written when they joined.
    ...agreedTo({}, locale, wait.restaurant.name),
    source,
    locale,
    bookedBy: wait.addedBy,
    hold: wait.holdId,
    now: now?.toISOString() ?? null,
    key: null,
    requestHash: null,
  };
}

/** The guest does not take it: the next is asked at once. Twice is once. Refuses with 409 not_offered. */
export async function declineOffer(em: EntityManager, wait: Wait, now: Date): Promise<void> {
  if (wait.echoOf) throw notOffered(wait.status);
  await passOn(em, wait.id, () => ({ status: 'passed', who: { by: 'guest' }, told: false }), now);
  const after = await waitRow(em, wait.organizationId, wait.id);
  if (after.status !== 'passed') throw notOffered(after.status);
}

function notOffered(status: string): Refusal {
  return new Refusal('not_offered', 409, 'Nothing is offered at the moment.', { status });
}

/** The guest waits no longer, on either list. Twice is once. Refuses with 409 cannot_change. */
export async function leave(em: EntityManager, wait: Wait, now: Date): Promise<void> {
  const who = { by: 'guest' } as const;
  if (!wait.echoOf) {
    await end(em, wait, 'left', who, now);
    return;
  }
  // Nobody else knows of it.
  await em.fork().transactional(async (tx) => {
    const { id, organizationId, status } = await lockWait(tx, wait.id);
    if (status === 'waiting') await becomes(tx, { id, organizationId }, 'left', who, now);
    else if (status !== 'left') throw cannotChange(status);
  });
}

/** The staff take somebody off the waitlist. Twice is once. Refuses with 404 and 409 cannot_change. */
export async function withdraw(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string },
  now: Date,
): Promise<WaitRow> {
  const wait = await waitRow(em, asked.organizationId, asked.id);
  if (wait.kind !== 'list') throw cannotChange(wait.status);
  const who = { by: 'staff', staffId: asked.staffId } as const;
  return end(em, asked, 'withdrawn', who, now);
}

/** Ends a wait that is open, whichever list it is on; an offer of it passes on. */
export async function end(
  em: EntityManager,
  { id, organizationId }: { id: string; organizationId: string },
  status: 'left' | 'withdrawn' | 'gave_up',
  who: Changer,
  now: Date,
): Promise<WaitRow> {
  if (status !== 'gave_up') await passOn(em, id, () => ({ status, who, told: false }), now);
  return em.fork().transactional(async (tx) => {
    const wait = await lockWait(tx, id, organizationId);
    if (wait.status === status) return waitRow(tx, organizationId, id);
    if (wait.status !== 'waiting' && wait.status !== 'notified') throw cannotChange(wait.status);
    await becomes(tx, wait, status, who, now);
    return announceWait(tx, wait);
  });
}

/** What has ended otherwise does not change any more. */
export function cannotChange(status: string): Refusal {
  return new Refusal('cannot_change', 409, 'This wait has ended, or is not of this kind.', { status });
}
