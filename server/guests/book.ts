import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { invalid, notFound } from '../refusal.ts';
import { writePhone } from './contacts.ts';
import type { GuestRecord, GuestRow, GuestStatistics } from './contract.ts';
import { searchTokens } from './tokens.ts';

/** The guest book as the staff read it. */

const columns = sql`
  g.id, g.first_name AS "firstName", g.last_name AS "lastName", g.email, g.phone, g.locale, g.tags,
  g.visits, g.no_shows AS "noShows", g.cancellations, g.last_visit::text AS "lastVisit"`;

/** The two orders of the guest book: what a page goes on from, and how. Both are keys of an index. */
const orders = {
  last_visit: {
    position: sql`coalesce(g.last_visit, '-infinity')::text`,
    by: sql`coalesce(g.last_visit, '-infinity') DESC, g.id DESC`,
    after: (from: Position) =>
      sql`(coalesce(g.last_visit, '-infinity'), g.id) < (${from.position}::date, ${from.id}::uuid)`,
  },
  name: {
    position: sql`trim(g.last_name || ' ' || g.first_name)`,
    by: sql`trim(g.last_name || ' ' || g.first_name) COLLATE "fr-x-icu", g.id`,
    after: (from: Position) =>
      sql`(trim(g.last_name || ' ' || g.first_name) COLLATE "fr-x-icu", g.id) > (${from.position}, ${from.id}::uuid)`,
  },
};
export type GuestOrder = keyof typeof orders;

/**
 * A page of the guest book, without the record of those who left no name: the newest visit first, or by family
 * name; all of them, or those whose name, address or number begins like each word typed. The cursor is opaque and
 * stays valid while records change.
 */
export async function listGuests(
  em: EntityManager,
  organizationId: string,
  asked: { search?: string; sort?: GuestOrder; cursor?: string; limit: number },
): Promise<{ guests: GuestRow[]; cursor: string | null }> {
  const sort = asked.sort ?? 'last_visit';
  const order = orders[sort];
  const after = readCursor(sort, asked.cursor);
  const typed = asked.search?.trim();
  const tokens = typed ? searchTokens(typed) : [];
  if (typed && tokens.length === 0) return { guests: [], cursor: null };
  // The longest word says most: it chooses the candidates, the others are checked on each of those.
  const [first, ...others] = tokens.sort((a, b) => b.length - a.length);
  const found = await rows<Omit<GuestRow, 'phoneFormatted'> & { position: string }>(
    em,
    sql`SELECT ${columns}, ${order.position} AS position
          FROM guests g
         WHERE g.organization_id = ${organizationId} AND NOT g.unnamed
           ${
             first
               ? sql`AND g.id IN (SELECT t.guest_id FROM guest_tokens t
                                   WHERE t.organization_id = ${organizationId} AND ${begins('t', first)})`
               : sql``
           }
           ${sql.join(
             others.map(
               (token) => sql`AND EXISTS (SELECT 1 FROM guest_tokens o
                     WHERE o.organization_id = g.organization_id AND o.guest_id = g.id AND ${begins('o', token)})`,
             ),
             sql` `,
           )}
           ${after ? sql`AND ${order.after(after)}` : sql``}
         ORDER BY ${order.by}
         LIMIT ${asked.limit + 1}`,
  );
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    guests: page.map(({ position, ...guest }) => ({
      ...guest,
      phoneFormatted: guest.phone ? writePhone(guest.phone).formatted : null,
    })),
    cursor: found.length > page.length && last ? writeCursor(sort, last) : null,
  };
}

/** A range of the key instead of LIKE: it needs no escaping, and the index serves it whatever was typed. */
function begins(alias: string, token: string) {
  const column = sql.ref(`${alias}.token`);
  return sql`${column} >= ${token} COLLATE "C" AND ${column} < ${`${token}\u{10FFFF}`} COLLATE "C"`;
}

/** Where a page ended: the value it was ordered by, and whose it was. */
type Position = { position: string; id: string };

function writeCursor(sort: GuestOrder, last: Position): string {
  return `${sort === 'name' ? `name.${Buffer.from(last.position).toString('base64url')}` : last.position}_${last.id}`;
}

function readCursor(sort: GuestOrder, cursor: string | undefined): Position | null {
  if (!cursor) return null;
  const form =
    sort === 'name'
      ? /^name\.([A-Za-z0-9_-]+)_([0-9a-f-]{36})$/
      : /^(-infinity|\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/;
  const parts = form.exec(cursor);
  if (!parts) throw invalid('cursor', 'format', 'This cursor was not given by us.');
  const [, position, id] = parts as unknown as [string, string, string];
  return { position: sort === 'name' ? Buffer.from(position, 'base64url').toString() : position, id };
}

/** A guest's information and counters. Another organisation's guest is a 404. */
export async function guestRecord(
  em: EntityManager,
  organizationId: string,
  guestId: string,
  restaurantId: string,
  today: string,
): Promise<GuestRecord> {
  const guest = await row<
    Omit<GuestRecord, 'phoneFormatted' | 'country' | 'here' | 'everywhere'> & {
      here: GuestStatistics;
      everywhere: GuestStatistics;
    }
  >(
    em,
    sql`SELECT ${columns}, iso(g.created_at) AS since, g.source,
               ${statistics(sql`s.restaurant_id = ${restaurantId}`, today)} AS here,
               ${statistics(sql`true`, today)} AS everywhere
          FROM guests g WHERE g.id = ${guestId} AND g.organization_id = ${organizationId}`,
  );
  if (!guest) throw notFound('guest');
  const phone = guest.phone ? writePhone(guest.phone) : null;
  return { ...guest, phoneFormatted: phone?.formatted ?? null, country: phone?.country ?? null };
}

function statistics(which: ReturnType<typeof sql>, today: string) {
  return sql`(SELECT json_build_object(
      'reservations', coalesce(sum(s.reservations), 0), 'visits', coalesce(sum(s.visits), 0),
      'noShows', coalesce(sum(s.no_shows), 0), 'cancellations', coalesce(sum(s.cancellations), 0),
      'covers', coalesce(sum(s.covers), 0), 'firstVisit', min(s.first_visit), 'lastVisit', max(s.last_visit),
      'upcoming', (SELECT count(*) FROM reservations s
                    WHERE s.guest_id = g.id AND s.organization_id = g.organization_id AND ${which}
                      AND s.service_date >= ${today}::date AND s.status IN ('requested', 'confirmed')))
    FROM guest_statistics s WHERE s.guest_id = g.id AND s.organization_id = g.organization_id AND ${which})`;
}
