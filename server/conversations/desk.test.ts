import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';

let app: TestApp;
let house: House;
let cookie: string;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  app = await testApp();
  house = await app.house();
  cookie = await app.signIn(house.staff.host.email);
  ends = chatEnds(app);
});
afterAll(() => app.close());

async function chatOf(slug: string, text: string, needsPerson = false) {
  const token = await ends.begin(slug);
  const said = await ends.say(token, text);
  const chats = await ends.pending('web');
  const chat = chats.find(({ inbound }) => inbound.some(({ id }) => id === said.json.id))!;
  if (needsPerson) await ends.turn(chat, { needsPerson, replies: ['Je préviens la maison.'] });
  return { token, chat };
}

const events = () =>
  rows(
    app.orm.em.fork(),
    sql<{ needsPerson: boolean; lastText: string }>`
      SELECT (event->'conversation'->>'needsPerson')::boolean AS "needsPerson", event->'conversation'->>'lastText' AS "lastText"
        FROM live_events WHERE restaurant_id = ${house.restaurantId} ORDER BY number`,
  );

describe('the chats of a restaurant', () => {
  test('are listed with those that wait for a person first, then the newest; a chat that says nothing is none', async () => {
    await ends.begin(house.slug);
    const asking = await chatOf(house.slug, 'Un humain, s’il vous plaît', true);
    const older = await chatOf(house.slug, 'Bonsoir');
    const newer = await chatOf(house.slug, 'Bonjour');
    const { json } = await ends.list(cookie, house.slug);
    expect(json.waiting).toBe(1);
    expect(json.conversations.map(({ id }) => id)).toEqual([asking.chat.id, newer.chat.id, older.chat.id]);
    expect(json.conversations[0]).toMatchObject({
      needsPerson: true,
      lastText: 'Je préviens la maison.',
      transport: 'web',
      locale: 'fr',
    });
  });

  test('are announced with each message and each turn', async () => {
    const before = (await events()).length;
    await chatOf(house.slug, 'Une personne ?', true);
    expect((await events()).slice(before)).toEqual([
      { needsPerson: false, lastText: 'Une personne ?' },
      { needsPerson: true, lastText: 'Je préviens la maison.' },
    ]);
  });

  test('keep the mark through later turns, until somebody has seen to it, once', async () => {
    const { token, chat } = await chatOf(house.slug, 'Allô ?', true);
    await ends.say(token, 'Merci');
    const again = (await ends.pending('web')).find(({ id }) => id === chat.id)!;
    await ends.turn(again);
    expect((await ends.open(cookie, chat.id)).json.conversation.needsPerson).toBe(true);
    const before = (await events()).length;
    expect((await ends.attend(cookie, chat.id)).json.needsPerson).toBe(false);
    expect((await ends.attend(cookie, chat.id)).json.needsPerson).toBe(false);
    expect(await events()).toHaveLength(before + 1);
  });

  test('show their last 200 messages, oldest first', async () => {
    const { chat } = await chatOf(house.slug, 'Le premier');
    await rows(
      app.orm.em.fork(),
      sql`WITH more AS (
            INSERT INTO conversation_messages (organization_id, conversation_id, position, direction, text, state)
            SELECT ${house.organizationId}, ${chat.id}, n, 'out', 'message ' || n, 'sent' FROM generate_series(2, 210) AS n)
          UPDATE conversations SET message_count = 210 WHERE id = ${chat.id}`,
    );
    const { json } = await ends.open(cookie, chat.id);
    expect(json.messages).toHaveLength(200);
    expect(json.messages[0]!.text).toBe('message 11');
    expect(json.messages.at(-1)!.text).toBe('message 210');
  });

  test('of one guest are those alone; another organisation’s guest is nobody', async () => {
    const own = await app.house();
    const host = await app.signIn(own.staff.host.email);
    await chatOf(own.slug, 'Bonjour');
    const { chat } = await chatOf(own.slug, 'Bonsoir');
    const booked = await app.app.inject({
      method: 'POST',
      url: `/api/restaurants/${own.slug}/reservations`,
      payload: bookRequest(),
    });
    expect(booked.statusCode).toBe(201);
    const em = app.orm.em.fork();
    const guest = await row(
      em,
      sql<{ id: string }>`SELECT id FROM guests WHERE organization_id = ${own.organizationId}`,
    );
    await rows(em, sql`UPDATE conversations SET guest_id = ${guest!.id} WHERE id = ${chat.id}`);
    const { json } = await ends.list(host, own.slug, guest!.id);
    expect(json.conversations.map(({ id }) => id)).toEqual([chat.id]);
    expect((await ends.list(cookie, house.slug, guest!.id)).status).toBe(404);
  });

  test('are nobody else’s business', async () => {
    const { chat } = await chatOf(house.slug, 'Entre nous', true);
    const elsewhere = await app.house();
    const stranger = await app.signIn(elsewhere.staff.owner.email);
    expect((await ends.list(stranger, house.slug)).status).toBe(404);
    expect((await ends.open(stranger, chat.id)).status).toBe(404);
    expect((await ends.attend(stranger, chat.id)).status).toBe(404);
    expect((await ends.open(cookie, chat.id)).json.conversation.needsPerson).toBe(true);
    expect((await ends.list('', house.slug)).status).toBe(401);
  });
});
