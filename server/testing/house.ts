import { randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { hashPassword } from '../staff/signIn.ts';

/** A restaurant made for a test, with its owner, manager and host. */
export type House = {
  organizationId: string;
  restaurantId: string;
  slug: string;
  staff: Record<'owner' | 'manager' | 'host', { id: string; email: string }>;
  tables: { id: string; name: string }[];
};

export const PASSWORD = 'un mot de passe';
const passwordHash = hashPassword(PASSWORD);

export type HousePlan = {
  slug?: string;
  name?: string;
  timeZone?: string;
  country?: string;
  /** Seats of each table: [min, max]. */
  tables?: [number, number][];
  /** Tables that may be joined, by their place in `tables`, with the seats they make. */
  combinations?: { tables: number[]; seats: [number, number] }[];
  shifts?: { name: string; weekdays?: number[]; first: number; last: number; step?: number }[];
  leadMinutes?: number;
  bufferMinutes?: number;
  maxParty?: number;
  /** Another restaurant of an organisation that exists. */
  organizationId?: string;
};

/** Midi 12:00–14:00 and Soir 19:00–22:00 every day, four tables (2, 2, 4, 6) in one area, unless the plan says else. */
export async function makeHouse(em: EntityManager, plan: HousePlan = {}): Promise<House> {
  const slug = plan.slug ?? `maison-${randomBytes(4).toString('hex')}`;
  const organizationId = plan.organizationId ?? randomUUID();
  if (!plan.organizationId)
    await row(em, sql`INSERT INTO organizations (id, name) VALUES (${organizationId}, 'Essai')`);
  const restaurant = await row<{ id: string }>(
    em,
    sql`INSERT INTO restaurants (organization_id, slug, name, time_zone, country, locale, phone, street, postcode, city,
                                 max_party, lead_minutes, buffer_minutes)
        VALUES (${organizationId}, ${slug}, ${plan.name ?? 'Chez Essai'}, ${plan.timeZone ?? 'Europe/Paris'},
                ${plan.country ?? 'FR'}, 'fr', '+33142000000', '1 rue de l’Essai', '75001', 'Paris',
                ${plan.maxParty ?? 8}, ${plan.leadMinutes ?? 30}, ${plan.bufferMinutes ?? 0})
        RETURNING id`,
  );
  const restaurantId = restaurant!.id;
  const shifts = plan.shifts ?? [
    { name: 'Midi', first: 720, last: 840 },
    { name: 'Soir', first: 1140, last: 1320 },
  ];
  for (const shift of shifts) {
    await row(
      em,
      sql`INSERT INTO shifts (organization_id, restaurant_id, name, weekdays, first_minute, last_minute, step_minutes)
          VALUES (${organizationId}, ${restaurantId}, ${shift.name}, ${shift.weekdays ?? [1, 2, 3, 4, 5, 6, 7]},
                  ${shift.first}, ${shift.last}, ${shift.step ?? 30})`,
    );
  }
  const area = await row<{ id: string }>(
    em,
    sql`INSERT INTO areas (organization_id, restaurant_id, name) VALUES (${organizationId}, ${restaurantId}, 'Salle') RETURNING id`,
  );
  const seats = plan.tables ?? [
    [1, 2],
    [1, 2],
    [2, 4],
    [4, 6],
  ];
  const tables: House['tables'] = [];
  for (const [index, [min, max]] of seats.entries()) {
    const table = await row<{ id: string; name: string }>(
      em,
      sql`INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
          VALUES (${organizationId}, ${restaurantId}, ${area!.id}, ${String(index + 1)}, ${min}, ${max}) RETURNING id, name`,
    );
    tables.push(table!);
  }
  for (const joined of plan.combinations ?? []) {
    await row(
      em,
      sql`INSERT INTO combinations (organization_id, restaurant_id, area_id, table_ids, min_seats, max_seats)
          VALUES (${organizationId}, ${restaurantId}, ${area!.id}, ${joined.tables.map((index) => tables[index]!.id)}::uuid[],
                  ${joined.seats[0]}, ${joined.seats[1]})`,
    );
  }
  return { organizationId, restaurantId, slug, staff: await staffOf(em, organizationId, slug), tables };
}

async function staffOf(em: EntityManager, organizationId: string, slug: string): Promise<House['staff']> {
  const hash = await passwordHash;
  const made = await rows<{ id: string; email: string; role: 'owner' | 'manager' | 'host' }>(
    em,
    sql`INSERT INTO staff_members (organization_id, email, name, role, password_hash)
        SELECT ${organizationId}, role || '@' || ${slug} || '.example', initcap(role), role, ${hash}
          FROM unnest(ARRAY['owner', 'manager', 'host']) AS role
        RETURNING id, email, role`,
  );
  return Object.fromEntries(made.map(({ id, email, role }) => [role, { id, email }])) as House['staff'];
}
