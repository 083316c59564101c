import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { HousePlan } from '../testing/house.ts';
import type { HistoryEntry, ReservationRow, StaffSlot } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const DAY = '2026-10-17';

async function open(plan?: HousePlan) {
  const house = await at.house(plan);
  const headers = { cookie: await at.signIn(house.staff.host.email) };
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    at.app.inject({ method, url, headers, ...(payload && { payload }) });
  return {
    house,
    send,
    async write(change: object = {}): Promise<ReservationRow> {
      const body = { restaurant: house.slug, day: DAY, time: '20:00', party: 2, guest: { firstName: 'Ève' } };
      const answer = await send('POST', '/api/reservations', { ...body, ...change });
      expect(answer.statusCode).toBe(201);
      return answer.json();
    },
    async slot(time: string, query: string): Promise<StaffSlot | undefined> {
      const url = `/api/reservations/availability?restaurant=${house.slug}&day=${DAY}&party=2&${query}`;
      const { slots } = (await send('GET', url)).json<{ slots: StaffSlot[] }>();
      return slots.find((one) => one.time === time);
    },
  };
}
const length = ({ startsAt, endsAt }: ReservationRow) => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

describe('how long a party stays, said by hand', () => {
  test('is kept when its hour changes later', async () => {
    const { write, send } = await open();
    const made = await write({ minutes: 180 });
    expect(length(made)).toBe(180);
    const moved = await send('PATCH', `/api/reservations/${made.id}`, { time: '21:00' });
    expect(length(moved.json())).toBe(180);
  });

  test('decides whether the table is free', async () => {
    const { write, slot } = await open({ tables: [[1, 2]] });
    await write({ time: '21:30' });
    expect(await slot('20:00', '')).toMatchObject({ status: 'open' });
    expect(await slot('20:00', 'minutes=120')).toMatchObject({ status: 'full', reason: 'no_table' });
    expect(await slot('20:00', 'minutes=45')).toMatchObject({ status: 'open' });
  });
});

describe('an hour that is none of the slots', () => {
  test('is told when it is asked for, with the table or with who is in the way', async () => {
    const { write, slot } = await open({ tables: [[1, 2]] });
    expect(await slot('20:10', '')).toBeUndefined();
    expect(await slot('20:10', 'time=20:10')).toMatchObject({ status: 'open', shift: 'Soir', tables: ['1'] });
    const made = await write({ time: '20:10' });
    expect(made).toMatchObject({ time: '20:10', shift: 'Soir', tables: ['1'] });
    expect(await slot('20:40', 'time=20:40')).toMatchObject({
      status: 'full',
      reason: 'no_table',
      inTheWay: [{ table: '1', reservation: { id: made.id, time: '20:10' } }],
    });
    expect(await slot('20:40', `time=20:40&except=${made.id}`)).toMatchObject({ status: 'open' });
  });
});

describe('another area', () => {
  test('is asked for when the reservation changes, and refused when nothing is free there', async () => {
    const { house, write, send, slot } = await open({ tables: [[1, 2]] });
    const terrace = await row<{ id: string }>(
      at.orm.em.fork(),
      sql`INSERT INTO areas (organization_id, restaurant_id, name)
          VALUES (${house.organizationId}, ${house.restaurantId}, 'Terrasse') RETURNING id`,
    );
    await row(
      at.orm.em.fork(),
      sql`INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
          VALUES (${house.organizationId}, ${house.restaurantId}, ${terrace!.id}, 'T1', 1, 2)`,
    );
    const made = await write({ area: 'Salle' });
    expect(await slot('20:00', 'area=Terrasse')).toMatchObject({ status: 'open', tables: ['T1'] });
    const moved = await send('PATCH', `/api/reservations/${made.id}`, { area: 'Terrasse' });
    expect(moved.json()).toMatchObject({ area: 'Terrasse', tables: ['T1'] });
    await write({ area: 'Salle' });
    const back = await send('PATCH', `/api/reservations/${made.id}`, { area: 'Salle' });
    expect([back.statusCode, back.json().code]).toEqual([409, 'slot_taken']);
    const unknown = await send('PATCH', `/api/reservations/${made.id}`, { area: 'Lune' });
    expect([unknown.statusCode, unknown.json().field]).toEqual([400, 'area']);
  });
});

describe('a word to the guest', () => {
  test('when the staff cancel is in their mail and in the history, each with its own cancellation', async () => {
    const { house, write, send } = await open();
    const { id } = await write({ guest: { firstName: 'Ève', email: 'eve@exemple.example' } });
    const cancel = (message: string) =>
      send('POST', `/api/reservations/${id}/status`, { status: 'cancelled', message });
    const first = (await cancel('Le four est en panne.')).json<ReservationRow>();
    await send('POST', `/api/reservations/${id}/undo`, { change: first.lastChange!.id });
    await cancel('  Une fuite d’eau\nnous ferme. ');
    const { history } = (await send('GET', `/api/reservations/${id}/history`)).json<{
      history: HistoryEntry[];
    }>();
    expect(history.map(({ message }) => message).filter(Boolean)).toEqual([
      'Le four est en panne.',
      'Une fuite d’eau\nnous ferme.',
    ]);
    await at.work();
    // Half a minute is the staff's to think again: the job waits for it.
    await row(at.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
    await at.work();
    const mails = await rows<{ text: string }>(
      at.orm.em.fork(),
      sql`SELECT body_text AS text FROM messages WHERE restaurant_id = ${house.restaurantId} AND kind = 'cancelled'`,
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain('Une fuite d’eau');
  });
});
