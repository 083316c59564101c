import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { BOT_TOKEN, bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';

let at: TestApp;
let house: House;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  at = await testApp();
  house = await at.house();
  ends = chatEnds(at);
});
afterAll(() => at.close());

const headers = { authorization: `Bearer ${BOT_TOKEN}` };
const said = { locale: 'fr', words: 'C’est noté : plus aucun message de notre part ici.' };

async function chatOf(verifiedPhone: string, slug = house.slug) {
  const address = `${randomUUID()}@c.us`;
  const line = { restaurant: slug, transport: 'whatsapp' as const, address, verifiedPhone };
  const { json } = await ends.inbound({ ...line, externalId: randomUUID(), text: 'STOP' });
  return json.conversation as string;
}
const unsubscribe = (chat: string) =>
  at.app.inject({
    method: 'POST',
    url: `/api/bot/conversations/${chat}/unsubscribe`,
    headers,
    payload: said,
  });
const ledger = (organizationId: string) =>
  rows(
    at.orm.em.fork(),
    sql<{ channel: string; state: string; source: string; words: string; restaurant: string }>`
      SELECT channel, state, source, words, restaurant_id AS restaurant FROM consents
       WHERE organization_id = ${organizationId} ORDER BY at, id`,
  );

test('a guest who wrote STOP stands as unsubscribed on that channel, once, and is reminded there no more', async () => {
  const phone = '+33639982201';
  const guest = { firstName: 'Zoé', lastName: 'Martin', phone };
  const payload = bookRequest({ guest, consents: { whatsapp: true, sms: true } });
  await at.app.inject({ method: 'POST', url: `/api/restaurants/${house.slug}/reservations`, payload });
  const chat = await chatOf(phone);
  const before = await ledger(house.organizationId);
  const first = await unsubscribe(chat);
  expect(first.statusCode).toBe(200);
  expect(first.json()).toEqual({ known: true });
  expect((await unsubscribe(chat)).json()).toEqual({ known: true });
  const added = (await ledger(house.organizationId)).slice(before.length);
  expect(added).toEqual([
    {
      channel: 'whatsapp',
      state: 'unsubscribed',
      source: 'whatsapp',
      words: said.words,
      restaurant: house.restaurantId,
    },
  ]);
  const standings = await rows(
    at.orm.em.fork(),
    sql`SELECT channel, state FROM consent_standings WHERE organization_id = ${house.organizationId} ORDER BY channel`,
  );
  expect(standings).toEqual([
    { channel: 'sms', state: 'explicit' },
    { channel: 'whatsapp', state: 'unsubscribed' },
  ]);
  expect(await rows(at.orm.em.fork(), sql`SELECT reminders FROM conversations WHERE id = ${chat}`)).toEqual([
    { reminders: false },
  ]);
});

test('an unknown chat is a 404', async () => {
  expect((await unsubscribe(randomUUID())).statusCode).toBe(404);
});

const standing = (phone: string) =>
  rows(
    at.orm.em.fork(),
    sql<{ state: string }>`
      SELECT s.state FROM consent_standings s
        JOIN guest_contacts c ON c.guest_id = s.guest_id AND c.organization_id = s.organization_id
       WHERE c.value = ${phone} AND s.channel = 'whatsapp'`,
  );
const book = (change: object) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(change),
  });

test('STOP of somebody whom the guest book does not know stands on the record that is made later', async () => {
  const phone = '+33639982299';
  const chat = await chatOf(phone);
  expect((await unsubscribe(chat)).json()).toEqual({ known: false });
  expect((await unsubscribe(chat)).json()).toEqual({ known: false });
  const before = await ledger(house.organizationId);
  const guest = { firstName: 'Bo', lastName: 'Martin', phone };
  expect((await book({ guest, time: '12:30' })).statusCode).toBe(201);
  expect(await standing(phone)).toEqual([{ state: 'unsubscribed' }]);
  expect((await ledger(house.organizationId)).filter(({ words }) => words === said.words)).toHaveLength(
    before.filter(({ words }) => words === said.words).length + 1,
  );
});

test('a yes said since then is a new yes', async () => {
  const phone = '+33639982297';
  await unsubscribe(await chatOf(phone));
  const guest = { firstName: 'Bo', lastName: 'Martin', phone };
  const yes = { guest, time: '13:00', consents: { whatsapp: true } };
  expect((await book(yes)).statusCode).toBe(201);
  expect(await standing(phone)).toEqual([{ state: 'explicit' }]);
});

test('STOP in a chat that shows no number stands on the record of whoever books there', async () => {
  const line = { restaurant: house.slug, transport: 'whatsapp' as const, address: `${randomUUID()}@lid` };
  const { json } = await ends.inbound({ ...line, externalId: randomUUID(), text: 'STOP' });
  expect((await unsubscribe(json.conversation)).json()).toEqual({ known: false });
  const phone = '+33639982296';
  const booked = await book({ guest: { firstName: 'Bo', lastName: 'Martin', phone }, time: '13:30' });
  const chat = (await ends.pending('whatsapp')).find(({ id }) => id === json.conversation)!;
  expect(await standing(phone)).toEqual([]);
  await ends.turn(chat, { state: { tokens: [booked.json().token] } });
  expect(await standing(phone)).toEqual([{ state: 'unsubscribed' }]);
});

test('what was kept of a STOP is neither changed nor taken away', async () => {
  await unsubscribe(await chatOf('+33639982295'));
  for (const change of [sql`DELETE FROM stops`, sql`UPDATE stops SET words = 'autre chose'`])
    await expect(rows(at.orm.em.fork(), change)).rejects.toThrow('only grows');
});
