import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, runBot } from '../bot/runner.ts';
import { connect } from '../bot/server.ts';
import type { LineState } from '../bot/transport.ts';
import { findBrowser } from '../bot/whatsapp/chromium.ts';
import { whatsappLine } from '../bot/whatsapp/line.ts';
import {
  copyOf,
  crashTabOf,
  pairedFolder,
  pidOf,
  quick,
  removeFolders,
} from '../bot/whatsapp/testing/stage.ts';
import { type StandIn, startStandIn } from '../bot/whatsapp/testing/standIn.ts';
import { row, sql } from '../server/db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';

/**
 * One line, one bot, and every fault of the page and the browser in its turn, with guests who write into each. At the
 * end it is counted: each was written down once and answered once, and nothing of ours was taken for somebody's words.
 */

let standIn: StandIn;
let at: TestApp;
let house: House;
let folder: string;
let bot: Bot;
let state: LineState | undefined;
beforeAll(async () => {
  standIn = await startStandIn();
  at = await testApp();
  at.now = new Date();
  house = await at.house();
  await at.listen();
  folder = await copyOf(await pairedFolder(standIn));
  await begin();
});
afterAll(async () => {
  await bot?.stop();
  await standIn?.close();
  await at?.close();
  await removeFolders();
});

async function begin(): Promise<void> {
  const transport = whatsappLine({
    restaurant: house.slug,
    timeZone: 'Europe/Paris',
    folder,
    browser: await findBrowser(),
    flags: standIn.flags,
    answerWithin: 3_600_000,
    weigh: async () => null,
    limits: quick,
  });
  bot = runBot({
    call: connect(at.origin, BOT_TOKEN),
    transport,
    log: () => {},
    patience: 20,
    watch: {
      state(told) {
        state = told;
      },
      fault: () => {},
    },
  });
}
const isReady = () => expect.poll(() => state, { timeout: 40_000, interval: 50 }).toBe('ready');

const guests: string[] = [];
function somebodyWrites(): void {
  const guest = `3363998${9000 + guests.length}@c.us`;
  guests.push(guest);
  standIn.write(guest, 'bonjour');
}
const answersTo = (guest: string) => standIn.messagesOf(guest).filter(({ fromMe }) => fromMe).length;

async function reloads(times: number): Promise<void> {
  for (let reload = 0; reload < times; reload += 1) {
    const pages = standIn.count.pages;
    standIn.order({ kind: 'reload' });
    await standIn.until(() => standIn.count.pages > pages);
    somebodyWrites();
  }
}

const faults: [what: string, happens: () => unknown][] = [
  ['an iframe', () => standIn.order({ kind: 'frame' })],
  ['a changed address', () => standIn.order({ kind: 'push' })],
  [
    'two navigations at once',
    () => {
      standIn.order({ kind: 'reload' });
      standIn.order({ kind: 'push' });
    },
  ],
  ['a storm of reloads', () => reloads(10)],
  ['a page that hangs', () => standIn.order({ kind: 'hang', milliseconds: 1_500 })],
  ['a tab that crashes', () => crashTabOf(folder)],
  ['a browser that is killed', async () => process.kill(await pidOf(folder), 'SIGKILL')],
  ['a quarrel with another client', () => standIn.order({ kind: 'state', state: 'CONFLICT' })],
  [
    'a WhatsApp that is away for a while',
    async () => {
      standIn.order({ kind: 'state', state: 'TIMEOUT' });
      await expect.poll(() => state, { interval: 50 }).not.toBe('ready');
      somebodyWrites();
      standIn.order({ kind: 'state', state: 'CONNECTED' });
    },
  ],
  [
    'a bot that is stopped and begun again',
    async () => {
      await bot.stop();
      somebodyWrites();
      await begin();
    },
  ],
];

test('whatever happens to page, browser and bot, each guest is written down once and answered once', async () => {
  await isReady();
  for (const [what, happens] of faults) {
    somebodyWrites();
    somebodyWrites();
    await happens();
    somebodyWrites();
    await expect
      .poll(() => guests.filter((guest) => answersTo(guest) === 0), { timeout: 60_000, message: what })
      .toEqual([]);
    await isReady();
  }
  // Whatever was still on its way has passed by when somebody who writes last has their answer.
  standIn.order({ kind: 'reload' });
  somebodyWrites();
  await expect.poll(() => answersTo(guests.at(-1)!), { timeout: 60_000 }).toBe(1);
  await expect.poll(async () => (await books()).unsettled, { timeout: 60_000 }).toBe(0);

  expect(guests.filter((guest) => answersTo(guest) !== 1)).toEqual([]);
  expect(await books()).toEqual({
    chats: guests.length,
    received: guests.length,
    said: guests.length,
    unsettled: 0,
    onPhone: 0,
  });
}, 300_000);

/** What stands in the books. */
async function books() {
  return row(
    at.orm.em.fork(),
    sql<{ chats: number; received: number; said: number; unsettled: number; onPhone: number }>`
      SELECT count(DISTINCT c.id)::int AS chats, count(*) FILTER (WHERE m.direction = 'in')::int AS received,
             count(*) FILTER (WHERE m.direction = 'out')::int AS said,
             count(*) FILTER (WHERE m.state IN ('waiting', 'queued', 'failed'))::int AS unsettled,
             count(*) FILTER (WHERE c.on_phone OR m.on_phone)::int AS "onPhone"
        FROM conversations c
        JOIN conversation_messages m ON m.conversation_id = c.id AND m.organization_id = c.organization_id
       WHERE c.restaurant_id = ${house.restaurantId}`,
  ).then((found) => found!);
}
