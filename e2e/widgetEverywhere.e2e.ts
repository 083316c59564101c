import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  chooseTable,
  confirm,
  embed,
  expectAccessible,
  guestHouse,
  openTimes,
  sayWho,
} from './guestStage.ts';

const { stage, house } = await guestHouse(12);

const success = (page: Page) => page.getByRole('heading', { name: 'C’est réservé' });

/** Walks the whole form and looks at each of its states. */
async function walk(page: Page, look: (where: string) => Promise<void>) {
  await openTimes(page).first().waitFor();
  await look('the table');
  const greater = page.getByLabel('Une plus grande table');
  const shown = () => greater.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text);
  const ground = () => greater.evaluate((list) => getComputedStyle(list).backgroundColor);
  await expect.poll(shown).toBe('7+');
  const unchosen = await ground();
  expect(unchosen).toBe(
    await page
      .locator('.chip', { hasText: /^3$/ })
      .evaluate((chip) => getComputedStyle(chip).backgroundColor),
  );
  await greater.selectOption({ label: '7' });
  await expect.poll(shown).toBe('7');
  await expect.poll(ground).not.toBe(unchosen);
  await openTimes(page).first().waitFor();
  await look('a large party');
  await chooseTable(page);
  await look('the contact');
  await page.getByText('Allergie, occasion').click();
  await confirm(page);
  await page.getByText('Indiquez votre prénom.').waitFor();
  await look('problems at their fields');
  await sayWho(page);
  await page.context().setOffline(true);
  await confirm(page);
  await page.getByText('La connexion est coupée.').waitFor();
  await look('a failure');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await success(page).waitFor();
  await look('the success');
}

describe('the widget on a host page', () => {
  test('that allows nothing but our origin needs nothing more', async () => {
    const { page, faults } = await stage.visit({
      headers: {
        'content-security-policy': `default-src 'none'; script-src ${stage.origin}; connect-src ${stage.origin}; style-src 'none'; require-trusted-types-for 'script'`,
      },
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}`,
    });
    await chooseTable(page);
    await sayWho(page);
    await confirm(page);
    await success(page).waitFor();
    expect(
      await page.locator('couvert-booking .form').evaluate((form) => getComputedStyle(form).backgroundColor),
    ).not.toBe('rgba(0, 0, 0, 0)');
    expect(faults).toEqual([]);
  });

  test('that resets every style keeps its own', async () => {
    const { page } = await stage.visit({
      head: '<style>* { all: unset !important; } button, input, td { display: none !important; font-size: 3px !important; }</style>',
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}`,
    });
    await openTimes(page).first().waitFor();
    const time = await openTimes(page).first().boundingBox();
    expect(time?.height).toBeGreaterThanOrEqual(44);
    expect(await page.locator('couvert-booking').evaluate((host) => getComputedStyle(host).display)).toBe(
      'block',
    );
    const { width = 0 } = (await page.locator('couvert-booking').boundingBox()) ?? {};
    expect(width).toBeGreaterThan(300);
  });

  test('takes its font, its colours and its radius', async () => {
    const { page } = await stage.visit({
      head: `<style>body { font-family: monospace; } couvert-booking { --couvert-accent: #f4d35e; --couvert-radius: 0px; }</style>`,
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}`,
    });
    await chooseTable(page);
    const look = await page.getByRole('button', { name: 'Confirmer la réservation' }).evaluate((button) => {
      const { fontFamily, backgroundColor, borderRadius, color } = getComputedStyle(button);
      return { fontFamily, backgroundColor, borderRadius, color };
    });
    expect(look).toMatchObject({
      fontFamily: 'monospace',
      backgroundColor: 'rgb(244, 211, 94)',
      borderRadius: '0px',
    });
    expect(look.color).toMatch(/oklch\(0 0 0\)|rgb\(0, 0, 0\)/); // dark words on a light accent
  });

  test('speaks the language of the page, or the one that its element says', async () => {
    const { page } = await stage.visit({
      lang: 'en-GB',
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}<couvert-booking lang="fr" restaurant="${house.slug}"></couvert-booking>`,
    });
    await page.getByRole('gridcell', { name: 'Saturday 17 October, available' }).waitFor();
    await page.getByRole('gridcell', { name: 'samedi 17 octobre, libre' }).waitFor();
  });

  test('speaks the language of the restaurant when the page speaks another', async () => {
    const { page } = await stage.visit({
      lang: 'de',
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}`,
    });
    await page.getByRole('heading', { name: 'Réserver une table' }).waitFor();
  });

  test('leaves no global, no cookie, nothing stored, and no trace once removed', async () => {
    const { page, faults } = await stage.visit({
      head: `<script>window.before = Object.keys(window).length;</script>`,
      body: `<h1>Essai</h1><p id="after">Après</p>${embed(stage.origin, house.slug)}`,
    });
    await openTimes(page).first().waitFor();
    const left = await page.evaluate(() => ({
      globals: Object.keys(window).length - (window as unknown as { before: number }).before - 1,
      cookie: document.cookie,
      stored: localStorage.length + sessionStorage.length,
    }));
    expect(left).toEqual({ globals: 0, cookie: '', stored: 0 });

    const host = await page.evaluateHandle(() => document.querySelector('couvert-booking')!);
    await host.evaluate((element) => element.remove());
    await expect.poll(() => host.evaluate((element) => element.shadowRoot!.childNodes.length)).toBe(0);
    await host.evaluate((element) => document.body.append(element));
    await openTimes(page).first().waitFor();
    expect(await page.locator('couvert-booking .form').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test('keeps what was typed when the page moves it elsewhere', async () => {
    const { page } = await stage.visit({
      body: `<h1>Essai</h1>${embed(stage.origin, house.slug)}<div id="elsewhere"></div>`,
    });
    await chooseTable(page);
    await sayWho(page);
    await page.evaluate(() =>
      document.querySelector('#elsewhere')!.append(document.querySelector('couvert-booking')!),
    );
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
  });

  test('is fetched when a guest comes near it, and not before', async () => {
    const { page } = await stage.visit({
      body: `<h1>Essai</h1><div style="height: 5000px"></div>${embed(stage.origin, house.slug)}`,
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.waitForFunction(() => customElements.get('couvert-booking'));
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(asked.filter((url) => url.includes('/widget/'))).toEqual([]);
    await page.locator('couvert-booking').scrollIntoViewIfNeeded();
    await openTimes(page).first().waitFor();
  });

  test('says so when its form cannot be fetched, and fetches it when asked again', async () => {
    let losing = true;
    const { page } = await stage.visit({ body: '<h1>Essai</h1>' });
    await page.route('**/widget/*', (route) => (losing ? route.abort() : route.fallback()));
    await page.evaluate(
      ([origin, slug]) => {
        const script = document.createElement('script');
        script.src = `${origin}/widget.js`;
        script.dataset.restaurant = slug;
        document.body.append(script);
      },
      [stage.origin, house.slug],
    );
    const retry = page.getByRole('button', { name: 'Réessayer' });
    await retry.waitFor();
    losing = false;
    await retry.click();
    await openTimes(page).first().waitFor();
    expect(await retry.count()).toBe(0);
  });
});

describe('behind a floating button', () => {
  test('on a slow network the button shows that the form comes, until it is there', async () => {
    const { page } = await stage.visit({
      body: `<main><h1>Essai</h1></main>${embed(stage.origin, house.slug, 'data-mode="button"')}`,
    });
    const launch = page.getByRole('button', { name: 'Réserver une table' });
    await launch.waitFor();
    let arrive!: () => void;
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/widget/BookingForm-*', async (route) => {
      await slow;
      await route.fallback();
    });
    await launch.click();
    const moving = () => launch.evaluate((button) => getComputedStyle(button).animationName !== 'none');
    await expect.poll(moving).toBe(true);
    arrive();
    await page.getByRole('dialog', { name: 'Réserver une table' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await moving()).toBe(false);
  });

  test('it opens as a dialog, keeps the focus, closes with Escape, and keeps what was typed', async () => {
    const { page } = await stage.visit({
      body: `<main><h1>Essai</h1><a href="#">Un lien</a></main>${embed(stage.origin, house.slug, 'data-mode="button" data-label="Une table ?"')}`,
    });
    const launch = page.getByRole('button', { name: 'Une table ?' });
    await launch.click();
    const dialog = page.getByRole('dialog', { name: 'Réserver une table' });
    await dialog.waitFor();
    await chooseTable(page);
    await sayWho(page);
    for (let press = 0; press < 30; press++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('A');
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await expect
      .poll(() => launch.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button))
      .toBe(true);
    await launch.click();
    await page.getByRole('dialog', { name: 'Vos coordonnées' }).waitFor();
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Martin');
    await expectAccessible(page, 'the dialog');
    await page.getByRole('button', { name: 'Fermer' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
  });
});

describe('every guest can use it', () => {
  test.each(['light', 'dark'] as const)('axe finds nothing in any step, in %s', async (scheme) => {
    const { page } = await stage.visit(
      {
        head: '<meta name="color-scheme" content="light dark">',
        body: `<main><h1>Chez Essai</h1>${embed(stage.origin, house.slug)}</main>`,
      },
      { colorScheme: scheme },
    );
    await walk(page, (where) => expectAccessible(page, `${where}, ${scheme}`));
  });

  test('at 320 px nothing overflows, and everything that is pressed is 44 px high', async () => {
    const { page } = await stage.visit(
      {
        head: '<style>body { margin: 0 }</style>',
        body: `<main><h1>Chez Essai</h1>${embed(stage.origin, house.slug)}</main>`,
      },
      { viewport: { width: 320, height: 640 } },
    );
    await walk(page, async (where) => {
      const found = await page.locator('couvert-booking').evaluate((host) => {
        const elements = Array.from(host.shadowRoot!.querySelectorAll('*'));
        return {
          page: document.scrollingElement!.scrollWidth,
          wide: elements
            .filter((element) => element.getBoundingClientRect().right > 320.5 && !element.closest('.unseen'))
            .map((element) => element.outerHTML.slice(0, 80)),
          low: elements
            .filter((element) =>
              element.matches(
                'button, a, input:not([type=checkbox]), select, textarea, td[id], .consents label',
              ),
            )
            .filter((element) => element.getBoundingClientRect().height < 43.5)
            .map((element) => element.outerHTML.slice(0, 80)),
        };
      });
      expect(found, where).toEqual({ page: 320, wide: [], low: [] });
    });
  });

  test('nothing jumps while times load', async () => {
    const { page } = await stage.visit({
      body: `<main><h1>Essai</h1>${embed(stage.origin, house.slug)}<p>Suite</p></main>`,
    });
    await page.getByRole('gridcell', { name: 'samedi 17 octobre' }).click();
    await page.locator('couvert-booking .slots[aria-busy=false]').waitFor();
    await page.getByRole('button', { name: '12 h', exact: true }).waitFor();
    const top = () => page.getByText('Suite').evaluate((after) => after.getBoundingClientRect().top);
    const before = await top();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/availability?*', async (route) => {
      await held;
      await route.fallback();
    });
    await page.getByRole('gridcell', { name: 'dimanche 18 octobre' }).click();
    await page.locator('couvert-booking .slots[aria-busy=true]').waitFor();
    expect(await top()).toBe(before);
    release();
    await page.locator('couvert-booking .slots[aria-busy=false]').waitFor();
    expect(await top()).toBe(before);
  });
});
