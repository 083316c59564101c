import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import type { Message } from '../messaging/contract.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { Booking, BookRequest } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const seen = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');

/** A house that writes to its guests as it is told to. */
async function open(rules: object) {
  at.now = NOON;
  const house = await at.house();
  const headers = { cookie: await at.signIn(house.staff.manager.email) };
  const url = `/api/settings/service?restaurant=${house.slug}`;
  const { settings } = (await at.app.inject({ url, headers })).json();
  const payload = { ...settings, rules: { ...settings.rules, ...rules } };
  expect((await at.app.inject({ method: 'PUT', url, headers, payload })).statusCode).toBe(200);
  return {
    async book(change: Partial<BookRequest> = {}) {
      const answer = await at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest(change),
      });
      const { reference } = answer.json<Booking>();
      const made = await row<{ id: string }>(
        at.orm.em.fork(),
        sql`UPDATE reservations SET created_at = '2026-10-01T10:00:00Z' WHERE reference = ${reference} RETURNING id`,
      );
      return made!.id;
    },
    async say(id: string, status: string) {
      const answer = await at.app.inject({
        method: 'POST',
        url: `/api/reservations/${id}/status`,
        headers,
        payload: { status },
      });
      expect(answer.statusCode).toBe(200);
      return answer.json();
    },
    undo: (id: string, change: string) =>
      at.app.inject({ method: 'POST', url: `/api/reservations/${id}/undo`, headers, payload: { change } }),
    /** What went out of a kind when a task was due at an instant, twice over. */
    async sent(task: 'send_reminders' | 'send_thanks', kind: string, instant: string) {
      at.now = new Date(instant);
      for (let again = 0; again < 2; again += 1) {
        await row(at.orm.em.fork(), sql`SELECT graphile_worker.add_job(${task}, '{}')`);
        await at.work();
      }
      const answer = await at.app.inject({ url: `/api/messages?restaurant=${house.slug}`, headers });
      return answer.json<{ messages: Message[] }>().messages.filter((message) => message.kind === kind);
    },
  };
}

describe('guests are reminded', () => {
  test('as many hours before as the restaurant has set, in words that say when', async () => {
    const { book, sent } = await open({ reminderHours: 6 });
    await book({ time: '20:00' });
    await book({ time: '12:00', locale: 'en' });
    const due = (instant: string) => sent('send_reminders', 'reminder', instant);
    expect(await due('2026-10-16T10:00:00Z')).toEqual([]);
    // Six hours before lunch nobody is up: it is told at ten, by the clock in Paris.
    expect(await due('2026-10-17T07:59:00Z')).toEqual([]);
    const [lunch, ...more] = await due('2026-10-17T08:00:00Z');
    expect(more).toEqual([]);
    expect(lunch!.subject).toContain('see you today');
    expect(lunch!.text).toContain('We are expecting you at Chez Essai today.');
    expect(await due('2026-10-17T11:59:00Z')).toHaveLength(1);
    const [dinner] = await due('2026-10-17T12:00:00Z');
    expect(seen(dinner!.subject)).toContain('Chez Essai : à tout à l’heure');
  });

  test('two days before, if that is wanted; not at all, if it is not', async () => {
    const { book, sent } = await open({ reminderHours: 48 });
    await book();
    const [told] = await sent('send_reminders', 'reminder', '2026-10-15T18:00:00Z');
    expect(seen(told!.subject)).toContain('à bientôt, samedi 17 octobre');
    const silent = await open({ reminder: false });
    await silent.book();
    expect(await silent.sent('send_reminders', 'reminder', '2026-10-16T10:00:00Z')).toEqual([]);
  });
});

describe('guests are thanked', () => {
  const left = '2026-10-17T20:30:00Z';

  test('once, in their language, the hours after they left that are set, and never at night', async () => {
    const { book, say, sent } = await open({ thanks: true, thanksHours: 6 });
    const french = await book();
    const english = await book({ locale: 'en' });
    at.now = new Date(left);
    for (const id of [french, english]) await say(id, 'finished');
    const due = (instant: string) => sent('send_thanks', 'thanks', instant);
    expect(await due('2026-10-18T02:31:00Z')).toEqual([]);
    const told = await due('2026-10-18T08:00:00Z');
    expect(told.map(({ subject }) => seen(subject)).sort()).toEqual([
      'Chez Essai : merci de votre visite, samedi 17 octobre 2026, 20 h',
      'Chez Essai: thank you for your visit, Saturday 17 October 2026, 20:00',
    ]);
    // A word of thanks, with nothing to buy or to book in it.
    for (const { text } of told) expect(text).not.toMatch(/\/r\/|réserve[rz] |book (again|another)/i);
    expect(await due('2026-10-19T10:00:00Z')).toHaveLength(2);
  });

  test('not those who did not come, who cancelled, who sit there still, or left no address; nor where it is off', async () => {
    const { book, say, undo, sent } = await open({ thanks: true, thanksHours: 1 });
    const guest = { firstName: 'Zoé', lastName: 'Martin', phone: '+33639981777' };
    const [missed, cancelled, sits, unaddressed, back] = [
      await book({ time: '19:00' }),
      await book({ time: '19:30' }),
      await book({ time: '20:00' }),
      await book({ time: '21:00', guest }),
      await book({ time: '22:00' }),
    ];
    at.now = new Date(left);
    await say(missed!, 'no_show');
    await say(cancelled!, 'cancelled');
    await say(sits!, 'seated');
    await say(unaddressed!, 'finished');
    const over = await say(back!, 'finished');
    await undo(back!, over.lastChange.id);
    expect(await sent('send_thanks', 'thanks', '2026-10-18T10:00:00Z')).toEqual([]);

    const silent = await open({});
    const id = await silent.book();
    at.now = new Date(left);
    await silent.say(id, 'finished');
    expect(await silent.sent('send_thanks', 'thanks', '2026-10-18T18:00:00Z')).toEqual([]);
  });
});
