import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import type { Fixture, TablePlace } from '../seating/contract.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { ServiceSettings } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const square: TablePlace = { shape: 'square', x: 4.5, y: 4.5, width: 3, height: 3, turn: 45 };
const wall: Fixture = { kind: 'wall', x: 10, y: 0.5, width: 20, height: 1, turn: 0 };

/** A house of two tables with its manager's hands on the settings. */
async function desk() {
  const house = await at.house({
    tables: [
      [1, 2],
      [1, 2],
    ],
  });
  const headers = { cookie: await at.signIn(house.staff.manager.email) };
  const url = `/api/settings/service?restaurant=${house.slug}`;
  const read = async () => (await at.app.inject({ url, headers })).json().settings as ServiceSettings;
  const send = async (method: 'PUT' | 'POST', make: (settings: ServiceSettings) => void) => {
    const settings = await read();
    make(settings);
    const to = method === 'PUT' ? url : url.replace('service?', 'service/dry-run?');
    return at.app.inject({ method, url: to, headers, payload: settings });
  };
  const board = async () =>
    (await at.app.inject({ url: `/api/restaurants/${house.slug}/tables`, headers })).json();
  return { house, headers, read, send, board };
}

/** The first area with a plan, and its first table on it. */
const draw =
  (place: TablePlace, fixtures: Fixture[] = []) =>
  (settings: ServiceSettings) => {
    const [area] = settings.areas;
    area!.plan = { width: 20, height: 16, fixtures };
    area!.tables[0]!.place = place;
  };

describe('the plan of an area', () => {
  test('comes back as it was drawn, to the settings and to the board; who is not placed has no place', async () => {
    const { send, read, board } = await desk();
    expect((await send('PUT', draw(square, [wall]))).statusCode).toBe(200);
    const [area] = (await read()).areas;
    expect(area).toMatchObject({ plan: { width: 20, height: 16, fixtures: [wall] } });
    expect(area!.tables.map(({ place }) => place)).toEqual([square, undefined]);
    const seen = await board();
    expect(seen.areas).toEqual([{ name: area!.name, plan: area!.plan }]);
    expect(seen.tables.map(({ place }: { place?: object }) => place)).toEqual([square, undefined]);
  });

  test('is taken away by leaving it out', async () => {
    const { send, read } = await desk();
    await send('PUT', draw(square, [wall]));
    await send('PUT', (settings) => {
      delete settings.areas[0]!.plan;
      delete settings.areas[0]!.tables[0]!.place;
    });
    const [area] = (await read()).areas;
    expect(area).not.toHaveProperty('plan');
    expect(area!.tables[0]).not.toHaveProperty('place');
  });

  test.each<[string, TablePlace, string, string]>([
    ['over the right edge', { ...square, turn: 0, x: 19 }, 'areas.0.tables.0.place.x', 'maximum'],
    ['over the upper edge only as it is turned', { ...square, y: 2 }, 'areas.0.tables.0.place.y', 'minimum'],
    ['off the half step', { ...square, x: 4.3 }, 'areas.0.tables.0.place.x', 'format'],
    ['turned by an odd angle', { ...square, turn: 20 }, 'areas.0.tables.0.place.turn', 'format'],
    ['square and longer than wide', { ...square, height: 5 }, 'areas.0.tables.0.place.height', 'format'],
  ])('refuses a table that is %s, at its field, also dry', async (_, place, field, problem) => {
    const { send, read } = await desk();
    for (const method of ['POST', 'PUT'] as const) {
      const answer = await send(method, draw(place));
      expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'invalid', field, problem }]);
    }
    expect((await read()).areas[0]).not.toHaveProperty('plan');
  });

  test('a table that stands at the edge may stand there, also when it is turned', async () => {
    const { send } = await desk();
    const upright: TablePlace = { shape: 'rectangle', x: 1.5, y: 2.5, width: 5, height: 3, turn: 90 };
    expect((await send('PUT', draw(upright))).statusCode).toBe(200);
  });

  test('refuses a place without a plan to stand on, and a wall that leaves the room', async () => {
    const { send } = await desk();
    const bare = await send('PUT', (settings) => {
      settings.areas[0]!.tables[0]!.place = square;
    });
    expect(bare.json()).toMatchObject({ field: 'areas.0.plan', problem: 'required' });
    const out = await send('PUT', draw(square, [{ ...wall, width: 22 }]));
    expect(out.json()).toMatchObject({ field: 'areas.0.plan.fixtures.0.x', problem: 'minimum' });
  });

  test('two who draw at once: the second is told', async () => {
    const { send, read } = await desk();
    const before = await read();
    await send('PUT', draw(square));
    const answer = await send('PUT', (settings) => {
      settings.version = before.version;
    });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'stale_settings']);
    expect((await read()).areas[0]!.tables[0]!.place).toEqual(square);
  });

  test('hosts see it and do not draw; of another owner there is nothing', async () => {
    const { house } = await desk();
    const host = { cookie: await at.signIn(house.staff.host.email) };
    const tables = `/api/restaurants/${house.slug}/tables`;
    expect((await at.app.inject({ url: tables, headers: host })).statusCode).toBe(200);
    const url = `/api/settings/service?restaurant=${house.slug}`;
    expect((await at.app.inject({ url, headers: host })).statusCode).toBe(403);
    const other = await at.house();
    const stranger = { cookie: await at.signIn(other.staff.owner.email) };
    expect((await at.app.inject({ url: tables, headers: stranger })).statusCode).toBe(404);
  });
});

test('a table that is retired leaves the board; who booked it is named first, and kept', async () => {
  const { house, headers, send, board } = await desk();
  const booked = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ day: '2026-10-17', time: '20:30' }),
  });
  const { reference } = booked.json();
  const list = await at.app.inject({
    url: `/api/reservations?restaurant=${house.slug}&day=2026-10-17`,
    headers,
  });
  const [name] = list.json().reservations[0].tables;
  const retire = (settings: ServiceSettings) => {
    const [area] = settings.areas;
    area!.tables = area!.tables.filter((table) => table.name !== name);
  };
  const named = [{ reference, why: 'table_retired', tables: [name] }];
  expect((await send('POST', retire)).json().unfit).toMatchObject(named);
  expect((await board()).tables).toHaveLength(2);
  expect((await send('PUT', retire)).json().unfit).toMatchObject(named);
  expect((await board()).tables.map((table: { name: string }) => table.name)).not.toContain(name);
});

test('half a place is refused by the database itself', async () => {
  const { house } = await desk();
  const half = rows(
    at.orm.em.fork(),
    sql`UPDATE tables SET shape = 'round', x = 3
         WHERE restaurant_id = (SELECT id FROM restaurants WHERE slug = ${house.slug})`,
  );
  await expect(half).rejects.toThrow('tables_place_whole');
});
