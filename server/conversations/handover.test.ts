import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { PendingConversation, StaffChatMessage, Transport } from './contract.ts';
import { chatEnds } from './ends.ts';
import { bringBotBack } from './handover.ts';

let at: TestApp;
let house: House;
let sofia: string;
let marc: string;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  at = await testApp();
  ends = chatEnds(at);
});
beforeEach(async () => {
  house = await at.house();
  sofia = await at.signIn(house.staff.host.email);
  marc = await at.signIn(house.staff.manager.email);
});
afterAll(() => at.close());

const em = () => at.orm.em.fork();
const pendingOf = async (transport: Transport, id: string) =>
  (await ends.pending(transport)).find((chat) => chat.id === id);

/** A chat on a page in which a guest just wrote. */
async function onPage(text = 'Bonsoir'): Promise<{ token: string; chat: PendingConversation }> {
  const token = await ends.begin(house.slug);
  const { json } = await ends.say(token, text);
  const chats = await ends.pending('web');
  return { token, chat: chats.find(({ inbound }) => inbound.some(({ id }) => id === json.id))! };
}

async function onWhatsapp(phone = '+33639980001', text = 'Bonsoir'): Promise<string> {
  const { json } = await ends.inbound({
    restaurant: house.slug,
    transport: 'whatsapp',
    address: `${phone.slice(1)}@c.us`,
    externalId: randomUUID(),
    text,
    verifiedPhone: phone,
  });
  return json.conversation;
}

const take = (cookie: string, id: string, from: string | null = null) =>
  ends.act(cookie, id, 'take', { from });
const answer = (cookie: string, id: string, text: string, key: string = randomUUID()) =>
  ends.act<StaffChatMessage>(cookie, id, 'messages', { key, text });
/** Lets the clock run since the staff last spoke in a chat. */
const silentFor = (id: string, minutes: number) =>
  row(
    em(),
    sql`UPDATE conversations SET staff_spoke_at = now() - make_interval(mins => ${minutes}) WHERE id = ${id}`,
  );

describe('a chat that is taken over', () => {
  test('silences the bot at once: the turn it was making is stale, and what waited waits no more', async () => {
    const { token, chat } = await onPage();
    expect((await take(sofia, chat.id)).json.takenBy).toEqual({
      id: house.staff.host.id,
      name: expect.any(String),
    });
    expect(await ends.turn(chat)).toMatchObject({ status: 409, json: { code: 'stale_turn' } });
    expect(await pendingOf('web', chat.id)).toBeUndefined();
    await ends.say(token, 'Vous êtes là ?');
    expect(await pendingOf('web', chat.id)).toBeUndefined();
    const { messages } = (await ends.read(token)).json;
    expect(messages.map(({ direction }) => direction)).toEqual(['in', 'in']);
  });

  test('of a bot and a person at the same moment, one speaks: the bot before, or not at all', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { token, chat } = await onPage();
      const [turn, taken] = await Promise.all([ends.turn(chat), take(sofia, chat.id)]);
      expect(taken.status).toBe(200);
      const said = (await ends.read(token)).json.messages.filter(({ direction }) => direction === 'out');
      expect(said).toHaveLength(turn.status === 200 ? 1 : 0);
      expect(await ends.turn({ ...chat, version: chat.version + 1 })).toMatchObject({ status: 409 });
    }
  });

  test('counts what the guest writes as unread, first in the list, until whoever has it has seen it', async () => {
    const { token, chat } = await onPage();
    await take(sofia, chat.id);
    expect((await ends.list(sofia, house.slug)).json.waiting).toBe(0);
    await ends.say(token, 'Une question');
    await ends.say(token, 'Deux questions');
    await onPage('Plus récent');
    const listed = (await ends.list(sofia, house.slug)).json;
    expect(listed.waiting).toBe(1);
    expect(listed.conversations[0]).toMatchObject({ id: chat.id, unread: 2, needsPerson: false });
    // A colleague who looks on has not answered for it.
    expect((await ends.act(marc, chat.id, 'read')).json.unread).toBe(2);
    expect((await ends.act(sofia, chat.id, 'read')).json.unread).toBe(0);
    expect((await ends.list(sofia, house.slug)).json.waiting).toBe(0);
  });

  test('of two who take it at once, one has it; from a colleague it is taken only knowingly', async () => {
    const { chat } = await onPage();
    const both = await Promise.all([take(sofia, chat.id), take(marc, chat.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = both.find(({ status }) => status === 409)!.json;
    expect(refused.code).toBe('taken_by_colleague');
    const holder = both[0]!.status === 200 ? house.staff.host.id : house.staff.manager.id;
    expect(refused.takenBy).toMatchObject({ id: holder });

    const other = holder === house.staff.host.id ? marc : sofia;
    expect((await answer(other, chat.id, 'Bonjour')).json.code).toBe('taken_by_colleague');
    expect((await ends.act(other, chat.id, 'give-back')).json.code).toBe('taken_by_colleague');
    expect((await take(other, chat.id, holder)).status).toBe(200);
    // Who lost it without knowing cannot take it back without knowing either.
    const first = other === marc ? sofia : marc;
    expect((await take(first, chat.id)).json.code).toBe('taken_by_colleague');
  });

  test('is no business of another house, nor of who is not signed in', async () => {
    const { chat } = await onPage();
    const elsewhere = await at.house();
    const stranger = await at.signIn(elsewhere.staff.owner.email);
    for (const act of ['take', 'read', 'give-back', 'messages'] as const) {
      const payload =
        act === 'take' ? { from: null } : act === 'messages' ? { key: randomUUID(), text: 'x' } : {};
      expect((await ends.act(stranger, chat.id, act, payload)).status).toBe(404);
      expect((await ends.act('', chat.id, act, payload)).status).toBe(401);
    }
  });
});

describe('an answer of the staff', () => {
  test('stands in the chat on a page, under the name of who wrote it for colleagues alone', async () => {
    const { token, chat } = await onPage();
    expect((await answer(sofia, chat.id, 'Bonsoir !')).json.code).toBe('not_taken');
    await take(sofia, chat.id);
    expect((await answer(sofia, chat.id, 'Bonsoir !')).json).toMatchObject({
      text: 'Bonsoir !',
      state: 'sent',
      staff: expect.any(String),
    });
    const forGuest = (await ends.read(token)).json.messages.at(-1)!;
    expect(forGuest).toMatchObject({ direction: 'out', text: 'Bonsoir !' });
    expect(Object.keys(forGuest).sort()).toEqual(['at', 'direction', 'id', 'text']);
  });

  test('goes out once for one key, whatever the connection does', async () => {
    const { token, chat } = await onPage();
    await take(sofia, chat.id);
    const key = randomUUID();
    const [one, two] = await Promise.all([
      answer(sofia, chat.id, 'Une fois', key),
      answer(sofia, chat.id, 'Une fois', key),
    ]);
    expect(one.json.id).toBe(two.json.id);
    expect(await answer(sofia, chat.id, 'Autre chose', key)).toMatchObject({
      status: 422,
      json: { code: 'key_reused' },
    });
    const { messages } = (await ends.read(token)).json;
    expect(messages.filter(({ text }) => text === 'Une fois')).toHaveLength(1);
  });

  test('goes out on WhatsApp by the outbox, and the panel sees what becomes of it', async () => {
    const id = await onWhatsapp();
    await take(sofia, id);
    const { json } = await answer(sofia, id, 'Nous vous attendons.');
    expect(json.state).toBe('queued');
    const given = await ends.take({ transport: 'whatsapp', restaurant: house.slug });
    expect(given).toMatchObject([{ id: json.id, text: 'Nous vous attendons.', address: '33639980001@c.us' }]);
    const stateNow = async () => (await ends.open(sofia, id)).json.messages.at(-1)!.state;
    const events = async () =>
      (await row(
        em(),
        sql<{ count: number }>`SELECT count(*)::int AS count FROM live_events
                                WHERE restaurant_id = ${house.restaurantId}`,
      ))!.count;
    const before = await events();
    await ends.ack(json.id, { state: 'sent', externalId: 'wa-1' });
    expect(await stateNow()).toBe('sent');
    await ends.fate(house.slug, 'wa-1', 'delivered');
    expect(await stateNow()).toBe('delivered');
    await ends.fate(house.slug, 'wa-1', 'read');
    expect(await stateNow()).toBe('read');
    expect(await events()).toBe(before + 3);
  });
});

describe('a chat that is given back', () => {
  test('finds the bot with its memory; it answers what is said from now on, and nothing that was said meanwhile', async () => {
    const { token, chat } = await onPage();
    await ends.turn(chat, { state: { step: 'asked the party' } });
    await take(sofia, chat.id);
    await ends.say(token, 'Merci beaucoup');
    await answer(sofia, chat.id, 'Avec plaisir.');
    expect((await ends.act(sofia, chat.id, 'give-back')).json).toMatchObject({ takenBy: null, unread: 0 });
    expect(await pendingOf('web', chat.id)).toBeUndefined();
    await ends.say(token, 'Nous serons quatre');
    const again = (await pendingOf('web', chat.id))!;
    expect(again.state).toEqual({ step: 'asked the party' });
    expect(again.inbound.map(({ text }) => text)).toEqual(['Nous serons quatre']);
    expect((await ends.turn(again)).status).toBe(200);
  });

  test('by itself, after the time that the restaurant set since the last word of the staff; not before', async () => {
    const { token, chat } = await onPage();
    const set = (cookie: string, minutes: number) =>
      ends.ask({
        method: 'PUT',
        url: '/api/bot-back',
        query: { restaurant: house.slug },
        headers: { cookie },
        payload: { minutes },
      });
    expect((await ends.list(sofia, house.slug)).json.botBackMinutes).toBe(60);
    expect((await set(sofia, 30)).status).toBe(403);
    expect((await set(marc, 4)).status).toBe(400);
    expect((await set(marc, 30)).status).toBe(200);
    expect((await ends.list(sofia, house.slug)).json.botBackMinutes).toBe(30);

    await take(sofia, chat.id);
    await silentFor(chat.id, 29);
    await bringBotBack(em());
    expect((await ends.open(sofia, chat.id)).json.conversation.takenBy).not.toBeNull();
    await silentFor(chat.id, 31);
    await answer(sofia, chat.id, 'Je regarde.');
    await bringBotBack(em());
    expect((await ends.open(sofia, chat.id)).json.conversation.takenBy).not.toBeNull();
    await silentFor(chat.id, 31);
    await bringBotBack(em());
    const back = (await ends.open(sofia, chat.id)).json.conversation;
    expect(back).toMatchObject({ takenBy: null, needsPerson: false });
    await ends.say(token, 'Toujours là ?');
    expect(await pendingOf('web', chat.id)).toBeDefined();
  });

  test('by itself with a word of the guest that nobody saw calls for a person again', async () => {
    const { token, chat } = await onPage();
    await take(sofia, chat.id);
    await ends.say(token, 'Alors ?');
    await silentFor(chat.id, 61);
    await bringBotBack(em());
    expect((await ends.open(sofia, chat.id)).json.conversation).toMatchObject({
      takenBy: null,
      unread: 0,
      needsPerson: true,
    });
    expect(await pendingOf('web', chat.id)).toBeUndefined();
  });
});

test('chats are found by the name of their guest and by a number, also of somebody nobody knows', async () => {
  await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({
      guest: { ...bookRequest().guest, firstName: 'Éloïse', lastName: 'Garnier', phone: '+33639980077' },
    }),
  });
  const known = await onWhatsapp('+33639980077');
  const unknown = await onWhatsapp('+33639980088');
  const found = async (typed: string) =>
    (await ends.list(sofia, house.slug, undefined, typed)).json.conversations.map(({ id }) => id);
  expect(await found('eloise gar')).toEqual([known]);
  expect(await found('06 39 98 00 77')).toEqual([known]);
  expect(await found('0639980088')).toEqual([unknown]);
  expect(await found('dupont')).toEqual([]);
  expect(await found('???')).toEqual([]);
});
