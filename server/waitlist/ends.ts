import { row, rows, sql } from '../db/sql.ts';
import type { Booking } from '../reservations/contract.ts';
import { BOT_TOKEN, bookRequest, type TestApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import type { GuestWait, JoinRequest, WaitRow } from './contract.ts';

let guests = 0;

/** Somebody of their own who waits for dinner for two on 17 October 2026, between 19:30 and 20:30. */
export function joinRequest(change: Partial<JoinRequest> = {}): JoinRequest {
  guests += 1;
  return {
    day: '2026-10-17',
    from: '19:30',
    to: '20:30',
    party: 2,
    guest: {
      firstName: 'Ada',
      lastName: `Attend ${guests}`,
      phone: `+336${String(48_980_000 + guests)}`,
      email: `ada.${guests}@exemple.example`,
    },
    locale: 'fr',
    ...change,
  };
}

/** A house as guests who wait, the staff and the clock meet it. One table for two, and one slot a evening, unless the plan says else. */
export async function openHouse(at: TestApp, plan: HousePlan = {}) {
  const house = await at.house({
    tables: [[1, 2]],
    shifts: [{ name: 'Soir', first: 1200, last: 1200 }],
    ...plan,
  });
  const cookie = await at.signIn(house.staff.host.email);
  const em = () => at.orm.em.fork();
  const post = (url: string, payload: object = {}, headers: Record<string, string> = {}) =>
    at.app.inject({ method: 'POST', url, payload, headers });
  return {
    house,
    cookie,
    em,
    book: async (change: object = {}) =>
      (await post(`/api/restaurants/${house.slug}/reservations`, bookRequest(change))).json<
        Booking & { code?: string }
      >(),
    cancel: (booking: Booking) => post(`/api/bookings/${booking.token}/cancel`),
    hold: () => post(`/api/restaurants/${house.slug}/holds`, { day: '2026-10-17', time: '20:00', party: 2 }),
    join: (change: Partial<JoinRequest> = {}, key?: string) =>
      post(
        `/api/restaurants/${house.slug}/waitlist`,
        joinRequest(change),
        key ? { 'idempotency-key': key } : {},
      ),
    joinAs: (request: JoinRequest, key?: string, asBot = false) =>
      post(`/api/restaurants/${house.slug}/waitlist`, request, {
        ...(key && { 'idempotency-key': key }),
        ...(asBot && { authorization: `Bearer ${BOT_TOKEN}` }),
      }),
    wait: async (token: string) => (await at.app.inject({ url: `/api/waits/${token}` })).json<GuestWait>(),
    answer: (token: string, how: 'accept' | 'decline' | 'leave') => post(`/api/waits/${token}/${how}`),
    staff: (method: 'GET' | 'POST', url: string, payload?: object, who = cookie) =>
      at.app.inject({ method, url, headers: { cookie: who }, ...(payload && { payload }) }),
    day: async (query = '&day=2026-10-17') =>
      (
        await at.app.inject({ url: `/api/waitlist?restaurant=${house.slug}${query}`, headers: { cookie } })
      ).json<{
        counts: Record<string, number>;
        list: WaitRow[];
        queue: WaitRow[];
        quotes: { id: string; position: number; minutes: number | null; tables: string[] }[];
        event: number;
      }>(),
    /** As if the minutes of every offer of this house were over, and its job due. */
    letLapse: async () => {
      await row(
        em(),
        sql`UPDATE waits SET offered_until = clock_timestamp() - interval '1 second'
             WHERE restaurant_id = ${house.restaurantId} AND status = 'offered'`,
      );
      await row(
        em(),
        sql`UPDATE graphile_worker._private_jobs j SET run_at = now()
              FROM graphile_worker._private_tasks t
             WHERE t.id = j.task_id AND t.identifier = 'lapse_offer'`,
      );
    },
    sharedTables: () => sharedTables(at, house),
    messages: (kind: string) =>
      rows<{
        kind: string;
        channel: string;
        recipient: string;
        text: string;
        subject: string | null;
        locale: string;
      }>(
        em(),
        sql`SELECT kind, channel, recipient, body_text AS text, subject, locale FROM messages
             WHERE restaurant_id = ${house.restaurantId} AND kind = ${kind} ORDER BY id`,
      ),
  };
}

/** Pairs of claims on one table at one time; there is never one. */
function sharedTables(at: TestApp, house: House) {
  return rows(
    at.orm.em.fork(),
    sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
         WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
  );
}
