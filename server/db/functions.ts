import { readFile } from 'node:fs/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';

/**
 * What modules keep in the database beside its tables: functions and views, each in a .sql file next to the verb
 * that calls it. They are code, not history: every start lays them anew, so that they change like code does.
 */
const files = [
  'guests/know.sql',
  'consents/record.sql',
  'seating/claim.sql',
  'seating/expire.sql',
  'seating/rearrange.sql',
  'availability/service.sql',
  'availability/evening.sql',
  'holds/hold.sql',
  'live/announce.sql',
  'reservations/rows.sql',
  'reservations/makeRoom.sql',
  'reservations/outOfUse.sql',
  'reservations/confirmations.sql',
  'reservations/together.sql',
  'reservations/book.sql',
  'reservations/wished.sql',
  'reservations/change.sql',
  'waitlist/waits.sql',
];

/** Lays the functions and views of this version; runs inside the caller's transaction. */
export async function layFunctions(em: EntityManager): Promise<void> {
  for (const file of files) {
    const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8');
    await em.getKysely().executeQuery(CompiledQuery.raw(text));
  }
}
