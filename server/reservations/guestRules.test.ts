import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import type { ServiceSettings } from '../settings/contract.ts';
import { BOT_TOKEN, bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import type { Booking, BookRequest, HistoryEntry, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house whose manager has set what guests may do by themselves. */
async function open(rules: Partial<ServiceSettings['rules']>, plan: HousePlan = {}) {
  at.now = NOON;
  const house = await at.house({
    tables: Array.from({ length: 8 }, () => [1, 6] as [number, number]),
    ...plan,
  });
  const manager = { cookie: await at.signIn(house.staff.manager.email) };
  const url = `/api/settings/service?restaurant=${house.slug}`;
  const { settings } = (await at.app.inject({ url, headers: manager })).json<{ settings: ServiceSettings }>();
  const payload = { ...settings, rules: { ...settings.rules, ...rules } };
  const saved = await at.app.inject({ method: 'PUT', url, headers: manager, payload });
  expect(saved.statusCode).toBe(200);
  const staff = (path: string, body: object = {}) =>
    at.app.inject({ method: 'POST', url: path, headers: manager, payload: body });
  const book = (change: Partial<BookRequest> = {}, headers = {}) =>
    at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      headers,
      payload: bookRequest(change),
    });
  return { house, manager, staff, book };
}
const idOf = async (reference: string) =>
  (await row<{ id: string }>(
    at.orm.em.fork(),
    sql`SELECT id FROM reservations WHERE reference = ${reference}`,
  ))!.id;
const see = async (token: string) => (await at.app.inject({ url: `/api/bookings/${token}` })).json<Booking>();
const patch = (token: string, change: object) =>
  at.app.inject({ method: 'PATCH', url: `/api/bookings/${token}`, payload: change });
const cancel = (token: string) =>
  at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
const bot = { authorization: `Bearer ${BOT_TOKEN}` };

describe('who failed to come too often', () => {
  const guest = { firstName: 'Max', lastName: 'Perdu', phone: '+33639990001', email: 'max@exemple.example' };

  /** They book for some days, and come to none of them. */
  async function missed(house: House, staff: (path: string, body?: object) => unknown, days: string[]) {
    const changes: { id: string; change: string }[] = [];
    for (const day of days) {
      at.now = NOON;
      const booked = await at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest({ guest, day, time: '12:00' }),
      });
      expect(booked.statusCode).toBe(201);
      const id = await idOf(booked.json<Booking>().reference);
      at.now = new Date(`${day}T18:00:00Z`);
      const answer = (await staff(`/api/reservations/${id}/status`, { status: 'no_show' })) as {
        json(): ReservationRow;
      };
      changes.push({ id, change: answer.json().lastChange!.id });
    }
    return changes;
  }

  test('books by request on every channel, holds included, and by confirmation once one is taken back', async () => {
    const { house, staff, book } = await open({ noShowLimit: 2 });
    const [first] = await missed(house, staff, ['2026-10-12', '2026-10-13']);
    for (const source of ['widget', 'page', 'chat', 'whatsapp'] as const) {
      const answer = await book({ guest, source, time: '19:00' }, bot);
      expect([source, answer.statusCode, answer.json().status]).toEqual([source, 201, 'requested']);
    }
    const held = await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/holds`,
      payload: { day: '2026-10-17', time: '20:00', party: 2 },
    });
    expect((await book({ guest, hold: held.json().token })).json().status).toBe('requested');
    // Known by their address as well, and from the message they get nobody could tell why.
    const byMail = await book({ guest: { ...guest, phone: '+33639990002' } });
    expect(byMail.json().status).toBe('requested');
    expect((await book()).json().status).toBe('confirmed');

    const undone = await staff(`/api/reservations/${first!.id}/undo`, { change: first!.change });
    expect(undone.statusCode).toBe(200);
    expect((await book({ guest, time: '21:00' })).json().status).toBe('confirmed');
  });

  test('is told what everybody is told whose request was received', async () => {
    const { house, staff, book } = await open({ noShowLimit: 1 });
    await missed(house, staff, ['2026-10-12']);
    await book({ guest });
    await at.work();
    const [told] = await rows<{ kind: string; text: string }>(
      at.orm.em.fork(),
      sql`SELECT kind, body_text AS text FROM messages WHERE restaurant_id = ${house.restaurantId} AND kind = 'received'`,
    );
    expect(told!.text).toContain('Nous vous répondons dès que possible');
    expect(told!.text).not.toMatch(/absen|pas venu|fiab/i);
  });

  test('a year ago counts no more, nor does another organisation; the staff always may', async () => {
    const { house, staff, book } = await open({ noShowLimit: 1 });
    await missed(house, staff, ['2026-10-12']);
    const elsewhere = await open({ noShowLimit: 1 });
    expect((await elsewhere.book({ guest })).json().status).toBe('confirmed');
    const sister = await open({ noShowLimit: 1 }, { organizationId: house.organizationId });
    expect((await sister.book({ guest })).json().status).toBe('requested');
    at.now = NOON;
    const byHand = await staff('/api/reservations', {
      restaurant: house.slug,
      day: '2026-10-17',
      time: '20:00',
      party: 2,
      guest: { firstName: 'Max', lastName: 'Perdu', phone: guest.phone },
    });
    expect(byHand.json().status).toBe('confirmed');
    expect(byHand.json().guest.noShows).toBe(1);
    await row(
      at.orm.em.fork(),
      sql`UPDATE reservations SET service_date = '2025-10-10' WHERE status = 'no_show'
             AND organization_id = ${house.organizationId}`,
    );
    expect((await book({ guest })).json().status).toBe('confirmed');
  });

  test('where no limit is set, nobody asks', async () => {
    const { house, staff, book } = await open({});
    await missed(house, staff, ['2026-10-12', '2026-10-13', '2026-10-14']);
    expect((await book({ guest })).json().status).toBe('confirmed');
  });
});

describe('how late guests change and cancel by themselves', () => {
  /** 17 October 2026, 20:00 in Paris. */
  const EIGHT = Date.parse('2026-10-17T18:00:00Z');
  const hoursTo = (hours: number) => new Date(EIGHT - hours * 3_600_000);

  test('until the hours that are set; then the staff may, and it is late', async () => {
    const { staff, book, manager } = await open({ changeHours: 4, cancelHours: 24 });
    const { token, reference } = (await book()).json<Booking>();
    expect(await see(token)).toMatchObject({
      changeable: true,
      cancellable: true,
      changeUntil: '2026-10-17T14:00:00.000Z',
      cancelUntil: '2026-10-16T18:00:00.000Z',
    });
    at.now = hoursTo(5);
    expect(await see(token)).toMatchObject({ changeable: true, cancellable: false });
    expect((await cancel(token)).json()).toMatchObject({ code: 'cannot_cancel' });
    expect((await patch(token, { party: 3 })).statusCode).toBe(200);
    at.now = hoursTo(3);
    expect(await see(token)).toMatchObject({ changeable: false, cancellable: false, status: 'confirmed' });
    for (const change of [{ party: 4 }, { remark: 'Près de la fenêtre' }, { day: '2026-10-24' }]) {
      expect((await patch(token, change)).json()).toMatchObject({ code: 'cannot_change' });
    }
    const id = await idOf(reference);
    const late = await staff(`/api/reservations/${id}/status`, { status: 'cancelled' });
    expect(late.json()).toMatchObject({ status: 'cancelled', cancelledBy: 'staff', cancelledLate: true });
    const back = await staff(`/api/reservations/${id}/status`, { status: 'confirmed' });
    expect(back.json()).toMatchObject({ status: 'confirmed', cancelledLate: false });
    // What happened stays told, though it was taken back.
    const read = await at.app.inject({ url: `/api/reservations/${id}/history`, headers: manager });
    const told = read.json<{ history: HistoryEntry[] }>();
    expect(told.history.slice(-2).map(({ changes }) => changes)).toEqual([
      [
        { what: 'status', from: 'confirmed', to: 'cancelled' },
        { what: 'late', from: null, to: true },
      ],
      [{ what: 'status', from: 'cancelled', to: 'confirmed' }],
    ]);
  });

  test('in time is not late; who said that they come may still say so later', async () => {
    const { staff, book } = await open({ cancelHours: 2, changeHours: 48 });
    const [one, other] = [(await book()).json<Booking>(), (await book()).json<Booking>()];
    at.now = hoursTo(3);
    expect((await cancel(one.token)).statusCode).toBe(200);
    const id = await idOf(one.reference);
    const told = await row<{ late: boolean }>(
      at.orm.em.fork(),
      sql`SELECT cancelled_late AS late FROM reservations WHERE id = ${id}`,
    );
    expect(told).toEqual({ late: false });
    const coming = await at.app.inject({
      method: 'POST',
      url: `/api/bookings/${other.token}/confirm-coming`,
    });
    expect(coming.json()).toMatchObject({ coming: true, changeable: false });
    expect(
      (await staff(`/api/reservations/${await idOf(other.reference)}/pin`, { pinned: true })).statusCode,
    ).toBe(200);
  });

  test('never, where the restaurant wants to be called; the same in a chat', async () => {
    const { book } = await open({ guestChanges: false, guestCancels: false });
    const { token } = (await book()).json<Booking>();
    expect(await see(token)).toMatchObject({
      changeable: false,
      cancellable: false,
      changeUntil: null,
      cancelUntil: null,
    });
    const inChat = { url: `/api/bookings/${token}`, headers: bot };
    const changed = await at.app.inject({ ...inChat, method: 'PATCH', payload: { party: 3 } });
    expect(changed.json()).toMatchObject({ code: 'cannot_change' });
    const cancelled = await at.app.inject({
      method: 'POST',
      url: `/api/bookings/${token}/cancel`,
      headers: bot,
      payload: {},
    });
    expect(cancelled.json()).toMatchObject({ code: 'cannot_cancel' });
  });
});

describe('a confirmed reservation that would become a request', () => {
  test('stays as it is, and its guest is told to ask; fewer at the hour that was agreed to may come', async () => {
    const { staff, book } = await open({ requestFrom: 5 });
    const { token } = (await book({ party: 4 })).json<Booking>();
    const enlarged = await patch(token, { party: 6 });
    expect([enlarged.statusCode, enlarged.json()]).toMatchObject([
      409,
      { code: 'cannot_change', reason: 'request' },
    ]);
    expect(await see(token)).toMatchObject({ status: 'confirmed', party: 4, time: '20:00' });

    const asked = (await book({ party: 6 })).json<Booking>();
    expect((await patch(asked.token, { party: 5, time: '20:30' })).json()).toMatchObject({
      status: 'requested',
      party: 5,
    });
    await staff(`/api/reservations/${await idOf(asked.reference)}/accept`);
    expect((await patch(asked.token, { time: '21:00' })).json()).toMatchObject({ reason: 'request' });
    expect((await patch(asked.token, { party: 6 })).json()).toMatchObject({ reason: 'request' });
    expect((await patch(asked.token, { party: 3 })).json()).toMatchObject({
      status: 'confirmed',
      party: 3,
      time: '20:30',
    });
  });
});

test('guests choose another area when they change, among those that they may choose', async () => {
  const { house, book } = await open({});
  await rows(
    at.orm.em.fork(),
    sql`WITH area AS (
          INSERT INTO areas (organization_id, restaurant_id, name, online)
          VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse', true),
                 (${house.organizationId}, ${house.restaurantId}, 'Salon privé', false) RETURNING *)
        INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
        SELECT organization_id, restaurant_id, id, left(name, 1), 1, 4 FROM area`,
  );
  const { token } = (await book({ area: 'Salle' })).json<Booking>();
  expect((await patch(token, { area: 'Terrasse' })).json()).toMatchObject({
    area: 'Terrasse',
    time: '20:00',
  });
  expect((await patch(token, { time: '20:30' })).json()).toMatchObject({ area: 'Terrasse', time: '20:30' });
  expect((await patch(token, { area: 'Salle', party: 5 })).json()).toMatchObject({ area: 'Salle', party: 5 });
  expect((await patch(token, { area: 'Salon privé' })).json()).toMatchObject({ field: 'area' });
  const large = await patch(token, { area: 'Terrasse', party: 6 });
  expect(large.json()).toMatchObject({ code: 'slot_taken' });
  expect(await see(token)).toMatchObject({ area: 'Salle', party: 5 });
});

describe('what the form asks for', () => {
  const name = { firstName: 'Zoé', lastName: 'Martin' };
  const refused = { statusCode: 400 };

  test('is told with the restaurant, and refused by its field when it is missing', async () => {
    const { house, book } = await open({
      askEmail: 'required',
      askPhone: 'optional',
      askLastName: 'hidden',
      askOccasion: false,
    });
    const card = await at.app.inject({ url: `/api/restaurants/${house.slug}` });
    expect(card.json().form).toEqual({
      email: 'required',
      phone: 'optional',
      lastName: 'hidden',
      remark: true,
      occasion: false,
    });
    const nobody = await book({ guest: { ...name, phone: '+33639990003' } });
    expect(nobody).toMatchObject(refused);
    expect(nobody.json()).toMatchObject({ code: 'invalid', field: 'guest.email', problem: 'required' });
    const byMail = await book({ guest: { ...name, lastName: '', phone: '', email: 'zoe@exemple.example' } });
    expect(byMail.statusCode).toBe(201);
  });

  test('as a rule the phone and both names; a chat is no form, but somebody must be reachable', async () => {
    const { book } = await open({});
    const email = 'zoe@exemple.example';
    expect((await book({ guest: { ...name, email } })).json()).toMatchObject({
      field: 'guest.phone',
      problem: 'required',
    });
    const phone = '+33639990004';
    expect((await book({ guest: { ...name, lastName: ' ', phone } })).json()).toMatchObject({
      field: 'guest.lastName',
      problem: 'required',
    });
    const chat = { ...name, lastName: '', phone };
    expect((await book({ guest: chat, source: 'chat' }, bot)).statusCode).toBe(201);
    expect((await book({ guest: { ...name }, source: 'chat' }, bot)).json()).toMatchObject({
      field: 'guest.phone',
    });
  });

  test('leaves at least one way to reach the guest', async () => {
    const { house, manager } = await open({});
    const url = `/api/settings/service?restaurant=${house.slug}`;
    const { settings } = (await at.app.inject({ url, headers: manager })).json();
    const payload = { ...settings, rules: { ...settings.rules, askPhone: 'optional' } };
    expect((await at.app.inject({ method: 'PUT', url, headers: manager, payload })).json()).toMatchObject({
      field: 'rules.askPhone',
      problem: 'contact',
    });
  });
});
