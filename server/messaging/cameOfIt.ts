import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { Outcome } from './contract.ts';

/** What a provider tells of a message that it was given. */
export type ToldOf = {
  kind: Outcome;
  at: Date;
  /** The provider's name for the message. */
  providerId: string;
  /** Our own name for it, when the provider gives it back: it may tell before its answer to us was written down. */
  message: string | null;
};

const kinds: Record<string, Outcome> = {
  'email.delivered': 'delivered',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
  'email.bounced': 'bounced',
  // Taken by Resend and never handed on: for the guest and the house it is the same.
  'email.suppressed': 'bounced',
  'email.failed': 'bounced',
  'email.complained': 'complained',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what Resend tells; null when it is of another kind or shape. Addresses, subjects and links stay unread. */
export function readResend(body: Buffer): ToldOf | null {
  let event: { type?: unknown; created_at?: unknown; data?: { email_id?: unknown; tags?: unknown } } | null;
  try {
    event = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  const kind = kinds[String(event?.type)];
  const at = new Date(String(event?.created_at));
  const providerId = event?.data?.email_id;
  const message = (event?.data?.tags as { message?: unknown } | undefined)?.message;
  if (!kind || Number.isNaN(at.getTime()) || typeof providerId !== 'string') return null;
  return {
    kind,
    at,
    providerId,
    message: typeof message === 'string' && UUID.test(message) ? message : null,
  };
}

/**
 * Adds what a provider told to what is known of its message. `eventId` names the telling: told again, it counts
 * once. What is told of a message that is not ours is nobody's.
 */
export async function note(em: EntityManager, eventId: string, told: ToldOf): Promise<void> {
  const { kind, at, providerId, message } = told;
  await row(
    em,
    sql`
      INSERT INTO message_events (organization_id, message_id, kind, at, provider_event_id)
      SELECT organization_id, id, ${kind}, ${at.toISOString()}::timestamptz, ${eventId} FROM messages
       WHERE channel = 'email' AND (id = ${message}::uuid OR provider_id = ${providerId})
       ORDER BY id = ${message}::uuid DESC NULLS LAST, id DESC LIMIT 1
      ON CONFLICT (organization_id, provider_event_id) DO NOTHING`,
  );
}
