import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { LockedChat } from './row.ts';

/** Letters and figures that nobody takes for one another: 32 of them, so that a code has 50 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
/** How long a code works, and how long tries at one are counted. */
export const LIFE_MINUTES = 15;

const shape = /(?<![\p{L}\p{N}-])C-([0-9A-HJKMNP-TV-Z]{10})(?![\p{L}\p{N}-])/u;

/** The first code that stands in a text, in whatever case; null when there is none. */
export function codeIn(text: string): string | null {
  return shape.exec(text.toUpperCase())?.[1] ?? null;
}

/** A fresh code for a chat, in the place of the one it had. Joins the transaction of `em`. */
export async function newCode(
  em: EntityManager,
  chat: LockedChat,
): Promise<{ code: string; expiresAt: string }> {
  const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const made = await row(
    em,
    sql<{ expiresAt: string }>`
      INSERT INTO chat_codes (organization_id, restaurant_id, conversation_id, code, expires_at)
      VALUES (${chat.organizationId}, ${chat.restaurantId}, ${chat.id}, ${code},
              clock_timestamp() + make_interval(mins => ${LIFE_MINUTES}))
      ON CONFLICT (conversation_id, organization_id)
        DO UPDATE SET code = EXCLUDED.code, expires_at = EXCLUDED.expires_at
      RETURNING iso(expires_at) AS "expiresAt"`,
  );
  return { code: `C-${code}`, expiresAt: made!.expiresAt };
}

/**
 * Uses a code of a restaurant up: the chat it was made for, which has it no more. `from`: whether that is a chat of a
 * page, or one of another line; a code of the other kind stays as it is. Null for one that does not work, or whose
 * chat a person has. Joins the transaction of `em`.
 */
export async function useCode(
  em: EntityManager,
  where: { organizationId: string; restaurantId: string },
  code: string,
  from: 'page' | 'line',
): Promise<string | null> {
  const mine = sql`k.organization_id = ${where.organizationId} AND k.restaurant_id = ${where.restaurantId}
    AND k.code = ${code} AND k.expires_at > clock_timestamp()`;
  // The chat first, then its code, as whoever makes one: so that neither waits for the other.
  const chat = await row(
    em,
    sql<{ id: string }>`
      SELECT c.id FROM chat_codes k
        JOIN conversations c ON c.id = k.conversation_id AND c.organization_id = k.organization_id
       WHERE ${mine} AND (c.transport = 'web') = ${from === 'page'} AND c.taken_by IS NULL AND NOT c.on_phone
         FOR UPDATE OF c`,
  );
  if (!chat) return null;
  const used = await row(em, sql`DELETE FROM chat_codes k WHERE ${mine} RETURNING 1 AS used`);
  return used ? chat.id : null;
}
