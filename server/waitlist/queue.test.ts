import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import type { ReservationRow } from '../reservations/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import type { WaitRow } from './contract.ts';
import { openHouse } from './ends.ts';

/** Saturday 17 October 2026, 20:00 in Paris. */
const EVENING = new Date('2026-10-17T18:00:00Z');
const later = (minutes: number) => new Date(EVENING.getTime() + minutes * 60_000);

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
  at.now = EVENING;
});
afterEach(() => {
  at.now = EVENING;
});
afterAll(() => at.close());

async function evening(plan: HousePlan = {}) {
  const here = await openHouse(at, {
    tables: [
      [1, 2],
      [2, 4],
    ],
    shifts: [{ name: 'Soir', first: 1140, last: 1320, step: 30 }],
    ...plan,
  });
  const { house, staff } = here;
  return {
    ...here,
    walkIn: async (party: number, minutes = 0) => {
      at.now = later(minutes);
      const wall = 1200 + minutes;
      const time = `${String(Math.floor(wall / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
      const made = await staff('POST', '/api/reservations', {
        restaurant: house.slug,
        day: '2026-10-17',
        time,
        party,
        guest: {},
        source: 'walk_in',
        status: 'seated',
      });
      at.now = EVENING;
      expect(made.statusCode).toBe(201);
      return made.json<ReservationRow>();
    },
    queue: async (party: number, guest: object = {}, more: object = {}) => {
      const joined = await staff('POST', '/api/waitlist/queue', {
        restaurant: house.slug,
        party,
        guest,
        ...more,
      });
      expect([joined.statusCode, joined.json().code]).toEqual([201, undefined]);
      return joined.json<WaitRow>();
    },
    act: (id: string, how: string, payload: object = {}) =>
      staff('POST', `/api/waitlist/${id}/${how}`, payload),
  };
}

describe('the queue at the door', () => {
  test('quotes what the room says, keeps its order, and moves up as parties are seated', async () => {
    const { walkIn, queue, day, act, staff, house, messages } = await evening();
    // The small table is free in 70 minutes, the large one in 55.
    await walkIn(2, -20);
    await walkIn(3, -50);
    const first = await queue(2, { firstName: 'Noa', phone: '06 49 10 00 01' });
    expect(first).toMatchObject({
      kind: 'queue',
      status: 'waiting',
      quotedMinutes: 55,
      from: null,
      source: 'walk_in',
    });
    const second = await queue(2);
    expect(second).toMatchObject({ name: '', quotedMinutes: 70, guest: null });
    const third = await queue(4, { firstName: 'Lou' }, { notify: false });
    // The large table is Noa's from 20:55 to 22:25, and after 22:00 nobody sits down.
    expect(third.quotedMinutes).toBeNull();
    const quote = await staff('GET', `/api/waitlist/quote?restaurant=${house.slug}&party=9`);
    expect(quote.json()).toEqual({ position: 4, minutes: null, tables: [] });

    const told = await day('');
    expect(told.counts).toMatchObject({ queue: 3, queueCovers: 8 });
    expect(told.queue.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
    expect(told.quotes.map(({ position, minutes, tables }) => [position, minutes, tables])).toEqual([
      [1, 55, ['2']],
      [2, 70, ['1']],
      [3, null, []],
    ]);
    expect((await act(second.id, 'gave-up')).json()).toMatchObject({ status: 'gave_up' });
    expect((await act(second.id, 'gave-up')).json()).toMatchObject({ status: 'gave_up' });
    at.now = later(30);
    expect((await day('')).quotes.map(({ position, minutes }) => [position, minutes])).toEqual([
      [1, 25],
      [2, null],
    ]);
    await at.work();
    const [text] = await messages('waitlist_joined');
    expect(text).toMatchObject({ channel: 'sms', recipient: '+33649100001' });
  });

  test('seats a party as a walk-in at the best table, once, and takes it back', async () => {
    const { queue, act, day, house, em } = await evening();
    const party = await queue(2, { firstName: 'Noa', phone: '06 49 10 00 02' }, { remark: 'Poussette' });
    expect(party.quotedMinutes).toBe(0);
    const answers = await Promise.all([act(party.id, 'seat'), act(party.id, 'seat')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const { wait, reservation } = answers[0]!.json<{ wait: WaitRow; reservation: ReservationRow }>();
    expect(answers[1]!.json().reservation.id).toBe(reservation.id);
    expect(wait).toMatchObject({ status: 'seated', reservation: { id: reservation.id } });
    expect(reservation).toMatchObject({
      status: 'seated',
      source: 'walk_in',
      tables: ['1'],
      party: 2,
      time: '20:00',
      bookedAs: 'Noa',
      remark: 'Poussette',
    });
    expect((await day('')).counts.queue).toBe(0);
    expect((await act(party.id, 'gave-up')).json().code).toBe('cannot_change');

    const { lastChange } = (await day('')).queue[0]!;
    const undone = await act(party.id, 'undo', { change: lastChange!.id });
    expect(undone.json()).toMatchObject({ status: 'waiting', reservation: null });
    const book = await rows<{ status: string }>(
      em(),
      sql`SELECT status FROM reservations WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect(book).toEqual([{ status: 'cancelled' }]);
    const second = house.tables[1]!.id;
    const again = await act(party.id, 'seat', { tables: [second] });
    expect(again.json().reservation).toMatchObject({ status: 'seated', tables: ['2'] });
  });

  test('says which table is taken when a party is to sit at one that is', async () => {
    const { walkIn, queue, act, house, day } = await evening({ tables: [[1, 2]] });
    await walkIn(2);
    const party = await queue(2);
    expect((await act(party.id, 'seat')).json().code).toBe('slot_taken');
    expect((await act(party.id, 'seat', { tables: [house.tables[0]!.id] })).json().code).toBe('table_taken');
    expect((await day('')).queue).toMatchObject([{ status: 'waiting' }]);
  });

  test('tells a party that its table is ready, once, and takes it back', async () => {
    const { queue, act, messages } = await evening();
    const party = await queue(2, { firstName: 'Noa', email: 'noa@exemple.example' }, { locale: 'en' });
    const notified = (await act(party.id, 'notify')).json<WaitRow>();
    expect(notified).toMatchObject({ status: 'notified' });
    expect(notified.notifiedAt).not.toBeNull();
    await act(party.id, 'notify');
    await at.work();
    const letters = await messages('table_ready');
    expect(letters).toMatchObject([{ channel: 'email', recipient: 'noa@exemple.example' }]);
    expect(letters[0]!.subject).toMatch(/^Chez Essai: your table is ready/);
    expect(letters[0]!.text).toContain('/w/');
    const undone = (await act(party.id, 'undo', { change: notified.lastChange!.id })).json<WaitRow>();
    expect(undone).toMatchObject({ status: 'waiting', notifiedAt: null });
  });

  test('shows the party its place and its wait, lets it go, and forgets it when the night is over', async () => {
    const { walkIn, queue, act, wait, answer, messages, em } = await evening({ tables: [[1, 2]] });
    await walkIn(2, -60);
    await queue(2);
    const party = await queue(2, { firstName: 'Noa', email: 'noa@exemple.example' });
    await at.work();
    const token = /\/w\/([\w-]+)/.exec((await messages('waitlist_joined'))[0]!.text)![1]!;
    expect(await wait(token)).toMatchObject({
      kind: 'queue',
      status: 'waiting',
      position: 2,
      minutes: 120,
      offer: null,
    });
    expect((await answer(token, 'accept')).json().code).toBe('not_offered');
    expect((await answer(token, 'leave')).json()).toMatchObject({ status: 'left', position: null });
    expect((await act(party.id, 'notify')).json().code).toBe('cannot_change');
    expect((await act(party.id, 'withdraw')).json().code).toBe('cannot_change');
    at.now = new Date('2026-10-18T03:00:00Z');
    await row(em(), sql`SELECT graphile_worker.add_job('waitlist_timetable')`);
    await at.work();
    const left = await rows<{ status: string }>(
      em(),
      sql`SELECT status FROM waits WHERE restaurant_id = (SELECT restaurant_id FROM waits WHERE id = ${party.id}) ORDER BY joined_at`,
    );
    expect(left.map(({ status }) => status)).toEqual(['expired', 'left']);
  });

  test('takes those who stay beyond their time for ten minutes more, and who is expected into account', async () => {
    const { walkIn, queue, book } = await evening({
      tables: [
        [1, 2],
        [3, 4],
      ],
    });
    await walkIn(2, -125);
    // They should have left five minutes ago.
    expect((await queue(2)).quotedMinutes).toBe(10);
    expect((await book({ time: '21:00', party: 4 })).status).toBe('confirmed');
    // The large table is free now, but not for two hours; after 22:00 nobody sits down.
    expect((await queue(3)).quotedMinutes).toBeNull();
  });
});
