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

test('somebody whom the guest book does not know has nothing to take back; an unknown chat is a 404', async () => {
  const chat = await chatOf('+33639982299');
  expect((await unsubscribe(chat)).json()).toEqual({ known: false });
  expect((await unsubscribe(randomUUID())).statusCode).toBe(404);
});
