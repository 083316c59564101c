import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { connect } from './orm.ts';
import { row, sql } from './sql.ts';

test('a database that is restarted again and again leaves no request waiting and no place in the pool taken', async () => {
  const database = await testDatabase();
  const orm = await connect(database.url, 2);
  const cut = () =>
    orm.em.fork().transactional(async (em) => {
      await row(em, sql`SELECT 1`);
      await row(em, sql`SELECT pg_terminate_backend(pg_backend_pid())`);
    });
  // Twice as often as there are places.
  for (let times = 0; times < 4; times += 1) await expect(cut()).rejects.toThrow();
  expect(await row(orm.em.fork(), sql`SELECT 2 AS two`)).toEqual({ two: 2 });
  await orm.close();
  await database.drop();
});
