import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { notFound } from '../refusal.ts';
import type { Outbound, Transport } from './contract.ts';
import { conversationRow } from './row.ts';

/** How many messages a line is given at once: it comes back for the rest. */
const MOST = 20;

/** A line, as far as messages for it are concerned; without a restaurant or an address: all. */
export type Which = {
  transport: Transport;
  restaurant?: string | undefined;
  address?: string | undefined;
};

/**
 * Takes the messages that wait for a line: answers first, then the rest, oldest first. A chat in which the guest
 * never wrote is a first contact: of those, a restaurant's line gets so many a day (UTC) and the others wait.
 * What is taken counts as attempted from now on; one that had been before says when, so that the line looks
 * whether it was sent after all. With each goes the template by which its restaurant says such things later than a
 * line takes free text, if it named one. A message whose reason has passed (an email went out instead) is not given.
 */
export function takeOutbound(em: EntityManager, which: Which, now: Date): Promise<Outbound[]> {
  const { transport, restaurant = null, address = null } = which;
  return em.transactional((em) =>
    rows(
      em,
      sql<Outbound>`
        WITH waiting AS (
          SELECT m.id, m.organization_id, m.attempted_at, m.purpose, m.at, m.position, c.restaurant_id, c.address,
                 m.text, m.choices, heard.at AS heard_at,
                 CASE WHEN t.name IS NULL THEN m.template
                      ELSE jsonb_build_object('name', t.name, 'language', t.language,
                             'values', coalesce(m.template -> 'values', jsonb_build_array(m.text))) END AS template,
                 CASE WHEN heard.at IS NULL AND m.purpose = 'reservation' AND m.attempted_at IS NULL
                      THEN row_number() OVER (PARTITION BY c.restaurant_id, heard.at IS NULL, m.purpose = 'reservation',
                                                           m.attempted_at IS NULL
                                                  ORDER BY m.at, m.id)
                      ELSE 0 END AS first_contact
            FROM conversation_messages m
            JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
            JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
            LEFT JOIN LATERAL (
              SELECT coalesce(i.written_at, i.at) AS at FROM conversation_messages i
               WHERE i.conversation_id = c.id AND i.organization_id = c.organization_id AND i.direction = 'in'
               ORDER BY i.position DESC LIMIT 1) heard ON true
            LEFT JOIN line_templates t ON t.restaurant_id = c.restaurant_id AND t.organization_id = c.organization_id
              AND t.purpose = CASE m.purpose WHEN 'answer' THEN 'answer' ELSE 'reservation' END
              AND t.locale = coalesce(m.template ->> 'language', c.locale, r.locale)
           WHERE m.state = 'queued' AND c.transport = ${transport}
             AND (${restaurant}::text IS NULL OR r.slug = ${restaurant})
             AND (${address}::text IS NULL OR c.address = ${address})),
        made AS (
          SELECT c.restaurant_id, count(*) AS contacts
            FROM conversation_messages m
            JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
           WHERE m.direction = 'out' AND m.purpose = 'reservation' AND c.transport = ${transport}
             AND m.attempted_at >= date_trunc('day', ${now}::timestamptz, 'UTC')
             AND NOT EXISTS (SELECT 1 FROM conversation_messages i
                              WHERE i.conversation_id = c.id AND i.organization_id = c.organization_id
                                AND i.direction = 'in')
           GROUP BY c.restaurant_id),
        given AS (
          SELECT w.* FROM waiting w
            LEFT JOIN made ON made.restaurant_id = w.restaurant_id
            LEFT JOIN lines l ON l.restaurant_id = w.restaurant_id AND l.organization_id = w.organization_id
           WHERE w.first_contact = 0
              OR w.first_contact + coalesce(made.contacts, 0) <= coalesce(l.first_contacts_a_day, 20)
           ORDER BY w.purpose = 'answer' DESC, w.at, w.position LIMIT ${MOST}),
        marked AS (
          UPDATE conversation_messages m SET attempted_at = ${now}
            FROM given WHERE m.id = given.id AND m.organization_id = given.organization_id)
        SELECT id, address, text,
               choices, template, iso(heard_at) AS "heardAt", iso(attempted_at) AS "attemptedAt"
          FROM given ORDER BY purpose = 'answer' DESC, at, position`,
    ).then((found) => found.map(withoutNulls)),
  );
}

/** What is absent is left out, as the contract has it. */
function withoutNulls(message: Outbound): Outbound {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null)) as Outbound;
}

/**
 * Notes what came of handing a message over; `queued`: it was not, and waits on as if nobody had tried. Said twice,
 * the last word counts, except that what was sent stays sent. 404 `not_found` when there is no such message.
 */
export async function acknowledge(
  em: EntityManager,
  id: string,
  told: { state: 'sent' | 'failed' | 'queued'; externalId?: string | undefined; why?: string | undefined },
): Promise<void> {
  const { state, externalId = null, why = null } = told;
  await em.transactional(async (em) => {
    const message = await row(
      em,
      sql<Kept>`SELECT ${keptColumns} FROM conversation_messages
                 WHERE id = ${id} AND direction = 'out' FOR UPDATE`,
    );
    if (!message) throw notFound('reply');
    if (message.state !== 'queued' && message.state !== 'failed') return;
    await row(
      em,
      sql`UPDATE conversation_messages
             SET state = ${state}, external_id = coalesce(external_id, ${externalId}), fault = ${why},
                 attempted_at = CASE WHEN ${state} = 'queued' THEN NULL ELSE attempted_at END,
                 sent_at = CASE WHEN ${state} = 'sent' THEN clock_timestamp() ELSE sent_at END
           WHERE id = ${message.id} AND organization_id = ${message.organizationId}`,
    );
    if (message.messageId && state !== 'queued') await tellMessage(em, message, state, externalId, why);
    await tellStaff(em, message, state === 'failed' && (await isLost(em, message)));
  });
}

const RANK = ['queued', 'sent', 'delivered', 'read'];

/**
 * Notes what became of a message on its line. A later fate counts for those before it, none is taken back, and
 * `failed` only follows `queued` and `sent`. Answers whether there is such a message.
 */
export async function noteFate(
  em: EntityManager,
  told: {
    restaurant: string;
    transport: Transport;
    externalId: string;
    state: 'sent' | 'delivered' | 'read' | 'failed';
    /** Our own id of the message, when the line gives it back: known before the line's id was written down. */
    message?: string | undefined;
    why?: string | undefined;
  },
): Promise<boolean> {
  return em.transactional(async (em) => {
    const message = await row(
      em,
      sql<Kept>`
        SELECT ${keptColumns} FROM conversation_messages
         WHERE (external_id = ${told.externalId} OR id = ${told.message ?? null}) AND direction = 'out'
           AND conversation_id IN (
             SELECT c.id FROM conversations c
               JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
              WHERE r.slug = ${told.restaurant} AND c.transport = ${told.transport})
           FOR UPDATE`,
    );
    if (!message) return false;
    const { state } = told;
    const later =
      state === 'failed'
        ? message.state === 'queued' || message.state === 'sent'
        : RANK.indexOf(state) > RANK.indexOf(message.state);
    if (!later) return true;
    await row(
      em,
      sql`UPDATE conversation_messages
             SET state = ${state}, external_id = coalesce(external_id, ${told.externalId}),
                 fault = CASE WHEN ${state} = 'failed' THEN ${told.why ?? 'refused by the line'} ELSE fault END,
                 sent_at = coalesce(sent_at, CASE WHEN ${state} <> 'failed' THEN clock_timestamp() END),
                 delivered_at = coalesce(delivered_at,
                                         CASE WHEN ${state} IN ('delivered', 'read') THEN clock_timestamp() END),
                 read_at = coalesce(read_at, CASE WHEN ${state} = 'read' THEN clock_timestamp() END)
           WHERE id = ${message.id} AND organization_id = ${message.organizationId}`,
    );
    if (message.messageId) await tellMessage(em, message, state, told.externalId, told.why ?? null);
    await tellStaff(em, message, state === 'failed' && (await isLost(em, message)));
    return true;
  });
}

/** Messages that a line was given in the last two days and of which it has not said that they arrived: the last 200. */
export async function undelivered(
  em: EntityManager,
  { restaurant, transport }: { restaurant: string; transport: Transport },
): Promise<string[]> {
  const found = await rows(
    em,
    sql<{ id: string }>`
      SELECT m.external_id AS id
        FROM conversation_messages m
        JOIN conversations c ON c.id = m.conversation_id AND c.organization_id = m.organization_id
        JOIN restaurants r ON r.id = c.restaurant_id AND r.organization_id = c.organization_id
       WHERE r.slug = ${restaurant} AND c.transport = ${transport} AND m.direction = 'out' AND m.state = 'sent'
         AND m.external_id IS NOT NULL AND m.sent_at > now() - interval '2 days'
       ORDER BY m.sent_at DESC LIMIT 200`,
  );
  return found.map(({ id }) => id);
}

type Kept = {
  id: string;
  organizationId: string;
  conversationId: string;
  messageId: string | null;
  staffId: string | null;
  state: string;
};

const keptColumns = sql`id, organization_id AS "organizationId", conversation_id AS "conversationId",
  message_id AS "messageId", staff_id AS "staffId", state`;

/** Whether the house's news about a reservation reached its guest by no way: no email goes, or went, in its place. */
async function isLost(em: EntityManager, { messageId, organizationId }: Kept): Promise<boolean> {
  if (messageId === null) return false;
  const lost = await row(
    em,
    sql`SELECT 1 FROM messages m
         WHERE m.id = ${messageId} AND m.organization_id = ${organizationId} AND m.instead IS NULL
           AND NOT EXISTS (SELECT 1 FROM messages e WHERE e.organization_id = m.organization_id
                              AND e.business_key = m.business_key || ':email')`,
  );
  return lost !== null;
}

/** Whoever of the staff wrote a message sees what becomes of it; where the guest was not reached, a person is called. */
async function tellStaff(
  em: EntityManager,
  { conversationId, organizationId, staffId }: Kept,
  callPerson: boolean,
): Promise<void> {
  if (staffId === null && !callPerson) return;
  const chat = await row(
    em,
    sql<{ restaurantId: string }>`
      UPDATE conversations SET needs_person = needs_person OR (${callPerson} AND staff_spoke_at IS NULL)
       WHERE id = ${conversationId} AND organization_id = ${organizationId}
      RETURNING restaurant_id AS "restaurantId"`,
  );
  const conversation = await conversationRow(em, conversationId);
  await announce(
    em,
    { organizationId, restaurantId: chat!.restaurantId },
    { kind: 'conversation', conversation },
  );
}

/** What is told of a chat's message is told of the message to the guest that it carries. */
async function tellMessage(
  em: EntityManager,
  { organizationId, messageId }: Kept,
  state: 'sent' | 'delivered' | 'read' | 'failed',
  externalId: string | null,
  why: string | null,
): Promise<void> {
  await row(
    em,
    state === 'failed'
      ? sql`UPDATE messages SET status = 'failed', error = ${why ?? 'refused by the line'}
             WHERE id = ${messageId} AND organization_id = ${organizationId}`
      : sql`UPDATE messages SET status = 'sent', error = NULL, provider_id = coalesce(provider_id, ${externalId}),
                                sent_at = coalesce(sent_at, clock_timestamp())
             WHERE id = ${messageId} AND organization_id = ${organizationId}`,
  );
  const kind = state === 'read' ? 'opened' : state === 'delivered' ? 'delivered' : null;
  if (!kind) return;
  await row(
    em,
    sql`INSERT INTO message_events (organization_id, message_id, kind, at, provider_event_id)
        VALUES (${organizationId}, ${messageId}, ${kind}, clock_timestamp(), ${`line:${messageId}:${kind}`})
        ON CONFLICT (organization_id, provider_event_id) DO NOTHING`,
  );
}
