import type { EntityManager } from '@mikro-orm/postgresql';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, minuteOf } from '../availability/offer.ts';
import { loadService, type Service } from '../availability/service.ts';
import { isBookable, nearestOpen, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { row, rows, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { Refusal } from '../refusal.ts';
import { OVER_PACE } from '../reservations/book.ts';
import { movesOf } from '../reservations/wish.ts';
import type { WaitRow } from './contract.ts';
import { firstFit } from './fit.ts';
import { announceWait, becomes, type Changer, lockWait, readWaits, type Wait } from './wait.ts';

/**
 * What is freed is offered to the first of those who wait that it fits, under a hold that nobody else can take.
 *
 * Locks are taken in one order: the right to offer in a restaurant, the wait's row, the tables, the event counter. One
 * offer a transaction, so that a wait's row is never waited for under the counter.
 */

/** How much longer the table is kept than there is time to answer: the job that hands it on comes within. Minutes. */
const LONGER = 3;

/** How often an offer by hand is looked for anew when somebody was faster. */
const ATTEMPTS = 3;

/** No round begins anew more often than this because others were faster: the next one goes on. */
const PATIENCE = 20;

/**
 * Offers all that is free on a day of service to those who wait for it, in the order of priority and joining. Safe to
 * repeat, and for two workers at once. `moves`: also what others can make room for, which is a longer search.
 */
export async function offerRound(
  em: EntityManager,
  at: { restaurantId: string; day: string },
  now: Date,
  moves = true,
): Promise<void> {
  const restaurant = await row<{ slug: string; organizationId: string }>(
    em,
    sql`SELECT slug, organization_id AS "organizationId" FROM restaurants WHERE id = ${at.restaurantId}`,
  );
  if (!restaurant) return;
  const asked = { ...at, ...restaurant };
  for (let left = PATIENCE; left > 0; ) {
    const next = await em
      .fork()
      .transactional(async (tx) => {
        await offerAlone(tx, at.restaurantId);
        const made = await offerNext(tx, asked, now, moves);
        if (typeof made === 'object') await tell(tx, [made.wait], made);
        return made;
      })
      .catch(overPace);
    if (next === 'none') return;
    if (next === 'again') left -= 1;
  }
}

/** Enough came to arrive at that slot meanwhile: what is free is looked at again. */
function overPace(fault: { constraint?: string }): 'again' {
  if (fault.constraint !== OVER_PACE) throw fault;
  return 'again';
}

/** What a transaction ends with: the news, then the one who is offered something is expected at their slot. */
async function tell(
  em: EntityManager,
  changed: Wait[],
  offered: { wait: Wait; slot: OfferedSlot } | null,
): Promise<WaitRow> {
  const told: WaitRow[] = [];
  for (const wait of changed) told.push(await announceWait(em, wait));
  if (offered) {
    const { wait, slot } = offered;
    if (slot.moves?.length) {
      const moves = JSON.stringify(movesOf(slot.moves));
      await row(
        em,
        sql`SELECT announce_moved(${wait.organizationId}, ${wait.restaurantId}, ${moves}::jsonb)`,
      );
    }
    await row(em, sql`SELECT expect_offered(${wait.organizationId}, ${wait.id})`);
  }
  return told[0]!;
}

/** Whoever offers in a restaurant does so alone until the transaction ends. */
export async function offerAlone(em: EntityManager, restaurantId: string): Promise<void> {
  await row(em, sql`SELECT offer_alone(${restaurantId})`);
}

/** What came of looking for an offer to make: nobody to make one to, somebody else was faster, or this one is made. */
type Next = 'none' | 'again' | { wait: Wait; slot: OfferedSlot };

/**
 * Makes the next offer of a day, in the caller's transaction, which announces it. At most one table is asked for: what
 * was read no longer holds when somebody was faster.
 */
async function offerNext(
  em: EntityManager,
  at: { slug: string; organizationId: string; restaurantId: string; day: string },
  now: Date,
  moves = true,
): Promise<Next> {
  const waiting = await readWaits(em, { ...at, kind: 'list', statuses: ['waiting'] });
  if (waiting.length === 0) return 'none';
  const read = await loadService(em, at.slug, around(at.day), at.organizationId);
  const first = await firstFit(em, read, waiting, now, moves);
  if (!first) return 'none';
  const { service } = read;
  const wait = await lockWait(em, first.wait.id);
  const by = { by: 'clock' } as const;
  const made = wait.status === 'waiting' && (await offerSlot(em, service, wait, first.slot, by, now));
  return made ? { wait, slot: first.slot } : 'again';
}

/** Keeps the slot's best place for them and writes the offer; false when somebody was faster. */
async function offerSlot(
  em: EntityManager,
  service: Service,
  wait: Wait,
  slot: OfferedSlot,
  who: Changer,
  now: Date,
  notify = true,
): Promise<boolean> {
  const instant = (at: number) => new Date(at).toISOString();
  const settings = await row<{ minutes: number }>(
    em,
    sql`SELECT waitlist_offer_minutes AS minutes FROM restaurants
         WHERE id = ${service.id} AND organization_id = ${service.organizationId}`,
  );
  const { minutes } = settings!;
  const wish = {
    day: wait.day,
    minute: slot.minute,
    party: wait.party,
    shift: slot.shift,
    startsAt: instant(slot.startsAt),
    freeAt: instant(slot.freeAt),
    places: slot.places.map((place) => place.tableIds),
    minutes,
    longer: LONGER,
    ...(slot.moves?.length && { moves: movesOf(slot.moves) }),
  };
  const offer = {
    minute: slot.minute,
    time: slot.time,
    shift: slot.shift,
    startsAt: instant(slot.startsAt),
    endsAt: instant(slot.endsAt),
    freeAt: instant(slot.freeAt),
    byHand: who.by === 'staff',
    request: slot.status === 'request' && who.by === 'clock' && wait.source !== 'staff',
  };
  const made = await row<{ offered: boolean }>(
    em,
    sql`SELECT offer_to_wait(${service.organizationId}, ${service.id}, ${wait.id}, ${JSON.stringify(wish)}::jsonb,
          ${JSON.stringify(offer)}::jsonb, ${now.toISOString()}::timestamptz, ${who.by},
          ${who.by === 'staff' ? who.staffId : null}) AS offered`,
  );
  if (!made!.offered) return false;
  const which = { wait: wait.id, offers: String(wait.offers + 1) };
  await enqueue(em, 'lapse_offer', which, { inSeconds: minutes * 60 });
  if (notify) await enqueue(em, 'send_wait_offer', which);
  return true;
}

/**
 * The staff offer a time to somebody on the waitlist, whoever is before them, and others make room for it as for a
 * booking. See the contract for what it refuses.
 */
export function offerByHand(
  em: EntityManager,
  asked: { id: string; organizationId: string; staffId: string; time: string; notify: boolean | undefined },
  now: Date,
): Promise<WaitRow> {
  const { organizationId, time } = asked;
  const who = { by: 'staff', staffId: asked.staffId } as const;
  return em
    .fork()
    .transactional(async (tx) => {
      const wait = await lockedList(tx, asked);
      const { day, party } = wait;
      const area = wait.area ?? undefined;
      for (let left = ATTEMPTS; ; left -= 1) {
        const { service, claims } = await loadService(tx, wait.slug, around(day), organizationId);
        const slots = slotsOf(service, day, party, now, claims, area, 'staff');
        const asItIs = slots.filter((slot) => slot.time === time);
        const [slot] = await roomMadeOn(tx, service, { day, party, area }, asItIs);
        if (slot && isBookable(slot) && (await offerSlot(tx, service, wait, slot, who, now, asked.notify))) {
          return tell(tx, [wait], { wait, slot });
        }
        // Somebody was faster: where they sat down, others may still make room.
        if (slot && isBookable(slot) && left > 1) continue;
        const alternatives = nearestOpen(day, slots, minuteOf(time));
        if (!slot || slot.status === 'closed') {
          const reason = slot?.reason ?? 'closed';
          throw new Refusal('slot_not_open', 409, 'This time cannot be offered.', { reason, alternatives });
        }
        const reason = slot.reason ?? 'no_table';
        throw new Refusal('slot_taken', 409, 'Nothing is left at that time.', { reason, alternatives });
      }
    })
    .catch((fault: { constraint?: string }) => {
      overPace(fault);
      throw new Refusal('slot_taken', 409, 'Enough arrive at that time.', {
        reason: 'pace',
        alternatives: [],
      });
    });
}

/** Somebody on the waitlist who waits for an offer, with the right to make one. Refuses with 404 and 409 cannot_change. */
async function lockedList(em: EntityManager, asked: { id: string; organizationId: string }): Promise<Wait> {
  const found = await row<{ restaurantId: string }>(
    em,
    sql`SELECT restaurant_id AS "restaurantId" FROM waits WHERE id = ${asked.id} AND organization_id = ${asked.organizationId}`,
  );
  if (found) await offerAlone(em, found.restaurantId);
  const wait = await lockWait(em, asked.id, asked.organizationId);
  if (wait.kind !== 'list' || wait.status !== 'waiting') {
    throw new Refusal('cannot_change', 409, 'This wait is not open for an offer.', { status: wait.status });
  }
  return wait;
}

/**
 * Ends an offer that is not taken, and hands what was kept to the next, in one transaction: nobody else can take it in
 * between. `check` decides under the lock whether it still is to end, and what the wait becomes.
 */
export async function passOn(
  em: EntityManager,
  id: string,
  check: (wait: Wait) => { status: 'passed' | 'left' | 'withdrawn'; who: Changer; told: boolean } | null,
  now: Date,
): Promise<void> {
  const known = await row<{ restaurantId: string }>(
    em,
    sql`SELECT restaurant_id AS "restaurantId" FROM waits WHERE id = ${id}`,
  );
  if (!known) return;
  const step = (toNext: boolean) =>
    em.fork().transactional(async (tx) => {
      await offerAlone(tx, known.restaurantId);
      const wait = await lockWait(tx, id);
      const end = wait.status === 'offered' ? check(wait) : null;
      if (!end) return true;
      await becomes(tx, wait, end.status, end.who, now);
      await row(tx, sql`SELECT end_hold(${wait.organizationId}, ${wait.restaurantId}, ${wait.holdId})`);
      if (end.told) await enqueue(tx, 'send_wait_passed', { wait: id, offers: String(wait.offers) });
      const next = toNext ? await offerNext(tx, wait, now) : 'none';
      if (typeof next === 'object') await tell(tx, [wait, next.wait], next);
      else await tell(tx, [wait], null);
      return true;
    });
  // Where enough arrive already, it ends all the same; what is freed calls a round of its own.
  await step(true).catch((fault) => overPace(fault) && step(false));
}

/** The offers whose minutes are over pass on; safe to repeat. One of them, or all. */
export async function lapseOffers(em: EntityManager, now: Date, id?: string): Promise<void> {
  const over = id
    ? [{ id }]
    : await rows<{ id: string }>(
        em,
        sql`SELECT id FROM waits WHERE status = 'offered' AND offered_until <= clock_timestamp() ORDER BY offered_until`,
      );
  for (const wait of over) {
    const who = { by: 'clock' } as const;
    await passOn(em, wait.id, ({ lapsed }) => (lapsed ? { status: 'passed', who, told: true } : null), now);
  }
}
