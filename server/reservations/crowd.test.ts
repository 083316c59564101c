import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import type { ServiceSettings } from '../settings/contract.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
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
type Stage = Awaited<ReturnType<typeof open>>;

/** What must never be, of a house: each of these is empty. */
async function wrongs({ house }: Pick<Stage, 'house'>) {
  const { organizationId: organization } = house;
  const em = at.orm.em.fork();
  return {
    tablesPromisedTwice: await rows(
      em,
      sql`SELECT a.table_id, a.during, b.during FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id
           WHERE a.organization_id = ${organization} AND a.live AND b.live AND a.during && b.during`,
    ),
    slotsOverTheirPace: await rows(
      em,
      sql`SELECT service_date, minute, sum(party) FROM reservations
           WHERE organization_id = ${organization} AND status NOT IN ('cancelled', 'declined', 'no_show', 'expired')
             AND overbooked_by IS NULL
           GROUP BY service_date, minute HAVING sum(party) > ${PACE}`,
    ),
    withoutTheirTable: await rows(
      em,
      sql`SELECT r.id, r.status FROM reservations r
           WHERE r.organization_id = ${organization} AND r.status IN ('requested', 'confirmed', 'arrived', 'seated')
             AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.holder_id = r.id AND c.live
                              AND lower(c.during) = r.starts_at AND upper(c.during) >= r.ends_at)`,
    ),
    tablesKeptForNobody: await rows(
      em,
      sql`SELECT c.holder_id, r.status FROM claims c LEFT JOIN reservations r ON r.id = c.holder_id
           WHERE c.organization_id = ${organization} AND c.live
             AND (r.id IS NULL OR r.status IN ('cancelled', 'declined', 'no_show', 'expired'))
             AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.id = c.holder_id)`,
    ),
    countersThatLie: await rows(
      em,
      sql`SELECT p.service_date, p.minute, p.covers FROM slot_pace p
           WHERE p.organization_id = ${organization} AND p.covers IS DISTINCT FROM (
             SELECT coalesce(sum(party), 0) FROM (
               SELECT r.restaurant_id, r.service_date, r.minute, r.party FROM reservations r WHERE is_paced(r)
               UNION ALL
               SELECT h.restaurant_id, h.service_date, h.minute, h.party FROM holds h WHERE h.counted AND NOT h.let_go) o
              WHERE o.restaurant_id = p.restaurant_id AND o.service_date = p.service_date AND o.minute = p.minute)`,
    ),
  };
}
const right: Awaited<ReturnType<typeof wrongs>> = {
  tablesPromisedTwice: [],
  slotsOverTheirPace: [],
  withoutTheirTable: [],
  tablesKeptForNobody: [],
  countersThatLie: [],
};

/** References that were answered with 201 and are not in the book. */
async function missing(house: House, answers: { statusCode: number; json(): unknown }[]): Promise<string[]> {
  const kept = await rows<{ reference: string }>(
    at.orm.em.fork(),
    sql`SELECT reference FROM reservations WHERE organization_id = ${house.organizationId}`,
  );
  const known = new Set(kept.map(({ reference }) => reference));
  return answers
    .filter(({ statusCode }) => statusCode === 201)
    .flatMap((answer) => (answer.json() as Partial<Booking>).reference ?? [])
    .filter((reference) => !known.has(reference));
}

/** What may be answered when others were faster; never a fault of ours. */
const expected = new Set([200, 201, 204, 400, 404, 409]);
const faults = (answers: { statusCode: number; body: string }[]) =>
  answers.filter(({ statusCode }) => !expected.has(statusCode)).map(({ body }) => body);

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
    expect(await missing(house, [...early, ...answers])).toEqual([]);
    expect(await wrongs(stage)).toEqual(right);
    expect(answers.filter(({ statusCode }) => statusCode === 201).length).toBeGreaterThan(10);
    // What is paused took nobody any more after it; and the house goes on: a free evening can be booked.
    expect((await book({ day: '2026-11-14', party: 2 })).statusCode).toBe(201);
  },
  120_000,
);

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
          expect(await missing(house, answers)).toEqual([]);
          expect(await wrongs(stage)).toEqual(right);
          for (const [index, answer] of answers.entries()) {
            if (answer.statusCode === 201 && step[index]!.kind === 'book') known.push(answer.json<Booking>());
          }
        }
      },
    ),
    { numRuns: 8 },
  );
}, 180_000);
