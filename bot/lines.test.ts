import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Line, LineOrder } from '../server/lines/contract.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../server/testing/app.ts';
import type { House } from '../server/testing/house.ts';
import { serveLines } from './lines.ts';
import { connect } from './server.ts';
import { type MemoryLine, memoryLine } from './testing/memoryLine.ts';
import type { LineEvents } from './transport.ts';

let at: TestApp;
let house: House;
let cookie: string;
let lines: ReturnType<typeof serveLines> | undefined;
/** What was begun, ended and forgotten, in its order. */
let done: string[];
let opened: { order: LineOrder; line: MemoryLine; events?: LineEvents }[];

beforeAll(async () => {
  at = await testApp();
  await at.listen();
});
beforeEach(async () => {
  house = await at.house();
  cookie = await at.signIn(house.staff.owner.email);
  done = [];
  opened = [];
});
afterEach(() => lines?.stop());
afterAll(() => at?.close());

function serve() {
  lines = serveLines({
    call: connect(at.origin, BOT_TOKEN),
    log: () => {},
    patience: 20,
    async open(order) {
      const line = memoryLine({ restaurant: order.restaurant, address: 'guest@c.us', name: 'whatsapp' });
      const { transport } = line;
      const name = `${order.restaurant === house.slug ? 'mine' : 'other'} ${order.version}`;
      const mine: (typeof opened)[number] = { order, line };
      opened.push(mine);
      return {
        ...transport,
        async start(events) {
          mine.events = events;
          done.push(`start ${name}`);
          await transport.start(events);
        },
        async stop() {
          done.push(`stop ${name}`);
        },
        async forget() {
          done.push(`forget ${name}`);
        },
      };
    },
    forget: async (restaurant) => void done.push(`forget ${restaurant === house.slug ? 'mine' : 'other'}`),
  });
}
/** Another house's line is connected: once it begins, this bot has read what it is to serve. */
async function anotherLine() {
  const other = await at.house();
  const headers = { cookie: await at.signIn(other.staff.owner.email) };
  const order = (path: string) =>
    at.app.inject({ method: 'POST', url: `/api/line${path}?restaurant=${other.slug}`, headers, payload: {} });
  await order('/connect');
  return { forget: () => order('/disconnect') };
}
const staff = async (path: string, payload?: object) => {
  const url = `/api/line${path}?restaurant=${house.slug}`;
  const method = payload ? 'POST' : 'GET';
  const answer = await at.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  return answer.json() as Line;
};
const mine = () => opened.filter(({ order }) => order.restaurant === house.slug);
const does = (...steps: string[]) =>
  expect.poll(() => done.filter((step) => step.includes('mine')), { timeout: 10_000 }).toEqual(steps);

test('a line begins when it is wanted, begins anew when that is ordered again, and is forgotten at the end', async () => {
  serve();
  await staff('/connect', {});
  await does('start mine 1');
  await expect.poll(async () => (await staff('')).state).toBe('ready');
  await staff('/connect', { phone: '+33142000000' });
  await does('start mine 1', 'stop mine 1', 'start mine 2');
  expect(mine()[1]!.order.pairWith).toBe('+33142000000');
  await staff('/disconnect', {});
  await does('start mine 1', 'stop mine 1', 'start mine 2', 'forget mine 2', 'stop mine 2');
  expect((await staff('')).state).toBe('off');
});

test('one that was given up while no bot ran is forgotten by the next, and begun no more', async () => {
  await staff('/connect', {});
  await staff('/disconnect', {});
  serve();
  await does('forget mine');
});

test('a line that cannot be opened says why, and is tried again', async () => {
  let broken = true;
  lines = serveLines({
    call: connect(at.origin, BOT_TOKEN),
    log: () => {},
    patience: 20,
    async open({ restaurant }) {
      if (broken) throw new Error('No browser was found: install one.\nAt length.');
      return memoryLine({ restaurant, address: 'guest@c.us', name: 'whatsapp' }).transport;
    },
    forget: async () => {},
  });
  await staff('/connect', {});
  const why = 'No browser was found: install one.';
  await expect.poll(async () => (await staff('')).why).toBe(why);
  expect((await staff('')).faults[0]).toMatchObject({ what: why });
  broken = false;
  await expect.poll(async () => (await staff('')).state, { timeout: 10_000 }).toBe('ready');
});

test('how a line is, and what went wrong, reaches the staff', async () => {
  serve();
  await staff('/connect', {});
  await expect.poll(() => mine()[0]?.events).toBeDefined();
  const { events } = mine()[0]!;
  events!.state('needs_pairing', { pairing: { qr: 'one' } });
  events!.state('needs_pairing', { pairing: { qr: 'two' } });
  await expect.poll(async () => (await staff('')).pairing).toEqual({ qr: 'two' });
  events!.fault('the tab crashed');
  await expect
    .poll(async () => (await staff('')).faults.map(({ what }) => what))
    .toEqual(['the tab crashed']);
});

test('a line whose codes nobody scanned is begun by no bot that starts, but by whoever connects it again', async () => {
  serve();
  await staff('/connect', {});
  await expect.poll(() => mine()[0]?.events).toBeDefined();
  mine()[0]!.events!.state('off', { why: 'nobody_scanned' });
  await expect.poll(async () => (await staff('')).why).toBe('nobody_scanned');
  await lines!.stop();
  serve();
  const other = await anotherLine();
  await expect.poll(() => done).toContain('start other 1');
  await does('start mine 1', 'stop mine 1');
  await staff('/connect', {});
  await does('start mine 1', 'stop mine 1', 'start mine 2');
  await other.forget();
});

test('what the line tells of a message is known, and what it refuses goes out later', async () => {
  serve();
  await staff('/connect', {});
  await expect.poll(async () => (await staff('')).state).toBe('ready');
  const { line } = mine()[0]!;
  line.refuse(2);
  await line.say('m1', 'bonjour');
  await expect.poll(() => line.sent.length, { timeout: 10_000 }).toBe(1);
  line.events().fate(`memory-${line.sent[0]!.id}`, 'read');
  const chats = async () => {
    const url = `/api/conversations?restaurant=${house.slug}`;
    return (await at.app.inject({ url, headers: { cookie } })).json().conversations as { id: string }[];
  };
  await expect.poll(async () => (await chats()).length).toBe(1);
  await expect.poll(async () => (await staff('')).sent).toBe(1);
  expect((await staff('')).waiting).toBe(0);
});
