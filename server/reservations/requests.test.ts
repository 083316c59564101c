import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { expireRequests } from './status.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house in which parties from five on are requests, with one that has come in. */
async function requested() {
  const house = await at.house();
  await row(at.orm.em.fork(), sql`UPDATE restaurants SET request_from = 5 WHERE id = ${house.restaurantId}`);
  const headers = { cookie: await at.signIn(house.staff.host.email) };
  const booking = (await book(house, 6)).json();
  expect(booking.status).toBe('requested');
  const { id } = (await row<{ id: string }>(
    at.orm.em.fork(),
    sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId}`,
  ))!;
  const say = (what: string, payload: object = {}) =>
    at.app.inject({ method: 'POST', url: `/api/reservations/${id}/${what}`, headers, payload });
  return { house, booking, say };
}
const book = (house: House, party: number) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest({ party }),
  });
/** What went out; the staff's afterthought is over. */
async function mails(house: House) {
  await at.work();
  await row(at.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
  await at.work();
  return rows<{ kind: string; text: string }>(
    at.orm.em.fork(),
    sql`SELECT kind, body_text AS text FROM messages WHERE restaurant_id = ${house.restaurantId} ORDER BY id`,
  );
}

describe('a request', () => {
  test('keeps its table, is told that it was received, and is confirmed once it is accepted, however often', async () => {
    const { house, say, booking } = await requested();
    expect((await book(house, 6)).json().code).toBe('slot_taken');
    expect((await mails(house)).map((mail) => mail.kind)).toEqual(['received']);
    for (let time = 0; time < 2; time += 1) {
      const answer = await say('accept');
      expect([answer.statusCode, answer.json().status]).toEqual([200, 'confirmed']);
    }
    expect((await mails(house)).map((mail) => mail.kind)).toEqual(['received', 'confirmation']);
    expect((await at.app.inject({ url: `/api/bookings/${booking.token}` })).json().status).toBe('confirmed');
    const late = await say('decline');
    expect([late.statusCode, late.json().code]).toEqual([409, 'not_requested']);
  });

  test('that is declined lets go of its table, and its guest reads why', async () => {
    const { house, say, booking } = await requested();
    const answer = await say('decline', { reason: '  Nous recevons un mariage ce soir-là.  ' });
    expect([answer.statusCode, answer.json().status]).toEqual([200, 'declined']);
    const sent = await mails(house);
    expect(sent.map((mail) => mail.kind)).toEqual(['declined']);
    expect(sent[0]!.text).toContain('Nous recevons un mariage ce soir-là.');
    expect((await at.app.inject({ url: `/api/bookings/${booking.token}` })).json()).toMatchObject({
      status: 'declined',
      cancellable: false,
    });
    expect((await book(house, 6)).statusCode).toBe(201);
    expect((await say('accept')).json().code).toBe('not_requested');
  });

  test('that is declined by mistake can be taken back before anybody was told', async () => {
    const { house, say } = await requested();
    const { lastChange } = (await say('decline')).json();
    expect((await say('undo', { change: lastChange.id })).json().status).toBe('requested');
    expect((await mails(house)).map((mail) => mail.kind)).toEqual(['received']);
    expect((await say('accept', { notify: false })).json().status).toBe('confirmed');
    expect((await mails(house)).map((mail) => mail.kind)).toEqual(['received']);
  });

  test('that nobody has answered by the hour expires, and lets go of its table', async () => {
    const { house, booking, say } = await requested();
    const seen = async () => (await at.app.inject({ url: `/api/bookings/${booking.token}` })).json().status;
    const inCalendar = async () => {
      const { body } = await at.app.inject({ url: `/api/bookings/${booking.token}/calendar.ics` });
      return body.match(/STATUS:(\w+)/)?.[1];
    };
    expect(await inCalendar()).toBe('TENTATIVE');
    const em = at.orm.em.fork();
    const tables = () =>
      row(
        em,
        sql`SELECT count(*)::int AS live FROM claims WHERE restaurant_id = ${house.restaurantId} AND live`,
      );
    await expireRequests(em, new Date('2026-10-17T17:59:00Z'));
    expect([await seen(), await tables()]).toEqual(['requested', { live: 1 }]);
    await expireRequests(em, new Date('2026-10-17T18:00:00Z'));
    await expireRequests(em, new Date('2026-10-17T18:05:00Z'));
    expect([await seen(), await tables()]).toEqual(['expired', { live: 0 }]);
    expect(await inCalendar()).toBe('CANCELLED');
    expect((await say('accept')).json()).toMatchObject({ code: 'not_requested', status: 'expired' });
    const changes = await rows(
      em,
      sql`SELECT from_status AS from, to_status AS to, by_whom AS by FROM reservation_changes
           WHERE organization_id = ${house.organizationId}`,
    );
    expect(changes).toEqual([{ from: 'requested', to: 'expired', by: 'clock' }]);
  });

  test('is answered once when two of the staff answer at one moment', async () => {
    const { house, say } = await requested();
    const answers = await Promise.all([say('accept'), say('decline'), say('accept'), say('decline')]);
    const codes = answers.map((answer) => answer.statusCode).sort();
    expect(codes).toEqual([200, 200, 409, 409]);
    expect((await mails(house)).filter((mail) => mail.kind !== 'received')).toHaveLength(1);
  });
});
