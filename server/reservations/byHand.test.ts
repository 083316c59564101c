import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import type { Booking, BookRequest, HistoryEntry, ReservationRow, StaffSlot } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

/** A house with all of its staff signed in; the host acts unless somebody else is named. */
async function open(plan?: HousePlan) {
  const house = await at.house(plan);
  const cookies = {
    host: await at.signIn(house.staff.host.email),
    manager: await at.signIn(house.staff.manager.email),
  };
  const send = (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    payload?: object,
    as: 'host' | 'manager' = 'host',
    key?: string,
  ) =>
    at.app.inject({
      method,
      url,
      headers: { cookie: cookies[as], ...(key && { 'idempotency-key': key }) },
      ...(payload && { payload }),
    });
  return {
    house,
    send,
    byHand: (change: object = {}, as: 'host' | 'manager' = 'host', key?: string) =>
      send(
        'POST',
        '/api/reservations',
        {
          restaurant: house.slug,
          day: '2026-10-17',
          time: '20:00',
          party: 2,
          guest: { firstName: 'Ève' },
          ...change,
        },
        as,
        key,
      ),
    book: async (change: Partial<BookRequest> = {}) =>
      (
        await at.app.inject({
          method: 'POST',
          url: `/api/restaurants/${house.slug}/reservations`,
          payload: bookRequest(change),
        })
      ).json<Booking>(),
    change: (id: string, payload: object, as: 'host' | 'manager' = 'host') =>
      send('PATCH', `/api/reservations/${id}`, payload, as),
    rows: async (day = '2026-10-17') =>
      (await send('GET', `/api/reservations?restaurant=${house.slug}&day=${day}`)).json<{
        reservations: ReservationRow[];
      }>().reservations,
    history: async (id: string) =>
      (await send('GET', `/api/reservations/${id}/history`)).json<{ history: HistoryEntry[] }>().history,
    slots: async (query = 'day=2026-10-17&party=2') =>
      (await send('GET', `/api/reservations/availability?restaurant=${house.slug}&${query}`)).json<{
        reason?: string;
        slots: StaffSlot[];
      }>(),
    guests: () =>
      rows<{ firstName: string; phone: string | null }>(
        at.orm.em.fork(),
        sql`SELECT first_name AS "firstName", phone FROM guests WHERE organization_id = ${house.organizationId}`,
      ),
  };
}

describe('the staff write a reservation by hand', () => {
  test('for a guest without a number, at the best table, and the history says who did', async () => {
    const { byHand, rows: day, history, house } = await open();
    const answer = await byHand({ remark: 'Au calme', occasion: 'birthday' });
    expect(answer.statusCode).toBe(201);
    const written = answer.json<ReservationRow>();
    expect(written).toMatchObject({
      restaurant: house.slug,
      status: 'confirmed',
      source: 'staff',
      tables: ['1'],
      tableIds: [house.tables[0]!.id],
      bookedAs: 'Ève',
      remark: 'Au calme',
      occasion: 'birthday',
      locale: 'fr',
      overbookedBy: null,
      guest: { firstName: 'Ève', phone: null, email: null },
    });
    expect(await day()).toEqual([written]);
    expect(await history(written.id)).toMatchObject([
      { kind: 'booked', by: 'staff', staff: 'Host', through: 'panel' },
    ]);
  });

  test('for somebody of the guest book, who is not made anew; another organisation’s is not found', async () => {
    const { byHand, book, rows: day, guests } = await open();
    await book();
    const [known] = await day();
    const answer = await byHand({ guest: { id: known!.guest.id }, time: '21:30' });
    expect(answer.json<ReservationRow>().guest.id).toBe(known!.guest.id);
    expect(await guests()).toHaveLength(1);
    const other = await open();
    expect((await other.byHand({ guest: { id: known!.guest.id } })).statusCode).toBe(404);
    const { restaurant } = known!;
    expect((await other.byHand({ restaurant })).statusCode).toBe(404);
  });

  test('once, however often it is sent with its key', async () => {
    const { byHand, rows: day } = await open();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        byHand({ guest: { firstName: 'Ève', phone: '06 12 34 56 78' } }, 'host', 'key-of-hand-1'),
      ),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map((answer) => answer.json<ReservationRow>().id)).size).toBe(1);
    expect(await day()).toHaveLength(1);
    expect((await byHand({ party: 1 }, 'host', 'key-of-hand-1')).json().code).toBe('key_reused');
  });

  test('beyond what guests are offered: lead time, horizon, party, hours, a day without service', async () => {
    const { byHand } = await open({
      tables: [[1, 12]],
      shifts: [{ name: 'Soir', weekdays: [6], first: 1140, last: 1320 }],
    });
    const beyond: [object, object][] = [
      [{ party: 12 }, { shift: 'Soir', startsAt: '2026-10-17T18:00:00.000Z' }],
      [
        { day: '2027-12-18', time: '16:17' },
        { shift: 'Soir', time: '16:17' },
      ],
      [
        { day: '2026-10-19', time: '12:00' },
        { shift: 'Soir', day: '2026-10-19' },
      ],
      [{ day: '2026-10-10', time: '12:05' }, { startsAt: '2026-10-10T10:05:00.000Z' }],
      // The night belongs to the evening before it.
      [
        { day: '2026-10-24', time: '00:30' },
        { day: '2026-10-24', startsAt: '2026-10-24T22:30:00.000Z' },
      ],
    ];
    for (const [wish, written] of beyond) {
      const answer = await byHand(wish);
      expect([wish, answer.statusCode]).toEqual([wish, 201]);
      expect(answer.json()).toMatchObject(written);
    }
  });

  test('at tables chosen by hand, whatever their seats, together or alone', async () => {
    const { byHand, house } = await open();
    const [first, second, third] = house.tables.map(({ id }) => id);
    const joined = await byHand({ party: 7, tables: [third, first] });
    expect(joined.json<ReservationRow>().tables).toEqual(['1', '3']);
    const taken = await byHand({ tables: [second, third] });
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'table_taken']);
    expect((await byHand({ tables: [second] })).statusCode).toBe(201);
    const other = await open();
    const foreign = await byHand({ tables: [other.house.tables[0]!.id] });
    expect([foreign.statusCode, foreign.json().field]).toEqual([400, 'tables']);
  });

  test('where others make room, for a party that is written and for one that grows; the slot says so before', async () => {
    const {
      byHand,
      change,
      slots,
      house,
      rows: day,
      send,
    } = await open({
      tables: [
        [1, 2],
        [1, 4],
      ],
    });
    /** At the large table, and not nailed to it. */
    const floating = async (wish: object) => {
      const { id } = (await byHand({ ...wish, tables: [house.tables[1]!.id] })).json<ReservationRow>();
      await send('POST', `/api/reservations/${id}/pin`, { pinned: false });
    };
    await floating({});
    const at20 = (await slots('day=2026-10-17&party=4')).slots.find((slot) => slot.time === '20:00')!;
    expect(at20).toMatchObject({ status: 'open', tables: ['2'] });
    expect(at20.online).toBeUndefined();
    const four = await byHand({ party: 4 });
    expect(four.json()).toMatchObject({ tables: ['2'] });
    expect((await day()).map((line) => [line.party, line.tables])).toEqual([
      [2, ['1']],
      [4, ['2']],
    ]);
    await floating({ time: '12:00' });
    const { id } = (await byHand({ time: '12:00', tables: [house.tables[0]!.id] })).json<ReservationRow>();
    expect((await change(id, { party: 4 })).json()).toMatchObject({ party: 4, tables: ['2'] });
  });

  test('without a table only knowingly, never as a host, and it is written down who', async () => {
    const { byHand, rows: day, change, history } = await open({ tables: [[1, 2]] });
    await byHand();
    const full = await byHand();
    expect([full.statusCode, full.json().code, full.json().reason]).toEqual([409, 'slot_taken', 'no_table']);
    expect(full.json().alternatives).toContainEqual({ day: '2026-10-17', time: '21:30', shift: 'Soir' });
    expect((await byHand({ overbook: true })).statusCode).toBe(403);
    const over = await byHand({ overbook: true, guest: { firstName: 'Paul' } }, 'manager');
    expect(over.statusCode).toBe(201);
    expect(over.json()).toMatchObject({ tables: [], overbookedBy: 'Manager' });
    const beyond = { what: 'overbooked', from: null, to: true };
    expect(await history(over.json().id)).toMatchObject([
      { kind: 'booked', staff: 'Manager', changes: [beyond] },
    ]);
    // What was not needed is not said of it; and it gets a table when there is one.
    const free = await byHand({ overbook: true, time: '12:00' }, 'manager');
    expect(free.json()).toMatchObject({ tables: ['1'], overbookedBy: null });
    const moved = await change(over.json<ReservationRow>().id, { time: '22:00' });
    expect(moved.json()).toMatchObject({ tables: ['1'], overbookedBy: null, time: '22:00' });
    const told = await history(over.json().id);
    expect(told[0]).toMatchObject({ kind: 'booked', changes: [beyond] });
    expect(told.at(-1)!.changes).toContainEqual({ what: 'overbooked', from: true, to: false });
    expect(await day()).toHaveLength(3);
  });

  test('beyond the pace only knowingly too', async () => {
    const { byHand, house } = await open();
    await row(
      at.orm.em.fork(),
      sql`UPDATE shifts SET pace = '{"covers": 3}' WHERE organization_id = ${house.organizationId}`,
    );
    expect((await byHand()).statusCode).toBe(201);
    const paced = await byHand();
    expect([paced.statusCode, paced.json().code, paced.json().reason]).toEqual([409, 'slot_taken', 'pace']);
    const over = await byHand({ overbook: true }, 'manager');
    expect(over.json()).toMatchObject({ overbookedBy: 'Manager', tables: ['2'] });
  });

  test.each([
    ['no name', { guest: {} }, 400, { field: 'guest.firstName', problem: 'required' }],
    ['a broken number', { guest: { firstName: 'Ève', phone: '06' } }, 400, { field: 'guest.phone' }],
    ['an unknown area', { area: 'Cave' }, 400, { field: 'area' }],
    ['a day that does not exist', { day: '2026-02-30' }, 400, { field: 'day' }],
    ['an hour that the clock skips', { day: '2027-03-27', time: '02:30' }, 400, { field: 'time' }],
    ['what is long past', { day: '2026-10-08' }, 409, { code: 'slot_not_open', reason: 'past' }],
    ['more than all tables seat', { party: 50 }, 409, { code: 'slot_taken', reason: 'no_table' }],
  ])('%s is refused, and leaves nobody in the guest book', async (_name, wish, status, detail) => {
    const { byHand, guests } = await open();
    const answer = await byHand(wish);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject(detail);
    expect(await guests()).toEqual([]);
  });

  test('a confirmation goes out when there is an address, unless it is to be kept quiet', async () => {
    const { byHand, send, house } = await open();
    await byHand({ guest: { firstName: 'Ève', email: 'eve@exemple.example' }, locale: 'en' });
    await byHand({ guest: { firstName: 'Luc', email: 'luc@exemple.example' }, notify: false });
    await byHand({ guest: { firstName: 'Anne' } });
    await at.work();
    const { messages } = (
      await send('GET', `/api/messages?restaurant=${house.slug}`, undefined, 'manager')
    ).json();
    expect(messages.map(({ to, locale }: { to: string; locale: string }) => [to, locale])).toEqual([
      ['eve@exemple.example', 'en'],
    ]);
  });
});

describe('a walk-in', () => {
  const walkIn = { source: 'walk_in', status: 'seated', guest: {}, day: '2026-10-10', time: '12:00' };

  test('is seated at once without a name; all of them are one record', async () => {
    const { byHand, guests, rows: day, send, house } = await open();
    const answers = await Promise.all([byHand(walkIn), byHand(walkIn), byHand({ ...walkIn, party: 4 })]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(201);
      expect(answer.json()).toMatchObject({ status: 'seated', source: 'walk_in', bookedAs: 'De passage' });
    }
    expect(await guests()).toHaveLength(1);
    expect((await day('2026-10-10')).map((line) => line.guest.visits)).toEqual([0, 0, 0]);
    expect((await send('GET', `/api/guests?restaurant=${house.slug}`)).json().guests).toEqual([]);
    expect((await day('2026-10-10')).map((line) => line.tables.join()).sort()).toEqual(['1', '2', '3']);
  });

  test('with a name is a guest like any other, and may sit where nobody books', async () => {
    const { byHand, guests, house } = await open({ tables: [[1, 2]] });
    await row(
      at.orm.em.fork(),
      sql`UPDATE tables SET offered = 'walk_in' WHERE organization_id = ${house.organizationId}`,
    );
    expect((await byHand({ day: '2026-10-10', time: '12:00' })).json().code).toBe('slot_taken');
    const seated = await byHand({ ...walkIn, guest: { firstName: 'Nadia' } });
    expect(seated.json()).toMatchObject({ bookedAs: 'Nadia', tables: ['1'] });
    expect((await guests()).map(({ firstName }) => firstName)).toEqual(['Nadia']);
  });
});

describe('the staff change a reservation', () => {
  test('hour, party, tables, how long, remark, occasion; its history has each', async () => {
    const { byHand, change, history, house } = await open();
    const { id } = (await byHand()).json<ReservationRow>();
    const fourth = house.tables[3]!.id;
    const answer = await change(id, {
      time: '20:15',
      party: 5,
      tables: [fourth],
      minutes: 200,
      remark: 'Vue',
      occasion: 'business',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      time: '20:15',
      party: 5,
      tables: ['4'],
      endsAt: '2026-10-17T21:35:00.000Z',
      remark: 'Vue',
      occasion: 'business',
    });
    // The length that was set by hand stays with the party.
    expect((await change(id, { time: '19:00' })).json().endsAt).toBe('2026-10-17T20:20:00.000Z');
    expect(
      (await history(id)).map(({ by, staff, changes }) => [by, staff, changes.map(({ what }) => what)]),
    ).toEqual([
      ['staff', 'Host', []],
      ['staff', 'Host', ['time', 'party', 'tables', 'pinned', 'minutes', 'remark', 'occasion']],
      ['staff', 'Host', ['time']],
    ]);
  });

  test('the same twice is one change', async () => {
    const { byHand, change, history } = await open();
    const { id } = (await byHand()).json<ReservationRow>();
    const wish = { time: '21:00', minutes: 120 };
    const answers = await Promise.all([change(id, wish), change(id, wish), change(id, wish)]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
    expect(await history(id)).toHaveLength(2);
  });

  test('a party stays where the staff put it when only the hour changes', async () => {
    const { byHand, change, house } = await open();
    const { id } = (await byHand({ tables: [house.tables[3]!.id] })).json<ReservationRow>();
    expect((await change(id, { time: '20:30' })).json().tables).toEqual(['4']);
  });

  test('a table chosen by hand is theirs: nobody moves them away from it, until they are let go', async () => {
    const {
      byHand,
      change,
      book,
      rows: day,
      history,
      house,
      send,
    } = await open({
      tables: [
        [1, 2],
        [1, 4],
      ],
    });
    const [small, large] = house.tables.map(({ id }) => id);
    const floating = (await byHand({})).json<ReservationRow>();
    expect(floating).toMatchObject({ tables: ['1'], pinned: false });
    const seatedAtLarge = await change(floating.id, { tables: [large] });
    expect(seatedAtLarge.json()).toMatchObject({ tables: ['2'], pinned: true });
    expect((await history(floating.id)).at(-1)!.changes).toEqual([
      { what: 'tables', from: ['1'], to: ['2'] },
      { what: 'pinned', from: null, to: ['2'] },
    ]);
    // Four people find nobody who would make room.
    expect(await book({ party: 4 })).toMatchObject({ code: 'slot_taken' });
    // Another hour at the same table leaves it nailed; another table that nobody chose does not.
    expect((await change(floating.id, { time: '20:30' })).json()).toMatchObject({
      tables: ['2'],
      pinned: true,
    });
    const chosen = (await byHand({ time: '12:00', tables: [large] })).json<ReservationRow>();
    expect(chosen).toMatchObject({ tables: ['2'], pinned: true });
    const pushed = (await change(floating.id, { time: '12:00' })).json<ReservationRow>();
    expect(pushed).toMatchObject({ tables: ['1'], pinned: false });
    // The way back of a move by hand says whether it was nailed before.
    const back = await change(pushed.id, { time: '20:00', tables: [small], pinned: false });
    expect(back.json()).toMatchObject({ tables: ['1'], pinned: false });
    await send('POST', `/api/reservations/${chosen.id}/pin`, { pinned: false });
    expect((await day()).filter(({ pinned }) => pinned)).toEqual([]);
  });

  test('seated ones too; not what is over', async () => {
    const { byHand, change, send } = await open();
    const { id } = (await byHand({ status: 'seated' })).json<ReservationRow>();
    expect((await change(id, { minutes: 45 })).json().endsAt).toBe('2026-10-17T18:45:00.000Z');
    await send('POST', `/api/reservations/${id}/status`, { status: 'finished' });
    expect((await change(id, { party: 3 })).json().code).toBe('cannot_change');
  });

  test('refused, it keeps its table; tables of others are not given', async () => {
    const {
      byHand,
      change,
      rows: day,
      house,
    } = await open({
      tables: [
        [1, 2],
        [1, 2],
      ],
    });
    const { id } = (await byHand()).json<ReservationRow>();
    await byHand();
    const taken = await change(id, { tables: [house.tables[1]!.id] });
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'table_taken']);
    expect((await change(id, { party: 6 })).json().code).toBe('slot_taken');
    expect((await change(id, { party: 6, overbook: true })).statusCode).toBe(403);
    expect((await day()).map((line) => [line.party, line.tables])).toEqual([
      [2, ['1']],
      [2, ['2']],
    ]);
    const over = await change(id, { party: 6, overbook: true }, 'manager');
    expect(over.json()).toMatchObject({ party: 6, tables: [], overbookedBy: 'Manager' });
  });

  test('a status change before a change can still be taken back after it', async () => {
    const { byHand, change, send } = await open();
    const { id } = (await byHand()).json<ReservationRow>();
    const arrived = (
      await send('POST', `/api/reservations/${id}/status`, { status: 'arrived' })
    ).json<ReservationRow>();
    const changed = (await change(id, { party: 3 })).json<ReservationRow>();
    expect(changed.lastChange).toEqual(arrived.lastChange);
    const undone = await send('POST', `/api/reservations/${id}/undo`, { change: arrived.lastChange!.id });
    expect(undone.json()).toMatchObject({ status: 'confirmed', party: 3, tables: ['3'] });
  });
});

describe('why not at eight', () => {
  test('the staff see the tables that would fit, and whose they are', async () => {
    const { byHand, slots } = await open({
      tables: [
        [1, 2],
        [4, 6],
      ],
    });
    const { id } = (await byHand({ guest: { firstName: 'Ève', lastName: 'Roy' } })).json<ReservationRow>();
    const at20 = (await slots()).slots.find((slot) => slot.time === '20:00')!;
    expect(at20).toMatchObject({
      status: 'full',
      reason: 'no_table',
      tables: [],
      inTheWay: [{ table: '1', reservation: { id, name: 'Ève Roy', party: 2, time: '20:00' } }],
    });
    const at22 = (await slots()).slots.find((slot) => slot.time === '22:00')!;
    expect(at22).toMatchObject({ status: 'open', tables: ['1'], areas: ['Salle'], inTheWay: [] });
    // As if it were not there: where it may stay.
    const own = (await slots(`day=2026-10-17&party=2&except=${id}`)).slots;
    expect(own.find((slot) => slot.time === '20:00')!.status).toBe('open');
  });

  test('they reach further than guests, and see what guests are told', async () => {
    const { slots } = await open({ tables: [[1, 20]] });
    const soon = (await slots('day=2026-10-10&party=2')).slots;
    expect(soon.find((slot) => slot.time === '12:00')).toMatchObject({ status: 'open', online: 'past' });
    at.now = new Date('2026-10-10T11:40:00Z');
    const near = (await slots('day=2026-10-10&party=2')).slots.find((slot) => slot.time === '14:00');
    expect(near).toMatchObject({ status: 'open', online: 'too_late' });
    const many = (await slots('day=2026-10-17&party=15')).slots;
    expect(many[0]).toMatchObject({ status: 'open', online: 'party_too_large' });
    expect((await slots('day=2027-10-17&party=2')).slots[0]).toMatchObject({
      status: 'open',
      online: 'too_far_ahead',
    });
  });
});

test('the tables of the room, for the panel', async () => {
  const { send, house } = await open({ combinations: [{ tables: [0, 1], seats: [3, 4] }] });
  const answer = await send('GET', `/api/restaurants/${house.slug}/tables`);
  expect(answer.json().tables.map((table: { name: string }) => table.name)).toEqual(['1', '2', '3', '4']);
  expect(answer.json()).toMatchObject({
    tables: [
      { id: house.tables[0]!.id, area: 'Salle', minSeats: 1, maxSeats: 2 },
      {},
      {},
      { id: house.tables[3]!.id, minSeats: 4, maxSeats: 6 },
    ],
    combinations: [{ tables: [house.tables[0]!.id, house.tables[1]!.id], minSeats: 3, maxSeats: 4 }],
  });
});
