import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { chatEnds } from './ends.ts';
import { bringBotBack } from './handover.ts';

/** Somebody answers a guest on the restaurant's own phone. */

let at: TestApp;
let house: House;
let cookie: string;
let ends: ReturnType<typeof chatEnds>;
let phones = 0;
/** A guest of the test's own. */
let phone: string;
beforeAll(async () => {
  at = await testApp();
  ends = chatEnds(at);
  house = await at.house();
  cookie = await at.signIn(house.staff.host.email);
});
beforeEach(() => {
  phones += 1;
  phone = `+336399826${String(phones).padStart(2, '0')}`;
});
afterAll(() => at.close());

const em = () => at.orm.em.fork();
const tell = (text: string, more: object = {}) =>
  ends.inbound({
    restaurant: house.slug,
    transport: 'whatsapp',
    address: `${phone.slice(1)}@c.us`,
    externalId: randomUUID(),
    text,
    verifiedPhone: phone,
    ...more,
  });
const guest = (text: string) => tell(text);
const onPhone = (text: string, more: object = {}) => tell(text, { own: true, ...more });
const pending = async () =>
  (await ends.pending('whatsapp')).find(({ verifiedPhone }) => verifiedPhone === phone);
const take = () =>
  ends.take({ transport: 'whatsapp', restaurant: house.slug, address: `${phone.slice(1)}@c.us` });
const theirs = { id: expect.any(String), name: 'Téléphone du restaurant' };

test('the bot is silent from then on, also with the answer it was making, and the staff see what was written', async () => {
  const { conversation } = (await guest('une table pour 4 ?')).json;
  const chat = (await pending())!;
  expect((await onPhone('Bonjour, c’est Claire', { externalId: 'typed' })).json.conversation).toBe(
    conversation,
  );
  expect(await ends.turn(chat)).toMatchObject({ status: 409, json: { code: 'stale_turn' } });
  await guest('merci, pour 4 donc');
  expect(await pending()).toBeUndefined();
  const { json } = await ends.open(cookie, conversation);
  expect(json.conversation).toMatchObject({ takenBy: theirs, needsPerson: false, unread: 1 });
  expect(json.messages).toMatchObject([
    { direction: 'in', staff: null },
    { direction: 'out', text: 'Bonjour, c’est Claire', staff: theirs.name, state: 'sent' },
    { direction: 'in' },
  ]);
  // What becomes of it on the line is told as of any.
  expect((await ends.fate(house.slug, 'typed', 'read')).json).toEqual({ known: true });
});

test('told twice it is written once', async () => {
  await guest('bonjour');
  await onPhone('oui ?', { externalId: 'twice' });
  expect((await onPhone('oui ?', { externalId: 'twice' })).json).toEqual({
    conversation: null,
    duplicate: true,
  });
});

test('what the bot sent is no word of anybody’s, before its id is written down and after', async () => {
  await guest('bonjour');
  await ends.turn((await pending())!, { replies: ['Pour combien ?', 'Un instant'] });
  const [first, second] = await take();
  // The line tells of it before the bot told what came of handing it over.
  expect((await onPhone('Pour combien ?', { externalId: 'x1' })).json).toEqual({
    conversation: null,
    duplicate: true,
  });
  await ends.ack(first!.id, { state: 'sent', externalId: 'x1' });
  expect((await onPhone('Pour combien ?', { externalId: 'x1' })).json.duplicate).toBe(true);
  // Nobody knows whether this one left.
  await ends.ack(second!.id, { state: 'failed', why: 'no answer' });
  expect((await onPhone('Un instant', { externalId: 'x2' })).json.duplicate).toBe(true);
  await guest('4');
  expect((await pending())!.inbound.map(({ text }) => text)).toEqual(['4']);
  // The same words once more are somebody's.
  expect((await onPhone('Pour combien ?', { externalId: 'x3' })).json.duplicate).toBe(false);
  expect(await pending()).toBeUndefined();
});

test('the bot comes back after the restaurant’s time without a word, and calls a person where nobody saw the last', async () => {
  const { conversation } = (await guest('bonjour')).json;
  await onPhone('j’arrive');
  await guest('alors ?');
  await bringBotBack(em());
  expect((await ends.open(cookie, conversation)).json.conversation.takenBy).toEqual(theirs);
  await row(
    em(),
    sql`UPDATE conversations SET staff_spoke_at = now() - interval '61 minutes' WHERE id = ${conversation}`,
  );
  await bringBotBack(em());
  expect((await ends.open(cookie, conversation)).json.conversation).toMatchObject({
    takenBy: null,
    needsPerson: true,
    unread: 0,
  });
  await guest('une table');
  expect((await pending())!.inbound.map(({ text }) => text)).toEqual(['une table']);
});

test('what is found hours later is shown, and silences nobody', async () => {
  const { conversation } = (await guest('bonjour')).json;
  await onPhone('je vous rappelle', { at: new Date(Date.now() - 2 * 3_600_000).toISOString() });
  expect((await ends.open(cookie, conversation)).json).toMatchObject({
    conversation: { takenBy: null },
    messages: [{ text: 'bonjour' }, { text: 'je vous rappelle', staff: theirs.name }],
  });
  expect((await pending())!.inbound.map(({ text }) => text)).toEqual(['bonjour']);
});

test('in the panel it is taken over knowingly, or given back by anybody', async () => {
  const { conversation } = (await guest('bonjour')).json;
  await onPhone('j’arrive');
  const { takenBy } = (await ends.open(cookie, conversation)).json.conversation;
  expect(await ends.act(cookie, conversation, 'take', { from: null })).toMatchObject({
    status: 409,
    json: { code: 'taken_by_colleague', takenBy: theirs },
  });
  const mine = await ends.act(cookie, conversation, 'take', { from: takenBy!.id });
  expect(mine.json.takenBy).toMatchObject({ id: house.staff.host.id });
  // Whoever has it in the panel keeps it, whatever is typed on the phone beside.
  await onPhone('encore moi');
  expect((await ends.open(cookie, conversation)).json.conversation.takenBy).toEqual(mine.json.takenBy);
  await ends.act(cookie, conversation, 'give-back');
  await onPhone('et encore');
  expect((await ends.act(cookie, conversation, 'give-back')).json.takenBy).toBeNull();
});

test('a guest to whom the house writes first on its phone is not answered by the bot', async () => {
  const { conversation } = (await onPhone('Votre écharpe est restée chez nous')).json;
  await guest('merci, je passe demain à 18 h');
  expect(await pending()).toBeUndefined();
  expect((await ends.open(cookie, conversation)).json.messages).toHaveLength(2);
});
