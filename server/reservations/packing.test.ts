import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import type { Booking, BookRequest, HistoryEntry, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house, and what can be asked of it. */
async function open(plan: HousePlan) {
  const house = await at.house(plan);
  const cookie = await at.signIn(house.staff.host.email);
  const staff = (method: 'GET' | 'POST', url: string, payload?: object) =>
    at.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  const evening = async () =>
    (await staff('GET', `/api/reservations?restaurant=${house.slug}&day=2026-10-17`)).json<{
      reservations: ReservationRow[];
    }>().reservations;
  return {
    house,
    evening,
    book: (change: Partial<BookRequest> = {}) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest(change),
      }),
    slot: async (party: number, time = '20:00') => {
      const url = `/api/restaurants/${house.slug}/availability?day=2026-10-17&party=${party}`;
      const { slots } = (await at.app.inject({ url })).json<{ slots: { time: string; status: string }[] }>();
      return slots.find((slot) => slot.time === time)!;
    },
    month: async (party: number) => {
      const url = `/api/restaurants/${house.slug}/calendar?month=2026-10&party=${party}`;
      const { days } = (await at.app.inject({ url })).json<{ days: { day: string; status: string }[] }>();
      return days.find(({ day }) => day === '2026-10-17')!.status;
    },
    pin: (id: string, pinned: boolean) => staff('POST', `/api/reservations/${id}/pin`, { pinned }),
    set: (id: string, status: string) => staff('POST', `/api/reservations/${id}/status`, { status }),
    history: async (id: string) =>
      (await staff('GET', `/api/reservations/${id}/history`)).json<{ history: HistoryEntry[] }>().history,
    /** Who sits where, by size of party. */
    tables: async () =>
      Object.fromEntries((await evening()).map(({ party, tables }) => [party, tables.join('+')])),
  };
}

/** Table 1 seats 1–2, table 2 seats 1–4: a party of one that sits at the large one can move. */
const two: HousePlan = {
  tables: [
    [1, 2],
    [1, 4],
  ],
};

/** Somebody alone sits at the table for four, since that for two was taken when they booked. */
async function aloneAtTheLargeTable(plan: HousePlan = two) {
  const stage = await open(plan);
  const first = (await stage.book({ party: 2 })).json<Booking>();
  await stage.book({ party: 1 });
  await at.app.inject({ method: 'POST', url: `/api/bookings/${first.token}/cancel`, payload: {} });
  const alone = (await stage.evening()).find(({ party }) => party === 1)!;
  expect(alone.tables).toEqual(['2']);
  return { ...stage, alone };
}

const shared = (house: House) =>
  rows(
    at.orm.em.fork(),
    sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
         WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
  );

describe('when no table is free as it is', () => {
  test('a reservation that nothing holds to its table moves, in the same transaction, and the history says why', async () => {
    const { house, book, slot, alone, evening, history } = await aloneAtTheLargeTable();
    expect(await slot(4)).toMatchObject({ status: 'open', areas: ['Salle'] });
    const before = await row<{ n: string }>(
      at.orm.em.fork(),
      sql`SELECT last_number AS n FROM live_counters WHERE restaurant_id = ${house.restaurantId}`,
    );
    const answer = await book({ party: 4 });
    expect(answer.statusCode).toBe(201);
    const { reference, firstName, lastName } = answer.json<Booking>();
    const seated = (await evening()).filter(({ status }) => status === 'confirmed');
    expect(seated.map(({ party, tables }) => [party, tables])).toEqual([
      [1, ['1']],
      [4, ['2']],
    ]);
    expect((await history(alone.id)).at(-1)).toMatchObject({
      kind: 'changed',
      by: 'clock',
      changes: [
        { what: 'tables', from: ['2'], to: ['1'] },
        { what: 'madeRoomFor', from: null, to: reference },
      ],
    });
    const events = await rows<{ change: string; party: number; moved: object | null }>(
      at.orm.em.fork(),
      sql`SELECT event->>'change' AS change, (event->'reservation'->>'party')::int AS party, event->'moved' AS moved
            FROM live_events
           WHERE restaurant_id = ${house.restaurantId} AND number > ${before!.n} ORDER BY number`,
    );
    expect(events).toEqual([
      { change: 'booked', party: 4, moved: null },
      { change: 'moved', party: 1, moved: { from: ['2'], for: `${firstName} ${lastName}` } },
    ]);
    expect(await slot(1)).toMatchObject({ status: 'full', reason: 'no_table' });
  });

  test('all who move for one party are told of at one moment', async () => {
    const { house, book, evening } = await open({
      tables: Array.from({ length: 4 }, () => [1, 2] as [number, number]),
      combinations: [{ tables: [0, 1], seats: [3, 6] }],
    });
    await book();
    await book();
    const headers = { cookie: await at.signIn(house.staff.host.email) };
    for (const [index, { id }] of (await evening()).entries()) {
      const payload = { tables: [house.tables[index]!.id], pinned: false };
      await at.app.inject({ method: 'PATCH', url: `/api/reservations/${id}`, headers, payload });
    }
    expect((await book({ party: 6 })).statusCode).toBe(201);
    const told = await row<{ moved: number; moments: number }>(
      at.orm.em.fork(),
      sql`SELECT count(*)::int AS moved, count(DISTINCT at)::int AS moments FROM live_events
           WHERE restaurant_id = ${house.restaurantId} AND event->>'change' = 'moved'`,
    );
    expect(told).toEqual({ moved: 2, moments: 1 });
  });

  test('a pinned one stays, until it is let go', async () => {
    const { book, slot, alone, pin, tables, month } = await aloneAtTheLargeTable({
      ...two,
      shifts: [{ name: 'Soir', first: 1200, last: 1200 }],
    });
    expect((await pin(alone.id, true)).json<ReservationRow>()).toMatchObject({ pinned: true, tables: ['2'] });
    expect(await slot(4)).toMatchObject({ status: 'full' });
    expect(await month(4)).toBe('full');
    expect((await book({ party: 4 })).json().code).toBe('slot_taken');
    expect((await pin(alone.id, false)).json<ReservationRow>().pinned).toBe(false);
    expect(await month(4)).toBe('open');
    expect((await book({ party: 4 })).statusCode).toBe(201);
    expect(await tables()).toMatchObject({ 1: '1', 4: '2' });
  });

  test('whoever sits already stays', async () => {
    const { book, slot, alone, set } = await aloneAtTheLargeTable();
    await set(alone.id, 'seated');
    expect(await slot(4)).toMatchObject({ status: 'full' });
    expect((await book({ party: 4 })).statusCode).toBe(409);
  });

  test('nobody is moved out of the area they were told', async () => {
    const { house, book, slot } = await aloneAtTheLargeTable();
    await rows(
      at.orm.em.fork(),
      sql`WITH outside AS (
            INSERT INTO areas (organization_id, restaurant_id, name)
            VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse') RETURNING id)
          UPDATE tables SET area_id = outside.id FROM outside WHERE tables.id = ${house.tables[0]!.id}`,
    );
    expect(await slot(4)).toMatchObject({ status: 'full' });
    expect((await book({ party: 4 })).statusCode).toBe(409);
  });

  test('a combination is made room for, and given up again', async () => {
    const { book, tables } = await open({
      tables: [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      combinations: [{ tables: [0, 1], seats: [3, 4] }],
    });
    const first = (await book({ party: 2 })).json<Booking>();
    expect((await book({ party: 1 })).statusCode).toBe(201);
    await at.app.inject({ method: 'POST', url: `/api/bookings/${first.token}/cancel`, payload: {} });
    expect((await book({ party: 4 })).statusCode).toBe(201);
    expect(await tables()).toMatchObject({ 1: '3', 4: '1+2' });
  });

  test('a guest who comes with more people is made room for, also by whoever then sits where they sat', async () => {
    const { book, alone, tables, evening } = await aloneAtTheLargeTable();
    const changing = (await book({ party: 2 })).json<Booking>();
    expect(await tables()).toMatchObject({ 1: '2' });
    const answer = await at.app.inject({
      method: 'PATCH',
      url: `/api/bookings/${changing.token}`,
      payload: { party: 4 },
    });
    expect([answer.statusCode, answer.json().party]).toEqual([200, 4]);
    expect(await tables()).toMatchObject({ 4: '2' });
    expect((await evening()).find(({ id }) => id === alone.id)!.tables).toEqual(['1']);
  });

  test('saying twice that it is pinned is one change', async () => {
    const { alone, pin, history } = await aloneAtTheLargeTable();
    const before = (await history(alone.id)).length;
    await Promise.all([pin(alone.id, true), pin(alone.id, true), pin(alone.id, true)]);
    expect((await history(alone.id)).length).toBe(before + 1);
  });
});

describe('hundreds at one moment', () => {
  test('with moves under way: no table twice, none lost, and whoever is pinned or seated stays', async () => {
    const { house, book, evening, pin, set } = await open({
      tables: Array.from({ length: 20 }, (_, index) =>
        index % 4 === 0 ? ([3, 6] as [number, number]) : ([1, index % 4 === 1 ? 4 : 2] as [number, number]),
      ),
      combinations: [
        { tables: [2, 3], seats: [3, 4] },
        { tables: [6, 7], seats: [3, 4] },
        { tables: [1, 2], seats: [5, 6] },
      ],
    });
    const times = ['19:00', '19:30', '20:00', '20:30', '21:00', '21:30'];
    // Parties of three have the large tables, since the middle ones were taken when they booked: these may move.
    const threes: Booking[] = [];
    for (let one = 0; one < 10; one += 1) threes.push((await book({ party: 3 })).json<Booking>());
    await Promise.all(
      threes
        .slice(0, 5)
        .map(({ token }) =>
          at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} }),
        ),
    );
    const before = new Set((await evening()).map(({ id }) => id));
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => book({ time: times[index % 6]!, party: 1 + (index % 2) })),
    );
    const early = (await evening()).filter(({ id }) => !before.has(id));
    for (const [index, { id }] of early.entries()) {
      if (index % 4 === 0) await pin(id, true);
      else if (index % 4 === 1) await set(id, 'seated');
    }
    const nailed = (await evening()).filter(({ pinned, status }) => pinned || status === 'seated');
    expect(nailed.length).toBeGreaterThan(8);

    // The large tables can only be had by moving a party of three to a middle one: moves there are, however the race
    // below goes.
    const sixes = await Promise.all(Array.from({ length: 3 }, () => book({ party: 6 })));
    expect(sixes.map((answer) => answer.statusCode)).toContain(201);

    const answers = await Promise.all([
      ...Array.from({ length: 500 }, (_, index) =>
        book({ time: times[index % 6]!, party: 6 - (Math.floor(index / 6) % 6) }),
      ),
      ...early
        .filter((_, index) => index % 4 === 2)
        .flatMap(({ id }) => [set(id, 'cancelled'), pin(id, true), set(id, 'confirmed')]),
    ]);
    expect(
      answers.map((answer) => answer.statusCode).filter((status) => ![200, 201, 409].includes(status)),
    ).toEqual([]);

    expect(await shared(house)).toEqual([]);
    const after = await evening();
    const booked = [...sixes, ...answers.slice(0, 500)].filter((answer) => answer.statusCode === 201);
    expect(after.length).toBe(before.size + early.length + booked.length);
    const kept = after.filter(({ status }) => status === 'confirmed' || status === 'seated');
    expect(kept.filter(({ tables }) => tables.length === 0)).toEqual([]);
    for (const { id, tables } of nailed) expect(after.find((one) => one.id === id)!.tables).toEqual(tables);
    // Each sits at a table or a combination that takes as many.
    const misfits = await rows(
      at.orm.em.fork(),
      sql`SELECT r.id FROM reservations r
            JOIN LATERAL (SELECT array_agg(c.table_id ORDER BY c.table_id) AS ids FROM claims c
                           WHERE c.holder_id = r.id AND c.live) k ON true
           WHERE r.organization_id = ${house.organizationId} AND r.status IN ('confirmed', 'seated')
             AND NOT EXISTS (SELECT 1 FROM tables t WHERE ARRAY[t.id] = k.ids AND r.party BETWEEN t.min_seats AND t.max_seats)
             AND NOT EXISTS (SELECT 1 FROM combinations j
                              WHERE j.organization_id = r.organization_id AND r.party BETWEEN j.min_seats AND j.max_seats
                                AND (SELECT array_agg(id ORDER BY id) FROM unnest(j.table_ids) AS id) = k.ids)`,
    );
    expect(misfits).toEqual([]);
    const moved = await row<{ n: string }>(
      at.orm.em.fork(),
      sql`SELECT count(*) AS n FROM reservation_changes
           WHERE organization_id = ${house.organizationId} AND what @> '[{"what": "madeRoomFor"}]'`,
    );
    expect(Number(moved!.n)).toBeGreaterThan(0);
  }, 240_000);
});
