import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { GuestWait } from './contract.ts';
import { openHouse } from './ends.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp({ trustProxy: ['127.0.0.1'] });
});
afterAll(() => at.close());

test('tables are freed, booked, held, waited for, accepted and declined at one moment: nobody waits in a circle', async () => {
  const here = await openHouse(at, {
    tables: [
      ...Array.from({ length: 8 }, () => [1, 2] as [number, number]),
      ...Array.from({ length: 4 }, () => [1, 4] as [number, number]),
    ],
    combinations: [{ tables: [0, 1], seats: [3, 4] }],
  });
  const { house, book, join, wait, cancel, answer, sharedTables, em } = here;
  const bookings = await Promise.all(Array.from({ length: 12 }, () => book()));
  expect(bookings.filter(({ code }) => code)).toEqual([]);
  const joined = await Promise.all(
    Array.from({ length: 20 }, (_, index) => join({ party: index % 3 === 0 ? 4 : 2 })),
  );
  const tokens = joined.map((one) => one.json<GuestWait>().token);
  expect(tokens.filter(Boolean)).toHaveLength(20);

  let address = 0;
  const hold = () => {
    address += 1;
    return at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/holds`,
      headers: { 'x-forwarded-for': `198.51.100.${address}` },
      payload: { day: '2026-10-17', time: '20:00', party: 2 },
    });
  };
  /** What is offered at this moment is answered, at the same moment at which others book and let go. */
  const answers = async () => {
    const waits = await Promise.all(tokens.map((token) => wait(token)));
    const offered = waits.filter(({ status }) => status === 'offered');
    return Promise.all(
      offered.map(({ token }, index) =>
        answer(token, (['accept', 'decline', 'accept', 'leave'] as const)[index % 4]!),
      ),
    );
  };
  const statuses: number[] = [];
  for (const part of [bookings.slice(0, 4), bookings.slice(4, 8), bookings.slice(8)]) {
    const done = await Promise.all([
      ...part.map((booking) => cancel(booking)),
      ...Array.from({ length: 4 }, hold),
      ...Array.from({ length: 3 }, () => join()),
      ...Array.from({ length: 3 }, () =>
        book().then(({ code }) => ({ statusCode: code ? (code === 'slot_taken' ? 409 : 500) : 201 })),
      ),
      at.work().then(() => ({ statusCode: 200 })),
      at.work().then(() => ({ statusCode: 200 })),
    ]);
    statuses.push(...done.map(({ statusCode }) => statusCode));
    const said = await Promise.all([answers(), at.work(), Promise.all(Array.from({ length: 3 }, hold))]);
    statuses.push(...[...said[0], ...said[2]].map(({ statusCode }) => statusCode));
  }
  await at.work();
  expect(statuses.filter((status) => ![200, 201, 409].includes(status))).toEqual([]);
  // A job that failed would be waiting to be tried again, with what went wrong.
  const failed = await rows(
    em(),
    sql`SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE last_error IS NOT NULL`,
  );
  expect(failed).toEqual([]);
  expect(await sharedTables()).toEqual([]);
  const kept = await rows<{ id: string }>(
    em(),
    sql`SELECT w.id FROM waits w
          LEFT JOIN claims c ON c.live AND c.holder_id = coalesce(w.hold_id, w.reservation_id)
         WHERE w.restaurant_id = ${house.restaurantId} AND w.status IN ('offered', 'taken')
         GROUP BY w.id HAVING count(c.id) = 0`,
  );
  expect(kept).toEqual([]);
}, 120_000);
