import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { connect } from '../db/orm.ts';
import { row, sql } from '../db/sql.ts';
import { testDatabase } from '../testing/database.ts';
import { enqueue } from './enqueue.ts';
import { runJobs, type Tasks } from './run.ts';

/** Runs the tasks until one of them says that it is enough. */
async function until(url: string, tasks: (done: () => void) => Tasks): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const runner = await runJobs(url, tasks(resolve), [], Fastify().log);
  await promise;
  await runner.stop();
}

test('a job asked for in a transaction is done after the commit, and never after a rollback', async () => {
  const database = await testDatabase();
  const orm = await connect(database.url, 3);
  const seen: string[] = [];
  const ask = (name: string) => (em: Parameters<typeof enqueue>[0]) => enqueue(em, 'note', { name });
  await expect(
    orm.em.fork().transactional(async (em) => {
      await ask('rolled back')(em);
      throw new Error('no');
    }),
  ).rejects.toThrow();
  await orm.em.fork().transactional(ask('committed'));
  await until(database.url, (done) => ({
    note: async ({ name }) => {
      seen.push(name!);
      done();
    },
  }));
  expect(seen).toEqual(['committed']);
  await orm.close();
  await database.drop();
});

test('a job that a killed server was doing is done at the next start, not four hours later', async () => {
  const database = await testDatabase();
  const orm = await connect(database.url, 3);
  await enqueue(orm.em.fork(), 'note', { name: 'half done' });
  await row(
    orm.em.fork(),
    sql`UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-a-dead-server', locked_at = now(), attempts = 1`,
  );
  await until(database.url, (done) => ({ note: async () => done() }));
  await orm.close();
  await database.drop();
});
