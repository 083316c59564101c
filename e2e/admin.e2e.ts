import { expect, test } from 'vitest';
import { BOT_TOKEN } from '../server/testing/app.ts';
import { PASSWORD } from '../server/testing/house.ts';
import { accessible, at, book, context, guest, house, open, page, row, rows, signIn } from './adminStage.ts';

test('signing in says what is wrong, and leads to the address that was asked for', async () => {
  await page.goto('/admin/clients?search=zo');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByText('Indiquez votre adresse e-mail.').waitFor();
  await page.getByLabel('Adresse e-mail').fill(house.staff.host.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill('faux');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByText('ne vont pas ensemble').waitFor();
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('En direct').waitFor();
  expect(new URL(page.url()).searchParams.get('search')).toBe('zo');
  expect(await page.getByLabel('Chercher un client').inputValue()).toBe('zo');
});

test('a session that ended elsewhere leads back to the sign-in page, and from there to the same place', async () => {
  const { reference } = await book(guest('Inès', 'Benali'));
  await signIn(`/admin/aujourdhui?search=${reference}`);
  await row('Inès Benali').waitFor();
  // Whatever the page still asks for by itself would find out first.
  await page.waitForLoadState('networkidle');
  await context.clearCookies();
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByText('Votre session a pris fin').waitFor();
  await page.getByLabel('Adresse e-mail').fill(house.staff.owner.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Inès Benali' }).waitFor();
  expect(page.url()).toContain('/admin/clients');
});

test('a booking made elsewhere appears as a row, marked, and counts, without a reload', async () => {
  await book(guest('Paul', 'Fontaine'));
  await signIn();
  await row('Paul Fontaine').waitFor();
  await book({ ...guest('Zoé', 'Nouvelle'), time: '20:00', party: 4, remark: 'Près de la fenêtre' });
  const fresh = row('Zoé Nouvelle');
  await fresh.waitFor();
  expect(await fresh.innerText()).toContain('Nouvelle');
  await page.getByText('6 couverts · 2 réservations', { exact: true }).waitFor();
  expect(await page.locator('[data-rows] time').allInnerTexts()).toEqual(['20:00', '20:30']);
  await fresh.getByRole('button', { name: 'Remarque' }).focus();
  await page.getByRole('tooltip').filter({ hasText: 'Près de la fenêtre' }).waitFor();
});

test('one tap changes a status and another takes it back', async () => {
  await book(guest('Hélène', 'Girard'));
  await signIn();
  await row('Hélène Girard').getByRole('button', { name: 'Accueillir' }).click();
  await row('Hélène Girard').getByText('Arrivée').waitFor();
  await page.getByText('Hélène Girard\u00a0: arrivée.').waitFor();
  expect((await rows())[0]?.status).toBe('arrived');
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await row('Hélène Girard').getByText('Confirmée').waitFor();
  await expect.poll(async () => (await rows())[0]?.status).toBe('confirmed');

  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Annuler la réservation' }).click();
  await row('Hélène Girard').getByText('Annulée').waitFor();
  await page.getByText('0 couvert · 0 réservation').waitFor();
});

test('a change that the server refuses goes back and says why', async () => {
  await book(guest('Louis', 'Moreau'));
  await signIn();
  await page.route('**/api/reservations/*/status', (route) =>
    route.fulfill({ status: 409, json: { code: 'table_taken', message: '' } }),
  );
  await row('Louis Moreau').getByRole('button', { name: 'Accueillir' }).click();
  await page.getByText('La table a été donnée à quelqu’un d’autre entre-temps.').waitFor();
  await row('Louis Moreau').getByText('Confirmée').waitFor();
});

test('what happened while the device was offline is caught up by the stream alone', async () => {
  await book(guest('Paul', 'Avant'));
  await signIn();
  await row('Paul Avant').waitFor();
  await context.setOffline(true);
  await page.getByText('Cet appareil est hors ligne').waitFor();
  await row('Paul Avant').waitFor();
  await book({ ...guest('Zoé', 'Pendant'), time: '20:00' });
  await book({ ...guest('Inès', 'Pendant'), time: '21:00' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await context.setOffline(false);
  await row('Zoé Pendant').waitFor();
  await row('Inès Pendant').waitFor();
  await page.getByText('En direct').waitFor();
  expect(asked).not.toContain('/api/reservations');
});

test('a link that the server cuts comes back by itself', async () => {
  await signIn();
  for (const client of at.app.websocketServer.clients) client.terminate();
  await page.getByText('Reconnexion…').waitFor();
  await book(guest('Zoé', 'Entre-temps'));
  await row('Zoé Entre-temps').waitFor();
  await page.getByText('En direct').waitFor();
});

test('the guest book follows a booking made elsewhere: figures, list and the open record', async () => {
  const phone = '+33639987001';
  await book(guest('Camille', 'Roussel', { phone }));
  await signIn('/admin/clients');
  const total = page.locator('[data-figure=total]');
  await expect.poll(() => total.innerText()).toBe('1');
  await page.getByRole('button', { name: 'Camille Roussel' }).click();
  const record = page.getByRole('complementary', { name: 'Fiche du client' });
  await record.getByText('06 39 98 70 01').waitFor();
  await expect.poll(() => record.getByText('Confirmée').count()).toBe(1);

  await book({
    ...guest('Camille', 'Roussel', { phone }),
    day: '2026-10-12',
    remark: 'Une chaise haute',
    consents: { sms: true },
  });
  await expect.poll(() => record.getByText('Confirmée').count()).toBe(2);
  await record.getByText('Accepté', { exact: true }).waitFor();
  await record.getByRole('button', { name: 'Remarque' }).hover();
  await page.getByRole('tooltip').filter({ hasText: 'Une chaise haute' }).waitFor();
  expect(await total.innerText()).toBe('1');
  await expect.poll(() => page.locator('[data-figure=smsOptIns]').innerText()).toBe('1');

  await book(guest('Mathilde', 'Nguyen'));
  await page.getByRole('button', { name: 'Mathilde Nguyen' }).waitFor();
  await expect.poll(() => total.innerText()).toBe('2');

  await record.getByRole('tab', { name: 'Fil complet' }).click();
  await record.getByText('A réservé pour le lun. 12 oct.').waitFor();
  await record.getByText('Accord donné\u00a0: SMS').waitFor();
});

test('a guest is found as one types, by phone however written and by name without accents', async () => {
  await book(guest('Élodie', 'Lefèvre', { phone: '+33639987002' }));
  await book(guest('Thibault', 'Petit'));
  await signIn('/admin/clients');
  await page.getByRole('button', { name: 'Thibault Petit' }).waitFor();
  for (const typed of ['elodie', '06 39 98 70 02', '+33 6 39987002']) {
    await page.getByLabel('Chercher un client').fill(typed);
    await page.getByRole('button', { name: 'Thibault Petit' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Élodie Lefèvre' }).waitFor();
    await page.getByLabel('Chercher un client').fill('');
    await page.getByRole('button', { name: 'Thibault Petit' }).waitFor();
  }
});

test('a chat that waits for a person is counted on the menu until somebody has seen to it', async () => {
  await signIn();
  const json = { 'content-type': 'application/json' };
  const bot = { ...json, authorization: `Bearer ${BOT_TOKEN}` };
  const post = async (path: string, body: unknown, headers: Record<string, string> = json) =>
    (await fetch(at.origin + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  const { token } = (await post(`/api/restaurants/${house.slug}/chats`, { locale: 'fr' })) as {
    token: string;
  };
  await post(`/api/chats/${token}/messages`, { externalId: 'm1', text: 'Une personne, s’il vous plaît' });
  const pending = (await (
    await fetch(`${at.origin}/api/bot/pending?transport=web`, { headers: bot })
  ).json()) as { conversations: { id: string; version: number; inbound: { id: string }[] }[] };
  const chat = pending.conversations[0]!;
  await post(
    `/api/bot/conversations/${chat.id}/turn`,
    {
      version: chat.version,
      answers: chat.inbound.map((message) => message.id),
      state: {},
      locale: 'fr',
      replies: ['Quelqu’un va vous répondre.'],
      needsPerson: true,
    },
    bot,
  );
  await page.getByRole('link', { name: /Messages.*1 discussion attend une personne/ }).click();
  await page.getByRole('button', { name: 'Client inconnu' }).click();
  await page.getByRole('log').getByText('Une personne, s’il vous plaît').waitFor();
  await page.getByRole('button', { name: 'C’est vu' }).click();
  await page.getByRole('link', { name: 'Messages', exact: true }).waitFor();
  await page.getByText('Attend une personne').waitFor({ state: 'detached' });
});

test('a message to the bot that does not get through is sent again, once', async () => {
  await signIn('/admin/messages?tab=try');
  const keys: string[] = [];
  let fails = true;
  await page.route('**/api/chats/*/messages', (route) => {
    keys.push(route.request().postDataJSON().externalId);
    if (fails) return route.abort();
    return route.continue();
  });
  await page.getByLabel('Votre message').fill('Bonsoir, une table pour 2');
  await page.keyboard.press('Enter');
  await page.getByText('Pas envoyé.').waitFor();
  fails = false;
  await page.getByRole('button', { name: 'Renvoyer' }).click();
  await page.getByText('Le bot écrit…').waitFor();
  expect(keys).toEqual([keys[0], keys[0]]);
  await page.reload();
  await expect.poll(() => page.getByText('Bonsoir, une table pour 2').count()).toBe(1);
});

test('the confirmation that went out can be read as it was rendered', async () => {
  await book(guest('Zoé', 'Martin'));
  await at.work();
  await signIn('/admin/messages?tab=sent');
  await page.locator('[data-row]').first().click();
  const letter = page.frameLocator('iframe');
  await letter.getByText('Zoé').first().waitFor();
  // Its styles are its own, although the panel allows no inline ones.
  expect(await letter.locator('[style]').count()).toBeGreaterThan(3);
});

test('a host is not offered what went out', async () => {
  await signIn('/admin/messages?tab=sent', 'host');
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  expect(await page.getByRole('link', { name: 'Envoyés' }).count()).toBe(0);
});

test('everything is reached by keyboard alone', async () => {
  await book({ ...guest('Anne', 'Premier'), time: '20:00' });
  await book({ ...guest('Bruno', 'Second'), time: '21:00' });
  await signIn();
  await row('Bruno Second').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await focused()).toBe('Bruno Second');
  await page.keyboard.press('k');
  expect(await focused()).toBe('Anne Premier');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Anne Premier' }).waitFor();
  await expect.poll(focused).toBe('Anne Premier');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Anne Premier');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await row('Anne Premier').getByText('Arrivée').waitFor();
  await page.getByText('Anne Premier\u00a0: arrivée.').waitFor();
  await page.keyboard.press('u');
  await row('Anne Premier').getByText('Confirmée').waitFor();

  // A record stays open on the way to another day, and closing it does not lead back.
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Dimanche 11 octobre' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('day')).toBe('2026-10-11');
  await page.keyboard.press('t');
  await page.getByRole('heading', { name: 'Samedi 10 octobre' }).waitFor();
  await row('Anne Premier').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('bruno');
  await row('Anne Premier').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await row('Anne Premier').waitFor();
  await page.keyboard.press('Escape');

  // A record that closes gives the focus back, but never takes it from who has begun to search meanwhile.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('bruno', { delay: 30 });
  expect(await page.getByRole('searchbox').inputValue()).toBe('bruno');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Touches du clavier' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('on a phone the record slides over the list, and Back returns to the same place in it', async () => {
  for (let i = 0; i < 12; i += 1) {
    await book({ ...guest(`Client${i}`, 'Du soir'), time: i < 6 ? '20:30' : '21:30' });
  }
  await open({ viewport: { width: 390, height: 700 }, hasTouch: true });
  await signIn();
  await row('Client11 Du soir').waitFor();
  const list = page.locator('.split-list');
  await row('Client11 Du soir').scrollIntoViewIfNeeded();
  const before = await list.evaluate((element) => element.scrollTop);
  expect(before).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Client11 Du soir', exact: true }).tap();
  await page.getByRole('heading', { name: 'Client11 Du soir' }).waitFor();
  await page.goBack();
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  expect(await list.evaluate((element) => element.scrollTop)).toBe(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('axe finds nothing on any page, by day and by night', async () => {
  await book({ ...guest('Zoé', 'Martin'), remark: 'Près de la fenêtre', occasion: 'birthday' });
  await at.work();
  await page.goto('/admin/');
  await page.getByLabel('Adresse e-mail').waitFor();
  await accessible('sign-in');
  await signIn();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/admin/aujourdhui');
    await page.getByRole('button', { name: 'Zoé Martin', exact: true }).click();
    await page.getByText('Dernières réservations').waitFor();
    await accessible(`aujourdhui with a record, ${colorScheme}`);
    await page.goto('/admin/clients');
    await page.getByRole('button', { name: 'Zoé Martin' }).waitFor();
    await accessible(`clients, ${colorScheme}`);
    await page.goto('/admin/messages?tab=sent');
    await page.locator('[data-row]').first().click();
    await page.locator('iframe').waitFor();
    await accessible(`sent, ${colorScheme}`);
    await page.goto('/admin/messages?tab=try');
    await page.getByLabel('Votre message').waitFor();
    await accessible(`try the bot, ${colorScheme}`);
    await page.goto('/admin/reglages');
    await page.getByText('Europe/Paris').waitFor();
    await accessible(`reglages, ${colorScheme}`);
  }
});

test('each restaurant has its own book, and Back leads from one to the other', async () => {
  const other = await at.house({ organizationId: house.organizationId, name: 'Chez Second' });
  await book(guest('Paul', 'Fontaine'));
  await signIn(`/admin/aujourdhui?restaurant=${house.slug}`);
  await row('Paul Fontaine').waitFor();
  await page.getByLabel('Restaurant').selectOption('Chez Second');
  await page.getByText('Aucune réservation aujourd’hui').waitFor();
  expect(page.url()).toContain(other.slug);
  await book(guest('Inès', 'Chez second'), other.slug);
  await row('Inès Chez second').waitFor();
  await page.goBack();
  await row('Paul Fontaine').waitFor();
  expect(await row('Inès Chez second').count()).toBe(0);
});

test('a long guest book comes as one scrolls, and a long history on demand', async () => {
  const phone = '+33639987003';
  for (let i = 0; i < 52; i += 1) {
    const { token } = await book(i < 1 ? guest('Zoé', 'Fidèle', { phone }) : guest(`Client${i}`, 'Du livre'));
    await fetch(`${at.origin}/api/bookings/${token}/cancel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  }
  for (let i = 0; i < 51; i += 1) {
    const { token } = await book({ ...guest('Zoé', 'Fidèle', { phone }), day: '2026-10-14' });
    await fetch(`${at.origin}/api/bookings/${token}/cancel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  }
  await signIn('/admin/clients');
  await page.locator('[data-row]').first().waitFor();
  const lines = page.locator('[data-rows] [data-row]');
  await lines.last().scrollIntoViewIfNeeded();
  await expect.poll(() => lines.count()).toBe(52);
  await page.getByLabel('Chercher un client').fill('fidèle');
  await page.getByRole('button', { name: 'Zoé Fidèle' }).click();
  const record = page.getByRole('complementary');
  await expect.poll(() => record.getByText('Annulée').count()).toBe(50);
  await record.getByRole('button', { name: 'Voir la suite' }).click();
  await expect.poll(() => record.getByText('Annulée').count()).toBe(52);
  expect(await record.getByRole('button', { name: 'Voir la suite' }).count()).toBe(0);
});

test('the panel speaks English when asked, and remembers it', async () => {
  await signIn();
  await page.getByRole('button', { name: /English/ }).click();
  await page.getByRole('link', { name: 'Guests' }).click();
  await page.getByPlaceholder('Name, email or phone').waitFor();
  await page.reload();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});
