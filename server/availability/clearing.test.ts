import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import type { HistoryEntry, ReservationRow } from '../reservations/contract.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { NewPause, PausedParty, PauseRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const DAY = '2026-10-17';

async function open(plan?: Parameters<TestApp['house']>[0]) {
  const house = await at.house(plan);
  const headers = { cookie: await at.signIn(house.staff.host.email) };
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    at.app.inject({ method, url, headers, ...(payload && { payload }) });
  const book = async (time: string, party = 2, name = 'Zoé') => {
    const guest = { ...bookRequest().guest, firstName: name, lastName: 'Martin' };
    const answer = await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ day: DAY, time, party, guest }),
    });
    expect(answer.statusCode).toBe(201);
  };
  const day = async () =>
    (await send('GET', `/api/reservations?restaurant=${house.slug}&day=${DAY}`)).json<{
      reservations: ReservationRow[];
    }>().reservations;
  return {
    house,
    send,
    book,
    day,
    of: async (name: string) => (await day()).find(({ bookedAs }) => bookedAs === `${name} Martin`)!,
    async pause(wish: Partial<NewPause>) {
      const answer = await send('POST', `/api/pauses?restaurant=${house.slug}`, { from: DAY, ...wish });
      expect(answer.statusCode).toBe(201);
      return answer.json<PauseRow & { parties: PausedParty[] }>();
    },
    async desk() {
      const answer = await send('GET', `/api/desk?restaurant=${house.slug}`);
      return answer
        .json<{ unsettled: { reservation: ReservationRow; why: string }[] }>()
        .unsettled.map(({ reservation, why }) => [reservation.bookedAs, why]);
    },
  };
}

describe('a table that breaks', () => {
  test('lets go of those who come: they sit elsewhere at once, with a history, and the panels are told', async () => {
    const { house, book, of, pause, desk, send } = await open({
      tables: [
        [1, 2],
        [1, 2],
      ],
    });
    await book('20:00');
    const [broken] = (await of('Zoé')).tables;
    const { parties } = await pause({ table: broken! });
    const other = broken === '1' ? '2' : '1';
    expect(parties).toMatchObject([
      { name: 'Zoé Martin', party: 2, time: '20:00', tables: [broken], to: [other] },
    ]);
    const { id, tables } = await of('Zoé');
    expect(tables).toEqual([other]);
    expect(await desk()).toEqual([]);
    const { history } = (await send('GET', `/api/reservations/${id}/history`)).json<{
      history: HistoryEntry[];
    }>();
    expect(history.at(-1)).toMatchObject({
      kind: 'changed',
      staff: 'Host',
      changes: [
        { what: 'tables', from: [broken], to: [other] },
        { what: 'outOfUse', to: broken },
      ],
    });
    const told = await rows<{ event: object }>(
      at.orm.em.fork(),
      sql`SELECT event FROM live_events WHERE restaurant_id = ${house.restaurantId} ORDER BY number DESC LIMIT 2`,
    );
    expect(told.map(({ event }) => event)).toMatchObject([
      { kind: 'pauses', paused: { table: broken, parties: [{ id, to: [other] }] } },
      { kind: 'reservation', change: 'changed', reservation: { id, tables: [other] } },
    ]);
  });

  test('moves others too, when only that makes room', async () => {
    const { book, of, pause, send, house } = await open({
      tables: [
        [1, 2],
        [1, 4],
        [3, 4],
      ],
    });
    await book('20:00', 4, 'Ana');
    await book('20:00', 2, 'Léo');
    const id = (name: string) => house.tables.find((table) => table.name === name)!.id;
    // Ana at the third, Léo at the second: Ana has room only once Léo sits at the first.
    const put = async (name: string, table: string) =>
      send('PATCH', `/api/reservations/${(await of(name)).id}`, { tables: [id(table)], pinned: false });
    await put('Léo', '1');
    await put('Ana', '3');
    await put('Léo', '2');
    const { parties } = await pause({ table: '3' });
    expect(parties).toMatchObject([{ name: 'Ana Martin', to: ['2'] }]);
    expect([(await of('Ana')).tables, (await of('Léo')).tables]).toEqual([['2'], ['1']]);
  });

  test('says who sits there, who is nailed there and for whom nothing is free; these are to be settled', async () => {
    const { book, of, pause, desk, send } = await open({ tables: [[1, 6]] });
    try {
      await book('19:00', 2, 'Assise');
      await book('20:30', 2, 'Clouée');
      await book('22:00', 2, 'Suivante');
      at.now = new Date(`${DAY}T17:10:00Z`);
      await send('POST', `/api/reservations/${(await of('Assise')).id}/status`, { status: 'seated' });
      await send('POST', `/api/reservations/${(await of('Clouée')).id}/pin`, { pinned: true });
      // They sit for longer than was planned.
      at.now = new Date(`${DAY}T18:40:00Z`);
      const { parties } = await pause({ table: '1', fromTime: '20:40' });
      expect(parties.map(({ name, stays }) => [name, stays])).toEqual([
        ['Assise Martin', 'here'],
        ['Clouée Martin', 'pinned'],
        ['Suivante Martin', 'no_room'],
      ]);
      expect(await desk()).toEqual([
        ['Clouée Martin', 'table_paused'],
        ['Suivante Martin', 'table_paused'],
      ]);
    } finally {
      at.now = NOON;
    }
  });

  test('touches nobody who has left by then, or comes when it is in use again', async () => {
    const { book, pause, day } = await open({
      tables: [
        [1, 2],
        [3, 4],
      ],
    });
    await book('19:00');
    await book('22:00');
    const before = await day();
    expect((await pause({ table: '1', fromTime: '20:30', toTime: '22:00' })).parties).toEqual([]);
    expect(await day()).toEqual(before);
  });

  test('an area that is paused is not emptied: its guests were promised it, and are to be settled', async () => {
    const { house, book, pause, desk } = await open({
      tables: [
        [1, 2],
        [1, 2],
      ],
    });
    const em = at.orm.em.fork();
    const terrace = await row<{ id: string }>(
      em,
      sql`INSERT INTO areas (organization_id, restaurant_id, name) VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse')
          RETURNING id`,
    );
    await row(em, sql`UPDATE tables SET area_id = ${terrace!.id} WHERE id = ${house.tables[0]!.id}`);
    await book('20:00', 2, 'Ana');
    await book('20:00', 2, 'Léo');
    const { parties } = await pause({ area: 'Terrasse' });
    expect(parties.map(({ stays }) => stays)).toEqual(['area']);
    expect(await desk()).toEqual([[parties[0]!.name, 'table_paused']]);
  });

  test('while somebody has one of them in hand, it is paused all the same', async () => {
    const { house, book, of, pause } = await open({
      tables: [
        [1, 2],
        [1, 2],
      ],
    });
    await book('20:00');
    const { id, tables } = await of('Zoé');
    const other = at.orm.em.fork();
    await other.begin();
    await row(other, sql`SELECT 1 FROM reservations WHERE id = ${id} FOR UPDATE`);
    const { parties } = await pause({ table: tables[0]! });
    await other.commit();
    expect(parties).toMatchObject([{ name: 'Zoé Martin', stays: 'no_room' }]);
    expect((await of('Zoé')).tables).toEqual(tables);
    const kept = await rows(
      at.orm.em.fork(),
      sql`SELECT 1 FROM pauses WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect(kept).toHaveLength(1);
  });
});

describe('before it is paused', () => {
  const tried = async ({ house, send }: Awaited<ReturnType<typeof open>>, wish: Partial<NewPause>) =>
    (await send('POST', `/api/pauses/dry-run?restaurant=${house.slug}`, { from: DAY, ...wish })).json<{
      expected: { parties: number; covers: number };
      parties: PausedParty[];
      weeks: { monday: string; before: number; after: number }[];
    }>();
  const lost = ({ weeks }: { weeks: { before: number; after: number }[] }) =>
    weeks.map(({ before, after }) => before - after);

  test('it says who would sit elsewhere and what the week loses, and nothing has happened', async () => {
    const here = await open({
      tables: [
        [1, 2],
        [1, 2],
        [3, 4],
      ],
    });
    await here.book('20:00');
    await here.book('20:00', 4, 'Ada');
    const before = await here.day();
    const [broken] = (await here.of('Zoé')).tables;
    const answer = await tried(here, { table: broken! });
    expect(answer).toMatchObject({
      expected: { parties: 1, covers: 2 },
      parties: [{ name: 'Zoé Martin', tables: [broken], to: [expect.stringMatching(/[12]/)] }],
      weeks: [{ monday: '2026-10-12' }],
    });
    // Two stay for 90 minutes: at noon and 13:30, at 19:00, 20:30 and 22:00.
    expect(lost(answer)).toEqual([10]);
    expect((await tried(here, { table: '3' })).parties).toMatchObject([
      { name: 'Ada Martin', stays: 'no_room' },
    ]);
    expect(lost(await tried(here, { table: broken!, fromTime: '19:00' }))).toEqual([6]);
    expect(await here.day()).toEqual(before);
    expect((await here.pause({ table: broken! })).parties).toEqual(answer.parties);
    // What is paused already is lost already.
    expect(lost(await tried(here, { table: broken! }))).toEqual([]);
  });

  test('of a shift, a slot or the house it says who has booked, which is kept', async () => {
    const here = await open();
    await here.book('20:00');
    await here.book('20:30', 4, 'Ada');
    await here.book('12:00', 2, 'Ines');
    expect((await tried(here, { shift: 'Soir' })).expected).toEqual({ parties: 2, covers: 6 });
    expect((await tried(here, {})).expected).toEqual({ parties: 3, covers: 8 });
    const slot = await tried(here, { fromTime: '20:30', toTime: '20:30' });
    expect([slot.expected, slot.parties]).toEqual([{ parties: 1, covers: 4 }, []]);
    expect((await tried(here, { from: '2026-10-18' })).expected.parties).toBe(0);
    const wrong = { from: DAY, table: 'Z' };
    const refused = await here.send('POST', `/api/pauses/dry-run?restaurant=${here.house.slug}`, wrong);
    expect(refused.json()).toMatchObject({ code: 'invalid', field: 'table' });
  });
});
