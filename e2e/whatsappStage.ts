import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { endOrphan } from '../bot/whatsapp/process.ts';
import { temporaryFolder } from '../bot/whatsapp/testing/stage.ts';
import { type StandIn, startStandIn } from '../bot/whatsapp/testing/standIn.ts';
import type { Line } from '../server/lines/contract.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';

const program = fileURLToPath(new URL('../bot/main.ts', import.meta.url));

/** The real bot as a process of its own, between the real app and a page that plays WhatsApp. */
export type WhatsappStage = {
  at: TestApp;
  house: House;
  standIn: StandIn;
  dataDir: string;
  /** Starts the bot's process. One at a time. */
  startBot(): void;
  /** kill -9, and nothing else: its browser stays. */
  killBot(): Promise<void>;
  stopBot(): Promise<void>;
  /** The process that holds the line's profile. */
  browserPid(): Promise<number>;
  /** The staff's side. */
  staff(method: 'GET' | 'POST', path: string, body?: object, who?: keyof House['staff']): Promise<Response>;
  line(): Promise<Line>;
  /** Resolves once the line is as told. */
  lineIs(holds: (line: Line) => boolean): Promise<Line>;
  /**
   * The next call of the bot to a path that ends so is held, before (or `after`) the server has done it: the bot
   * never gets its answer.
   */
  holdNext(ending: string): Promise<void>;
  /** The guest's words go in; resolves with what has come back, all of it, once there is more than before. */
  say(guest: string, text: string): Promise<string[]>;
  close(): Promise<void>;
};

export async function whatsappStage(): Promise<WhatsappStage> {
  const standIn = await startStandIn();
  const at = await testApp();
  at.now = new Date();
  const held: { ending: string; reached: () => void }[] = [];
  at.app.addHook('preHandler', async (request) => {
    const place = held.findIndex(({ ending }) => request.url.split('?')[0]!.endsWith(ending));
    if (place < 0) return;
    const [{ reached }] = held.splice(place, 1) as [(typeof held)[number]];
    reached();
    await new Promise(() => {});
  });
  await at.listen();
  const house = await at.house();
  const dataDir = await temporaryFolder();
  let bot: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  const cookies = new Map<string, string>();
  const folder = join(dataDir, 'whatsapp', house.slug);

  const stage: WhatsappStage = {
    at,
    house,
    standIn,
    dataDir,
    startBot() {
      const { PATH, HOME, CHROMIUM_PATH } = process.env;
      bot = spawn(process.execPath, [program], {
        env: {
          PATH,
          HOME,
          ...(CHROMIUM_PATH && { CHROMIUM_PATH }),
          COUVERT_URL: at.origin,
          BOT_TOKEN,
          DATA_DIR: dataDir,
          LOG_LEVEL: process.env.BOT_LOG ?? 'error',
          WHATSAPP_WEB_VERSION: 'none',
          WHATSAPP_CHROMIUM_FLAGS: standIn.flags.join(' '),
        },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      ended = once(bot, 'exit');
    },
    async killBot() {
      bot?.kill('SIGKILL');
      await ended;
    },
    async stopBot() {
      bot?.kill('SIGTERM');
      await ended;
    },
    async browserPid() {
      return Number(JSON.parse(await readFile(join(folder, 'chromium.json'), 'utf8')).pid);
    },
    async staff(method, path, body, who = 'owner') {
      const email = house.staff[who].email;
      const cookie = cookies.get(email) ?? (await at.signIn(email));
      cookies.set(email, cookie);
      return fetch(`${at.origin}${path}`, {
        method,
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
    },
    async line() {
      return (await stage.staff('GET', `/api/line?restaurant=${house.slug}`)).json() as Promise<Line>;
    },
    async lineIs(holds) {
      let line = await stage.line();
      await expect
        .poll(
          async () => {
            line = await stage.line();
            return holds(line) || line;
          },
          { timeout: 30_000, interval: 100 },
        )
        .toBe(true);
      return line;
    },
    holdNext: (ending) =>
      new Promise((reached) => {
        held.push({ ending, reached });
      }),
    async say(guest, text) {
      const heard = () =>
        standIn
          .messagesOf(guest)
          .filter(({ fromMe }) => fromMe)
          .map(({ body }) => body.replace(/[\u00a0\u202f]/g, ' '));
      const before = heard().length;
      standIn.write(guest, text);
      await standIn.until(() => heard().length > before, 30_000);
      return heard();
    },
    async close() {
      if (bot?.exitCode === null && bot.signalCode === null) await stage.stopBot();
      await endOrphan(folder, join(folder, 'session')).catch(() => undefined);
      await standIn.close();
      await at.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return stage;
}
