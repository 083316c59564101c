import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { limitsAt, withinPace } from './pace.ts';
import { loadService, type Pace, type SlotArrivals } from './service.ts';
import { minutesOf, shiftsOn } from './shifts.ts';

const limit = fc.option(fc.integer({ min: 0, max: 30 }));
const limits = fc.record({ covers: limit, parties: limit, onlineCovers: limit, onlineParties: limit });

describe('how many may arrive at a slot', () => {
  test('is what the shift says, but for what an exception says of its own', () => {
    const pace: Pace = { covers: 20, onlineCovers: 12, exceptions: [{ minute: 1200, covers: 8 }] };
    expect(limitsAt({ pace }, 1185)).toMatchObject({ covers: 20, onlineCovers: 12 });
    expect(limitsAt({ pace }, 1200)).toMatchObject({ covers: 8, onlineCovers: 12 });
    expect(limitsAt({}, 1200)).toEqual({});
  });

  test('law: whoever is let in one by one, no limit is passed, and whoever is refused would pass one', () => {
    const wishes = fc.array(fc.record({ party: fc.integer({ min: 1, max: 9 }), online: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(limits, wishes, (pace, parties) => {
        const at: SlotArrivals = {
          day: '2026-10-17',
          minute: 1200,
          ...{ covers: 0, parties: 0, onlineCovers: 0, onlineParties: 0, beyondCovers: 0, beyondParties: 0 },
        };
        const over = (count: number, most: number | null) => most !== null && count > most;
        for (const { party, online } of parties) {
          const then = {
            covers: at.covers + party,
            parties: at.parties + 1,
            onlineCovers: at.onlineCovers + (online ? party : 0),
            onlineParties: at.onlineParties + (online ? 1 : 0),
          };
          const passes =
            over(then.covers, pace.covers) ||
            over(then.parties, pace.parties) ||
            (online &&
              (over(then.onlineCovers, pace.onlineCovers) || over(then.onlineParties, pace.onlineParties)));
          expect(withinPace(pace, at, party, online ? 'guest' : 'staff')).toBe(!passes);
          if (!passes) Object.assign(at, then);
        }
      }),
    );
  });
});

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

async function paced(pace: Pace, tables = 60): Promise<House> {
  const house = await at.house({ tables: Array.from({ length: tables }, (): [number, number] => [1, 4]) });
  await row(
    at.orm.em.fork(),
    sql`UPDATE shifts SET pace = ${JSON.stringify(pace)}::jsonb WHERE restaurant_id = ${house.restaurantId} AND name = 'Soir'`,
  );
  return house;
}
const book = (house: House, change: Parameters<typeof bookRequest>[0] = {}) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(change),
  });
const slotAt = async (house: House, time: string, party = 2) =>
  (await at.app.inject({ url: `/api/restaurants/${house.slug}/availability?day=2026-10-17&party=${party}` }))
    .json()
    .slots.find((slot: { time: string }) => slot.time === time);
const counters = (house: House) =>
  rows(
    at.orm.em.fork(),
    sql`SELECT service_date::text AS day, minute, covers, parties, online_covers AS "onlineCovers",
               online_parties AS "onlineParties" FROM slot_pace
         WHERE restaurant_id = ${house.restaurantId} AND parties > 0 ORDER BY 1, 2`,
  );
/** The same, from the reservations themselves. */
const counted = (house: House) =>
  rows(
    at.orm.em.fork(),
    sql`SELECT service_date::text AS day, minute, sum(party)::int AS covers, count(*)::int AS parties,
               coalesce(sum(party) FILTER (WHERE is_online(r)), 0)::int AS "onlineCovers",
               (count(*) FILTER (WHERE is_online(r)))::int AS "onlineParties"
          FROM reservations r WHERE restaurant_id = ${house.restaurantId} AND is_paced(r) GROUP BY 1, 2 ORDER BY 1, 2`,
  );

describe('a slot over its pace', () => {
  test('is refused with its reason and alternatives, an exception tighter than the rest', async () => {
    const house = await paced({ covers: 6, exceptions: [{ minute: 1230, parties: 1 }] });
    for (const party of [4, 2]) expect((await book(house, { party })).statusCode).toBe(201);
    expect(await slotAt(house, '20:00')).toEqual({
      time: '20:00',
      shift: 'Soir',
      status: 'full',
      reason: 'pace',
    });
    const refused = await book(house, { party: 1 });
    expect(refused.json()).toMatchObject({ code: 'slot_taken', reason: 'pace' });
    expect(refused.json().alternatives.map(({ time }: { time: string }) => time)).toEqual([
      '19:00',
      '19:30',
      '20:30',
    ]);
    expect((await book(house, { time: '20:30' })).statusCode).toBe(201);
    expect((await slotAt(house, '20:30')).reason).toBe('pace');
  });

  test('is refused by the database, whatever was read before: five hundred at one moment, not a cover too many', async () => {
    const house = await paced({ covers: 90, onlineCovers: 61, onlineParties: 40 });
    const parties = Array.from({ length: 500 }, (_, index) => 1 + (index % 4));
    const answers = await Promise.all(parties.map((party) => book(house, { party })));
    const kinds = new Set(answers.map((answer) => `${answer.statusCode} ${answer.json().code ?? ''}`));
    expect([...kinds].sort()).toEqual(['201 ', '409 slot_taken']);
    const taken = parties.filter((_, index) => answers[index]!.statusCode === 201);
    const covers = taken.reduce((sum, party) => sum + party, 0);
    expect(taken.length).toBeLessThanOrEqual(40);
    expect(covers).toBeLessThanOrEqual(61);
    // Nobody was sent away for whom there was room until the end.
    expect(taken.length === 40 || covers > 61 - 4).toBe(true);
    expect(await counters(house)).toEqual(await counted(house));
    expect(await counted(house)).toMatchObject([{ covers, parties: taken.length }]);
    const claims = await row<{ n: number }>(
      at.orm.em.fork(),
      sql`SELECT count(*)::int AS n FROM claims WHERE restaurant_id = ${house.restaurantId} AND live`,
    );
    expect(claims!.n).toBe(taken.length);
  }, 120_000);

  test('opens again with each that is cancelled, and not by more', async () => {
    const house = await paced({ parties: 3 });
    const tokens: string[] = [];
    for (let index = 0; index < 3; index += 1) tokens.push((await book(house)).json().token);
    const cancel = (token: string) =>
      at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    const both = await Promise.all([...tokens.map(cancel), ...Array.from({ length: 30 }, () => book(house))]);
    const made = both.slice(3).filter((answer) => answer.statusCode === 201).length;
    expect(made).toBeLessThanOrEqual(3);
    const rest = await Promise.all(Array.from({ length: 20 }, () => book(house)));
    expect(made + rest.filter((answer) => answer.statusCode === 201).length).toBe(3);
    expect(await counters(house)).toEqual(await counted(house));
  });

  test('takes back nobody whom the staff would undo into it', async () => {
    const house = await paced({ parties: 1 });
    const headers = { cookie: await at.signIn(house.staff.host.email) };
    await book(house);
    const id = (await row<{ id: string }>(
      at.orm.em.fork(),
      sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId}`,
    ))!.id;
    const say = (status: string) =>
      at.app.inject({ method: 'POST', url: `/api/reservations/${id}/status`, headers, payload: { status } });
    expect((await say('cancelled')).statusCode).toBe(200);
    expect((await book(house)).statusCode).toBe(201);
    const back = await say('confirmed');
    expect([back.statusCode, back.json().code]).toEqual([409, 'over_pace']);
    expect(await counters(house)).toEqual(await counted(house));
  });

  test('is passed by the staff knowingly: how far and by whom is written down, and it shrinks with those who leave', async () => {
    const house = await paced({ covers: 4 });
    for (const party of [2, 2]) await book(house, { party });
    const [first] = await rows<{ id: string }>(
      at.orm.em.fork(),
      sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId}`,
    );
    const host = house.staff.host.id;
    await row(
      at.orm.em.fork(),
      sql`UPDATE reservations SET party = 4, overbooked_by = ${host} WHERE id = ${first!.id}`,
    );
    const kept = () =>
      row(
        at.orm.em.fork(),
        sql`SELECT covers, beyond_covers AS beyond FROM slot_pace WHERE restaurant_id = ${house.restaurantId}`,
      );
    expect(await kept()).toEqual({ covers: 6, beyond: 2 });
    expect(
      await rows(
        at.orm.em.fork(),
        sql`SELECT staff_id AS who, beyond_covers AS beyond FROM pace_raises WHERE restaurant_id = ${house.restaurantId}`,
      ),
    ).toEqual([{ who: host, beyond: 2 }]);
    expect((await slotAt(house, '20:00', 1)).reason).toBe('pace');
    await row(at.orm.em.fork(), sql`UPDATE reservations SET status = 'no_show' WHERE id = ${first!.id}`);
    expect(await kept()).toEqual({ covers: 2, beyond: 0 });
    expect((await book(house, { party: 2 })).statusCode).toBe(201);
    expect((await book(house, { party: 1 })).json().reason).toBe('pace');
  });

  test('law: the database knows the limits of a slot as those do who look at it', async () => {
    const house = await at.house({ shifts: [] });
    const { organizationId, restaurantId, slug } = house;
    const em = at.orm.em.fork();
    const special = await row<{ id: string }>(
      em,
      sql`INSERT INTO special_days (organization_id, restaurant_id, from_day, to_day, closed)
          VALUES (${organizationId}, ${restaurantId}, '2026-10-24', '2026-10-25', false) RETURNING id`,
    );
    const shifts: [specialDay: string | null, weekdays: number[], from: string | null, covers: number][] = [
      [null, [6], null, 10],
      [null, [7], '2026-10-18', 20],
      [special!.id, [], null, 30],
    ];
    for (const [specialDay, weekdays, from, covers] of shifts) {
      const pace = JSON.stringify({
        covers,
        onlineCovers: 5,
        exceptions: [{ minute: 1200, covers: 1, parties: 1 }],
      });
      await row(
        em,
        sql`INSERT INTO shifts (organization_id, restaurant_id, special_day_id, name, weekdays, valid_from, first_minute,
                                last_minute, step_minutes, staff_first_minute, pace)
            VALUES (${organizationId}, ${restaurantId}, ${specialDay}, 'Soir', ${weekdays}::smallint[], ${from}, 1140, 1260,
                    30, 1110, ${pace}::jsonb)`,
      );
    }
    const { service } = await loadService(em, slug);
    const seen = new Set<string>();
    for (const day of [
      '2026-10-16',
      '2026-10-17',
      '2026-10-11',
      '2026-10-18',
      '2026-10-24',
      '2026-10-25',
      '2026-10-31',
    ]) {
      for (const minute of [1080, 1110, 1140, 1200, 1260, 1290]) {
        const kept = await row<{ limits: object }>(
          em,
          sql`SELECT pace_cap(${organizationId}, ${restaurantId}, ${day}::date, ${minute}, 'Soir') AS limits`,
        );
        const shift = shiftsOn(service, day).find((one) => minutesOf(one, 'staff').includes(minute));
        const { minute: _, ...shown } = { minute, ...(shift && limitsAt(shift, minute)) };
        expect([day, minute, kept!.limits]).toEqual([day, minute, shown]);
        seen.add(JSON.stringify(shown));
      }
    }
    expect(seen.size).toBe(5);
  });

  test('law: whatever happens to reservations, the counters are what one would count', async () => {
    const house = await paced({ covers: 30 }, 40);
    const em = at.orm.em.fork();
    const act = fc.record({
      what: fc.constantFrom('book', 'cancel', 'move', 'grow', 'finish'),
      time: fc.constantFrom('19:00', '19:30', '20:00'),
      party: fc.integer({ min: 1, max: 4 }),
      which: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 12 }), async (acts) => {
        for (const { what, time, party, which } of acts) {
          if (what === 'book') await book(house, { time, party });
          const all = await rows<{ id: string }>(
            em,
            sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId} ORDER BY id`,
          );
          const id = all[which % Math.max(all.length, 1)]?.id;
          if (!id || what === 'book') continue;
          const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
          const change = {
            cancel: sql`status = 'cancelled', cancelled_by = 'staff'`,
            move: sql`minute = ${minute}`,
            grow: sql`party = ${party}`,
            finish: sql`status = 'finished', cancelled_by = NULL`,
          }[what];
          await row(em, sql`UPDATE reservations SET ${change} WHERE id = ${id}`).catch((fault) => {
            expect(fault.constraint).toBe('no_slot_over_its_pace');
          });
        }
        expect(await counters(house)).toEqual(await counted(house));
      }),
      { numRuns: 12 },
    );
  });
});
