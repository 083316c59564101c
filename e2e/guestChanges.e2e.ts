import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../server/db/sql.ts';
import { bookRequest } from '../server/testing/app.ts';
import type { HousePlan } from '../server/testing/house.ts';
import { expectAccessible, type GuestStage, guestStage } from './guestStage.ts';

let stage: GuestStage;
beforeAll(async () => {
  stage = await guestStage();
});
afterAll(() => stage.close());

/** A restaurant, by default of a single table, with one reservation on 17 October at 20:00, and its page open. */
async function booked(
  plan: HousePlan = {},
  change: Parameters<typeof bookRequest>[0] = {},
  options: Parameters<GuestStage['open']>[1] = {},
) {
  const house = await stage.house({ name: 'Chez Essai', tables: [[1, 4]], ...plan });
  /** Books by the API, as somebody else would; answers the status. */
  const book = async (wish: Parameters<typeof bookRequest>[0]) => {
    const answer = await stage.test.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest(wish),
    });
    return { status: answer.statusCode, token: answer.json<{ token: string }>().token };
  };
  const { token } = await book({ remark: 'Près de la fenêtre', ...change });
  const visit = await stage.open(`/b/${token}`, options);
  const kept = () =>
    rows<{ day: string; minute: number; party: number; remark: string | null; tables: number }>(
      stage.test.orm.em.fork(),
      sql`SELECT service_date::text AS day, minute, party, remark,
                 (SELECT count(*)::int FROM claims c WHERE c.holder_id = r.id AND c.live) AS tables
            FROM reservations r WHERE restaurant_id = ${house.restaurantId} ORDER BY created_at`,
    );
  return { house, book, kept, ...visit };
}

const toChange = (page: Page) => page.getByRole('button', { name: 'Modifier la réservation' }).click();

/** Chooses another table in the form. */
async function choose(page: Page, day: string, time: string) {
  await page.getByRole('gridcell', { name: day }).click();
  await page.getByRole('heading', { name: day, level: 3 }).waitFor();
  await page.getByRole('button', { name: time, exact: true }).click();
  await page.getByRole('heading', { name: 'Vérifiez et confirmez' }).waitFor();
}

const confirm = (page: Page) => page.getByRole('button', { name: 'Confirmer le changement' }).click();

describe('a guest changes their reservation', () => {
  test('to another day and party, and the old table is free for others', async () => {
    const { page, kept, book, faults } = await booked();
    await toChange(page);
    // Their own table is no obstacle to them.
    await page.getByRole('button', { name: '20 h 30', exact: true }).waitFor();
    await expectAccessible(page, 'choosing another table');
    await page.getByRole('radio', { name: '3 personnes' }).check();
    await choose(page, 'dimanche 18 octobre', '19 h');
    await page.getByText('Votre table reste à vous').waitFor();
    await expectAccessible(page, 'the change');
    expect(await kept()).toMatchObject([{ day: '2026-10-17', minute: 1200, party: 2, tables: 1 }]);
    await confirm(page);
    await page.getByRole('heading', { name: 'dimanche 18 octobre, 19 h' }).waitFor();
    await page.getByText('C’est changé.').waitFor();
    await page.getByText('3 personnes').waitFor();
    await expectAccessible(page, 'the changed reservation');
    expect(await kept()).toEqual([
      { day: '2026-10-18', minute: 1140, party: 3, remark: 'Près de la fenêtre', tables: 1 },
    ]);
    expect((await book({ time: '20:00' })).status).toBe(201);
    expect((await book({ day: '2026-10-18', time: '19:00' })).status).toBe(409);
    expect(faults).toEqual([]);
  });

  test('by the keyboard alone, on a narrow screen in the dark, in English', async () => {
    const { page, kept } = await booked(
      {},
      { locale: 'en' },
      { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    );
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Change the booking');
    await page.getByRole('gridcell', { name: 'Saturday 17 October' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sunday 18 October', level: 3 }).waitFor();
    await expect.poll(() => page.locator('#change .slots').getAttribute('aria-busy')).toBe('false');
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBe(320);
    await expectAccessible(page, 'choosing, dark');
    await press('21:30');
    await page.getByRole('heading', { name: 'Check and confirm' }).waitFor();
    await expectAccessible(page, 'the change, dark');
    await press('Confirm the change');
    await page.getByText('Your booking is changed.').waitFor();
    // What was done is where the keyboard is.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('done');
    expect(await kept()).toMatchObject([{ day: '2026-10-18', minute: 1290 }]);
  });

  test('loses the wished time on submit, keeps the old one and what was typed, and takes another', async () => {
    const { page, kept, book } = await booked();
    await toChange(page);
    await choose(page, 'dimanche 18 octobre', '20 h');
    await page.getByLabel('Message au restaurant').fill('Un gâteau à 22 h');
    expect((await book({ day: '2026-10-18', time: '20:00' })).status).toBe(201);
    await confirm(page);
    await page.getByText('La table de 20 h n’est plus libre.').waitFor();
    await expectAccessible(page, 'the lost time');
    expect((await kept())[0]).toMatchObject({ day: '2026-10-17', minute: 1200, tables: 1 });
    const offer = page.locator('#change .offers button').first();
    const time = (await offer.innerText()).split(', ').at(-1)!;
    await offer.click();
    expect(await page.getByLabel('Message au restaurant').inputValue()).toBe('Un gâteau à 22 h');
    await confirm(page);
    await page.getByText('C’est changé.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(time);
    expect((await kept())[0]).toMatchObject({ remark: 'Un gâteau à 22 h', tables: 1 });
  });

  test('changes the message alone; being offline and slow are told apart, and nothing is lost', async () => {
    const { page, kept } = await booked();
    await page.getByRole('button', { name: 'Modifier le message' }).click();
    await page.getByLabel('Message au restaurant').fill('Loin de la porte');
    await page.context().setOffline(true);
    await confirm(page);
    await page.getByText('La connexion est coupée').waitFor();
    await page.context().setOffline(false);
    await page.route('**/api/bookings/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.fallback(),
    );
    await confirm(page);
    await page.getByText('La connexion a été interrompue').waitFor();
    await page.unrouteAll();
    expect(await page.getByLabel('Message au restaurant').inputValue()).toBe('Loin de la porte');
    await confirm(page);
    await page.getByText('C’est changé.').waitFor();
    expect(await kept()).toMatchObject([{ day: '2026-10-17', minute: 1200, remark: 'Loin de la porte' }]);
  });

  test('to the terrace, when it has a table at the same time', async () => {
    const { page, house } = await booked();
    await rows(
      stage.test.orm.em.fork(),
      sql`WITH terrace AS (
            INSERT INTO areas (organization_id, restaurant_id, name)
            SELECT organization_id, id, 'Terrasse' FROM restaurants WHERE id = ${house.restaurantId} RETURNING *)
          INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
          SELECT organization_id, restaurant_id, id, 'T1', 1, 4 FROM terrace`,
    );
    await page.reload();
    await toChange(page);
    await choose(page, 'samedi 17 octobre', '20 h');
    await page.getByLabel('Lieu').selectOption('Terrasse');
    await page.getByText('Samedi 17 octobre, 20 h, 2 personnes, terrasse').waitFor();
    await confirm(page);
    await page.getByText('C’est changé.').waitFor();
    await page.getByText('2 personnes, terrasse').waitFor();
  });

  test('asks the restaurant for more people than it takes unasked, keeps the table, and takes the wish back', async () => {
    const { page, house, kept } = await booked({ tables: [[1, 6]] });
    await rows(
      stage.test.orm.em.fork(),
      sql`UPDATE restaurants SET request_from = 5 WHERE id = ${house.restaurantId}`,
    );
    await toChange(page);
    await page.getByRole('radio', { name: '6 personnes' }).check();
    // The time itself says that it is on request.
    await page.getByRole('button', { name: /^20.h.30.*sur demande/ }).click();
    await page.getByText('Pour ce changement, le restaurant vous répond lui-même.').waitFor();
    await expectAccessible(page, 'a change to be asked for');
    await page.getByRole('button', { name: 'Demander ce changement' }).click();
    await page.getByText('Votre demande est envoyée.').waitFor();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h', exact: true }).waitFor();
    const wish = page.getByRole('region', { name: 'Changement demandé' });
    await wish.getByText('samedi 17 octobre, 20 h 30, 6 personnes').waitFor();
    await wish.getByText('votre réservation tient telle qu’elle est').waitFor();
    await expectAccessible(page, 'a change that was asked for');
    expect(await kept()).toMatchObject([{ minute: 1200, party: 2, tables: 1 }]);
    await wish.getByRole('button', { name: 'Retirer ma demande' }).click();
    await page.getByText('Votre demande est retirée.').waitFor();
    await wish.waitFor({ state: 'detached' });
    expect(await kept()).toMatchObject([{ minute: 1200, party: 2, tables: 1 }]);
  });

  test('leaves all as it was', async () => {
    const { page, kept } = await booked();
    await toChange(page);
    await choose(page, 'dimanche 18 octobre', '20 h');
    await page.getByRole('button', { name: 'Tout laisser comme avant' }).click();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    expect(await kept()).toMatchObject([{ day: '2026-10-17', minute: 1200 }]);
  });

  test('is told when it is too late, and whom to call', async () => {
    const { page } = await booked();
    await toChange(page);
    await choose(page, 'dimanche 18 octobre', '20 h');
    const before = stage.test.now;
    stage.test.now = new Date('2026-10-17T18:30:00Z');
    try {
      await confirm(page);
      await page.getByText('Il est trop tard pour la modifier ici').waitFor();
      await page.getByRole('link', { name: '01 42 00 00 00' }).waitFor();
    } finally {
      stage.test.now = before;
    }
  });
});

describe('a guest who may do nothing here by themselves', () => {
  test('is told whom to call, and may still say that they come', async () => {
    const { page, house } = await booked();
    await page.getByRole('button', { name: 'Annuler la réservation' }).waitFor();
    await rows(
      stage.test.orm.em.fork(),
      sql`UPDATE restaurants SET guest_changes = false, guest_cancels = false WHERE id = ${house.restaurantId}`,
    );
    await page.reload();
    await page.getByText('Pour la modifier ou l’annuler, appelez le restaurant au 01 42').waitFor();
    await expectAccessible(page, 'whom to call');
    expect(await page.getByRole('button', { name: /Modifier|Annuler/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Je confirme ma venue' }).click();
    await page.getByText('Merci, le restaurant sait que vous venez.').waitFor();
  });
});

describe('the links of a reminder', () => {
  test('open the change, ask whether to cancel, lead to the button that says that one comes; once', async () => {
    const { page } = await booked();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    const address = page.url();
    const follow = async (hash: string) => {
      await page.goto('about:blank');
      await page.goto(`${address}${hash}`);
    };
    await follow('#cancel');
    await page.getByRole('heading', { name: 'Annuler cette réservation ?' }).waitFor();
    expect(page.url()).toBe(address);
    await follow('#change');
    await page.getByRole('heading', { name: 'Modifier la réservation' }).waitFor();
    await follow('#coming');
    const come = page.getByRole('button', { name: 'Je confirme ma venue' });
    await come.and(page.locator(':focus')).waitFor();
    expect(page.url()).toBe(address);
    await page.keyboard.press('Enter');
    await page.getByText('Merci, le restaurant sait que vous venez.').waitFor();
    await page.getByText('Venue confirmée').waitFor();
  });
});

describe('a guest says that they come', () => {
  test('once, and the staff see it', async () => {
    const { page, house } = await booked();
    await page.getByRole('button', { name: 'Je confirme ma venue' }).click();
    await page.getByText('le restaurant sait que vous venez').waitFor();
    await page.getByText('Venue confirmée').waitFor();
    await expectAccessible(page, 'said that they come');
    expect(await page.getByRole('button', { name: 'Je confirme ma venue' }).count()).toBe(0);
    const day = await stage.test.app.inject({
      url: `/api/reservations?restaurant=${house.slug}&day=2026-10-17`,
      headers: { cookie: await stage.test.signIn(house.staff.host.email) },
    });
    const { reservations } = day.json<{ reservations: { comingAt: string | null }[] }>();
    expect(reservations).toMatchObject([{ comingAt: stage.test.now.toISOString() }]);
  });
});
