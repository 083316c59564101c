import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Booking, BookRequest } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

function post(house: House, payload: unknown, key?: string) {
  return at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    headers: key ? { 'idempotency-key': key } : {},
    payload: payload as object,
  });
}
const count = async (table: string, house: House) =>
  Number(
    (
      await rows<{ n: string }>(
        at.orm.em.fork(),
        sql`SELECT count(*) AS n FROM ${sql.table(table)} WHERE organization_id = ${house.organizationId}`,
      )
    )[0]!.n,
  );
const everythingOf = async (house: House) =>
  Promise.all(
    ['guests', 'guest_contacts', 'reservations', 'claims', 'consents', 'live_events'].map((table) =>
      count(table, house),
    ),
  );

describe('a booking', () => {
  test('makes the reservation, the guest, the claim and the consents, and answers with a link', async () => {
    const house = await at.house();
    const request = bookRequest({
      remark: 'Allergie aux noix',
      occasion: 'birthday',
      consents: { email: true, sms: false, version: '2026-11' },
    });
    const answer = await post(house, request);
    expect(answer.statusCode).toBe(201);
    const booking = answer.json<Booking>();
    expect(booking).toMatchObject({
      status: 'confirmed',
      day: '2026-10-17',
      time: '20:00',
      startsAt: '2026-10-17T18:00:00.000Z',
      endsAt: '2026-10-17T19:30:00.000Z',
      party: 2,
      shift: 'Soir',
      remark: 'Allergie aux noix',
      cancellable: true,
    });
    expect(booking.reference).toMatch(/^[A-Z0-9]{6}$/);
    expect(booking.manageUrl).toBe(`http://localhost:3000/b/${booking.token}`);
    expect(await everythingOf(house)).toEqual([1, 2, 1, 1, 1, 1]);
    const [consent] = await rows<{ channel: string; state: string; source: string; words: string }>(
      at.orm.em.fork(),
      sql`SELECT channel, state, source, words FROM consents WHERE organization_id = ${house.organizationId}`,
    );
    expect(consent).toEqual({
      channel: 'email',
      state: 'explicit',
      source: 'widget',
      words: 'Je souhaite recevoir par e-mail les nouvelles et les offres de Chez Essai.',
    });
    const seen = await at.app.inject({ url: `/api/bookings/${booking.token}` });
    expect(seen.json()).toEqual(booking);
    expect(seen.body).not.toContain('exemple.example');
  });

  test('is confirmed by one email in the guest’s language, to the address given; none once it is cancelled', async () => {
    const house = await at.house();
    const asked = bookRequest({ locale: 'en' });
    const { reference, manageUrl } = (await post(house, asked, 'confirm-me-once')).json<Booking>();
    await post(house, asked, 'confirm-me-once');
    const { token } = (await post(house, bookRequest())).json<Booking>();
    await at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    await at.work();
    const cookie = await at.signIn(house.staff.manager.email);
    const { messages } = (
      await at.app.inject({ url: `/api/messages?restaurant=${house.slug}`, headers: { cookie } })
    ).json();
    expect(messages.map((message: { kind: string }) => message.kind)).toEqual(['cancelled', 'confirmation']);
    messages.shift();
    expect(messages[0]).toMatchObject({
      status: 'outbox',
      to: asked.guest.email,
      locale: 'en',
      kind: 'confirmation',
    });
    expect(messages[0].subject).toMatch(/Saturday 17\sOctober 2026/);
    for (const body of [messages[0].text, messages[0].html]) {
      expect(body).toContain(reference);
      expect(body).toContain(manageUrl);
    }
  });

  test('takes the smallest table that fits, and a combination only when no single table does', async () => {
    const house = await at.house({
      tables: [
        [4, 6],
        [1, 2],
        [2, 4],
        [2, 4],
      ],
      combinations: [{ tables: [2, 3], seats: [5, 8] }],
      maxParty: 12,
    });
    const cookie = await at.signIn(house.staff.host.email);
    for (const party of [2, 5, 8]) expect((await post(house, bookRequest({ party }))).statusCode).toBe(201);
    const day = await at.app.inject({
      url: `/api/reservations?restaurant=${house.slug}&day=2026-10-17`,
      headers: { cookie },
    });
    const seated = day
      .json()
      .reservations.map((row: { party: number; tables: string[] }) => [row.party, row.tables]);
    expect(seated).toEqual([
      [2, ['2']],
      [5, ['1']],
      [8, ['3', '4']],
    ]);
  });

  test('of a known phone number or address finds the guest, and never renames them', async () => {
    const house = await at.house();
    const first = bookRequest();
    await post(house, first);
    const phone = first.guest.phone!.replace('+33', '0').replace(/(..)/g, '$1 ');
    const again = {
      ...bookRequest({ time: '12:00' }),
      guest: { firstName: 'Eve', lastName: 'Autre', phone },
    };
    expect((await post(house, again)).statusCode).toBe(201);
    const byMail = bookRequest({ time: '12:30' });
    byMail.guest.email = first.guest.email!.toUpperCase();
    expect((await post(house, byMail)).statusCode).toBe(201);
    const guests = await rows(
      at.orm.em.fork(),
      sql`SELECT first_name, last_name, email FROM guests WHERE organization_id = ${house.organizationId}`,
    );
    expect(guests).toEqual([
      { first_name: 'Zoé', last_name: first.guest.lastName, email: first.guest.email },
    ]);
  });

  test('sent again with its key answers the same reservation, also at the same moment', async () => {
    const house = await at.house();
    const request = bookRequest();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(house, request, 'same-key-0001')),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(12).fill(201));
    expect(new Set(answers.map((answer) => answer.json<Booking>().reference)).size).toBe(1);
    expect(await everythingOf(house)).toEqual([1, 2, 1, 1, 0, 1]);
    const other = await post(house, { ...request, party: 1 }, 'same-key-0001');
    expect([other.statusCode, other.json().code]).toEqual([422, 'key_reused']);
  });

  test('forty requests at one moment for the last table: exactly one gets it, the others get alternatives', async () => {
    const house = await at.house({ tables: [[1, 2]] });
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(house, bookRequest())));
    const booked = answers.filter((answer) => answer.statusCode === 201);
    const refused = answers.filter((answer) => answer.statusCode === 409);
    expect([booked.length, refused.length]).toEqual([1, 39]);
    for (const answer of refused) {
      expect(answer.json()).toMatchObject({
        code: 'slot_taken',
        alternatives: [
          { day: '2026-10-17', time: expect.any(String), shift: expect.any(String) },
          expect.anything(),
          expect.anything(),
        ],
      });
    }
    // Whoever was refused leaves nothing behind: no guest, no contact.
    expect(await everythingOf(house)).toEqual([1, 2, 1, 1, 0, 1]);
  });

  test('two hundred requests over twenty tables and combinations never share a table', async () => {
    const house = await at.house({
      tables: Array.from({ length: 12 }, (_, index) => (index % 3 ? [1, 2] : [2, 4]) as [number, number]),
      combinations: [
        { tables: [0, 1], seats: [5, 6] },
        { tables: [1, 2], seats: [3, 4] },
        { tables: [3, 0], seats: [6, 8] },
      ],
    });
    const times = ['19:00', '19:30', '20:00', '20:30', '21:00'];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        post(house, bookRequest({ time: times[index % 5]!, party: 1 + (index % 7) })),
      ),
    );
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([201, 409]));
    const shared = await rows(
      at.orm.em.fork(),
      sql`SELECT 1 FROM claims a JOIN claims b ON a.table_id = b.table_id AND a.id < b.id AND a.during && b.during
           WHERE a.organization_id = ${house.organizationId} AND a.live AND b.live`,
    );
    expect(shared).toEqual([]);
    const booked = answers.filter((answer) => answer.statusCode === 201).length;
    expect(await count('reservations', house)).toBe(booked);
    const unseated = await rows(
      at.orm.em.fork(),
      sql`SELECT 1 FROM reservations r WHERE organization_id = ${house.organizationId}
            AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.holder_id = r.id)`,
    );
    expect(unseated).toEqual([]);
  });

  test('two first bookings with one number at one moment make one guest', async () => {
    const house = await at.house({ tables: Array.from({ length: 10 }, () => [1, 4] as [number, number]) });
    const { guest } = bookRequest();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(house, bookRequest({ guest }))));
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(10).fill(201));
    expect(await count('guests', house)).toBe(1);
  });
});

describe('bad input gets the refusal it deserves and leaves nothing behind', () => {
  const good = bookRequest();
  const change = (patch: object): unknown => ({ ...good, ...patch });
  const guest = (patch: object): unknown => ({ ...good, guest: { ...good.guest, ...patch } });
  const cases: [string, unknown, number, object][] = [
    ['a past day', change({ day: '2026-10-09' }), 409, { code: 'slot_not_open', reason: 'past' }],
    ['a day that does not exist', change({ day: '2026-11-31' }), 400, { field: 'day', problem: 'format' }],
    ['a day written otherwise', change({ day: '17/10/2026' }), 400, { field: 'day', problem: 'format' }],
    [
      'a day too far ahead',
      change({ day: '2027-10-17' }),
      409,
      { code: 'slot_not_open', reason: 'too_far_ahead' },
    ],
    ['an hour without service', change({ time: '16:00' }), 409, { code: 'slot_not_open', reason: 'closed' }],
    ['a party of 0', change({ party: 0 }), 400, { field: 'party', problem: 'minimum' }],
    ['a party of 500', change({ party: 500 }), 400, { field: 'party', problem: 'maximum' }],
    ['a party too large to book alone', change({ party: 9 }), 409, { reason: 'party_too_large' }],
    ['a party in words', change({ party: '2' }), 400, { field: 'party' }],
    ['a number too short', guest({ phone: '06 12' }), 400, { field: 'guest.phone', problem: 'too_short' }],
    [
      'a number that is none',
      guest({ phone: 'appelez-moi' }),
      400,
      { field: 'guest.phone', problem: 'not_a_number' },
    ],
    [
      'a number too long',
      guest({ phone: '06123456789012' }),
      400,
      { field: 'guest.phone', problem: 'too_long' },
    ],
    ['no number', guest({ phone: undefined }), 400, { field: 'guest.phone', problem: 'required' }],
    ['a name of 10,000 letters', guest({ firstName: 'é'.repeat(10_000) }), 413, { code: 'too_large' }],
    [
      'a name of 1,000 letters',
      guest({ firstName: 'e'.repeat(1_000) }),
      400,
      { field: 'guest.firstName', problem: 'too_long' },
    ],
    [
      'a name of blanks',
      guest({ firstName: '  \u200b ' }),
      400,
      { field: 'guest.firstName', problem: 'required' },
    ],
    ['a broken address', guest({ email: 'zoe@' }), 400, { field: 'guest.email', problem: 'format' }],
    ['an unknown field', change({ vip: true }), 400, { field: 'vip', problem: 'unknown_field' }],
    ['an unknown area', change({ area: 'Cave' }), 400, { field: 'area', problem: 'invalid' }],
    [
      'consent words that never were',
      change({ consents: { email: true, version: '1999' } }),
      400,
      { field: 'consents.version' },
    ],
    ['a language not spoken', change({ locale: 'xx' }), 400, { field: 'locale' }],
    ['a chat that is none', change({ source: 'chat' }), 403, { code: 'not_allowed' }],
  ];
  test.each(cases)('%s', async (_name, payload, status, detail) => {
    const house = await at.house();
    const answer = await post(house, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String), ...detail });
    expect(await everythingOf(house)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('an unknown restaurant, JSON that is none, another kind of body, a broken link', async () => {
    const house = await at.house();
    expect((await post({ ...house, slug: 'nulle-part' }, good)).statusCode).toBe(404);
    const url = `/api/restaurants/${house.slug}/reservations`;
    const json = { 'content-type': 'application/json' };
    const wrong = await at.app.inject({ method: 'POST', url, headers: json, payload: '{"day":' });
    expect([wrong.statusCode, wrong.json().problem]).toEqual([400, 'json']);
    const xml = await at.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/xml' },
      payload: '<a/>',
    });
    expect(xml.statusCode).toBe(415);
    const forged = await at.app.inject({ url: `/api/bookings/${'A'.repeat(43)}` });
    expect([forged.statusCode, forged.json().code]).toEqual([404, 'not_found']);
  });

  test('a script in the remark stays text', async () => {
    const house = await at.house();
    const remark = '<script>alert(1)</script> & "fenêtre"';
    const answer = await post(house, bookRequest({ remark }));
    expect(answer.json<Booking>().remark).toBe(remark);
    expect(answer.headers['content-type']).toContain('application/json');
  });

  test('a link too old says so', async () => {
    const house = await at.house();
    const { token } = (await post(house, bookRequest())).json<Booking>();
    const before = at.now;
    at.now = new Date('2026-12-01T00:00:00Z');
    const answer = await at.app.inject({ url: `/api/bookings/${token}` });
    at.now = before;
    expect([answer.statusCode, answer.json().code]).toEqual([410, 'link_expired']);
  });
});

describe('the guest', () => {
  test('cancels once, however often they press; the table is free again', async () => {
    const house = await at.house({ tables: [[1, 2]] });
    const { token } = (await post(house, bookRequest())).json<Booking>();
    expect((await post(house, bookRequest())).statusCode).toBe(409);
    const cancel = () => at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().status]).toEqual([200, 'cancelled']);
    }
    expect(await count('reservation_changes', house)).toBe(1);
    expect((await post(house, bookRequest())).statusCode).toBe(201);
  });

  test('takes the reservation home as a calendar file', async () => {
    const house = await at.house();
    const request: BookRequest = bookRequest({ remark: 'Près de la fenêtre, s’il vous plaît' });
    const { token, reference } = (await post(house, request)).json<Booking>();
    const file = await at.app.inject({ url: `/api/bookings/${token}/calendar.ics` });
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.body).toContain('DTSTART:20261017T180000Z');
    expect(file.body.replace(/\r\n /g, '')).toContain(reference);
  });
});
