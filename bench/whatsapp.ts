/**
 * `npm run bench -- --whatsapp`: from a guest's message to the bot's answer, over a line in memory and over the
 * unmodified whatsapp-web.js in a real Chromium before a page that plays WhatsApp, beside the package's own echo loop
 * in the same browser's place, in turn; how many chats at once; and what bot and browser weigh after. See README.md.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import wweb from 'whatsapp-web.js';
import { runBot } from '../bot/runner.ts';
import { connect } from '../bot/server.ts';
import type { LineEvents, Transport } from '../bot/transport.ts';
import { findBrowser } from '../bot/whatsapp/chromium.ts';
import { whatsappLine } from '../bot/whatsapp/line.ts';
import { copyOf, pairedFolder, removeFolders } from '../bot/whatsapp/testing/stage.ts';
import { type StandIn, startStandIn } from '../bot/whatsapp/testing/standIn.ts';
import { dataFolder, startCouvert } from '../e2e/couvert.ts';
import { milliseconds, percentile, table } from './figures.ts';
import { weigh } from './whatsappWeight.ts';

const quick = process.argv.includes('--quick');
const rounds = quick ? 1 : 3;
const oneByOne = quick ? 5 : 100;
const atOnce = quick ? 8 : 200;
const heavy = quick ? 20 : 1_000;
/** After so many messages the bot and its browser are weighed. */
const marks = quick ? [20, 60] : [1_000, 2_500, 5_000];
/** An answer that takes longer is none, and the figures would be nobody's. */
const patience = 120_000;
const BOT_TOKEN = 'a-bot-token-for-the-bench-0123456789';

/** A way from guests to answers: a message goes in, and `heard` tells to whom an answer came. */
type Way = {
  say(address: string, text: string): void;
  onAnswer(heard: (address: string) => void): void;
};

let numbered = 0;
const stranger = () => `336${String(10_000_000 + ++numbered)}@c.us`;

/** Milliseconds from each message to its answer: one after the other, or all at once with the time it took in all. */
async function time(
  way: Way,
  count: number,
  together: boolean,
): Promise<{ times: number[]; elapsed: number }> {
  const times: number[] = [];
  const open = new Map<string, { at: number; done: () => void }>();
  way.onAnswer((address) => {
    const waits = open.get(address);
    if (!waits) return;
    open.delete(address);
    times.push(performance.now() - waits.at);
    waits.done();
  });
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const address = stranger();
      const late = setTimeout(() => reject(new Error('A message was not answered')), patience);
      const done = () => {
        clearTimeout(late);
        resolve();
      };
      open.set(address, { at: performance.now(), done });
      way.say(address, 'bonjour');
    });
  const begun = performance.now();
  if (together) await Promise.all(Array.from({ length: count }, ask));
  else for (let n = 0; n < count; n += 1) await ask();
  return { times, elapsed: performance.now() - begun };
}

/** A line in memory on which anybody writes. */
function inMemory(restaurant: string): Way & { transport: Transport } {
  let events: LineEvents | undefined;
  let heard = (_address: string) => {};
  return {
    transport: {
      name: 'terminal',
      restaurant,
      async start(given) {
        events = given;
        given.state('ready');
      },
      async send({ id, address }) {
        heard(address);
        return { state: 'sent', externalId: id };
      },
      async stop() {},
    },
    say(address, text) {
      const at = new Date().toISOString();
      void events!.message({ id: `${address}-${at}`, address, text, at });
    },
    onAnswer(hears) {
      heard = hears;
    },
  };
}

const before = (standIn: StandIn): Way => ({
  say: (address, text) => void standIn.write(address, text),
  onAnswer(heard) {
    standIn.onSent = ({ chat }) => heard(chat);
  },
});

/** The package's own way: `message` in, `sendMessage` out, nothing written down in between. */
async function echo(standIn: StandIn, folder: string) {
  const browser = await findBrowser();
  const client = new wweb.Client({
    authStrategy: new wweb.LocalAuth({ dataPath: folder }),
    webVersionCache: { type: 'none' },
    puppeteer: {
      executablePath: browser.path,
      env: { ...process.env, ...browser.env },
      args: ['--no-sandbox', '--disable-gpu', ...standIn.flags],
    },
  });
  client.on('message', (message) => {
    client
      .sendMessage(message.from, message.body, { sendSeen: false, linkPreview: false })
      // The last one may still be on its way when the browser goes.
      .catch(() => undefined);
  });
  const ready = new Promise((resolve) => client.once('ready', resolve));
  await client.initialize();
  // A page that has synced before the package's code is in it tells nobody: the first fault of its table.
  await client.pupPage!.evaluate(() => {
    (window as unknown as { onAppStateHasSyncedEvent(): void }).onAppStateHasSyncedEvent();
  });
  await ready;
  return { stop: () => client.destroy() };
}

/** Our line and its bot before the stand-in, at no pace: what it takes, not what it waits. */
async function ours(standIn: StandIn, folder: string, restaurant: string, url: string) {
  const line = whatsappLine({
    restaurant,
    timeZone: 'Europe/Paris',
    folder,
    browser: await findBrowser(),
    flags: standIn.flags,
    answerWithin: 3_600_000,
    limits: { paceLeast: 0, paceMost: 0, pingEvery: 500 },
    weigh: async () => null,
  });
  let up = () => {};
  const ready = new Promise<void>((resolve) => {
    up = resolve;
  });
  const bot = runBot({
    call: connect(url, BOT_TOKEN),
    transport: line,
    log: () => {},
    watch: { state: (state) => state === 'ready' && up(), fault: () => {} },
  });
  await ready;
  return { stop: () => bot.stop() };
}

/** A port that nobody has at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const ends = (times: number[]) => [0.5, 0.99].map((share) => milliseconds(percentile(times, share)));
const ratio = (value: number) => `${value.toFixed(2)}×`;

const house = new AsyncDisposableStack();
process.once('SIGINT', () => void house.disposeAsync().finally(() => process.exit(130)));
try {
  const { dataDir, remove } = await dataFolder();
  house.defer(remove);
  const couvert = startCouvert({
    dataDir,
    port: await freePort(),
    env: { BOT_TOKEN, RATE_LIMIT: 'off', LOG_LEVEL: 'error' },
  });
  house.defer(async () => {
    try {
      couvert.interrupt();
    } catch {
      // It ended by itself.
    }
    await couvert.ended;
  });
  await couvert.open;
  const restaurant = 'ardoise-paris';
  const standIn = await startStandIn();
  house.defer(() => standIn.close());
  house.defer(removeFolders);
  const paired = await pairedFolder(standIn);

  const memory = inMemory(restaurant);
  const bot = runBot({ call: connect(couvert.url, BOT_TOKEN), transport: memory.transport, log: () => {} });
  await time(memory, 5, false);
  const single = await time(memory, oneByOne, false);
  const many = await time(memory, atOnce, true);
  await bot.stop();
  console.log('From a message to its answer, over a line in memory\n');
  console.log(
    table(
      ['', 'p50 ms', 'p99 ms', 'answers/s'],
      [
        ['one chat after the other', ...ends(single.times), (oneByOne / (single.elapsed / 1000)).toFixed(0)],
        [`${atOnce} chats at once`, ...ends(many.times), (atOnce / (many.elapsed / 1000)).toFixed(0)],
      ],
    ),
  );

  const way = before(standIn);
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const line = await ours(standIn, await copyOf(paired), restaurant, couvert.url);
    await time(way, 3, false);
    mine.push(...(await time(way, oneByOne, false)).times);
    await line.stop();
    const loop = await echo(standIn, await copyOf(paired));
    await time(way, 3, false);
    theirs.push(...(await time(way, oneByOne, false)).times);
    await loop.stop();
  }
  console.log(`\nOver whatsapp-web.js, one chat after the other (${rounds} × ${oneByOne}, in turn)\n`);
  console.log(
    table(
      ['', 'p50 ms', 'p99 ms'],
      [
        ['Couvert: written, understood, answered', ...ends(mine)],
        ['the package’s own echo', ...ends(theirs)],
        [
          '  ratio',
          ...[0.5, 0.99].map((share) => ratio(percentile(mine, share) / percentile(theirs, share))),
        ],
      ],
    ),
  );

  const line = await ours(standIn, await copyOf(paired), restaurant, couvert.url);
  await time(way, 3, false);
  const load = await time(way, heavy, true);
  await line.stop();
  console.log(
    `\n${heavy} chats at once over whatsapp-web.js: ${(heavy / (load.elapsed / 1000)).toFixed(0)} answers/s\n`,
  );
  const served = { restaurant, url: couvert.url, token: BOT_TOKEN, flags: standIn.flags };
  console.log(await weigh(standIn, { ...served, folder: await copyOf(paired) }, marks));
} finally {
  await house.disposeAsync();
}
