import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { forgetExpiredHolds } from './hold.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp({ trustProxy: ['127.0.0.1'] });
});
afterAll(() => at.close());

let addresses = 0;

/** A house where four covers may arrive at a slot, with more tables than that. */
async function open(limits: object = { covers: 4 }) {
  const house = await at.house({ tables: Array.from({ length: 20 }, () => [1, 4] as [number, number]) });
  await row(
    at.orm.em.fork(),
    sql`UPDATE shifts SET pace = ${JSON.stringify(limits)}::jsonb WHERE restaurant_id = ${house.restaurantId}`,
  );
  const post = (what: string, payload: object, from: string) =>
    at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/${what}`,
      headers: { 'x-forwarded-for': from },
      payload,
    });
  return {
    house,
    hold: (change: object = {}) => {
      addresses += 1;
      const from = `203.0.113.${1 + (addresses % 250)}`;
      return post('holds', { day: '2026-10-17', time: '20:00', party: 2, ...change }, from);
    },
    book: (change: object = {}) => post('reservations', bookRequest(change), '198.51.100.1'),
    async slot(party = 2, time = '20:00') {
      const url = `/api/restaurants/${house.slug}/availability?day=2026-10-17&party=${party}`;
      const { slots } = (await at.app.inject({ url })).json();
      const { status, reason } = slots.find((slot: { time: string }) => slot.time === time);
      return reason ?? status;
    },
  };
}
const expected = async (house: House) =>
  rows<{ minute: number; covers: number; parties: number; online: number }>(
    at.orm.em.fork(),
    sql`SELECT minute, covers, parties, online_covers AS online FROM slot_pace
         WHERE restaurant_id = ${house.restaurantId} AND parties > 0 ORDER BY minute`,
  );
const letPass = (house: House) =>
  rows(
    at.orm.em.fork(),
    sql`WITH old AS (UPDATE holds SET keep_until = now() - interval '1 second'
                      WHERE restaurant_id = ${house.restaurantId} RETURNING id)
        UPDATE claims SET keep_until = now() - interval '1 second' FROM old WHERE holder_id = old.id`,
  );

test('a hold is expected at its slot as a booking is, and whoever books with it is expected once', async () => {
  const { house, hold, book, slot } = await open();
  const one = (await hold()).json();
  expect(await slot()).toBe('open');
  expect((await hold()).statusCode).toBe(201);
  expect(await slot()).toBe('pace');
  expect((await hold()).json()).toMatchObject({ code: 'slot_taken', reason: 'pace' });
  expect((await book()).json()).toMatchObject({ code: 'slot_taken', reason: 'pace' });
  expect((await book({ hold: one.token })).statusCode).toBe(201);
  expect(await expected(house)).toEqual([{ minute: 1200, covers: 4, parties: 2, online: 4 }]);
  // More than it was kept for is more than may come.
  const other = (await hold({ time: '20:30' })).json();
  expect((await book({ hold: other.token, time: '20:00', party: 4 })).json()).toMatchObject({
    reason: 'pace',
  });
  expect((await book({ hold: other.token, time: '20:30', party: 4 })).statusCode).toBe(201);
  expect(await expected(house)).toEqual([
    { minute: 1200, covers: 4, parties: 2, online: 4 },
    { minute: 1230, covers: 4, parties: 1, online: 4 },
  ]);
});

test('one that is given up, or taken to another hour, is expected no more', async () => {
  const { house, hold, book, slot } = await open();
  const [one, other] = [(await hold()).json(), (await hold()).json()];
  expect(await slot()).toBe('pace');
  await at.app.inject({ method: 'DELETE', url: `/api/holds/${one.token}` });
  expect(await slot()).toBe('open');
  expect((await book({ hold: other.token, time: '19:00' })).statusCode).toBe(201);
  expect(await expected(house)).toEqual([{ minute: 1140, covers: 2, parties: 1, online: 2 }]);
});

test('one whose minutes are over is in nobody’s way at once, and is counted out once', async () => {
  const { house, hold, book, slot } = await open();
  const { token } = (await hold({ party: 4 })).json();
  expect(await slot()).toBe('pace');
  await letPass(house);
  expect(await slot()).toBe('open');
  expect((await book({ party: 3 })).statusCode).toBe(201);
  expect(await expected(house)).toEqual([{ minute: 1200, covers: 3, parties: 1, online: 3 }]);
  expect((await book({ hold: token, party: 1 })).statusCode).toBe(201);
  await hold({ time: '21:00' });
  await letPass(house);
  await forgetExpiredHolds(at.orm.em.fork());
  expect(await expected(house)).toEqual([{ minute: 1200, covers: 4, parties: 2, online: 4 }]);
});

test('two hundred holds, bookings with them and without, and holds given up at one moment keep to the pace', async () => {
  const { house, hold, book } = await open({ covers: 10, onlineParties: 6 });
  const tokens: string[] = [];
  const given: Promise<unknown>[] = [];
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const time = index % 2 ? '20:00' : '20:30';
      if (index % 3 === 0) return book({ time, party: 1 + (index % 3) });
      const held = await hold({ time, party: 1 + (index % 3) });
      if (held.statusCode !== 201) return held;
      const { token } = held.json();
      if (index % 4 === 0) {
        given.push(at.app.inject({ method: 'DELETE', url: `/api/holds/${token}` }));
        return held;
      }
      if (index % 5 === 0) {
        tokens.push(token);
        return held;
      }
      return book({ time: index % 7 ? time : '21:00', party: 1 + (index % 3), hold: token });
    }),
  );
  await Promise.all(given);
  expect(answers.filter(({ statusCode }) => ![201, 409, 429].includes(statusCode))).toEqual([]);
  const told = await rows<{ minute: number; covers: number; parties: number }>(
    at.orm.em.fork(),
    sql`SELECT minute, sum(party)::int AS covers, count(*)::int AS parties FROM (
          SELECT minute, party FROM reservations WHERE restaurant_id = ${house.restaurantId}
          UNION ALL SELECT minute, party FROM holds WHERE restaurant_id = ${house.restaurantId}) a
         GROUP BY minute ORDER BY minute`,
  );
  expect(await expected(house)).toMatchObject(told);
  expect(told.every(({ covers, parties }) => covers <= 10 && parties <= 6)).toBe(true);
  expect(told.length).toBeGreaterThan(1);
}, 60_000);
