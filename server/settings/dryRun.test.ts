import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { ServiceSettings, Unfit } from './contract.ts';

let at: TestApp;
let house: House;
let headers: { cookie: string };
beforeAll(async () => {
  at = await testApp();
  house = await at.house({ combinations: [{ tables: [0, 1], seats: [3, 4] }] });
  headers = { cookie: await at.signIn(house.staff.manager.email) };
  for (const wish of [{ time: '22:00' }, { party: 6 }, { time: '12:00', party: 4 }]) {
    const url = `/api/restaurants/${house.slug}/reservations`;
    const answer = await at.app.inject({ method: 'POST', url, payload: bookRequest(wish) });
    expect(answer.statusCode).toBe(201);
  }
});
afterAll(() => at.close());

/** What a change of the settings would do, as the page asks before it is saved. */
async function tried(make: (settings: ServiceSettings) => unknown) {
  const url = `/api/settings/service?restaurant=${house.slug}`;
  const { settings } = (await at.app.inject({ url, headers })).json();
  make(settings);
  const answer = await at.app.inject({
    method: 'POST',
    url: url.replace('service?', 'service/dry-run?'),
    headers,
    payload: settings,
  });
  expect(answer.statusCode, answer.body).toBe(200);
  const { coversPerWeek, unfit } = answer.json<{
    coversPerWeek: { before: number; after: number };
    unfit: Unfit[];
  }>();
  return {
    change: Math.sign(coversPerWeek.after - coversPerWeek.before),
    unfit: unfit.map(({ why }) => why),
  };
}

const soir = ({ shifts }: ServiceSettings) => shifts.find(({ name }) => name === 'Soir')!;
const tableOf = ({ areas }: ServiceSettings, name: string) =>
  areas[0]!.tables.find((table) => table.name === name)!;
const onDay = (settings: ServiceSettings, of: Partial<ServiceSettings['specialDays'][number]>) => {
  settings.specialDays = [{ from: '2026-10-17', to: '2026-10-17', closed: false, shifts: [], ...of }];
};

test.each<[what: string, make: (settings: ServiceSettings) => unknown, change: number, unfit: string[]]>([
  ['nothing', () => undefined, 0, []],
  ['a service that ends earlier', (all) => Object.assign(soir(all), { last: '21:00' }), -1, ['no_slot']],
  ['a service that ends later', (all) => Object.assign(soir(all), { last: '23:30' }), 1, []],
  [
    'fewer days',
    (all) => Object.assign(soir(all), { weekdays: [1, 2, 3, 4, 5] }),
    -1,
    ['no_slot', 'no_slot'],
  ],
  [
    'a season that is over',
    (all) => Object.assign(soir(all), { validTo: '2026-10-16' }),
    -1,
    ['no_slot', 'no_slot'],
  ],
  [
    'a step that leaves a time out',
    (all) => Object.assign(soir(all), { step: 60, first: '19:30', last: '21:30' }),
    -1,
    ['no_slot', 'no_slot'],
  ],
  ['longer stays', (all) => Object.assign(all.rules, { turnTimes: [{ upTo: 20, minutes: 240 }] }), -1, []],
  [
    'shorter stays of one service',
    (all) => Object.assign(soir(all), { turnTimes: [{ upTo: 20, minutes: 45 }] }),
    1,
    [],
  ],
  ['a longer buffer', (all) => Object.assign(all.rules, { bufferMinutes: 60 }), -1, []],
  ['a pace', (all) => Object.assign(soir(all), { pace: { covers: 1 } }), -1, ['pace', 'pace']],
  [
    'a pace at one slot',
    (all) => Object.assign(soir(all), { pace: { exceptions: [{ time: '20:00', covers: 0 }] } }),
    0,
    ['pace'],
  ],
  ['smaller parties online', (all) => Object.assign(all.rules, { maxParty: 2 }), 0, []],
  [
    'a table less',
    (all) =>
      Object.assign(all.areas[0]!, { tables: all.areas[0]!.tables.filter(({ name }) => name !== '4') }),
    -1,
    ['table_retired'],
  ],
  ['a smaller table', (all) => Object.assign(tableOf(all, '4'), { maxSeats: 5 }), -1, ['table_too_small']],
  ['a larger table', (all) => Object.assign(tableOf(all, '4'), { maxSeats: 10 }), 1, []],
  [
    'a table for those at the door alone',
    (all) => Object.assign(tableOf(all, '4'), { offered: 'walk_in' }),
    -1,
    [],
  ],
  ['a closed day', (all) => onDay(all, { closed: true }), -1, ['closed', 'closed', 'closed']],
  [
    'a day of its own',
    (all) => onDay(all, { shifts: [{ name: 'Fête', first: '20:00', last: '20:00', step: 30 }] }),
    -1,
    ['no_slot', 'no_slot'],
  ],
])('%s is tried before it is saved', async (_what, make, change, unfit) => {
  const answer = await tried(make);
  expect([answer.change, answer.unfit.toSorted()]).toEqual([change, unfit.toSorted()]);
});
