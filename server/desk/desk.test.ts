import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import type { LiveEvent } from '../live/contract.ts';
import type { Booking, BookRequest, HistoryEntry, ReservationRow } from '../reservations/contract.ts';
import type { ServiceSettings } from '../settings/contract.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import type { DayNote, Unsettled } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

const DAY = '2026-10-17';

async function open(plan?: Parameters<TestApp['house']>[0]) {
  const house = await at.house(plan);
  const cookie = {
    host: await at.signIn(house.staff.host.email),
    manager: await at.signIn(house.staff.manager.email),
  };
  const send = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    payload?: object,
    as: keyof typeof cookie = 'host',
  ) => at.app.inject({ method, url, headers: { cookie: cookie[as] }, ...(payload && { payload }) });
  return {
    house,
    send,
    async book(change: Partial<BookRequest> = {}): Promise<Booking> {
      const url = `/api/restaurants/${house.slug}/reservations`;
      const answer = await at.app.inject({ method: 'POST', url, payload: bookRequest(change) });
      expect(answer.statusCode).toBe(201);
      return answer.json();
    },
    async byHand(change: object, as: keyof typeof cookie = 'host'): Promise<ReservationRow> {
      const body = { restaurant: house.slug, day: DAY, time: '20:00', party: 2, guest: { firstName: 'Ève' } };
      const answer = await send('POST', '/api/reservations', { ...body, ...change }, as);
      expect(answer.statusCode).toBe(201);
      return answer.json();
    },
    async desk() {
      const answer = await send('GET', `/api/desk?restaurant=${house.slug}`);
      expect(answer.statusCode).toBe(200);
      const { requests, unsettled } = answer.json<{ requests: ReservationRow[]; unsettled: Unsettled[] }>();
      return {
        requests: requests.map(({ reference }) => reference),
        unsettled: unsettled.map(({ reservation, why }) => [reservation.reference, why]),
        ids: unsettled.map(({ reservation }) => reservation.id),
      };
    },
    async settings(make: (settings: ServiceSettings) => void) {
      const url = `/api/settings/service?restaurant=${house.slug}`;
      const { settings } = (await send('GET', url, undefined, 'manager')).json<{
        settings: ServiceSettings;
      }>();
      make(settings);
      expect((await send('PUT', url, settings, 'manager')).statusCode).toBe(200);
    },
    note: (method: 'GET' | 'PUT', payload?: object, as: keyof typeof cookie = 'host') =>
      send(method, `/api/day-notes?restaurant=${house.slug}&day=${DAY}`, payload, as),
  };
}

describe('what waits for an answer', () => {
  test('requests of all coming days wait, soonest first, until they are answered', async () => {
    const { house, book, desk, send } = await open();
    await row(
      at.orm.em.fork(),
      sql`UPDATE restaurants SET request_from = 4 WHERE id = ${house.restaurantId}`,
    );
    const later = await book({ day: '2026-11-03', party: 4 });
    const sooner = await book({ party: 5 });
    await book();
    expect(await desk()).toMatchObject({ requests: [sooner.reference, later.reference], unsettled: [] });
    const { reservations } = (
      await send('GET', `/api/reservations?restaurant=${house.slug}&day=${DAY}`)
    ).json<{ reservations: ReservationRow[] }>();
    const { id } = reservations.find(({ reference }) => reference === sooner.reference)!;
    await send('POST', `/api/reservations/${id}/decline`, { reason: 'La salle est privatisée.' });
    expect((await desk()).requests).toEqual([later.reference]);
  });
});

describe('what is to be settled', () => {
  test('a reservation whose table is taken out of the room is listed until it is moved', async () => {
    const { house, book, desk, settings, send } = await open();
    const { reference } = await book({ party: 6 });
    expect((await desk()).unsettled).toEqual([]);
    await settings((all) => {
      all.areas[0]!.tables = all.areas[0]!.tables.filter(({ name }) => name !== '4');
      all.areas[0]!.tables.push({ name: '5', minSeats: 4, maxSeats: 6, offered: 'online' });
    });
    const listed = await desk();
    expect(listed.unsettled).toEqual([[reference, 'table_retired']]);
    const room = await send('GET', `/api/restaurants/${house.slug}/tables`);
    const five = room.json<{ tables: { id: string; name: string }[] }>().tables.find((t) => t.name === '5')!;
    await send('PATCH', `/api/reservations/${listed.ids[0]}`, { tables: [five.id] });
    expect((await desk()).unsettled).toEqual([]);
  });

  test('a day that is closed lists those who come that day; cancelling one takes it off', async () => {
    const { book, desk, settings, send } = await open();
    const one = await book({ time: '19:00' });
    const other = await book({ time: '21:00' });
    await settings((all) => {
      all.specialDays.push({ from: DAY, to: DAY, closed: true, shifts: [] });
    });
    const listed = await desk();
    expect(listed.unsettled).toEqual([
      [one.reference, 'closed'],
      [other.reference, 'closed'],
    ]);
    await send('POST', `/api/reservations/${listed.ids[0]}/status`, { status: 'cancelled' });
    expect((await desk()).unsettled).toEqual([[other.reference, 'closed']]);
  });

  test('who was written without a table, knowingly, is listed until a table is found', async () => {
    const { byHand, desk, house, send } = await open({ tables: [[1, 2]] });
    const first = await byHand({ guest: { firstName: 'Ana' } });
    const { id, reference } = await byHand({ overbook: true }, 'manager');
    expect((await desk()).unsettled).toEqual([[reference, 'no_table']]);
    await send('POST', `/api/reservations/${first.id}/status`, { status: 'cancelled' });
    await send('PATCH', `/api/reservations/${id}`, { tables: [house.tables[0]!.id] });
    expect((await desk()).unsettled).toEqual([]);
  });

  test('a table that breaks lists those who were to sit at it, as long as it is out of use', async () => {
    const { book, desk, house, send } = await open();
    const { reference } = await book({ party: 6 });
    const pause = await send('POST', `/api/pauses?restaurant=${house.slug}`, {
      from: DAY,
      to: DAY,
      table: '4',
    });
    expect(pause.statusCode).toBe(201);
    expect((await desk()).unsettled).toEqual([[reference, 'table_paused']]);
    const ended = await at.app.inject({
      method: 'DELETE',
      url: `/api/pauses/${pause.json<{ id: string }>().id}`,
      headers: { cookie: await at.signIn(house.staff.host.email) },
    });
    expect(ended.statusCode).toBeLessThan(300);
    expect((await desk()).unsettled).toEqual([]);
  });

  test('an hour off the slots that the staff wrote is meant so; what the settings undo afterwards is not', async () => {
    const { byHand, book, desk, settings } = await open();
    const { reference } = await byHand({ time: '20:10' });
    const online = await book({ time: '22:00' });
    expect((await desk()).unsettled).toEqual([]);
    await settings((all) => {
      for (const shift of all.shifts) if (shift.name === 'Soir') shift.last = '21:30';
    });
    expect((await desk()).unsettled).toEqual([
      [reference, 'no_slot'],
      [online.reference, 'no_slot'],
    ]);
  });

  test('one that is left as it is, knowingly, is listed no more, until something of it changes', async () => {
    const { house, book, desk, settings, send } = await open();
    const { reference } = await book({ party: 4 });
    await settings((all) => {
      for (const table of all.areas[0]!.tables) if (table.name === '3') table.maxSeats = 3;
    });
    const { unsettled, ids } = await desk();
    expect(unsettled).toEqual([[reference, 'table_too_small']]);
    const left = await send('POST', `/api/reservations/${ids[0]}/leave-as-is`, { why: 'table_too_small' });
    expect(left.json<ReservationRow>().reference).toBe(reference);
    expect((await desk()).unsettled).toEqual([]);
    const { history } = (await send('GET', `/api/reservations/${ids[0]}/history`)).json<{
      history: HistoryEntry[];
    }>();
    expect(history.at(-1)).toMatchObject({
      staff: 'Host',
      changes: [{ what: 'leftAsIs', to: 'table_too_small' }],
    });
    await settings((all) => {
      for (const table of all.areas[0]!.tables) if (table.name === '3') table.maxSeats = 2;
    });
    expect((await desk()).unsettled).toEqual([[reference, 'table_too_small']]);
    const other = await at.house();
    const stranger = await at.app.inject({
      method: 'POST',
      url: `/api/reservations/${ids[0]}/leave-as-is`,
      headers: { cookie: await at.signIn(other.staff.owner.email) },
      payload: { why: 'table_too_small' },
    });
    expect(stranger.statusCode).toBe(404);
    expect(house.slug).not.toBe(other.slug);
  });

  test('what is over, or has come, is on nobody’s desk', async () => {
    const { book, desk, settings } = await open();
    await book();
    await settings((all) => {
      all.specialDays.push({ from: DAY, to: DAY, closed: true, shifts: [] });
    });
    at.now = new Date('2026-10-18T10:00:00Z');
    expect((await desk()).unsettled).toEqual([]);
  });
});

describe('the notes of a day', () => {
  test('a note is written, says by whom, and reaches the panels', async () => {
    const { house, note } = await open();
    expect((await note('GET')).json().note).toEqual({
      restaurant: house.slug,
      day: DAY,
      text: '',
      version: 0,
      by: null,
      at: null,
    });
    const written = (
      await note('PUT', { text: '  Plus de turbot.\nTable 4 bancale. ', version: 0 })
    ).json<DayNote>();
    expect(written).toMatchObject({ text: 'Plus de turbot.\nTable 4 bancale.', version: 1, by: 'Host' });
    // By the one clock that says which day it is.
    expect(written.at).toBe(NOON.toISOString());
    expect((await note('GET')).json().note).toEqual(written);
    const told = await row<{ event: LiveEvent }>(
      at.orm.em.fork(),
      sql`SELECT event FROM live_events WHERE restaurant_id = ${house.restaurantId} ORDER BY number DESC LIMIT 1`,
    );
    expect(told!.event).toEqual({ kind: 'note', note: written });
  });

  test('of two who write over the same version, the second is refused with what the first wrote', async () => {
    const { note } = await open();
    const [one, other] = await Promise.all([
      note('PUT', { text: 'Plus de turbot.', version: 0 }),
      note('PUT', { text: 'Le chef est absent.', version: 0 }, 'manager'),
    ]);
    expect([one.statusCode, other.statusCode].sort()).toEqual([200, 409]);
    const [won, lost] = one.statusCode === 200 ? [one, other] : [other, one];
    expect(lost.json()).toMatchObject({ code: 'stale_note', note: won.json<DayNote>() });
    const both = await note('PUT', { text: 'Plus de turbot.\nLe chef est absent.', version: 1 });
    expect(both.json()).toMatchObject({ version: 2 });
  });

  test('the same text once more changes nothing, whatever version it was read from', async () => {
    const { note } = await open();
    await note('PUT', { text: 'Plus de turbot.', version: 0 });
    const again = await note('PUT', { text: 'Plus de turbot. ', version: 0 });
    expect(again.json()).toMatchObject({ version: 1 });
  });

  test('a day that does not exist, and a restaurant of others, have no notes', async () => {
    const { house, send } = await open();
    expect((await send('GET', `/api/day-notes?restaurant=${house.slug}&day=2026-11-31`)).statusCode).toBe(
      400,
    );
    const other = await at.house();
    const url = `/api/day-notes?restaurant=${other.slug}&day=${DAY}`;
    expect((await send('GET', url)).statusCode).toBe(404);
    expect((await send('PUT', url, { text: 'x', version: 0 })).statusCode).toBe(404);
  });
});
