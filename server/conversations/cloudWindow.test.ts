import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { LineTemplates, StaffChatMessage, Window } from './contract.ts';
import { chatEnds } from './ends.ts';
import { whyNot } from './whyNot.ts';

/** Lines of the Cloud API, which take free words only for a day after the guest's last. */

/** Read anew by the app each time. */
const phoneIds: Record<string, string> = {};
let at: TestApp;
let house: House;
let marc: string;
let ends: ReturnType<typeof chatEnds>;
beforeAll(async () => {
  at = await testApp({
    whatsappCloud: { url: '', phoneIds, token: 't', appSecret: 'a-secret', verifyToken: 'a-token' },
  });
  ends = chatEnds(at);
});
beforeEach(async () => {
  // The lines of the house run by the clock on the wall, as the messages in the database do.
  at.now = new Date();
  house = await at.house();
  marc = await at.signIn(house.staff.manager.email);
  phoneIds[house.slug] = '106540352242922';
});
afterAll(() => at?.close());

/** A chat that Marc has, in which the guest wrote some hours ago. */
async function chat(hoursAgo: number): Promise<string> {
  const { json } = await ends.inbound({
    restaurant: house.slug,
    transport: 'whatsapp',
    address: '33639980001@c.us',
    externalId: randomUUID(),
    text: 'Bonsoir',
    verifiedPhone: '+33639980001',
    at: new Date(at.now.getTime() - hoursAgo * 3_600_000).toISOString(),
  });
  await ends.act(marc, json.conversation, 'take', { from: null });
  return json.conversation;
}
const answer = (id: string, text = 'À ce soir', key: string = randomUUID()) =>
  ends.act<StaffChatMessage>(marc, id, 'messages', { key, text });
const windowOf = async (id: string) =>
  ((await ends.open(marc, id)).json as unknown as { window: Window }).window;
const again = (id: string, message: string) =>
  ends.ask<StaffChatMessage & { code: string }>({
    method: 'POST',
    url: `/api/conversations/${id}/messages/${message}/again`,
    headers: { cookie: marc },
    payload: {},
  });
const templates = (method: 'GET' | 'PUT', payload?: { templates: LineTemplates }) =>
  ends.ask<{ cloud: boolean; templates: LineTemplates }>({
    method,
    url: `/api/line/templates?restaurant=${house.slug}`,
    headers: { cookie: marc },
    ...(payload && { payload }),
  });
const forAnswers = { purpose: 'answer', locale: 'fr', name: 'a_word_of_ours', language: 'fr' } as const;

describe('a chat on a line that closes', () => {
  test('says until when it can be written to, and takes nothing later', async () => {
    const open = await chat(23);
    const { closesAt, template } = (await windowOf(open))!;
    expect(Date.parse(closesAt!) - at.now.getTime()).toBeCloseTo(59 * 60_000, -4);
    expect(template).toBe(false);
    const said = await answer(open, 'À ce soir', 'the-same-key');
    expect(said).toMatchObject({ status: 201, json: { state: 'queued', why: null } });
    at.now = new Date(at.now.getTime() + 3_600_000);
    expect(await answer(open)).toMatchObject({ status: 409, json: { code: 'window_closed' } });
    // Said before it closed, and asked about after: the answer is the same.
    expect((await answer(open, 'À ce soir', 'the-same-key')).json.id).toBe(said.json.id);
  });

  test('goes on with the template that the restaurant named, in the guest’s language', async () => {
    expect((await templates('GET')).json).toEqual({ cloud: true, templates: [] });
    const late = await chat(30);
    expect((await answer(late)).status).toBe(409);
    const house_ = { ...forAnswers, purpose: 'reservation', name: 'news' } as const;
    expect((await templates('PUT', { templates: [forAnswers, house_] })).json.templates).toHaveLength(2);
    expect(await windowOf(late)).toMatchObject({ template: true });
    expect((await answer(late, 'Votre\ntable est prête')).status).toBe(201);
    const [taken] = await ends.take({ transport: 'whatsapp', restaurant: house.slug });
    expect(taken).toMatchObject({
      template: { name: 'a_word_of_ours', language: 'fr', values: ['Votre\ntable est prête'] },
    });
    await templates('PUT', { templates: [] });
    expect(await windowOf(late)).toMatchObject({ template: false });
  });

  test('of another line, or of a page, never closes', async () => {
    delete phoneIds[house.slug];
    const old = await chat(300);
    expect(await windowOf(old)).toBeNull();
    expect((await answer(old)).status).toBe(201);
  });
});

describe('an answer that failed', () => {
  async function failed(why: string): Promise<{ id: string; message: string }> {
    const id = await chat(1);
    const { json } = await answer(id, 'Oui, avec plaisir');
    await ends.ack(json.id, { state: 'failed', why });
    return { id, message: json.id };
  }

  test('says why, and is sent again once, as a message of its own', async () => {
    const { id, message } = await failed('refused by WhatsApp (131026)');
    const of = async (which: string) =>
      (await ends.open(marc, id)).json.messages.find(({ id }) => id === which);
    expect(await of(message)).toMatchObject({ state: 'failed', why: 'unreachable', again: false });
    const [first, second] = await Promise.all([again(id, message), again(id, message)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.json.id).toBe(second.json.id);
    expect(await of(message)).toMatchObject({ state: 'failed', again: true });
    expect(await of(first.json.id)).toMatchObject({
      state: 'queued',
      text: 'Oui, avec plaisir',
      again: false,
    });
    expect((await again(id, first.json.id)).json.code).toBe('not_failed');
  });

  test('is not sent again by whoever has not the chat, nor is what the guest wrote', async () => {
    const { id, message } = await failed('more than 24 h since the guest wrote, and no template fits');
    const { messages } = (await ends.open(marc, id)).json;
    expect(messages.at(-1)).toMatchObject({ why: 'window_closed' });
    expect((await again(id, messages[0]!.id)).status).toBe(404);
    await ends.act(marc, id, 'give-back');
    expect((await again(id, message)).json.code).toBe('not_taken');
  });
});

test('what lines tell of a failure has a plain name', () => {
  const of = (code: number) => whyNot(`refused by WhatsApp (${code})`);
  expect([131047, 131026, 132001, 131049, 131042, 210, 100].map(of)).toEqual([
    'window_closed',
    'unreachable',
    'template',
    'unwanted',
    'account',
    'account',
    'refused',
  ]);
  expect(whyNot('email instead')).toBe('email');
  expect(whyNot('too long for a template')).toBe('too_long');
  expect(whyNot('')).toBe('refused');
  expect(whyNot(null)).toBeNull();
});

test('templates are for managers, and only of the form that Meta takes', async () => {
  const cookie = await at.signIn(house.staff.host.email);
  const url = `/api/line/templates?restaurant=${house.slug}`;
  expect((await at.app.inject({ method: 'GET', url, headers: { cookie } })).statusCode).toBe(403);
  const wrong = { templates: [{ ...forAnswers, name: 'Not One' }] };
  const put = { method: 'PUT', url, headers: { cookie: marc }, payload: wrong } as const;
  expect((await at.app.inject(put)).statusCode).toBe(400);
  await templates('PUT', { templates: [forAnswers, { ...forAnswers, name: 'second' }] });
  const kept = await row(
    at.orm.em.fork(),
    sql<{ name: string }>`SELECT name FROM line_templates WHERE restaurant_id = ${house.restaurantId}`,
  );
  expect(kept!.name).toBe('a_word_of_ours');
});
