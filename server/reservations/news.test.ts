import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import type { Message } from '../messaging/contract.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Booking, BookRequest, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

/** Spaces that do not break, made visible as an underscore. */
const seen = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f]/g, '_');

/** A house with its manager signed in, who reads what went out. */
async function open(plan: Parameters<TestApp['house']>[0] = {}) {
  const house = await at.house(plan);
  const cookie = await at.signIn(house.staff.manager.email);
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    at.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  return {
    house,
    send,
    book: (change: Partial<BookRequest> = {}) => book(house, change),
    row: async (day = '2026-10-17') =>
      (await send('GET', `/api/reservations?restaurant=${house.slug}&day=${day}`)).json<{
        reservations: ReservationRow[];
      }>().reservations[0]!,
    /** Kinds and subjects of what went out so far, oldest first, all that was put off included. */
    mail: async () => {
      await row(at.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
      await at.work();
      const { messages } = (await send('GET', `/api/messages?restaurant=${house.slug}`)).json<{
        messages: Message[];
      }>();
      return messages.toReversed();
    },
  };
}
async function book(house: House, change: Partial<BookRequest>) {
  const answer = await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(change),
  });
  return answer.json<Booking>();
}
const kinds = (messages: Message[]) => messages.map((message) => message.kind);

describe('a guest is told', () => {
  test('in their language that it has changed, once a change, and where it now stands', async () => {
    const { book, mail } = await open();
    const { token, manageUrl } = await book({ locale: 'fr' });
    await mail();
    const patch = (payload: object) =>
      at.app.inject({ method: 'PATCH', url: `/api/bookings/${token}`, payload });
    await Promise.all([patch({ time: '20:30' }), patch({ time: '20:30' })]);
    const [, changed, ...others] = await mail();
    expect(others).toEqual([]);
    expect(changed!.kind).toBe('changed');
    expect(seen(changed!.subject)).toBe('Chez Essai_: réservation modifiée, samedi_17 octobre 2026, 20_h_30');
    expect(seen(changed!.text)).toContain('telle qu’elle est maintenant');
    expect(changed!.text).toContain(manageUrl);
    await patch({ party: 1 });
    expect(kinds(await mail())).toEqual(['confirmation', 'changed', 'changed']);
  });

  test('in English that it is cancelled, as they asked, with a way to book again', async () => {
    const { house, book, mail } = await open();
    const { token } = await book({ locale: 'en' });
    await mail();
    const cancel = () => at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    await Promise.all([cancel(), cancel()]);
    const messages = await mail();
    expect(kinds(messages)).toEqual(['confirmation', 'cancelled']);
    expect(seen(messages[1]!.subject)).toBe(
      'Chez Essai: reservation cancelled, Saturday 17_October 2026, 20:00',
    );
    expect(messages[1]!.text).toContain('as you asked');
    expect(messages[1]!.text).toContain(`http://localhost:3000/r/${house.slug}`);
  });

  test('what the staff did, when the staff let go of it: not what they took back, nor what was kept quiet', async () => {
    const { book, send, row: kept, mail } = await open();
    await book();
    await mail();
    const { id } = await kept();
    const cancelled = await send('POST', `/api/reservations/${id}/status`, { status: 'cancelled' });
    await send('POST', `/api/reservations/${id}/undo`, {
      change: cancelled.json<ReservationRow>().lastChange!.id,
    });
    expect(kinds(await mail())).toEqual(['confirmation']);

    await send('PATCH', `/api/reservations/${id}`, { time: '20:30' });
    await send('PATCH', `/api/reservations/${id}`, { time: '21:00' });
    const told = await mail();
    expect(kinds(told)).toEqual(['confirmation', 'changed']);
    expect(seen(told[1]!.subject)).toContain('21_h');
    await send('PATCH', `/api/reservations/${id}`, { time: '21:30', notify: false });
    await send('PATCH', `/api/reservations/${id}`, { remark: 'Près du bar' });
    await send('PATCH', `/api/reservations/${id}`, { minutes: 150 });
    expect(kinds(await mail())).toEqual(['confirmation', 'changed']);

    await send('POST', `/api/reservations/${id}/status`, { status: 'cancelled' });
    const end = (await mail()).at(-1)!;
    expect(end.kind).toBe('cancelled');
    expect(end.text).toContain('Nous avons dû annuler');
    // They were told: so they are told that it stands after all.
    await send('POST', `/api/reservations/${id}/status`, { status: 'confirmed' });
    expect(kinds(await mail())).toEqual(['confirmation', 'changed', 'cancelled', 'confirmation']);
    await send('POST', `/api/reservations/${id}/status`, { status: 'cancelled', notify: false });
    expect(kinds(await mail())).toHaveLength(4);
  });
});

describe('the day before, guests are reminded', () => {
  const remind = () => row(at.orm.em.fork(), sql`SELECT graphile_worker.add_job('send_reminders', '{}')`);
  const booked = (house: House, when: string) =>
    row(
      at.orm.em.fork(),
      sql`UPDATE reservations SET created_at = ${when} WHERE organization_id = ${house.organizationId}`,
    );
  const LONG_AGO = '2026-10-01T10:00:00Z';

  test('once, from ten by the clock of their restaurant, with a way to say that they come', async () => {
    const { house, book, mail } = await open();
    const { manageUrl } = await book();
    await booked(house, LONG_AGO);
    at.now = new Date('2026-10-16T07:59:00Z');
    await remind();
    expect(kinds(await mail())).toEqual(['confirmation']);
    at.now = new Date('2026-10-16T08:00:00Z');
    for (let again = 0; again < 2; again += 1) {
      await remind();
      const messages = await mail();
      expect(kinds(messages)).toEqual(['confirmation', 'reminder']);
      expect(seen(messages[1]!.subject)).toBe('Chez Essai_: à demain, samedi_17 octobre 2026, 20_h');
      for (const link of ['#coming', '#change', '#cancel']) {
        expect(messages[1]!.text).toContain(`${manageUrl}${link}`);
        expect(messages[1]!.html).toContain(`${manageUrl}${link}`);
      }
    }
  });

  test('in Montréal at ten there, not at ten in Paris', async () => {
    const { house, book, mail } = await open({ timeZone: 'America/Toronto', country: 'CA' });
    await book();
    await booked(house, LONG_AGO);
    at.now = new Date('2026-10-16T13:59:00Z');
    await remind();
    expect(kinds(await mail())).toEqual(['confirmation']);
    at.now = new Date('2026-10-16T14:00:00Z');
    await remind();
    expect(kinds(await mail())).toEqual(['confirmation', 'reminder']);
  });

  test('not those who booked only now, who cancelled, or who come another day; those who said so are thanked', async () => {
    const { house, book, mail } = await open();
    const lately = await book({ time: '19:00' });
    await booked(house, '2026-10-16T08:05:00Z');
    const gone = await book();
    await at.app.inject({ method: 'POST', url: `/api/bookings/${gone.token}/cancel`, payload: {} });
    await book({ day: '2026-10-18' });
    const sure = await book({ time: '21:00', locale: 'en' });
    await at.app.inject({ method: 'POST', url: `/api/bookings/${sure.token}/confirm-coming` });
    await row(
      at.orm.em.fork(),
      sql`UPDATE reservations SET created_at = ${LONG_AGO}
           WHERE organization_id = ${house.organizationId} AND reference <> ${lately.reference}`,
    );
    at.now = new Date('2026-10-16T09:00:00Z');
    await remind();
    const reminders = (await mail()).filter((message) => message.kind === 'reminder');
    expect(reminders).toHaveLength(1);
    expect(reminders[0]!.text).toContain(sure.reference);
    expect(reminders[0]!.text).toContain('told us that you are coming');
    expect(reminders[0]!.text).not.toContain('#coming');
  });

  test('by SMS when they left no address, in their language, with the way to their reservation', async () => {
    const { house, book, mail } = await open();
    const guest = { firstName: 'Zoé', lastName: 'Martin' };
    const french = await book({ guest: { ...guest, phone: '+33639981001' } });
    const english = await book({ guest: { ...guest, phone: '+33639981002' }, time: '21:00', locale: 'en' });
    await at.app.inject({ method: 'POST', url: `/api/bookings/${english.token}/confirm-coming` });
    await booked(house, LONG_AGO);
    at.now = new Date('2026-10-16T08:00:00Z');
    for (let again = 0; again < 2; again += 1) {
      await remind();
      const messages = await mail();
      expect(messages).toMatchObject([
        {
          channel: 'sms',
          kind: 'reminder',
          to: '+33639981001',
          subject: null,
          html: null,
          status: 'outbox',
          text: `Chez Essai : à demain, samedi 17 octobre 2026, 20 h. Confirmer, modifier ou annuler : ${french.manageUrl}`,
        },
        {
          channel: 'sms',
          to: '+33639981002',
          text: `Chez Essai: see you tomorrow, Saturday 17 October 2026, 21:00. Change or cancel: ${english.manageUrl}`,
        },
      ]);
    }
  });

  test('of a table after midnight on the day before its evening', async () => {
    const { house, book, mail } = await open({ shifts: [{ name: 'Nuit', first: 1320, last: 1530 }] });
    await book({ time: '00:30' });
    await booked(house, LONG_AGO);
    at.now = new Date('2026-10-16T08:00:00Z');
    await remind();
    const [, reminder] = await mail();
    expect(seen(reminder!.subject)).toContain('nuit du samedi_17 au dimanche_18 octobre 2026, 0_h_30');
  });
});
