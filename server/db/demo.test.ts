import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writePhone } from '../guests/contacts.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { offerRound } from '../waitlist/offer.ts';
import { fillDemo } from './demo.ts';
import { connect, type Orm } from './orm.ts';
import { rows, sql } from './sql.ts';

// Some of these fill a whole demo, of which a busy machine makes ten seconds and more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Saturday 21 November 2026: the evening is on in Paris, the lunch in Montréal. */
const evening = new Date('2026-11-21T19:20:00Z');

type Filled = { database: TestDatabase; orm: Orm };
const opened: Filled[] = [];

async function filledAt(now: Date): Promise<Filled> {
  const database = await testDatabase();
  const orm = await connect(database.url, 4);
  opened.push({ database, orm });
  await fillDemo(orm.em.fork(), { now });
  return { database, orm };
}

/** All rows of a statement; none of these takes a value. */
const all = <Row>({ orm }: Filled, text: string) => rows<Row>(orm.em.fork(), sql<Row>`${sql.raw(text)}`);

async function count({ orm }: Filled, from: string): Promise<number> {
  const [line] = await rows<{ n: number }>(
    orm.em.fork(),
    sql`SELECT count(*)::int AS n FROM ${sql.raw(from)}`,
  );
  return line!.n;
}

/** Every round that the timetable would do. */
async function offerRoundsOf(filled: Filled): Promise<void> {
  const days = await all<{ restaurantId: string; day: string }>(
    filled,
    `SELECT DISTINCT restaurant_id AS "restaurantId", service_date::text AS day FROM waits WHERE kind = 'list'`,
  );
  for (const at of days) await offerRound(filled.orm.em.fork(), at, evening);
}

let demo: Filled;

beforeAll(async () => {
  demo = await filledAt(evening);
});

afterAll(async () => {
  for (const { orm, database } of opened) {
    await orm.close();
    await database.drop();
  }
});

test('the demo is two restaurants, 400 guests and more than a year of reservations of every kind', async () => {
  expect(await all(demo, `SELECT slug, time_zone FROM restaurants ORDER BY slug`)).toEqual([
    { slug: 'ardoise-montreal', time_zone: 'America/Toronto' },
    { slug: 'ardoise-paris', time_zone: 'Europe/Paris' },
  ]);
  expect(await count(demo, 'guests')).toBe(400);
  expect(await count(demo, 'reservations')).toBeGreaterThan(8_000);
  expect(await count(demo, 'reservations WHERE remark IS NOT NULL')).toBeGreaterThan(1_000);
  const statuses = await all<{ status: string }>(
    demo,
    'SELECT DISTINCT status FROM reservations ORDER BY status',
  );
  expect(statuses.map(({ status }) => status)).toEqual(
    expect.arrayContaining([
      'cancelled',
      'confirmed',
      'declined',
      'expired',
      'finished',
      'no_show',
      'requested',
      'seated',
    ]),
  );
  for (const slug of ['ardoise-paris', 'ardoise-montreal']) {
    expect(
      await count(demo, `tables t JOIN restaurants r ON r.id = t.restaurant_id WHERE r.slug = '${slug}'`),
    ).toBeGreaterThan(18);
  }
});

test('somebody waits for an evening that is full, and two parties stand at each door where a service is on', async () => {
  const waits = await all<{ kind: string; day: string; party: number; n: number }>(
    demo,
    `SELECT x.slug, w.kind, count(*)::int AS n FROM waits w JOIN restaurants x ON x.id = w.restaurant_id
      WHERE w.status = 'waiting' GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  expect(waits).toEqual([
    { slug: 'ardoise-montreal', kind: 'list', n: 4 },
    { slug: 'ardoise-montreal', kind: 'queue', n: 2 },
    { slug: 'ardoise-paris', kind: 'list', n: 4 },
    { slug: 'ardoise-paris', kind: 'queue', n: 2 },
  ]);
  // Nobody stands at the door of a table that is free.
  expect(await count(demo, "waits WHERE kind = 'queue' AND quoted_minutes > 10")).toBe(4);
  // Nothing is free for them as the book stands: no round offers them anything.
  await offerRoundsOf(demo);
  expect(await count(demo, "waits WHERE status <> 'waiting'")).toBe(0);
});

test('the counters are those that a recount of each guest gives', async () => {
  const statistics = 'SELECT * FROM guest_statistics ORDER BY guest_id, restaurant_id';
  const guests =
    'SELECT id, visits, no_shows, cancellations, first_visit, last_visit FROM guests ORDER BY id';
  const before = [await all(demo, statistics), await all(demo, guests)];
  await all(demo, 'UPDATE guests SET visits = -1, no_shows = -1, cancellations = -1, first_visit = NULL');
  await all(demo, 'DELETE FROM guest_statistics');
  // The trigger counts a guest whenever one of their reservations is written: once in each house is enough.
  await all(
    demo,
    `UPDATE reservations r SET party = r.party
       FROM (SELECT DISTINCT ON (guest_id, restaurant_id) id FROM reservations) AS one WHERE one.id = r.id`,
  );
  expect([await all(demo, statistics), await all(demo, guests)]).toEqual(before);
});

test('a live reservation has a table that is large enough, and no table is kept twice', async () => {
  const live = `r.status IN ('requested', 'confirmed', 'arrived', 'seated') AND r.ends_at > '${evening.toISOString()}'`;
  expect(await count(demo, `reservations r WHERE ${live}`)).toBeGreaterThan(150);
  expect(
    await count(
      demo,
      `reservations r WHERE ${live}
      AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.holder_id = r.id AND c.live)`,
    ),
  ).toBe(0);
  expect(
    await count(demo, `claims c JOIN reservations r ON r.id = c.holder_id WHERE c.live AND NOT (${live})`),
  ).toBe(0);
  // Those that were honoured did not share a table either.
  const kept = "r.status NOT IN ('cancelled', 'declined', 'expired')";
  expect(
    await count(
      demo,
      `claims a JOIN claims b ON b.table_id = a.table_id AND b.during && a.during AND b.id > a.id
      WHERE EXISTS (SELECT 1 FROM reservations r WHERE r.id = a.holder_id AND ${kept})
        AND EXISTS (SELECT 1 FROM reservations r WHERE r.id = b.holder_id AND ${kept})`,
    ),
  ).toBe(0);
  expect(
    await count(
      demo,
      `reservations r WHERE r.party >
      (SELECT max(coalesce(k.max_seats, t.max_seats)) FROM claims c JOIN tables t ON t.id = c.table_id
         LEFT JOIN combinations k ON c.table_id = ANY (k.table_ids) WHERE c.holder_id = r.id)`,
    ),
  ).toBe(0);
});

test('what is past is over, what lies ahead has not begun, and nobody books in the future', async () => {
  const at = `'${evening.toISOString()}'`;
  expect(
    await count(
      demo,
      `reservations WHERE ends_at < ${at} AND status IN ('requested', 'confirmed', 'arrived', 'seated')`,
    ),
  ).toBe(0);
  expect(
    await count(
      demo,
      `reservations WHERE starts_at > ${at}::timestamptz + interval '10 minutes'
      AND status IN ('arrived', 'seated', 'finished', 'no_show')`,
    ),
  ).toBe(0);
  expect(
    await count(demo, `reservations WHERE created_at > ${at} OR status_at > ${at} OR created_at > starts_at`),
  ).toBe(0);
  expect(
    await count(
      demo,
      `reservation_changes c JOIN reservations r ON r.id = c.reservation_id
      WHERE c.at > ${at} OR c.at < r.created_at`,
    ),
  ).toBe(0);
  expect(
    await count(
      demo,
      `reservations r WHERE status <> coalesce((SELECT to_status FROM reservation_changes c
      WHERE c.reservation_id = r.id ORDER BY at DESC, id DESC LIMIT 1), status)`,
    ),
  ).toBe(0);
});

test.each([
  ['in the middle of a Saturday evening', evening],
  ['on a Monday, when the house would be closed', new Date('2026-11-23T10:00:00Z')],
  ['on a Sunday after a clock change', new Date('2026-10-25T09:00:00Z')],
])('the board of today is full %s', async (_, now) => {
  const shown = now === evening ? demo : await filledAt(now);
  const today = now.toISOString().slice(0, 10);
  expect(
    await count(
      shown,
      `reservations r JOIN restaurants x ON x.id = r.restaurant_id
      WHERE x.slug = 'ardoise-paris' AND service_date = '${today}'`,
    ),
  ).toBeGreaterThan(12);
  // Every reservation lies on a slot of one of the shifts, on the clock of its restaurant.
  expect(
    await count(
      shown,
      `reservations r JOIN restaurants x ON x.id = r.restaurant_id
      WHERE NOT EXISTS (SELECT 1 FROM shifts s WHERE s.restaurant_id = r.restaurant_id AND s.name = r.shift_name
          AND extract(isodow FROM r.service_date) = ANY (s.weekdays)
          AND r.minute BETWEEN s.first_minute AND s.last_minute AND (r.minute - s.first_minute) % s.step_minutes = 0)
        OR r.starts_at AT TIME ZONE x.time_zone <> r.service_date + make_interval(mins => r.minute)`,
    ),
  ).toBe(0);
});

test('guests have numbers that exist, contacts that lead to them and consents that only they gave', async () => {
  const guests = await all<{ phone: string }>(demo, 'SELECT phone FROM guests WHERE phone IS NOT NULL');
  const countries = new Set(guests.map(({ phone }) => writePhone(phone).country));
  expect([...countries].sort()).toEqual(['BE', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IT', 'US']);
  expect(
    await count(
      demo,
      `guests g WHERE NOT EXISTS (SELECT 1 FROM guest_contacts c WHERE c.guest_id = g.id)
      OR NOT EXISTS (SELECT 1 FROM guest_tokens t WHERE t.guest_id = g.id)`,
    ),
  ).toBe(0);
  expect(await count(demo, "guests WHERE email NOT LIKE '%.example'")).toBe(0);
  expect(await count(demo, "consents WHERE source IN ('staff', 'walk_in') AND state = 'explicit'")).toBe(0);
  const emails = await count(demo, "consents WHERE channel = 'email' AND state = 'explicit'");
  expect(emails / 400).toBeCloseTo(0.55, 1);
});

test('the same moment gives the same demo, and a database that is not empty gets none', async () => {
  const again = await filledAt(evening);
  const book = `SELECT id, guest_id, restaurant_id, status, starts_at, party, remark, source, created_at
                  FROM reservations ORDER BY id`;
  expect(await all(again, book)).toEqual(await all(demo, book));
  expect(await fillDemo(again.orm.em.fork(), { now: evening })).toBe(false);
  expect(await count(again, 'guests')).toBe(400);
});

test('two processes that start at once make one demo', async () => {
  const database = await testDatabase();
  const orm = await connect(database.url, 4);
  opened.push({ database, orm });
  const made = await Promise.all([1, 2].map(() => fillDemo(orm.em.fork(), { now: evening })));
  expect(made.toSorted()).toEqual([false, true]);
  expect(await count({ database, orm }, 'restaurants')).toBe(2);
});
