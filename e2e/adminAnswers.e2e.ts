import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { connect } from '../bot/server.ts';
import { row as one, sql } from '../server/db/sql.ts';
import { BOT_TOKEN } from '../server/testing/app.ts';
import { accessible, at, house, open, page, phoneIds, signIn } from './adminStage.ts';

/** Answering guests of a line, with a test in the bot's place. */

const call = () => connect(at.origin, BOT_TOKEN);

/** Somebody writes on WhatsApp, or is written to on the restaurant's phone; the chat's id. */
async function writes(
  phone: string,
  text = 'Bonsoir',
  more: { own?: boolean; kind?: 'voice' } = {},
): Promise<string> {
  const { conversation } = await call()('POST /api/bot/inbound', {
    body: {
      restaurant: house.slug,
      transport: 'whatsapp',
      address: `${phone.slice(1)}@c.us`,
      externalId: randomUUID(),
      text,
      verifiedPhone: phone,
      ...more,
    },
  });
  return conversation!;
}

const show = (name: string) => page.getByRole('button', { name, exact: true });
const take = async () => {
  await page.getByRole('button', { name: 'Prendre la main' }).click();
  await field().waitFor();
};
const field = () => page.getByRole('textbox', { name: 'Votre réponse' });
const log = () => page.getByRole('log', { name: 'Messages de la discussion' });
const heading = (name: string) => page.getByRole('heading', { name, level: 2, exact: true }).waitFor();
const [zoe, leo] = ['+33 6 39 98 00 01', '+33 6 39 98 00 02'];

test('what is typed stays with its chat, through another chat and a reload, until it is sent', async () => {
  await writes('+33639980001');
  await writes('+33639980002');
  await signIn('/admin/messages', 'host');
  await show(zoe).click();
  await heading(zoe);
  await take();
  await field().fill('Oui, avec plaisir');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('À ce soir');
  expect(await field().inputValue()).toBe('Oui, avec plaisir\nÀ ce soir');

  await show(leo).click();
  await heading(leo);
  await take();
  expect(await field().inputValue()).toBe('');
  await field().fill('Pour Léo');
  await show(zoe).click();
  await heading(zoe);
  await expect.poll(() => field().inputValue()).toBe('Oui, avec plaisir\nÀ ce soir');
  await page.reload();
  await heading(zoe);
  await expect.poll(() => field().inputValue()).toBe('Oui, avec plaisir\nÀ ce soir');

  await field().press('Enter');
  await log().getByText('À ce soir').waitFor();
  await expect.poll(() => field().inputValue()).toBe('');
  await page.reload();
  await log().getByText('À ce soir').waitFor();
  expect(await field().inputValue()).toBe('');
  await show(leo).click();
  await heading(leo);
  await expect.poll(() => field().inputValue()).toBe('Pour Léo');
});

test('an answer that was lost on the way goes out once, also after a reload', async () => {
  await writes('+33639980001');
  await signIn('/admin/messages', 'host');
  await show(zoe).click();
  await take();
  let cut = true;
  await page.route('**/api/conversations/*/messages', async (route) => {
    if (!cut) return route.continue();
    cut = false;
    await route.fetch();
    await route.abort();
  });
  await field().fill('Avec grand plaisir');
  await field().press('Enter');
  await page.getByRole('alert').getByText('La réponse n’est pas partie.').waitFor();
  await page.reload();
  await log().getByText('Avec grand plaisir').waitFor();
  await expect.poll(() => field().inputValue()).toBe('Avec grand plaisir');
  await field().press('Enter');
  await expect.poll(() => field().inputValue()).toBe('');
  expect(await log().getByText('Avec grand plaisir').count()).toBe(1);
});

test('what failed says why in plain words, and goes once more by one press of a key', async () => {
  await writes('+33639980001');
  await signIn('/admin/messages', 'host');
  await show(zoe).click();
  await take();
  await field().fill('Avec grand plaisir');
  await field().press('Enter');
  await log().getByText('En attente').waitFor();
  const { replies } = await call()('POST /api/bot/outbound/take', {
    body: { transport: 'whatsapp', restaurant: house.slug },
  });
  await call()('POST /api/bot/outbound/:id/ack', {
    params: { id: replies[0]!.id },
    body: { state: 'failed', why: 'refused by WhatsApp (131026)' },
  });
  await log().getByText('Non parti : ce numéro n’est pas joignable sur WhatsApp').waitFor();
  await accessible('an answer that failed');
  const again = page.getByRole('button', { name: 'Renvoyer' });
  await again.focus();
  await page.keyboard.press('Enter');
  await log().getByText('Renvoyé').waitFor();
  await again.waitFor({ state: 'detached' });
  await log().getByText('En attente').waitFor();
  expect(await log().getByText('Avec grand plaisir').count()).toBe(2);
});

test('a day after the guest’s word the chat says what to do; with a template of the restaurant it goes on', async () => {
  phoneIds[house.slug] = `1065${Date.now()}`;
  const chat = await writes('+33639980001');
  await one(
    at.orm.em.fork(),
    sql`UPDATE conversation_messages SET written_at = now() - interval '30 hours' WHERE conversation_id = ${chat}`,
  );
  await open({ viewport: { width: 390, height: 844 } });
  await signIn('/admin/messages', 'manager');
  await show(zoe).click();
  await page.getByRole('button', { name: 'Prendre la main' }).click();
  await page.getByText('WhatsApp n’accepte plus de réponse.').waitFor();
  await page.getByRole('link', { name: `Appeler le ${zoe}` }).waitFor();
  expect(await field().count()).toBe(0);
  await accessible('a window that is closed');

  await page.getByRole('link', { name: 'WhatsApp', exact: true }).click();
  await page.getByText('Une ligne officielle').waitFor();
  const answers = page.getByRole('group', { name: 'Réponses de l’équipe et du bot' });
  await answers.getByLabel('Nom du modèle').first().fill('Mot du restaurant');
  await page.getByRole('button', { name: 'Enregistrer les modèles' }).click();
  await page.getByRole('alert').getByText('que des minuscules').waitFor();
  await accessible('the templates of a line');
  await answers.getByLabel('Nom du modèle').first().fill('mot_du_restaurant');
  await page.getByRole('button', { name: 'Enregistrer les modèles' }).click();
  await page.getByText('Les modèles sont enregistrés.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await page.getByRole('link', { name: /^Discussions/ }).click();
  await show(zoe).click();
  await page.getByText('votre réponse part dans le modèle approuvé').waitFor();
  await field().fill('Votre table vous attend.');
  await field().press('Enter');
  await log().getByText('Votre table vous attend.').waitFor();
  const { replies } = await call()('POST /api/bot/outbound/take', {
    body: { transport: 'whatsapp', restaurant: house.slug },
  });
  expect(replies).toMatchObject([{ template: { name: 'mot_du_restaurant', language: 'fr' } }]);
});

test('who answers on the restaurant’s phone is seen to have the chat, and it can be taken over here', async () => {
  await writes('+33639980001');
  await writes('+33639980001', 'Bonsoir, j’arrive', { own: true });
  await writes('+33639980002', '🎤', { kind: 'voice' });
  await signIn('/admin/messages', 'host');
  await page.getByText('Message vocal').waitFor();
  await show(zoe).click();
  await page.getByText('Quelqu’un répond sur le téléphone du restaurant : le bot se tait.').waitFor();
  await page.getByRole('button', { name: 'Prendre la main ici' }).click();
  await page.getByRole('alert').getByText('en train de répondre sur le téléphone').waitFor();
  await accessible('a chat that the phone has');
  await page.getByRole('button', { name: 'Prendre quand même' }).click();
  await field().waitFor();
  await page.getByText('Vous avez la main : le bot se tait.').waitFor();
});
