import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import type { Booking } from '../reservations/contract.ts';
import { BOT_TOKEN, bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';
import { emailUndelivered } from './instead.ts';

/** What the house does to a reservation that was made in a chat on WhatsApp, and where its guest reads of it. */

let at: TestApp;
let house: House;
let cookie: string;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  at = await testApp();
  ends = chatEnds(at);
});
beforeEach(() => open());
afterAll(() => at.close());

const em = () => at.orm.em.fork();
const bot = { authorization: `Bearer ${BOT_TOKEN}` };
let phones = 0;

async function open(): Promise<void> {
  house = await at.house();
  cookie = await at.signIn(house.staff.manager.email);
  await row(
    em(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state, phone)
        VALUES (${house.organizationId}, ${house.restaurantId}, true, 'ready', '+33639984000')`,
  );
}

/** A guest who has written on WhatsApp, and what the bot did there. */
async function guestInChat(email: string | null) {
  phones += 1;
  const phone = `+336399825${String(phones).padStart(2, '0')}`;
  const address = `${phone.slice(1)}@c.us`;
  const say = (text: string) =>
    ends.inbound({
      restaurant: house.slug,
      transport: 'whatsapp',
      address,
      externalId: randomUUID(),
      text,
      verifiedPhone: phone,
    });
  const turn = async (change: Record<string, unknown>) => {
    const chat = (await ends.pending('whatsapp')).find(({ verifiedPhone }) => verifiedPhone === phone)!;
    return ends.turn(chat, change);
  };
  await say('une table');
  const guest = { firstName: 'Zoé', lastName: 'Martin', phone, ...(email && { email }) };
  const answer = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    headers: bot,
    payload: bookRequest({ source: 'whatsapp', guest }),
  });
  expect(answer.statusCode).toBe(201);
  const booking = answer.json<Booking>();
  // The confirmation may be due before the bot's turn is written.
  await work();
  await turn({ state: { tokens: [booking.token] }, replies: ['C’est réservé.'] });
  const [reply] = await take();
  await ends.ack(reply!.id, { state: 'sent', externalId: `first-${phone}` });
  const { id } = (await row(
    em(),
    sql<{ id: string }>`SELECT id FROM reservations WHERE reference = ${booking.reference}`,
  ))!;
  return { phone, booking, id, say, turn, reply: `first-${phone}` };
}

const take = () => ends.take({ transport: 'whatsapp', restaurant: house.slug });
async function work(): Promise<void> {
  await row(
    em(),
    sql`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at < now() + interval '5 minutes'`,
  );
  await at.work();
}
async function muchLater(): Promise<void> {
  await row(em(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await at.work();
  await emailUndelivered(em(), new Date(Date.now() + 21 * 60_000), false);
}
const staff = async (method: 'POST' | 'PATCH', path: string, payload: object) => {
  const answer = await at.app.inject({
    method,
    url: `/api/reservations/${path}`,
    headers: { cookie },
    payload,
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
};
/** All that was sent or is on its way to guests of this house, oldest first. */
const told = () =>
  rows(
    em(),
    sql<{ channel: string; kind: string; recipient: string; text: string }>`
      SELECT channel, kind, recipient, body_text AS text FROM messages
       WHERE restaurant_id = ${house.restaurantId} ORDER BY id`,
  );
/** What the line is given to say now. */
async function said(): Promise<string[]> {
  const given = await take();
  for (const { id } of given) await ends.ack(id, { state: 'sent', externalId: id });
  return given.map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' '));
}

test('what was booked in the chat is confirmed there and nowhere else', async () => {
  const { reply } = await guestInChat('zoe@exemple.example');
  await ends.fate(house.slug, reply, 'delivered');
  await muchLater();
  expect(await told()).toEqual([]);
});

test('what the chat did not deliver is confirmed by email', async () => {
  await guestInChat('zoe@exemple.example');
  await muchLater();
  await muchLater();
  expect(await told()).toMatchObject([{ channel: 'email', kind: 'confirmation' }]);
});

test.each(['zoe@exemple.example', null])(
  'a table that the house moves and then cancels is told of in the chat, with address %s',
  async (email) => {
    const { id, phone, booking } = await guestInChat(email);
    await staff('PATCH', id, { time: '19:30' });
    await work();
    const [changed, ...rest] = await said();
    expect(changed).toMatch(/votre réservation est modifiée.+samedi 17 octobre 2026.+19 h 30.+\/b\//);
    expect(changed).toContain(booking.token);
    await staff('POST', `${id}/status`, {
      status: 'cancelled',
      message: 'Fermés pour travaux.',
    });
    await work();
    const [cancelled, ...more] = await said();
    expect(cancelled).toMatch(/nous avons dû annuler.+Fermés pour travaux\..+\/r\//);
    expect([...rest, ...more]).toEqual([]);
    expect(await told()).toMatchObject([
      { channel: 'whatsapp', kind: 'changed', recipient: phone },
      { channel: 'whatsapp', kind: 'cancelled', recipient: phone },
    ]);
  },
);

test('a request that the staff accept, and one that they decline, are answered in the chat', async () => {
  await row(em(), sql`UPDATE restaurants SET request_from = 1 WHERE id = ${house.restaurantId}`);
  const one = await guestInChat('zoe@exemple.example');
  const other = await guestInChat(null);
  expect(one.booking.status).toBe('requested');
  await staff('POST', `${one.id}/accept`, {});
  await staff('POST', `${other.id}/decline`, { reason: 'C’est complet.' });
  await work();
  expect((await said()).sort()).toEqual([
    expect.stringMatching(/c’est confirmé, samedi 17 octobre 2026, 20 h, 2 personnes/),
    expect.stringMatching(/pas l’accepter\. C’est complet\./),
  ]);
  expect((await told()).map(({ channel }) => channel)).toEqual(['whatsapp', 'whatsapp']);
});

test('not delivered, it goes out by email; delivered, it does not', async () => {
  const [lost, fine] = [await guestInChat('zoe@exemple.example'), await guestInChat('bo@exemple.example')];
  for (const { id } of [lost, fine]) await staff('PATCH', id, { party: 1 });
  await work();
  const given = await take();
  const of = ({ phone }: { phone: string }) => given.find(({ address }) => address.includes(phone.slice(1)))!;
  await ends.ack(of(fine).id, { state: 'sent', externalId: 'fine' });
  await ends.fate(house.slug, 'fine', 'delivered');
  await ends.ack(of(lost).id, { state: 'sent', externalId: 'lost' });
  await emailUndelivered(em(), new Date(Date.now() + 21 * 60_000), false);
  await emailUndelivered(em(), new Date(Date.now() + 22 * 60_000), false);
  expect((await told()).map(({ channel, recipient }) => [channel, recipient])).toEqual([
    ['whatsapp', expect.any(String)],
    ['whatsapp', expect.any(String)],
    ['email', 'zoe@exemple.example'],
  ]);
});

test('who is reached by no way is for a person to call', async () => {
  const [one, other] = [await guestInChat(null), await guestInChat('zoe@exemple.example')];
  for (const { id } of [one, other]) await staff('PATCH', id, { party: 1 });
  await work();
  for (const { id } of await take())
    await ends.ack(id, { state: 'failed', why: 'no such guest on WhatsApp' });
  const { conversations, waiting } = (await ends.list(cookie, house.slug)).json;
  expect(waiting).toBe(1);
  expect(conversations.map(({ phone, needsPerson }) => [phone, needsPerson])).toEqual([
    [one.phone, true],
    [other.phone, false],
  ]);
});

test('while the line is down it goes by email, and waits for the line where there is no address', async () => {
  const [one, other] = [await guestInChat('zoe@exemple.example'), await guestInChat(null)];
  await row(em(), sql`UPDATE lines SET state = 'degraded' WHERE restaurant_id = ${house.restaurantId}`);
  for (const { id } of [one, other]) await staff('PATCH', id, { party: 1 });
  await work();
  expect((await told()).map(({ channel }) => channel).sort()).toEqual(['email', 'whatsapp']);
});

test('who said STOP in the chat is told by email, and there only without an address', async () => {
  const [one, other] = [await guestInChat('zoe@exemple.example'), await guestInChat(null)];
  for (const guest of [one, other]) {
    const { conversation } = (await guest.say('STOP')).json;
    await at.app.inject({
      method: 'POST',
      url: `/api/bot/conversations/${conversation}/unsubscribe`,
      headers: bot,
      payload: { locale: 'fr', words: 'Plus de messages.' },
    });
    await guest.turn({ state: { tokens: [guest.booking.token] }, replies: [] });
    await staff('PATCH', guest.id, { party: 1 });
  }
  await work();
  expect((await told()).map(({ channel, recipient }) => [channel, recipient]).sort()).toEqual([
    ['email', 'zoe@exemple.example'],
    ['whatsapp', other.phone],
  ]);
});

test('what the guest changes in the chat is answered there; on the page, by email', async () => {
  const { booking, reply } = await guestInChat('zoe@exemple.example');
  await ends.fate(house.slug, reply, 'delivered');
  const change = (headers: object, payload: object) =>
    at.app.inject({
      method: 'PATCH',
      url: `/api/bookings/${booking.token}`,
      headers: { ...headers },
      payload,
    });
  expect((await change(bot, { time: '19:30' })).statusCode).toBe(200);
  await work();
  expect(await told()).toEqual([]);
  expect((await change({}, { time: '20:30' })).statusCode).toBe(200);
  await work();
  expect(await told()).toMatchObject([{ channel: 'email', kind: 'changed' }]);
  expect(await said()).toEqual([]);
});

test('a reservation of the form has nothing to do with any chat', async () => {
  await guestInChat(null);
  const answer = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ day: '2026-10-24' }),
  });
  expect(answer.statusCode).toBe(201);
  await work();
  expect(await told()).toMatchObject([{ channel: 'email', kind: 'confirmation' }]);
});
