import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

test('confirmations leave together a little more than two seconds later, each once', async () => {
  const count = 40;
  const house = await at.house({ tables: Array.from({ length: count }, () => [1, 2]) });
  const began = Date.now();
  for (let n = 0; n < count; n += 1) {
    const answer = await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest(),
    });
    expect(answer.statusCode).toBe(201);
  }
  const quarters = Math.ceil((Date.now() - began) / 250) + 1;
  const jobs = await rows(
    at.orm.em.fork(),
    sql<{ soonest: boolean; latest: boolean }>`
      SELECT run_at > created_at + interval '2 seconds' AS soonest,
             run_at <= clock_timestamp() + interval '2.25 seconds' AS latest
        FROM graphile_worker.jobs WHERE task_identifier = 'send_confirmations'`,
  );
  // One for each quarter of a second that has passed: on a machine that is busy with other things these are more.
  expect(jobs.length).toBeLessThanOrEqual(quarters);
  expect(jobs.length).toBeGreaterThan(0);
  expect(jobs.every(({ soonest, latest }) => soonest && latest)).toBe(true);

  await at.work();
  await at.work();
  const written = await rows(
    at.orm.em.fork(),
    sql<{ recipient: string }>`
      SELECT recipient FROM messages WHERE restaurant_id = ${house.restaurantId} AND kind = 'confirmation'`,
  );
  expect(written).toHaveLength(count);
  expect(new Set(written.map(({ recipient }) => recipient)).size).toBe(count);
});
