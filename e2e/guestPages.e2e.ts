import { describe, expect, test } from 'vitest';
import { row, sql } from '../server/db/sql.ts';
import { bookRequest } from '../server/testing/app.ts';
import { chooseTable, confirm, expectAccessible, guestHouse, openTimes, sayWho } from './guestStage.ts';

const { stage, house } = await guestHouse(9);

async function booked() {
  const answer = await stage.test.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ remark: '<b>Près</b> du poêle' }),
  });
  expect(answer.statusCode).toBe(201);
  const { token, reference } = answer.json<{ token: string; reference: string }>();
  return { token, reference };
}

describe('from the hosted page to the page of the reservation', () => {
  test('a guest books, follows the link, cancels with a word, and the table is free again', async () => {
    const { page, sent, faults } = await stage.open(`/r/${house.slug}`);
    await chooseTable(page);
    await sayWho(page);
    await confirm(page);
    await page.getByRole('heading', { name: 'C’est réservé' }).waitFor();
    expect(sent[0]?.body.source).toBe('page');
    const calendar = await page.getByRole('link', { name: 'Ajouter à l’agenda' }).getAttribute('href');
    expect((await page.request.get(calendar!)).headers()['content-type']).toContain('text/calendar');
    const [own] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Modifier ou annuler' }).click(),
    ]);
    await own.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    await expectAccessible(own, 'the reservation');
    await own.getByRole('button', { name: 'Annuler la réservation' }).click();
    await own.getByLabel('Un mot pour le restaurant').fill('Un enfant malade');
    await expectAccessible(own, 'the question');
    await own.context().setOffline(true);
    await own.getByRole('button', { name: 'Oui, annuler' }).click();
    await own.getByText('La connexion est coupée').waitFor();
    await own.context().setOffline(false);
    await own.getByRole('button', { name: 'Oui, annuler' }).click();
    await own.getByText('Annulée').waitFor();
    await expectAccessible(own, 'the cancelled reservation');
    const kept = await row<{ status: string; live: number }>(
      stage.test.orm.em.fork(),
      sql`SELECT r.status, (SELECT count(*)::int FROM claims c WHERE c.holder_id = r.id AND c.live) AS live
            FROM reservations r WHERE r.restaurant_id = ${house.restaurantId} AND r.source = 'page'`,
    );
    expect(kept).toEqual({ status: 'cancelled', live: 0 });
    expect(faults).toEqual([]);
  });

  test('the hosted page is for everybody, on a small screen in the dark too', async () => {
    const { page } = await stage.open(`/r/${house.slug}?lang=fr`, {
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
    });
    await openTimes(page).first().waitFor();
    await expectAccessible(page, 'the hosted page');
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(320);
  });

  test.each([600, 900])('on a desk %d px high, the hours stand clear of the name', async (height) => {
    const { page } = await stage.open(`/r/${house.slug}`, { viewport: { width: 1280, height } });
    await openTimes(page).first().waitFor();
    const name = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
    const hours = (await page.getByRole('heading', { name: 'Horaires' }).boundingBox())!;
    expect(hours.y).toBeGreaterThan(name.y + name.height);
    expect(hours.x).toBe(name.x);
  });
});

describe('the page of one reservation', () => {
  test('shows a remark as it was typed', async () => {
    const { token, reference } = await booked();
    const { page, faults } = await stage.open(`/b/${token}`);
    await page.getByText('<b>Près</b> du poêle').waitFor();
    await page.getByText(reference).waitFor();
    expect(faults).toEqual([]);
  });

  test('says when there is no such reservation', async () => {
    const { page } = await stage.open('/b/no-such-token-was-ever-given');
    await page.getByRole('heading', { name: 'Réservation introuvable' }).waitFor();
    await expectAccessible(page, 'no reservation');
  });

  test('says when the reservation is past, and offers no way to cancel it', async () => {
    const { token } = await booked();
    const before = stage.test.now;
    stage.test.now = new Date('2026-10-18T12:00:00Z');
    try {
      const { page } = await stage.open(`/b/${token}`);
      // The guest's own clock decides what is past on their screen.
      await page.clock.setFixedTime(stage.test.now);
      await page.reload();
      await page.getByText('Passée').waitFor();
      expect(await page.getByRole('button', { name: 'Annuler la réservation' }).count()).toBe(0);
    } finally {
      stage.test.now = before;
    }
  });

  test('can be read again when it could not be read', async () => {
    const { token } = await booked();
    const { page } = await stage.open('/b/no-such-token-was-ever-given');
    let losing = true;
    await page.route('**/api/bookings/*', (route) => (losing ? route.abort() : route.fallback()));
    await page.goto(`${stage.origin}/b/${token}`);
    await page.getByRole('heading', { name: 'La connexion a été interrompue' }).waitFor();
    losing = false;
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
  });
});

describe("the demo of a restaurant's site", () => {
  test('takes a booking under its strict policy, in the page and behind the button', async () => {
    const inPage = await stage.open(`/demo/${house.slug}`);
    await inPage.page.locator('couvert-booking').scrollIntoViewIfNeeded();
    await chooseTable(inPage.page);
    await sayWho(inPage.page);
    await confirm(inPage.page);
    await inPage.page.getByRole('heading', { name: 'C’est réservé' }).waitFor();
    await expectAccessible(inPage.page, 'the demo site');
    const behind = await stage.open(`/demo/${house.slug}?mode=button`);
    await behind.page.getByRole('button', { name: 'Réserver une table' }).click();
    await openTimes(behind.page).first().waitFor();
    expect([...inPage.faults, ...behind.faults]).toEqual([]);
  });
});
