import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bot, runBot } from '../bot/runner.ts';
import { type Call, connect } from '../bot/server.ts';
import { memoryLine } from '../bot/testing/memoryLine.ts';
import type { ReservationRow } from '../server/reservations/contract.ts';
import { BOT_TOKEN, NOON } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';
import { embed, expectAccessible, type GuestStage, guestStage } from './guestStage.ts';

/** A talk begun on WhatsApp goes on on the booking page, on a phone. */

let stage: GuestStage;
let house: House;
let call: Call;
const bots: Bot[] = [];
beforeAll(async () => {
  stage = await guestStage();
  house = await stage.house();
  call = connect(stage.origin, BOT_TOKEN);
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
});
afterAll(() => stage?.close());

let guests = 0;

/** Somebody says what they want on WhatsApp and asks for the page: the way there. */
async function wayFromWhatsapp(text: string): Promise<string> {
  const phone = `+3363998${7000 + ++guests}`;
  const line = memoryLine({
    restaurant: house.slug,
    address: `${phone.slice(1)}@c.us`,
    name: 'whatsapp',
    verifiedPhone: phone,
  });
  const deps = { call, log: () => undefined, clock: () => NOON, patience: 50 };
  // A restaurant's line is served by one bot: two would make two codes of one wish.
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  bots.push(runBot({ ...deps, transport: line.transport }), runBot(deps));
  await line.say(`${phone}-1`, text);
  await expect.poll(() => line.sent.length).toBe(1);
  await line.say(`${phone}-2`, 'continuer sur le site');
  await expect.poll(() => line.sent.length).toBe(2);
  const url = /https?:\/\/\S+#chat=C-[0-9A-Z]{10}/.exec(line.sent[1]!.text)?.[0];
  expect(url).toContain(`/r/${house.slug}#chat=`);
  return new URL(url!).pathname + new URL(url!).hash;
}

const bubbles = (page: Page) => page.locator('couvert-booking .bubble');

test('the link opens the page with the talk where it was, a reload finds it again, and a yes there books', async () => {
  const path = await wayFromWhatsapp('une table pour 2 samedi 17 octobre à 20h au nom de Zoé Martin');
  const { page, faults } = await stage.open(path);
  await page.getByRole('heading', { name: 'Réserver en discutant' }).waitFor();
  await bubbles(page).getByText('Nous y voilà').waitFor();
  await bubbles(page).getByText('samedi 17 octobre').waitFor();
  await expectAccessible(page, 'a talk that came along');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.reload();
  await bubbles(page).getByText('Nous y voilà').waitFor();
  await page.getByRole('textbox', { name: 'Votre message' }).fill('oui');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await bubbles(page).getByText('réservé').waitFor();
  const cookie = await stage.test.signIn(house.staff.host.email);
  const day = await fetch(`${stage.origin}/api/reservations?restaurant=${house.slug}&day=2026-10-17`, {
    headers: { cookie },
  });
  const { reservations } = (await day.json()) as { reservations: ReservationRow[] };
  expect(reservations).toMatchObject([{ party: 2, time: '20:00' }]);

  // The form is one tap away, as ever, and the talk stays behind it.
  await page.getByRole('button', { name: 'Retour' }).click();
  await page.getByRole('button', { name: 'Discuter' }).click();
  await bubbles(page).getByText('réservé').waitFor();
  expect(faults).toEqual([]);
});

test('a link that was used says so plainly, and a talk can begin anew', async () => {
  const path = await wayFromWhatsapp('bonjour');
  const first = await stage.open(path);
  await bubbles(first.page).first().waitFor();
  const second = await stage.open(path);
  await second.page.getByText('Ce lien a déjà servi').waitFor();
  expect(await second.page.getByRole('textbox', { name: 'Votre message' }).count()).toBe(0);
  await expectAccessible(second.page, 'a link that was used');
  await second.page.getByRole('button', { name: 'En commencer une autre' }).click();
  await second.page.getByRole('textbox', { name: 'Votre message' }).fill('Bonjour');
  await second.page.getByRole('button', { name: 'Envoyer' }).click();
  await bubbles(second.page).nth(1).waitFor();
  expect(await second.page.evaluate(() => location.hash)).toBe('');

  // Another link in the same tab is another talk.
  const again = await wayFromWhatsapp('une table pour 3 samedi 17 octobre à 20h');
  await second.page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(again, stage.origin).hash);
  await bubbles(second.page).getByText('Nous y voilà').waitFor();
  expect([...first.faults, ...second.faults]).toEqual([]);
});

test('on a site of somebody else the address is theirs: the form stays, and the code', async () => {
  const path = await wayFromWhatsapp('bonjour');
  const { page } = await stage.visit({ body: embed(stage.origin, house.slug) });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(path, stage.origin).hash);
  await page.getByRole('button', { name: 'Discuter' }).click();
  await page.getByRole('textbox', { name: 'Votre message' }).waitFor();
  expect(await bubbles(page).count()).toBe(0);
  const own = await stage.open(path);
  await bubbles(own.page).first().waitFor();
});
