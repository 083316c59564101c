import type { EntityManager } from '@mikro-orm/postgresql';
import type { Service } from '../availability/service.ts';
import { isBookable, slotAt } from '../availability/slots.ts';
import { rows, sql } from '../db/sql.ts';
import { Refusal } from '../refusal.ts';
import { forget, pencilIn, recall } from './lately.ts';
import { type Asked, readWish, wholeWish } from './wish.ts';

/**
 * Bookings that arrive while others are being written are written next, together, in one transaction: on a loud
 * evening they share what a transaction costs, and do not wait for each other's tables. When it is quiet, each is
 * written at once and alone.
 */

/** A booking that is to be written, and how to say what came of it. */
type Waiting = { ground: string; wish: object; tell(outcome: Outcome): void; fail(fault: unknown): void };
/** The row of booking_rows; or it was not written, since it cannot be as it was wished, or on a ground that is gone. */
type Outcome = { booking: string } | 'not so' | 'stale';

/** Those whose turn is next in a restaurant, and whether a turn is being written: a second would wait for the first. */
type Line = { waiting: Waiting[]; writing: boolean };
const lines = new WeakMap<object, Map<string, Line>>();
/** Bookings written together at most: whoever comes next waits for them. */
const TOGETHER = 64;

/**
 * Books on what was read of the day a moment ago. Answers the row of booking_rows, or null when it cannot be had that
 * way: then somebody has to read afresh, and find out whether it can be had at all.
 */
export async function bookAtOnce(em: EntityManager, asked: Asked, now: Date): Promise<string | null> {
  const { slug, request } = asked;
  for (const _ of [1, 2]) {
    const lately = await recall(em, slug, request.day);
    const wish = wishOn(lately.service);
    const slot = wish && slotAt(lately.service, { ...request, ...wish }, now, lately.busy);
    if (!slot || !isBookable(slot)) return null;
    const first = { ...slot, places: slot.places.slice(0, 1) };
    const done = pencilIn(em, slug, lately, { day: request.day, party: wish.party, slot: first });
    const outcome = await written(em, lately.service, lately.ground, wholeWish(wish, first)).finally(done);
    if (typeof outcome === 'object') return outcome.booking;
    forget(em, slug, request.day);
    if (outcome === 'not so') return null;
  }
  return null;

  // Whatever is wrong with it is for a fresh reading to say.
  function wishOn(service: Service) {
    try {
      return readWish(service, asked, now);
    } catch (fault) {
      if (fault instanceof Refusal) return null;
      throw fault;
    }
  }
}

function written(em: EntityManager, restaurant: Service, ground: string, wish: object): Promise<Outcome> {
  const ofDatabase = lines.get(em.getDriver()) ?? new Map<string, Line>();
  lines.set(em.getDriver(), ofDatabase);
  const line = ofDatabase.get(restaurant.id) ?? { waiting: [], writing: false };
  ofDatabase.set(restaurant.id, line);
  return new Promise((tell, fail) => {
    line.waiting.push({ ground, wish, tell, fail });
    if (line.writing) return;
    line.writing = true;
    void serve(em, restaurant, line);
  });
}

/** Writes those who wait, turn after turn, until nobody does. */
async function serve(em: EntityManager, restaurant: Service, line: Line): Promise<void> {
  for (let turn = nextOf(line.waiting); turn.length > 0; ) {
    const tellAll = await writeTurn(turn);
    turn = nextOf(line.waiting);
    // The next are on their way to the database before these are answered: it would wait for all the answers else.
    setImmediate(tellAll);
  }
  // In the same breath in which nobody was found waiting: whoever comes now begins a turn of their own.
  line.writing = false;

  /** Answers how to say to each what came of it. */
  function writeTurn(turn: Waiting[]): Promise<() => void> {
    return writeAll(em, restaurant, turn).then(
      (outcomes) => () => {
        for (const [place, { tell }] of turn.entries()) tell(outcomes[place]!);
      },
      (fault) => () => {
        for (const { fail } of turn) fail(fault);
      },
    );
  }
}

/** The first of a line, and those after it who stand on the same ground. */
function nextOf(line: Waiting[]): Waiting[] {
  const ground = line[0]?.ground;
  const others = line.findIndex((waiting) => waiting.ground !== ground);
  return line.splice(0, Math.min(TOGETHER, others === -1 ? line.length : others));
}

async function writeAll(
  em: EntityManager,
  { id, organizationId }: Service,
  turn: Waiting[],
): Promise<Outcome[]> {
  const wishes = JSON.stringify(turn.map(({ wish }) => wish));
  try {
    const found = await rows<{ booking: string | null }>(
      em,
      sql`SELECT book(${organizationId}, ${id}, ${turn[0]!.ground}, ${wishes}::jsonb) AS booking`,
    );
    return found.map(({ booking }) => (booking ? { booking } : 'not so'));
  } catch (fault) {
    const { code, severity } = fault as { code?: string; severity?: string };
    if (code === 'CV005') return turn.map(() => 'stale');
    // An error that the database tells has rolled all of it back: each tries alone, and whose fault it was finds out.
    // When the connection was cut instead, nobody knows what was written.
    if (severity === 'ERROR') return turn.map(() => 'not so');
    throw fault;
  }
}
