import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { row, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { FromPanel, ToPanel } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
  await at.listen();
});
afterAll(() => at.close());

/** A panel: what it hears, in order, and a way to wait for what is still to come. */
async function panel(cookie: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${at.origin.replace('http', 'ws')}/api/live`, {
    headers: { cookie, ...headers },
  });
  const heard: ToPanel[] = [];
  let wake = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    heard,
    closed,
    say: (message: FromPanel) => socket.send(JSON.stringify(message)),
    until: async (enough: (heard: ToPanel[]) => boolean) => {
      while (!enough(heard)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => socket.close(),
  };
}

async function house() {
  const made = await at.house({ tables: Array.from({ length: 30 }, () => [1, 4] as [number, number]) });
  return { made, cookie: await at.signIn(made.staff.host.email) };
}
const book = (made: House) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${made.slug}/reservations`,
    payload: bookRequest(),
  });
const numbers = (heard: ToPanel[]) =>
  heard.flatMap((message) => (message.type === 'event' ? [message.number] : []));

describe('an open panel', () => {
  test('hears each booking with its whole row, numbered without a gap, in the order of the commits', async () => {
    const { made, cookie } = await house();
    const one = await panel(cookie);
    one.say({ type: 'follow', restaurant: made.slug, since: null });
    await one.until((heard) => heard.some((message) => message.type === 'caught_up'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(made)));
    await one.until((heard) => numbers(heard).length === 20);
    expect(numbers(one.heard)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const rows = one.heard.flatMap((message) =>
      message.type === 'event' && message.event.kind === 'reservation' ? [message.event.reservation] : [],
    );
    expect(rows.map((reservation) => reservation.reference).sort()).toEqual(
      answers.map((answer) => answer.json().reference).sort(),
    );
    const day = await at.app.inject({
      url: `/api/reservations?restaurant=${made.slug}&day=2026-10-17`,
      headers: { cookie },
    });
    expect(day.json().event).toBe(20);
    expect(day.json().reservations).toEqual(expect.arrayContaining(rows));
    one.close();
  });

  test('that was cut says the last number it saw and gets the rest, once', async () => {
    const { made, cookie } = await house();
    for (let index = 0; index < 5; index += 1) await book(made);
    const one = await panel(cookie);
    one.say({ type: 'follow', restaurant: made.slug, since: 2 });
    await one.until((heard) => heard.some((message) => message.type === 'caught_up'));
    await book(made);
    await one.until((heard) => numbers(heard).includes(6));
    expect(numbers(one.heard)).toEqual([3, 4, 5, 6]);
    one.close();
  });

  test('that was away too long, or knows numbers that are not ours, is told to reload', async () => {
    const { made, cookie } = await house();
    for (let index = 0; index < 3; index += 1) await book(made);
    await row(
      at.orm.em.fork(),
      sql`DELETE FROM live_events WHERE restaurant_id = ${made.restaurantId} AND number < 3`,
    );
    const one = await panel(cookie);
    one.say({ type: 'follow', restaurant: made.slug, since: 0 });
    one.say({ type: 'follow', restaurant: made.slug, since: 99 });
    await one.until((heard) => heard.length === 2);
    expect(one.heard).toEqual([
      { type: 'reload', restaurant: made.slug, number: 3 },
      { type: 'reload', restaurant: made.slug, number: 3 },
    ]);
    one.close();
  });

  test('hears nothing of another organisation, and answers a ping', async () => {
    const mine = await house();
    const theirs = await house();
    const one = await panel(mine.cookie);
    one.say({ type: 'follow', restaurant: theirs.made.slug, since: 0 });
    one.say({ type: 'ping', sent: 42 });
    await one.until((heard) => heard.length === 2);
    await book(theirs.made);
    one.say({ type: 'ping', sent: 43 });
    await one.until((heard) => heard.length === 3);
    expect(one.heard).toEqual([
      { type: 'refused', code: 'not_found' },
      { type: 'pong', sent: 42 },
      { type: 'pong', sent: 43 },
    ]);
    one.close();
  });

  test('of nobody, or on a page of another origin, is closed', async () => {
    const { cookie } = await house();
    expect(await (await panel('')).closed).toBe(4401);
    expect(await (await panel(cookie, { origin: 'https://elsewhere.example' })).closed).toBe(4401);
  });
});
