import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../testing/app.ts';
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

/** A chat on WhatsApp in which the bot has asked something, and given the way to the page. */
async function onWhatsapp(phone = '33639980021'): Promise<string> {
  const { conversation } = (await write('Une table samedi', house.slug, phone)).json;
  const chat = (await waits()).find(({ id }) => id === conversation)!;
  await ends.turn(chat, {
    state: { draft: { day: '2026-10-17' }, asked: 'party', tokens: ['one'] },
    replies: ['Pour combien de personnes ?'],
  });
  return conversation;
}
const wayToPage = (conversation: string) =>
  ends.ask<{ to: string; url: string; code: string }>({
    method: 'POST',
    url: `/api/bot/conversations/${conversation}/elsewhere`,
    headers: { authorization: `Bearer ${BOT_TOKEN}` },
    payload: {},
  });
const codeIn = (url: string) => url.split('#chat=')[1]!;
const arrive = (code: string, slug = house.slug) =>
  ends.ask<{ token: string; code: string }>({
    method: 'POST',
    url: `/api/restaurants/${slug}/chats`,
    payload: { code, locale: 'en' },
  });

test('a chat of WhatsApp goes on on the booking page where it was, with the number that WhatsApp proves', async () => {
  const conversation = await onWhatsapp();
  const { status, json } = await wayToPage(conversation);
  expect(status).toBe(201);
  expect(json).toMatchObject({ to: 'web', url: expect.stringMatching(pageUrl) });
  const chat = (await waits()).length;
  expect(chat).toBe(0);

  const { token } = (await arrive(codeIn(json.url))).json;
  const { messages } = (await ends.read(token)).json;
  expect(messages.map(({ text }) => text)).toEqual([
    'Nous y voilà\u00a0: nous continuons ici.\n\nPour combien de personnes ?',
  ]);
  await ends.say(token, '4');
  const pending = (await ends.pending('web')).find(({ restaurant }) => restaurant === house.slug);
  expect(pending).toMatchObject({
    state: { draft: { day: '2026-10-17' }, asked: 'party', tokens: ['one'] },
    locale: 'fr',
    verifiedPhone: '+33639980021',
  });
  // What was asked on WhatsApp is answered on the page, and nowhere else.
  await write('oui', house.slug, '33639980021');
  expect((await waits())[0]!.state).toMatchObject({ draft: { day: '2026-10-17' }, asked: null });
});

const pageUrl = /^http:\/\/localhost:3000\/r\/[^#?]+#chat=C-[0-9A-HJKMNP-TV-Z]{10}$/;

test('the link itself is not the last thing said', async () => {
  const conversation = await onWhatsapp();
  await write('continuer sur le site', house.slug, '33639980021');
  const { url } = (await wayToPage(conversation)).json;
  const [chat] = await waits();
  await ends.turn(chat!, { state: chat!.state, replies: [`Voici le lien : ${url}`] });
  const { token } = (await arrive(codeIn(url))).json;
  expect((await ends.read(token)).json.messages[0]!.text).toMatch(/Pour combien de personnes \?$/);
});

test('the link of a page opens one page: for a second, an old and a foreign code it has expired', async () => {
  const conversation = await onWhatsapp();
  const { url } = (await wayToPage(conversation)).json;
  const foreign = await at.house();
  expect(await arrive(codeIn(url), foreign.slug)).toMatchObject({ status: 410 });
  const both = await Promise.all([arrive(codeIn(url)), arrive(codeIn(url))]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  expect(both.find(({ status }) => status === 410)!.json.code).toBe('link_expired');

  const replaced = codeIn((await wayToPage(conversation)).json.url);
  const last = codeIn((await wayToPage(conversation)).json.url);
  expect((await arrive(replaced)).status).toBe(410);
  await row(em(), sql`UPDATE chat_codes SET expires_at = now() - interval '1 second'`);
  expect((await arrive(last)).status).toBe(410);
});

test('a code opens only the way it was made for', async () => {
  const { url } = (await wayToPage(await onWhatsapp())).json;
  // Somebody else sends the code of a chat of WhatsApp on WhatsApp.
  await write(codeIn(url), house.slug, '33639980031');
  expect(await waits()).toMatchObject([{ state: null }]);
  const page = (await codeOf(await begun())).json.code;
  expect((await arrive(page)).status).toBe(410);
  // Both still work where they belong.
  expect((await arrive(codeIn(url))).status).toBe(201);
  await write(page, house.slug, '33639980032');
  expect((await said()).some((text) => text.startsWith('Nous y voilà'))).toBe(true);
});

test('while a person has the chat on WhatsApp, its link opens nothing', async () => {
  const conversation = await onWhatsapp();
  const { url } = (await wayToPage(conversation)).json;
  const host = await at.signIn(house.staff.host.email);
  await ends.act(host, conversation, 'take', { from: null });
  expect((await arrive(codeIn(url))).status).toBe(410);
  await ends.act(host, conversation, 'give-back');
  expect((await arrive(codeIn(url))).status).toBe(201);
});

test('from a chat on a page the way elsewhere is WhatsApp', async () => {
  await begun();
  const conversation = await row(
    em(),
    sql<{
      id: string;
    }>`SELECT id FROM conversations WHERE restaurant_id = ${house.restaurantId} AND transport = 'web'`,
  );
  const { json } = await wayToPage(conversation!.id);
  expect(json).toMatchObject({ to: 'whatsapp', url: expect.stringContaining('https://wa.me/33639984000') });
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
