import { expect, test } from 'vitest';
import { row as one, sql } from '../server/db/sql.ts';
import { accessible, at, book, guest, house, page, row, rows, signIn } from './adminStage.ts';

const names = () => page.locator('[data-rows] [data-row]').allInnerTexts();

test('the day is sorted as one likes, and a reload keeps it so', async () => {
  await book({ ...guest('Zoé', 'Étienne'), time: '20:00', party: 2 });
  await book({ ...guest('Émile', 'Roux'), time: '20:30', party: 5 });
  await book({ ...guest('Anne', 'Fabre'), time: '21:00', party: 3 });
  await signIn();
  await row('Zoé Étienne').waitFor();
  expect(await names()).toEqual(['Zoé Étienne', 'Émile Roux', 'Anne Fabre']);
  await page.getByLabel('Trier').selectOption('Par nom');
  await expect.poll(names).toEqual(['Anne Fabre', 'Émile Roux', 'Zoé Étienne']);
  await page.getByLabel('Trier').selectOption('Par taille');
  await expect.poll(names).toEqual(['Émile Roux', 'Anne Fabre', 'Zoé Étienne']);
  await page.reload();
  await row('Zoé Étienne').waitFor();
  expect(await names()).toEqual(['Émile Roux', 'Anne Fabre', 'Zoé Étienne']);
  expect(await page.getByText('Maintenant').count()).toBe(0);
});

test('the guest book is sorted by family name, É beside E', async () => {
  await book({ ...guest('Zoé', 'Fabre') });
  await book({ ...guest('Anne', 'Étienne') });
  await book({ ...guest('Luc', 'Ernaux') });
  await signIn('/admin/clients');
  await page.getByRole('button', { name: 'Zoé Fabre' }).waitFor();
  await page.getByLabel('Trier').selectOption('Par nom de famille');
  await expect.poll(names).toEqual(['Luc Ernaux', 'Anne Étienne', 'Zoé Fabre']);
  expect(new URL(page.url()).searchParams.get('sort')).toBe('name');
});

test('the whole story of a guest has their chats and when they cancelled', async () => {
  const { token } = await book(guest('Camille', 'Roussel'));
  await fetch(`${at.origin}/api/bookings/${token}/cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const json = { 'content-type': 'application/json' };
  const chat = (await (
    await fetch(`${at.origin}/api/restaurants/${house.slug}/chats`, {
      method: 'POST',
      headers: json,
      body: '{}',
    })
  ).json()) as { token: string };
  await fetch(`${at.origin}/api/chats/${chat.token}/messages`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ externalId: 'm1', text: 'Je préfère un autre soir' }),
  });
  const [reservation] = await rows();
  await one(
    at.orm.em.fork(),
    sql`UPDATE conversations SET guest_id = ${reservation!.guest.id} WHERE restaurant_id = ${house.restaurantId}`,
  );
  await signIn(`/admin/clients?guest=${reservation!.guest.id}&tab=story`);
  const story = page.getByRole('region', { name: 'Fil complet' });
  await story.getByText('Réservation annulée, 2\u00a0personnes').waitFor();
  await story.getByRole('link', { name: 'Discussion\u00a0: Page web' }).click();
  await page.getByRole('log').getByText('Je préfère un autre soir').waitFor();
});

test("the panel wears the restaurant's colour when it can be read, and its own green when not", async () => {
  const colour = (accent: string) =>
    one(at.orm.em.fork(), sql`UPDATE restaurants SET accent = ${accent} WHERE id = ${house.restaurantId}`);
  const accent = () =>
    page.evaluate(
      () => getComputedStyle(document.querySelector('.rail a[aria-current]') ?? document.body).color,
    );
  await book({ ...guest('Zoé', 'Martin'), remark: 'Près de la fenêtre' });
  await signIn();
  await row('Zoé Martin').waitFor();
  const green = await accent();
  await colour('#ffd400');
  await page.reload();
  await row('Zoé Martin').waitFor();
  expect(await accent()).toBe(green);
  await colour('#7b2d8b');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.reload();
    await row('Zoé Martin').waitFor();
    expect(await accent()).not.toBe(green);
    await accessible(`another accent, ${colorScheme}`);
  }
});
