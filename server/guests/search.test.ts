import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { readEmail, readPhone } from './contacts.ts';
import { guestTokens, searchTokens } from './tokens.ts';

let at: TestApp;
let house: House;
let cookie: string;
beforeAll(async () => {
  at = await testApp();
  house = await at.house({ tables: Array.from({ length: 40 }, () => [1, 8] as [number, number]) });
  cookie = await at.signIn(house.staff.host.email);
  const people: [string, string, string, string, string?][] = [
    ['Zoé', 'Lefèvre-Dupont', '06 12 34 56 78', 'zoe.lefevre@exemple.example'],
    ['François', 'O’Brien', '+44 7911 123456', 'fob@mail.example', 'GB'],
    ['Maëlle', 'Nguyễn', '07 55 00 11 22', 'maelle@exemple.example'],
    ['Jean', 'Martin', '06 39 98 11 11', 'jean.martin@exemple.example'],
  ];
  for (const [firstName, lastName, phone, email] of people) {
    await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ guest: { firstName, lastName, phone, email } }),
    });
  }
});
afterAll(() => at.close());

let days = 10;
/** Another day for each booking: the house of these tests has few tables. */
function nextDay(): string {
  days += 1;
  return `2026-10-${days}`;
}

const search = async (typed: string) =>
  (await at.app.inject({ url: `/api/guests?search=${encodeURIComponent(typed)}`, headers: { cookie } }))
    .json()
    .guests.map((guest: { firstName: string }) => guest.firstName)
    .sort();

describe('as one types, a guest is found', () => {
  test.each([
    ['z', ['Zoé']],
    ['ZOE', ['Zoé']],
    ['zoé lef', ['Zoé']],
    ['dupont zo', ['Zoé']],
    ['lefevre-du', ['Zoé']],
    ['brien', ['François']],
    ['franc', ['François']],
    ['nguyen', ['Maëlle']],
    ['zoe.lefevre@ex', ['Zoé']],
    ['fob', ['François']],
    ['mail.exa', ['François']],
    ['06 12', ['Zoé']],
    ['0612345678', ['Zoé']],
    ['06.12.34', ['Zoé']],
    ['+336', ['Jean', 'Zoé']],
    ['+33 (0)6 12', ['Zoé']],
    ['0033 6 12', ['Zoé']],
    ['5678', ['Zoé']],
    ['+44 7911', ['François']],
    ['07911 123', ['François']],
    ['martin zoe', []],
    ['personne', []],
    ['%', []],
    ["'; DROP TABLE guests; --", []],
  ])('by %s', async (typed, found) => {
    expect(await search(typed)).toEqual(found);
  });

  test('page by page, the newest visit first, none twice', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const url: string = `/api/guests?limit=3${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await at.app.inject({ url, headers: { cookie } })).json();
      seen.push(...page.guests.map((guest: { id: string }) => guest.id));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  test('by family name, É beside E, page by page', async () => {
    const own = await at.house();
    const asHost = await at.signIn(own.staff.host.email);
    // One who gives no family name has a place in the order as well, where a house does not insist on it.
    await row(
      at.orm.em.fork(),
      sql`UPDATE restaurants SET ask_last_name = 'optional' WHERE id = ${own.restaurantId}`,
    );
    for (const [firstName, lastName] of [
      ['Anne', 'Zola'],
      ['Paul', 'Étienne'],
      ['Marc', 'Fabre'],
      ['Luc', 'Ernaux'],
      ['Zoé', ''],
      ['Ève', 'Étienne'],
    ] as const) {
      const { guest } = bookRequest();
      const booked = await at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${own.slug}/reservations`,
        payload: bookRequest({ party: 1, guest: { ...guest, firstName, lastName }, day: nextDay() }),
      });
      expect(booked.statusCode).toBe(201);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const url: string = `/api/guests?sort=name&limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await at.app.inject({ url, headers: { cookie: asHost } })).json();
      seen.push(...page.guests.map((one: { firstName: string }) => one.firstName));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(['Luc', 'Ève', 'Paul', 'Marc', 'Zoé', 'Anne']);
  });

  test('a cursor goes on only in the order it was given for', async () => {
    const ask = (query: string) => at.app.inject({ url: `/api/guests?${query}`, headers: { cookie } });
    for (const [given, used] of [
      ['name', 'last_visit'],
      ['last_visit', 'name'],
    ]) {
      const { cursor } = (await ask(`sort=${given}&limit=1`)).json();
      expect((await ask(`sort=${given}&limit=1&cursor=${cursor}`)).statusCode).toBe(200);
      const refused = await ask(`sort=${used}&cursor=${cursor}`);
      expect(refused.json()).toMatchObject({ code: 'invalid', field: 'cursor' });
    }
  });

  test('numbers are also given as their country writes them', async () => {
    const { guests } = (await at.app.inject({ url: '/api/guests?search=zo', headers: { cookie } })).json();
    expect(guests[0]).toMatchObject({ phone: '+33612345678', phoneFormatted: '06 12 34 56 78' });
  });

  test('through the index, in either order', async () => {
    const em = at.orm.em.fork();
    await em.transactional(async (tx) => {
      await row(tx, sql`SET LOCAL enable_seqscan = off`);
      await row(tx, sql`SET LOCAL enable_sort = off`);
      const plan = await tx.execute(
        `EXPLAIN SELECT id FROM guests WHERE organization_id = '${house.organizationId}'
           AND (trim(last_name || ' ' || first_name) COLLATE "fr-x-icu", id) > ('Martin', '${house.organizationId}'::uuid)
         ORDER BY trim(last_name || ' ' || first_name) COLLATE "fr-x-icu", id LIMIT 50`,
      );
      expect(JSON.stringify(plan)).toContain('guests_by_name');
    });
  });

  test('through the index: a beginning is a range of its key', async () => {
    const em = at.orm.em.fork();
    await em.transactional(async (tx) => {
      await row(tx, sql`SET LOCAL enable_seqscan = off`);
      const plan = await tx.execute(
        `EXPLAIN SELECT guest_id FROM guest_tokens WHERE organization_id = '${house.organizationId}'
           AND token >= 'zo' COLLATE "C" AND token < 'zo\u{10FFFF}' COLLATE "C"`,
      );
      expect(JSON.stringify(plan)).toContain('guest_tokens_pkey');
      expect(JSON.stringify(plan)).toContain('token >=');
    });
  });
});

describe('the four figures', () => {
  test('count guests, the new ones of the month, and who agreed at this restaurant alone', async () => {
    const second = await at.house({ organizationId: house.organizationId });
    await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${second.slug}/reservations`,
      payload: bookRequest({ day: '2026-11-03', consents: { email: true, sms: true } }),
    });
    const figures = async (slug: string) =>
      (await at.app.inject({ url: `/api/guests/summary?restaurant=${slug}`, headers: { cookie } })).json();
    expect(await figures(house.slug)).toEqual({ total: 5, newThisMonth: 4, emailOptIns: 0, smsOptIns: 0 });
    expect(await figures(second.slug)).toEqual({ total: 5, newThisMonth: 4, emailOptIns: 1, smsOptIns: 1 });
  });
});

describe('consents', () => {
  test('only grow: the ledger refuses to be changed, and staff to grant', async () => {
    await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ consents: { whatsapp: true } }),
    });
    const em = at.orm.em.fork();
    await expect(row(em, sql`UPDATE consents SET state = 'implicit'`)).rejects.toThrow(/only grows/);
    await expect(row(em, sql`DELETE FROM consents`)).rejects.toThrow(/only grows/);
    await expect(
      row(
        em,
        sql`INSERT INTO consents (organization_id, restaurant_id, guest_id, channel, state, source, locale, words, words_version)
            SELECT organization_id, restaurant_id, guest_id, 'sms', 'explicit', 'staff', 'fr', 'oui', '1' FROM consents LIMIT 1`,
      ),
    ).rejects.toThrow(/staff_cannot_grant/);
  });

  test('given again keep their first date; a box left empty takes nothing back', async () => {
    const { guest } = bookRequest();
    const book = (time: string, consents: object) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest({ guest, time, consents }),
      });
    await book('12:00', { email: true });
    await book('12:30', { email: true });
    await book('13:00', { email: false });
    const found = (
      await at.app.inject({ url: `/api/guests?search=${guest.email}`, headers: { cookie } })
    ).json();
    const consents = (
      await at.app.inject({
        url: `/api/guests/${found.guests[0].id}/consents?restaurant=${house.slug}`,
        headers: { cookie },
      })
    ).json();
    expect(consents.email).toEqual({ state: 'explicit', since: consents.ledger[1].at });
    expect(consents.sms).toEqual({ state: 'none', since: null });
    expect(consents.ledger).toHaveLength(2);
  });
});

describe('numbers and addresses', () => {
  test('are read as people of the country write them, and kept in one form', () => {
    const e164 = (written: string, country: string) => readPhone(written, country).e164;
    expect(e164('06 12 34 56 78', 'FR')).toBe('+33612345678');
    expect(e164('0033 6 12 34 56 78', 'CA')).toBe('+33612345678');
    expect(e164('(514) 555-0199', 'CA')).toBe('+15145550199');
    expect(e164('+44 (0)7911 123456', 'FR')).toBe('+447911123456');
    expect(readEmail('  Zoe@Exemple.EXAMPLE ')).toBe('zoe@exemple.example');
    expect(readEmail('  ')).toBe(null);
  });

  test('every token of a guest is found by its own beginning', () => {
    const tokens = guestTokens({
      firstName: 'Anne-Lise',
      lastName: 'Œuvrard',
      email: 'a.o@b.example',
      phone: '+33612345678',
    });
    expect(tokens).toEqual(
      expect.arrayContaining(['anne-lise', 'anne', 'lise', 'oeuvrard', '0612345678', '5678']),
    );
    expect(searchTokens('Anne-Lise ŒUV')).toEqual(['anne', 'lise', 'oeuv']);
  });
});
