import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, sql } from './db/sql.ts';
import { bookRequest, type TestApp, testApp } from './testing/app.ts';
import type { House } from './testing/house.ts';

let at: TestApp;
let house: House;
let logged = '';
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  at = await testApp({}, { level: 'trace', stream });
  house = await at.house();
});
afterAll(() => at.close());

const guest = {
  firstName: 'Hippolyte',
  lastName: 'Quatremère',
  phone: '+33639981234',
  email: 'hippolyte@exemple.example',
};
const personal = /hippolyte|quatrem|39981234|39 98 12 34/i;

test('what a guest does, and what fails, is logged by route and kind, and never with what is personal', async () => {
  const booked = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ guest, remark: 'Pour Hippolyte' }),
  });
  const { token } = booked.json();
  const cookie = await at.signIn(house.staff.host.email);
  await at.app.inject({ url: `/api/bookings/${token}` });
  await at.app.inject({ url: '/api/guests?search=quatrem%C3%A8re', headers: { cookie } });
  await at.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email: guest.email, password: 'x' },
  });

  // A fault of ours whose text, in PostgreSQL's own words, quotes the guest.
  await row(
    at.orm.em.fork(),
    sql`ALTER TABLE reservations ADD CONSTRAINT nobody CHECK (first_name <> 'Hippolyte') NOT VALID`,
  );
  const failed = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ guest, time: '12:00' }),
  });
  expect([failed.statusCode, failed.json()]).toEqual([
    500,
    { code: 'internal', message: 'Something went wrong on our side; nothing was changed.' },
  ]);
  expect(logged).toContain('"constraint":"nobody"');
  expect(logged).toContain('POST /api/restaurants/:restaurant/reservations');
  expect(logged).not.toMatch(personal);
  expect(logged).not.toContain(token);
  expect(logged).not.toContain(cookie.split('=')[1]);
});

test('what is refused from one address too often is told when to come back', async () => {
  const limited = await testApp({ rateLimit: true });
  const open = await limited.house();
  const ask = () =>
    limited.app.inject({ method: 'POST', url: `/api/restaurants/${open.slug}/reservations`, payload: {} });
  const answers = [];
  for (let times = 0; times < 31; times += 1) answers.push(await ask());
  expect(answers.slice(0, 30).map((answer) => answer.statusCode)).toEqual(Array(30).fill(400));
  const last = answers.at(-1)!;
  expect([last.statusCode, last.json()]).toEqual([
    429,
    { code: 'too_many_requests', message: expect.any(String), retryAfter: expect.any(Number) },
  ]);
  const elsewhere = await limited.app.inject({
    method: 'POST',
    url: `/api/restaurants/${open.slug}/reservations`,
    payload: {},
    remoteAddress: '192.0.2.9',
  });
  expect(elsewhere.statusCode).toBe(400);
  await limited.close();
});

test('what is alive says so, and what can work says so while its database answers', async () => {
  expect((await at.app.inject({ url: '/health' })).json()).toEqual({ status: 'alive' });
  expect((await at.app.inject({ url: '/ready' })).json()).toEqual({ status: 'ready' });
});
