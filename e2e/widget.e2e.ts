import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../server/db/sql.ts';
import { bookRequest } from '../server/testing/app.ts';
import { chooseTable, confirm, embed, type GuestStage, guestStage, sayWho } from './guestStage.ts';

let stage: GuestStage;
beforeAll(async () => {
  stage = await guestStage();
});
afterAll(() => stage.close());

/** A restaurant with a page of its own that embeds the form and notes what it is told. */
async function restaurant(plan: Parameters<GuestStage['house']>[0] = {}) {
  const house = await stage.house(plan);
  const visit = await stage.visit({
    head: `<script>addEventListener('couvert:booked', (event) => { document.title = JSON.stringify(event.detail); });</script>`,
    body: `<main><h1>Chez Essai</h1>${embed(stage.origin, house.slug)}</main>`,
  });
  const reservations = () =>
    rows<{ party: number; source: string; firstName: string; states: string[] }>(
      stage.test.orm.em.fork(),
      sql`SELECT r.party, r.source, g.first_name AS "firstName",
                 ARRAY(SELECT c.channel FROM consents c WHERE c.guest_id = g.id AND c.state = 'explicit') AS states
            FROM reservations r JOIN guests g ON g.id = r.guest_id WHERE r.restaurant_id = ${house.restaurantId}`,
    );
  return { house, ...visit, reservations };
}

/** The same, on an evening that others have taken whole: its only table, at each time that is left. */
async function fullEvening() {
  const day = '2026-10-17';
  const house = await stage.house({ tables: [[1, 4]] });
  const { app, orm } = stage.test;
  const at = `/api/restaurants/${house.slug}`;
  for (let left = true; left; ) {
    const { slots } = (await app.inject(`${at}/availability?day=${day}&party=2`)).json();
    const open = slots.find(({ status }: { status: string }) => status === 'open');
    left = open !== undefined;
    if (left) {
      const payload = bookRequest({ day, time: open.time, party: 2 });
      const booked = await app.inject({ method: 'POST', url: `${at}/reservations`, payload });
      expect(booked.statusCode).toBe(201);
    }
  }
  const visit = await stage.visit({ body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}` });
  await visit.page.getByRole('gridcell', { name: 'samedi 17 octobre' }).click();
  const waits = () =>
    rows<{ day: string; party: number; name: string }>(
      orm.em.fork(),
      sql`SELECT w.service_date::text AS day, w.party, g.first_name || ' ' || g.last_name AS name
            FROM waits w JOIN guests g ON g.id = w.guest_id WHERE w.restaurant_id = ${house.restaurantId}`,
    );
  return { ...visit, house, waits };
}

/** The name of what has the focus, through shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element instanceof HTMLElement
      ? (element.ariaLabel ?? (element as HTMLInputElement).labels?.[0]?.innerText ?? element.innerText)
      : '';
  });

/** Presses Tab until what is focused has that name. */
async function tabTo(page: Page, name: RegExp) {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

const success = (page: Page) => page.getByRole('heading', { name: 'C’est réservé' });

describe('a guest on a page of another origin', () => {
  test('books by the keyboard alone, and the host page hears of it', async () => {
    const { page, house, reservations, faults } = await restaurant();
    await page.getByRole('gridcell', { name: 'samedi 17 octobre, libre' }).waitFor();
    await tabTo(page, /^2.personnes/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toMatch(/^3.personnes/);
    await tabTo(page, /octobre/);
    const start = await focused(page);
    expect(start).toContain('samedi 10 octobre');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toContain('dimanche 18 octobre');
    await page.keyboard.press('PageDown');
    await expect.poll(() => focused(page)).toContain('mercredi 18 novembre');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toContain('samedi 17 octobre');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'samedi 17 octobre', level: 3 }).waitFor();
    await expect.poll(() => page.locator('couvert-booking .slots').getAttribute('aria-busy')).toBe('false');
    await tabTo(page, /^20.h.30$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Vos coordonnées');
    await tabTo(page, /^Prénom/);
    await page.keyboard.type('Zoé');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Martin');
    await tabTo(page, /^Téléphone/);
    await page.keyboard.type('06 39 98 00 01');
    await tabTo(page, /SMS/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Confirmer/);
    await page.keyboard.press('Enter');
    await success(page).waitFor();
    expect(await focused(page)).toBe('C’est réservé');
    expect(await reservations()).toEqual([{ party: 3, source: 'widget', firstName: 'Zoé', states: ['sms'] }]);
    const told = JSON.parse(await page.title());
    expect(told).toEqual({ reference: expect.any(String), day: '2026-10-17', time: '20:30', party: 3 });
    await expect(page.locator('couvert-booking .form').innerText()).resolves.toContain(told.reference);
    expect(faults).toEqual([]);
    expect(house.slug).toBeTruthy();
  });

  test('is told of what is wrong at its field, and goes on from there', async () => {
    const { page, sent } = await restaurant();
    await chooseTable(page);
    await confirm(page);
    await expect.poll(() => focused(page)).toMatch(/^Prénom/);
    expect(sent).toHaveLength(0);
    await sayWho(page, '06 39');
    await confirm(page);
    await page.getByText('Ce numéro semble incomplet.').waitFor();
    expect(await focused(page)).toMatch(/^Téléphone/);
    const phone = page.getByLabel('Téléphone', { exact: true });
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    await phone.fill('06 39 98 00 01');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('zoe@exemple.example');
    await confirm(page);
    await success(page).waitFor();
    await page.getByText('zoe@exemple.example').waitFor();
  });

  test('goes back, changes their mind, and finds what they had typed', async () => {
    const { page, sent } = await restaurant();
    await chooseTable(page);
    await sayWho(page);
    await page.getByText('Allergie, occasion').click();
    await page.getByLabel('Message au restaurant').fill('Une <script>alert(1)</script> chaise haute');
    await page.getByRole('button', { name: 'Modifier' }).click();
    await page.getByRole('radio', { name: '4 personnes' }).check();
    await chooseTable(page, 'dimanche 18 octobre', '19 h 30');
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
    expect(await page.getByLabel('Message au restaurant').inputValue()).toContain('chaise haute');
    await confirm(page);
    await success(page).waitFor();
    expect(sent[0]?.body).toMatchObject({ day: '2026-10-18', time: '19:30', party: 4 });
  });

  test('who loses the table on submit takes another time without typing anything again', async () => {
    const { page, house, sent, reservations } = await restaurant({ tables: [[1, 4]] });
    // It could not be kept: others would have had to move.
    await page.route('**/holds', (route) =>
      route.fulfill({ status: 409, json: { code: 'not_holdable', message: 'not kept' } }),
    );
    await chooseTable(page);
    await sayWho(page);
    const faster = await stage.test.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ time: '20:00' }),
    });
    expect(faster.statusCode).toBe(201);
    await confirm(page);
    await page.getByText('vient d’être prise').waitFor();
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
    const offer = page.locator('couvert-booking .offers button').first();
    const time = await offer.innerText();
    await offer.click();
    await confirm(page);
    await success(page).waitFor();
    expect(await page.locator('couvert-booking .form').innerText()).toContain(time.split(', ').at(-1));
    expect(sent).toHaveLength(2);
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
    expect(await reservations()).toHaveLength(2);
  });

  test('has the table that they chose, whoever else wants it while they type', async () => {
    const { page, house, reservations } = await restaurant({ tables: [[1, 4]] });
    await chooseTable(page);
    await page
      .getByRole('timer')
      .filter({ hasText: /gardée pour vous encore [45]:/ })
      .waitFor();
    const slower = await stage.test.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ time: '20:00' }),
    });
    expect(slower.statusCode).toBe(409);
    await sayWho(page);
    await confirm(page);
    await success(page).waitFor();
    expect(await reservations()).toHaveLength(1);
  });

  test('sees full times as full, and takes the nearest with one tap', async () => {
    const house = await stage.house({ tables: [[1, 4]] });
    const taken = await stage.test.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ time: '22:00' }),
    });
    expect(taken.statusCode).toBe(201);
    const { page } = await stage.visit({ body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}` });
    await page.getByRole('gridcell', { name: 'samedi 17 octobre' }).click();
    await page.getByRole('button', { name: '22 h, complet' }).click();
    await page.getByText('Complet à 22 h.').waitFor();
    await page.locator('couvert-booking .offers button').first().click();
    await page.getByRole('heading', { name: 'Vos coordonnées' }).waitFor();
  });
});

describe('who finds the evening full', () => {
  test('is shown what another house of the owner has, and led to its page in their language', async () => {
    const { page, house } = await fullEvening();
    const sister = await stage.house({ organizationId: house.organizationId, name: 'La Petite' });
    await page.getByRole('button', { name: '20 h, complet' }).click();
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'La Petite, 20 h', exact: true }).click(),
    ]);
    await opened.getByRole('heading', { name: 'La Petite' }).waitFor();
    expect(opened.url()).toBe(`${stage.origin}/r/${sister.slug}?lang=fr`);
    await opened.getByRole('heading', { name: 'Réserver une table' }).waitFor();
  });

  test('waits for a table, with what they typed, and follows their wait on a page of its own', async () => {
    const { page, sent, waits } = await fullEvening();
    await page.getByRole('button', { name: '20 h, complet' }).click();
    await page.getByRole('button', { name: 'Attendre qu’une table se libère' }).click();
    await page.getByRole('heading', { name: 'Attendre une table' }).waitFor();
    await expect.poll(() => focused(page)).toBe('Attendre une table');
    await page.getByLabel('Jusqu’à').selectOption({ label: '22 h' });
    await page.getByRole('button', { name: 'Rejoindre la liste d’attente' }).click();
    await page.getByText('Indiquez votre prénom.').waitFor();
    await expect.poll(() => focused(page)).toMatch(/^Prénom/);
    await sayWho(page);
    await page.getByRole('button', { name: 'Rejoindre la liste d’attente' }).click();
    await page.getByRole('heading', { name: 'Vous êtes sur la liste' }).waitFor();
    await page.getByText('Samedi 17 octobre, entre 19 h et 22 h, 2 personnes').waitFor();
    expect(await waits()).toEqual([{ day: '2026-10-17', party: 2, name: 'Zoé Martin' }]);
    expect(sent).toEqual([]);
    expect(await page.getByRole('link', { name: 'Suivre ou quitter la liste' }).getAttribute('href')).toMatch(
      new RegExp(`^${stage.origin}/w/`),
    );
  });

  test('goes back from waiting to the form, and books another day with what they typed', async () => {
    const { page, waits } = await fullEvening();
    await page.getByRole('button', { name: '20 h, complet' }).click();
    await page.getByRole('button', { name: 'Attendre qu’une table se libère' }).click();
    await sayWho(page);
    await page.getByRole('button', { name: 'Retour' }).click();
    await page.getByRole('heading', { name: 'Réserver une table' }).waitFor();
    await chooseTable(page, 'dimanche 18 octobre', '20 h');
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
    await confirm(page);
    await success(page).waitFor();
    expect(await waits()).toEqual([]);
  });
});

describe('on a bad network', () => {
  test('an answer that was lost on the way is asked for again, and books once', async () => {
    const { page, sent, reservations } = await restaurant();
    await chooseTable(page);
    await sayWho(page);
    let losing = true;
    await page.route('**/reservations', async (route) => {
      if (!losing) return route.fallback();
      await route.fetch(); // it arrives, and is booked
      await route.abort('connectionreset');
    });
    await confirm(page);
    await page.getByText('La connexion a été interrompue.').waitFor();
    expect(await reservations()).toHaveLength(1);
    losing = false;
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await success(page).waitFor();
    expect(sent[1]).toEqual(sent[0]);
    expect(await reservations()).toHaveLength(1);
  });

  test('being offline is said as such, and nothing that was typed is lost', async () => {
    const { page, reservations } = await restaurant();
    await chooseTable(page);
    await sayWho(page);
    await page.context().setOffline(true);
    await confirm(page);
    await page.getByText('La connexion est coupée.').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await success(page).waitFor();
    expect(await reservations()).toHaveLength(1);
  });

  test('a busy server says when to come back', async () => {
    const { page } = await restaurant();
    await chooseTable(page);
    await sayWho(page);
    await page.route('**/reservations', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'access-control-allow-origin': '*' },
        json: { code: 'too_many_requests', message: 'wait', retryAfter: 12 },
      }),
    );
    await confirm(page);
    await page.getByText('Réessayez dans 12 secondes').waitFor();
  });
});
