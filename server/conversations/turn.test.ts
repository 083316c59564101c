import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
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

/** A chat with one message that waits, as the bot reads it. */
async function waitingChat(text = 'Bonsoir') {
  const token = await ends.begin(house.slug);
  const said = await ends.say(token, text);
  const chats = await ends.pending('web');
  const chat = chats.find(({ inbound }) => inbound.some(({ id }) => id === said.json.id))!;
  return { token, chat };
}

/** A chat on a line that proves its number, with one message that waits. */
async function provenChat(verifiedPhone: string) {
  const address = `${randomUUID()}@c.us`;
  const said = { restaurant: house.slug, transport: 'whatsapp' as const, address, verifiedPhone };
  const { json } = await ends.inbound({ ...said, externalId: '1', text: 'Bonsoir' });
  const chats = await ends.pending('whatsapp');
  return { address, chat: chats.find(({ id }) => id === json.conversation)! };
}

async function booked(change: Parameters<typeof bookRequest>[0]) {
  const url = `/api/restaurants/${house.slug}/reservations`;
  const payload = bookRequest(change);
  const answer = await app.app.inject({ method: 'POST', url, payload });
  expect(answer.statusCode).toBe(201);
  return answer.json() as { token: string; reference: string };
}

describe("the bot's turn", () => {
  test('answers, remembers and is read by the page, all at once', async () => {
    const { token, chat } = await waitingChat();
    expect(chat).toMatchObject({ restaurant: house.slug, version: 0, state: null, locale: 'fr' });
    const turn = await ends.turn(chat, {
      state: { party: 4 },
      locale: 'en',
      replies: ['Good evening.', 'When?'],
    });
    expect(turn).toMatchObject({ status: 200, json: { version: 1 } });
    const { json } = await ends.read(token);
    expect(json.messages.map(({ direction, text }) => [direction, text])).toEqual([
      ['in', 'Bonsoir'],
      ['out', 'Good evening.'],
      ['out', 'When?'],
    ]);
    expect((await ends.pending('web')).some(({ id }) => id === chat.id)).toBe(false);
    await ends.say(token, 'Tomorrow');
    const again = (await ends.pending('web')).find(({ id }) => id === chat.id)!;
    expect(again).toMatchObject({ version: 1, state: { party: 4 }, locale: 'en' });
    expect(again.inbound.map(({ text }) => text)).toEqual(['Tomorrow']);
  });

  test('of an old version is refused and leaves nothing', async () => {
    const { token, chat } = await waitingChat();
    await ends.turn(chat);
    const stale = await ends.turn(chat, { replies: ['Encore'] });
    expect(stale).toMatchObject({ status: 409, json: { code: 'stale_turn', version: 1 } });
    expect((await ends.read(token)).json.messages).toHaveLength(2);
  });

  test('taken ten times at one moment is taken once', async () => {
    const { token, chat } = await waitingChat();
    const turns = await Promise.all(Array.from({ length: 10 }, () => ends.turn(chat)));
    expect(turns.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect((await ends.read(token)).json.messages).toHaveLength(2);
  });

  test('that names a message of another chat, or one answered already, changes nothing', async () => {
    const { token, chat } = await waitingChat();
    const { chat: other } = await waitingChat();
    const answers = [chat.inbound[0]!.id, other.inbound[0]!.id];
    expect((await ends.turn(chat, { answers })).status).toBe(409);
    expect((await ends.read(token)).json.messages).toHaveLength(1);
    const waiting = await ends.pending('web');
    expect(waiting.map(({ id }) => id)).toEqual(expect.arrayContaining([chat.id, other.id]));
    expect((await ends.turn(chat)).status).toBe(200);
  });

  test('leaves a message that came meanwhile waiting', async () => {
    const { token, chat } = await waitingChat();
    await ends.say(token, 'Ah, et pour six');
    expect((await ends.turn(chat)).status).toBe(200);
    const next = (await ends.pending('web')).find(({ id }) => id === chat.id)!;
    expect(next.inbound.map(({ text }) => text)).toEqual(['Ah, et pour six']);
  });

  test('whose memory is too large, or whose reply is empty, is refused whole', async () => {
    const { token, chat } = await waitingChat();
    const large = await ends.turn(chat, { state: { text: 'é'.repeat(33_000) } });
    expect(large).toMatchObject({ status: 400, json: { field: 'state', problem: 'too_long' } });
    const empty = await ends.turn(chat, { replies: ['Bonsoir', '  '] });
    expect(empty).toMatchObject({ status: 400, json: { field: 'replies.1', problem: 'required' } });
    expect((await ends.read(token)).json.messages).toHaveLength(1);
    expect((await ends.turn(chat, { state: { text: 'a\u0000b\ud800' } })).status).toBe(200);
  });

  test('that breaks off in the middle is as if it had never begun', async () => {
    const { token, chat } = await waitingChat();
    const em = app.orm.em.fork();
    // The connection is cut at the last statement of the turn, as when PostgreSQL is restarted.
    await rows(
      em,
      sql`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
    );
    await rows(
      em,
      sql`CREATE TRIGGER break_off BEFORE INSERT ON live_events FOR EACH ROW EXECUTE FUNCTION break_off()`,
    );
    const cut = await ends.turn(chat);
    await rows(em, sql`DROP TRIGGER break_off ON live_events`);
    expect(cut).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect((await ends.read(token)).json.messages).toHaveLength(1);
    const again = (await ends.pending('web')).find(({ id }) => id === chat.id)!;
    expect(again).toEqual(chat);
    expect((await ends.turn(again)).status).toBe(200);
  });
});

describe('replies on a line that the bot serves', () => {
  test('wait to be handed over, and are handed over once', async () => {
    const { address, chat } = await provenChat('+33612000001');
    await ends.turn(chat, { replies: ['Un', 'Deux'] });
    const line = { transport: 'whatsapp' as const, address };
    const replies = await ends.take(line);
    expect(replies.map(({ text }) => text)).toEqual(['Un', 'Deux']);
    const [one, two] = replies;
    expect((await ends.ack(one!.id, { state: 'sent' })).status).toBe(204);
    expect((await ends.ack(one!.id, { state: 'failed' })).status).toBe(204);
    expect((await ends.ack(two!.id, { state: 'failed' })).status).toBe(204);
    expect(await ends.take(line)).toEqual([]);
    const states = await rows(
      app.orm.em.fork(),
      sql<{ state: string }>`
        SELECT state FROM conversation_messages WHERE conversation_id = ${chat.id} AND direction = 'out' ORDER BY position`,
    );
    expect(states.map(({ state }) => state)).toEqual(['sent', 'failed']);
    expect((await ends.ack(randomUUID(), { state: 'sent' })).status).toBe(404);
    expect((await ends.ack(chat.inbound[0]!.id, { state: 'sent' })).status).toBe(404);
  });
});

describe('whom a chat belongs to', () => {
  test('a number that the line proves opens its coming reservations; one that is typed opens none', async () => {
    const phone = '+33612000002';
    const made = await booked({
      guest: { firstName: 'Zoé', lastName: 'Prouvée', phone },
      time: '19:00',
    });
    const proven = await provenChat(phone);
    const { json } = await ends.bookings(proven.chat.id);
    expect(json.bookings).toEqual([{ token: made.token, reference: made.reference }]);
    const page = await app.app.inject({ method: 'GET', url: `/api/bookings/${json.bookings[0]!.token}` });
    expect(page.json()).toMatchObject({ reference: made.reference });

    const { chat } = await waitingChat(`Mon numéro est ${phone}`);
    expect((await ends.bookings(chat.id)).json.bookings).toEqual([]);
    expect((await ends.bookings(randomUUID())).status).toBe(404);

    const before = app.now;
    app.now = new Date('2026-10-18T10:00:00Z');
    expect((await ends.bookings(proven.chat.id)).json.bookings).toEqual([]);
    app.now = before;
  });

  test('its guest is known by the proven number, or by the booking that was made in it', async () => {
    const cookie = await app.signIn(house.staff.host.email);
    const phone = '+33612000003';
    const guest = { firstName: 'Inès', lastName: 'Nommée', phone };
    const { token: booking } = await booked({ guest, day: '2026-10-18' });

    const { chat: proven } = await provenChat(phone);
    expect((await ends.open(cookie, proven.id)).json.conversation.name).toBe('Inès Nommée');

    const { chat } = await waitingChat();
    expect((await ends.open(cookie, chat.id)).json.conversation).toMatchObject({ name: null, guest: null });
    await ends.turn(chat, { state: { tokens: ['not-a-token', booking, 7] } });
    expect((await ends.open(cookie, chat.id)).json.conversation.name).toBe('Inès Nommée');
  });

  test('a booking of another organisation names nobody', async () => {
    const elsewhere = await app.house();
    const cookie = await app.signIn(elsewhere.staff.host.email);
    const { token: booking } = await booked({ day: '2026-10-19' });
    const token = await ends.begin(elsewhere.slug);
    await ends.say(token, 'Bonsoir');
    const chat = (await ends.pending('web')).find(({ restaurant }) => restaurant === elsewhere.slug)!;
    await ends.turn(chat, { state: { tokens: [booking] } });
    expect((await ends.open(cookie, chat.id)).json.conversation).toMatchObject({ name: null, guest: null });
  });
});
