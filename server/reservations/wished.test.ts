import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import type { Booking, BookRequest, ChangeRequest, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

/** A house in which parties from five on are asked about, its guests and its staff. */
async function open(plan: HousePlan = {}) {
  const house = await at.house(plan);
  await row(at.orm.em.fork(), sql`UPDATE restaurants SET request_from = 5 WHERE id = ${house.restaurantId}`);
  const as = async (role: 'host' | 'manager') => {
    const headers = { cookie: await at.signIn(house.staff[role].email) };
    return (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
      at.app.inject({ method, url, headers, ...(payload && { payload }) });
  };
  const staff = await as('host');
  const book = async (change: Partial<BookRequest> = {}) => {
    const answer = await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest(change),
    });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Booking>();
  };
  const desk = async () =>
    (await staff('GET', `/api/desk?restaurant=${house.slug}`)).json<{ wishes: ReservationRow[] }>().wishes;
  /** The id of the reservation, and of what is wished. */
  const wish = async () => {
    const [found] = await desk();
    return { id: found!.id, wished: found!.wished!.id };
  };
  const tables = async (id: string) =>
    (
      await rows<{ name: string }>(
        at.orm.em.fork(),
        sql`SELECT t.name FROM claims c JOIN tables t ON t.id = c.table_id WHERE c.holder_id = ${id} AND c.live`,
      )
    ).map(({ name }) => name);
  return { house, as, staff, book, desk, wish, tables };
}
const change = (token: string, payload: ChangeRequest) =>
  at.app.inject({ method: 'PATCH', url: `/api/bookings/${token}`, payload });
const see = async (token: string) => (await at.app.inject({ url: `/api/bookings/${token}` })).json<Booking>();
const withdraw = (token: string) =>
  at.app.inject({ method: 'POST', url: `/api/bookings/${token}/withdraw-wish` });

/** What went out to a house's guests since the confirmations; the staff's afterthought is over. */
async function mails(restaurantId: string) {
  await at.work();
  await row(at.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await at.work();
  return rows<{ kind: string; subject: string; text: string }>(
    at.orm.em.fork(),
    sql`SELECT kind, subject, body_text AS text FROM messages
         WHERE restaurant_id = ${restaurantId} AND kind <> 'confirmation' ORDER BY id`,
  );
}

describe('a confirmed guest who wishes what the restaurant is to be asked about', () => {
  test('asks only when they say so, and keeps what they have until it is accepted, in one step', async () => {
    const { house, staff, book, desk, wish, tables } = await open();
    const { token } = await book();
    expect((await change(token, { party: 6 })).json()).toMatchObject({ reason: 'request' });
    expect(await desk()).toEqual([]);

    const asked = await change(token, { party: 6, time: '20:30', remark: 'Nos enfants viennent', ask: true });
    expect(asked.json()).toMatchObject({
      status: 'confirmed',
      party: 2,
      time: '20:00',
      remark: 'Nos enfants viennent',
      wished: { day: '2026-10-17', time: '20:30', party: 6, declined: false },
    });
    expect(await desk()).toMatchObject([{ party: 2, time: '20:00', wished: { party: 6, time: '20:30' } }]);
    const { id, wished } = await wish();
    const before = await tables(id);
    expect((await mails(house.restaurantId)).map(({ kind }) => kind)).toEqual(['received']);

    const accepted = await staff('POST', `/api/reservations/${id}/wished/accept`, { wished });
    expect(accepted.json()).toMatchObject({ status: 'confirmed', party: 6, time: '20:30', tables: ['4'] });
    expect(accepted.json().wished ?? null).toBeNull();
    expect([before, await tables(id)]).toEqual([[expect.stringMatching(/[12]/)], ['4']]);
    expect(await desk()).toEqual([]);
    expect(await see(token)).toMatchObject({ party: 6, time: '20:30', wished: null });
    const [received, changed] = await mails(house.restaurantId);
    for (const told of ['6\u00a0personnes', '20\u00a0h\u00a030']) expect(received!.text).toContain(told);
    expect(received!.text).toContain('reste à vous');
    expect(changed).toMatchObject({ kind: 'changed' });

    const { history } = (await staff('GET', `/api/reservations/${id}/history`)).json();
    expect(history.map(({ kind, by }: { kind: string; by: string }) => [kind, by])).toEqual([
      ['booked', 'guest'],
      ['changed', 'guest'],
      ['wished', 'guest'],
      ['changed', 'staff'],
    ]);
    expect(history[2].changes).toEqual([
      { what: 'time', from: '20:00', to: '20:30' },
      { what: 'party', from: 2, to: 6 },
    ]);
    const again = await staff('POST', `/api/reservations/${id}/wished/accept`, { wished });
    expect([again.statusCode, again.json().code]).toEqual([409, 'not_requested']);
  });

  test('keeps the reservation when it is declined, and reads why', async () => {
    const { house, staff, book, desk, wish, tables } = await open();
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    const { id, wished } = await wish();
    const before = await tables(id);
    for (let time = 0; time < 2; time += 1) {
      const url = `/api/reservations/${id}/wished/decline`;
      const answer = await staff('POST', url, { wished, reason: ' Un mariage ce soir-là. ' });
      expect([answer.statusCode, answer.json().status, answer.json().party]).toEqual([200, 'confirmed', 2]);
    }
    expect([await desk(), await tables(id)]).toEqual([[], before]);
    expect(await see(token)).toMatchObject({
      status: 'confirmed',
      wished: { party: 6, declined: true, message: 'Un mariage ce soir-là.' },
    });
    const sent = await mails(house.restaurantId);
    expect(sent.map(({ kind }) => kind)).toEqual(['declined']);
    expect(sent[0]!.text).toContain('Un mariage ce soir-là.');
    expect(sent[0]!.text).toContain('reste à vous');
    // They may ask again, or put the answer away.
    expect((await change(token, { party: 6, ask: true })).json().wished.declined).toBe(false);
    expect((await withdraw(token)).json()).toMatchObject({ party: 2, wished: null });
  });

  test('asks once however often they press, asks otherwise when they think again, and may withdraw it', async () => {
    const { staff, book, desk, wish } = await open();
    const { token } = await book();
    const first = (await change(token, { party: 6, ask: true })).json<Booking>().wished!.id;
    expect((await change(token, { party: 6, ask: true })).json().wished.id).toBe(first);
    // A remark is said at once, and asks for nothing anew.
    expect((await change(token, { party: 6, remark: 'Deux enfants', ask: true })).json()).toMatchObject({
      remark: 'Deux enfants',
      wished: { id: first },
    });
    expect((await change(token, { party: 5, ask: true })).json().wished.party).toBe(5);
    const { id } = await wish();
    // The staff answer what they read, not what has taken its place.
    const stale = await staff('POST', `/api/reservations/${id}/wished/accept`, { wished: first });
    expect([stale.statusCode, stale.json().code]).toEqual([409, 'not_requested']);
    for (let time = 0; time < 2; time += 1) {
      expect((await withdraw(token)).json()).toMatchObject({ party: 2, wished: null });
    }
    expect(await desk()).toEqual([]);
    const { history } = (await staff('GET', `/api/reservations/${id}/history`)).json();
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'booked',
      'wished',
      'changed',
      'wished',
      'wish_withdrawn',
    ]);
  });

  test('wishes it no longer once they take what can be had at once, or the staff make it so by hand', async () => {
    const { staff, book, desk, wish } = await open();
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    expect((await change(token, { party: 4, ask: true })).json()).toMatchObject({ party: 4, wished: null });

    await change(token, { party: 6, ask: true });
    const { id } = await wish();
    await staff('PATCH', `/api/reservations/${id}`, { time: '21:00' });
    expect(await desk()).toMatchObject([{ time: '21:00', party: 4, wished: { time: '20:00', party: 6 } }]);
    await staff('PATCH', `/api/reservations/${id}`, { time: '20:00', party: 6 });
    expect(await desk()).toEqual([]);
  });

  test('waits for no answer when it is cancelled or its hour has come, and again when the first is taken back', async () => {
    const { staff, book, desk, wish } = await open();
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    const { id, wished } = await wish();
    const { lastChange } = (
      await staff('POST', `/api/reservations/${id}/status`, { status: 'cancelled' })
    ).json();
    expect(await desk()).toEqual([]);
    const late = await staff('POST', `/api/reservations/${id}/wished/accept`, { wished });
    expect(late.json()).toMatchObject({ code: 'not_requested', status: 'cancelled' });
    await staff('POST', `/api/reservations/${id}/undo`, { change: lastChange.id });
    expect(await desk()).toHaveLength(1);
    at.now = new Date('2026-10-17T18:00:00Z');
    expect([await desk(), (await see(token)).wished]).toEqual([[], null]);
  });

  test('is refused with what else there is when no table is left for it, before asking and after', async () => {
    const { staff, book, desk, wish, tables } = await open();
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    const { id, wished } = await wish();
    const before = await tables(id);
    await staff('POST', '/api/reservations', {
      restaurant: (await desk())[0]!.restaurant,
      day: '2026-10-17',
      time: '20:00',
      party: 6,
      guest: { firstName: 'Nina' },
    });
    const url = `/api/reservations/${id}/wished/accept`;
    const refused = await staff('POST', url, { wished });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'slot_taken', reason: 'no_table', alternatives: expect.any(Array) },
    ]);
    expect([await tables(id), await desk()]).toMatchObject([before, [{ party: 2, wished: { party: 6 } }]]);
    const another = await book({ time: '19:00' });
    const asked = await change(another.token, { time: '20:00', party: 6, ask: true });
    expect([asked.statusCode, asked.json().code]).toEqual([409, 'slot_taken']);
    expect(asked.json().alternatives.length).toBeGreaterThan(0);
  });

  test('is accepted by moving others, and beyond what is free by a manager alone', async () => {
    const { house, as, staff, book, wish, tables } = await open({
      tables: [
        [1, 2],
        [2, 6],
        [2, 4],
      ],
    });
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    const { id, wished } = await wish();
    await book({ party: 4 });
    const other = (await row<{ id: string }>(
      at.orm.em.fork(),
      sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId} AND party = 4`,
    ))!;
    // Nailed to the only table for six.
    await staff('PATCH', `/api/reservations/${other.id}`, { tables: [house.tables[1]!.id] });
    const url = `/api/reservations/${id}/wished/accept`;
    expect((await staff('POST', url, { wished })).json().code).toBe('slot_taken');
    expect((await staff('POST', url, { wished, overbook: true })).statusCode).toBe(403);
    await staff('POST', `/api/reservations/${other.id}/pin`, { pinned: false });
    expect((await staff('POST', url, { wished })).json()).toMatchObject({ party: 6, tables: ['2'] });
    expect(await tables(other.id)).toEqual(['3']);

    const later = await book({ time: '22:00' });
    await change(later.token, { party: 6, ask: true });
    const next = await wish();
    const others = { restaurant: house.slug, day: '2026-10-17', time: '22:00', party: 6 };
    await staff('POST', '/api/reservations', { ...others, guest: { firstName: 'Nina' } });
    const manager = await as('manager');
    const beyond = { wished: next.wished, overbook: true };
    const accepted = await manager('POST', `/api/reservations/${next.id}/wished/accept`, beyond);
    expect(accepted.json()).toMatchObject({ party: 6, tables: [], overbookedBy: 'Manager' });
  });

  test('is answered once when two of the staff answer at one moment, and always has a table', async () => {
    const { house, staff, book, wish, tables } = await open();
    const { token } = await book();
    await change(token, { party: 6, ask: true });
    const { id, wished } = await wish();
    const url = `/api/reservations/${id}/wished`;
    const answers = await Promise.all(
      ['accept', 'decline', 'accept', 'decline'].map((what) => staff('POST', `${url}/${what}`, { wished })),
    );
    const told = answers.map(({ statusCode }) => statusCode);
    expect(told.filter((code) => code === 200).length).toBeGreaterThan(0);
    expect(new Set(told)).toEqual(new Set([200, 409]));
    const { party } = await see(token);
    expect(await tables(id)).toHaveLength(1);
    expect((await mails(house.restaurantId)).map(({ kind }) => kind)).toEqual([
      party === 6 ? 'changed' : 'declined',
    ]);
  });
});

test('many wish, withdraw, cancel and book while the staff answer: no table twice, and nobody without one', async () => {
  const { house, staff, book, desk } = await open({
    tables: Array.from({ length: 12 }, (_, index) => (index % 2 ? [1, 2] : [2, 6]) as [number, number]),
  });
  const guests: Booking[] = [];
  for (let index = 0; index < 12; index += 1)
    guests.push(await book({ time: index % 2 ? '19:00' : '21:00' }));
  await Promise.all(guests.map(({ token }) => change(token, { party: 6, ask: true })));
  const wishes = await desk();
  expect(wishes.length).toBeGreaterThan(6);
  const answers = await Promise.all(
    Array.from({ length: 96 }, (_, index) => {
      const row = wishes[(index * 5) % wishes.length]!;
      const { token } = guests[(index * 7) % guests.length]!;
      const url = `/api/reservations/${row.id}/wished`;
      const body = { wished: row.wished!.id };
      if (index % 4 === 0) return staff('POST', `${url}/accept`, body);
      if (index % 8 === 1) return staff('POST', `${url}/decline`, body);
      if (index % 8 === 2) return withdraw(token);
      if (index % 8 === 3) return change(token, { party: 5 + (index % 2), ask: true });
      if (index % 24 === 5) {
        return at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
      }
      if (index % 8 === 6) return change(token, { party: 1 + (index % 4) });
      return at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest({ time: index % 16 === 7 ? '19:00' : '21:00' }),
      });
    }),
  );
  const codes = new Set(answers.map(({ statusCode }) => statusCode));
  expect([...codes].filter((code) => ![200, 201, 409].includes(code))).toEqual([]);
  const em = at.orm.em.fork();
  const shared = await rows(
    em,
    sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
         WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
  );
  const unseated = await rows(
    em,
    sql`SELECT r.reference FROM reservations r
          LEFT JOIN claims c ON c.holder_id = r.id AND c.live AND lower(c.during) = r.starts_at
          LEFT JOIN tables t ON t.id = c.table_id
         WHERE r.organization_id = ${house.organizationId} AND r.status IN ('requested', 'confirmed')
         GROUP BY r.id, r.reference, r.party HAVING coalesce(sum(t.max_seats), 0) < r.party`,
  );
  expect([shared, unseated]).toEqual([[], []]);
}, 60_000);
