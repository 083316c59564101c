import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hash, verify } from '@node-rs/argon2';
import { row, rows, sql } from '../db/sql.ts';
import { Refusal } from '../refusal.ts';

/** OWASP's least for argon2id: 19 MiB, two passes, one lane (the library's default variant is argon2id). */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password, to be kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2id);
}

/** Checked when no member has the address, so that the time taken does not tell who works here. */
const nobody = hashPassword('no one has this password');

const FREE_FAILURES = 4;
const LONGEST_WAIT = 15 * 60;

/**
 * Finds the member behind an address and a password. Refuses with 401 sign_in_failed whichever of the two is
 * wrong. After four failures in a row from one place for one address, each further one doubles the wait, from
 * 2 seconds to 15 minutes: until then 429 sign_in_slowed, with `retryAfter` in seconds, and the password is
 * not even looked at. A wait is for that place alone, so nobody can lock the owner out from elsewhere.
 */
export async function signIn(
  em: EntityManager,
  given: { email: string; password: string; from: string },
  now: Date,
): Promise<{ id: string; organizationId: string }> {
  const email = given.email.trim().toLowerCase();
  const who = createHash('sha256').update(`${email} ${given.from}`).digest('base64url');
  await countAttempt(em, who, now);
  const members = await rows<{ id: string; organizationId: string; passwordHash: string }>(
    em,
    sql`SELECT id, organization_id AS "organizationId", password_hash AS "passwordHash"
          FROM staff_members WHERE email = ${email} ORDER BY created_at LIMIT 5`,
  );
  if (members.length === 0) await verify(await nobody, given.password);
  for (const member of members) {
    if (await verify(member.passwordHash, given.password)) {
      await row(em, sql`DELETE FROM sign_in_failures WHERE who = ${who}`);
      return member;
    }
  }
  throw new Refusal('sign_in_failed', 401, 'The address or the password is wrong.');
}

/** Counts before the password is checked: a hundred guesses at one moment are a hundred, not one. */
async function countAttempt(em: EntityManager, who: string, now: Date): Promise<void> {
  const at = now.toISOString();
  const counted = await row<{ allowed: boolean }>(
    em,
    sql`INSERT INTO sign_in_failures AS f (who, failures, last_at, free_at) VALUES (${who}, 1, ${at}, ${at})
        ON CONFLICT (who) DO UPDATE
          SET failures = f.failures + 1, last_at = ${at},
              free_at = CASE WHEN f.failures + 1 <= ${FREE_FAILURES} THEN ${at}::timestamptz
                ELSE ${at}::timestamptz + make_interval(secs => least(${LONGEST_WAIT}, power(2, least(f.failures + 1 - ${FREE_FAILURES}, 20)))) END
          WHERE f.free_at <= ${at}::timestamptz
        RETURNING true AS allowed`,
  );
  if (counted) return;
  const slowed = await row<{ wait: number }>(
    em,
    sql`SELECT greatest(1, ceil(extract(epoch FROM free_at - ${at}::timestamptz)))::int AS wait
          FROM sign_in_failures WHERE who = ${who}`,
  );
  throw new Refusal('sign_in_slowed', 429, 'Too many failures; wait before the next try.', {
    retryAfter: slowed?.wait ?? 1,
  });
}
