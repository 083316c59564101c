/**
 * The bot's process, as `npm start` runs it: answers the chats of web pages, and serves the lines that the staff
 * have connected. Ends when its parent is gone.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LineOrder } from '../server/lines/contract.ts';
import { serveLines } from './lines.ts';
import { type Log, runBot } from './runner.ts';
import { connect } from './server.ts';
import { endOrphan, PROFILE } from './whatsapp/process.ts';

const levels = ['debug', 'info', 'warn', 'error'];

const url = process.env.COUVERT_URL;
const token = process.env.BOT_TOKEN;
const dataDir = process.env.DATA_DIR;
if (!url || !token || !dataDir) {
  process.stderr.write('The bot needs COUVERT_URL, BOT_TOKEN and DATA_DIR; npm start gives it all three.\n');
  process.exit(1);
}

const least = levels.indexOf(process.env.LOG_LEVEL ?? 'warn');
const log: Log = (level, what, detail) => {
  const silent = least < 0 && process.env.LOG_LEVEL !== 'trace';
  if (silent || levels.indexOf(level) < least) return;
  process.stderr.write(
    `${JSON.stringify({ level, time: new Date().toISOString(), bot: what, ...detail })}\n`,
  );
};

const folderOf = (restaurant: string) => join(dataDir, 'whatsapp', restaurant);

/** WhatsApp by its web client. Its package, and a browser, are for those who use it: read when the first line begins. */
async function openWhatsapp(order: LineOrder) {
  const [{ whatsappLine }, { findBrowser }] = await Promise.all([
    import('./whatsapp/line.ts'),
    import('./whatsapp/chromium.ts'),
  ]);
  const { WHATSAPP_CHROMIUM_FLAGS: flags, WHATSAPP_WEB_VERSION: webVersion } = process.env;
  return whatsappLine({
    restaurant: order.restaurant,
    timeZone: order.timeZone,
    folder: folderOf(order.restaurant),
    browser: await findBrowser(),
    // A flag may have blanks in it: the next one begins with two dashes.
    flags: flags?.trim() ? flags.trim().split(/\s+(?=--)/) : [],
    ...(webVersion && webVersion !== 'none' && { webVersion }),
    ...(order.pairWith !== null && { pairWith: order.pairWith }),
    answerWithin: order.answerWithinMinutes * 60_000,
  });
}

/** WhatsApp by Meta's Cloud API, where the operator has set it up for a restaurant; else by its web client. */
async function openLine(order: LineOrder) {
  const cloud = JSON.parse(process.env.WHATSAPP_CLOUD ?? 'null') as {
    url: string;
    phoneIds: Record<string, string>;
    token: string;
  } | null;
  const phoneId = cloud?.phoneIds[order.restaurant];
  if (!cloud || !phoneId) return openWhatsapp(order);
  const { cloudLine } = await import('./cloud/line.ts');
  return cloudLine({ restaurant: order.restaurant, url: cloud.url, phoneId, token: cloud.token });
}

const call = connect(url, token);
const bot = runBot({ call, log });
const lines = serveLines({
  call,
  log,
  open: openLine,
  async forget(restaurant) {
    const folder = folderOf(restaurant);
    // A browser that a killed bot left behind may still hold it.
    await endOrphan(folder, join(folder, PROFILE));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  // What is being answered and sent is finished; a server that is gone is not waited for.
  setTimeout(() => process.exit(0), 4_000).unref();
  await Promise.all([bot.stop(), lines.stop()]);
  process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
