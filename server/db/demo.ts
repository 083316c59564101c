import type { EntityManager } from '@mikro-orm/postgresql';
import { enqueue } from '../jobs/enqueue.ts';
import { wallClock } from '../restaurants/clock.ts';
import { hashPassword } from '../staff/signIn.ts';
import { inventAgreements } from './demo/agreements.ts';
import { type DemoReservation, fillBooks } from './demo/book.ts';
import { writeCalendar } from './demo/calendar.ts';
import { type Chance, chance } from './demo/chance.ts';
import { writeChats } from './demo/chats.ts';
import { openHouse, pastDays } from './demo/furnish.ts';
import { demoPassword, houses, organizationName, staff } from './demo/houses.ts';
import { iso, load } from './demo/load.ts';
import { inventPeople } from './demo/people.ts';
import type { OpenHouse } from './demo/services.ts';
import { writeWaits } from './demo/waits.ts';
import { writeAgreements, writeBook, writeGuests } from './demo/write.ts';
import { row, sql } from './sql.ts';

/**
 * A restaurant to try things on: Maison Ardoise with its houses in Paris and Montréal, 400 guests, a year of
 * reservations behind today and four weeks ahead. Always the same for the same day and hour, but for passwords'
 * salt and references.
 */
const seed = 20_260_424;
const guestsOf = { 'ardoise-paris': 232, 'ardoise-montreal': 168 };
/** Reservations whose confirmation is really rendered, for the outbox to have something to show. */
const confirmations = 12;

/**
 * Fills an empty database with the demo, in one transaction: a start that is killed leaves all of it or none.
 * Does nothing when an organisation exists, and answers whether it did something. `now` is the present moment
 * in both restaurants: what is before is over. The tables and the job queue must be migrated.
 */
export async function fillDemo(em: EntityManager, { now }: { now: Date }): Promise<boolean> {
  const passwordHash = await hashPassword(demoPassword);
  return em.fork().transactional(async (tx) => {
    // Two processes that start at once on one database: the second one waits, and finds an organisation.
    await row(tx, sql`LOCK TABLE organizations IN SHARE ROW EXCLUSIVE MODE`);
    if (await row(tx, sql`SELECT 1 FROM organizations LIMIT 1`)) return false;
    await fill(tx, passwordHash, now);
    return true;
  });
}

async function fill(em: EntityManager, passwordHash: string, now: Date): Promise<void> {
  const luck = chance(seed);
  const founded = now.getTime() - 2 * pastDays * 86_400_000;
  const organizationId = luck.uuid(founded);
  await load(em, 'organizations', [{ id: organizationId, name: organizationName, created_at: iso(founded) }]);
  const open: OpenHouse[] = [];
  for (const house of houses) {
    const today = wallClock(now, house.timeZone).day;
    open.push(await openHouse(em, luck, organizationId, house, founded, today));
  }
  const staffIds = await hire(em, luck, organizationId, passwordHash, founded);

  const people = inventPeople(luck, guestsOf);
  const book = fillBooks(luck, open, people, now.getTime());
  const ids = await writeGuests(em, luck, organizationId, people, book);
  const reservationIds = await writeBook(em, luck, organizationId, book, ids, staffIds);
  await writeAgreements(em, luck, organizationId, inventAgreements(luck, people, book, now.getTime()), ids);
  await writeChats(em, luck, organizationId, open, now.getTime());
  await writeWaits(em, luck, organizationId, open, ids, now);
  for (const [index, { id, slug }] of open.entries()) {
    const today = wallClock(now, houses[index]!.timeZone).day;
    await writeCalendar(em, luck, { organizationId, id, slug, today, founded, staffId: staffIds[1]! });
  }
  await askForConfirmations(em, book, reservationIds, now.getTime());
  // The planner knows nothing yet of what was loaded at one stroke.
  await em.execute('ANALYZE');
}

async function hire(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  passwordHash: string,
  founded: number,
): Promise<string[]> {
  const members = staff.map((member) => ({
    id: luck.uuid(founded),
    organization_id: organizationId,
    ...member,
    locale: 'fr',
    password_hash: passwordHash,
    created_at: iso(founded),
  }));
  await load(em, 'staff_members', members);
  return members.map(({ id }) => id);
}

/** The newest reservations that guests made by themselves get their confirmation, as any other would. */
async function askForConfirmations(
  em: EntityManager,
  book: DemoReservation[],
  ids: Map<DemoReservation, string>,
  now: number,
): Promise<void> {
  const fresh = book.filter(
    ({ status, source, startsAt, person }) =>
      status === 'confirmed' && source !== 'staff' && startsAt > now && person.email,
  );
  for (const booked of fresh.slice(-confirmations)) {
    await enqueue(em, 'send_confirmation', { reservation: ids.get(booked)! });
  }
}
