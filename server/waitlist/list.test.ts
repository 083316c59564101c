import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { NOON, type TestApp, testApp } from '../testing/app.ts';
import type { GuestWait, WaitHistoryEntry, WaitRow } from './contract.ts';
import { openHouse } from './ends.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

/** A full evening, and so many who wait for it, in the order in which they joined. */
async function fullEvening(waiting = 2) {
  const here = await openHouse(at);
  const booking = await here.book();
  const waits: GuestWait[] = [];
  for (let index = 0; index < waiting; index += 1) {
    const joined = await here.join();
    expect([joined.statusCode, joined.json().code]).toEqual([201, undefined]);
    waits.push(joined.json());
  }
  await at.work();
  return { ...here, booking, waits };
}

describe('a table that is freed', () => {
  test('is offered to the first who waits, and kept from everybody else until they take it', async () => {
    const { waits, wait, booking, cancel, answer, hold, book, messages, day, staff, sharedTables } =
      await fullEvening();
    const [first, second] = waits as [GuestWait, GuestWait];
    expect([first.status, first.position, first.offer]).toEqual(['waiting', null, null]);
    await cancel(booking);
    await at.work();

    const offered = await wait(first.token);
    expect(offered).toMatchObject({
      status: 'offered',
      offer: { day: '2026-10-17', time: '20:00', shift: 'Soir' },
    });
    const minutes = (Date.parse(offered.offer!.until) - Date.parse(offered.now)) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15);
    expect((await wait(second.token)).status).toBe('waiting');
    expect((await book()).code).toBe('slot_taken');
    expect((await hold()).json().code).toBe('slot_taken');
    expect((await answer(second.token, 'accept')).json().code).toBe('not_offered');

    const letters = await messages('waitlist_offer');
    expect(letters).toMatchObject([{ channel: 'email', locale: 'fr' }]);
    expect(letters[0]!.text).toContain(offered.waitUrl);
    expect(letters[0]!.subject).toContain('une table pour vous');

    const taken = (await answer(first.token, 'accept')).json<GuestWait>();
    expect(taken.status).toBe('taken');
    const made = (await at.app.inject({ url: `/api/bookings/${taken.booking!.token}` })).json();
    expect(made).toMatchObject({ status: 'confirmed', time: '20:00', party: 2, firstName: 'Ada' });
    // Said again, by an impatient thumb: the same.
    expect((await answer(first.token, 'accept')).json<GuestWait>().booking).toEqual(taken.booking);
    await at.work();
    expect(await messages('confirmation')).toHaveLength(2);
    expect(await sharedTables()).toEqual([]);
    const told = await day();
    expect(told.counts).toEqual({ waiting: 1, offered: 0, queue: 0, queueCovers: 0 });
    expect(told.list.map(({ status }) => status)).toEqual(['waiting', 'taken']);
    expect(told.list[1]!.reservation!.reference).toBe(made.reference);
    const { id } = told.list[1]!.reservation!;
    const trail = (await staff('GET', `/api/reservations/${id}/history`)).json();
    expect(trail.history.at(-1)).toMatchObject({
      kind: 'changed',
      by: 'guest',
      through: 'page',
      changes: [{ what: 'waited', from: null, to: '19:30–20:30' }],
    });
  });

  test('passes on when nobody answers in time, and a late yes says what is possible now', async () => {
    const { waits, wait, booking, cancel, answer, letLapse, messages, house } = await fullEvening();
    const [first, second] = waits as [GuestWait, GuestWait];
    await cancel(booking);
    await at.work();
    await letLapse();
    // Before the job has come: the minutes are over all the same.
    const late = await answer(first.token, 'accept');
    expect([late.statusCode, late.json().code]).toEqual([409, 'offer_over']);
    expect(late.json().alternatives[0]).toMatchObject({ day: '2026-10-18', time: '20:00' });
    await at.work();
    expect((await wait(first.token)).status).toBe('passed');
    expect((await wait(second.token)).status).toBe('offered');
    expect((await answer(first.token, 'accept')).json().code).toBe('offer_over');
    expect((await messages('waitlist_passed')).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('la table n’est plus gardée'),
    ]);
    expect(await messages('waitlist_offer')).toHaveLength(2);
    // And when the last has let it pass, it is everybody's again.
    await letLapse();
    await at.work();
    expect((await wait(second.token)).status).toBe('passed');
    const slots = await at.app.inject({
      url: `/api/restaurants/${house.slug}/availability?day=2026-10-17&party=2`,
    });
    expect(slots.json().slots).toMatchObject([{ time: '20:00', status: 'open' }]);
  });

  test('goes to the next at once when somebody declines, or leaves, or is taken off the list', async () => {
    const { waits, wait, booking, cancel, answer, staff, day } = await fullEvening(4);
    await cancel(booking);
    await at.work();
    const [a, b, c, d] = waits.map(({ token }) => token) as [string, string, string, string];
    expect((await answer(a, 'decline')).json().status).toBe('passed');
    expect((await answer(a, 'decline')).statusCode).toBe(200);
    expect((await wait(b)).status).toBe('offered');
    expect((await answer(b, 'leave')).json().status).toBe('left');
    expect((await wait(c)).status).toBe('offered');
    const row = (await day()).list.find(({ status }) => status === 'offered')!;
    const withdrawn = await staff('POST', `/api/waitlist/${row.id}/withdraw`, {});
    expect(withdrawn.json()).toMatchObject({ status: 'withdrawn', offer: null });
    expect((await wait(d)).status).toBe('offered');
    expect((await answer(c, 'accept')).json().code).toBe('offer_over');
    expect((await answer(c, 'leave')).json().code).toBe('cannot_change');
  });

  test('is offered whatever freed it: a declined request, a hold given up, a change, a pause that is lifted, new settings', async () => {
    const { house, em, book, join, wait, hold, answer, cookie } = await openHouse(at);
    const manager = await at.signIn(house.staff.manager.email);
    const waits = async () => {
      const { token } = (await join()).json<GuestWait>();
      await at.work();
      expect((await wait(token)).status).toBe('waiting');
      return async () => {
        await at.work();
        expect((await wait(token)).status).toBe('offered');
        await answer(token, 'decline');
      };
    };
    await row(em(), sql`UPDATE restaurants SET request_from = 2 WHERE id = ${house.restaurantId}`);
    const request = await book();
    expect(request.status).toBe('requested');
    let offered = await waits();
    const found = await rows<{ id: string }>(
      em(),
      sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId}`,
    );
    await at.app.inject({
      method: 'POST',
      url: `/api/reservations/${found[0]!.id}/decline`,
      headers: { cookie },
      payload: {},
    });
    await offered();

    const { token } = (await hold()).json();
    offered = await waits();
    await at.app.inject({ method: 'DELETE', url: `/api/holds/${token}` });
    await offered();

    const booked = await book();
    offered = await waits();
    await at.app.inject({
      method: 'PATCH',
      url: `/api/bookings/${booked.token}`,
      payload: { day: '2026-10-18' },
    });
    await offered();

    await book();
    offered = await waits();
    await row(
      em(),
      sql`INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
          SELECT organization_id, restaurant_id, id, 'neuve', 1, 2 FROM areas WHERE restaurant_id = ${house.restaurantId}`,
    );
    await offered();

    // A pause does not make a day full, so this one joined before it was paused.
    await book();
    const { token: last } = (await join()).json<GuestWait>();
    const pause = await at.app.inject({
      method: 'POST',
      url: `/api/pauses?restaurant=${house.slug}`,
      headers: { cookie: manager },
      payload: { from: '2026-10-17' },
    });
    await row(em(), sql`UPDATE claims SET live = false WHERE restaurant_id = ${house.restaurantId}`);
    await at.work();
    expect((await wait(last)).status).toBe('waiting');
    await at.app.inject({
      method: 'DELETE',
      url: `/api/pauses/${pause.json().id}`,
      headers: { cookie: manager },
    });
    await at.work();
    expect((await wait(last)).status).toBe('offered');
  });

  test('goes to whoever it fits: the range, the party, the area, and a higher priority first', async () => {
    const { house, em, book, join, wait, cancel } = await openHouse(at, {
      shifts: [{ name: 'Soir', first: 1140, last: 1320, step: 30 }],
    });
    const booking = await book();
    const early = (await join({ from: '18:00', to: '19:00' })).json();
    // 19:00 is not in the way of 20:00 alone: the party stays two hours.
    expect(early.code).toBeUndefined();
    const large = (await join({ party: 4 })).json();
    expect(large).toMatchObject({ code: 'slot_not_open', reason: 'no_table' });
    const plain = (await join({ from: '20:00', to: '20:00' })).json<GuestWait>();
    const loyal = (await join({ from: '20:00', to: '20:00' })).json<GuestWait>();
    await row(em(), sql`UPDATE waits SET priority = 1 WHERE last_name = ${loyal.lastName}`);
    await at.work();
    await cancel(booking);
    await at.work();
    // One table all evening: whoever came first by priority has it, and whose range does not meet it goes on waiting.
    expect((await wait(loyal.token)).offer).toMatchObject({ time: '20:00' });
    expect((await wait(plain.token)).status).toBe('waiting');
    expect((await wait(early.token)).status).toBe('waiting');
    expect(house.slug).toBe(loyal.restaurant.slug);
  });

  test('is offered to a large party when others can move to make room for it, and they are moved', async () => {
    const { book, join, wait, cancel, answer, sharedTables, em, house } = await openHouse(at, {
      tables: [
        [1, 2],
        [1, 4],
      ],
    });
    const small = await book();
    const moved = await book();
    const { token } = (await join({ party: 4 })).json<GuestWait>();
    await at.work();
    expect((await wait(token)).status).toBe('waiting');
    // What is freed is the small table; the party of two at the large one takes it.
    await cancel(small);
    await at.work();
    expect((await wait(token)).offer).toMatchObject({ time: '20:00' });
    const changes = await rows<{ what: unknown }>(
      em(),
      sql`SELECT what FROM reservation_changes c JOIN reservations r ON r.id = c.reservation_id
           WHERE r.restaurant_id = ${house.restaurantId} AND r.reference = ${moved.reference}`,
    );
    expect(changes).toMatchObject([
      { what: [{ what: 'tables', from: ['2'], to: ['1'] }, { what: 'madeRoomFor' }] },
    ]);
    expect((await answer(token, 'accept')).json().status).toBe('taken');
    expect(await sharedTables()).toEqual([]);
  });

  test('becomes a request for a party that books on request, unless the staff offered it themselves', async () => {
    const { house, em, book, cancel, join, wait, answer, staff, day } = await openHouse(at);
    const booking = await book();
    const first = (await join()).json<GuestWait>();
    const second = (await join()).json<GuestWait>();
    await row(em(), sql`UPDATE restaurants SET request_from = 2 WHERE id = ${house.restaurantId}`);
    await cancel(booking);
    await at.work();
    expect((await answer(first.token, 'accept')).json<GuestWait>().booking).toMatchObject({
      status: 'requested',
    });
    const { id } = (await day()).list.find(({ status }) => status === 'waiting')!;
    expect((await staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' })).json().code).toBe(
      'slot_taken',
    );
    await row(
      em(),
      sql`INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats, offered)
          SELECT organization_id, restaurant_id, id, 'staff', 1, 2, 'staff' FROM areas WHERE restaurant_id = ${house.restaurantId}`,
    );
    expect((await staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' })).json().status).toBe(
      'offered',
    );
    expect((await wait(second.token)).status).toBe('offered');
    expect((await answer(second.token, 'accept')).json<GuestWait>().booking).toMatchObject({
      status: 'confirmed',
    });
  });

  test('is handed on although the server was killed while it was kept, and never given twice', async () => {
    const { waits, wait, booking, cancel, letLapse, em, house } = await fullEvening();
    await cancel(booking);
    await at.work();
    await letLapse();
    // The job is lost with the server; the timetable finds what it left.
    await row(
      em(),
      sql`DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
           WHERE t.id = j.task_id AND t.identifier = 'lapse_offer'`,
    );
    const timetable = () =>
      row(em(), sql`SELECT graphile_worker.add_job('waitlist_timetable') FROM generate_series(1, 3)`);
    await timetable();
    await Promise.all([at.work(), at.work()]);
    expect((await wait(waits[0]!.token)).status).toBe('passed');
    expect((await wait(waits[1]!.token)).status).toBe('offered');
    const holds = await rows(em(), sql`SELECT 1 FROM holds WHERE restaurant_id = ${house.restaurantId}`);
    expect(holds).toHaveLength(1);
  });
});

describe('the staff', () => {
  test('put somebody on the list, offer them a time by hand, and take back what was a mistake', async () => {
    const { house, staff, day, wait, messages, em } = await openHouse(at, {
      tables: [
        [1, 2],
        [1, 2],
      ],
    });
    const before = (await day()).event;
    const added = await staff('POST', '/api/waitlist', {
      restaurant: house.slug,
      day: '2026-10-17',
      from: '19:00',
      to: '22:00',
      party: 2,
      guest: { firstName: 'Ines', phone: '06 49 00 00 20' },
      notify: false,
    });
    expect(added.statusCode).toBe(201);
    const { id } = added.json<WaitRow>();
    expect(added.json()).toMatchObject({
      source: 'staff',
      name: 'Ines',
      phone: '+33649000020',
      from: '19:00',
    });
    // Something is free, and who is on the list is asked at once.
    await at.work();
    expect((await day()).list).toMatchObject([{ id, status: 'offered' }]);
    const withdrawn = (await staff('POST', `/api/waitlist/${id}/withdraw`, {})).json<WaitRow>();
    expect(withdrawn.lastChange).toMatchObject({ from: 'offered', to: 'withdrawn', undoable: true });
    const undo = { change: withdrawn.lastChange!.id };
    expect((await staff('POST', `/api/waitlist/${id}/undo`, undo)).json()).toMatchObject({
      status: 'waiting',
    });
    expect((await staff('POST', `/api/waitlist/${id}/undo`, undo)).json()).toMatchObject({
      status: 'waiting',
    });
    const byHand = await staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' });
    expect(byHand.json()).toMatchObject({ status: 'offered', offers: 2, offer: { time: '20:00' } });
    expect((await staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' })).json().code).toBe(
      'cannot_change',
    );
    expect((await staff('POST', `/api/waitlist/${id}/undo`, undo)).json().code).toBeUndefined();
    const { history } = (await staff('GET', `/api/waitlist/${id}/history`)).json<{
      history: WaitHistoryEntry[];
    }>();
    expect(history.map(({ to, by, staff: who }) => [to, by, who])).toEqual([
      ['waiting', 'staff', 'Host'],
      ['offered', 'clock', null],
      ['withdrawn', 'staff', 'Host'],
      ['waiting', 'staff', 'Host'],
      ['offered', 'staff', 'Host'],
    ]);
    // They said that nobody is to be written to.
    await at.work();
    expect(await messages('waitlist_offer')).toEqual([]);
    const events = await rows<{ event: { kind: string; wait: WaitRow } }>(
      em(),
      sql`SELECT event FROM live_events WHERE restaurant_id = ${house.restaurantId} AND number > ${before} ORDER BY number`,
    );
    expect(events.map(({ event }) => [event.kind, event.wait.status])).toEqual([
      ['wait', 'waiting'],
      ['wait', 'offered'],
      ['wait', 'withdrawn'],
      ['wait', 'waiting'],
      ['wait', 'offered'],
    ]);
    expect((await wait('A'.repeat(43))) as object).toMatchObject({ code: 'not_found' });
  });

  test('offer by hand what others can make room for, as when they book; nobody nailed to their table moves', async () => {
    const { house, staff, book, em, day, sharedTables } = await openHouse(at, {
      tables: [
        [1, 2],
        [1, 4],
      ],
      shifts: [
        { name: 'Soir', first: 1200, last: 1200 },
        { name: 'Tard', first: 1320, last: 1320 },
      ],
    });
    const { reference } = await book();
    const sits = (await row<{ id: string }>(
      em(),
      sql`SELECT id FROM reservations WHERE restaurant_id = ${house.restaurantId} AND reference = ${reference}`,
    ))!;
    const change = async (payload: object) => {
      const headers = { cookie: await at.signIn(house.staff.host.email) };
      const url = `/api/reservations/${sits.id}`;
      const answer = await at.app.inject({ method: 'PATCH', url, headers, payload });
      expect(answer.statusCode).toBe(200);
      return answer.json<{ tables: string[] }>().tables;
    };
    const added = await staff('POST', '/api/waitlist', {
      restaurant: house.slug,
      day: '2026-10-17',
      from: '20:00',
      to: '20:00',
      party: 4,
      guest: { firstName: 'Ines', phone: '06 49 00 00 21' },
    });
    const { id } = added.json<WaitRow>();
    const offer = () => staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' });

    expect(await change({ tables: [house.tables[1]!.id] })).toEqual(['2']);
    expect((await offer()).json()).toMatchObject({
      code: 'slot_taken',
      reason: 'no_table',
      alternatives: [{ day: '2026-10-17', time: '22:00', shift: 'Tard' }],
    });
    expect(await change({ tables: [house.tables[0]!.id] })).toEqual(['1']);
    expect(await change({ tables: [house.tables[1]!.id], pinned: false })).toEqual(['2']);
    expect((await offer()).json()).toMatchObject({ status: 'offered', offer: { time: '20:00' } });
    const { history } = (await staff('GET', `/api/reservations/${sits.id}/history`)).json();
    expect(history.at(-1).changes).toEqual([
      { what: 'tables', from: ['2'], to: ['1'] },
      { what: 'madeRoomFor', from: null, to: 'Ines' },
    ]);
    expect([(await day()).counts.offered, await sharedTables()]).toEqual([1, []]);
    // The panels are told who moved, from where and for whom.
    const told = await row<{ event: object }>(
      em(),
      sql`SELECT event FROM live_events WHERE restaurant_id = ${house.restaurantId} ORDER BY number DESC LIMIT 1`,
    );
    expect(told!.event).toMatchObject({
      change: 'moved',
      moved: { from: ['2'], for: 'Ines' },
      reservation: { id: sits.id, tables: ['1'] },
    });
  });

  test('say whether there is a waitlist, and how long an offer stands', async () => {
    const { house, booking, waits, cancel, wait, join } = await fullEvening(1);
    const cookie = await at.signIn(house.staff.manager.email);
    const url = `/api/settings/service?restaurant=${house.slug}`;
    const read = async () => (await at.app.inject({ url, headers: { cookie } })).json().settings;
    const save = (settings: object) =>
      at.app.inject({ method: 'PUT', url, headers: { cookie }, payload: settings });
    const settings = await read();
    expect(settings.rules).toMatchObject({ waitlist: true, waitlistOfferMinutes: 15 });
    const rules = { ...settings.rules, waitlist: false, waitlistOfferMinutes: 45 };
    const saved = await save({ ...settings, rules });
    expect([saved.statusCode, saved.json().problem, saved.json().field]).toEqual([200, undefined, undefined]);
    expect((await read()).rules).toMatchObject({ waitlist: false, waitlistOfferMinutes: 45 });
    const card = (await at.app.inject({ url: `/api/restaurants/${house.slug}` })).json();
    expect(card.waitlist).toBe(false);
    expect((await join()).json().code).toBe('waitlist_closed');
    // Who waits already is asked all the same.
    await cancel(booking);
    await at.work();
    const { offer, now } = await wait(waits[0]!.token);
    const minutes = (Date.parse(offer!.until) - Date.parse(now)) / 60_000;
    expect(minutes).toBeGreaterThan(40);
    expect(minutes).toBeLessThanOrEqual(45);
  });

  test('of another organisation find nothing', async () => {
    const { house, staff, day, book, join } = await openHouse(at);
    await book();
    await join();
    const [{ id }] = (await day()).list as [WaitRow];
    const stranger = await at.signIn((await at.house()).staff.owner.email);
    const change = '00000000-0000-7000-8000-000000000000';
    const answers = await Promise.all([
      staff('GET', `/api/waitlist?restaurant=${house.slug}`, undefined, stranger),
      staff('GET', `/api/waitlist/quote?restaurant=${house.slug}&party=2`, undefined, stranger),
      staff('GET', `/api/waitlist/${id}/history`, undefined, stranger),
      staff('POST', `/api/waitlist/${id}/withdraw`, {}, stranger),
      staff('POST', `/api/waitlist/${id}/offer`, { time: '20:00' }, stranger),
      staff('POST', `/api/waitlist/${id}/notify`, {}, stranger),
      staff('POST', `/api/waitlist/${id}/seat`, {}, stranger),
      staff('POST', `/api/waitlist/${id}/gave-up`, {}, stranger),
      staff('POST', `/api/waitlist/${id}/undo`, { change }, stranger),
    ]);
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 404));
    expect((await day()).list).toMatchObject([{ id, status: 'waiting' }]);
  });
});

test('a wait whose hours are over ends by itself', async () => {
  const { waits, wait, em } = await fullEvening(1);
  at.now = new Date('2026-10-17T18:31:00Z');
  await row(em(), sql`SELECT graphile_worker.add_job('waitlist_timetable')`);
  await at.work();
  expect((await wait(waits[0]!.token)).status).toBe('expired');
  at.now = NOON;
});

test('fifty join, ten tables are freed at one moment: ten are offered, to the first ten, and no table twice', async () => {
  const { book, join, wait, cancel, answer, sharedTables, em, house } = await openHouse(at, {
    tables: Array.from({ length: 10 }, () => [1, 2] as [number, number]),
  });
  const bookings = await Promise.all(Array.from({ length: 10 }, () => book()));
  expect(bookings.filter(({ code }) => code)).toEqual([]);
  const joined = await Promise.all(Array.from({ length: 50 }, () => join()));
  expect(joined.filter(({ statusCode }) => statusCode !== 201)).toEqual([]);
  await at.work();
  await Promise.all(bookings.map((booking) => cancel(booking)));
  // Two workers, and others who book and hold at the same moment.
  await Promise.all([at.work(), at.work(), at.work()]);
  const order = await rows<{ id: string; status: string; holdId: string | null }>(
    em(),
    sql`SELECT id, status, hold_id AS "holdId" FROM waits WHERE restaurant_id = ${house.restaurantId} ORDER BY joined_at, id`,
  );
  expect(order.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 10 }, () => 'offered'),
    ...Array.from({ length: 40 }, () => 'waiting'),
  ]);
  expect(new Set(order.slice(0, 10).map(({ holdId }) => holdId)).size).toBe(10);
  expect(await sharedTables()).toEqual([]);

  // Half say yes, half no, all at once; the no's pass on.
  const offered = (await Promise.all(joined.map((one) => wait(one.json().token)))).filter(
    ({ status }) => status === 'offered',
  );
  const said = await Promise.all(
    offered.map(({ token }, index) => answer(token, index % 2 ? 'accept' : 'decline')),
  );
  expect(said.map(({ statusCode }) => statusCode)).toEqual(said.map(() => 200));
  await Promise.all([at.work(), at.work()]);
  const after = await rows<{ status: string; n: number }>(
    em(),
    sql`SELECT status, count(*)::int AS n FROM waits WHERE restaurant_id = ${house.restaurantId} GROUP BY 1 ORDER BY 1`,
  );
  expect(after).toEqual([
    { status: 'offered', n: 5 },
    { status: 'passed', n: 5 },
    { status: 'taken', n: 5 },
    { status: 'waiting', n: 35 },
  ]);
  expect(await sharedTables()).toEqual([]);
}, 120_000);
