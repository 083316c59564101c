import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { type TestApp, testApp } from '../server/testing/app.ts';
import type { House, HousePlan } from '../server/testing/house.ts';
import { launchBrowser } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A host page: its body, and what it adds to the head and to its answer. */
export type HostPage = { body: string; head?: string; lang?: string; headers?: Record<string, string> };

/** The real app on one port, a restaurant's own site on another, and a browser. */
export type GuestStage = {
  test: TestApp;
  browser: Browser;
  /** Of the app. */
  origin: string;
  house(plan?: HousePlan): Promise<House>;
  /** Opens a page of the restaurant's own site, and gathers what goes wrong on it. */
  visit(page: HostPage, options?: BrowserContextOptions): Promise<Visit>;
  /** Opens an address of the app itself. */
  open(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
};

export type Visit = {
  page: Page;
  /** Uncaught exceptions and breaches of the page's own policy. */
  faults: string[];
  /** Every booking that was sent: its Idempotency-Key and its body. */
  sent: { key: string | undefined; body: Record<string, unknown> }[];
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function guestStage(): Promise<GuestStage> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const test = await testApp({ baseUrl: origin });
  await test.app.listen({ host: '127.0.0.1', port });
  const browser = await launchBrowser();

  const pages = new Map<string, HostPage>();
  const site = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    response.end(
      `<!doctype html><html lang="${page.lang ?? 'fr'}"><head><title>Chez Essai</title>` +
        `<meta name="viewport" content="width=device-width">${page.head ?? ''}</head>` +
        `<body>${page.body}</body></html>`,
    );
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const siteOrigin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

  const go = async (url: string, options: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'fr-FR',
      ...options,
    });
    const page = await context.newPage();
    const visit: Visit = { page, faults: [], sent: [] };
    page.on('pageerror', (error) => visit.faults.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) visit.faults.push(message.text());
    });
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/reservations'))
        visit.sent.push({ key: request.headers()['idempotency-key'], body: request.postDataJSON() });
    });
    await page.goto(url);
    return visit;
  };

  return {
    test,
    browser,
    origin,
    house: (plan) => test.house(plan),
    visit(page, options) {
      const path = `/${pages.size}`;
      pages.set(path, page);
      return go(siteOrigin + path, options);
    },
    open: (path, options) => go(origin + path, options),
    async close() {
      await browser.close();
      site.closeAllConnections();
      site.close();
      await test.close();
    },
  };
}

/** A stage and one house with so many tables of one to eight, for all tests of the file that asks; closed after them. */
export async function guestHouse(tables: number): Promise<{ stage: GuestStage; house: House }> {
  const stage = await guestStage();
  afterAll(() => stage.close());
  const house = await stage.house({ tables: Array.from({ length: tables }, () => [1, 8]) });
  return { stage, house };
}

/** The one line of the embed. */
export const embed = (origin: string, slug: string, more = '') =>
  `<script src="${origin}/widget.js" data-restaurant="${slug}" ${more} async></script>`;

/** Times that can be taken, as they stand on the page. */
export const openTimes = (page: Page) => page.locator('couvert-booking .times button:not(.refused)');

/** Chooses a day of October 2026 by its name, then a time. */
export async function chooseTable(page: Page, day = 'samedi 17 octobre', time = '20 h') {
  await page.getByRole('gridcell', { name: day }).click();
  await page.getByRole('heading', { name: day, level: 3 }).waitFor();
  await page.getByRole('button', { name: time, exact: true }).click();
  await page.getByRole('heading', { name: 'Vos coordonnées' }).waitFor();
}

/** Types who comes. */
export async function sayWho(page: Page, phone = '06 39 98 00 01') {
  await page.getByLabel('Prénom', { exact: true }).fill('Zoé');
  await page.getByLabel('Nom', { exact: true }).fill('Martin');
  await page.getByLabel('Téléphone', { exact: true }).fill(phone);
}

export const confirm = (page: Page) => page.getByRole('button', { name: 'Confirmer la réservation' }).click();

/** axe, on the page as it is now, inside the shadow root too. */
export async function expectAccessible(page: Page, where: string) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const found = await axe.run();
    return found.violations.map(({ id, nodes }) => [
      id,
      ...nodes.map((node) => node.html + node.failureSummary),
    ]);
  });
  expect(violations, where).toEqual([]);
}
