import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { ensurePages } from '../server/pages/build.ts';
import type { Booking, BookRequest, ReservationRow } from '../server/reservations/contract.ts';
import { bookRequest, type TestApp, testApp } from '../server/testing/app.ts';
import { type House, PASSWORD } from '../server/testing/house.ts';
import { launchBrowser } from './browser.ts';

/**
 * The panel in a real browser against the real app, a house of its own for each test. Importing this sets the stage:
 * the hooks below are those of the file that imports it.
 */

/** Saturday 10 October 2026, 19:20 in Paris: the evening has begun. */
const EVENING = new Date('2026-10-10T17:20:00Z');
export const DAY = '2026-10-10';

const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Restaurants whose line is one of the Cloud API: the app reads it anew each time. */
export const phoneIds: Record<string, string> = {};

export let at: TestApp;
let browser: Browser;
export let house: House;
export let context: BrowserContext;
export let page: Page;
let broken: string[];

beforeAll(async () => {
  await ensurePages();
  at = await testApp({
    whatsappCloud: { url: '', phoneIds, token: 'none', appSecret: 'none', verifyToken: 'none' },
  });
  at.now = EVENING;
  await at.listen();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await at?.close();
});

beforeEach(async () => {
  house = await at.house({ tables: Array.from({ length: 12 }, () => [1, 6] as [number, number]) });
  await open();
});
afterEach(async () => {
  await context.close();
  expect(broken).toEqual([]);
});

/** A window of its own; what breaks in it fails the test. */
export async function open(options: Parameters<Browser['newContext']>[0] = {}) {
  await context?.close();
  context = await browser.newContext({
    baseURL: at.origin,
    viewport: { width: 1280, height: 800 },
    locale: 'fr-FR',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  broken = [];
  page.on('pageerror', (fault) => broken.push(fault.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) broken.push(message.text());
  });
}

export async function signIn(path = '/admin/', role: keyof House['staff'] = 'owner') {
  await page.goto(path);
  await page.getByLabel('Adresse e-mail').fill(house.staff[role].email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByText('En direct').waitFor();
}

/** Books as anybody would, over HTTP. */
export async function book(change: Partial<BookRequest> = {}, slug = house.slug): Promise<Booking> {
  const answer = await fetch(`${at.origin}/api/restaurants/${slug}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bookRequest({ day: DAY, time: '20:30', ...change })),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Booking;
}

export const guest = (firstName: string, lastName: string, more = {}): Partial<BookRequest> => ({
  guest: { ...bookRequest().guest, firstName, lastName, ...more },
});

export const row = (name: string) =>
  page.locator('[data-rows]').getByRole('listitem').filter({ hasText: name });

/** The book of the day as the server has it. */
export async function rows(): Promise<ReservationRow[]> {
  const cookie = await at.signIn(house.staff.host.email);
  const answer = await fetch(`${at.origin}/api/reservations?restaurant=${house.slug}&day=${DAY}`, {
    headers: { cookie },
  });
  return ((await answer.json()) as { reservations: ReservationRow[] }).reservations;
}

export async function accessible(what: string) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(of: Document): Promise<{ violations: Violation[] }> } }
    ).axe.run(document);
    type Violation = { id: string; nodes: { target: string[] }[] };
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
  });
  expect(found, what).toEqual([]);
}
