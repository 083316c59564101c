import { join } from 'node:path';
import type { Found } from './chromium.ts';
import { type Browser, type ClientOptions, keptProfile } from './client.ts';
import type { Limits } from './times.ts';

export type WhatsappOptions = {
  restaurant: string;
  /** Whose nights are spared: the restaurant's. */
  timeZone: string;
  /** Where the pairing and what else is remembered stands; of this line alone. */
  folder: string;
  browser: Found;
  /** Flags that an operator adds to the browser's. */
  flags?: string[];
  /** The version of WhatsApp Web to hold on to; absent: whatever it serves. */
  webVersion?: string;
  /** E.164: pair by a code that is typed on this phone. Absent: by a QR code. */
  pairWith?: string;
  /** Milliseconds: what was written longer ago is kept for the staff and not answered. */
  answerWithin: number;
  limits?: Partial<Limits>;
  /** What the browser weighs, in bytes; for tests. */
  weigh?: (pid: number) => Promise<number | null>;
  /** What time it is, for the restart of the night. */
  clock?: () => Date;
};

/** How the client and its browser are started. `onBrowser` is called with the browser before it goes anywhere. */
export function clientOptions(
  options: WhatsappOptions,
  limit: Limits,
  onBrowser: (browser: Browser) => Promise<void>,
): ClientOptions {
  const { browser, folder, webVersion, flags = [] } = options;
  const root = process.getuid?.() === 0;
  return {
    authStrategy: keptProfile(folder, onBrowser),
    authTimeoutMs: limit.bootWithin,
    ...(webVersion
      ? { webVersion, webVersionCache: { type: 'local', path: join(folder, 'web'), strict: false } }
      : { webVersionCache: { type: 'none' } }),
    puppeteer: {
      executablePath: browser.path,
      env: { ...process.env, ...browser.env },
      protocolTimeout: limit.askWithin,
      // The browser goes when we say, after the last message: a signal is ours to hear.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--no-first-run',
        ...(root ? ['--no-sandbox'] : []),
        ...flags,
      ],
    },
  };
}
