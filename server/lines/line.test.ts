import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Line, LineOrder } from './contract.ts';

let app: TestApp;
let house: House;
let cookie: string;
const bot = { authorization: `Bearer ${BOT_TOKEN}` };

beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  house = await app.house();
  cookie = await app.signIn(house.staff.manager.email);
});
afterAll(() => app?.close());

const staff = async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const url = `${path}?restaurant=${house.slug}`;
  const answer = await app.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  return { status: answer.statusCode, json: answer.json() as Line & { code?: string } };
};
const line = async () => (await staff('GET', '/api/line')).json;
const connect = (payload: object = {}) => staff('POST', '/api/line/connect', payload);
const says = async (payload: object) =>
  (
    await app.app.inject({
      method: 'POST',
      url: `/api/bot/lines/${house.slug}/state`,
      headers: bot,
      payload,
    })
  ).statusCode;
const orders = async (query: object = {}) => {
  const answer = await app.app.inject({
    url: '/api/bot/lines',
    headers: bot,
    query: query as Record<string, string>,
  });
  const { mark, lines } = answer.json() as { mark: string; lines: LineOrder[] };
  return { mark, mine: lines.find(({ restaurant }) => restaurant === house.slug) };
};

describe('a line', () => {
  test('that was never connected is off, and the bot is told of none', async () => {
    expect(await line()).toMatchObject({
      wanted: false,
      state: 'off',
      pairing: null,
      phone: null,
      faults: [],
    });
    expect((await orders()).mine).toBeUndefined();
    expect(await says({ state: 'ready' })).toBe(404);
  });

  test('goes from the wish to its pairing to being ready, and its code is gone as soon as it is used', async () => {
    expect((await connect({ phone: '+33142000000' })).json).toMatchObject({
      state: 'starting',
      pairWith: '+33142000000',
    });
    expect((await orders()).mine).toMatchObject({ wanted: true, pairWith: '+33142000000', version: 1 });
    expect(await says({ state: 'needs_pairing', pairing: { code: 'ABCD1234' } })).toBe(204);
    expect(await line()).toMatchObject({ state: 'needs_pairing', pairing: { code: 'ABCD1234' } });
    await says({ state: 'ready', phone: '+33142000000' });
    expect(await line()).toMatchObject({ state: 'ready', pairing: null, phone: '+33142000000' });
    // A state that is said again, as every minute, is the same since when it was.
    const { since } = await line();
    await says({ state: 'ready' });
    expect(await line()).toMatchObject({ since, phone: '+33142000000' });
  });

  test('shows no pairing in a state that has none, whatever the bot says', async () => {
    await connect();
    await says({ state: 'ready', pairing: { qr: 'stale' } });
    expect((await line()).pairing).toBeNull();
  });

  test('that nobody wants any more is off, and stays so when a bot speaks late', async () => {
    await connect();
    await says({ state: 'ready', phone: '+33142000000' });
    expect((await staff('POST', '/api/line/disconnect', {})).json).toMatchObject({
      state: 'off',
      phone: null,
    });
    await says({ state: 'ready', phone: '+33142000000' });
    expect(await line()).toMatchObject({ wanted: false, state: 'off', phone: null });
    expect((await orders()).mine).toMatchObject({ wanted: false, forget: true, version: 2 });
  });

  test('of a bot that fell silent is told as such, without its code, until it speaks again', async () => {
    await connect();
    await says({ state: 'needs_pairing', pairing: { qr: 'a' } });
    await row(
      app.orm.em.fork(),
      sql`UPDATE lines SET heard_at = now() - interval '5 minutes' WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect(await line()).toMatchObject({ state: 'degraded', why: 'bot_away', pairing: null });
    await says({ state: 'needs_pairing', pairing: { qr: 'b' } });
    expect(await line()).toMatchObject({ state: 'needs_pairing', pairing: { qr: 'b' } });
  });

  test('shows its last ten faults, newest first, and keeps a hundred', async () => {
    await connect();
    for (let number = 1; number <= 104; number++) {
      const url = `/api/bot/lines/${house.slug}/fault`;
      await app.app.inject({ method: 'POST', url, headers: bot, payload: { what: `fault ${number}` } });
    }
    const { faults } = await line();
    expect(faults.map(({ what }) => what)).toEqual(
      Array.from({ length: 10 }, (_, at) => `fault ${104 - at}`),
    );
    const kept = await row(
      app.orm.em.fork(),
      sql<{
        count: number;
      }>`SELECT count(*)::int AS count FROM line_faults WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect(kept!.count).toBe(100);
  });

  test('whose codes nobody scanned is no bot that fell silent, and is not begun again until it is connected', async () => {
    await connect();
    await says({ state: 'needs_pairing', pairing: { qr: 'a' } });
    await says({ state: 'off', why: 'nobody_scanned' });
    await row(
      app.orm.em.fork(),
      sql`UPDATE lines SET heard_at = now() - interval '5 hours' WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect(await line()).toMatchObject({ state: 'off', why: 'nobody_scanned', pairing: null, wanted: true });
    expect((await orders()).mine).toMatchObject({ asleep: true, wanted: true });
    await connect();
    expect((await orders()).mine).toMatchObject({ asleep: false });
    expect(await line()).toMatchObject({ state: 'starting', why: null });
  });

  test('that is not ready takes no test', async () => {
    await connect();
    expect(await staff('POST', '/api/line/test', {})).toMatchObject({
      status: 409,
      json: { code: 'line_not_ready' },
    });
  });
});

test('the bot hears of an order while it waits for one', async () => {
  await connect();
  const { mark, mine } = await orders();
  expect(mine?.version).toBe(1);
  const waits = orders({ known: mark, wait: '20' });
  await connect();
  expect((await waits).mine?.version).toBe(2);
});
