import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { Booking, BookRequest, ReservationRow } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A house with one table for two, and somebody of its staff signed in. */
async function open(tables: [number, number][] = [[1, 2]]) {
  at.now = NOON;
  const house = await at.house({ tables });
  const cookie = await at.signIn(house.staff.host.email);
  const send = (method: 'GET' | 'POST', url: string, payload?: object) =>
    at.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
  return {
    house,
    book: async (change: Partial<BookRequest> = {}) => {
      const answer = await at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest(change),
      });
      return { status: answer.statusCode, booking: answer.json<Booking>() };
    },
    day: async (day = '2026-10-17') =>
      (await send('GET', `/api/reservations?restaurant=${house.slug}&day=${day}`)).json<{
        shifts: {
          name: string;
          covers: number;
          parties: number;
          slots: { time: string; covers: number }[];
        }[];
        reservations: ReservationRow[];
      }>(),
    set: (id: string, status: string) => send('POST', `/api/reservations/${id}/status`, { status }),
    undo: (id: string, change: string) => send('POST', `/api/reservations/${id}/undo`, { change }),
    record: async (id: string) => (await send('GET', `/api/guests/${id}?restaurant=${house.slug}`)).json(),
  };
}

const onlyRow = async (day: () => Promise<{ reservations: ReservationRow[] }>) =>
  (await day()).reservations[0]!;

function during(now: string): void {
  at.now = new Date(now);
}

describe('the staff say what became of a reservation', () => {
  test('each status is one step, each step can be taken back, and the guest is counted anew at once', async () => {
    const { house, book, day, set, undo, record } = await open();
    await book();
    during('2026-10-17T18:30:00Z');
    const { id, guest } = await onlyRow(day);
    for (const status of ['arrived', 'seated', 'finished', 'no_show', 'cancelled', 'confirmed']) {
      const before = (await onlyRow(day)).status;
      const changed = (await set(id, status)).json<ReservationRow>();
      expect(changed.status).toBe(status);
      expect(changed.lastChange).toMatchObject({ from: before, to: status, undoable: true });
      const here = (await record(guest.id)).here;
      expect(here).toMatchObject({
        reservations: 1,
        visits: ['arrived', 'seated', 'finished'].includes(status) ? 1 : 0,
        noShows: status === 'no_show' ? 1 : 0,
        cancellations: status === 'cancelled' ? 1 : 0,
        lastVisit: status === 'cancelled' ? null : '2026-10-17',
      });
      const undone = (await undo(id, changed.lastChange!.id)).json<ReservationRow>();
      expect([undone.status, undone.tables]).toEqual([before, ['1']]);
      await set(id, status);
    }
    expect((await record(guest.id)).everywhere).toMatchObject({ visits: 0, noShows: 0, cancellations: 0 });
    expect(house.slug).toBeTruthy();
  });

  test('saying or taking back the same twice changes nothing more', async () => {
    const { book, day, set, undo } = await open();
    await book();
    const { id } = await onlyRow(day);
    const [first, second] = await Promise.all([set(id, 'arrived'), set(id, 'arrived')]);
    expect([first.json().status, second.json().status]).toEqual(['arrived', 'arrived']);
    const { lastChange } = await onlyRow(day);
    expect(lastChange).toMatchObject({ from: 'confirmed', to: 'arrived' });
    const undone = await Promise.all([undo(id, lastChange!.id), undo(id, lastChange!.id)]);
    expect(undone.map((answer) => [answer.statusCode, answer.json().status])).toEqual([
      [200, 'confirmed'],
      [200, 'confirmed'],
    ]);
  });

  test('a table let go can be booked by others, and an undo then says that it was taken', async () => {
    const { book, day, set, undo } = await open();
    await book();
    const { id } = await onlyRow(day);
    const { lastChange } = (await set(id, 'cancelled')).json<ReservationRow>();
    expect((await book()).status).toBe(201);
    const refused = await undo(id, lastChange!.id);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'table_taken']);
    const still = (await day()).reservations.find((reservation) => reservation.id === id)!;
    expect([still.status, still.cancelledBy]).toEqual(['cancelled', 'staff']);
  });

  test('an undo moves to another table that fits when its own was given away', async () => {
    const { book, day, set, undo } = await open([
      [1, 2],
      [2, 4],
    ]);
    await book();
    const { id } = await onlyRow(day);
    const { lastChange } = (await set(id, 'cancelled')).json<ReservationRow>();
    await book();
    expect((await undo(id, lastChange!.id)).json<ReservationRow>()).toMatchObject({
      status: 'confirmed',
      tables: ['2'],
    });
  });

  test('twenty people undo, cancel and book at one moment: the table is still promised once', async () => {
    const { book, day, set, undo } = await open();
    await book();
    const { id } = await onlyRow(day);
    const { lastChange } = (await set(id, 'cancelled')).json<ReservationRow>();
    await Promise.all([
      ...Array.from({ length: 10 }, () => undo(id, lastChange!.id)),
      ...Array.from({ length: 10 }, () => book()),
    ]);
    const seated = (await day()).reservations.filter((reservation) => reservation.status === 'confirmed');
    expect(seated).toHaveLength(1);
  });

  test('nobody fails to come before the hour', async () => {
    const { book, day, set } = await open();
    await book();
    const { id } = await onlyRow(day);
    expect((await set(id, 'no_show')).json().code).toBe('too_early');
    during('2026-10-17T18:01:00Z');
    expect((await set(id, 'no_show')).json().status).toBe('no_show');
  });

  test('a change that something else has followed is not taken back', async () => {
    const { book, day, set, undo } = await open();
    await book();
    const { id } = await onlyRow(day);
    const { lastChange } = (await set(id, 'arrived')).json<ReservationRow>();
    await set(id, 'seated');
    expect((await undo(id, lastChange!.id)).json().code).toBe('cannot_undo');
  });
});

describe("the day's book", () => {
  test('counts covers per shift and per slot, without those who do not come', async () => {
    const { book, day, set } = await open([
      [1, 2],
      [2, 4],
      [2, 4],
      [4, 6],
    ]);
    await book({ time: '12:30', party: 2 });
    await book({ time: '20:00', party: 4 });
    await book({ time: '20:00', party: 3 });
    await book({ time: '21:00', party: 6 });
    const gone = (await day()).reservations.find((reservation) => reservation.party === 3)!;
    await set(gone.id, 'cancelled');
    const { shifts, reservations } = await day();
    expect(shifts.map(({ name, covers, parties }) => [name, covers, parties])).toEqual([
      ['Midi', 2, 1],
      ['Soir', 10, 2],
    ]);
    expect(shifts[1]!.slots.filter((slot) => slot.covers > 0)).toEqual([
      { time: '20:00', covers: 4 },
      { time: '21:00', covers: 6 },
    ]);
    expect(reservations).toHaveLength(4);
  });

  test("a guest's history is 50 at a time with a way to the rest, the coming ones first", async () => {
    const { house, book } = await open([[1, 2]]);
    const { guest } = bookRequest();
    for (let day = 1; day <= 28; day += 1) {
      for (const time of ['12:00', '14:00', '19:00', '21:00']) {
        during(`2026-10-${String(day).padStart(2, '0')}T06:00:00Z`);
        const made = await book({ guest, time, day: `2026-10-${String(day).padStart(2, '0')}` });
        expect(made.status).toBe(201);
      }
    }
    during('2026-10-27T22:00:00Z');
    const cookie = await at.signIn(house.staff.host.email);
    const found = await at.app.inject({ url: '/api/guests?search=zoe', headers: { cookie } });
    const { id } = found.json().guests[0];
    const page = async (cursor?: string) =>
      (
        await at.app.inject({
          url: `/api/guests/${id}/reservations${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
          headers: { cookie },
        })
      ).json();
    const first = await page();
    const second = await page(first.cursor);
    const third = await page(second.cursor);
    expect(first.upcoming.map((reservation: ReservationRow) => reservation.time)).toEqual([
      '12:00',
      '14:00',
      '19:00',
      '21:00',
    ]);
    expect([first.past.length, second.past.length, third.past.length, third.cursor]).toEqual([
      50,
      50,
      8,
      null,
    ]);
    const seen = [...first.past, ...second.past, ...third.past].map((reservation) => reservation.id);
    expect(new Set(seen).size).toBe(108);
  });
});
