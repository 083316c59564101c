/**
 * `npm run screenshots`: starts Couvert with its demo in a temporary folder and writes the two pictures of the
 * README, of the widget on a restaurant's own page and of the staff's panel. In French, in light.
 */
import { once } from 'node:events';
import { mkdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { dataFolder, startCouvert } from '../e2e/couvert.ts';
import { demoPassword, type House, houses, staff } from '../server/db/demo/houses.ts';
import { wallClock } from '../server/restaurants/clock.ts';

const images = fileURLToPath(new URL('images', import.meta.url));
/** What a README may cost its reader, in bytes per picture. */
const largest = 300_000;

async function page(browser: Browser, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function keep(page: Page, name: string): Promise<void> {
  const path = join(images, name);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = await stat(path);
  if (size > largest) throw new Error(`${name} has ${size} bytes, more than ${largest}.`);
  console.log(`docs/images/${name}  ${Math.round(size / 1000)} kB`);
}

/** The widget on the demo's site, which is another origin: a day chosen, its times open. */
async function widget(browser: Browser, site: string): Promise<void> {
  const shown = await page(browser, 1000, 830);
  await shown.goto(`${site}/demo/ardoise-paris`);
  const form = shown.locator('couvert-booking');
  await form.scrollIntoViewIfNeeded();
  // A Sunday has one shift, whose times all find room on the picture.
  await form.getByRole('button', { name: 'Mois suivant' }).click();
  await form
    .getByRole('gridcell', { name: /^dimanche .*, libre$/ })
    .nth(1)
    .click();
  await form
    .getByRole('button', { name: /^\d{1,2}\sh/ })
    .first()
    .waitFor();
  await form.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 60));
  await keep(shown, 'widget.png');
}

/** Today's book of the house where the evening is nearest, as the owner sees it. */
async function panel(browser: Browser, origin: string): Promise<void> {
  const shown = await page(browser, 1024, 600);
  await shown.goto(`${origin}/admin/aujourdhui?restaurant=${nearestEvening().slug}`);
  await shown.getByLabel('Adresse e-mail').fill(staff[0].email);
  await shown.locator('#password').fill(demoPassword);
  await shown.getByRole('button', { name: 'Se connecter' }).click();
  await shown.getByText('En direct').first().waitFor();
  await shown.waitForLoadState('networkidle');
  await keep(shown, 'panel.png');
}

/** The house where the evening is on, or comes next: one with something behind it and something to come. */
function nearestEvening(): House {
  const hoursUntil = ({ timeZone }: House) => (44.5 - wallClock(new Date(), timeZone).minute / 60) % 24;
  const far = (house: House) => Math.min(hoursUntil(house), (24 - hoursUntil(house)) * 4);
  return houses.toSorted((one, other) => far(one) - far(other))[0]!;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

await using house = new AsyncDisposableStack();
const folder = await dataFolder();
house.defer(() => folder.remove());
const couvert = startCouvert({ dataDir: folder.dataDir, port: await freePort() });
house.defer(async () => {
  couvert.interrupt();
  await couvert.ended;
});
const browser = await launchBrowser();
house.defer(() => browser.close());
await couvert.open;
await mkdir(images, { recursive: true });
await widget(browser, couvert.url);
await panel(browser, `http://localhost:${couvert.port}`);
