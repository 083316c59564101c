import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bot, runBot } from '../bot/runner.ts';
import { connect } from '../bot/server.ts';
import { row, sql } from '../server/db/sql.ts';
import { BOT_TOKEN } from '../server/testing/app.ts';
import { PASSWORD } from '../server/testing/house.ts';
import { accessible, at, book, context, guest, house, open, page, signIn } from './adminStage.ts';

let bot: Bot | undefined;
let contexts: BrowserContext[] = [];
beforeEach(() => {
  bot = runBot({ call: connect(at.origin, BOT_TOKEN), log: () => undefined, patience: 50 });
});
afterEach(async () => {
  await bot?.stop();
  for (const one of contexts) await one.close();
  contexts = [];
});

/** A page of somebody else, in the same browser. */
async function another(): Promise<Page> {
  const own = await context.browser()!.newContext({
    baseURL: at.origin,
    viewport: { width: 1280, height: 800 },
    locale: 'fr-FR',
  });
  own.setDefaultTimeout(15_000);
  contexts.push(own);
  return own.newPage();
}

async function signInOn(other: Page, role: keyof typeof house.staff): Promise<void> {
  await other.goto('/admin/messages');
  await other.getByLabel('Adresse e-mail').fill(house.staff[role].email);
  await other.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Se connecter' }).click();
  await other.getByText('En direct').waitFor();
}

/** The chat of the restaurant's booking page, open. */
async function guestPage(): Promise<Page> {
  const other = await another();
  await other.goto(`/r/${house.slug}`);
  await other.getByRole('button', { name: 'Discuter' }).click();
  await other.getByRole('textbox', { name: 'Votre message' }).waitFor();
  return other;
}

async function say(on: Page, text: string): Promise<void> {
  await on.getByRole('textbox', { name: 'Votre message' }).fill(text);
  await on.getByRole('button', { name: 'Envoyer' }).click();
  await on.getByRole('log').getByText(text).waitFor();
}

const log = (on: Page) => on.getByRole('log', { name: 'Messages de la discussion' });
const answer = (on: Page) => on.getByRole('textbox', { name: 'Votre réponse' });

test('a guest on the booking page is answered by the bot, then by a person, then by the bot again', async () => {
  const visitor = await guestPage();
  await say(visitor, 'Bonjour');
  const bubbles = visitor.locator('couvert-booking .bubble:not(.mine)');
  await expect.poll(() => bubbles.count()).toBe(1);

  await signIn('/admin/messages');
  await page.getByRole('button', { name: 'Client inconnu' }).click();
  await page.getByText('Le bot répond à ce client.').waitFor();
  await page.getByRole('button', { name: 'Prendre la main' }).click();
  await page.getByText('Vous avez la main : le bot se tait.').waitFor();
  await expect.poll(() => answer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await accessible('a chat that I have');

  // A colleague sees who has it, live, and takes it only knowingly.
  const colleague = await another();
  await signInOn(colleague, 'manager');
  await colleague.getByRole('button', { name: 'Client inconnu' }).click();
  await colleague.getByText(/a la main\s: le bot se tait/).waitFor();
  expect(await answer(colleague).count()).toBe(0);

  // What the guest writes now reaches people alone.
  await say(visitor, 'Avez-vous une chaise haute ?');
  await log(page).getByText('Avez-vous une chaise haute ?').waitFor();
  await page.keyboard.type('Oui, nous en avons deux.');
  await page.keyboard.press('Enter');
  await log(page).getByText('Oui, nous en avons deux.').waitFor();
  await expect.poll(() => answer(page).inputValue()).toBe('');
  await log(page).getByText('Envoyé').waitFor();
  await bubbles.getByText('Oui, nous en avons deux.').waitFor();
  await log(colleague).getByText('Oui, nous en avons deux.').waitFor();

  await colleague.getByRole('button', { name: /^Prendre la main à/ }).click();
  await colleague.getByText(/est peut-être en train de répondre/).waitFor();
  await colleague.getByRole('button', { name: 'Prendre quand même' }).click();
  await answer(colleague).waitFor();
  await page.getByText(/a la main\s: le bot se tait/).waitFor();
  await answer(page).waitFor({ state: 'detached' });

  await colleague.getByRole('button', { name: 'Rendre au bot' }).click();
  await page.getByText('Le bot répond à ce client.').waitFor();
  const before = await bubbles.count();
  await say(visitor, 'Une table pour 2 demain à 20 h');
  await expect.poll(() => bubbles.count()).toBeGreaterThan(before);
  // The bot answered this, and not the question that a person had answered.
  await bubbles.getByText(/chaise/).waitFor({ state: 'detached' });
});

test('what is written to somebody who looks elsewhere rings on the menu, and stands first in the list', async () => {
  const visitor = await guestPage();
  await say(visitor, 'Bonjour');
  await signIn('/admin/messages');
  await page.getByRole('button', { name: 'Client inconnu' }).click();
  await page.getByRole('button', { name: 'Prendre la main' }).click();
  await answer(page).waitFor();
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('heading', { name: 'Clients', level: 1 }).waitFor();
  await say(visitor, 'Vous êtes là ?');
  await page.getByRole('link', { name: /Messages.*1 discussion attend une personne/ }).click();
  await page.getByText('1 message non lu').waitFor();
  await page.getByRole('button', { name: 'Client inconnu' }).click();
  await log(page).getByText('Vous êtes là ?').waitFor();
  await page.getByText('1 message non lu').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Messages', exact: true }).waitFor();
});

test('an answer that did not leave stays in its field and goes out once; on a phone too', async () => {
  await open({ viewport: { width: 390, height: 844 } });
  const visitor = await guestPage();
  await say(visitor, 'Bonjour');
  await signIn('/admin/messages');
  await page.getByRole('button', { name: 'Client inconnu' }).click();
  await page.getByRole('button', { name: 'Prendre la main' }).click();
  await answer(page).fill('À ce soir');
  let cut = true;
  await page.route('**/api/conversations/*/messages', async (route) => {
    // It arrives, and the answer to it is lost on the way.
    if (!cut) return route.continue();
    cut = false;
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByRole('alert').getByText('La réponse n’est pas partie.').waitFor();
  expect(await answer(page).inputValue()).toBe('À ce soir');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect.poll(() => answer(page).inputValue()).toBe('');
  await log(page).getByText('À ce soir').waitFor();
  expect(await log(page).getByText('À ce soir').count()).toBe(1);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await accessible('a chat on a phone');
});

test('a guest takes their chat along to WhatsApp by a code of the page', async () => {
  await row(
    at.orm.em.fork(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state, phone)
        VALUES (${house.organizationId}, ${house.restaurantId}, true, 'ready', '+33639984000')`,
  );
  const visitor = await guestPage();
  await say(visitor, 'Bonjour');
  await visitor.getByRole('button', { name: 'Continuer sur WhatsApp' }).click();
  const way = visitor.getByRole('link', { name: 'Ouvrir WhatsApp' });
  await way.waitFor();
  const url = new URL((await way.getAttribute('href'))!);
  expect(url.origin + url.pathname).toBe('https://wa.me/33639984000');
  await visitor.getByText(url.searchParams.get('text')!).waitFor();
});

test('a chat is found by its guest, whose record opens beside it and closes with Escape', async () => {
  await book(guest('Zoé', 'Martin', { phone: '+33639980055' }));
  await fetch(`${at.origin}/api/bot/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${BOT_TOKEN}` },
    body: JSON.stringify({
      restaurant: house.slug,
      transport: 'whatsapp',
      address: '33639980055@c.us',
      externalId: 'one',
      text: 'Bonsoir, une question',
      verifiedPhone: '+33639980055',
    }),
  });
  const visitor = await guestPage();
  await say(visitor, 'Bonjour');
  await signIn('/admin/messages');
  await page.getByRole('button', { name: 'Client inconnu' }).waitFor();
  await page.getByRole('searchbox', { name: 'Chercher une discussion' }).fill('zoe');
  await page.getByRole('button', { name: 'Client inconnu' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Zoé Martin' }).click();
  await log(page).getByText('Bonsoir, une question').waitFor();
  const record = page.getByRole('button', { name: 'Voir la fiche' });
  await record.click();
  await page.getByRole('heading', { name: 'Zoé Martin', level: 2 }).nth(1).waitFor();
  await log(page).getByText('Bonsoir, une question').waitFor();
  await accessible('a chat and its guest');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await expect.poll(() => record.evaluate((button) => button === document.activeElement)).toBe(true);
});
