import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Booking } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const em = () => at.orm.em.fork();

function book(house: House, payload = bookRequest(), key?: string) {
  return at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    headers: key ? { 'idempotency-key': key } : {},
    payload,
  });
}

/** The names of the tables that are kept now. */
async function kept(house: House): Promise<string[]> {
  const found = await rows<{ name: string }>(
    em(),
    sql`SELECT t.name FROM claims c JOIN tables t ON t.id = c.table_id
         WHERE c.restaurant_id = ${house.restaurantId} AND c.live ORDER BY t.name`,
  );
  return found.map(({ name }) => name);
}

const fortyTables = { tables: Array.from({ length: 40 }, () => [1, 2] as [number, number]) };

test('of many that arrive at one moment, each is written, refused or fails by itself', async () => {
  const house = await at.house(fortyTables);
  await book(house, bookRequest({ time: '12:00' }), 'a-key-that-is-taken');
  await row(
    em(),
    sql`CREATE OR REPLACE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN IF NEW.last_name = ''Malheur'' THEN RAISE EXCEPTION ''struck''; END IF; RETURN NEW; END'`,
  );
  await row(
    em(),
    sql`CREATE TRIGGER strike BEFORE INSERT ON reservations FOR EACH ROW EXECUTE FUNCTION strike()`,
  );
  const struck = bookRequest();
  struck.guest.lastName = 'Malheur';
  const again = bookRequest();
  const answers = await Promise.all([
    ...Array.from({ length: 15 }, () => book(house)),
    book(house, bookRequest(), 'a-key-that-is-taken'),
    book(house, bookRequest({ party: 9 })),
    book(house, struck),
    book(house, again, 'a-key-that-comes-twice'),
    book(house, again, 'a-key-that-comes-twice'),
    ...Array.from({ length: 15 }, () => book(house)),
  ]);
  await row(em(), sql`DROP TRIGGER strike ON reservations`);
  const statuses = answers.map(({ statusCode }) => statusCode);
  const good = Array.from({ length: 15 }, () => 201);
  expect(statuses).toEqual([...good, 422, 409, 500, 201, 201, ...good]);
  expect(answers[18]!.json<Booking>().reference).toBe(answers[19]!.json<Booking>().reference);

  // One table each, one event each without a gap, and one confirmation each.
  const tables = await kept(house);
  expect(tables).toHaveLength(32);
  const events = await rows<{ number: string; reference: string }>(
    em(),
    sql`SELECT number, event->'reservation'->>'reference' AS reference FROM live_events
         WHERE restaurant_id = ${house.restaurantId} ORDER BY number`,
  );
  expect(events.map(({ number }) => Number(number))).toEqual(
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
  expect(new Set(events.map(({ reference }) => reference)).size).toBe(32);
  await at.work();
  const messages = await rows(
    em(),
    sql`SELECT 1 FROM messages WHERE restaurant_id = ${house.restaurantId} AND kind = 'confirmation'`,
  );
  expect(messages).toHaveLength(32);
});

test('two hundred at one moment for forty tables: forty sit, and the others are told so', async () => {
  const house = await at.house(fortyTables);
  const answers = await Promise.all(Array.from({ length: 200 }, () => book(house)));
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(40);
  const refused = answers.filter(({ statusCode }) => statusCode !== 201);
  expect(new Set(refused.map((answer) => `${answer.statusCode} ${answer.json().code}`))).toEqual(
    new Set(['409 slot_taken']),
  );
  expect(new Set(await kept(house)).size).toBe(40);
});

test('a table that was let go of is the best again at once, though the day was read a moment ago', async () => {
  const house = await at.house({
    tables: [
      [1, 2],
      [1, 4],
    ],
  });
  const { token } = (await book(house)).json<Booking>();
  expect(await kept(house)).toEqual(['1']);
  await at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
  expect((await book(house)).statusCode).toBe(201);
  expect(await kept(house)).toEqual(['1']);
});

test('what was described anew holds at once, though the day was read a moment ago', async () => {
  const house = await at.house(fortyTables);
  expect((await book(house)).statusCode).toBe(201);
  await row(
    em(),
    sql`UPDATE shifts SET last_minute = 1170 WHERE restaurant_id = ${house.restaurantId} AND name = 'Soir'`,
  );
  const refused = await book(house);
  expect(refused.statusCode).toBe(409);
  expect(refused.json().code).toBe('slot_not_open');
  await row(em(), sql`UPDATE restaurants SET max_party = 2 WHERE id = ${house.restaurantId}`);
  expect((await book(house, bookRequest({ time: '19:00', party: 2 }))).statusCode).toBe(201);
  await row(em(), sql`UPDATE restaurants SET max_party = 1 WHERE id = ${house.restaurantId}`);
  expect((await book(house, bookRequest({ time: '19:00', party: 2 }))).json().reason).toBe('party_too_large');
});
