import { expect, test } from 'vitest';
import { row as one, sql } from '../server/db/sql.ts';
import { bookRequest } from '../server/testing/app.ts';
import { accessible, at, book, DAY, guest, house, open, page, row, rows, signIn } from './adminStage.ts';

const side = (name: string) => page.getByRole('complementary', { name });
/** A time among the slots. */
const time = (at: string) => page.getByRole('button', { name: new RegExp(`^${at} `) });

/** Every table of the house is taken at 20:30. */
async function fill(): Promise<void> {
  for (let i = 0; i < 12; i += 1) await book({ ...guest(`Client${i}`, 'Du soir'), time: '20:30' });
}

test('a reservation by telephone is made with the keyboard alone, for a guest found as one types', async () => {
  const phone = '+33639987010';
  await book({ ...guest('Zoé', 'Lefèvre', { phone }), day: '2026-10-17' });
  await signIn('/admin/', 'host');
  await page.keyboard.press('n');
  const panel = side('Nouvelle réservation');
  await panel.getByRole('button', { name: '3 personnes' }).focus();
  await page.keyboard.press('Enter');
  await time('20:30').focus();
  await page.keyboard.press('Enter');
  await panel.getByText(/proposée par la maison/).waitFor();
  await panel.getByLabel('Client', { exact: true }).focus();
  await page.keyboard.type('lefevre');
  await panel.getByRole('option', { name: /Zoé Lefèvre/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await panel.getByText('06 39 98 70 10').waitFor();
  await panel.getByLabel('Remarque du client').fill('Près de la fenêtre');
  await panel.getByRole('button', { name: 'Réserver' }).focus();
  await page.keyboard.press('Enter');
  await row('Zoé Lefèvre').waitFor();
  await panel.waitFor({ state: 'detached' });
  const [made] = await rows();
  expect(made).toMatchObject({
    time: '20:30',
    party: 3,
    source: 'staff',
    status: 'confirmed',
    remark: 'Près de la fenêtre',
    guest: { phone },
  });
  expect(made!.tables).toHaveLength(1);
});

test('a guest is made on the spot; a number that is none is told beside its field', async () => {
  await signIn('/admin/', 'host');
  await page.getByRole('button', { name: 'Réserver', exact: true }).click();
  const panel = side('Nouvelle réservation');
  await time('21:00').click();
  const make = panel.getByRole('button', { name: 'Réserver' });
  await make.click();
  await panel.getByText('Dites pour qui.').waitFor();
  await panel.getByLabel('Client', { exact: true }).fill('ève morin');
  await panel.getByRole('option', { name: 'Nouveau client\u00a0: ève morin' }).click();
  expect(await panel.getByLabel('Prénom').inputValue()).toBe('Ève');
  expect(await panel.getByLabel('Nom', { exact: true }).inputValue()).toBe('Morin');
  await panel.getByLabel('Téléphone').fill('06 39 98');
  await make.click();
  await panel.getByText('Ce numéro semble incomplet.').waitFor();
  expect(await panel.getByLabel('Téléphone').getAttribute('aria-invalid')).toBe('true');
  await panel.getByLabel('Téléphone').fill('06 39 98 70 11');
  await make.click();
  await row('Ève Morin').waitFor();
  expect(await rows()).toMatchObject([{ bookedAs: 'Ève Morin', guest: { phone: '+33639987011' } }]);
});

test('a full time says who is in the way; a host is led elsewhere, an owner may write beyond it', async () => {
  await fill();
  await signIn('/admin/aujourdhui?open=new', 'host');
  await time('20:30').click();
  const panel = side('Nouvelle réservation');
  await panel.getByText('20\u00a0h\u00a030 n’est pas libre pour 2\u00a0personnes.').waitFor();
  expect(await panel.getByText(/Client\d+ Du soir, 2\spersonnes, 20\sh\s30/).count()).toBe(12);
  await panel.getByText('Seule la direction peut écrire').waitFor();
  expect(await panel.getByRole('checkbox').count()).toBe(0);
  await panel.getByRole('button', { name: 'Prendre 22:00 à la place' }).waitFor();

  await open();
  await signIn('/admin/aujourdhui?open=new', 'owner');
  const owners = side('Nouvelle réservation');
  await time('20:30').click();
  await owners.getByLabel('Client', { exact: true }).fill('Ève Morin');
  await owners.getByRole('option', { name: /Nouveau client/ }).click();
  await owners.getByRole('button', { name: 'Réserver' }).click();
  await owners.getByText('Cette heure n’est pas libre').waitFor();
  await owners.getByRole('checkbox', { name: /Écrire quand même/ }).check();
  await owners.getByRole('button', { name: 'Réserver sans table' }).click();
  await row('Ève Morin').getByText('Sans table').waitFor();
  const made = (await rows()).find(({ bookedAs }) => bookedAs === 'Ève Morin');
  expect(made).toMatchObject({ tables: [], overbookedBy: 'Owner' });
});

test('a table that goes to somebody else meanwhile is refused with other times, one tap away', async () => {
  for (let i = 0; i < 11; i += 1) await book({ ...guest(`Client${i}`, 'Du soir'), time: '20:30' });
  await signIn('/admin/aujourdhui?open=new', 'host');
  await time('20:30').click();
  const panel = side('Nouvelle réservation');
  await panel.getByText(/proposée par la maison/).waitFor();
  await panel.getByLabel('Client', { exact: true }).fill('Ève Morin');
  await panel.getByRole('option', { name: /Nouveau client/ }).click();
  await page.route(
    '**/api/reservations',
    async (route) => {
      await book({ ...guest('Plus', 'Rapide'), time: '20:30' });
      await route.continue();
    },
    { times: 1 },
  );
  await panel.getByRole('button', { name: 'Réserver' }).click();
  const refusal = panel.getByRole('alert').filter({ hasText: 'Cette heure vient d’être prise.' });
  const other = refusal.getByRole('button').first();
  await other.click();
  await panel.getByRole('button', { name: 'Réserver' }).click();
  await panel.waitFor({ state: 'detached' });
  await row('Ève Morin').waitFor();
});

test('who walks in is seated in two taps, and one more takes it back', async () => {
  await open({ viewport: { width: 390, height: 800 }, hasTouch: true });
  await signIn('/admin/', 'host');
  await page.getByRole('button', { name: 'Sans réservation' }).tap();
  const panel = side('Clients sans réservation');
  await panel.getByRole('button', { name: '2 personnes' }).tap();
  await panel.getByRole('button', { name: /^Table 1\b/ }).tap();
  await page.getByText('2\u00a0personnes, Table 1\u00a0: à table.').waitFor();
  expect(await rows()).toMatchObject([
    { time: '19:20', party: 2, status: 'seated', source: 'walk_in', tables: ['1'] },
  ]);
  await page.getByRole('button', { name: 'Annuler', exact: true }).tap();
  await expect.poll(async () => (await rows())[0]?.status).toBe('cancelled');
});

test('a table that is sat at, or soon awaited, is not proposed to who walks in', async () => {
  await book({ ...guest('Paul', 'Bientôt'), time: '20:00', party: 6 });
  const [coming] = await rows();
  await signIn('/admin/aujourdhui?open=walk-in', 'host');
  const panel = side('Clients sans réservation');
  await panel.getByRole('button', { name: '4 personnes' }).click();
  await panel
    .getByRole('button', { name: /^Table / })
    .first()
    .waitFor();
  const proposed = await panel.getByRole('button', { name: /^Table / }).allInnerTexts();
  expect(proposed.some((text) => text.startsWith(`Table ${coming!.tables[0]}\n`))).toBe(false);
  await panel.getByLabel('Un autre nombre de personnes').fill('40');
  await panel.getByText('Aucune table ni réunion de tables n’est assez grande.').waitFor();
});

test('a reservation is changed from its row, its history says so, and one tap takes it back', async () => {
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  const panel = side('Hélène Girard');
  await panel.getByText('Réservée').waitFor();
  await panel.getByRole('button', { name: '4 personnes' }).click();
  await time('21:00').click();
  await panel.getByText('Choisir la table').click();
  await panel.getByRole('button', { name: /^table 7 / }).click();
  await panel.getByLabel('Remarque du client').fill('Un gâteau');
  await panel.getByRole('button', { name: 'Enregistrer' }).click();
  await panel.waitFor({ state: 'detached' });
  expect(await rows()).toMatchObject([{ time: '21:00', party: 4, tables: ['7'], remark: 'Un gâteau' }]);
  await expect.poll(() => page.locator('[data-rows] time').allInnerTexts()).toEqual(['21:00']);

  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  await panel.getByText('Modifiée').waitFor();
  await panel.getByText('20\u00a0h → 21\u00a0h').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(async () => (await rows())[0]).toMatchObject({ time: '20:00', party: 2, remark: null });
});

test('a minute off the slots, a length of stay and a table by hand are written, and shown when it is changed', async () => {
  await signIn('/admin/aujourdhui?open=new', 'host');
  const panel = side('Nouvelle réservation');
  await time('20:30').waitFor();
  await panel.getByLabel('Une autre heure').fill('20:10');
  await panel.getByRole('button', { name: /^20:10 / }).waitFor();
  await panel.getByText(/proposée par la maison/).waitFor();
  await panel.getByLabel('Durée à table').selectOption('180');
  await panel.getByText('Choisir la table').click();
  await panel.getByRole('button', { name: /^table 7 / }).click();
  await panel.getByLabel('Client', { exact: true }).fill('Ève Morin');
  await panel.getByRole('option', { name: /Nouveau client/ }).click();
  await panel.getByRole('button', { name: 'Réserver' }).click();
  await panel.waitFor({ state: 'detached' });
  await row('Ève Morin').waitFor();
  const [made] = await rows();
  expect(made).toMatchObject({ time: '20:10', tables: ['7'], pinned: true });
  expect(Date.parse(made!.endsAt) - Date.parse(made!.startsAt)).toBe(180 * 60_000);

  await row('Ève Morin').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  const change = side('Ève Morin');
  await change.getByText('table fixée').waitFor();
  expect(await change.getByLabel('Durée à table').inputValue()).toBe('180');
  await change.getByLabel('Durée à table').selectOption('120');
  await change.getByRole('button', { name: 'Enregistrer' }).click();
  await change.waitFor({ state: 'detached' });
  const [became] = await rows();
  expect(Date.parse(became!.endsAt) - Date.parse(became!.startsAt)).toBe(120 * 60_000);
  expect(became).toMatchObject({ time: '20:10', tables: ['7'] });
});

test('beyond the pace is warned of as such, and written with the name of who did', async () => {
  await one(
    at.orm.em.fork(),
    sql`UPDATE shifts SET pace = '{"covers": 2}' WHERE restaurant_id = ${house.restaurantId}`,
  );
  await book({ ...guest('Anne', 'Premier'), time: '20:30' });
  await signIn('/admin/aujourdhui?open=new', 'owner');
  const panel = side('Nouvelle réservation');
  await time('20:30').click();
  await panel.getByText('Assez de clients arrivent déjà à cette heure.').waitFor();
  await panel.getByRole('checkbox', { name: /au-delà du rythme/ }).check();
  await panel.getByLabel('Client', { exact: true }).fill('Ève Morin');
  await panel.getByRole('option', { name: /Nouveau client/ }).click();
  await panel.getByRole('button', { name: 'Réserver quand même' }).click();
  await panel.waitFor({ state: 'detached' });
  await row('Ève Morin').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  await side('Ève Morin').getByText('Écrite au-delà de ce qui est libre, par Owner.').waitFor();
  await side('Ève Morin').getByText('au-delà du libre\u00a0: oui').waitFor();
});

test('a reservation is cancelled with a word from its panel, and one tap takes it back', async () => {
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  const panel = side('Hélène Girard');
  await panel.getByRole('button', { name: 'Annuler la réservation…' }).click();
  await panel.getByLabel('Un mot pour le client (facultatif)').fill('Le four est en panne.');
  await panel.getByRole('button', { name: 'Annuler la réservation', exact: true }).click();
  await row('Hélène Girard').getByText('Annulée').waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await row('Hélène Girard').getByText('Confirmée').waitFor();
});

test('a late cancellation is told on its row, and stays in its history', async () => {
  await one(at.orm.em.fork(), sql`UPDATE restaurants SET cancel_hours = 24 WHERE id = ${house.restaurantId}`);
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Annuler la réservation' }).click();
  await row('Hélène Girard').getByText('Annulée tard').waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await row('Hélène Girard').getByText('Confirmée').waitFor();
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  await side('Hélène Girard').getByText('annulation tardive\u00a0: oui').waitFor();
});

test('a reservation is pinned to its table, and let go again', async () => {
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Fixer\u00a0: Table' }).click();
  await row('Hélène Girard').getByText('Table fixée').waitFor();
  expect((await rows())[0]?.pinned).toBe(true);
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await row('Hélène Girard').getByText('Table fixée').waitFor({ state: 'detached' });
  await expect.poll(async () => (await rows())[0]?.pinned).toBe(false);
});

test('a request is declined from its row', async () => {
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await one(
    at.orm.em.fork(),
    sql`UPDATE reservations SET status = 'requested' WHERE restaurant_id = ${house.restaurantId}`,
  );
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByText('Demande').waitFor();
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Décliner la demande' }).click();
  await row('Hélène Girard').getByText('Refusée').waitFor();
  expect((await rows())[0]?.status).toBe('declined');
});

test('one that is moved to another day is followed there', async () => {
  await book({ ...guest('Hélène', 'Girard'), time: '20:00' });
  await signIn('/admin/', 'host');
  await row('Hélène Girard').getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  await side('Hélène Girard').getByLabel('Jour', { exact: true }).fill('2026-10-12');
  await time('12:30').click();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('heading', { name: 'Lundi 12 octobre' }).waitFor();
  await row('Hélène Girard').waitFor();
  expect(await rows()).toEqual([]);
});

test('the panel that was opened closes with Escape, and the focus is where it was', async () => {
  await book({ ...guest('Anne', 'Premier'), time: '20:00' });
  await signIn();
  await row('Anne Premier').waitFor();
  await page.getByRole('button', { name: 'Réserver', exact: true }).click();
  await side('Nouvelle réservation').waitFor();
  expect(new URL(page.url()).searchParams.get('open')).toBe('new');
  await page.keyboard.press('Escape');
  await side('Nouvelle réservation').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Réserver');
});

test('a new reservation from a record is for that guest', async () => {
  await book(guest('Camille', 'Roussel'));
  await signIn();
  await page.getByRole('button', { name: 'Camille Roussel', exact: true }).click();
  await page.getByText('Dernières réservations').waitFor();
  await page.keyboard.press('n');
  await side('Nouvelle réservation').getByText('Camille Roussel').waitFor();
});

test('the service is printed, a page a shift, without those who do not come', async () => {
  await book({ ...guest('Anne', 'Vient'), time: '20:00', remark: 'Allergie aux noix' });
  const { token } = await book({ ...guest('Paul', 'Annule'), time: '21:00' });
  await fetch(`${at.origin}/api/bookings/${token}/cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  await signIn();
  await row('Paul Annule').getByText('Annulée').waitFor();
  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('.sheet');
  expect(await sheet.count()).toBe(1);
  const text = await sheet.innerText();
  expect(text).toContain('Soir · Samedi 10 octobre');
  expect(text).toContain('Anne Vient');
  expect(text).toContain('Allergie aux noix');
  expect(text).not.toContain('Paul Annule');
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.locator('.day-bar').isVisible()).toBe(false);
});

test('a full shift with its notes is one page, and what is beside it is on another', async () => {
  const cookie = await at.signIn(house.staff.manager.email);
  const headers = { cookie, 'content-type': 'application/json' };
  for (let i = 0; i < 36; i += 1) {
    const answer = await fetch(`${at.origin}/api/reservations`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        restaurant: house.slug,
        day: DAY,
        time: i < 33 ? '20:30' : '12:30',
        party: 2,
        guest: { firstName: 'Bérénice', lastName: `Du soir ${i}` },
        ...(i % 3 ? {} : { remark: 'Allergie aux fruits à coque, merci de prévenir la cuisine.' }),
        overbook: true,
      }),
    });
    expect(answer.status).toBe(201);
  }
  await fetch(`${at.origin}/api/day-notes?restaurant=${house.slug}&day=${DAY}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ text: 'Plus de turbot ce soir.\nTable 4 bancale.', version: 0 }),
  });
  await signIn();
  await page.getByRole('region', { name: 'Notes du jour' }).getByText('Table 4 bancale.').waitFor();
  await row('Du soir 32').waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.sheet').allInnerTexts()).toHaveLength(2);
  for (const sheet of await page.locator('.sheet').all())
    expect(await sheet.innerText()).toContain('Plus de turbot ce soir.');
});

test('axe finds nothing in what is begun beside the list, by day and by night; a phone shows it whole', async () => {
  await fill();
  const { guest: somebody } = bookRequest();
  await book({
    guest: { ...somebody, firstName: 'Zoé', lastName: 'Martin' },
    time: '12:00',
    day: '2026-10-17',
  });
  await signIn();
  const [first] = await rows();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`/admin/aujourdhui?day=${DAY}&open=new`);
    await time('20:30').click();
    await page.getByRole('checkbox', { name: /Écrire quand même/ }).check();
    await page.getByLabel('Client', { exact: true }).fill('zo');
    await page.getByRole('option', { name: /Zoé Martin/ }).waitFor();
    await accessible(`new, ${colorScheme}`);
    await page.getByRole('option', { name: /Nouveau client/ }).click();
    await accessible(`new guest, ${colorScheme}`);
    await page.goto('/admin/aujourdhui?open=walk-in');
    await page.getByRole('button', { name: '2 personnes' }).click();
    await page.getByText(/Aucune table libre pour/).waitFor();
    await accessible(`walk-in, ${colorScheme}`);
    await page.goto(`/admin/aujourdhui?open=${first!.id}`);
    await page.getByText('Réservée').waitFor();
    await page.getByText('Choisir la table').click();
    await accessible(`change, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  for (const what of ['new', 'walk-in', first!.id]) {
    await page.goto(`/admin/aujourdhui?open=${what}`);
    await page.getByText('Combien de personnes').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.locator('.guest-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
  }
});

test('on a phone, whatever can be begun from the day is whole on the screen', async () => {
  await open({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await signIn('/admin/', 'host');
  for (const button of await page.locator('.day-bar button:visible').all()) {
    const box = (await button.boundingBox())!;
    expect(box.x + box.width, await button.innerText()).toBeLessThanOrEqual(360);
  }
  await page.getByRole('button', { name: 'Sans réservation' }).click();
  await side('Sans réservation').waitFor();
});
