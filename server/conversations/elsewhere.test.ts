import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';

let at: TestApp;
let house: House;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  at = await testApp();
  ends = chatEnds(at);
});
beforeEach(async () => {
  house = await withLine();
});
afterAll(() => at.close());

const em = () => at.orm.em.fork();

async function withLine(): Promise<House> {
  const made = await at.house();
  await row(
    em(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state, phone)
        VALUES (${made.organizationId}, ${made.restaurantId}, true, 'ready', '+33639984000')`,
  );
  return made;
}

type Elsewhere = { code: string; url: string; phone: string };
const codeOf = (token: string) =>
  ends.ask<Elsewhere & { code: string }>({
    method: 'POST',
    url: `/api/chats/${token}/elsewhere`,
    payload: {},
  });
const write = (text: string, slug = house.slug, phone = '33639980001') =>
  ends.inbound({
    restaurant: slug,
    transport: 'whatsapp',
    address: `${phone}@c.us`,
    externalId: randomUUID(),
    text,
    verifiedPhone: `+${phone}`,
  });
const said = async (slug = house.slug) =>
  (await ends.take({ transport: 'whatsapp', restaurant: slug })).map(({ text }) => text);
const waits = async () =>
  (await ends.pending('whatsapp')).filter(({ restaurant }) => restaurant === house.slug);

/** A chat on a page in which the bot has just asked something. */
async function begun(): Promise<string> {
  const token = await ends.begin(house.slug);
  const { json } = await ends.say(token, 'Une table samedi');
  const chat = (await ends.pending('web')).find(({ inbound }) => inbound.some(({ id }) => id === json.id))!;
  await ends.turn(chat, {
    state: { draft: { day: '2026-10-17' }, tokens: ['one'] },
    replies: ['Pour combien de personnes ?'],
  });
  return token;
}

test('a chat of a page goes on on WhatsApp where it was, and the code is not for the bot', async () => {
  const { status, json } = await codeOf(await begun());
  expect(status).toBe(201);
  expect(json.code).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(json.url).toBe(`https://wa.me/33639984000?text=${json.code}`);
  await write(` ${json.code.toLowerCase()} `);
  expect(await waits()).toEqual([]);
  expect(await said()).toEqual([expect.stringContaining('Pour combien de personnes ?')]);
  await write('4');
  const [chat] = await waits();
  expect(chat).toMatchObject({ state: { draft: { day: '2026-10-17' }, tokens: ['one'] }, locale: 'fr' });
  expect(chat!.inbound.map(({ text }) => text)).toEqual(['4']);
});

test('the reservations that WhatsApp knew stay known beside those of the page', async () => {
  await write('Bonjour');
  const [before] = await waits();
  await ends.turn(before!, { state: { draft: {}, tokens: ['zero'] } });
  const { json } = await codeOf(await begun());
  await write(json.code);
  await write('4');
  expect((await waits())[0]!.state).toEqual({ draft: { day: '2026-10-17' }, tokens: ['zero', 'one'] });
});

test('a code works once, also for two who send it at one moment', async () => {
  const { json } = await codeOf(await begun());
  await Promise.all([
    write(json.code, house.slug, '33639980011'),
    write(json.code, house.slug, '33639980012'),
  ]);
  expect(await said()).toHaveLength(1);
  // For the other it was a message like any other.
  expect(await waits()).toHaveLength(1);
});

test('a code delivered twice is one message and one welcome', async () => {
  const { json } = await codeOf(await begun());
  const twice = {
    restaurant: house.slug,
    transport: 'whatsapp' as const,
    address: '33639980001@c.us',
    externalId: 'twice',
    text: json.code,
  };
  await ends.inbound(twice);
  expect((await ends.inbound(twice)).json.duplicate).toBe(true);
  expect(await said()).toHaveLength(1);
  expect(await waits()).toEqual([]);
});

test('a code of another restaurant, an old one, and one that was replaced open nothing', async () => {
  const elsewhere = await withLine();
  const token = await begun();
  const first = (await codeOf(token)).json.code;
  const second = (await codeOf(token)).json.code;
  await write(first);
  await write(second, elsewhere.slug);
  expect([...(await said()), ...(await said(elsewhere.slug))]).toEqual([]);
  await row(em(), sql`UPDATE chat_codes SET expires_at = now() - interval '1 second'`);
  await write(second);
  expect(await said()).toEqual([]);
});

test('somebody who guesses is not listened to any more, even with the right one', async () => {
  const { json } = await codeOf(await begun());
  for (let guess = 0; guess < 8; guess += 1) await write(`C-000000000${guess}`);
  await write(json.code);
  expect(await said()).toEqual([]);
});

test('while a person has the chat on WhatsApp, a code is theirs to read', async () => {
  const { json } = await codeOf(await begun());
  const { conversation } = (await write('Bonjour')).json;
  await ends.act(await at.signIn(house.staff.host.email), conversation, 'take', { from: null });
  await write(json.code);
  expect(await said()).toEqual([]);
  // And it still works elsewhere.
  await write(json.code, house.slug, '33639980013');
  expect(await said()).toHaveLength(1);
});

test('without a line that is up there is no code, and the page is told so from the beginning', async () => {
  const begin = () =>
    ends.ask<{ token: string; whatsapp: boolean }>({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/chats`,
      payload: {},
    });
  expect((await begin()).json.whatsapp).toBe(true);
  await row(em(), sql`UPDATE lines SET state = 'degraded' WHERE restaurant_id = ${house.restaurantId}`);
  const { json } = await begin();
  expect(json.whatsapp).toBe(false);
  expect(await codeOf(json.token)).toMatchObject({ status: 409, json: { code: 'line_not_ready' } });
  expect((await codeOf([...json.token].reverse().join(''))).status).toBe(404);
});
