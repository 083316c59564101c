import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { sealId } from '../token.ts';
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

const count = async (table: 'messages' | 'events') => {
  const counted = await row(
    app.orm.em.fork(),
    table === 'messages'
      ? sql<{ n: number }>`SELECT count(*)::int AS n FROM conversation_messages`
      : sql<{ n: number }>`SELECT count(*)::int AS n FROM live_events WHERE event->>'kind' = 'conversation'`,
  );
  return counted!.n;
};

describe('what a guest says on a page', () => {
  test('is kept in order and read back', async () => {
    const token = await ends.begin(house.slug);
    const first = await ends.say(token, '  Bonsoir\r\n une table ? ');
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ direction: 'in', text: 'Bonsoir\n une table ?' });
    await ends.say(token, 'Pour quatre');
    const { json } = await ends.read(token);
    expect(json.messages.map(({ text }) => text)).toEqual(['Bonsoir\n une table ?', 'Pour quatre']);
    expect((await ends.read(token, { after: first.json.id })).json.messages).toHaveLength(1);
  });

  test('said twice with one id, also at one moment, is one message and one event', async () => {
    const token = await ends.begin(house.slug);
    const id = randomUUID();
    const [messages, events] = [await count('messages'), await count('events')];
    const answers = await Promise.all(Array.from({ length: 8 }, () => ends.say(token, 'Bonsoir', id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
    expect(await count('messages')).toBe(messages + 1);
    expect(await count('events')).toBe(events + 1);
  });

  test('is numbered without gaps when many messages come at once', async () => {
    const token = await ends.begin(house.slug);
    await Promise.all(Array.from({ length: 20 }, (_, index) => ends.say(token, `message ${index}`)));
    const { json } = await ends.read(token);
    expect(new Set(json.messages.map(({ text }) => text)).size).toBe(20);
    const positions = await rows(
      app.orm.em.fork(),
      sql<{ position: number }>`
        SELECT position FROM conversation_messages
         WHERE conversation_id = (SELECT conversation_id FROM conversation_messages WHERE id = ${json.messages[0]!.id})
         ORDER BY position`,
    );
    expect(positions.map(({ position }) => position)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test('is refused when it is empty, too long, or holds a field we do not know', async () => {
    const token = await ends.begin(house.slug);
    expect((await ends.say(token, ' \u0000\n ')).json).toMatchObject({
      code: 'invalid',
      field: 'text',
      problem: 'required',
    });
    expect((await ends.say(token, 'a'.repeat(4001))).json).toMatchObject({
      field: 'text',
      problem: 'too_long',
    });
    expect((await ends.say(token, 'Bonsoir', 'a\u0000b')).json).toMatchObject({ field: 'externalId' });
    const payload = { externalId: randomUUID(), text: 'Bonsoir', verifiedPhone: '+33612345678' };
    const forged = await ends.ask({ method: 'POST', url: `/api/chats/${token}/messages`, payload });
    expect(forged.json).toMatchObject({ field: 'verifiedPhone', problem: 'unknown_field' });
    expect((await ends.read(token)).json.messages).toEqual([]);
  });

  test('keeps characters beyond the basic plane, and drops those that nobody sees', async () => {
    const token = await ends.begin(house.slug);
    const said = await ends.say(token, `Fête 🎉\u0000\u0007 \ud83c`);
    expect(said.json.text).toBe('Fête 🎉 \ufffd');
  });

  test('ends at 500 messages, where a retry of the last one still answers', async () => {
    const token = await ends.begin(house.slug);
    const id = randomUUID();
    const last = await ends.say(token, 'La dernière', id);
    await row(
      app.orm.em.fork(),
      sql`UPDATE conversations SET message_count = 500
           WHERE id = (SELECT conversation_id FROM conversation_messages WHERE id = ${last.json.id})`,
    );
    expect(await ends.say(token, 'Encore')).toMatchObject({ status: 429, json: { code: 'chat_too_long' } });
    expect((await ends.say(token, 'La dernière', id)).json.id).toBe(last.json.id);
  });
});

describe('the token of a chat', () => {
  test('opens its own chat and no other', async () => {
    const mine = await ends.begin(house.slug);
    const other = await ends.begin(house.slug);
    const said = await ends.say(other, 'Secret');
    const half = Buffer.from(mine, 'base64url');
    const forged = Buffer.concat([Buffer.from(other, 'base64url').subarray(0, 16), half.subarray(16)]);
    for (const token of [
      forged.toString('base64url'),
      sealId('a-secret-for-tests-0123456789abcdef', 'booking', randomUUID()),
      sealId('a-secret-for-tests-0123456789abcdef', 'chat', randomUUID()),
      'x'.repeat(43),
    ]) {
      expect((await ends.say(token, 'Bonsoir')).status).toBe(404);
    }
    expect((await ends.read(forged.toString('base64url'))).status).toBe(404);
    expect(await ends.read(mine, { after: said.json.id })).toMatchObject({
      status: 400,
      json: { field: 'after' },
    });
  });

  test('is not given for a restaurant that does not exist', async () => {
    const url = '/api/restaurants/nulle-part/chats';
    expect((await ends.ask({ method: 'POST', url, payload: {} })).status).toBe(404);
  });

  test('opens no chat of a line that the bot serves', async () => {
    const line = { restaurant: house.slug, transport: 'terminal' as const, address: 'claire' };
    const { json } = await ends.inbound({ ...line, externalId: '1', text: 'Bonsoir' });
    const token = sealId('a-secret-for-tests-0123456789abcdef', 'chat', json.conversation);
    expect((await ends.say(token, 'Bonsoir')).status).toBe(404);
  });
});

describe('what comes in on a line', () => {
  const line = () => ({
    restaurant: house.slug,
    transport: 'whatsapp' as const,
    address: `${randomUUID()}@c.us`,
  });

  test('delivered twice, also at one moment, is written once', async () => {
    const message = { ...line(), externalId: 'false_336@c.us_3EB0', text: 'Bonsoir' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => ends.inbound(message)));
    expect(answers.filter(({ json }) => !json.duplicate)).toHaveLength(1);
    expect(new Set(answers.map(({ json }) => json.conversation)).size).toBe(1);
    const chats = await ends.pending('whatsapp');
    expect(chats.find(({ id }) => id === answers[0]!.json.conversation)!.inbound).toHaveLength(1);
  });

  test('may bear an id that another chat has used', async () => {
    const one = await ends.inbound({ ...line(), externalId: '1', text: 'Bonsoir' });
    const two = await ends.inbound({ ...line(), externalId: '1', text: 'Bonjour' });
    expect(two.json.duplicate).toBe(false);
    expect(two.json.conversation).not.toBe(one.json.conversation);
  });

  test('is the bot’s to bring, and nobody else’s', async () => {
    const payload = { ...line(), externalId: '1', text: 'Bonsoir' };
    const url = '/api/bot/inbound';
    const cookie = await app.signIn(house.staff.owner.email);
    expect((await ends.ask({ method: 'POST', url, payload })).status).toBe(401);
    expect((await ends.ask({ method: 'POST', url, payload, headers: { cookie } })).status).toBe(403);
    expect((await ends.inbound({ ...payload, restaurant: 'nulle-part' })).status).toBe(404);
  });
});
