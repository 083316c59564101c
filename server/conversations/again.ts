import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { CloudLines } from './cloudWindow.ts';
import type { StaffChatMessage } from './contract.ts';
import { answerAsStaff, type Who } from './handover.ts';
import { staffMessages } from './row.ts';

/**
 * Sends once more what somebody of the staff wrote and what did not arrive: as a message of its own, so that what
 * is told late of the first one changes nothing. Twice is once. 404 `not_found`; 409 `not_failed`, and as answering.
 */
export async function sendAgain(
  em: EntityManager,
  who: Who,
  chat: string,
  message: string,
  lines: CloudLines,
): Promise<StaffChatMessage> {
  const [before] = await staffMessages(
    em,
    sql`m.id = ${message} AND m.conversation_id = ${chat} AND m.organization_id = ${who.organizationId}
        AND m.staff_id IS NOT NULL`,
  );
  if (!before) throw notFound('message');
  if (before.state !== 'failed') throw new Refusal('not_failed', 409, 'This message has not failed.');
  return answerAsStaff(em, who, chat, { key: `again:${message}`, text: before.text }, lines);
}
