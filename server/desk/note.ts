import type { EntityManager } from '@mikro-orm/postgresql';
import { mustBeDay } from '../availability/offer.ts';
import { row, sql } from '../db/sql.ts';
import { cleanText } from '../guests/contacts.ts';
import { announce, lastEvent } from '../live/announce.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { DayNote } from './contract.ts';

type Where = { slug: string; day: string; organizationId: string };

/** The note, and the last live event that it includes. Refuses as readNote does. */
export async function noteOf(em: EntityManager, where: Where): Promise<{ event: number; note: DayNote }> {
  const owner = await row<{ id: string }>(
    em,
    sql`SELECT id FROM restaurants WHERE slug = ${where.slug} AND organization_id = ${where.organizationId}`,
  );
  if (!owner) throw notFound('restaurant');
  // Before the note: an event that comes between the two is then seen twice, which harms nothing, not lost.
  const event = await lastEvent(em, owner.id);
  return { event, note: await readNote(em, where) };
}

/** The team's note of a day of service; empty when nobody wrote one. Refuses with 404, and with 400 no such day. */
async function readNote(em: EntityManager, { slug, day, organizationId }: Where): Promise<DayNote> {
  mustBeDay(day);
  const note = await row<DayNote>(
    em,
    sql`SELECT x.slug AS restaurant, ${day} AS day, coalesce(n.text, '') AS text, coalesce(n.version, 0) AS version,
               m.name AS by, iso(n.at) AS at
          FROM restaurants x
          LEFT JOIN day_notes n ON n.restaurant_id = x.id AND n.organization_id = x.organization_id
                               AND n.day = ${day}::date
          LEFT JOIN staff_members m ON m.id = n.staff_id AND m.organization_id = n.organization_id
         WHERE x.slug = ${slug} AND x.organization_id = ${organizationId}`,
  );
  if (!note) throw notFound('restaurant');
  return note;
}

/**
 * Writes it over the `version` that was read, and tells the panels. Writing what stands there already changes
 * nothing. Refuses with 409 stale_note, and the note as it is now, when somebody else has written since.
 */
export function writeNote(
  em: EntityManager,
  asked: Where & { staffId: string; text: string; version: number },
  now: Date,
): Promise<DayNote> {
  const { slug, day, organizationId, staffId, version } = asked;
  mustBeDay(day);
  const text = cleanText(asked.text);
  return em.fork().transactional(async (tx) => {
    // Two who write are one after the other from here on; the second finds another version than they read.
    const owner = await row<{ id: string }>(
      tx,
      sql`SELECT id FROM restaurants WHERE slug = ${slug} AND organization_id = ${organizationId}`,
    );
    if (!owner) throw notFound('restaurant');
    const where = sql`restaurant_id = ${owner.id} AND organization_id = ${organizationId} AND day = ${day}::date`;
    await row(
      tx,
      sql`INSERT INTO day_notes (organization_id, restaurant_id, day, text, version, staff_id)
          VALUES (${organizationId}, ${owner.id}, ${day}, '', 0, ${staffId}) ON CONFLICT DO NOTHING`,
    );
    const kept = await row<{ text: string; version: number }>(
      tx,
      sql`SELECT text, version FROM day_notes WHERE ${where} FOR UPDATE`,
    );
    if (kept!.text === text) return readNote(tx, asked);
    if (kept!.version !== version) {
      throw new Refusal('stale_note', 409, 'Somebody has written since this note was read.', {
        note: await readNote(tx, asked),
      });
    }
    await row(
      tx,
      sql`UPDATE day_notes SET text = ${text}, version = version + 1, staff_id = ${staffId}, at = ${now.toISOString()}
           WHERE ${where}`,
    );
    const note = await readNote(tx, asked);
    await announce(tx, { organizationId, restaurantId: owner.id }, { kind: 'note', note });
    return note;
  });
}
