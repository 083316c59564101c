import { expect, test } from 'vitest';
import type { Message } from '../server/messaging/contract.ts';
import type { Template } from '../server/templates/contract.ts';
import { accessible, at, book, guest, house, open, page, signIn } from './adminStage.ts';

/** The page of templates: words, the view that follows them, and what then goes out. */

const path = '/admin/messages?tab=templates';
const editor = () => page.getByRole('article', { name: 'Confirmation' });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const letter = () => page.frameLocator('iframe');
const told = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

async function ask<T>(method: 'GET' | 'PUT', url: string, body?: object): Promise<T> {
  const cookie = await at.signIn(house.staff.owner.email);
  const answer = await fetch(`${at.origin}${url}?restaurant=${house.slug}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}
const sent = async () => (await ask<{ messages: Message[] }>('GET', '/api/messages')).messages;

test('words are put, the view follows them, a booking carries them, and ours come back', async () => {
  await signIn(path, 'manager');
  await letter().getByRole('heading', { name: 'Votre réservation est confirmée' }).waitFor();
  await accessible('a template');

  // By keyboard: the title, then a name in braces put where the cursor is.
  await field('Titre').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('C’est noté, ');
  await editor()
    .getByRole('button', { name: /^prénom/ })
    .press('Enter');
  await expect.poll(() => field('Titre').inputValue()).toBe('C’est noté, {prénom}');
  await letter().getByRole('heading', { name: 'C’est noté, Camille' }).waitFor();
  await page.getByText('Non enregistré').waitFor();

  await field('Texte').fill('Bonjour {prénom},\n\nNous gardons votre {table}.');
  await page.getByText('{table} n’existe pas dans ce message.').waitFor();
  await accessible('a name that nobody knows');
  expect(await button('Enregistrer').getAttribute('aria-disabled')).toBe('true');
  await field('Texte').fill('Bonjour {prénom},\n\nLa carte : https://carte.example');
  await letter().getByText('https://carte.example').waitFor();
  await expect.poll(() => button('Enregistrer').getAttribute('aria-disabled')).toBeNull();
  await button('Enregistrer').press('Enter');
  await told('Enregistré.');
  await page.getByText('Enregistré par').waitFor();

  await book(guest('Inès', 'Roy'));
  await at.work();
  const [carried] = await sent();
  expect(carried!.text).toMatch(
    /^C’est noté, Inès\n\nBonjour Inès,\n\nLa carte\u00a0: https:\/\/carte\.example/,
  );

  await button('Revenir à nos mots').first().waitFor();
  await page.locator('.tpl-bar').getByRole('button', { name: 'Revenir à nos mots' }).click();
  await letter().getByRole('heading', { name: 'Votre réservation est confirmée' }).waitFor();
  await told('Ce message reprend nos mots.');
  // And the other way round.
  await page.getByRole('status').getByRole('button', { name: 'Annuler' }).click();
  await letter().getByRole('heading', { name: 'C’est noté, Camille' }).waitFor();
});

test('what somebody saved meanwhile is told, and both versions are there to choose from', async () => {
  await signIn(path, 'manager');
  await letter().getByRole('heading').waitFor();
  await field('Titre').fill('Le mien');
  const words = { subject: null, title: 'Le leur', body: null, button: null };
  await ask<Template>('PUT', '/api/templates/confirmation/email/fr', { version: 0, words });
  await letter().getByRole('heading', { name: 'Le mien' }).waitFor();
  await button('Enregistrer').click();
  await page.getByRole('alert').filter({ hasText: 'entre-temps' }).waitFor();
  expect(await field('Titre').inputValue()).toBe('Le mien');
  await accessible('a version that is newer');
  await button('Prendre sa version').click();
  await expect.poll(() => field('Titre').inputValue()).toBe('Le leur');
});

test('what is typed stays, in each message, through a reload and another language of the panel, until it is saved or discarded', async () => {
  await signIn(path, 'manager');
  await letter().getByRole('heading').waitFor();
  await field('Titre').fill('À très vite, {prénom}');
  await page.getByRole('link', { name: 'Rappel' }).click();
  await page.getByRole('article', { name: 'Rappel' }).waitFor();
  await button('SMS').click();
  await field('Texte').fill('À demain !');
  await expect.poll(() => page.getByText('Non enregistré').count()).toBe(2);
  // Whoever leaves is asked; here they do leave.
  const asked = page.waitForEvent('dialog');
  const gone = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await gone;
  await expect.poll(() => field('Texte').inputValue()).toBe('À demain !');
  expect(await page.getByText('Non enregistré').count()).toBe(2);

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Confirmation' }).click();
  await page.getByRole('article', { name: 'Confirmation' }).waitFor();
  await page.getByRole('group', { name: 'Channel' }).getByRole('button', { name: 'Email' }).click();
  await expect.poll(() => field('Title').inputValue()).toBe('À très vite, {first name}');
  await button('Save').click();
  await told('Saved.');
  await page.getByRole('link', { name: 'Reminder' }).click();
  await page.getByRole('article', { name: 'Reminder' }).waitFor();
  await button('SMS').click();
  await expect.poll(() => field('Text').inputValue()).toBe('À demain !');
  await button('Discard').click();
  await page.getByText('Not saved').waitFor({ state: 'detached' });
  // Nothing is left to ask for: a reload goes through.
  await page.reload();
  await expect.poll(() => field('Text').inputValue()).not.toBe('À demain !');
  await page.getByRole('article', { name: 'Reminder' }).waitFor();
  expect(await page.getByText('Not saved').count()).toBe(0);
});

test('a test goes to oneself, and is found under Sent with a mark', async () => {
  await signIn(path, 'manager');
  await letter().getByRole('heading').waitFor();
  await page.getByText('rien ne quitte cette machine').waitFor();
  await button('M’envoyer un essai').click();
  await told(house.staff.manager.email);
  expect(await sent()).toMatchObject([{ kind: 'test', to: house.staff.manager.email, guest: null }]);
  await page.getByRole('link', { name: 'Ouvrir Envoyés' }).click();
  await page.getByText('[Essai]').first().waitFor();
});

test('on a phone: the list, a message by SMS with its length, and back to where one was', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });
  await signIn(path, 'manager');
  const link = page.getByRole('link', { name: 'Rappel' });
  await link.click();
  await button('SMS').click();
  await page.getByText(/^\d\sSMS, /).waitFor();
  await field('Texte').fill('À demain, {heure}. Fête !');
  await page.getByText('ê fait compter ce message double').waitFor();
  await accessible('an SMS on a phone');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await button('Retour').click();
  await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByText('Non enregistré').waitFor();
  await accessible('the list on a phone');
});

test('a host has no such page', async () => {
  await signIn(path, 'host');
  await page.getByRole('link', { name: 'Discussions' }).waitFor();
  expect(await page.getByRole('link', { name: 'Modèles' }).count()).toBe(0);
});
