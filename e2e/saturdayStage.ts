import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { row, rows, sql } from '../server/db/sql.ts';
import { ensurePages } from '../server/pages/build.ts';
import type { BookRequest, ReservationRow, Status } from '../server/reservations/contract.ts';
import { BOT_TOKEN, bookRequest, type TestApp, testApp } from '../server/testing/app.ts';
import { type House, PASSWORD } from '../server/testing/house.ts';
import { launchBrowser } from './browser.ts';

/** A house with forty-four tables in two areas, its staff at two panels that stay open, and the clock of one evening. */

export const DAY = '2026-10-10';

/** Saturday 10 October 2026 at this hour in Paris; from 24:00 on, the night after. */
export const clockAt = (hour: number, minute = 0) => new Date(Date.UTC(2026, 9, 10, hour - 2, minute));

/** A panel, what went wrong in it, and whether it was ever loaded anew. */
export type Panel = {
  name: string;
  page: Page;
  context: BrowserContext;
  broken: string[];
  loads: number;
};

export type Saturday = {
  at: TestApp;
  house: House;
  desk: Panel;
  phone: Panel;
  /** Turns the clock of the house and of both panels. */
  turnTo(hour: number, minute?: number): Promise<void>;
  /** As the host would over HTTP. */
  staff<T>(method: string, path: string, body?: object): Promise<T>;
  /** Puts a reservation inside, if there is a table; answers whether. */
  takeInside(id: string): Promise<boolean>;
  /** As a guest would: from the widget, or in a chat. */
  book(change: Partial<BookRequest>, by?: 'widget' | 'chat'): Promise<number>;
  book_of(): Promise<ReservationRow[]>;
  setStatus(id: string, status: Status): Promise<void>;
  close(): Promise<void>;
};

/** Sixteen for two, nineteen for four, seven for six and two for eight; the last twelve stand on the terrace. */
const tables: [number, number][] = [
  ...Array.from({ length: 10 }, () => [1, 2] as [number, number]),
  ...Array.from({ length: 13 }, () => [2, 4] as [number, number]),
  ...Array.from({ length: 7 }, () => [3, 6] as [number, number]),
  ...Array.from({ length: 2 }, () => [5, 8] as [number, number]),
  ...Array.from({ length: 6 }, () => [1, 2] as [number, number]),
  ...Array.from({ length: 6 }, () => [2, 4] as [number, number]),
];
const outside = 32;

export async function openSaturday(): Promise<Saturday> {
  await ensurePages();
  const at = await testApp();
  await at.listen();
  const house = await at.house({
    tables,
    shifts: [
      { name: 'Midi', first: 720, last: 840 },
      { name: 'Soir', first: 1110, last: 1350, step: 15 },
    ],
    leadMinutes: 0,
  });
  const em = at.orm.em.fork();
  const terrace = await row<{ id: string }>(
    em,
    sql`INSERT INTO areas (organization_id, restaurant_id, name, position)
        VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse', 1) RETURNING id`,
  );
  await row(
    em,
    sql`UPDATE tables SET area_id = ${terrace!.id}
         WHERE id = ANY (${house.tables.slice(outside).map(({ id }) => id)}::uuid[])`,
  );
  await row(em, sql`UPDATE restaurants SET request_from = 7 WHERE id = ${house.restaurantId}`);
  const cookie = await at.signIn(house.staff.host.email);

  async function staff<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${at.origin}${path}`, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(answer.ok, `${method} ${path}: ${answer.status} ${text}`).toBe(true);
    return (text ? JSON.parse(text) : null) as T;
  }
  const browser = await launchBrowser();
  let shift = 0;
  const panels: Panel[] = [];
  const open = async (name: string, options: Parameters<Browser['newContext']>[0]) => {
    const panel = await openPanel(browser, at, house, name, options);
    panels.push(panel);
    return panel;
  };
  at.now = clockAt(18, 20);
  const desk = await open('1280', { viewport: { width: 1280, height: 800 } });
  const phone = await open('390', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const opened = clockAt(18, 20).getTime();

  return {
    at,
    house,
    desk,
    phone,
    staff,
    async takeInside(id) {
      const answer = await fetch(`${at.origin}/api/reservations/${id}`, {
        method: 'PATCH',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ area: 'Salle', notify: false }),
      });
      await answer.text();
      expect([200, 409]).toContain(answer.status);
      return answer.ok;
    },
    async turnTo(hour, minute = 0) {
      at.now = clockAt(hour, minute);
      shift = at.now.getTime() - opened;
      // The devices' clocks go on with the house's, and their screens wake.
      for (const { page } of panels) {
        await page.evaluate((by) => {
          (window as unknown as { couvertClock: number }).couvertClock = by;
          document.dispatchEvent(new Event('visibilitychange'));
        }, shift);
      }
    },
    async book(change, by = 'widget') {
      const answer = await fetch(`${at.origin}/api/restaurants/${house.slug}/reservations`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(by === 'chat' && { authorization: `Bearer ${BOT_TOKEN}` }),
        },
        body: JSON.stringify(bookRequest({ day: DAY, source: by, ...change })),
      });
      await answer.text();
      return answer.status;
    },
    book_of: async () =>
      (
        await staff<{ reservations: ReservationRow[] }>(
          'GET',
          `/api/reservations?restaurant=${house.slug}&day=${DAY}`,
        )
      ).reservations,
    setStatus: (id, status) => staff('POST', `/api/reservations/${id}/status`, { status }),
    async close() {
      await browser.close();
      await at.close();
    },
  };
}

async function openPanel(
  browser: Browser,
  at: TestApp,
  house: House,
  name: string,
  options: Parameters<Browser['newContext']>[0],
): Promise<Panel> {
  const context = await browser.newContext({ baseURL: at.origin, locale: 'fr-FR', ...options });
  context.setDefaultTimeout(20_000);
  // The device's clock stands still but for what the evening turns it by: minutes of the test are none of the house.
  await context.addInitScript(() => {
    const device = window as unknown as { couvertClock: number };
    device.couvertClock = 0;
    const began = Date.now();
    Date.now = () => began + device.couvertClock;
  });
  const page = await context.newPage();
  const panel: Panel = { name, page, context, broken: [], loads: 0 };
  page.on('pageerror', (fault) => panel.broken.push(fault.message));
  await page.goto('/admin/');
  await page.getByLabel('Adresse e-mail').fill(house.staff.host.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByText('En direct').waitFor();
  page.on('load', () => {
    panel.loads += 1;
  });
  return panel;
}

/** All that SQL knows of the evening, read plainly: no view and no function of the product. */
export type Truth = {
  party: number;
  status: Status;
  name: string;
  time: string;
  minute: number;
  until: number;
  shift: string;
  tables: string[];
  noShows: number;
  future: boolean;
  id: string;
}[];

export async function truthOf({ at, house }: Saturday): Promise<Truth> {
  return rows(
    at.orm.em.fork(),
    sql`SELECT r.id, r.party, r.status, trim(r.first_name || ' ' || r.last_name) AS name,
               to_char(r.starts_at AT TIME ZONE 'Europe/Paris', 'HH24:MI') AS time, r.minute,
               r.minute + (extract(epoch FROM r.ends_at - r.starts_at) / 60)::int AS until, r.shift_name AS shift,
               ARRAY(SELECT t.name FROM claims c JOIN tables t ON t.id = c.table_id
                      WHERE c.holder_id = r.id ORDER BY length(t.name), t.name) AS tables,
               (SELECT count(*)::int FROM reservations o WHERE o.guest_id = r.guest_id AND o.status = 'no_show') AS "noShows",
               r.starts_at > ${at.now.toISOString()} AS future
          FROM reservations r WHERE r.restaurant_id = ${house.restaurantId} AND r.service_date = ${DAY}::date`,
  );
}

export type TruePause = { table: string | null; area: string | null; from: number; to: number };
export const pausesOf = ({ at, house }: Saturday): Promise<TruePause[]> =>
  rows(
    at.orm.em.fork(),
    sql`SELECT t.name AS table, a.name AS area, p.from_minute AS from, p.to_minute AS to FROM pauses p
          LEFT JOIN tables t ON t.id = p.table_id LEFT JOIN areas a ON a.id = p.area_id
         WHERE p.restaurant_id = ${house.restaurantId} AND ${DAY}::date BETWEEN p.from_day AND p.to_day`,
  );
/** Of each table, its area. */
export const areasOf = ({ house }: Saturday) =>
  new Map(house.tables.map(({ name }, i) => [name, i < outside ? 'Salle' : 'Terrasse']));
