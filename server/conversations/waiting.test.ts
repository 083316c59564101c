import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';

let app: TestApp;
let house: House;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  app = await testApp();
  house = await app.house();
  ends = chatEnds(app);
});
afterAll(() => app.close());

/** Whether a promise is still open after everything that could settle it at once had its turn. */
async function stillOpen(promise: Promise<unknown>): Promise<boolean> {
  const settled = promise.then(() => false);
  // A query's way there and back, which is what a wait that looks and finds something would need.
  await row(app.orm.em.fork(), sql`SELECT 1`);
  await row(app.orm.em.fork(), sql`SELECT 1`);
  return Promise.race([settled, new Promise<boolean>((resolve) => setImmediate(() => resolve(true)))]);
}

async function timed<T>(promise: Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await promise;
  return { value, milliseconds: performance.now() - start };
}

describe('a request that waits', () => {
  test('of the bot wakes within a moment when somebody speaks', async () => {
    const pending = ends.pending('terminal', '20');
    expect(await stillOpen(pending)).toBe(true);
    const line = { restaurant: house.slug, transport: 'terminal' as const, address: 'claire' };
    await ends.inbound({ ...line, externalId: '1', text: 'Bonsoir' });
    const { value, milliseconds } = await timed(pending);
    expect(value.map(({ inbound }) => inbound[0]!.text)).toEqual(['Bonsoir']);
    expect(milliseconds).toBeLessThan(5_000);
  });

  test('of a page wakes when the bot answers, with what is new and nothing else', async () => {
    const token = await ends.begin(house.slug);
    const said = await ends.say(token, 'Bonsoir');
    const read = ends.read(token, { after: said.json.id, wait: '20' });
    expect(await stillOpen(read)).toBe(true);
    // Another chat's message wakes nobody here.
    await ends.say(await ends.begin(house.slug), 'Bonjour');
    expect(await stillOpen(read)).toBe(true);
    const chat = (await ends.pending('web')).find(({ inbound }) => inbound[0]!.id === said.json.id)!;
    await ends.turn(chat);
    const { value, milliseconds } = await timed(read);
    expect(value.json.messages.map(({ text }) => text)).toEqual(['Bonsoir.']);
    expect(milliseconds).toBeLessThan(5_000);
  });

  test('answers at once when there is something already', async () => {
    const token = await ends.begin(house.slug);
    await ends.say(token, 'Bonsoir');
    const { value, milliseconds } = await timed(ends.read(token, { wait: '20' }));
    expect(value.json.messages).toHaveLength(1);
    expect(milliseconds).toBeLessThan(5_000);
  });

  test('gives up with nothing when its seconds are over', async () => {
    const token = await ends.begin(house.slug);
    const { value, milliseconds } = await timed(ends.read(token, { wait: '1' }));
    expect(value).toMatchObject({ status: 200, json: { messages: [] } });
    expect(milliseconds).toBeGreaterThan(900);
    expect((await ends.read(token, { wait: '26' })).json).toMatchObject({
      field: 'wait',
      problem: 'maximum',
    });
  });

  test('finds what was said while the line of notices was cut', async () => {
    const token = await ends.begin(house.slug);
    const read = ends.read(token, { wait: '20' });
    expect(await stillOpen(read)).toBe(true);
    const em = app.orm.em.fork();
    await row(
      em,
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await ends.say(token, 'Bonsoir');
    const { value } = await timed(read);
    expect(value.json.messages).toHaveLength(1);
  });

  test('hears no more once its client has gone, nor holds up a server that closes', async () => {
    const other = await testApp();
    const origin = await other.listen();
    const heard = countHearers(other);
    const headers = { authorization: `Bearer ${BOT_TOKEN}` };
    const url = `${origin}/api/bot/pending?transport=whatsapp&wait=25`;
    const gone = new AbortController();
    const left = fetch(url, { headers, signal: gone.signal }).catch(() => null);
    await expect.poll(heard).toBe(1);
    gone.abort();
    await left;
    await expect.poll(heard).toBe(0);

    const stays = fetch(url, { headers }).then(
      (answer) => answer.status,
      () => 'cut',
    );
    await expect.poll(heard).toBe(1);
    const { milliseconds } = await timed(other.close());
    expect(milliseconds).toBeLessThan(5_000);
    expect([200, 'cut']).toContain(await stays);
    expect(heard()).toBe(0);
  });
});

/** How many requests hear the channel of inbound messages: counted where they ask to. */
function countHearers(test: TestApp): () => number {
  let hearers = 0;
  const on = test.listener.on;
  test.listener.on = (channel, heard) => {
    const stop = on.call(test.listener, channel, heard);
    if (channel === 'couvert_inbound') hearers += 1;
    return () => {
      if (channel === 'couvert_inbound') hearers -= 1;
      return stop();
    };
  };
  return () => hearers;
}
