import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import type { StaffActor } from '../serve.ts';
import type { Session } from './contract.ts';

/** How long a session lasts after the sign-in. A tablet at the door stays signed in for a season's week. */
export const SESSION_DAYS = 14;
export const SESSION_COOKIE = 'couvert_session';

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Opens a session; answers the secret that goes into the cookie and nowhere else. */
export async function openSession(
  em: EntityManager,
  member: { id: string; organizationId: string },
  now: Date,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
  await row(
    em,
    sql`INSERT INTO staff_sessions (secret_hash, organization_id, staff_id, expires_at)
        VALUES (${hash(secret)}, ${member.organizationId}, ${member.id}, ${expires})`,
  );
  return secret;
}

/** Ends a session, here and on every open panel at its next pulse. */
export async function endSession(em: EntityManager, secret: string): Promise<void> {
  await row(em, sql`DELETE FROM staff_sessions WHERE secret_hash = ${hash(secret)}`);
}

/** Who a session belongs to; null when it ended or never was. */
export function sessionActor(em: EntityManager, secret: string, now: Date): Promise<StaffActor | null> {
  return row<StaffActor>(
    em,
    sql`SELECT 'staff' AS kind, m.id, m.organization_id AS "organizationId", m.role
          FROM staff_sessions s
          JOIN staff_members m ON m.id = s.staff_id AND m.organization_id = s.organization_id
         WHERE s.secret_hash = ${hash(secret)} AND s.expires_at > ${now.toISOString()}`,
  );
}

/** Forgets sessions that have expired and failures nobody will be slowed by any more. */
export async function forgetExpired(em: EntityManager, now: Date): Promise<void> {
  await row(em, sql`DELETE FROM staff_sessions WHERE expires_at <= ${now.toISOString()}`);
  await row(
    em,
    sql`DELETE FROM sign_in_failures WHERE last_at < ${now.toISOString()}::timestamptz - interval '1 day'`,
  );
}

/** What a panel must know after signing in. */
export async function sessionOf(
  em: EntityManager,
  who: { id: string; organizationId: string },
): Promise<Session> {
  const staff = await row<Session['staff'] & { organizationName: string }>(
    em,
    sql`SELECT m.id, m.name, m.email, m.role, m.locale, o.name AS "organizationName"
          FROM staff_members m JOIN organizations o ON o.id = m.organization_id
         WHERE m.id = ${who.id} AND m.organization_id = ${who.organizationId}`,
  );
  const restaurants = await rows<{
    slug: string;
    name: string;
    timeZone: string;
    country: string;
    locale: Locale;
    accent: string | null;
  }>(
    em,
    sql`SELECT slug, name, time_zone AS "timeZone", country, locale, accent
          FROM restaurants WHERE organization_id = ${who.organizationId} ORDER BY created_at, name`,
  );
  return {
    staff: staff!,
    organization: { id: who.organizationId, name: staff!.organizationName },
    restaurants,
  };
}
