import { join } from 'node:path';
import { type Browser, type ClientOptions, keptProfile } from './client.ts';
import type { WhatsappOptions } from './line.ts';
import type { Limits } from './times.ts';

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
