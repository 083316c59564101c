import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { openId } from '../token.ts';

/** Only the last tokens of a chat are looked at: it books a few times, not hundreds. */
const TOKENS_MOST = 20;

/** The guest to whom a number leads in the organisation's guest book; null when nobody or no number. */
export async function guestByPhone(
  em: EntityManager,
  organizationId: string,
  phone: string | null,
): Promise<string | null> {
  if (!phone) return null;
  const contact = await row(
    em,
    sql<{ guest: string }>`
      SELECT guest_id AS guest FROM guest_contacts
       WHERE organization_id = ${organizationId} AND kind = 'phone' AND value = ${phone}`,
  );
  return contact?.guest ?? null;
}

/**
 * The reservations that were made in a chat, as its memory tells: `state.tokens`, the tokens of the bookings made
 * there, oldest first; the last twenty. Tokens that are not ours tell nothing.
 */
export function bookingsIn(state: unknown, secret: string): string[] {
  const tokens = (state as { tokens?: unknown } | null)?.tokens;
  if (!Array.isArray(tokens)) return [];
  return tokens
    .filter((token) => typeof token === 'string')
    .slice(-TOKENS_MOST)
    .map((token) => openId(secret, 'booking', token))
    .filter((id) => id !== null);
}

/** The guest of the last of these reservations; another organisation's are nobody's. */
export async function guestByBookings(
  em: EntityManager,
  organizationId: string,
  bookings: string[],
): Promise<string | null> {
  if (bookings.length === 0) return null;
  const last = await row(
    em,
    sql<{ guest: string }>`
      SELECT r.guest_id AS guest
        FROM unnest(${bookings}::uuid[]) WITH ORDINALITY AS made (id, place)
        JOIN reservations r ON r.id = made.id AND r.organization_id = ${organizationId}
       ORDER BY place DESC LIMIT 1`,
  );
  return last?.guest ?? null;
}
