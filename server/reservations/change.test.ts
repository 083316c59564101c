import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import type { Booking, BookRequest, HistoryEntry, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

/** A house, its guests, and its host signed in. */
async function open(plan?: HousePlan) {
  const house = await at.house(plan);
  const cookie = await at.signIn(house.staff.host.email);
  const asHost = (url: string, payload?: object, method: 'GET' | 'POST' | 'PATCH' = 'GET') =>
    at.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  return {
    house,
    asHost,
    book: async (change: Partial<BookRequest> = {}) => {
      const payload = bookRequest(change);
      const answer = await at.app.inject(bookingAt(house, payload));
      if (answer.statusCode !== 201) throw new Error(answer.body);
      return { ...answer.json<Booking>(), email: payload.guest.email! };
    },
    rows: async (day = '2026-10-17') =>
      (await asHost(`/api/reservations?restaurant=${house.slug}&day=${day}`)).json<{
        reservations: ReservationRow[];
      }>().reservations,
    history: async (id: string) =>
      (await asHost(`/api/reservations/${id}/history`)).json<{ history: HistoryEntry[] }>().history,
  };
}
const bookingAt = (house: House, payload: BookRequest) => ({
  method: 'POST' as const,
  url: `/api/restaurants/${house.slug}/reservations`,
  payload,
});
const patch = (token: string, payload: object) =>
  at.app.inject({ method: 'PATCH', url: `/api/bookings/${token}`, payload });
const cancel = (token: string) =>
  at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
const see = (token: string, what = '') => at.app.inject({ url: `/api/bookings/${token}${what}` });

/** Pairs of claims that share a table, and reservations that should have one and have none. */
async function wrongs(house: House) {
  const em = at.orm.em.fork();
  const shared = await rows(
    em,
    sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
         WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
  );
  // Its claims are for its own hour, for enough people, and live exactly while it is to come.
  const unseated = await rows(
    em,
    sql`SELECT r.id FROM reservations r
          LEFT JOIN claims c ON c.holder_id = r.id AND c.live AND lower(c.during) = r.starts_at AND c.service_date = r.service_date
          LEFT JOIN tables t ON t.id = c.table_id
         WHERE r.organization_id = ${house.organizationId}
         GROUP BY r.id, r.status, r.party
        HAVING CASE WHEN r.status = 'cancelled' THEN count(c.id) > 0 ELSE coalesce(sum(t.max_seats), 0) < r.party END`,
  );
  const strays = await rows(
    em,
    sql`SELECT 1 FROM claims c JOIN reservations r ON r.id = c.holder_id
         WHERE c.organization_id = ${house.organizationId} AND c.live AND lower(c.during) <> r.starts_at`,
  );
  return { shared, unseated, strays };
}
const right = { shared: [], unseated: [], strays: [] };

describe('a guest changes their reservation', () => {
  test('day, time, party and remark in one step; its history says who, through what, and what', async () => {
    const { house, book, rows: day, history } = await open();
    const { token, reference } = await book({ remark: 'Près de la fenêtre' });
    const answer = await patch(token, {
      day: '2026-10-18',
      time: '12:30',
      party: 4,
      remark: ' Une poussette ',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<Booking>()).toMatchObject({
      reference,
      status: 'confirmed',
      day: '2026-10-18',
      time: '12:30',
      startsAt: '2026-10-18T10:30:00.000Z',
      party: 4,
      shift: 'Midi',
      remark: 'Une poussette',
      changeable: true,
    });
    expect((await see(token)).json()).toEqual(answer.json());
    expect(await day()).toEqual([]);
    const [kept] = await day('2026-10-18');
    expect(kept).toMatchObject({ party: 4, tables: ['3'], time: '12:30' });
    expect((await history(kept!.id)).map(({ at: _at, id: _id, ...told }) => told)).toEqual([
      {
        kind: 'booked',
        by: 'guest',
        staff: null,
        through: 'widget',
        undoes: null,
        message: null,
        changes: [],
      },
      {
        kind: 'changed',
        by: 'guest',
        staff: null,
        through: 'page',
        undoes: null,
        message: null,
        changes: [
          { what: 'day', from: '2026-10-17', to: '2026-10-18' },
          { what: 'time', from: '20:00', to: '12:30' },
          { what: 'party', from: 2, to: 4 },
          { what: 'tables', from: ['1'], to: ['3'] },
          { what: 'minutes', from: 90, to: 105 },
          { what: 'remark', from: 'Près de la fenêtre', to: 'Une poussette' },
        ],
      },
    ]);
    expect(await wrongs(house)).toEqual(right);
  });

  test('half an hour later at the only table: its own evening is not in the way', async () => {
    const { house, book } = await open({ tables: [[1, 2]] });
    const { token } = await book();
    const slots = (await see(token, '/availability?day=2026-10-17&party=2')).json().slots;
    expect(slots.find((slot: { time: string }) => slot.time === '20:00').status).toBe('open');
    expect((await see(token, '/calendar?month=2026-10&party=2')).json().days[16]).toMatchObject({
      day: '2026-10-17',
      status: 'open',
    });
    const answer = await patch(token, { time: '20:30' });
    expect([answer.statusCode, answer.json().time]).toEqual([200, '20:30']);
    expect(await wrongs(house)).toEqual(right);
  });

  test('said twice is one change, and what already holds is none', async () => {
    const { book, rows: day, history } = await open();
    const { token } = await book();
    const wish = { time: '20:30', party: 3 };
    const answers = await Promise.all([patch(token, wish), patch(token, wish), patch(token, wish)]);
    for (const answer of answers) expect([answer.statusCode, answer.json().time]).toEqual([200, '20:30']);
    await patch(token, {});
    await patch(token, { remark: '' });
    expect(await history((await day())[0]!.id)).toHaveLength(2);
  });

  test('and the calendar that has it learns of it: the same event, a later revision', async () => {
    const { book } = await open();
    const { token } = await book();
    const event = async () => {
      const { body } = await see(token, '/calendar.ics');
      return ['UID', 'SEQUENCE', 'DTSTART', 'STATUS'].map((name) => body.match(`${name}:(.*)\r`)?.[1]);
    };
    const [uid, ...before] = await event();
    expect(before).toEqual(['0', '20261017T180000Z', 'CONFIRMED']);
    await patch(token, { time: '20:30' });
    expect(await event()).toEqual([uid, '1', '20261017T183000Z', 'CONFIRMED']);
    await cancel(token);
    expect(await event()).toEqual([uid, '2', '20261017T183000Z', 'CANCELLED']);
  });

  test('an empty remark takes it away', async () => {
    const { book } = await open();
    const { token } = await book({ remark: 'Sans gluten' });
    expect((await patch(token, { remark: '  ' })).json().remark).toBeNull();
  });

  test('stays at its table when only the time changes', async () => {
    const { book, rows: day } = await open();
    const first = await book();
    const second = await book();
    await cancel(first.token);
    await patch(second.token, { time: '21:00' });
    expect((await day()).find((row) => row.reference === second.reference)!.tables).toEqual(['2']);
  });

  test('refused, it keeps its table, and is told what else there is', async () => {
    const { house, book } = await open({ tables: [[1, 2]] });
    const { token } = await book();
    await book({ time: '12:00' });
    const full = await patch(token, { time: '12:30' });
    expect(full.statusCode).toBe(409);
    expect(full.json()).toMatchObject({ code: 'slot_taken', alternatives: expect.any(Array) });
    expect(full.json().alternatives).toContainEqual({ day: '2026-10-17', time: '13:30', shift: 'Midi' });
    const closed = await patch(token, { time: '16:00' });
    expect([closed.statusCode, closed.json().code, closed.json().reason]).toEqual([
      409,
      'slot_not_open',
      'closed',
    ]);
    // Its own evening counts among the alternatives.
    expect(closed.json().alternatives.length).toBe(3);
    const large = await patch(token, { party: 30 });
    expect([large.statusCode, large.json().reason]).toEqual([409, 'party_too_large']);
    expect((await see(token)).json()).toMatchObject({ time: '20:00', party: 2 });
    expect(await wrongs(house)).toEqual(right);
  });

  test.each([
    ['a day that does not exist', { day: '2026-11-31' }, 400, { field: 'day', problem: 'format' }],
    ['an area that is not there', { area: 'Cave' }, 400, { field: 'area', problem: 'invalid' }],
    ['a field of the staff', { tables: [] }, 400, { field: 'tables', problem: 'unknown_field' }],
    ['a party of none', { party: 0 }, 400, { field: 'party', problem: 'minimum' }],
    ['a past day', { day: '2026-10-09' }, 409, { code: 'slot_not_open', reason: 'past' }],
  ])('%s is refused', async (_name, wish, status, detail) => {
    const { book } = await open();
    const { token } = await book();
    const answer = await patch(token, wish);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject(detail);
  });

  test('no longer once it is cancelled, or its hour has come', async () => {
    const { book } = await open();
    const gone = await book();
    await cancel(gone.token);
    const late = await book();
    expect((await patch(gone.token, { time: '21:00' })).json().code).toBe('cannot_change');
    at.now = new Date('2026-10-17T18:00:00Z');
    const answer = await patch(late.token, { remark: 'Nous arrivons' });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'cannot_change']);
    expect((await see(late.token)).json().changeable).toBe(false);
  });
});

describe('a guest says that they come', () => {
  const coming = (token: string) =>
    at.app.inject({ method: 'POST', url: `/api/bookings/${token}/confirm-coming` });

  test('once, however often they press; another hour asks again', async () => {
    const { book, rows: day, history } = await open();
    const { token, coming: before } = await book();
    expect(before).toBe(false);
    for (const answer of await Promise.all([coming(token), coming(token)])) {
      expect([answer.statusCode, answer.json().coming]).toEqual([200, true]);
    }
    const [kept] = await day();
    expect(kept!.comingAt).toBe(NOON.toISOString());
    expect((await history(kept!.id)).map((entry) => entry.kind)).toEqual(['booked', 'coming']);
    expect((await patch(token, { remark: 'Une poussette' })).json().coming).toBe(true);
    expect((await patch(token, { time: '21:00' })).json().coming).toBe(false);
  });

  test('not of what is cancelled', async () => {
    const { book } = await open();
    const { token } = await book();
    await cancel(token);
    expect((await coming(token)).json().code).toBe('cannot_change');
  });
});

describe('at one moment', () => {
  test('many guests change to the last table: one has it, the others keep theirs', async () => {
    const { house, book } = await open({ tables: Array.from({ length: 8 }, () => [1, 2]) });
    for (let taken = 0; taken < 7; taken += 1) await book({ time: '12:00' });
    const guests = [];
    for (let index = 0; index < 8; index += 1) guests.push(await book({ time: '20:00' }));
    const answers = await Promise.all(guests.map(({ token }) => patch(token, { time: '12:00' })));
    const moved = answers.filter((answer) => answer.statusCode === 200);
    const refused = answers.filter((answer) => answer.statusCode === 409);
    expect([moved.length, refused.length]).toEqual([1, 7]);
    for (const answer of refused) expect(answer.json().code).toBe('slot_taken');
    expect(await wrongs(house)).toEqual(right);
  });

  test('one guest changes, cancels and somebody books: never a table kept for nobody, nor shared', async () => {
    const { house, book } = await open({ tables: [[1, 2]] });
    for (let round = 0; round < 8; round += 1) {
      const { token } = await book();
      const [, cancelled] = await Promise.all([
        patch(token, { time: '20:30' }),
        cancel(token),
        book({ time: '19:00' }).catch(() => null),
      ]);
      expect(cancelled.json().status).toBe('cancelled');
      expect(await wrongs(house)).toEqual(right);
      for (const { id } of await rows<{ id: string }>(
        at.orm.em.fork(),
        sql`SELECT id FROM reservations WHERE organization_id = ${house.organizationId} AND status = 'confirmed'`,
      )) {
        await row(at.orm.em.fork(), sql`UPDATE claims SET live = false WHERE holder_id = ${id}`);
        await row(
          at.orm.em.fork(),
          sql`UPDATE reservations SET status = 'cancelled', cancelled_by = 'staff' WHERE id = ${id}`,
        );
      }
    }
  });

  test('five hundred changes, bookings, cancellations and what the staff do share no table and lose none', async () => {
    const {
      house,
      book,
      rows: day,
      asHost,
    } = await open({
      tables: Array.from({ length: 12 }, (_, index) => (index % 3 ? [1, 2] : [2, 4]) as [number, number]),
      combinations: [
        { tables: [0, 1], seats: [5, 6] },
        { tables: [3, 4], seats: [5, 6] },
      ],
    });
    const times = ['12:00', '13:30', '19:00', '20:30', '22:00'];
    const guests: Booking[] = [];
    for (let index = 0; index < 40; index += 1) {
      guests.push(await book({ time: times[index % 5]!, party: 1 + (index % 2) }));
    }
    const ids = (await day()).map((line) => line.id);
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        const { token } = guests[(index * 7) % 40]!;
        const id = ids[(index * 11) % 40]!;
        const time = times[(index * 3) % 5]!;
        if (index % 25 === 24) return cancel(token);
        if (index % 10 === 9) return at.app.inject(bookingAt(house, bookRequest({ time })));
        if (index % 10 === 8)
          return asHost(`/api/reservations/${id}`, { time, party: 1 + (index % 4) }, 'PATCH');
        if (index % 10 === 7) {
          return asHost(
            `/api/reservations/${id}/status`,
            { status: index % 4 === 1 ? 'arrived' : 'confirmed' },
            'POST',
          );
        }
        return patch(token, { time, party: 1 + (index % 6) });
      }),
    );
    const codes = new Set(answers.map((answer) => answer.statusCode));
    expect([...codes].filter((code) => ![200, 201, 409].includes(code))).toEqual([]);
    expect(answers.filter((answer) => answer.statusCode === 200).length).toBeGreaterThan(50);
    expect(await wrongs(house)).toEqual(right);
    // Each that was answered 201 is there.
    const made = answers.filter((answer) => answer.statusCode === 201).length;
    const [counted] = await rows<{ n: number }>(
      at.orm.em.fork(),
      sql`SELECT count(*)::int AS n FROM reservations WHERE organization_id = ${house.organizationId}`,
    );
    expect(counted!.n).toBe(40 + made);
  }, 240_000);
});

test('the panels that are open hear of a change, and of a guest who says that they come', async () => {
  const { house, book } = await open();
  const { token } = await book();
  await patch(token, { time: '20:30' });
  await at.app.inject({ method: 'POST', url: `/api/bookings/${token}/confirm-coming` });
  const heard = await rows<{ change: string; time: string; coming: boolean }>(
    at.orm.em.fork(),
    sql`SELECT event->>'change' AS change, event->'reservation'->>'time' AS time,
               event->'reservation'->>'comingAt' IS NOT NULL AS coming
          FROM live_events WHERE organization_id = ${house.organizationId} ORDER BY number`,
  );
  expect(heard).toEqual([
    { change: 'booked', time: '20:00', coming: false },
    { change: 'changed', time: '20:30', coming: false },
    { change: 'changed', time: '20:30', coming: true },
  ]);
});
