import { expect, test } from 'vitest';
import { row as one, sql } from '../server/db/sql.ts';
import { bookRequest } from '../server/testing/app.ts';
import { at, house, page, signIn } from './adminStage.ts';

/** The board in the nights in which the clock is turned, of a house that serves until half past three. */

async function serveAtNight(timeZone: string): Promise<void> {
  const em = at.orm.em.fork();
  const id = house.restaurantId;
  await one(
    em,
    sql`UPDATE restaurants SET time_zone = ${timeZone}, service_version = service_version + 1 WHERE id = ${id}`,
  );
  await one(em, sql`UPDATE shifts SET last_minute = 1650 WHERE restaurant_id = ${id} AND name = 'Soir'`);
}

async function book(day: string, time: string, lastName: string): Promise<string> {
  const cookie = await at.signIn(house.staff.host.email);
  const { firstName } = bookRequest().guest;
  const answer = await fetch(`${at.origin}/api/reservations`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `${day} ${time} ${lastName}` },
    body: JSON.stringify({
      restaurant: house.slug,
      day,
      time,
      party: 2,
      minutes: 120,
      tables: [house.tables[0]!.id],
      guest: { firstName, lastName },
    }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function seat(id: string): Promise<void> {
  const cookie = await at.signIn(house.staff.host.email);
  const answer = await fetch(`${at.origin}/api/reservations/${id}/status`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'seated' }),
  });
  expect(answer.ok).toBe(true);
}

/** Where the bar of somebody begins and ends and where the present is, in minutes of the board from its left edge. */
const board = () =>
  page.evaluate(() => {
    const style = (what: string) => (document.querySelector(what) as HTMLElement).style;
    const bar = style('.berth');
    const hour = Number.parseFloat(style('.board').getPropertyValue('--hour'));
    const minutes = (pixels: string) => Math.round((Number.parseFloat(pixels) / hour) * 60);
    return {
      from: minutes(bar.left),
      long: minutes(bar.width),
      now: minutes(style('.board-now').getPropertyValue('--now')),
      wall: document.querySelector('.board-now-time')?.textContent,
      hours: [...document.querySelectorAll('.board-scale i')].map((mark) => mark.textContent),
    };
  });

test('in Paris in autumn, who sits since half past midnight is over their time when it is twenty past two for the second time', async () => {
  await serveAtNight('Europe/Paris');
  at.now = new Date('2026-10-24T16:00:00Z');
  const id = await book('2026-10-24', '00:30', 'Girard');
  at.now = new Date('2026-10-24T22:30:00Z');
  await seat(id);
  at.now = new Date('2026-10-25T01:20:00Z');
  await signIn('/admin/?view=timeline');
  await page.locator('.berth').waitFor();
  const { from, long, now, wall, hours } = await board();
  expect([long, now - from, wall]).toEqual([120, 170, '02:20']);
  expect(hours.filter((hour) => hour === '2\u00a0h')).toHaveLength(2);
  await page.getByRole('button', { name: 'Plan de salle' }).click();
  await page.getByRole('button', { name: /^Table 1, .*à table, 50\smin de trop, / }).waitFor();
});

test('in Montréal in spring, who was to come at half past one is forty minutes late at ten past three', async () => {
  await serveAtNight('America/Toronto');
  at.now = new Date('2026-03-07T22:00:00Z');
  await book('2026-03-07', '01:30', 'Girard');
  at.now = new Date('2026-03-08T07:10:00Z');
  await signIn('/admin/?view=timeline');
  await page.locator('.berth').waitFor();
  const { from, long, now, wall, hours } = await board();
  expect([long, now - from, wall]).toEqual([120, 40, '03:10']);
  expect(hours.filter((hour) => hour === '2\u00a0h')).toHaveLength(0);
  await page.getByRole('button', { name: 'Plan de salle' }).click();
  await page.getByRole('button', { name: /^Table 1, .*attendue à 1\sh\s30, 40\smin de retard, / }).waitFor();
});

test('a panel that was left open shows the new day when the night is over', async () => {
  // The device's clock stands still but for what the night turns it by.
  await page.addInitScript(() => {
    const device = window as unknown as { turned: number };
    device.turned = 0;
    const began = Date.now();
    Date.now = () => began + device.turned;
  });
  at.now = new Date('2026-10-10T23:30:00Z');
  await signIn();
  await page.getByRole('heading', { level: 1, name: 'Samedi 10 octobre' }).waitFor();
  at.now = new Date('2026-10-11T02:00:30Z');
  await page.evaluate((by) => {
    (window as unknown as { turned: number }).turned = by;
    document.dispatchEvent(new Event('visibilitychange'));
  }, 9_030_000);
  await page.getByRole('heading', { level: 1, name: 'Dimanche 11 octobre' }).waitFor();
  await page.getByText('Aujourd’hui', { exact: true }).first().waitFor();
});
