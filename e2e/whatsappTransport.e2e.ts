import { afterAll, beforeAll, expect } from 'vitest';
import { transportSuite } from '../bot/transport.suite.ts';
import type { LineEvents, LineState, Transport } from '../bot/transport.ts';
import { findBrowser } from '../bot/whatsapp/chromium.ts';
import { whatsappLine } from '../bot/whatsapp/line.ts';
import { copyOf, pairedFolder, removeFolders } from '../bot/whatsapp/testing/stage.ts';
import { type StandIn, startStandIn } from '../bot/whatsapp/testing/standIn.ts';

/** What every line promises, promised by the unmodified package in a real Chromium. */

let standIn: StandIn;
let paired: string;
let guests = 0;
beforeAll(async () => {
  standIn = await startStandIn();
  paired = await pairedFolder(standIn);
});
afterAll(async () => {
  await standIn?.close();
  await removeFolders();
});

transportSuite('of WhatsApp by its web client', async ({ house }) => {
  const guest = `3363998${7000 + ++guests}@c.us`;
  const folder = await copyOf(paired);
  const browser = await findBrowser();
  let state: LineState | undefined;
  const open = (): Transport => {
    const line = whatsappLine({
      restaurant: house.slug,
      timeZone: 'Europe/Paris',
      folder,
      browser,
      flags: standIn.flags,
      answerWithin: 3_600_000,
      limits: { paceLeast: 0, paceMost: 0 },
      weigh: async () => null,
    });
    const start = (events: LineEvents) =>
      line.start({
        ...events,
        state(next, detail) {
          state = next;
          events.state(next, detail);
        },
      });
    return { ...line, start };
  };
  const said = new Set<string>();
  return {
    transport: open(),
    again: async () => open(),
    async say(text, id = text) {
      // WhatsApp tells one message twice when its page is loaded anew: then it is there, and unread.
      if (said.has(id)) return standIn.order({ kind: 'reload' });
      said.add(id);
      standIn.write(guest, text);
    },
    heard: async () =>
      standIn
        .messagesOf(guest)
        .filter(({ fromMe }) => fromMe)
        .map(({ body }) => body),
    async up(isUp) {
      standIn.order({ kind: 'state', state: isUp ? 'CONNECTED' : 'TIMEOUT' });
      await expect.poll(() => state).toBe(isUp ? 'ready' : 'degraded');
    },
    provesNumber: true,
    source: 'whatsapp',
  };
});
