import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { ServiceSettings, Unfit } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house with its manager's hands on the settings. */
async function desk(plan?: Parameters<TestApp['house']>[0]) {
  const house = await at.house(plan);
  const headers = { cookie: await at.signIn(house.staff.manager.email) };
  const url = `/api/settings/service?restaurant=${house.slug}`;
  const read = async () => (await at.app.inject({ url, headers })).json().settings as ServiceSettings;
  const put = (settings: ServiceSettings) =>
    at.app.inject({ method: 'PUT', url, headers, payload: settings });
  return {
    house,
    read,
    put,
    /** Reads, changes and saves; answers what saving said. */
    async change(make: (settings: ServiceSettings) => void) {
      const settings = await read();
      make(settings);
      const answer = await put(settings);
      expect(answer.json()).toMatchObject({ settings: { version: settings.version + 1 } });
      return answer.json() as { settings: ServiceSettings; overlaps: unknown[]; unfit: Unfit[] };
    },
    async dryRun(make: (settings: ServiceSettings) => void) {
      const settings = await read();
      make(settings);
      const dry = url.replace('service?', 'service/dry-run?');
      return (await at.app.inject({ method: 'POST', url: dry, headers, payload: settings })).json();
    },
  };
}
const availability = async (house: House, day: string, party = 2) =>
  (
    await at.app.inject({ url: `/api/restaurants/${house.slug}/availability?day=${day}&party=${party}` })
  ).json();
const calendar = async (house: House, month: string) =>
  (await at.app.inject({ url: `/api/restaurants/${house.slug}/calendar?month=${month}&party=2` })).json()
    .days as {
    day: string;
    status: string;
    reason?: string;
    message?: object;
  }[];
const book = (house: House, change: Parameters<typeof bookRequest>[0] = {}) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(change),
  });

test('who saved is told to every open panel, and to whoever comes too late', async () => {
  const { house, read, put, change } = await desk();
  const stale = await read();
  const { settings } = await change((service) => {
    service.rules.maxParty = 6;
    service.rules.waitlist = false;
    service.rules.waitlistOfferMinutes = 30;
  });
  expect(settings.rules).toMatchObject({ maxParty: 6, waitlist: false, waitlistOfferMinutes: 30 });
  const told = await rows<{ event: object }>(
    at.orm.em.fork(),
    sql`SELECT event FROM live_events WHERE restaurant_id = ${house.restaurantId} ORDER BY number`,
  );
  expect(told.map(({ event }) => event)).toEqual([
    { kind: 'settings', version: settings.version, by: 'Manager' },
  ]);
  expect((await put(stale)).json()).toMatchObject({ code: 'stale_settings', by: 'Manager' });
  const headers = { cookie: await at.signIn(house.staff.owner.email) };
  const url = `/api/settings/service?restaurant=${house.slug}`;
  expect((await at.app.inject({ url, headers })).json()).toMatchObject({ savedBy: 'Manager' });
});

describe('the description of a service', () => {
  test('comes back as it was saved, ids and all, and every word of it', async () => {
    const { read, change } = await desk();
    const saved = await change((settings) => {
      settings.rules = {
        ...settings.rules,
        minParty: 2,
        maxParty: 12,
        requestFrom: 9,
        cutoff: '17:30',
        leadMinutes: 60,
        bufferMinutes: 10,
        turnTimes: [{ upTo: 4, minutes: 90 }],
      };
      settings.shifts = [
        {
          name: ' Soir ',
          weekdays: [5, 6],
          first: '20:00',
          last: '00:30',
          step: 20,
          staffFirst: '19:20',
          staffLast: '01:30',
          validFrom: '2026-10-01',
          validTo: '2027-03-31',
          turnTimes: [{ upTo: 2, minutes: 75 }],
          pace: { covers: 20, onlineParties: 3, exceptions: [{ time: '00:20', covers: 4 }] },
        },
      ];
      settings.specialDays = [
        { from: '2026-12-24', to: '2026-12-26', closed: true, message: { fr: 'Joyeux Noël' }, shifts: [] },
        {
          from: '2026-12-31',
          to: '2026-12-31',
          closed: false,
          shifts: [{ name: 'Réveillon', first: '19:00', last: '21:00', step: 30 }],
        },
      ];
      settings.areas.push({ name: 'Bar', online: false, tables: [{ name: 'B1', minSeats: 1, maxSeats: 2 }] });
      settings.combinations = [{ tables: ['1', '2'], minSeats: 3, maxSeats: 4 }];
    });
    const again = await read();
    expect(again).toEqual(saved.settings);
    expect(again.shifts).toMatchObject([
      {
        name: 'Soir',
        last: '00:30',
        staffLast: '01:30',
        pace: { exceptions: [{ time: '00:20', covers: 4 }] },
      },
    ]);
    expect(again.areas.map((area) => area.tables.length)).toEqual([4, 1]);
    const twice = await change(() => undefined);
    expect({ ...twice.settings, version: 0 }).toEqual({ ...again, version: 0 });
  });

  test('a closure says why in both languages, and the days around it stay open', async () => {
    const { house, change } = await desk();
    await change((settings) => {
      settings.specialDays = [
        {
          from: '2026-10-20',
          to: '2026-10-22',
          closed: true,
          message: { fr: 'Fermé pour travaux' },
          shifts: [],
        },
      ];
    });
    const message = { fr: 'Fermé pour travaux', en: 'Fermé pour travaux' };
    expect(await availability(house, '2026-10-21')).toMatchObject({ reason: 'closed', message, slots: [] });
    const days = await calendar(house, '2026-10');
    const shown = days.filter(({ day }) => day >= '2026-10-19' && day <= '2026-10-23');
    expect(shown.map(({ status }) => status)).toEqual(['open', 'closed', 'closed', 'closed', 'open']);
    expect(shown[1]).toMatchObject({ reason: 'closed', message });
    expect(shown[0]).not.toHaveProperty('message');
    const refused = await book(house, { day: '2026-10-21' });
    expect([refused.statusCode, refused.json().code, refused.json().reason]).toEqual([
      409,
      'slot_not_open',
      'closed',
    ]);
  });

  test('a special shift replaces the usual ones, and opens a day that is usually closed', async () => {
    const { house, change } = await desk({
      shifts: [{ name: 'Soir', weekdays: [6], first: 1140, last: 1260 }],
    });
    await change((settings) => {
      const shifts = [{ name: 'Fête', first: '18:00', last: '19:00', step: 30 }];
      settings.specialDays = [
        { from: '2026-10-17', to: '2026-10-17', closed: false, shifts },
        { from: '2026-10-19', to: '2026-10-19', closed: false, shifts },
      ];
    });
    const times = async (day: string) =>
      (await availability(house, day)).slots.map(
        (slot: { time: string; shift: string }) => `${slot.shift} ${slot.time}`,
      );
    const party = ['Fête 18:00', 'Fête 18:30', 'Fête 19:00'];
    expect(await times('2026-10-17')).toEqual(party);
    expect(await times('2026-10-19')).toEqual(party);
    expect(await times('2026-10-20')).toEqual([]);
    expect((await times('2026-10-24'))[0]).toBe('Soir 19:00');
    expect((await book(house, { day: '2026-10-19', time: '18:30' })).statusCode).toBe(201);
  });

  test('a large party sends a request, keeps its table, and is told that it was received', async () => {
    const { house, change } = await desk();
    await change((settings) => {
      settings.rules.requestFrom = 5;
    });
    const slots = (await availability(house, '2026-10-17', 6)).slots as {
      status: string;
      areas?: string[];
    }[];
    expect(slots.every((slot) => slot.status === 'request' && slot.areas?.length === 1)).toBe(true);
    const booked = await book(house, { party: 6 });
    expect([booked.statusCode, booked.json().status]).toEqual([201, 'requested']);
    expect((await book(house, { party: 6 })).json().code).toBe('slot_taken');
    expect((await book(house, { party: 4 })).json().status).toBe('confirmed');
    await at.work();
    const mails = await rows<{ subject: string }>(
      at.orm.em.fork(),
      sql`SELECT subject FROM messages WHERE restaurant_id = ${house.restaurantId} ORDER BY id`,
    );
    expect(mails.map(({ subject }) => /demande/i.test(subject))).toContain(true);
  });

  test('an area that guests may not choose is neither shown nor given to them', async () => {
    const { house, change } = await desk();
    await change((settings) => {
      settings.areas[0]!.online = false;
      settings.areas.push({
        name: 'Terrasse',
        online: true,
        tables: [{ name: 'T1', minSeats: 1, maxSeats: 2 }],
      });
    });
    const card = (await at.app.inject({ url: `/api/restaurants/${house.slug}` })).json();
    expect(card.areas).toEqual(['Terrasse']);
    expect((await availability(house, '2026-10-17')).slots[0].areas).toEqual(['Terrasse']);
    expect((await book(house, { area: 'Salle' })).json()).toMatchObject({ code: 'invalid', field: 'area' });
    expect((await book(house)).json().area).toBe('Terrasse');
    expect((await book(house)).json().code).toBe('slot_taken');
  });
});

describe('two who edit at one moment', () => {
  test('never overwrite each other: one is saved, the other is told', async () => {
    const { read, put } = await desk();
    const settings = await read();
    const answers = await Promise.all(
      [10, 20, 30, 40].map((leadMinutes) => put({ ...settings, rules: { ...settings.rules, leadMinutes } })),
    );
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409, 409]);
    const won = answers.find((answer) => answer.statusCode === 200)!.json().settings;
    expect(answers.find((answer) => answer.statusCode === 409)!.json()).toMatchObject({
      code: 'stale_settings',
      version: won.version,
    });
    expect(await read()).toEqual(won);
  });
});

describe('a wrong value is refused with its field, and nothing is saved', () => {
  const shift = { name: 'Soir', weekdays: [1], first: '19:00', last: '22:00', step: 30 };
  test.each<[field: string, problem: string, make: (settings: ServiceSettings) => void]>([
    ['rules.maxParty', 'minimum', (s) => Object.assign(s.rules, { minParty: 4, maxParty: 2 })],
    ['rules.requestFrom', 'maximum', (s) => Object.assign(s.rules, { requestFrom: 9 })],
    ['rules.leadMinutes', 'minimum', (s) => Object.assign(s.rules, { leadMinutes: -1 })],
    ['rules.turnTimes', 'required', (s) => Object.assign(s.rules, { turnTimes: [] })],
    [
      'rules.turnTimes.1.upTo',
      'minimum',
      (s) =>
        Object.assign(s.rules, {
          turnTimes: [
            { upTo: 4, minutes: 90 },
            { upTo: 2, minutes: 90 },
          ],
        }),
    ],
    ['rules.cutoff', 'format', (s) => Object.assign(s.rules, { cutoff: '25:00' })],
    ['shifts.0.step', 'format', (s) => Object.assign(s.shifts[0]!, { step: 17 })],
    ['shifts.0.last', 'maximum', (s) => Object.assign(s.shifts[0]!, { first: '12:00', last: '06:00' })],
    ['shifts.0.staffFirst', 'maximum', (s) => Object.assign(s.shifts[0]!, { staffFirst: '12:30' })],
    ['shifts.0.staffLast', 'minimum', (s) => Object.assign(s.shifts[0]!, { staffLast: '13:30' })],
    [
      'shifts.0.validTo',
      'minimum',
      (s) => Object.assign(s.shifts[0]!, { validFrom: '2026-05-01', validTo: '2026-04-01' }),
    ],
    ['shifts.0.validFrom', 'format', (s) => Object.assign(s.shifts[0]!, { validFrom: '2026-02-30' })],
    ['shifts.0.weekdays', 'twice', (s) => Object.assign(s.shifts[0]!, { weekdays: [1, 1] })],
    ['shifts.0.name', 'required', (s) => Object.assign(s.shifts[0]!, { name: '  ' })],
    [
      'shifts.0.pace.exceptions.0.time',
      'unknown',
      (s) => Object.assign(s.shifts[0]!, { pace: { exceptions: [{ time: '12:10', covers: 2 }] } }),
    ],
    [
      'shifts.2.id',
      'unknown',
      (s) => s.shifts.push({ ...shift, id: '00000000-0000-4000-8000-000000000000' }),
    ],
    ['shifts.2.id', 'twice', (s) => s.shifts.push({ ...shift, id: s.shifts[0]!.id! })],
    [
      'specialDays.0.to',
      'minimum',
      (s) => s.specialDays.push({ from: '2026-12-25', to: '2026-12-24', closed: true, shifts: [] }),
    ],
    [
      'specialDays.0.shifts',
      'required',
      (s) => s.specialDays.push({ from: '2026-12-25', to: '2026-12-25', closed: false, shifts: [] }),
    ],
    [
      'specialDays.1.from',
      'overlap',
      (s) => {
        for (const from of ['2026-12-20', '2026-12-25'])
          s.specialDays.push({ from, to: '2026-12-25', closed: true, shifts: [] });
      },
    ],
    ['areas.0.tables.1.name', 'twice', (s) => Object.assign(s.areas[0]!.tables[1]!, { name: '1' })],
    ['areas.0.tables.0.maxSeats', 'minimum', (s) => Object.assign(s.areas[0]!.tables[0]!, { minSeats: 5 })],
    [
      'areas.0.tables.0.id',
      'unknown',
      (s) => Object.assign(s.areas[0]!.tables[0]!, { id: '00000000-0000-4000-8000-000000000000' }),
    ],
    ['areas.1.name', 'twice', (s) => s.areas.push({ name: 'Salle', online: true, tables: [] })],
    [
      'combinations.0.tables.1',
      'unknown',
      (s) => s.combinations.push({ tables: ['1', '99'], minSeats: 3, maxSeats: 4 }),
    ],
    [
      'combinations.0.tables.1',
      'twice',
      (s) => s.combinations.push({ tables: ['1', '1'], minSeats: 3, maxSeats: 4 }),
    ],
    ['surprise', 'unknown_field', (s) => Object.assign(s, { surprise: 1 })],
  ])('%s: %s', async (field, problem, make) => {
    const { read, put } = await desk();
    const settings = await read();
    const before = structuredClone(settings);
    make(settings);
    const answer = await put(settings);
    expect(answer.json()).toMatchObject({ code: 'invalid', field, problem });
    expect(answer.statusCode).toBe(400);
    expect(await read()).toEqual(before);
  });
});

describe('before saving', () => {
  test('the dry run names who would no longer fit and what a week gains or loses; saving keeps them all', async () => {
    const { house, read, change, dryRun } = await desk();
    const wishes = [
      { day: '2026-10-17', time: '12:00' },
      { day: '2026-10-18', time: '20:00' },
      { day: '2026-10-19', time: '22:00' },
      { day: '2026-10-20', time: '20:00', party: 6 },
      { day: '2026-10-21', time: '19:00' },
      { day: '2026-10-21', time: '19:00' },
      { day: '2026-10-22', time: '19:00' },
    ];
    const references: string[] = [];
    for (const wish of wishes) references.push((await book(house, wish)).json().reference);
    const make = (settings: ServiceSettings) => {
      settings.specialDays = [{ from: '2026-10-18', to: '2026-10-18', closed: true, shifts: [] }];
      settings.shifts = settings.shifts.filter((shift) => shift.name === 'Soir');
      Object.assign(settings.shifts[0]!, { last: '21:30', pace: { parties: 1 } });
      settings.areas[0]!.tables = settings.areas[0]!.tables.filter((table) => table.name !== '4');
    };
    const before = await read();
    const dry = await dryRun(make);
    const expected = ['no_slot', 'closed', 'no_slot', 'table_retired', 'pace'];
    expect(dry.unfit.map((unfit: Unfit) => unfit.why)).toEqual(expected);
    expect(dry.unfit.map((unfit: Unfit) => unfit.reference)).toEqual(
      [0, 1, 2, 3, 5].map((index) => references[index]),
    );
    expect(dry.unfit[3]).toMatchObject({
      day: '2026-10-20',
      time: '20:00',
      party: 6,
      tables: ['4'],
      shift: 'Soir',
    });
    expect(dry.coversPerWeek.after).toBeLessThan(dry.coversPerWeek.before);
    expect(dry.weeks[0].monday).toBe('2026-10-05');
    expect(await read()).toEqual(before);

    const saved = await change(make);
    expect(saved.unfit).toEqual(dry.unfit);
    const kept = await rows<{ reference: string; table: string }>(
      at.orm.em.fork(),
      sql`SELECT r.reference, t.name AS table FROM reservations r
            JOIN claims c ON c.holder_id = r.id AND c.live JOIN tables t ON t.id = c.table_id
           WHERE r.restaurant_id = ${house.restaurantId} AND r.status = 'confirmed' ORDER BY r.starts_at, r.created_at`,
    );
    expect(kept.map(({ reference }) => reference)).toEqual(references);
    expect(kept[3]!.table).toBe('4');
    // Known now, so not news any more.
    expect((await dryRun(() => undefined)).unfit).toEqual([]);
    expect((await book(house, { day: '2026-10-27', party: 6 })).json().code).toBe('slot_taken');
  });

  test('tables may change names in one save, and a retired one leaves its name free', async () => {
    const { house, change } = await desk();
    const { token } = (await book(house)).json();
    await change(({ areas: [area] }) => {
      const [one, two] = area!.tables;
      [one!.name, two!.name] = [two!.name, one!.name];
    });
    const saved = await change(({ areas: [area] }) => {
      area!.tables = area!.tables.filter((table) => table.id !== house.tables[0]!.id);
      area!.tables.push({ name: '2', minSeats: 1, maxSeats: 2 });
    });
    expect(saved.settings.areas[0]!.tables.map((table) => table.name)).toEqual(['1', '2', '3', '4']);
    expect(saved.unfit.map((unfit) => unfit.why)).toEqual(['table_retired']);
    expect((await at.app.inject({ url: `/api/bookings/${token}` })).json()).toMatchObject({
      status: 'confirmed',
      area: 'Salle',
    });
  });

  test('shifts that share slots are pointed out, by season and by special day', async () => {
    const { change } = await desk();
    const { overlaps } = await change((settings) => {
      const shift = { weekdays: [6, 7], first: '13:30', last: '15:00', step: 30 };
      settings.shifts.push({ ...shift, name: 'Brunch', validFrom: '2026-06-01', validTo: '2026-08-31' });
      settings.shifts.push({ ...shift, name: 'Goûter', first: '15:30', last: '17:00' });
    });
    expect(overlaps).toEqual([
      { shifts: ['Midi', 'Brunch'], weekdays: [6, 7], from: '2026-06-01', to: '2026-08-31' },
    ]);
  });
});

describe('while guests book', () => {
  test('the room and the pace are changed again and again: nobody is answered and forgotten, no table kept twice', async () => {
    const { house, read, put, change } = await desk({ tables: Array.from({ length: 20 }, () => [1, 4]) });
    const paceOf = (settings: ServiceSettings, covers: number) => {
      for (const shift of settings.shifts) shift.pace = { covers };
    };
    await change((settings) => paceOf(settings, 30));
    const edits = async () => {
      for (let round = 0; round < 6; round += 1) {
        const settings = await read();
        settings.areas[0]!.tables.splice(round, 1);
        settings.areas[0]!.tables.push({ name: `N${round}`, minSeats: 1, maxSeats: 4 });
        paceOf(settings, 30 - round);
        expect((await put(settings)).statusCode).toBe(200);
      }
    };
    const times = ['19:00', '19:30', '20:00', '21:00'];
    const bookings = Array.from({ length: 160 }, async (_, index) => {
      const booked = await book(house, { time: times[index % 4]!, party: 1 + (index % 4) });
      if (booked.statusCode === 201 && index % 5 === 0) {
        await at.app.inject({
          method: 'POST',
          url: `/api/bookings/${booked.json().token}/cancel`,
          payload: {},
        });
      }
      return booked;
    });
    const [answers] = await Promise.all([Promise.all(bookings), edits()]);
    const codes = new Set(answers.map((answer) => `${answer.statusCode} ${answer.json().code ?? ''}`));
    expect([...codes].sort()).toEqual(['201 ', '409 slot_taken']);
    const references = answers
      .filter((answer) => answer.statusCode === 201)
      .map((answer) => answer.json().reference);
    const em = at.orm.em.fork();
    const kept = await rows<{ reference: string; status: string; tables: number }>(
      em,
      sql`SELECT r.reference, r.status, (SELECT count(*)::int FROM claims c WHERE c.holder_id = r.id AND c.live) AS tables
            FROM reservations r WHERE r.restaurant_id = ${house.restaurantId}`,
    );
    expect(kept.map(({ reference }) => reference).sort()).toEqual(references.sort());
    expect(kept.filter(({ status, tables }) => tables !== (status === 'confirmed' ? 1 : 0))).toEqual([]);
    const twice = await rows(
      em,
      sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
           WHERE a.restaurant_id = ${house.restaurantId} AND a.live AND b.live`,
    );
    expect(twice).toEqual([]);
    const over = await rows(
      em,
      sql`SELECT minute, sum(party) AS covers FROM reservations WHERE restaurant_id = ${house.restaurantId}
             AND status = 'confirmed' GROUP BY minute HAVING sum(party) > 30`,
    );
    expect(over).toEqual([]);
  });
});
