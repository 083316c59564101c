import type { EntityManager } from '@mikro-orm/postgresql';
import { isSupportedCountry } from 'libphonenumber-js';
import { CannotStart } from './cannotStart.ts';
import type { Locale } from './contract/words.ts';
import { row, sql } from './db/sql.ts';
import { hashPassword } from './staff/signIn.ts';

/** What the person who sets Couvert up says about their house. */
export type FirstRestaurant = {
  organization: string;
  restaurant: string;
  slug: string;
  /** IANA. */
  timeZone: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  locale: Locale;
  /** How many tables of how many seats. */
  tables: { count: number; seats: number }[];
  ownerName: string;
  ownerEmail: string;
  ownerPassword: string;
};

/** What there is to say about one answer: null when it can be used. Each takes the answer as it was typed. */
export const checks = {
  organization: named,
  restaurant: named,
  ownerName: named,
  slug: (text: string) =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60
      ? null
      : 'small letters, digits and single hyphens, at most 60, such as chez-zoe',
  timeZone: (text: string) => (isTimeZone(text) ? null : 'a time zone, such as Europe/Paris'),
  country: (text: string) =>
    isSupportedCountry(text) ? null : 'the two capital letters of a country, such as FR',
  locale: (text: string) => (text === 'fr' || text === 'en' ? null : 'fr or en'),
  tables: (text: string) =>
    tablesFrom(text) ? null : 'how many tables of how many seats, such as 6x2,5x4,1x8 (200 tables at most)',
  ownerEmail: (text: string) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 200 ? null : 'an email address',
  ownerPassword: (text: string) =>
    [...text].length >= 10 && text.length <= 200 ? null : 'at least 10 characters',
};

/** Reads "6x2,5x4" as six tables of two and five of four; null when it is something else. */
export function tablesFrom(text: string): FirstRestaurant['tables'] | null {
  const tables: FirstRestaurant['tables'] = [];
  for (const part of text.split(',')) {
    const [, count, seats] = /^\s*(\d{1,3})\s*[x×]\s*(\d{1,2})\s*$/.exec(part) ?? [];
    if (!count || !seats || Number(count) < 1 || Number(seats) < 1) return null;
    tables.push({ count: Number(count), seats: Number(seats) });
  }
  return tables.reduce((sum, { count }) => sum + count, 0) <= 200 ? tables : null;
}

/** A slug made from a name: "Chez Zoé & fils" → "chez-zoe-fils". Empty when the name has no Latin letter or digit. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/œ/gi, 'oe').replaceAll(/æ/gi, 'ae');
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-$/, '');
}

/** The time zone of a country's largest city, to be offered as the answer; undefined where none is known. */
export function timeZoneOf(country: string): string | undefined {
  const largest: Record<string, string> = {
    US: 'America/New_York',
    CA: 'America/Toronto',
    AU: 'Australia/Sydney',
    BR: 'America/Sao_Paulo',
    MX: 'America/Mexico_City',
    ES: 'Europe/Madrid',
    PT: 'Europe/Lisbon',
    DE: 'Europe/Berlin',
  };
  if (largest[country]) return largest[country];
  try {
    return new Intl.Locale(`und-${country}`).getTimeZones?.()?.[0];
  } catch {
    return undefined;
  }
}

export type Made = { restaurant: boolean; organization: boolean; owner: boolean };

/**
 * Makes the restaurant with an area, its tables and two shifts (lunch and dinner, every day), so that it can
 * be booked at once; its organisation unless one of that name exists; and the owner's account unless that
 * organisation has one by that email. All or nothing. A slug that exists is left as it is: then nothing is
 * made, and the answer says so.
 */
export async function makeFirstRestaurant(em: EntityManager, wanted: FirstRestaurant): Promise<Made> {
  refuseWrong(wanted);
  const passwordHash = await hashPassword(wanted.ownerPassword);
  return em.transactional(async (em) => {
    // Two at once, or one after the other: the second finds what the first made.
    await row(em, sql`SELECT pg_advisory_xact_lock(hashtext('first restaurant'))`);
    if (await row(em, sql`SELECT 1 FROM restaurants WHERE slug = ${wanted.slug}`)) {
      return { restaurant: false, organization: false, owner: false };
    }
    const existing = await row<{ id: string }>(
      em,
      sql`SELECT id FROM organizations WHERE name = ${wanted.organization} ORDER BY id LIMIT 1`,
    );
    const organization =
      existing ??
      (await inserted(
        em,
        sql`INSERT INTO organizations (name) VALUES (${wanted.organization}) RETURNING id`,
      ));
    await makeRestaurant(em, organization.id, wanted);
    const owner = await row(
      em,
      sql`INSERT INTO staff_members (organization_id, email, name, role, locale, password_hash)
          VALUES (${organization.id}, ${wanted.ownerEmail.toLowerCase()}, ${wanted.ownerName}, 'owner', ${wanted.locale}, ${passwordHash})
          ON CONFLICT DO NOTHING RETURNING id`,
    );
    return { restaurant: true, organization: !existing, owner: owner !== null };
  });
}

function refuseWrong(wanted: FirstRestaurant): void {
  const wrong = Object.entries(checks).flatMap(([name, check]) => {
    if (name === 'tables') return [];
    const problem = check(String(wanted[name as keyof FirstRestaurant]));
    return problem ? [`${name}: expected ${problem}`] : [];
  });
  if (wrong.length > 0) throw new CannotStart(wrong.join('\n'));
}

async function makeRestaurant(
  em: EntityManager,
  organizationId: string,
  wanted: FirstRestaurant,
): Promise<void> {
  const french = wanted.locale === 'fr';
  const largest = Math.max(...wanted.tables.map(({ seats }) => seats));
  const restaurant = await inserted(
    em,
    sql`INSERT INTO restaurants (organization_id, slug, name, time_zone, country, locale, max_party)
        VALUES (${organizationId}, ${wanted.slug}, ${wanted.restaurant}, ${wanted.timeZone}, ${wanted.country}, ${wanted.locale}, ${largest})
        RETURNING id`,
  );
  const area = await inserted(
    em,
    sql`INSERT INTO areas (organization_id, restaurant_id, name)
        VALUES (${organizationId}, ${restaurant.id}, ${french ? 'Salle' : 'Dining room'}) RETURNING id`,
  );
  let number = 0;
  for (const { count, seats } of wanted.tables) {
    for (let i = 0; i < count; i += 1) {
      number += 1;
      // A table takes parties up to two smaller than itself: a four seats two, a six waits for four.
      await row(
        em,
        sql`INSERT INTO tables (organization_id, restaurant_id, area_id, name, min_seats, max_seats)
            VALUES (${organizationId}, ${restaurant.id}, ${area.id}, ${String(number)}, ${Math.max(1, seats - 2)}, ${seats})`,
      );
    }
  }
  await row(
    em,
    sql`INSERT INTO shifts (organization_id, restaurant_id, name, weekdays, first_minute, last_minute)
        VALUES (${organizationId}, ${restaurant.id}, ${french ? 'Midi' : 'Lunch'}, '{1,2,3,4,5,6,7}', 720, 840),
               (${organizationId}, ${restaurant.id}, ${french ? 'Soir' : 'Dinner'}, '{1,2,3,4,5,6,7}', 1140, 1320)`,
  );
}

async function inserted(em: EntityManager, statement: Parameters<typeof row>[1]): Promise<{ id: string }> {
  return (await row(em, statement)) as { id: string };
}

function named(text: string): string | null {
  const length = text.trim().length;
  return length > 0 && length <= 120 ? null : 'a name of at most 120 characters';
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) && text.includes('/');
  } catch {
    return false;
  }
}
