import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alternative } from '../availability/contract.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Booking, ReservationRow } from './contract.ts';

/** What would do instead, for somebody whose own table or hold must not stand in their way. */

let at: TestApp;
let house: House;
let host: string;
beforeAll(async () => {
  at = await testApp();
  // One table, 90 minutes for two: any sitting shuts the hours beside it.
  house = await at.house({ tables: [[1, 4]], shifts: [{ name: 'Soir', first: 1140, last: 1320 }] });
  host = await at.signIn(house.staff.host.email);
});
afterAll(() => at.close());

const post = (url: string, payload: object) => at.app.inject({ method: 'POST', url, payload });
const book = async (day: string, more: object = {}) =>
  post(`/api/restaurants/${house.slug}/reservations`, bookRequest({ day, ...more }));
const times = (alternatives: Alternative[], day: string) =>
  alternatives.filter((one) => one.day === day).map(({ time }) => time);

test('the nearest to a wish, for a guest who changes theirs, are those beside their own hour too', async () => {
  const day = '2026-10-17';
  const { token } = (await book(day)).json<Booking>();
  const query = `day=${day}&time=20:00&party=2`;
  const near = async (url: string) => (await at.app.inject({ url })).json<{ alternatives: Alternative[] }>();
  const stranger = await near(`/api/restaurants/${house.slug}/nearest?${query}`);
  expect(times(stranger.alternatives, day)).not.toContain('20:30');
  const own = await near(`/api/bookings/${token}/nearest?${query}`);
  expect(times(own.alternatives, day)).toEqual(['19:00', '19:30', '20:30']);
  // Also with their own hour, when it is another that they asked for.
  const later = await near(`/api/bookings/${token}/nearest?day=${day}&time=20:30&party=3`);
  expect(times(later.alternatives, day)).toEqual(['19:30', '20:00', '21:00']);
});

test('a change that is refused offers what is free without their own table: to the guest and to the staff', async () => {
  const day = '2026-10-18';
  const { token, reference } = (await book(day)).json<Booking>();
  await book(day, { time: '22:00' });
  const asGuest = await at.app.inject({
    method: 'PATCH',
    url: `/api/bookings/${token}`,
    payload: { time: '21:30' },
  });
  expect(asGuest.json()).toMatchObject({ code: 'slot_taken' });
  expect(times(asGuest.json().alternatives, day)).toEqual(['19:30', '20:00', '20:30']);
  const list = await at.app.inject({
    url: `/api/reservations?restaurant=${house.slug}&day=${day}`,
    headers: { cookie: host },
  });
  const { id } = list
    .json<{ reservations: ReservationRow[] }>()
    .reservations.find((row) => row.reference === reference)!;
  for (const tables of [undefined, [house.tables[0]!.id]]) {
    const byStaff = await at.app.inject({
      method: 'PATCH',
      url: `/api/reservations/${id}`,
      headers: { cookie: host },
      payload: { time: '21:30', ...(tables && { tables }) },
    });
    expect(byStaff.statusCode).toBe(409);
    expect(times(byStaff.json().alternatives, day)).toEqual(['19:30', '20:00', '20:30']);
  }
});

test('a guest who keeps a table while they fill in the form is offered the hours it takes', async () => {
  const day = '2026-10-19';
  const held = await post(`/api/restaurants/${house.slug}/holds`, { day, time: '20:00', party: 2 });
  expect(held.statusCode).toBe(201);
  const refused = await book(day, { time: '16:00', hold: held.json().token });
  expect(refused.json()).toMatchObject({ code: 'slot_not_open' });
  expect(times(refused.json().alternatives, day)).toEqual(['19:00', '19:30', '20:00']);
});
