import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import type { ServiceSettings } from '../settings/contract.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import { faults, missing, right, wrongs } from '../testing/rightBook.ts';
import type { Booking, BookRequest, ReservationRow } from './contract.ts';

/**
 * Everybody at once: guests, hosts and the manager act on one house at one moment, and whatever each of them is
 * answered, the book is right afterwards.
 */

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
const em = () => at.orm.em.fork();

/** Covers that may arrive at one slot of the evening. */
const PACE = 16;
const TIMES = ['19:00', '19:30', '20:00', '20:30', '21:00', '21:30', '22:00'];
const room: HousePlan = {
  tables: Array.from({ length: 16 }, (_, index): [number, number] =>
    index % 4 === 0 ? [3, 6] : index % 4 === 1 ? [1, 4] : [1, 2],
  ),
  combinations: [
    { tables: [2, 3], seats: [3, 4] },
    { tables: [6, 7], seats: [3, 4] },
    { tables: [0, 1], seats: [7, 10] },
  ],
};

/** A house with a limit of arrivals, and the hands that will be on it. */
async function open() {
  const house = await at.house(room);
  await rows(
    at.orm.em.fork(),
    sql`UPDATE shifts SET pace = ${JSON.stringify({ covers: PACE })}::jsonb WHERE restaurant_id = ${house.restaurantId}`,
  );
  const host = await at.signIn(house.staff.host.email);
  const manager = await at.signIn(house.staff.manager.email);
  const send =
    (cookie?: string) =>
    (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) =>
      at.app.inject({ method, url, ...(cookie && { headers: { cookie } }), ...(payload && { payload }) });
  const settings = `/api/settings/service?restaurant=${house.slug}`;
  const asManager = send(manager);
  return {
    house,
    asHost: send(host),
    asGuest: send(),
    book: (change: Partial<BookRequest>) =>
      send()('POST', `/api/restaurants/${house.slug}/reservations`, bookRequest(change)),
    /** Widens or narrows the tables for two, or takes one out of the room and puts it back. */
    async editTables(turn: number) {
      const read = (await asManager('GET', settings)).json<{ settings: ServiceSettings }>().settings;
      const tables = read.areas.flatMap((area) => area.tables);
      const table = tables[(turn * 5) % tables.length]!;
      if (turn % 3 === 0) table.maxSeats = Math.min(8, table.maxSeats + 1);
      else if (turn % 3 === 1) table.maxSeats = Math.max(table.minSeats, table.maxSeats - 1);
      else table.offered = table.offered === 'staff' ? 'online' : 'staff';
      return asManager('PUT', settings, read);
    },
  };
}
test.each([
  ['one evening', ['2026-10-17']],
  ['several evenings', ['2026-10-17', '2026-10-18', '2026-10-23', '2026-10-24', '2026-10-25']],
])(
  'five hundred requests at one moment, on %s',
  async (_name, days) => {
    const stage = await open();
    const { house, book, asHost, asGuest } = stage;
    const wish = (index: number) => ({
      day: days[index % days.length]!,
      time: TIMES[Math.floor(index / days.length) % TIMES.length]!,
      party: [2, 2, 4, 1, 2, 3, 2, 6, 2, 5][(index * 3) % 10]!,
    });
    // Who is in the book before: these change, cancel, and are seated.
    const early = await Promise.all(Array.from({ length: 40 }, (_, index) => book(wish(index))));
    const guests = early
      .filter(({ statusCode }) => statusCode === 201)
      .map((answer) => answer.json<Booking>());
    const ids: string[] = [];
    for (const day of days) {
      const list = await asHost('GET', `/api/reservations?restaurant=${house.slug}&day=${day}`);
      ids.push(...list.json<{ reservations: ReservationRow[] }>().reservations.map(({ id }) => id));
    }
    expect(ids.length).toBe(guests.length);
    expect(guests.length).toBeGreaterThan(15);

    const acts = Array.from({ length: 500 }, (_, index) => {
      const guest = guests[(index * 7) % guests.length]!;
      const id = ids[(index * 11) % ids.length]!;
      const { day, time, party } = wish(index * 13);
      switch (index % 20) {
        case 0:
          return asGuest('POST', `/api/bookings/${guest.token}/cancel`, {});
        case 1:
        case 2:
        case 3:
          return asGuest('PATCH', `/api/bookings/${guest.token}`, { day, time, party });
        case 4:
          return asHost('PATCH', `/api/reservations/${id}`, { time, party });
        case 5:
          return asHost('POST', `/api/reservations/${id}/pin`, { pinned: index % 3 === 0 });
        case 6:
          return asHost('POST', `/api/reservations/${id}/status`, {
            status: ['arrived', 'confirmed', 'seated', 'cancelled', 'no_show'][((index / 20) % 5) | 0],
          });
        case 7:
          return index % 5 === 2
            ? stage.editTables(index)
            : asHost('POST', `/api/pauses?restaurant=${house.slug}`, {
                from: day,
                fromTime: time,
                toTime: time,
              });
        case 8:
          return asGuest('POST', `/api/restaurants/${house.slug}/holds`, { day, time, party });
        default:
          return book({ day, time, party });
      }
    });
    const answers = await Promise.all(acts);
    expect(faults(answers.filter(({ statusCode }) => statusCode !== 429))).toEqual([]);
    expect(await missing(em(), house, [...early, ...answers])).toEqual([]);
    expect(await wrongs(em(), stage.house, PACE)).toEqual(right);
    expect(answers.filter(({ statusCode }) => statusCode === 201).length).toBeGreaterThan(10);
    // What is paused took nobody any more after it; and the house goes on: a free evening can be booked.
    expect((await book({ day: '2026-11-14', party: 2 })).statusCode).toBe(201);
  },
  120_000,
);

/** So many connections, kept open, through each of which one request goes at a time. */
function overSockets(origin: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = (path: string, payload: object) =>
    new Promise<{ statusCode: number; body: string; json(): unknown }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sending = request(origin + path, { agent, method: 'POST', headers, timeout: 90_000 }, (answer) =>
        text(answer).then(
          (body) => resolve({ statusCode: answer.statusCode ?? 0, body, json: () => JSON.parse(body) }),
          reject,
        ),
      );
      sending.on('timeout', () => sending.destroy(new Error('There was no answer.')));
      sending.on('error', reject);
      sending.end(JSON.stringify(payload));
    });
  return { post, end: () => agent.destroy() };
}

test('five hundred requests at one moment, each over a connection of its own, and more over the same ones', async () => {
  const { house } = await open();
  const network = overSockets(await at.listen(), 500);
  const day = (index: number) => `2026-10-${17 + (index % 5)}`;
  const everybody = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        network.post(
          `/api/restaurants/${house.slug}/reservations`,
          bookRequest({
            day: day(index),
            time: TIMES[index % TIMES.length]!,
            party: [2, 4, 1, 2, 3][index % 5]!,
          }),
        ),
      ),
    );
  const answers = [...(await everybody(500)), ...(await everybody(100))];
  network.end();

  expect(faults(answers)).toEqual([]);
  const made = answers.filter(({ statusCode }) => statusCode === 201);
  expect(made.length).toBeGreaterThan(50);
  expect(await missing(em(), house, answers)).toEqual([]);
  // Nor is anybody in the book who was told no.
  const kept = await rows(em(), sql`SELECT 1 FROM reservations WHERE restaurant_id = ${house.restaurantId}`);
  expect(kept).toHaveLength(made.length);
  expect(await wrongs(em(), house, PACE)).toEqual(right);
}, 240_000);

type Act =
  | { kind: 'book'; time: number; party: number }
  | { kind: 'change'; who: number; time: number; party: number }
  | { kind: 'cancel'; who: number }
  | { kind: 'status'; who: number; to: string }
  | { kind: 'pin'; who: number; pinned: boolean }
  | { kind: 'tables'; turn: number }
  | { kind: 'pause'; time: number };

const time = fc.integer({ min: 0, max: TIMES.length - 1 });
const party = fc.constantFrom(1, 2, 2, 2, 3, 4, 6, 8);
const who = fc.nat(30);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('book' as const), time, party }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), who, time, party }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      who,
      to: fc.constantFrom('arrived', 'seated', 'finished', 'no_show', 'confirmed', 'cancelled'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pin' as const), who, pinned: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tables' as const), turn: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), time }) },
);

test('law: whatever is done, alone or several at a time, the book is right after each step', async () => {
  // On a machine that is busy with other things fewer are tried, and none is cut short.
  const enough = Date.now() + 12_000;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 4, maxLength: 8 }),
      async (steps) => {
        if (Date.now() > enough) return;
        const stage = await open();
        const { house, book, asHost, asGuest } = stage;
        const known: Booking[] = [];
        const day = '2026-10-17';
        const ids = async () => {
          const list = await asHost('GET', `/api/reservations?restaurant=${house.slug}&day=${day}`);
          return list.json<{ reservations: ReservationRow[] }>().reservations.map(({ id }) => id);
        };
        for (const step of steps) {
          const there = await ids();
          const doing = step.map((one) => {
            const guest = 'who' in one ? known[one.who % (known.length || 1)] : undefined;
            const id = 'who' in one ? there[one.who % (there.length || 1)] : undefined;
            if (one.kind === 'book') return book({ day, time: TIMES[one.time]!, party: one.party });
            if (one.kind === 'tables') return stage.editTables(one.turn);
            if (one.kind === 'pause') {
              const [fromTime, toTime] = [TIMES[one.time]!, TIMES[one.time]!];
              return asHost('POST', `/api/pauses?restaurant=${house.slug}`, { from: day, fromTime, toTime });
            }
            if (!guest || !id) return book({ day });
            const url = `/api/reservations/${id}`;
            if (one.kind === 'cancel') return asGuest('POST', `/api/bookings/${guest.token}/cancel`, {});
            if (one.kind === 'status') return asHost('POST', `${url}/status`, { status: one.to });
            if (one.kind === 'pin') return asHost('POST', `${url}/pin`, { pinned: one.pinned });
            const wish = { time: TIMES[one.time]!, party: one.party };
            return asGuest('PATCH', `/api/bookings/${guest.token}`, wish);
          });
          const answers = await Promise.all(doing);
          expect(faults(answers)).toEqual([]);
          expect(await missing(em(), house, answers)).toEqual([]);
          expect(await wrongs(em(), stage.house, PACE)).toEqual(right);
          for (const [index, answer] of answers.entries()) {
            if (answer.statusCode === 201 && step[index]!.kind === 'book') known.push(answer.json<Booking>());
          }
        }
      },
    ),
    { numRuns: 8 },
  );
}, 180_000);
