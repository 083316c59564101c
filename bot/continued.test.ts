import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, sql } from '../server/db/sql.ts';
import type { ReservationRow } from '../server/reservations/contract.ts';
import { BOT_TOKEN, NOON, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';
import { type Bot, runBot } from './runner.ts';
import { type Call, connect } from './server.ts';
import { memoryLine } from './testing/memoryLine.ts';

/** One talk, begun in one place and ended in another: what stands in the books is the same. */

let server: TestApp;
let house: House;
let call: Call;
let cookie: string;
const bots: Bot[] = [];

beforeAll(async () => {
  server = await testApp();
  house = await server.house();
  await server.listen();
  call = connect(server.origin, BOT_TOKEN);
  cookie = await server.signIn(house.staff.host.email);
  await row(
    server.orm.em.fork(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state, phone)
        VALUES (${house.organizationId}, ${house.restaurantId}, true, 'ready', '+33639984000')`,
  );
  start();
});
afterEach(async () => {
  // The bot of the page goes on.
  await Promise.all(bots.splice(1).map((bot) => bot.stop()));
});
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  await server.close();
});

function start(transport?: ReturnType<typeof memoryLine>['transport']): void {
  bots.push(
    runBot({ call, log: () => {}, clock: () => NOON, patience: 20, ...(transport && { transport }) }),
  );
}

/** Somebody who can speak in one place and hears what is answered there. */
type Place = { say(text: string): Promise<string>; link(): Promise<string> };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

async function page(code?: string): Promise<Place & { first: string }> {
  const { token } = await call('POST /api/restaurants/:restaurant/chats', {
    params: { restaurant: house.slug },
    body: code ? { code } : {},
  });
  const params = { token };
  const { messages } = await call('GET /api/chats/:token', { params, query: {} });
  let said = 0;
  const say = async (text: string) => {
    const { id } = await call('POST /api/chats/:token/messages', {
      params,
      body: { externalId: `${token.slice(0, 20)}-${said++}`, text },
    });
    for (let tries = 0; tries < 8; tries++) {
      const heard = await call('GET /api/chats/:token', { params, query: { after: id, wait: 2 } });
      if (heard.messages.length > 0) return plain(heard.messages.map(({ text }) => text).join('\n'));
    }
    throw new Error(`Nobody answers “${text}”`);
  };
  return {
    first: plain(messages.map(({ text }) => text).join('\n')),
    say,
    link: async () => /https:\/\/wa\.me\S+/.exec(await say('on peut continuer sur WhatsApp ?'))![0],
  };
}

function whatsapp(phone: string): Place {
  const line = memoryLine({
    restaurant: house.slug,
    address: `${phone.slice(1)}@c.us`,
    name: 'whatsapp',
    verifiedPhone: phone,
  });
  start(line.transport);
  let number = 0;
  const say = async (text: string) => {
    const before = line.sent.length;
    await line.say(`${phone}-${number++}`, text);
    await expect.poll(unsaid, { timeout: 8_000 }).toBe(0);
    return plain(
      line.sent
        .slice(before)
        .map(({ text }) => text)
        .join('\n'),
    );
  };
  return { say, link: async () => /http\S+#chat=\S+/.exec(await say('continuer sur le site'))![0] };
}

/** What was not answered yet, or not handed over. */
async function unsaid(): Promise<number> {
  const open = await row(
    server.orm.em.fork(),
    sql<{ count: number }>`
      SELECT count(*)::int AS count FROM conversation_messages WHERE state IN ('waiting', 'queued')`,
  );
  return open!.count;
}

const script = (phone: string, day: number) => [
  `une table pour 4 le ${day} octobre`,
  'vers 20h',
  'finalement on sera 5, dont une allergie aux noix',
  `au nom de Zoé Martin, ${phone}`,
];

async function booked(phone: string, day: number) {
  const answer = await server.app.inject({
    url: `/api/reservations?restaurant=${house.slug}&day=2026-10-${day}`,
    headers: { cookie },
  });
  const { reservations } = answer.json() as { reservations: ReservationRow[] };
  return reservations
    .filter(({ guest }) => guest?.phone === phone)
    .map(({ day, time, party, remark, status, guest }) => ({
      day,
      time,
      party,
      remark,
      status,
      name: `${guest?.firstName} ${guest?.lastName}`,
    }));
}

const wanted = (day: number) => ({
  day: `2026-10-${day}`,
  time: '20:00',
  party: 5,
  remark: expect.stringContaining('noix'),
  status: 'confirmed',
  name: 'Zoé Martin',
});

test.each([0, 1, 2, 3])('begun on the page, after line %i on WhatsApp', async (after) => {
  const phone = `+3363998120${after}`;
  const day = 20 + after;
  const lines = script(phone, day);
  const from = await page();
  for (const line of lines.slice(0, after + 1)) await from.say(line);
  const code = decodeURIComponent(/text=(.+)$/.exec(await from.link())![1]!);
  const to = whatsapp(phone);
  expect(await to.say(code)).toContain('Nous y voilà');
  for (const line of lines.slice(after + 1)) await to.say(line);
  expect(await to.say('oui')).toContain('réservé');
  expect(await booked(phone, day)).toEqual([wanted(day)]);
});

test.each([0, 1, 2, 3])('begun on WhatsApp, after line %i on the page', async (after) => {
  const phone = `+3363998121${after}`;
  const day = 27 + after;
  const lines = script(phone, day);
  const from = whatsapp(phone);
  for (const line of lines.slice(0, after + 1)) await from.say(line);
  const to = await page(/#chat=(.+)$/.exec(await from.link())![1]);
  expect(to.first).toContain('Nous y voilà');
  for (const line of lines.slice(after + 1)) await to.say(line);
  expect(await to.say('oui')).toContain('réservé');
  expect(await booked(phone, day)).toEqual([wanted(day)]);
  // What was answered on the page is asked on WhatsApp no more.
  expect(await from.say('oui')).not.toContain('réservé');
  expect(await booked(phone, day)).toHaveLength(1);
});

test('without a line that is up, the guest is told so and goes on where they are', async () => {
  await row(server.orm.em.fork(), sql`UPDATE lines SET state = 'degraded'`);
  const at = await page();
  await at.say('une table pour 2 le 31 octobre');
  expect(await at.say('on continue sur WhatsApp ?')).toContain('continuons ici');
  expect(await at.say('20h')).toContain('nom');
});
