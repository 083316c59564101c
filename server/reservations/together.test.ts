import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { around } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House, HousePlan } from '../testing/house.ts';
import { readWish, wholeWish } from './wish.ts';

/** Turns as book.sql takes them, written down by hand, so that it is known who is in one turn with whom. */

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
const em = () => at.orm.em.fork();

const DAY = '2026-10-17';
const sixTables: HousePlan = { tables: Array.from({ length: 6 }, (): [number, number] => [1, 2]) };

/** Who books, when, and which table of the house was found for them. */
type Wished = {
  name?: string;
  phone?: string | undefined;
  email?: string | undefined;
  time?: string;
  party?: number;
  table: number;
  key?: string | undefined;
  consents?: { email?: boolean; sms?: boolean };
};

async function readTurn(house: House, turn: Wished[]): Promise<object[]> {
  const { service, claims } = await loadService(em(), house.slug, around(DAY));
  return turn.map(({ name = 'Zoé', phone, email, time = '19:00', party = 2, table, key, consents = {} }) => {
    const guest = { firstName: name, lastName: 'Martin', ...(phone && { phone }), ...(email && { email }) };
    const request = bookRequest({ day: DAY, time, party, guest, consents });
    const wish = readWish(service, { slug: house.slug, request, source: 'chat', key }, at.now);
    const slot = slotsOf(service, DAY, party, at.now, claims).find((one) => one.time === time) as OfferedSlot;
    const place = { ...service.places[0]!, tableIds: [house.tables[table]!.id] };
    return wholeWish(wish, { ...slot, status: 'open', places: [place] });
  });
}

type Written = { reference: string; status: string } | null;

async function write(house: House, wishes: object[]): Promise<Written[]> {
  const found = await rows<{ booking: string | null }>(
    em(),
    sql`SELECT book(${house.organizationId}, ${house.restaurantId}, NULL, ${JSON.stringify(wishes)}::jsonb) AS booking`,
  );
  return found.map(({ booking }) => (booking === null ? null : JSON.parse(booking)));
}

/** Writes one alone, or answers why not. */
const writeAlone = (house: House, wish: object): Promise<string> =>
  write(house, [wish]).then(
    ([written]) => written!.status,
    (fault: { code: string; constraint?: string }) => fault.constraint ?? fault.code,
  );

/** All that bookings leave behind in a house, by what people would call it by. */
async function book(house: House) {
  const { organizationId: organization, restaurantId: restaurant } = house;
  const guest = sql`(SELECT coalesce(g.phone, g.email) FROM guests g WHERE g.id = x.guest_id)`;
  const all = {
    guests: sql`SELECT first_name, phone, email, visits, no_shows, first_visit::text, last_visit::text FROM guests x
                 WHERE organization_id = ${organization}`,
    contacts: sql`SELECT kind, value, ${guest} AS guest FROM guest_contacts x WHERE organization_id = ${organization}`,
    words: sql`SELECT token, ${guest} AS guest FROM guest_tokens x WHERE organization_id = ${organization}`,
    counts: sql`SELECT ${guest} AS guest, reservations, first_visit::text, last_visit::text FROM guest_statistics x
                 WHERE organization_id = ${organization}`,
    reservations: sql`
      SELECT ${guest} AS guest, x.first_name, x.status, x.minute, x.party, x.idempotency_key,
             (SELECT string_agg(t.name, ' ') FROM claims c JOIN tables t ON t.id = c.table_id
               WHERE c.holder_id = x.id AND c.live) AS tables
        FROM reservations x WHERE x.restaurant_id = ${restaurant}`,
    claims: sql`SELECT count(*)::int AS many FROM claims WHERE restaurant_id = ${restaurant}`,
    consents: sql`SELECT ${guest} AS guest, channel, state FROM consents x WHERE restaurant_id = ${restaurant}`,
    standings: sql`SELECT ${guest} AS guest, channel, state FROM consent_standings x WHERE restaurant_id = ${restaurant}`,
    pace: sql`SELECT minute, covers, parties, online_covers, online_parties FROM slot_pace
               WHERE restaurant_id = ${restaurant} AND parties > 0`,
    events: sql`SELECT number, event->>'change' AS change FROM live_events WHERE restaurant_id = ${restaurant}`,
    told: sql`SELECT count(*)::int AS many FROM live_events e JOIN reservations r
                ON r.reference = e.event->'reservation'->>'reference' AND r.restaurant_id = ${restaurant}
               WHERE e.restaurant_id = ${restaurant}`,
  };
  const found: Record<string, string[]> = {};
  for (const [what, statement] of Object.entries(all)) {
    found[what] = (await rows(em(), statement)).map((one) => JSON.stringify(one)).sort();
  }
  return found;
}

/** How many bookings of a turn were not written one after the other: their rows are of one statement. */
async function statements(house: House): Promise<number> {
  const found = await row<{ many: number }>(
    em(),
    sql`SELECT count(DISTINCT cmin::text || ' ' || xmin::text)::int AS many FROM reservations
         WHERE restaurant_id = ${house.restaurantId}`,
  );
  return found!.many;
}

const phone = (n: number) => `+3361200000${n}`;
const email = (n: number) => `guest${n}@example.org`;

describe('a turn', () => {
  test('is one statement a kind of row, with known guests beside new ones', async () => {
    const house = await at.house(sixTables);
    const [known] = await readTurn(house, [
      { name: 'Ada', phone: phone(1), email: email(1), table: 0, time: '12:00' },
    ]);
    await write(house, [known!]);
    const turn = await readTurn(house, [
      { name: 'Another', phone: phone(1), email: email(1), table: 0, consents: { email: true } },
      { phone: phone(2), email: email(2), table: 1, consents: { email: true, sms: true } },
      { phone: phone(3), table: 2 },
      { email: email(4), table: 3 },
    ]);
    const written = await write(house, turn);
    expect(written.map((one) => one?.status)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
    expect(await statements(house)).toBe(2);
    const found = await book(house);
    expect(found.guests).toHaveLength(4);
    expect(
      found.counts!.map((one) => JSON.parse(one)).find(({ guest }) => guest === phone(1)).reservations,
    ).toBe(2);
    // The record keeps its name, the reservation the one that was given.
    expect(found.guests!.some((one) => one.includes('Another'))).toBe(false);
    expect(found.reservations!.some((one) => one.includes('Another'))).toBe(true);
    expect(found.consents).toHaveLength(3);
    expect(found.standings).toHaveLength(3);
  });

  test('leaves no trace of the one whose table is taken, and the others are written all the same', async () => {
    const house = await at.house(sixTables);
    await write(house, await readTurn(house, [{ phone: phone(9), table: 1, key: 'first' }]));
    const turn = await readTurn(
      house,
      [0, 1, 2, 3].map((n) => ({ phone: phone(n), table: n, consents: { sms: true }, key: `key ${n}` })),
    );
    const written = await write(house, turn);
    expect(written.map((one) => one !== null)).toEqual([true, false, true, true]);
    expect(await statements(house)).toBe(2);
    const found = await book(house);
    for (const what of ['guests', 'contacts', 'words', 'counts', 'reservations', 'consents', 'standings']) {
      expect(found[what]!.some((one) => one.includes(phone(1)))).toBe(false);
    }
    expect(found.claims).toEqual(['{"many":4}']);
  });

  test('gives a table that two of it want to the one who came first', async () => {
    const house = await at.house(sixTables);
    const turn = await readTurn(house, [
      { phone: phone(1), table: 0 },
      { phone: phone(2), table: 0, time: '19:30' },
      { phone: phone(3), table: 0, time: '22:00' },
      { phone: phone(4), table: 1 },
    ]);
    const written = await write(house, turn);
    expect(written.map((one) => one !== null)).toEqual([true, false, true, true]);
  });

  test('is overtaken by nobody of it: who is known by half came first, and sits first', async () => {
    const house = await at.house(sixTables);
    await write(house, await readTurn(house, [{ phone: phone(1), table: 5, time: '12:00' }]));
    const turn = await readTurn(house, [
      { phone: phone(1), email: email(1), table: 0 },
      { phone: phone(2), table: 0 },
      { phone: phone(3), table: 1 },
    ]);
    const written = await write(house, turn);
    expect(written.map((one) => one !== null)).toEqual([true, false, true]);
    // What was empty of the one who was known is filled in.
    expect((await book(house)).guests!.some((one) => one.includes(phone(1)) && one.includes(email(1)))).toBe(
      true,
    );
  });

  test('makes one record of two who give one number, and one reservation of one key', async () => {
    const house = await at.house(sixTables);
    const turn = await readTurn(house, [
      { name: 'Ada', phone: phone(1), email: email(1), table: 0, key: 'twice' },
      { name: 'Bo', phone: phone(1), email: email(2), table: 1 },
      { name: 'Cleo', phone: phone(3), table: 2, key: 'twice' },
      { name: 'Dora', phone: phone(4), table: 3 },
    ]);
    const written = await write(house, turn);
    expect(written.map((one) => one !== null)).toEqual([true, true, false, true]);
    const found = await book(house);
    expect(found.guests!.map((one) => JSON.parse(one).first_name).sort()).toEqual(['Ada', 'Dora']);
    expect(found.contacts).toHaveLength(4);
  });

  test('lets in exactly the first whom the pace of the slot allows', async () => {
    const house = await at.house(sixTables);
    const { restaurantId } = house;
    await row(
      em(),
      sql`UPDATE shifts SET pace = '{"onlineCovers": 5}' WHERE restaurant_id = ${restaurantId}`,
    );
    await write(house, await readTurn(house, [{ phone: phone(9), table: 5, party: 1 }]));
    const turn = await readTurn(
      house,
      [0, 1, 2, 3].map((n) => ({ phone: phone(n), table: n })),
    );
    const written = await write(house, turn);
    expect(written.map((one) => one !== null)).toEqual([true, true, false, false]);
    expect(await writeAlone(house, turn[2]!)).toBe('no_slot_over_its_pace');
    expect((await book(house)).pace).toEqual([
      '{"minute":1140,"covers":5,"parties":3,"online_covers":5,"online_parties":3}',
    ]);
  });

  test('asks for those who failed to come too often', async () => {
    const house = await at.house(sixTables);
    await row(em(), sql`UPDATE restaurants SET no_show_limit = 1 WHERE id = ${house.restaurantId}`);
    const [before] = await readTurn(house, [{ phone: phone(1), table: 0, time: '12:00' }]);
    await write(house, [before!]);
    await row(
      em(),
      sql`UPDATE reservations SET status = 'no_show' WHERE restaurant_id = ${house.restaurantId}`,
    );
    const turn = await readTurn(house, [
      { phone: phone(1), table: 0 },
      { phone: phone(2), table: 1 },
    ]);
    expect((await write(house, turn)).map((one) => one?.status)).toEqual(['requested', 'confirmed']);
    expect(await statements(house)).toBe(2);
  });

  test('law: it leaves behind what its bookings leave one after the other', async () => {
    const from = <Value>(...values: Value[]) => fc.constantFrom(...values);
    const wished = fc.record({
      name: from('Ada', 'Bo', 'Cleo'),
      phone: from(phone(1), phone(2), phone(3), phone(4), phone(5)),
      email: from(undefined, undefined, email(1), email(2), email(3), email(4)),
      time: from('19:00', '19:30', '22:00'),
      party: from(1, 2),
      table: fc.nat({ max: 5 }),
      key: from(undefined, undefined, 'a key', 'another key'),
      consents: from({}, { email: true }, { email: true, sms: true }),
    });
    const apart = (one: Wished, n: number): Wished => ({
      ...one,
      table: n,
      phone: phone(n),
      email: undefined,
      key: undefined,
    });
    let together = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(wished, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        from({}, { covers: 6 }, { onlineParties: 2 }),
        async (turns, pace) => {
          const [one, many] = [await at.house(sixTables), await at.house(sixTables)];
          for (const { restaurantId } of [one, many]) {
            await row(
              em(),
              sql`UPDATE shifts SET pace = ${JSON.stringify(pace)}::jsonb WHERE restaurant_id = ${restaurantId}`,
            );
          }
          for (const wished of turns) {
            // Under a limit whoever may be beyond it comes after the others of the turn: none of them shares anything.
            const turn = Object.keys(pace).length > 0 ? wished.map(apart) : wished;
            for (const wish of await readTurn(one, turn)) await writeAlone(one, wish);
            const wishes = await readTurn(many, turn);
            const written = await write(many, wishes);
            // Who was not written is told alone why, or is written after all.
            for (const [place, wish] of wishes.entries()) if (!written[place]) await writeAlone(many, wish);
            together += written.filter(Boolean).length;
          }
          expect(await book(many)).toEqual(await book(one));
        },
      ),
      { numRuns: 40 },
    );
    expect(together).toBeGreaterThan(40);
  }, 120_000);
});
