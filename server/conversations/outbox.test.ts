import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { type OutgoingMessage, queueMessage } from '../messaging/send.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';
import { emailUndelivered } from './instead.ts';
import { type Posted, post } from './post.ts';

let app: TestApp;
let house: House;
let ends: ReturnType<typeof chatEnds>;
let phones = 0;
const freshPhone = () => `+3361300${1000 + ++phones}`;
const em = () => app.orm.em.fork();

beforeAll(async () => {
  app = await testApp();
  app.now = new Date();
  ends = chatEnds(app);
});
afterAll(() => app?.close());

/** A house of its own, whose line may make so many first contacts a day. */
async function freshHouse(firstContacts = 20): Promise<void> {
  house = await app.house();
  await row(
    em(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state, first_contacts_a_day)
        VALUES (${house.organizationId}, ${house.restaurantId}, true, 'ready', ${firstContacts})`,
  );
}
const posted = (change: Partial<Posted> = {}): Posted => ({
  organizationId: house.organizationId,
  restaurantId: house.restaurantId,
  guestId: null,
  businessKey: `reservation:${randomUUID()}:reminder`,
  purpose: 'reservation',
  to: freshPhone(),
  locale: 'fr',
  text: 'À demain, 20 h.',
  ...change,
});
const take = () => ends.take({ transport: 'whatsapp', restaurant: house.slug });
const writes = (phone: string, text = 'Bonsoir', more: object = {}) =>
  ends.inbound({
    restaurant: house.slug,
    transport: 'whatsapp',
    address: `${phone.slice(1)}@c.us`,
    externalId: randomUUID(),
    text,
    verifiedPhone: phone,
    ...more,
  });
const pendingOf = async (phone: string) =>
  (await ends.pending('whatsapp')).find(({ verifiedPhone }) => verifiedPhone === phone)!;

describe('a message of the house’s own accord', () => {
  test('is written once by its business key, in the chat last spoken in, and given with what a line may need', async () => {
    await freshHouse();
    const phone = freshPhone();
    await writes(phone);
    const message = posted({
      to: phone,
      choices: ['Je confirme'],
      template: { name: 'reservation_reminder', language: 'fr', values: ['20 h'] },
    });
    await post(em(), message);
    await post(em(), message);
    const given = await take();
    expect(given).toMatchObject([
      {
        address: `${phone.slice(1)}@c.us`,
        text: message.text,
        choices: ['Je confirme'],
        template: { name: 'reservation_reminder', language: 'fr', values: ['20 h'] },
        heardAt: expect.stringMatching(/Z$/),
      },
    ]);
    expect(given[0]).not.toHaveProperty('attemptedAt');
  });

  test('given once and never told of is given again with the moment of the first try', async () => {
    await freshHouse();
    await post(em(), posted());
    const [first] = await take();
    const [again] = await take();
    expect(again).toMatchObject({ id: first!.id, attemptedAt: app.now.toISOString() });
    // Said not to have been tried, it is as new.
    await ends.ack(first!.id, { state: 'queued' });
    expect((await take())[0]).not.toHaveProperty('attemptedAt');
  });

  test('comes after answers, and first contacts are so many a day', async () => {
    await freshHouse(2);
    for (let contacts = 0; contacts < 3; contacts++) await post(em(), posted());
    const phone = freshPhone();
    await writes(phone);
    await post(em(), posted({ to: phone }));
    const chat = await pendingOf(phone);
    await ends.turn(chat, { replies: ['Une réponse'] });
    const given = await take();
    expect(given[0]!.text).toBe('Une réponse');
    // Two strangers and somebody who wrote; the third stranger waits for tomorrow.
    expect(given).toHaveLength(4);
    for (const { id } of given) await ends.ack(id, { state: 'sent', externalId: id });
    expect(await take()).toEqual([]);
    app.now = new Date(app.now.getTime() + 86_400_000);
    expect(await take()).toHaveLength(1);
    app.now = new Date();
  });

  test('is never a campaign: neither the database nor the way to the line takes one', async () => {
    await freshHouse();
    await expect(post(em(), posted({ businessKey: 'campaign:noel:1' }))).rejects.toThrow();
    await expect(post(em(), posted({ purpose: 'campaign' as 'reservation' }))).rejects.toThrow();
    const businessKey = `campaign:${randomUUID()}`;
    await queueMessage(em(), outgoing({ businessKey }));
    await app.work();
    expect(await messageBy(businessKey)).toMatchObject({
      status: 'failed',
      error: 'not about a reservation',
    });
    expect(await take()).toEqual([]);
  });
});

const outgoing = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  organizationId: house.organizationId,
  restaurantId: house.restaurantId,
  guestId: null,
  businessKey: `reservation:${randomUUID()}:reminder`,
  channel: 'whatsapp',
  kind: 'reminder',
  recipient: freshPhone(),
  locale: 'fr',
  subject: null,
  text: 'À demain, 20 h.',
  html: null,
  instead: { to: 'zoe@exemple.example', subject: 'À demain', text: 'À demain', html: '<p>À demain</p>' },
  ...change,
});
const messageBy = (businessKey: string) =>
  row(
    em(),
    sql<{ status: string; error: string | null; channel: string; outcome: string | null }>`
      SELECT m.status, m.error, m.channel,
             (SELECT string_agg(kind, ',' ORDER BY at) FROM message_events e WHERE e.message_id = m.id) AS outcome
        FROM messages m WHERE business_key = ${businessKey}`,
  );

describe('what becomes of a message', () => {
  test('is told of it step by step, never back, and of the message to the guest that it carries', async () => {
    await freshHouse();
    const message = outgoing();
    await queueMessage(em(), message);
    await app.work();
    const [given] = await take();
    expect(given!.text).toContain('1. Je confirme\n2. Je modifie\n3. J’annule');
    expect(await messageBy(message.businessKey)).toMatchObject({ status: 'queued' });
    const externalId = `true_${randomUUID()}`;
    // The line may tell before its answer to us is written down.
    expect((await ends.fate(house.slug, externalId, 'delivered')).json).toEqual({ known: false });
    await ends.ack(given!.id, { state: 'sent', externalId });
    expect(await messageBy(message.businessKey)).toMatchObject({ status: 'sent', outcome: null });
    for (const state of ['delivered', 'sent', 'failed', 'read', 'delivered'])
      expect((await ends.fate(house.slug, externalId, state)).json).toEqual({ known: true });
    const [kept] = await rows(
      em(),
      sql<{ state: string }>`SELECT state FROM conversation_messages WHERE external_id = ${externalId}`,
    );
    expect(kept!.state).toBe('read');
    expect(await messageBy(message.businessKey)).toMatchObject({
      status: 'sent',
      outcome: 'delivered,opened',
    });
    // Another restaurant's line knows nothing of it.
    const elsewhere = await app.house();
    expect((await ends.fate(elsewhere.slug, externalId, 'read')).json).toEqual({ known: false });
  });

  test('when nothing does, an email goes out in its place, once, and the line says it no more', async () => {
    await freshHouse();
    const [late, sent, refused, fine] = [outgoing(), outgoing(), outgoing(), outgoing()];
    for (const message of [late, sent, refused, fine]) await queueMessage(em(), message);
    await app.work();
    const given = await take();
    const of = async (message: { recipient: string }) =>
      given.find(({ address }) => address.startsWith(message.recipient.slice(1)))!.id;
    await ends.ack(await of(sent), { state: 'sent', externalId: `x-${sent.recipient}` });
    await ends.ack(await of(refused), { state: 'failed', why: 'no such guest on WhatsApp' });
    await ends.ack(await of(fine), { state: 'sent', externalId: `x-${fine.recipient}` });
    await ends.fate(house.slug, `x-${fine.recipient}`, 'delivered');

    await emailUndelivered(em(), new Date(), false);
    expect(await messageBy(`${refused.businessKey}:email`)).toMatchObject({ channel: 'email' });
    expect(await messageBy(`${late.businessKey}:email`)).toBeNull();

    const later = new Date(Date.now() + 21 * 60_000);
    await emailUndelivered(em(), later, false);
    await emailUndelivered(em(), later, false);
    for (const message of [late, sent, refused])
      expect(await messageBy(`${message.businessKey}:email`)).toMatchObject({ channel: 'email' });
    expect(await messageBy(`${fine.businessKey}:email`)).toBeNull();
    expect(await messageBy(late.businessKey)).toMatchObject({ status: 'failed', error: 'email instead' });
    expect(await take()).toEqual([]);
    const emails = await rows(
      em(),
      sql`SELECT 1 FROM messages WHERE channel = 'email' AND restaurant_id = ${house.restaurantId}`,
    );
    expect(emails).toHaveLength(3);
  });
});

describe('a reminder', () => {
  test('goes into the chat of who said yes to it there, and its choices come back as such', async () => {
    await freshHouse();
    const phone = freshPhone();
    app.now = new Date('2026-10-10T10:00:00Z');
    const guest = { firstName: 'Zoé', lastName: 'Martin', phone, email: 'zoe@exemple.example' };
    const booked = await app.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ guest, day: '2026-10-17' }),
    });
    await row(
      em(),
      sql`UPDATE reservations SET created_at = '2026-10-10T10:00:00Z' WHERE organization_id = ${house.organizationId}`,
    );
    await writes(phone);
    await ends.turn(await pendingOf(phone), { reminders: true });
    for (const { id } of await take()) await ends.ack(id, { state: 'sent' });
    app.now = new Date('2026-10-16T12:00:00Z');
    await row(em(), sql`SELECT graphile_worker.add_job('send_reminders')`);
    await app.work();
    app.now = new Date();
    const [reminder] = await take();
    expect(reminder).toMatchObject({ choices: ['Je confirme', 'Je modifie', 'J’annule'] });
    await ends.ack(reminder!.id, { state: 'sent' });
    const { reservations } = await reserved();
    expect(await messageBy(`reservation:${reservations}:reminder`)).toMatchObject({ channel: 'whatsapp' });
    await writes(phone, '1');
    const chat = await pendingOf(phone);
    expect(chat.reminded).toBe(booked.json().token);
    await ends.turn(chat);
    await writes(phone, 'et le menu ?');
    expect((await pendingOf(phone)).reminded).toBeNull();
  });

  const reserved = async () =>
    (await row(
      em(),
      sql<{ reservations: string }>`
        SELECT id AS reservations FROM reservations WHERE organization_id = ${house.organizationId}`,
    ))!;
});

describe('what comes in', () => {
  test('late is kept and calls a person, and nobody answers it', async () => {
    await freshHouse();
    const phone = freshPhone();
    const { json } = await writes(phone, 'Bonsoir', { late: true, at: '2026-10-01T10:00:00Z' });
    expect(await pendingOf(phone)).toBeUndefined();
    const cookie = await app.signIn(house.staff.host.email);
    const { conversation } = (await ends.open(cookie, json.conversation)).json;
    expect(conversation).toMatchObject({ needsPerson: true, lastText: 'Bonsoir' });
  });

  test('says when it was written, and what it is', async () => {
    await freshHouse();
    const phone = freshPhone();
    await writes(phone, '🎤', { kind: 'voice', at: '2026-10-01T10:00:00Z' });
    expect((await pendingOf(phone)).inbound).toMatchObject([
      { kind: 'voice', text: '🎤', writtenAt: '2026-10-01T10:00:00.000Z' },
    ]);
  });

  test('an edit changes what nobody answered yet, and is a message of its own after', async () => {
    await freshHouse();
    const phone = freshPhone();
    await writes(phone, 'pour 4', { externalId: 'm1' });
    const before = await pendingOf(phone);
    await writes(phone, 'pour 5', { kind: 'edited', about: 'm1' });
    const chat = await pendingOf(phone);
    expect(chat.inbound.map(({ text }) => text)).toEqual(['pour 5']);
    // Whoever was answering the old words must read again.
    expect((await ends.turn(before)).status).toBe(409);
    await ends.turn(chat);
    await writes(phone, 'pour 6', { kind: 'edited', about: 'm1', externalId: 'e1' });
    expect((await pendingOf(phone)).inbound.map(({ text }) => text)).toEqual(['pour 6']);
  });

  test('a deletion takes back what nobody answered yet', async () => {
    await freshHouse();
    const phone = freshPhone();
    await writes(phone, 'oups', { externalId: 'm1' });
    await writes(phone, '…', { kind: 'deleted', about: 'm1' });
    expect(await pendingOf(phone)).toBeUndefined();
    expect((await writes(phone, '…', { kind: 'deleted', about: 'unknown' })).json.conversation).toBeNull();
  });

  test('a reaction counts under the last message of ours alone', async () => {
    await freshHouse();
    const phone = freshPhone();
    await writes(phone);
    await ends.turn(await pendingOf(phone), { replies: ['Un', 'Deux ?'] });
    const [one, two] = await take();
    await ends.ack(one!.id, { state: 'sent', externalId: 'o1' });
    await ends.ack(two!.id, { state: 'sent', externalId: 'o2' });
    expect((await writes(phone, '👍', { kind: 'reaction', about: 'o1' })).json.conversation).toBeNull();
    expect(await pendingOf(phone)).toBeUndefined();
    await writes(phone, '👍', { kind: 'reaction', about: 'o2' });
    expect((await pendingOf(phone)).inbound).toMatchObject([{ kind: 'reaction', text: '👍' }]);
  });
});
