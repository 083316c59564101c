import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import type { Elsewhere } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house with one table, and a sister of the same owner. */
async function sisters(plan: HousePlan = {}) {
  const here = await at.house({ tables: [[1, 2]] });
  const there = await at.house({ organizationId: here.organizationId, name: 'La Petite', ...plan });
  const post = (slug: string, what: string, payload: object) =>
    at.app.inject({ method: 'POST', url: `/api/restaurants/${slug}/${what}`, payload });
  const get = async (what: string) =>
    (await at.app.inject({ url: `/api/restaurants/${here.slug}/${what}` })).json();
  return { here, there, post, get };
}
const timesOf = (elsewhere: Elsewhere[] | undefined) => elsewhere?.map(({ day, time }) => `${day} ${time}`);

test('a refused slot tells the nearest times of that day at the other restaurant of the organisation', async () => {
  const { here, there, post, get } = await sisters();
  expect((await post(here.slug, 'reservations', bookRequest())).statusCode).toBe(201);
  const refused = (await post(here.slug, 'reservations', bookRequest())).json();
  expect(refused).toMatchObject({ code: 'slot_taken', reason: 'no_table' });
  expect(refused.alternatives.every((one: object) => !('restaurant' in one))).toBe(true);
  // That very time is the nearest of all.
  expect(refused.elsewhere).toEqual([
    { restaurant: there.slug, name: 'La Petite', city: 'Paris', day: '2026-10-17', time: '20:00' },
  ]);
  const closed = (await post(here.slug, 'reservations', bookRequest({ time: '16:00' }))).json();
  expect(closed).toMatchObject({ code: 'slot_not_open' });
  expect(timesOf(closed.elsewhere)).toEqual(['2026-10-17 13:00', '2026-10-17 13:30', '2026-10-17 14:00']);

  const open = await get('availability?day=2026-10-17&party=2');
  expect(open.elsewhere).toBeUndefined();
  const nothing = await get('availability?day=2026-10-17&party=6');
  expect(timesOf(nothing.elsewhere)).toEqual(['2026-10-17 20:00']);
  const nearest = await get('nearest?day=2026-10-17&time=19:30&party=4');
  expect([nearest.alternatives, timesOf(nearest.elsewhere)]).toEqual([[], ['2026-10-17 19:30']]);
});

test('not one that is full or closed, that takes no such party, nobody online, or lies in another time zone', async () => {
  const ask = async ({ get }: Awaited<ReturnType<typeof sisters>>) =>
    (await get('availability?day=2026-10-17&party=6')).elsewhere;
  expect(await ask(await sisters({ tables: [[1, 2]] }))).toBeUndefined();
  expect(await ask(await sisters({ maxParty: 4 }))).toBeUndefined();
  expect(await ask(await sisters({ timeZone: 'America/Toronto', country: 'CA' }))).toBeUndefined();
  const hidden = await sisters();
  await row(
    at.orm.em.fork(),
    sql`UPDATE areas SET online = false WHERE restaurant_id = ${hidden.there.restaurantId}`,
  );
  expect(await ask(hidden)).toBeUndefined();
  const stranger = await sisters();
  await at.house();
  await row(
    at.orm.em.fork(),
    sql`UPDATE restaurants SET max_party = 2 WHERE id = ${stranger.there.restaurantId}`,
  );
  expect(await ask(stranger)).toBeUndefined();
});

test('who moves a reservation stays in its restaurant', async () => {
  const { here, post } = await sisters();
  const { token } = (await post(here.slug, 'reservations', bookRequest())).json();
  await post(here.slug, 'reservations', bookRequest({ time: '12:00' }));
  const moved = await at.app.inject({
    method: 'PATCH',
    url: `/api/bookings/${token}`,
    payload: { time: '12:00' },
  });
  expect(moved.json()).toMatchObject({ code: 'slot_taken' });
  expect(moved.json().elsewhere).toBeUndefined();
});
