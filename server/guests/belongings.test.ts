import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/**
 * What belongs to a guest, and what becomes of it when two records are found to be of one person: it follows to the
 * record that stays (`follows`); one of two that say the same goes (`joins`); or it is computed from the rest (`anew`).
 * Whoever adds a table says here which, and whoever joins two records does all of this in one transaction.
 */
const belongings: Record<string, 'follows' | 'joins' | 'anew'> = {
  reservations: 'follows',
  waits: 'follows',
  conversations: 'follows',
  messages: 'follows',
  // Only appended to: a line says whose yes it was then (docs/decisions/consents.md). Joining two records must say how.
  consents: 'follows',
  consent_standings: 'joins',
  guest_contacts: 'follows',
  guest_tokens: 'joins',
  // Of both: the trigger on reservations counts whoever a reservation comes to, not whom it leaves.
  guest_statistics: 'anew',
};

test('whatever belongs to a guest is known, and leads to the record by a key', async () => {
  const em = at.orm.em.fork();
  const keyed = await rows<{ table: string; columns: string[] }>(
    em,
    sql`SELECT c.conrelid::regclass::text AS "table", array_agg(a.attname::text ORDER BY a.attname) AS columns
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
         WHERE c.contype = 'f' AND c.confrelid = 'guests'::regclass GROUP BY c.oid, c.conrelid`,
  );
  expect(keyed.map(({ table }) => table).toSorted()).toEqual(Object.keys(belongings).toSorted());
  for (const { columns } of keyed) expect(columns).toEqual(['guest_id', 'organization_id']);
  const named = await rows<{ table: string }>(
    em,
    sql`SELECT c.relname AS "table" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE a.attname = 'guest_id' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`,
  );
  expect(named.map(({ table }) => table).toSorted()).toEqual(Object.keys(belongings).toSorted());
});
