/** The browser that the tests drive: the one that Couvert itself would use for WhatsApp. */
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../bot/whatsapp/chromium.ts';

/** Starts the browser, headless. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}
