import type { EntityManager } from '@mikro-orm/postgresql';
import type { Service } from '../availability/service.ts';
import type { Locale } from '../contract/words.ts';
import { row, sql } from '../db/sql.ts';
import { introduce } from '../guests/introduction.ts';
import { madeBefore } from '../idempotency.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { Refusal } from '../refusal.ts';
import type { Source } from '../reservations/contract.ts';
import type { WaitKind } from './contract.ts';
import { announceWait, readWait, type Wait } from './wait.ts';

/** A wait to be written: read, trimmed, its contacts in the form in which they are kept. */
export type NewWait = {
  kind: WaitKind;
  day: string;
  fromMinute: number | null;
  toMinute: number | null;
  party: number;
  area: string | null;
  guest: Person;
  remark: string | null;
  locale: Locale;
  source: Source;
  addedBy: string | null;
  conversation: string | null;
  notify: boolean;
  quotedMinutes: number | null;
  agreed: object[];
  wordsVersion: string;
  key: string | null;
  requestHash: string | null;
};

export type Person = {
  id: string | null;
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
};

/**
 * Writes a wait whole or not at all: the guest found or made, the consents, the message, the news to the panels; and
 * asks for a round, since something may have been freed while it was written. The same key answers the same wait.
 *
 * Whose contact waits for that day and party already is told so in their own chat or by the staff (409
 * already_waiting) alone. Anybody else who types that contact gets what everybody gets, an echo that nothing is offered
 * to; whose contact it is reads of the wait they have. Refuses with 422 key_reused.
 */
export async function writeWait(em: EntityManager, service: Service, wish: NewWait): Promise<Wait> {
  const { organizationId, id: restaurantId } = service;
  const { guest } = wish;
  const known = guest.phone !== null || guest.email !== null;
  return em.fork().transactional(async (tx) => {
    let guestId = guest.id;
    if (!guestId && known) {
      const who = introduce({ ...guest, locale: wish.locale, source: wish.source });
      const found = await row<{ id: string }>(
        tx,
        sql`SELECT know_guest(${organizationId}, ${JSON.stringify(who)}::jsonb) AS id`,
      );
      guestId = found!.id;
    }
    const written = await insertWait(tx, service, wish, guestId);
    if ('stands' in written) return (await readWait(tx, written.stands))!;
    const { id, echoes } = written;
    if (guestId && wish.agreed.length > 0) {
      await row(
        tx,
        sql`SELECT record_consents(${organizationId}, ${restaurantId}, ${guestId}, ${JSON.stringify(wish.agreed)}::jsonb,
              ${wish.wordsVersion}, ${wish.source}, ${wish.locale})`,
      );
    }
    if (wish.notify && known) await enqueue(tx, 'send_wait_joined', { wait: id });
    if (wish.kind === 'list' && !echoes)
      await enqueue(tx, 'waitlist_round', { restaurant: restaurantId, day: wish.day });
    if (!echoes) await announceWait(tx, { id, organizationId, restaurantId });
    return (await readWait(tx, id))!;
  });
}

/** How often we look anew for the wait that was in the way, and had ended by then. */
const ATTEMPTS = 3;

/** Writes the row. `stands`: there is one already, and whoever asks may know it. */
async function insertWait(
  em: EntityManager,
  service: Service,
  wish: NewWait,
  guestId: string | null,
): Promise<{ id: string; echoes: boolean } | { stands: string }> {
  let echoOf: string | null = null;
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    const id = await insert(em, service, wish, guestId, echoOf);
    if (id) return { id, echoes: echoOf !== null };
    const earlier = await joinedWith(em, service, wish);
    if (earlier) return { stands: earlier };
    const standing = await standingFor(em, service, wish);
    if (standing && wish.addedBy) {
      throw new Refusal('already_waiting', 409, 'This contact waits for that day and party already.');
    }
    if (standing?.own) return { stands: standing.id };
    echoOf = standing?.id ?? null;
  }
  throw new Error('the waitlist of that day does not keep still');
}

async function insert(
  em: EntityManager,
  service: Service,
  wish: NewWait,
  guestId: string | null,
  echoOf: string | null,
): Promise<string | null> {
  const { organizationId, id: restaurantId } = service;
  const { guest } = wish;
  const written = await row<{ id: string }>(
    em,
    sql`INSERT INTO waits (organization_id, restaurant_id, kind, guest_id, status_at, service_date, from_minute, to_minute,
                           party, area, remark, source, locale, first_name, last_name, email, phone, joined_at, added_by,
                           conversation_id, notify, quoted_minutes, idempotency_key, request_hash, echo_of)
        SELECT ${organizationId}, ${restaurantId}, ${wish.kind}, ${guestId}, moment, ${wish.day}::date, ${wish.fromMinute},
               ${wish.toMinute}, ${wish.party}, ${wish.area}, ${wish.remark}, ${wish.source}, ${wish.locale},
               ${guest.firstName}, ${guest.lastName}, ${guest.email}, ${guest.phone}, moment, ${wish.addedBy}::uuid,
               (SELECT c.id FROM conversations c
                 WHERE c.id::text = ${wish.conversation} AND c.restaurant_id = ${restaurantId}
                   AND c.organization_id = ${organizationId}),
               ${wish.notify}, ${wish.quotedMinutes}, ${wish.key}, ${wish.requestHash}, ${echoOf}::uuid
          FROM clock_timestamp() AS moment
        ON CONFLICT DO NOTHING RETURNING id`,
  );
  return written?.id ?? null;
}

/**
 * The wait of a contact for a day and party. `own`: it was begun in the chat that asks, or under the number that this
 * chat proves, so whoever writes there may know it.
 */
function standingFor(
  em: EntityManager,
  service: Service,
  { day, party, guest, conversation }: NewWait,
): Promise<{ id: string; own: boolean } | null> {
  return row<{ id: string; own: boolean }>(
    em,
    sql`SELECT w.id, EXISTS (
                 SELECT 1 FROM conversations c
                  WHERE c.id::text = ${conversation} AND c.organization_id = w.organization_id
                    AND (c.id = w.conversation_id OR c.verified_phone = w.phone)) AS own
          FROM waits w
         WHERE w.restaurant_id = ${service.id} AND w.organization_id = ${service.organizationId}
           AND w.service_date = ${day}::date AND w.party = ${party} AND w.kind = 'list'
           AND w.status IN ('waiting', 'offered') AND w.echo_of IS NULL
           AND (w.phone = ${guest.phone} OR w.email = ${guest.email})
         ORDER BY own DESC, w.joined_at LIMIT 1`,
  );
}

/** The wait that an Idempotency-Key has made already. Refuses a key that was used for another request. */
export async function joinedWith(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
  { key, requestHash }: { key: string | null; requestHash: string | null },
): Promise<string | null> {
  if (!key) return null;
  const found = await row<{ id: string; requestHash: string }>(
    em,
    sql`SELECT id, request_hash AS "requestHash" FROM waits
         WHERE organization_id = ${service.organizationId} AND restaurant_id = ${service.id} AND idempotency_key = ${key}`,
  );
  return madeBefore(found, requestHash);
}
