import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Orm } from '../server/db/orm.ts';
import { row, rows, sql } from '../server/db/sql.ts';
import { freePort } from '../server/port.ts';
import type { Booking } from '../server/reservations/contract.ts';
import { bookRequest } from '../server/testing/app.ts';
import { type TestDatabase, testDatabase } from '../server/testing/database.ts';
import { makeHouse } from '../server/testing/house.ts';
import type { GuestWait } from '../server/waitlist/contract.ts';
import { joinRequest } from '../server/waitlist/ends.ts';
import { type Couvert, dataFolder, startCouvert } from './couvert.ts';

let database: TestDatabase;
let orm: Orm;
let data: Awaited<ReturnType<typeof dataFolder>>;
let couvert: Couvert;
beforeAll(async () => {
  database = await testDatabase();
  orm = await connect(database.url, 2);
  data = await dataFolder();
});
afterAll(async () => {
  couvert?.kill();
  await couvert?.ended;
  await orm.close();
  await database.drop();
  await data.remove();
});

async function open(): Promise<void> {
  const env = { DATABASE_URL: database.url, RATE_LIMIT: 'off' };
  couvert = startCouvert({ dataDir: data.dataDir, port: await freePort(), env });
  await couvert.open;
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(couvert.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Answer;
}
const statusOf = async (token: string) =>
  ((await (await fetch(`${couvert.url}/api/waits/${token}`)).json()) as GuestWait).status;

test('an offer that a killed server had made passes on at the next start, and nobody else had the table meanwhile', async () => {
  const house = await makeHouse(orm.em.fork(), {
    tables: [[1, 2]],
    shifts: [{ name: 'Soir', first: 1200, last: 1200 }],
  });
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await open();
  const booking = await post<Booking>(`/api/restaurants/${house.slug}/reservations`, bookRequest({ day }));
  const [first, second] = [
    await post<GuestWait>(`/api/restaurants/${house.slug}/waitlist`, joinRequest({ day })),
    await post<GuestWait>(`/api/restaurants/${house.slug}/waitlist`, joinRequest({ day })),
  ];
  await post(`/api/bookings/${booking.token}/cancel`, {});
  await expect.poll(() => statusOf(first.token)).toBe('offered');
  couvert.kill();
  await couvert.ended;

  // The time to answer ends while nobody is there, in the middle of the job that would have seen to it.
  const em = orm.em.fork();
  await row(em, sql`UPDATE waits SET offered_until = clock_timestamp() WHERE status = 'offered'`);
  await row(
    em,
    sql`UPDATE graphile_worker._private_jobs j
           SET run_at = now(), locked_by = 'worker-of-a-dead-server', locked_at = now(), attempts = 1
          FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'lapse_offer'`,
  );
  await open();
  await expect.poll(() => statusOf(second.token)).toBe('offered');
  expect(await statusOf(first.token)).toBe('passed');
  expect(await rows(em, sql`SELECT id FROM holds`)).toHaveLength(1);
  const late = await post<{ code: string }>(
    `/api/restaurants/${house.slug}/reservations`,
    bookRequest({ day }),
  );
  expect(late.code).toBe('slot_taken');
  const taken = await post<GuestWait>(`/api/waits/${second.token}/accept`, {});
  expect(taken.status).toBe('taken');
}, 180_000);
