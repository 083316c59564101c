import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import type { Booking, BookRequest } from '../reservations/contract.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import type { Hold } from './contract.ts';
import { forgetExpiredHolds } from './hold.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp({ trustProxy: ['127.0.0.1'] });
});
afterAll(() => at.close());

let addresses = 0;

async function open(plan: HousePlan = { tables: [[1, 2]] }) {
  const house = await at.house(plan);
  addresses += 1;
  const address = `203.0.113.${addresses}`;
  const status = async (party = 2) => {
    const url = `/api/restaurants/${house.slug}/availability?day=2026-10-17&party=${party}`;
    const { slots } = (await at.app.inject({ url })).json<{ slots: { time: string; status: string }[] }>();
    return slots.find(({ time }) => time === '20:00')!.status;
  };
  return {
    house,
    status,
    hold: (change: object = {}, key?: string, from = address) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/holds`,
        headers: { 'x-forwarded-for': from, ...(key && { 'idempotency-key': key }) },
        payload: { day: '2026-10-17', time: '20:00', party: 2, ...change },
      }),
    giveUp: (token: string) => at.app.inject({ method: 'DELETE', url: `/api/holds/${token}` }),
    book: (change: Partial<BookRequest> = {}, key?: string) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        headers: key ? { 'idempotency-key': key } : {},
        payload: bookRequest(change),
      }),
  };
}

/** As if the minutes were over. */
const letPass = (house: House) =>
  rows(
    at.orm.em.fork(),
    sql`WITH old AS (UPDATE holds SET keep_until = now() - interval '1 second'
                      WHERE restaurant_id = ${house.restaurantId} RETURNING id)
        UPDATE claims SET keep_until = now() - interval '1 second' FROM old WHERE holder_id = old.id`,
  );
const count = async (table: 'holds' | 'claims', house: House) =>
  Number(
    (await row<{ n: string }>(
      at.orm.em.fork(),
      sql`SELECT count(*) AS n FROM ${sql.table(table)} WHERE restaurant_id = ${house.restaurantId}`,
    ))!.n,
  );

describe('a hold', () => {
  test('keeps the table from others for the minutes that are set, and becomes the reservation', async () => {
    const { house, hold, book, status } = await open();
    const answer = await hold();
    expect(answer.statusCode).toBe(201);
    const { token, until } = answer.json<Hold>();
    const minutes = (Date.parse(until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(4.5);
    expect(minutes).toBeLessThan(5.5);
    expect(await status()).toBe('full');
    expect((await book()).json().code).toBe('slot_taken');
    expect((await hold()).json().code).toBe('slot_taken');
    const booked = await book({ hold: token });
    expect([booked.statusCode, booked.json<Booking>().status]).toEqual([201, 'confirmed']);
    expect([await count('holds', house), await count('claims', house)]).toEqual([0, 1]);
    await letPass(house);
    await at.work();
    expect(await status()).toBe('full');
  });

  test('is released by itself: offered again at once, booked by others, and forgotten by a job', async () => {
    const { house, hold, book, status } = await open({
      tables: [
        [1, 2],
        [3, 4],
      ],
    });
    const { token } = (await hold()).json<Hold>();
    await hold({ party: 4 });
    await letPass(house);
    expect(await status()).toBe('open');
    expect((await book()).statusCode).toBe(201);
    // Whoever comes too late with it books like anybody.
    expect((await book({ hold: token })).json().code).toBe('slot_taken');
    expect(await count('holds', house)).toBe(2);
    await forgetExpiredHolds(at.orm.em.fork());
    expect([await count('holds', house), await count('claims', house)]).toEqual([0, 1]);
  });

  test('is given up once, however often; a token that is not ours is not found', async () => {
    const { house, hold, giveUp, status } = await open();
    const { token } = (await hold()).json<Hold>();
    const answers = await Promise.all([giveUp(token), giveUp(token), giveUp(token)]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([204, 204, 204]);
    expect(await status()).toBe('open');
    expect([await count('holds', house), await count('claims', house)]).toEqual([0, 0]);
    expect((await giveUp('A'.repeat(43))).statusCode).toBe(404);
  });

  test('asked for again with its key is the same, also at the same moment; another request is refused', async () => {
    const { house, hold } = await open();
    const answers = await Promise.all(Array.from({ length: 8 }, () => hold({}, 'the-same-key')));
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.json<Hold>().token}`)).size).toBe(
      1,
    );
    expect(answers[0]!.statusCode).toBe(201);
    expect(await count('holds', house)).toBe(1);
    expect((await hold({ party: 1 }, 'the-same-key')).json().code).toBe('key_reused');
  });

  test('is one of four at most for an address, also at one moment', async () => {
    const { hold } = await open({ tables: Array.from({ length: 12 }, () => [1, 2] as [number, number]) });
    const answers = await Promise.all(Array.from({ length: 10 }, () => hold()));
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(4);
    expect(new Set(answers.map((answer) => answer.json().code))).toEqual(
      new Set([undefined, 'too_many_holds']),
    );
    expect((await hold({}, undefined, '203.0.113.250')).statusCode).toBe(201);
  });

  test('is not moved, and not made room for: that is done for a booking alone', async () => {
    const { hold, book } = await open({
      tables: [
        [1, 2],
        [1, 4],
      ],
    });
    const first = (await book()).json<Booking>();
    const second = (await hold({ party: 1 })).json<Hold>();
    await at.app.inject({ method: 'POST', url: `/api/bookings/${first.token}/cancel`, payload: {} });
    expect((await book({ party: 4 })).json().code).toBe('slot_taken');
    expect((await book({ party: 1, hold: second.token })).statusCode).toBe(201);
    // Now somebody who may be moved sits at the large table.
    expect((await hold({ party: 4 })).json().code).toBe('not_holdable');
    expect((await book({ party: 4 })).statusCode).toBe(201);
  });

  test('of one house opens nothing in another, and may be brought to another hour', async () => {
    const [here, there] = [await open(), await open()];
    const { token } = (await here.hold()).json<Hold>();
    expect((await there.book({ hold: token })).statusCode).toBe(201);
    expect(await here.status()).toBe('full');
    expect((await here.book({ hold: token, time: '19:00' })).statusCode).toBe(201);
    expect(await count('holds', here.house)).toBe(0);
  });

  test('says why it cannot be', async () => {
    const { hold } = await open();
    expect((await hold({ time: '16:00' })).json()).toMatchObject({ code: 'slot_not_open', reason: 'closed' });
    expect((await hold({ day: '2026-11-31' })).json()).toMatchObject({ field: 'day', problem: 'format' });
    expect((await hold({ area: 'Cave' })).json()).toMatchObject({ field: 'area', problem: 'invalid' });
  });

  test('sixty holds and bookings at one moment share no table', async () => {
    const { house, hold, book } = await open({
      tables: Array.from({ length: 8 }, () => [1, 2] as [number, number]),
      combinations: [{ tables: [0, 1], seats: [3, 4] }],
    });
    const held = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        hold({ party: 1 + (index % 4) }, undefined, `198.51.100.${index}`),
      ),
    );
    const tokens = held
      .filter((answer) => answer.statusCode === 201)
      .map((answer) => answer.json<Hold>().token);
    expect(tokens.length).toBeGreaterThan(3);
    const answers = await Promise.all([
      ...tokens.map((token) => book({ hold: token })),
      ...Array.from({ length: 40 }, () => book()),
    ]);
    expect(answers.filter((answer) => ![201, 409].includes(answer.statusCode))).toEqual([]);
    const shared = await rows(
      at.orm.em.fork(),
      sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
           WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
    );
    expect(shared).toEqual([]);
    expect(
      answers.slice(0, tokens.length).filter((answer) => answer.statusCode === 201).length,
    ).toBeGreaterThan(3);
  });
});
