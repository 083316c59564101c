import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../server/port.ts';
import { launchBrowser } from './browser.ts';
import { type Couvert, dataFolder, startCouvert } from './couvert.ts';
import { chooseTable, confirm, embed, sayWho } from './guestStage.ts';

/**
 * The main job on real input, with nothing replaced: Couvert as `npm start` runs it, its demo, its bot, the
 * restaurant's page on another origin, and a panel that is never reloaded.
 */

const slug = 'ardoise-paris';
let data: Awaited<ReturnType<typeof dataFolder>>;
let couvert: Couvert;
let browser: Browser;
let site: Server;
let panel: Page;
let day: string;
const loads: string[] = [];

beforeAll(async () => {
  data = await dataFolder();
  const port = await freePort();
  couvert = startCouvert({ dataDir: data.dataDir, port, env: { BASE_URL: `http://127.0.0.1:${port}` } });
  await couvert.open;
  browser = await launchBrowser();
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="fr"><title>Un restaurant</title><body>${embed(couvert.url, slug)}`,
    );
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  day = await openDay();

  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
  panel = await context.newPage();
  await panel.goto(`${couvert.url}/admin/aujourdhui?restaurant=${slug}&day=${day}`);
  await panel.getByLabel('Adresse e-mail').fill('sofia@ardoise.example');
  await panel.getByLabel('Mot de passe', { exact: true }).fill('ardoise-demo');
  await panel.getByRole('button', { name: 'Se connecter' }).click();
  await panel.getByText('En direct').waitFor();
  panel.on('framenavigated', (frame) => loads.push(frame.url()));
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  couvert?.interrupt();
  await couvert?.ended;
  await data?.remove();
});

/** The first day after the four weeks that the demo has filled on which dinner at eight is free. */
async function openDay(): Promise<string> {
  for (let ahead = 30; ahead < 60; ahead += 1) {
    const candidate = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const answer = await fetch(
      `${couvert.url}/api/restaurants/${slug}/availability?day=${candidate}&party=2`,
    );
    const { slots } = (await answer.json()) as { slots: { time: string; status: string }[] };
    if (slots.some(({ time, status }) => time === '20:00' && status === 'open')) return candidate;
  }
  throw new Error('no evening is free in the demo');
}

const spoken = (form: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('fr', { ...form, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
const row = (name: string) => panel.locator('[data-rows]').getByRole('listitem').filter({ hasText: name });
const total = async () => Number((await panel.locator('[data-figure=total]').innerText()).replace(/\D/g, ''));

test('a guest books on a page of another origin: the row and the guest appear on the open panel', async () => {
  const guests = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  await guests.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
  const cell = guests.getByRole('gridcell', {
    name: spoken({ weekday: 'long', day: 'numeric', month: 'long' }),
  });
  await guests.getByRole('gridcell').first().waitFor();
  while (!(await cell.isVisible())) await guests.getByRole('button', { name: 'Mois suivant' }).click();
  await chooseTable(guests, spoken({ weekday: 'long', day: 'numeric', month: 'long' }), '20 h');
  await sayWho(guests, '06 39 98 70 01');
  await guests.getByLabel('Nom', { exact: true }).fill('Widget-Essai');
  await confirm(guests);
  await guests.getByRole('heading', { name: 'C’est réservé' }).waitFor();
  await row('Widget-Essai').waitFor();
  expect(await row('Widget-Essai').innerText()).toContain('20:00');
  await guests.context().close();
});

test('another books by chatting with the bot: that row appears too', async () => {
  const chat = await panel.context().newPage();
  await chat.goto(`${couvert.url}/admin/messages?restaurant=${slug}&tab=try`);
  const field = chat.getByLabel('Votre message');
  const date = spoken({ day: 'numeric', month: 'long' });
  await field.fill(`Bonsoir, une table pour 2 le ${date} à 20h30 au nom de Paul Tchat-Essai, 06 39 98 70 02`);
  await field.press('Enter');
  await chat.getByText(/Je récapitule/).waitFor();
  await field.fill('oui');
  await field.press('Enter');
  await chat.getByText(/C.est réservé/).waitFor();
  await row('Tchat-Essai').waitFor();
  expect(await row('Tchat-Essai').innerText()).toContain('20:30');
  await chat.close();
});

test('one writes in the widget instead of filling the form in: the row appears, and the talk is kept', async () => {
  const guests = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  await guests.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
  await guests.getByRole('button', { name: 'Discuter' }).click();
  const field = guests.getByLabel('Votre message');
  const date = spoken({ day: 'numeric', month: 'long' });
  await field.fill(`Une table pour 2 le ${date} à 21h au nom de Jeanne Bulle-Essai, 06 39 98 70 04`);
  await field.press('Enter');
  await guests.getByText(/Je récapitule/).waitFor();
  await guests.getByRole('button', { name: 'Retour' }).click();
  await guests.getByRole('heading', { name: 'Réserver une table' }).waitFor();
  await guests.getByRole('button', { name: 'Discuter' }).click();
  await guests.getByText(/Je récapitule/).waitFor();
  await field.fill('oui');
  await field.press('Enter');
  await guests.getByText(/C.est réservé/).waitFor();
  await row('Bulle-Essai').waitFor();
  expect(await row('Bulle-Essai').innerText()).toContain('21:00');
  await guests.context().close();
});

test('both have a guest record of their own, and the panel was never reloaded', async () => {
  expect(loads).toEqual([]);
  await panel.getByRole('link', { name: 'Clients' }).first().click();
  const search = panel.getByRole('searchbox');
  for (const [typed, name] of [
    ['widget-ess', 'Zoé Widget-Essai'],
    ['06 39 98 70 02', 'Paul Tchat-Essai'],
  ] as const) {
    await search.fill(typed);
    await panel.getByText(name).first().waitFor();
  }
});

test('the figures on the open panel follow a booking that is made elsewhere', async () => {
  await expect.poll(total).toBeGreaterThan(400);
  const before = await total();
  const answer = await fetch(`${couvert.url}/api/restaurants/${slug}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      day,
      time: '21:00',
      party: 2,
      guest: { firstName: 'Ada', lastName: 'Figures', phone: '06 39 98 70 03' },
      locale: 'fr',
    }),
  });
  expect(answer.status).toBe(201);
  await expect.poll(total).toBe(before + 1);
});
