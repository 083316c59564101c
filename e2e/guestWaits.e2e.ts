import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../server/db/sql.ts';
import type { Booking } from '../server/reservations/contract.ts';
import { bookRequest } from '../server/testing/app.ts';
import type { HousePlan } from '../server/testing/house.ts';
import type { GuestWait } from '../server/waitlist/contract.ts';
import { joinRequest } from '../server/waitlist/ends.ts';
import { expectAccessible, type GuestStage, guestStage } from './guestStage.ts';

let stage: GuestStage;
beforeAll(async () => {
  stage = await guestStage();
});
afterAll(() => stage.close());

/** A house with one table and one time, which is taken, and somebody who waits for it. */
async function waitingGuest(locale: 'fr' | 'en' = 'fr', plan: HousePlan = {}) {
  const house = await stage.house({
    tables: [[1, 2]],
    shifts: [{ name: 'Soir', first: 1200, last: 1200 }],
    ...plan,
  });
  const post = async <T>(url: string, payload: object, cookie = '') =>
    (await stage.test.app.inject({ method: 'POST', url, payload, headers: { cookie } })).json<T>();
  const booking = await post<Booking>(`/api/restaurants/${house.slug}/reservations`, bookRequest());
  const wait = await post<GuestWait>(`/api/restaurants/${house.slug}/waitlist`, joinRequest({ locale }));
  await stage.test.work();
  return {
    house,
    wait,
    post,
    path: `/w/${wait.token}`,
    /** The table is freed, and offered. */
    offer: async () => {
      await post(`/api/bookings/${booking.token}/cancel`, {});
      await stage.test.work();
    },
  };
}

describe('the page of a wait', () => {
  test('shows what is waited for, then the offer with its countdown, and takes a yes from the keyboard', async () => {
    const { path, offer } = await waitingGuest();
    const { page, faults } = await stage.open(path);
    await page.getByRole('heading', { name: 'samedi 17 octobre' }).waitFor();
    await page.getByText('entre 19 h 30 et 20 h 30, 2 personnes').waitFor();
    expect(await page.getByRole('button', { name: 'Oui, je prends cette table' }).count()).toBe(0);
    await expectAccessible(page, 'waiting');

    await offer();
    await page.reload();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    expect(await page.getByRole('timer').textContent()).toMatch(/^Gardée pour vous encore 1[0-5]:\d\d$/);
    await expectAccessible(page, 'offered');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

    const yes = page.getByRole('button', { name: 'Oui, je prends cette table' });
    await yes.focus();
    await page.keyboard.press('Enter');
    await page.getByText('La table est à vous.').waitFor();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    expect(await page.getByText('entre 19 h 30').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('title');
    await expectAccessible(page, 'taken');
    await page.getByRole('link', { name: 'Voir ma réservation' }).click();
    await page.getByRole('heading', { name: 'samedi 17 octobre, 20 h' }).waitFor();
    await page.getByText('Confirmée').waitFor();
    expect(faults).toEqual([]);
  });

  test('lets the table go after a question, in English', async () => {
    const { path, offer, house } = await waitingGuest('en');
    await offer();
    const { page, faults } = await stage.open(path, { locale: 'en-GB' });
    await page.getByRole('heading', { name: 'Saturday 17 October, 20:00' }).waitFor();
    await page.getByRole('button', { name: 'No, thank you' }).click();
    await page.getByRole('heading', { name: 'Let this table go?' }).waitFor();
    await expectAccessible(page, 'declining');
    await page.getByRole('button', { name: 'No, go back' }).click();
    await page.getByRole('button', { name: 'No, thank you' }).click();
    await page.getByRole('button', { name: 'Yes, let it go' }).click();
    await page.getByText('The table that we were keeping for you was offered to the next person.').waitFor();
    expect(await page.getByRole('link', { name: 'Book another table' }).getAttribute('href')).toBe(
      `/r/${house.slug}?lang=en`,
    );
    expect(faults).toEqual([]);
  });

  test('tells a late yes that the time is over, and what is still free', async () => {
    const { path, offer, house } = await waitingGuest();
    await offer();
    const { page } = await stage.open(path);
    await page.getByRole('button', { name: 'Oui, je prends cette table' }).waitFor();
    await row(
      stage.test.orm.em.fork(),
      sql`UPDATE waits SET offered_until = clock_timestamp() - interval '1 second' WHERE restaurant_id = ${house.restaurantId}`,
    );
    await page.getByRole('button', { name: 'Oui, je prends cette table' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Le délai est passé').waitFor();
    expect(await alert.textContent()).toContain('dimanche 18 octobre, 20\u00a0h');
    await expectAccessible(page, 'over');
  });

  test('tells a party at the door its place and its wait, and that its table is ready', async () => {
    const { house, post } = await waitingGuest();
    // Seven in the evening of the day on which somebody has booked for eight.
    const before = stage.test.now;
    stage.test.now = new Date('2026-10-17T18:00:00Z');
    const cookie = await stage.test.signIn(house.staff.host.email);
    const guest = { firstName: 'Noa', email: 'noa@exemple.example' };
    const party = await post<{ id: string }>(
      '/api/waitlist/queue',
      { restaurant: house.slug, party: 2, guest },
      cookie,
    );
    await stage.test.work();
    const letter = await row<{ text: string }>(
      stage.test.orm.em.fork(),
      sql`SELECT body_text AS text FROM messages WHERE restaurant_id = ${house.restaurantId} AND recipient = ${guest.email}`,
    );
    const { page, faults } = await stage.open(/\/w\/[\w-]+/.exec(letter!.text)![0]);
    await page.getByRole('heading', { name: 'Vous êtes les prochains' }).waitFor();
    await page.getByText('Nous ne pouvons pas encore vous promettre de table ce soir.').waitFor();
    await expectAccessible(page, 'queued');
    await post(`/api/waitlist/${party.id}/notify`, {}, cookie);
    // Coming back to the page asks again at once.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByRole('heading', { name: 'Table prête' }).waitFor();
    await page.getByRole('button', { name: 'Quitter la liste' }).click();
    await page.getByRole('button', { name: 'Oui, quitter la liste' }).click();
    await page.getByRole('heading', { name: 'Liste quittée' }).waitFor();
    expect(faults).toEqual([]);
    stage.test.now = before;
  });

  test('says so when the link leads nowhere', async () => {
    const { page } = await stage.open(`/w/${'A'.repeat(43)}`);
    await page.getByRole('heading', { name: 'Attente introuvable' }).waitFor();
    await expectAccessible(page, 'missing');
  });
});
