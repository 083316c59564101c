import { expect, test } from 'vitest';
import { row as one, sql } from '../server/db/sql.ts';
import type { BookRequest } from '../server/reservations/contract.ts';
import { accessible, at, book, DAY, guest, house, open, page, row, rows, signIn } from './adminStage.ts';

const side = (name: string) => page.getByRole('complementary', { name });
const box = () => side('À traiter');
const part = (name: string) => box().getByRole('region', { name });
const opener = () => page.locator('[data-begin=desk]');

/** Parties of four and more ask first. */
const askFirst = () =>
  one(at.orm.em.fork(), sql`UPDATE restaurants SET request_from = 4 WHERE id = ${house.restaurantId}`);

const someone = (firstName: string, lastName: string, change: Partial<BookRequest> = {}) =>
  book({ ...guest(firstName, lastName), ...change });

/** Asks the API as one of the staff would. */
async function staff(method: string, path: string, body?: object, role: 'host' | 'manager' = 'host') {
  const answer = await fetch(`${at.origin}${path}`, {
    method,
    headers: { cookie: await at.signIn(house.staff[role].email), 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer.status === 204 ? null : ((await answer.json()) as Record<string, unknown>);
}

test('requests of all days are counted, accepted with the keyboard, and declined with a word that the guest reads', async () => {
  await askFirst();
  await someone('Hélène', 'Girard', { party: 4 });
  await signIn('/admin/', 'host');
  await opener().getByText('1', { exact: true }).waitFor();
  await someone('Paul', 'Morin', { party: 5, day: '2026-10-24', remark: 'Une grande table ronde' });
  await opener().getByText('2', { exact: true }).waitFor();
  await page.keyboard.press('b');
  await part('Demandes').getByText('Une grande table ronde').waitFor();
  await part('Demandes').getByRole('button', { name: 'Accepter la demande de Hélène Girard' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Hélène Girard\u00a0: confirmée.').waitFor();
  await part('Demandes').getByText('Hélène Girard').waitFor({ state: 'detached' });
  await opener().getByText('1', { exact: true }).waitFor();
  // Whoever works with the keyboard goes on with the next.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Accepter la demande de Paul Morin/);

  await part('Demandes').getByRole('button', { name: 'Décliner la demande de Paul Morin' }).focus();
  await page.keyboard.press('Enter');
  const word = part('Demandes').getByLabel('Un mot pour le client (facultatif)');
  await expect.poll(() => word.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await word.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Décliner la demande de Paul Morin/);
  await page.keyboard.press('Enter');
  await expect.poll(() => word.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('La salle est privatisée ce soir-là.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Paul Morin\u00a0: refusée.').waitFor();
  await part('Demandes').getByText('Aucune demande en attente.').waitFor();
  await opener().locator('.desk-badge').waitFor({ state: 'detached' });
  const kept = await one<{ word: string }>(
    at.orm.em.fork(),
    sql`SELECT cancel_message AS word FROM reservations
         WHERE restaurant_id = ${house.restaurantId} AND status = 'declined'`,
  );
  expect(kept?.word).toBe('La salle est privatisée ce soir-là.');
});

test('a change that a guest asks for shows what was and what is wished; it is declined with a word, or accepted', async () => {
  await askFirst();
  const { token } = await someone('Hélène', 'Girard', { party: 2 });
  const ask = async (change: object) => {
    const answer = await fetch(`${at.origin}/api/bookings/${token}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...change, ask: true }),
    });
    expect(answer.status).toBe(200);
  };
  await signIn('/admin/', 'host');
  await row('Hélène Girard').waitFor();
  await ask({ party: 5, time: '21:00' });
  await opener().getByText('1', { exact: true }).waitFor();
  await opener().click();
  await part('Changements demandés').getByText('sam. 10 oct., 20 h 30, 2 personnes').waitFor();
  await part('Changements demandés').getByText('sam. 10 oct., 21 h, 5 personnes').waitFor();
  await accessible('a change that is asked for');
  await part('Changements demandés')
    .getByRole('button', { name: 'Décliner le changement de Hélène' })
    .click();
  await part('Changements demandés').getByLabel('Un mot pour le client').fill('Une noce, ce soir-là.');
  await part('Changements demandés')
    .getByRole('button', { name: 'Décliner le changement', exact: true })
    .click();
  await page.getByText('la réservation reste comme avant').waitFor();
  await part('Changements demandés').waitFor({ state: 'detached' });
  // Its part is gone with it: the keyboard goes on at the head of the box.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('À traiter');
  expect(await rows()).toMatchObject([{ party: 2, time: '20:30', status: 'confirmed' }]);

  await ask({ party: 6 });
  await part('Changements demandés').getByText('sam. 10 oct., 20 h 30, 6 personnes').waitFor();
  await part('Changements demandés')
    .getByRole('button', { name: 'Accepter le changement de Hélène' })
    .click();
  await page.getByText('6 personnes, c’est accepté.').waitFor();
  await part('Changements demandés').waitFor({ state: 'detached' });
  expect(await rows()).toMatchObject([{ party: 6, time: '20:30', status: 'confirmed' }]);
});

test('what no longer fits is in the box until it is moved, cancelled with a word, or left so', async () => {
  await someone('Hélène', 'Girard', { time: '20:00' });
  await someone('Paul', 'Morin', { time: '21:00' });
  await someone('Ève', 'Roy', { time: '21:30' });
  await signIn('/admin/', 'owner');
  await row('Ève Roy').waitFor();
  await staff(
    'PUT',
    `/api/settings/service?restaurant=${house.slug}`,
    await (async () => {
      const read = await staff('GET', `/api/settings/service?restaurant=${house.slug}`, undefined, 'manager');
      const { settings } = read as { settings: { shifts: { name: string; first: string; last: string }[] } };
      for (const shift of settings.shifts) if (shift.name === 'Soir') shift.last = '19:30';
      return settings;
    })(),
    'manager',
  );
  await opener().getByText('3', { exact: true }).waitFor();
  await opener().click();
  await part('À régler').getByText('Cette heure n’est plus servie.').first().waitFor();

  // Moved: one goes from the box to the panel, and comes back to the box.
  await part('À régler').getByRole('button', { name: 'Déplacer Hélène Girard' }).click();
  const panel = side('Hélène Girard');
  await panel.getByRole('button', { name: /^19:30 / }).click();
  await panel.getByRole('button', { name: 'Enregistrer' }).click();
  await box().waitFor();
  await part('À régler').getByText('Hélène Girard').waitFor({ state: 'detached' });

  await part('À régler').getByRole('button', { name: 'Annuler la réservation de Paul Morin' }).click();
  await part('À régler').getByLabel('Un mot pour le client (facultatif)').fill('Nous fermons plus tôt.');
  await part('À régler').getByRole('button', { name: 'Annuler la réservation', exact: true }).click();
  await part('À régler').getByText('Paul Morin').waitFor({ state: 'detached' });

  await part('À régler').getByRole('button', { name: 'Laisser ainsi\u00a0: Ève Roy' }).click();
  await part('À régler').getByText('Toutes les réservations à venir ont leur place.').waitFor();
  const book = await rows();
  expect(book.map(({ bookedAs, status, time }) => [bookedAs, status, time])).toEqual([
    ['Hélène Girard', 'confirmed', '19:30'],
    ['Paul Morin', 'cancelled', '21:00'],
    ['Ève Roy', 'confirmed', '21:30'],
  ]);
});

test('somebody is put on the waitlist, offered a time by hand, and taken off and on again', async () => {
  await signIn('/admin/', 'host');
  await opener().click();
  const list = part('Liste d’attente');
  await list.getByText('Personne n’attend de table pour ce jour.').waitFor();
  await list.getByRole('button', { name: 'Inscrire quelqu’un' }).click();
  await list.getByRole('button', { name: '3 personnes' }).click();
  await list.getByLabel('Client', { exact: true }).fill('Zoé Martin');
  await list.getByRole('option', { name: /Nouveau client/ }).click();
  await list.getByLabel('Téléphone').fill('06 39 98 70 12');
  await list.getByRole('button', { name: 'Inscrire', exact: true }).click();
  await list.getByText('entre 19\u00a0h et 22\u00a0h').waitFor();
  // Who waits is counted where they stand: it is nothing that wants an answer.
  await expect.poll(() => list.locator('.desk-count').textContent()).toBe('1');
  expect(await opener().locator('.desk-badge').count()).toBe(0);

  await list.getByRole('button', { name: 'Proposer une heure à Zoé Martin' }).click();
  await list.getByRole('button', { name: '20:30' }).click();
  await list.getByText(/20\sh\s30 proposé, jusqu’à/).waitFor();
  await list.getByRole('button', { name: 'Retirer Zoé Martin de la liste' }).click();
  await page.getByText('Zoé Martin n’est plus sur la liste.').waitFor();
  await list.getByText('Personne n’attend de table pour ce jour.').waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await list.getByText('Zoé Martin').waitFor();
});

test('a party at the door is in the queue by two taps, and seated by two; one more takes it back', async () => {
  await open({ viewport: { width: 390, height: 800 }, hasTouch: true });
  await signIn('/admin/', 'host');
  await opener().tap();
  const queue = part('File de ce soir');
  await queue.getByRole('button', { name: 'Faire attendre' }).tap();
  await queue.getByRole('button', { name: '2 personnes' }).tap();
  await queue.getByText('Sans nom').waitFor();
  await queue.getByText(/attend depuis 0\smin/).waitFor();
  await queue.getByRole('button', { name: 'Installer Sans nom' }).tap();
  await queue
    .getByRole('button', { name: /y installer/ })
    .first()
    .tap();
  await queue.getByText('Personne n’attend à la porte.').waitFor();
  expect(await rows()).toMatchObject([{ party: 2, status: 'seated', source: 'walk_in' }]);
  await page.getByRole('button', { name: 'Annuler', exact: true }).tap();
  await queue.getByText('Sans nom').waitFor();
  await queue.getByRole('button', { name: 'Prévenir Sans nom' }).tap();
  await queue.getByText(/prévenu à/).waitFor();
  await queue.getByRole('button', { name: /partis sans attendre/ }).tap();
  await queue.getByText('Personne n’attend à la porte.').waitFor();
});

test('the box is closed with Escape, and the focus goes back to its button', async () => {
  await signIn('/admin/', 'host');
  await opener().click();
  await part('Demandes').getByText('Aucune demande en attente.').waitFor();
  await page.keyboard.press('Escape');
  await box().waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-begin')))
    .toBe('desk');
  // Opened by its key, it is where one goes on.
  await page.keyboard.press('b');
  await box().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('À traiter');
  await page.keyboard.press('Escape');
  await box().waitFor({ state: 'detached' });
  await page.keyboard.press('w');
  await side('Clients sans réservation').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('1\u00a0personne');
});

test('two who write the notes of the day at once lose nothing of each other; a panel beside shows them live', async () => {
  await signIn('/admin/', 'host');
  const notes = page.getByRole('region', { name: 'Notes du jour' });
  await notes.getByRole('button', { name: 'Noter quelque chose pour l’équipe' }).click();
  const field = page.getByLabel('Notes du jour, pour l’équipe');
  await field.fill('Plus de turbot.');
  const url = `/api/day-notes?restaurant=${house.slug}&day=${DAY}`;
  await staff('PUT', url, { text: 'Le chef est absent.', version: 0 }, 'manager');
  await page.getByText('Manager a écrit entre-temps').waitFor();
  await page.getByText('Le chef est absent.').waitFor();
  await page.getByRole('button', { name: 'Garder les deux' }).click();
  expect(await field.inputValue()).toBe('Le chef est absent.\nPlus de turbot.');
  await page.keyboard.press('Control+Enter');
  await notes.getByText('Plus de turbot.').waitFor();
  await notes.getByText(/^Host, /).waitFor();
  await staff('PUT', url, { text: 'Tout va bien.', version: 2 }, 'manager');
  await notes.getByText('Tout va bien.').waitFor();
  await notes.getByText(/^Manager, /).waitFor();
});

test('whoever is moved to make room is told of to the host, and it is in their history', async () => {
  const em = at.orm.em.fork();
  // One table for six, eleven for two: a party of two at the large one gives it up to one of six.
  await one(
    em,
    sql`UPDATE tables SET max_seats = 2 WHERE restaurant_id = ${house.restaurantId} AND name <> '12'`,
  );
  await someone('Hélène', 'Girard');
  const [first] = await rows();
  const large = house.tables.find(({ name }) => name === '12')!;
  await staff('PATCH', `/api/reservations/${first!.id}`, { tables: [large.id], pinned: false });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByText('Table 12').waitFor();
  await someone('Paul', 'Morin', { party: 6 });
  await page
    .getByText(/^Hélène Girard passe de Table 12 à Table \d+, pour faire place à Paul Morin\.$/)
    .waitFor();
  await row('Paul Morin').getByText('Table 12').waitFor();
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  await side('Hélène Girard').getByText('a fait place à').waitFor();
});

test('two who are moved for one party are told of at once, each from where and to where', async () => {
  const em = at.orm.em.fork();
  // Tables for two, of which the first two make one for six.
  await one(em, sql`UPDATE tables SET max_seats = 2 WHERE restaurant_id = ${house.restaurantId}`);
  const [first, second] = house.tables;
  await one(
    em,
    sql`INSERT INTO combinations (organization_id, restaurant_id, area_id, table_ids, min_seats, max_seats)
        SELECT organization_id, restaurant_id, area_id, ${[first!.id, second!.id]}::uuid[], 3, 6
          FROM tables WHERE id = ${first!.id}`,
  );
  for (const [lastName, table] of [
    ['Girard', first!],
    ['Roy', second!],
  ] as const) {
    await someone('Ève', lastName);
    const { id } = (await rows()).find(({ bookedAs }) => bookedAs === `Ève ${lastName}`)!;
    await staff('PATCH', `/api/reservations/${id}`, { tables: [table.id], pinned: false });
  }
  await signIn('/admin/', 'host');
  await row('Ève Roy').getByText('Table 2', { exact: true }).waitFor();
  await someone('Paul', 'Morin', { party: 6 });
  const news = page.locator('.toast-new').filter({ hasText: 'pour faire place à Paul Morin.' });
  await news.filter({ hasText: 'Ève Girard passe de Table 1 à' }).waitFor();
  await news.filter({ hasText: 'Ève Roy passe de Table 2 à' }).waitFor();
  expect(await news.count()).toBe(1);
});

test('axe finds nothing in the box, by day and by night; a phone shows it whole', async () => {
  await askFirst();
  await someone('Hélène', 'Girard', { party: 4, remark: 'Allergie aux noix' });
  await one(
    at.orm.em.fork(),
    sql`UPDATE guests SET tags = '{VIP}', no_shows = 2 WHERE organization_id = ${house.organizationId}`,
  );
  await someone('Paul', 'Morin', { time: '21:00' });
  await staff('POST', '/api/waitlist', {
    restaurant: house.slug,
    day: DAY,
    from: '19:00',
    to: '21:00',
    party: 2,
    guest: { firstName: 'Ana', lastName: 'Petit', phone: '06 39 98 70 13' },
  });
  await staff('POST', '/api/waitlist/queue', {
    restaurant: house.slug,
    party: 3,
    guest: { firstName: 'Léo', phone: '06 39 98 70 14' },
  });
  const paul = (await rows()).find(({ bookedAs }) => bookedAs === 'Paul Morin')!;
  // Nailed to the table that breaks, he is not moved by himself.
  await staff('POST', `/api/reservations/${paul.id}/pin`, { pinned: true });
  await staff('POST', `/api/pauses?restaurant=${house.slug}`, { from: DAY, table: paul.tables[0] });
  await signIn('/admin/aujourdhui?open=desk', 'host');
  await part('À régler').getByText('Paul Morin').waitFor();
  await part('File de ce soir').getByText('Léo').waitFor();
  await part('Liste d’attente').getByText('Ana Petit').waitFor();
  await part('Demandes')
    .getByRole('button', { name: /^Décliner/ })
    .click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await accessible(`box, ${colorScheme}`);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/desk-1280-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const body = page.locator('.guest-body');
  expect(await body.evaluate((own) => own.scrollWidth - own.clientWidth)).toBe(0);
});
