/**
 * A bot with one WhatsApp line in a process of its own, at no pace, for `bench/whatsappWeight.ts`, which tells it what
 * to serve and asks what it weighs.
 */
import { runBot } from '../bot/runner.ts';
import { connect } from '../bot/server.ts';
import { findBrowser } from '../bot/whatsapp/chromium.ts';
import { whatsappLine } from '../bot/whatsapp/line.ts';
import { memoryOf } from '../bot/whatsapp/process.ts';

/** What is to be served. */
export type Served = { url: string; token: string; restaurant: string; folder: string; flags: string[] };

/** In bytes: this process, what its heap holds once the rubbish is out, and the browser with all its processes. */
export type Weight = { bot: number; heap: number; chromium: number | null };

async function serve({ url, token, restaurant, folder, flags }: Served): Promise<void> {
  let pid: number | undefined;
  const line = whatsappLine({
    restaurant,
    timeZone: 'Europe/Paris',
    folder,
    browser: await findBrowser(),
    flags,
    answerWithin: 3_600_000,
    limits: { paceLeast: 0, paceMost: 0, pingEvery: 500 },
    async weigh(of) {
      pid = of;
      return null;
    },
  });
  const bot = runBot({
    call: connect(url, token),
    transport: line,
    log: () => {},
    watch: { state: (state) => void (state === 'ready' && process.send?.('ready')), fault: () => {} },
  });
  process.on('message', async (asked) => {
    if (asked === 'weigh') {
      globalThis.gc?.();
      const { rss: botWeight, heapUsed: heap } = process.memoryUsage();
      const chromium = pid === undefined ? null : await memoryOf(pid);
      process.send?.({ bot: botWeight, heap, chromium } satisfies Weight);
    } else if (asked === 'stop') {
      await bot.stop();
      process.disconnect?.();
    }
  });
}

process.once('message', (told) => void serve(told as Served));
