import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Availability } from '../availability/contract.ts';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { Booking, ReservationRow } from './contract.ts';

/**
 * The nights on which the clock is turned, from the first look at the times to the calendar file: a service that
 * begins on Saturday evening runs across midnight into the hour that there is not, or that there is twice.
 */

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A night of one clock: 90 minutes for two, from 23:00 to 03:30, every half hour. */
type Night = {
  timeZone: string;
  country: string;
  /** Saturday, the day of service. */
  day: string;
  /** Times of the wall after midnight that can be booked, in their order, with the instant of each. */
  times: [time: string, instant: string][];
  /**
   * The party that sits across the change: when it comes and goes, the hour of the wall by which its table is free,
   * and one at which it is not yet.
   */
  across: { time: string; from: string; to: string; leaves: string; early: string };
  /** Times that this party's table cannot be had at, and the first at which it can. */
  shut: string[];
  free: string | null;
  /** 10:00 of that Saturday's eve, when guests are reminded. */
  reminded: string;
};

const nights: [string, Night][] = [
  [
    'Paris in spring: 02:00 becomes 03:00',
    {
      timeZone: 'Europe/Paris',
      country: 'FR',
      day: '2027-03-27',
      times: [
        ['00:00', '2027-03-27T23:00:00.000Z'],
        ['00:30', '2027-03-27T23:30:00.000Z'],
        ['01:00', '2027-03-28T00:00:00.000Z'],
        ['01:30', '2027-03-28T00:30:00.000Z'],
        ['03:00', '2027-03-28T01:00:00.000Z'],
        ['03:30', '2027-03-28T01:30:00.000Z'],
      ],
      across: {
        time: '01:30',
        from: '2027-03-28T00:30:00.000Z',
        to: '2027-03-28T02:00:00.000Z',
        leaves: '04:00',
        early: '03:30',
      },
      shut: ['00:30', '01:00', '03:00', '03:30'],
      free: null,
      reminded: '2027-03-26T09:00:00Z',
    },
  ],
  [
    'Paris in autumn: 03:00 becomes 02:00',
    {
      timeZone: 'Europe/Paris',
      country: 'FR',
      day: '2027-10-30',
      times: [
        ['00:00', '2027-10-30T22:00:00.000Z'],
        ['00:30', '2027-10-30T22:30:00.000Z'],
        ['01:00', '2027-10-30T23:00:00.000Z'],
        ['01:30', '2027-10-30T23:30:00.000Z'],
        ['02:00', '2027-10-31T00:00:00.000Z'],
        ['02:30', '2027-10-31T00:30:00.000Z'],
        ['03:00', '2027-10-31T02:00:00.000Z'],
        ['03:30', '2027-10-31T02:30:00.000Z'],
      ],
      across: {
        time: '02:00',
        from: '2027-10-31T00:00:00.000Z',
        to: '2027-10-31T01:30:00.000Z',
        leaves: '03:00',
        early: '02:30',
      },
      shut: ['01:00', '01:30', '02:30'],
      free: '03:00',
      reminded: '2027-10-29T08:00:00Z',
    },
  ],
  [
    'Montréal in spring: 02:00 becomes 03:00',
    {
      timeZone: 'America/Toronto',
      country: 'CA',
      day: '2027-03-13',
      times: [
        ['00:00', '2027-03-14T05:00:00.000Z'],
        ['00:30', '2027-03-14T05:30:00.000Z'],
        ['01:00', '2027-03-14T06:00:00.000Z'],
        ['01:30', '2027-03-14T06:30:00.000Z'],
        ['03:00', '2027-03-14T07:00:00.000Z'],
        ['03:30', '2027-03-14T07:30:00.000Z'],
      ],
      across: {
        time: '01:30',
        from: '2027-03-14T06:30:00.000Z',
        to: '2027-03-14T08:00:00.000Z',
        leaves: '04:00',
        early: '03:30',
      },
      shut: ['00:30', '01:00', '03:00', '03:30'],
      free: null,
      reminded: '2027-03-12T15:00:00Z',
    },
  ],
  [
    'Montréal in autumn: 02:00 becomes 01:00',
    {
      timeZone: 'America/Toronto',
      country: 'CA',
      day: '2027-11-06',
      times: [
        ['00:00', '2027-11-07T04:00:00.000Z'],
        ['00:30', '2027-11-07T04:30:00.000Z'],
        ['01:00', '2027-11-07T05:00:00.000Z'],
        ['01:30', '2027-11-07T05:30:00.000Z'],
        ['02:00', '2027-11-07T07:00:00.000Z'],
        ['02:30', '2027-11-07T07:30:00.000Z'],
        ['03:00', '2027-11-07T08:00:00.000Z'],
        ['03:30', '2027-11-07T08:30:00.000Z'],
      ],
      across: {
        time: '01:00',
        from: '2027-11-07T05:00:00.000Z',
        to: '2027-11-07T06:30:00.000Z',
        leaves: '02:00',
        early: '01:30',
      },
      shut: ['00:30', '01:30'],
      free: '02:00',
      reminded: '2027-11-05T14:00:00Z',
    },
  ],
];

const afterMidnight = (time: string) => time < '04:00';
/** Days before a day. */
const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

describe.each(nights)('%s', (_name, night) => {
  const { timeZone, country, day, times, across } = night;

  /** A house with one table that serves until half past three; it is the Monday before. */
  async function open() {
    at.now = new Date(`${daysBefore(day, 5)}T12:00:00Z`);
    const house = await at.house({
      timeZone,
      country,
      tables: [[1, 4]],
      shifts: [{ name: 'Nuit', first: 1380, last: 1650 }],
    });
    const cookie = await at.signIn(house.staff.manager.email);
    const book = (time: string) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest({ day, time }),
      });
    const staff = (url: string, payload?: object) =>
      at.app.inject({
        method: payload ? 'POST' : 'GET',
        url,
        headers: { cookie },
        ...(payload && { payload }),
      });
    const slots = async () => {
      const url = `/api/restaurants/${house.slug}/availability?day=${day}&party=2`;
      return (await at.app.inject({ url })).json<Availability>().slots;
    };
    return { house, book, staff, slots };
  }

  test('the times that are offered are those that the wall shows, each once, in their order', async () => {
    const { house, slots, book } = await open();
    const night = (await slots()).map(({ time }) => time).filter(afterMidnight);
    expect(night).toEqual(times.map(([time]) => time));
    for (const skipped of ['02:00', '02:30'].filter((time) => !times.some(([known]) => known === time)))
      expect((await book(skipped)).json()).toMatchObject({ code: 'slot_not_open' });
    const url = `/api/restaurants/${house.slug}/calendar?month=${day.slice(0, 7)}&party=2`;
    const { days } = (await at.app.inject({ url })).json<{ days: { day: string; status: string }[] }>();
    expect(days.find((one) => one.day === day)!.status).toBe('open');
  });

  test('each can be booked at its instant', async () => {
    for (const [time, instant] of times) {
      const { book } = await open();
      expect((await book(time)).json<Booking>()).toMatchObject({ day, time, startsAt: instant });
    }
  });

  test('a party across the change keeps its table for as long as any other, and no longer', async () => {
    const { house, book, slots } = await open();
    const answer = await book(across.time);
    expect(answer.json<Booking>()).toMatchObject({ startsAt: across.from, endsAt: across.to });
    const claim = await row<{ minutes: number; from: string }>(
      at.orm.em.fork(),
      sql`SELECT (extract(epoch FROM upper(during) - lower(during)) / 60)::int AS minutes, iso(lower(during)) AS from
            FROM claims WHERE organization_id = ${house.organizationId}`,
    );
    expect(claim).toEqual({ minutes: 90, from: across.from });
    const now = await slots();
    const full = now.filter(({ status }) => status === 'full').map(({ time }) => time);
    for (const time of night.shut) expect(full).toContain(time);
    expect(full).toContain(across.time);
    if (night.free) {
      expect(now.find(({ time }) => time === night.free)!.status).toBe('open');
      expect((await book(night.free)).statusCode).toBe(201);
    }
    expect(
      await rows(
        at.orm.em.fork(),
        sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
             WHERE a.organization_id = ${house.organizationId}`,
      ),
    ).toEqual([]);
  });

  test('a table that is paused at the end of the night is given to whoever has left by then, and to nobody else', async () => {
    const { house, staff, slots } = await open();
    const openWith = async (fromTime: string) => {
      const pause = { from: day, table: '1', fromTime, toTime: '05:00' };
      const { id } = (await staff(`/api/pauses?restaurant=${house.slug}`, pause)).json<{ id: string }>();
      const there = await slots();
      await rows(at.orm.em.fork(), sql`DELETE FROM pauses WHERE id = ${id}`);
      return there.filter(({ status }) => status === 'open').map(({ time }) => time);
    };
    expect(await openWith(across.leaves)).toContain(across.time);
    expect(await openWith(across.early)).not.toContain(across.time);
    expect(await openWith(across.early)).toContain('23:00');
  });

  test("the evening's book and the calendar file show it as it is", async () => {
    const { house, book, staff } = await open();
    const booking = (await book(across.time)).json<Booking>();
    const list = await staff(`/api/reservations?restaurant=${house.slug}&day=${day}`);
    const { reservations, shifts } = list.json<{
      reservations: ReservationRow[];
      shifts: { slots: { time: string; covers: number }[] }[];
    }>();
    expect(reservations).toMatchObject([
      { day, time: across.time, startsAt: across.from, endsAt: across.to, party: 2 },
    ]);
    const night = shifts[0]!.slots.filter(({ time }) => afterMidnight(time));
    expect(night.map(({ time }) => time)).toEqual(times.map(([time]) => time));
    expect(night.find(({ time }) => time === across.time)!.covers).toBe(2);
    const file = (await at.app.inject({ url: `/api/bookings/${booking.token}/calendar.ics` })).body;
    const stamp = (instant: string) => instant.replace(/[-:]|\.000/g, '');
    expect(file).toContain(`DTSTART:${stamp(across.from)}`);
    expect(file).toContain(`DTEND:${stamp(across.to)}`);
    // The longest night or the shortest: while it goes on, it is today.
    at.now = new Date(Date.parse(across.to) - 60_000);
    const going = await staff(`/api/reservations?restaurant=${house.slug}`);
    expect(going.json()).toMatchObject({ day, today: day, at: at.now.toISOString() });
  });

  test('the reminder goes out at ten of the restaurant, the day before', async () => {
    const { house, book } = await open();
    await book(across.time);
    await rows(
      at.orm.em.fork(),
      sql`UPDATE reservations SET created_at = ${`${daysBefore(day, 20)}T12:00:00Z`}::timestamptz
           WHERE organization_id = ${house.organizationId}`,
    );
    const remind = async (instant: number) => {
      at.now = new Date(instant);
      await row(at.orm.em.fork(), sql`SELECT graphile_worker.add_job('send_reminders', '{}')`);
      await at.work();
      const sent = await rows<{ kind: string }>(
        at.orm.em.fork(),
        sql`SELECT kind FROM messages WHERE organization_id = ${house.organizationId} AND kind = 'reminder'`,
      );
      return sent.length;
    };
    expect(await remind(Date.parse(night.reminded) - 60_000)).toBe(0);
    expect(await remind(Date.parse(night.reminded))).toBe(1);
  });
});

describe.each([
  ['Paris', 'Europe/Paris', '2027-03-28', '2027-03-28T09:00:00.000Z', '2027-03-27T09:00:00Z'],
  ['Paris', 'Europe/Paris', '2027-10-31', '2027-10-31T10:00:00.000Z', '2027-10-30T08:00:00Z'],
  ['Montréal', 'America/Toronto', '2027-03-14', '2027-03-14T15:00:00.000Z', '2027-03-13T15:00:00Z'],
  ['Montréal', 'America/Toronto', '2027-11-07', '2027-11-07T16:00:00.000Z', '2027-11-06T14:00:00Z'],
])('the Sunday after, in %s', (_city, timeZone, day, instant, tenTheDayBefore) => {
  test(`brunch at eleven on ${day} is at eleven, and its guest reminded at ten the day before`, async () => {
    at.now = new Date(`${daysBefore(day, 6)}T12:00:00Z`);
    const house = await at.house({ timeZone, shifts: [{ name: 'Brunch', first: 660, last: 780 }] });
    const answer = await at.app.inject({
      method: 'POST',
      url: `/api/restaurants/${house.slug}/reservations`,
      payload: bookRequest({ day, time: '11:00' }),
    });
    expect(answer.json<Booking>()).toMatchObject({ day, time: '11:00', startsAt: instant });
    await rows(
      at.orm.em.fork(),
      sql`UPDATE reservations SET created_at = ${`${daysBefore(day, 20)}T12:00:00Z`}::timestamptz
           WHERE organization_id = ${house.organizationId}`,
    );
    const counts: number[] = [];
    for (const when of [Date.parse(tenTheDayBefore) - 60_000, Date.parse(tenTheDayBefore)]) {
      at.now = new Date(when);
      await row(at.orm.em.fork(), sql`SELECT graphile_worker.add_job('send_reminders', '{}')`);
      await at.work();
      const sent = await rows(
        at.orm.em.fork(),
        sql`SELECT 1 FROM messages WHERE organization_id = ${house.organizationId} AND kind = 'reminder'`,
      );
      counts.push(sent.length);
    }
    expect(counts).toEqual([0, 1]);
  });
});
