import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../server/db/sql.ts';
import { BOT_TOKEN, bookRequest, NOON, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';
import { readHouseScripts } from './dialogue/conversations/house.ts';
import { type Bot, runBot } from './runner.ts';
import { type Call, connect } from './server.ts';
import { memoryLine } from './testing/memoryLine.ts';

let at: TestApp;
let call: Call;
let pages: Bot;
const bots: Bot[] = [];
beforeAll(async () => {
  at = await testApp();
  await at.listen();
  call = connect(at.origin, BOT_TOKEN);
  pages = runBot({ call, log: () => {}, clock: () => NOON, patience: 20 });
});
afterAll(async () => {
  await Promise.all([pages, ...bots].map((bot) => bot?.stop()));
  await at?.close();
});

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** The house of the scripts: a dining room, a terrace of one table, requests from six, a waitlist, and facts. */
async function openHouse(tables?: [number, number][]): Promise<House> {
  const house = await at.house(tables && { tables });
  const { organizationId, restaurantId } = house;
  const em = at.orm.em.fork();
  await row(
    em,
    sql`WITH area AS (INSERT INTO areas (organization_id, restaurant_id, name)
                      VALUES (${organizationId}, ${restaurantId}, 'Terrasse') RETURNING id)
        INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
        SELECT ${organizationId}, ${restaurantId}, id, 'T1', 1, 2 FROM area WHERE ${tables === undefined}`,
  );
  const facts = { parking: { fr: 'Parking de l’Essai, à 100 m.' }, menuUrl: 'https://essai.example/carte' };
  await row(
    em,
    sql`UPDATE restaurants SET request_from = 6, waitlist_open = true, house_facts = ${JSON.stringify(facts)}::jsonb
         WHERE id = ${restaurantId}`,
  );
  return house;
}

/** A guest at one end of a line: says something, and hears the answer. */
type Guest = { say(text: string): Promise<string> };

async function onPage(house: House): Promise<Guest> {
  const params = { restaurant: house.slug };
  const { token } = await call('POST /api/restaurants/:restaurant/chats', { params, body: {} });
  let number = 0;
  return {
    async say(text) {
      const body = { externalId: `said-${++number}`, text };
      const said = await call('POST /api/chats/:token/messages', { params: { token }, body });
      const read = { params: { token }, query: { after: said.id, wait: 20 } };
      for (let tries = 0; tries < 5; tries++) {
        const { messages } = await call('GET /api/chats/:token', read);
        if (messages.length > 0) return plain(messages.map((message) => message.text).join('\n'));
      }
      throw new Error('The bot says nothing');
    },
  };
}

async function onWhatsApp(house: House): Promise<Guest> {
  const line = memoryLine({ restaurant: house.slug, address: `${house.slug}@lid`, name: 'whatsapp' });
  bots.push(runBot({ call, transport: line.transport, log: () => {}, clock: () => NOON, patience: 20 }));
  await expect.poll(() => line.events()).toBeDefined();
  let heard = 0;
  let number = 0;
  return {
    async say(text) {
      await line.say(`said-${house.slug}-${++number}`, text);
      await expect.poll(() => line.sent.length, { timeout: 20_000 }).toBeGreaterThan(heard);
      const said = line.sent.slice(heard).map((message) => message.text);
      heard = line.sent.length;
      return plain(said.join('\n'));
    },
  };
}

/** A day's reservations in the words of the scripts. */
async function bookOf(house: House, day: string): Promise<string[]> {
  const found = await rows<{ line: string }>(
    at.orm.em.fork(),
    sql`SELECT concat_ws(' ', service_date::text, to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24:MI'), party,
                 trim(first_name || ' ' || last_name), status,
                 CASE WHEN remark <> '' THEN '«' || remark || '»' END) AS line
          FROM reservations WHERE restaurant_id = ${house.restaurantId} AND service_date = ${day}`,
  );
  return found.map(({ line }) => line);
}

async function check(house: House, said: string) {
  const [word = '', state] = said.split(' ');
  if (word === 'whatsapp') {
    const ledger = await rows<{ state: string }>(
      at.orm.em.fork(),
      sql`SELECT state FROM consents WHERE restaurant_id = ${house.restaurantId} AND channel = 'whatsapp'`,
    );
    expect(ledger).toEqual([{ state }]);
  } else if (word === 'nothing') expect(await bookOf(house, said.split(' ').at(-1)!)).toEqual([]);
  else {
    const place = / (Terrasse|Salle)(?: |$)/.exec(said)?.[1];
    expect(await bookOf(house, word)).toEqual([said.replace(/ (?:Terrasse|Salle)(?= |$)/, '')]);
    if (place) expect(await areasOf(house)).toEqual([place]);
  }
}

const areasOf = async (house: House) =>
  (
    await rows<{ name: string }>(
      at.orm.em.fork(),
      sql`SELECT DISTINCT a.name FROM claims c JOIN tables t ON t.id = c.table_id JOIN areas a ON a.id = t.area_id
           WHERE a.restaurant_id = ${house.restaurantId} AND c.live`,
    )
  ).map(({ name }) => name);

describe.each([
  ['a web page', onPage],
  ['WhatsApp', onWhatsApp],
])('on %s', (_line, arrive) => {
  test.each(readHouseScripts())('$title', async ({ lines }) => {
    const house = await openHouse();
    const guest = await arrive(house);
    let heard = '';
    for (const { mark, text } of lines) {
      if (mark === '>') heard = await guest.say(text);
      else if (mark === '<') expect(heard).toContain(text);
      else await check(house, text);
    }
  });

  test('whoever waits for a table hears of it, and takes it with a yes', async () => {
    const house = await openHouse([[1, 2]]);
    const url = `/api/restaurants/${house.slug}/reservations`;
    const book = (time: string, phone: string) =>
      at.app.inject({
        method: 'POST',
        url,
        payload: bookRequest({
          day: '2026-10-17',
          time,
          party: 2,
          guest: { firstName: 'Autre', lastName: 'Client', phone },
        }),
      });
    const first = await book('19:00', '+33639983201');
    expect(first.statusCode).toBe(201);
    expect((await book('21:00', '+33639983202')).statusCode).toBe(201);
    const guest = await arrive(house);
    expect(await guest.say('table pour 2 samedi 17 octobre 20h, Zoé Martin, 06 39 98 32 03')).toContain(
      'liste d’attente',
    );
    expect(await guest.say('liste d’attente')).toContain('samedi 17 octobre, vers 20 h');
    expect(await guest.say('oui')).toContain('/w/');
    const waits = () =>
      rows(at.orm.em.fork(), sql`SELECT status FROM waits WHERE restaurant_id = ${house.restaurantId}`);
    expect(await waits()).toEqual([{ status: 'waiting' }]);
    const { token } = first.json();
    await at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    await at.work();
    expect(await waits()).toEqual([{ status: 'offered' }]);
    expect(await guest.say('oui')).toContain('La table est à vous');
    expect(await waits()).toEqual([{ status: 'taken' }]);
    expect((await bookOf(house, '2026-10-17')).filter((line) => line.includes('Zoé Martin'))).toHaveLength(1);
  });
});
