import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../server/db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';
import { type Bot, runBot } from './runner.ts';
import { clockIn, connect } from './server.ts';
import type { Transport } from './transport.ts';

/** A guest at one end of a line, and the line at the bot's end. */
export type Rig = {
  /** Absent: the server itself is the line, as for chats on pages. */
  transport?: Transport;
  /** The guest writes; said again with the same id, the line delivers the same message once more. */
  say(text: string, id?: string): Promise<void>;
  /** What the guest has got so far, oldest first. */
  heard(): Promise<string[]>;
  /** The bot's end anew, after it stopped: what the guest said meanwhile waits on it. Absent: it does not. */
  again?(): Promise<Transport>;
  /** The line goes down, or comes back; resolves once it has said so. Absent where that cannot be. */
  up?(isUp: boolean): Promise<void>;
  /** The line itself proves the guest's number. */
  provesNumber: boolean;
  source: 'chat' | 'whatsapp';
  close?(): Promise<void>;
};

/** What a line is made for: a house of its own on the real app. */
export type Setting = { at: TestApp; house: House };

/**
 * What every line promises to guests and bot, as tests on the real app; `make` gives a fresh line with a guest. Call
 * it in a test file; the waits are for conditions. `config`: what the app must be told for this line.
 */
export function transportSuite(
  name: string,
  make: (setting: Setting) => Promise<Rig>,
  config: Parameters<typeof testApp>[0] = {},
): void {
  describe(`the line ${name}`, () => {
    let at: TestApp;
    const rigs: Rig[] = [];
    const bots: Bot[] = [];
    beforeAll(async () => {
      at = await testApp(config);
      // A line tells when its guests wrote, by the clock on the wall.
      at.now = new Date();
      await at.listen();
    });
    afterEach(async () => {
      await Promise.all(bots.splice(0).map((bot) => bot.stop()));
      await Promise.all(rigs.splice(0).map((rig) => rig.close?.()));
    });
    afterAll(() => at?.close());

    async function open(): Promise<{ rig: Rig; house: House; start(transport?: Transport): Bot }> {
      const house = await at.house();
      const rig = await make({ at, house });
      rigs.push(rig);
      const start = (transport = rig.transport) => {
        const call = connect(at.origin, BOT_TOKEN);
        const bot = runBot({ call, log: () => {}, patience: 20, ...(transport && { transport }) });
        bots.push(bot);
        return bot;
      };
      return { rig, house, start };
    }
    const heard = async (rig: Rig) => (await rig.heard()).map((text) => text.replace(/[\u00a0\u202f]/g, ' '));
    const hears = (rig: Rig, count: number) =>
      expect.poll(async () => (await rig.heard()).length, { timeout: 30_000 }).toBe(count);

    test('answers a message once, however often it is delivered', async () => {
      const { rig, start } = await open();
      start();
      await rig.say('bonjour', 'm1');
      await hears(rig, 1);
      await rig.say('bonjour', 'm1');
      await rig.say('pour 2', 'm2');
      await hears(rig, 2);
      expect((await heard(rig))[0]).toMatch(/^Bonjour, ici /);
      expect(new Set(await heard(rig)).size).toBe(2);
    });

    test('brings a guest from their wish to their reservation', async () => {
      const { rig, house, start } = await open();
      start();
      await rig.say('une table pour 2 dans 6 jours à 20h au nom de Zoé Martin', 'm1');
      await hears(rig, 1);
      if (!rig.provesNumber) {
        expect((await heard(rig)).at(-1)).toContain('numéro');
        await rig.say('06 39 98 15 01', 'm2');
        await hears(rig, 2);
      }
      const echoes = (await heard(rig)).length;
      expect((await heard(rig)).at(-1)).toContain('20 h, 2 personnes');
      await rig.say('oui', 'm3');
      await hears(rig, echoes + 1);
      expect((await heard(rig)).at(-1)).toContain('réservé');
      const cookie = await at.signIn(house.staff.host.email);
      // In Paris, where the house is: late in the evening it is tomorrow there already.
      const { day } = clockIn('Europe/Paris', new Date(Date.now() + 6 * 86_400_000));
      const url = `/api/reservations?restaurant=${house.slug}&day=${day}`;
      const { reservations } = (await at.app.inject({ url, headers: { cookie } })).json();
      expect(reservations).toMatchObject([{ party: 2, time: '20:00', source: rig.source }]);
    });

    test('loses nothing that was said while the bot was away, if the line keeps it', async ({ skip }) => {
      const { rig, start } = await open();
      if (rig.transport && !rig.again) skip('nobody keeps what is said here while nobody listens');
      const first = start();
      await rig.say('bonjour', 'm1');
      await hears(rig, 1);
      await first.stop();
      await rig.say('pour 2', 'm2');
      start(await rig.again?.());
      await hears(rig, 2);
    });

    test('that is down keeps what is to be said until it is up', async ({ skip }) => {
      const { rig, house, start } = await open();
      if (!rig.up) return skip('this line is up as long as there is a guest on it');
      start();
      await rig.say('bonjour', 'm1');
      await hears(rig, 1);
      await rig.up(false);
      await rig.say('pour 2', 'm2');
      const queued = () =>
        row(
          at.orm.em.fork(),
          sql<{ count: number }>`
            SELECT count(*)::int AS count FROM conversation_messages
             WHERE organization_id = ${house.organizationId} AND state = 'queued' AND attempted_at IS NULL`,
        );
      await expect.poll(async () => (await queued())?.count, { timeout: 30_000 }).toBe(1);
      expect(await rig.heard()).toHaveLength(1);
      await rig.up(true);
      await hears(rig, 2);
    });
  });
}
