import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

test.each([
  ['23:30', '2026-10-17T21:30:00Z', '2026-10-17', '23:30'],
  ['half past midnight', '2026-10-17T22:30:00Z', '2026-10-17', '00:30'],
  ['03:59', '2026-10-18T01:59:00Z', '2026-10-17', '03:59'],
  ['04:00', '2026-10-18T02:00:00Z', '2026-10-18', '04:00'],
  // The night that is an hour longer: by the clock on the wall, not by hours since midnight.
  ['03:30 after the clocks went back', '2026-10-25T02:30:00Z', '2026-10-24', '03:30'],
  ['04:00 after the clocks went back', '2026-10-25T03:00:00Z', '2026-10-25', '04:00'],
])('at %s the evening that still goes on is today', async (_, instant, today, now) => {
  at.now = new Date(instant);
  const house = await at.house();
  const cookie = await at.signIn(house.staff.host.email);
  const book = (
    await at.app.inject({ url: `/api/reservations?restaurant=${house.slug}`, headers: { cookie } })
  ).json();
  expect(book).toMatchObject({ day: today, today, now });
});

test("a guest's history says when each reservation came to be as it is", async () => {
  at.now = new Date('2026-10-10T10:00:00Z');
  const house = await at.house();
  const cookie = await at.signIn(house.staff.host.email);
  await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(),
  });
  const ask = (url: string, payload?: object) =>
    at.app.inject({
      method: payload ? 'POST' : 'GET',
      url,
      headers: { cookie },
      ...(payload && { payload }),
    });
  const [row] = (await ask(`/api/reservations?restaurant=${house.slug}&day=2026-10-17`)).json().reservations;
  const changed = (await ask(`/api/reservations/${row.id}/status`, { status: 'cancelled' })).json();
  const { past } = (await ask(`/api/guests/${row.guest.id}/reservations`)).json();
  expect(past).toMatchObject([{ id: row.id, status: 'cancelled', statusAt: changed.statusAt }]);
});
