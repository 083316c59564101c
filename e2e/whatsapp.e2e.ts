import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationRow } from '../server/conversations/contract.ts';
import { row, sql } from '../server/db/sql.ts';
import { type WhatsappStage, whatsappStage } from './whatsappStage.ts';

/**
 * WhatsApp from end to end: the real bot in its own process, the unmodified package in a real Chromium, the real app.
 * The tests build on each other: the line is paired once, as in life.
 */

let stage: WhatsappStage;
beforeAll(async () => {
  stage = await whatsappStage();
});
afterAll(() => stage.close());

const guest = '33639981301@c.us';

test('a line is connected by its QR code, and a guest books on it', async () => {
  const { standIn, house } = stage;
  stage.startBot();
  await stage.staff('POST', `/api/line/connect?restaurant=${house.slug}`, {});
  const shown = await stage.lineIs(({ state, pairing }) => state === 'needs_pairing' && pairing !== null);
  const { qr } = shown.pairing as { qr: string };
  expect(qr).not.toContain('undefined');
  standIn.scan(qr);
  const ready = await stage.lineIs(({ state }) => state === 'ready');
  expect(ready).toMatchObject({ phone: standIn.me, pairing: null, wanted: true });

  const [echo] = await stage.say(guest, 'bonjour, une table pour 2 dans 5 jours à 20h au nom de Zoé Martin');
  expect(echo).toContain('2 personnes');
  const said = await stage.say(guest, 'oui');
  expect(said.at(-1)).toContain('réservé');
  const booked = await row(
    stage.at.orm.em.fork(),
    sql<{ source: string; phone: string }>`
      SELECT source, phone FROM reservations WHERE organization_id = ${house.organizationId}`,
  );
  expect(booked).toEqual({ source: 'whatsapp', phone: '+33639981301' });
  await stage.lineIs(({ received, sent, waiting }) => received === 2 && sent === 2 && waiting === 0);
});

test('what the house does to their table they read there, once, and no email goes', async () => {
  const em = () => stage.at.orm.em.fork();
  const booked = await row(
    em(),
    sql<{ id: string }>`SELECT id FROM reservations WHERE organization_id = ${stage.house.organizationId}`,
  );
  const cancel = { status: 'cancelled', message: 'Fermés pour travaux.' };
  for (let twice = 0; twice < 2; twice += 1)
    expect((await stage.staff('POST', `/api/reservations/${booked!.id}/status`, cancel)).status).toBe(200);
  await row(em(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await stage.at.work();
  const told = () => saidTo(guest).filter((text) => text.includes('dû annuler votre réservation'));
  await stage.standIn.until(() => told().length > 0, 30_000);
  await expect.poll(() => stateOfLast(guest), { timeout: 30_000 }).toBe('delivered');
  expect(told()).toEqual([expect.stringContaining('Fermés pour travaux.')]);
  const sent = await row(
    em(),
    sql<{ channels: string[] }>`
      SELECT array_agg(channel) AS channels FROM messages WHERE organization_id = ${stage.house.organizationId}`,
  );
  expect(sent).toEqual({ channels: ['whatsapp'] });
});

/** What we said to somebody, and how often each sentence. */
const saidTo = (address: string) =>
  stage.standIn
    .messagesOf(address)
    .filter(({ fromMe }) => fromMe)
    .map(({ body }) => body);
const stateOfLast = async (address: string) =>
  (
    await row(
      stage.at.orm.em.fork(),
      sql<{ state: string }>`
        SELECT m.state FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id
         WHERE c.address = ${address} AND m.direction = 'out' ORDER BY m.position DESC LIMIT 1`,
    )
  )?.state;

test.each([
  ['receiving and writing down', '/api/bot/inbound'],
  ['receiving and answering', '/turn'],
  ['sending and hearing what became of it', '/api/bot/outbound/fate'],
  ['sending and writing down', '/ack'],
])('killed between %s, the bot that comes back answers once', async (_between, ending) => {
  const address = `3363998${1400 + Math.abs(hash(ending) % 500)}@c.us`;
  await stage.lineIs(({ state }) => state === 'ready');
  const reached = stage.holdNext(ending);
  stage.standIn.write(address, 'bonjour');
  await reached;
  const orphan = await stage.browserPid();
  await stage.killBot();
  stage.startBot();
  await stage.standIn.until(() => saidTo(address).length > 0, 30_000);
  await expect.poll(() => stateOfLast(address), { timeout: 30_000 }).toBe('delivered');
  expect(await stage.browserPid()).not.toBe(orphan);
  expect(saidTo(address)).toHaveLength(1);
});

test('whoever types on the restaurant’s own phone has the chat: the bot is silent in it until it is given back', async () => {
  const address = '33639981302@c.us';
  await stage.lineIs(({ state }) => state === 'ready');
  await stage.say(address, 'bonjour');
  stage.standIn.write(address, 'Bonjour, ici Claire', { fromMe: true });
  const chat = async () => {
    const answer = await stage.staff(
      'GET',
      `/api/conversations?restaurant=${stage.house.slug}&search=639981302`,
    );
    const { conversations } = (await answer.json()) as { conversations: ConversationRow[] };
    return conversations[0];
  };
  await expect.poll(async () => (await chat())?.takenBy?.name).toBe('Téléphone du restaurant');
  stage.standIn.write(address, 'une table pour 2 ?');
  await expect.poll(async () => (await chat())?.unread).toBe(1);
  const { id } = (await chat())!;
  expect((await stage.staff('POST', `/api/conversations/${id}/give-back`, {})).status).toBe(200);
  // The bot speaks again, and only to this.
  await stage.say(address, 'vous êtes là ?');
  await expect.poll(() => stateOfLast(address), { timeout: 30_000 }).toBe('delivered');
  expect(saidTo(address)).toHaveLength(3);
  expect(saidTo(address)[1]).toBe('Bonjour, ici Claire');
});

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
