import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Message } from './contract.ts';

let app: TestApp;
let house: House;
let guestId: string;
beforeAll(async () => {
  app = await testApp();
  house = await app.house();
  const guest = await row(
    app.orm.em.fork(),
    sql<{ id: string }>`
      INSERT INTO guests (organization_id, first_name, last_name, locale, source)
      VALUES (${house.organizationId}, 'Zoé', 'Martin', 'fr', 'widget') RETURNING id`,
  );
  guestId = guest!.id;
  await row(
    app.orm.em.fork(),
    sql`INSERT INTO messages (organization_id, restaurant_id, guest_id, business_key, channel, kind, recipient, locale,
                              subject, body_text, body_html, status)
        SELECT ${house.organizationId}, ${house.restaurantId}, CASE WHEN n % 2 = 0 THEN ${guestId}::uuid END, 'key ' || n,
               'email', 'confirmation', 'zoe@exemple.example', 'fr', 'Objet ' || n, 'Texte', '<p>Texte</p>', 'outbox'
          FROM generate_series(1, 120) AS n`,
  );
});
afterAll(() => app.close());

async function get(url: string, role: 'owner' | 'manager' | 'host', from: House = house) {
  const cookie = await app.signIn(from.staff[role].email);
  const answer = await app.app.inject({ method: 'GET', url, headers: { cookie } });
  return { status: answer.statusCode, json: answer.json() as { messages: Message[]; cursor: string | null } };
}

describe('what went out', () => {
  test('is read page by page, newest first, each message once', async () => {
    const subjects: (string | null)[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const next: string = cursor ? `&cursor=${cursor}` : '';
      const { json } = await get(`/api/messages?restaurant=${house.slug}${next}`, 'manager');
      subjects.push(...json.messages.map(({ subject }) => subject));
      cursor = json.cursor;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(subjects).toEqual(Array.from({ length: 120 }, (_, index) => `Objet ${120 - index}`));
  });

  test('shows a message whole', async () => {
    const { json } = await get(`/api/messages?restaurant=${house.slug}`, 'manager');
    expect(json.messages[0]).toMatchObject({
      to: 'zoe@exemple.example',
      guest: guestId,
      html: '<p>Texte</p>',
      status: 'outbox',
      error: null,
      sentAt: null,
    });
  });

  test('to one guest is read by those at the door too: the last 50, without their layout', async () => {
    const { json } = await get(`/api/guests/${guestId}/messages`, 'host');
    expect(json.messages).toHaveLength(50);
    expect(json.messages[0]).toMatchObject({ subject: 'Objet 120', text: 'Texte' });
    expect(json.messages[0]).not.toHaveProperty('html');
  });

  test('is not for another organisation, nor the whole list for a host', async () => {
    const elsewhere = await app.house();
    expect((await get(`/api/messages?restaurant=${house.slug}`, 'owner', elsewhere)).status).toBe(404);
    expect((await get(`/api/guests/${guestId}/messages`, 'owner', elsewhere)).status).toBe(404);
    expect((await get(`/api/messages?restaurant=${house.slug}`, 'host')).status).toBe(403);
  });

  test('refuses a cursor that no page gave', async () => {
    const { status, json } = await get(`/api/messages?restaurant=${house.slug}&cursor=1`, 'manager');
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'invalid', field: 'cursor', problem: 'format' });
  });
});
