import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { BookRequest } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house with two tables for two, and what its guests are told. */
async function open() {
  at.now = NOON;
  const house = await at.house({
    tables: [
      [1, 2],
      [1, 2],
    ],
  });
  const manager = { cookie: await at.signIn(house.staff.manager.email) };
  return {
    house,
    book: (change: Partial<BookRequest> = {}) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest(change),
      }),
    /** How the slot stands for whoever looks, and what whoever books it is refused with. */
    refused: async (change: Partial<BookRequest> = {}) => {
      const wish = bookRequest(change);
      const { day, time, party } = wish;
      const shown = await at.app.inject({
        url: `/api/restaurants/${house.slug}/availability?day=${day}&party=${party}`,
      });
      const told = shown.json<{ reason?: string; slots: { time: string; reason?: string }[] }>();
      const booked = await at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: wish,
      });
      const slot = told.slots.find((one) => one.time === time);
      return [slot?.reason ?? told.reason, booked.statusCode, booked.json().code, booked.json().reason];
    },
    set: (column: string, value: unknown) =>
      row(
        at.orm.em.fork(),
        sql`UPDATE restaurants SET ${sql.ref(column)} = ${value} WHERE id = ${house.restaurantId}`,
      ),
    pause: (payload: object) =>
      at.app.inject({
        method: 'POST',
        url: `/api/pauses?restaurant=${house.slug}`,
        headers: manager,
        payload,
      }),
  };
}

const notOpen = (reason: string) => [reason, 409, 'slot_not_open', reason];
const taken = (reason: string) => [reason, 409, 'slot_taken', reason];

/** Closed on a day of its own, by a special day that says so. */
const closeOn = ({ organizationId, restaurantId }: House, day: string) =>
  row(
    at.orm.em.fork(),
    sql`INSERT INTO special_days (organization_id, restaurant_id, from_day, to_day, closed)
        VALUES (${organizationId}, ${restaurantId}, ${day}, ${day}, true)`,
  );

test('each refused slot says why, on the page and to whoever books it all the same', async () => {
  const { house, book, refused, set, pause } = await open();
  await closeOn(house, '2026-10-18');
  expect(await refused({ day: '2026-10-18' })).toEqual(notOpen('closed'));
  expect(await refused({ day: '2026-10-09' })).toEqual(notOpen('past'));
  expect(await refused({ day: '2026-10-10', time: '12:00' })).toEqual(notOpen('past'));
  await set('horizon_days', 30);
  expect(await refused({ day: '2026-11-10' })).toEqual(notOpen('too_far_ahead'));
  await set('lead_minutes', 480);
  expect(await refused({ day: '2026-10-10', time: '19:30' })).toEqual(notOpen('too_late'));
  await set('lead_minutes', 0);
  await set('cutoff_minute', 660);
  expect(await refused({ day: '2026-10-10', time: '22:00' })).toEqual(notOpen('too_late'));
  await set('min_party', 2);
  expect(await refused({ party: 1 })).toEqual(notOpen('party_too_small'));
  expect(await refused({ party: 9 })).toEqual(notOpen('party_too_large'));
  expect(await refused({ party: 3 })).toEqual(taken('no_table'));
  expect((await pause({ from: '2026-10-17', fromTime: '21:00', toTime: '21:00' })).statusCode).toBe(201);
  expect(await refused({ time: '21:00' })).toEqual(notOpen('paused'));

  expect((await book()).statusCode).toBe(201);
  const hold = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/holds`,
    payload: { day: '2026-10-17', time: '20:00', party: 2 },
  });
  expect(hold.statusCode).toBe(201);
  expect(await refused()).toEqual(taken('held'));
  await at.app.inject({ method: 'DELETE', url: `/api/holds/${hold.json().token}` });
  expect((await book()).statusCode).toBe(201);
  expect(await refused()).toEqual(taken('no_table'));

  await row(
    at.orm.em.fork(),
    sql`UPDATE shifts SET pace = '{"parties": 0}' WHERE restaurant_id = ${house.restaurantId} AND name = 'Midi'`,
  );
  expect(await refused({ time: '12:00' })).toEqual(taken('pace'));
}, 60_000);

test('a time that the wished area no longer has is named with the areas that have it', async () => {
  const { house, book } = await open();
  await row(
    at.orm.em.fork(),
    sql`WITH terrace AS (
          INSERT INTO areas (organization_id, restaurant_id, name)
          VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse') RETURNING *)
        INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
        SELECT organization_id, restaurant_id, id, 'T1', 1, 2 FROM terrace`,
  );
  expect((await book({ area: 'Terrasse' })).json().area).toBe('Terrasse');
  const refused = await book({ area: 'Terrasse' });
  expect(refused.json()).toMatchObject({ code: 'slot_taken', areas: ['Salle'] });
  for (const { time } of refused.json().alternatives) expect(time).not.toBe('20:00');
  const inside = (await book({ area: 'Salle' })).json();
  const moved = await at.app.inject({
    method: 'PATCH',
    url: `/api/bookings/${inside.token}`,
    payload: { area: 'Terrasse' },
  });
  expect(moved.json()).toMatchObject({ code: 'slot_taken', areas: ['Salle'] });
});
