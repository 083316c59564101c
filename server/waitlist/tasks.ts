import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import type { Tasks } from '../jobs/run.ts';
import { asSms } from '../messaging/segments.ts';
import { queueMessages } from '../messaging/send.ts';
import { sendsEmail, sendsSms } from '../messaging/tasks.ts';
import { readWordings } from '../messaging/wording.ts';
import type { Links } from '../reservations/booking.ts';
import { type Told, tellJoined, tellOffer, tellPassed, tellQueued, tellReady } from './letters.ts';
import { lapseOffers, offerRound } from './offer.ts';
import { announceWait, becomes, lockWait, readWait, type Wait, waitUrl } from './wait.ts';

type TaskDeps = {
  em: () => EntityManager;
  config: Links & Parameters<typeof sendsEmail>[0] & Parameters<typeof sendsSms>[0];
  clock: () => Date;
};

/**
 * What the waitlist does in the background. Messages are written when they are sent, so that nobody is told of an offer
 * that is over.
 */
export function waitlistTasks({ em, config, clock }: TaskDeps): Tasks {
  const ways = (wait: Wait) => ({
    page: waitUrl(config, wait.id),
    book: `${config.baseUrl}/r/${wait.slug}?lang=${wait.locale}`,
  });
  const saidBy = async (wait: Wait) => (await readWordings(em(), [wait]))(wait);
  const send = (wait: Wait, kind: string, which: string, told: Told) =>
    tell(em(), wait, { kind, which, ...told }, { email: sendsEmail(config), sms: sendsSms(config) });
  return {
    waitlist_round: ({ restaurant, day }) =>
      offerRound(em(), { restaurantId: restaurant!, day: day! }, clock()),
    lapse_offer: ({ wait }) => lapseOffers(em(), clock(), wait!),
    waitlist_timetable: () => allRounds(em, clock()),
    send_wait_joined: async ({ wait: id }) => {
      const joined = await readWait(em(), id!);
      // Whose contact this is waits already: they are led to what they have, once, however often it is typed in.
      const wait = joined?.echoOf ? await readWait(em(), joined.echoOf) : joined;
      if (!wait || (wait.status !== 'waiting' && wait.status !== 'notified')) return;
      const which = joined?.echoOf ? 'joined_again' : 'joined';
      const tellIn = wait.kind === 'list' ? tellJoined : tellQueued;
      const told = tellIn(wait, ways(wait), await saidBy(wait));
      await send(wait, 'waitlist_joined', which, told);
    },
    send_wait_offer: async ({ wait: id, offers }) => {
      const wait = await readWait(em(), id!);
      if (wait?.status !== 'offered' || String(wait.offers) !== offers || wait.lapsed) return;
      await send(wait, 'waitlist_offer', `offer:${offers}`, tellOffer(wait, ways(wait), await saidBy(wait)));
    },
    send_wait_passed: async ({ wait: id, offers }) => {
      const wait = await readWait(em(), id!);
      if (wait?.status !== 'passed' || String(wait.offers) !== offers) return;
      await send(
        wait,
        'waitlist_passed',
        `passed:${offers}`,
        tellPassed(wait, ways(wait), await saidBy(wait)),
      );
    },
    send_table_ready: async ({ wait: id, revision }) => {
      const wait = await readWait(em(), id!);
      if (wait?.status !== 'notified' || String(wait.revision) !== revision) return;
      await send(wait, 'table_ready', `ready:${revision}`, tellReady(wait, ways(wait), await saidBy(wait)));
    },
  };
}

/**
 * Through their chat on WhatsApp when they came from one; else by email, else by SMS. To those who left no contact, and
 * those who the staff said are not to be written to, nothing.
 */
async function tell(
  em: EntityManager,
  wait: Wait,
  message: Told & { kind: string; which: string },
  leaves: { email: boolean; sms: boolean },
): Promise<void> {
  const { organizationId, restaurantId, guestId, locale, email, phone } = wait;
  if (!wait.notify) return;
  const businessKey = `wait:${wait.id}:${message.which}`;
  const about = { organizationId, restaurantId, guestId, locale, businessKey, kind: message.kind };
  if (phone && (await isOnWhatsApp(em, wait))) {
    const chat = {
      ...about,
      businessKey: `reservation:${businessKey}`,
      channel: 'whatsapp' as const,
      recipient: phone,
      subject: null,
      text: message.line,
      html: null,
      instead: email ? { to: email, ...message.letter } : undefined,
    };
    await queueMessages(em, [chat]);
    return;
  }
  if (email) {
    await queueMessages(
      em,
      [{ ...about, channel: 'email', recipient: email, ...message.letter }],
      leaves.email,
    );
  } else if (phone) {
    const sms = {
      ...about,
      channel: 'sms' as const,
      recipient: phone,
      subject: null,
      text: asSms(message.line),
      html: null,
    };
    await queueMessages(em, [sms], leaves.sms);
  }
}

/**
 * Whether the chat that they came from is one on WhatsApp, whose line proves their number, where they did not ask for
 * silence, and the line is up: an offer of fifteen minutes does not wait for one that is not.
 */
async function isOnWhatsApp(em: EntityManager, { conversationId, phone }: Wait): Promise<boolean> {
  if (!conversationId) return false;
  const chat = await row(
    em,
    sql`SELECT 1 FROM conversations c
          JOIN lines l ON l.restaurant_id = c.restaurant_id AND l.organization_id = c.organization_id
         WHERE c.id = ${conversationId} AND c.transport = 'whatsapp' AND c.verified_phone = ${phone}
           AND l.state = 'ready' AND c.reminders IS DISTINCT FROM false`,
  );
  return chat !== null;
}

/**
 * What no event calls for: offers whose job was lost, hours that are over, holds that ended by themselves. Whatever was
 * missed is made good within minutes; nobody is moved for it, since that is searched for when something is freed.
 */
async function allRounds(em: () => EntityManager, now: Date): Promise<void> {
  await lapseOffers(em(), now);
  await endThoseOver(em(), now);
  const days = await rows<{ restaurantId: string; day: string }>(
    em(),
    sql`SELECT DISTINCT restaurant_id AS "restaurantId", service_date::text AS day FROM waits
         WHERE kind = 'list' AND status = 'waiting' AND echo_of IS NULL`,
  );
  for (const at of days) await offerRound(em(), at, now, false);
}

/** Waits whose hours are over end: a range when its last minute has passed, the queue when its night has. */
async function endThoseOver(em: EntityManager, now: Date): Promise<void> {
  const over = await rows<{ id: string }>(
    em,
    sql`SELECT w.id FROM waits w
          JOIN restaurants x ON x.id = w.restaurant_id AND x.organization_id = w.organization_id
         WHERE w.status IN ('waiting', 'notified')
           AND (w.service_date + make_interval(mins => coalesce(w.to_minute, 1680)::int)) AT TIME ZONE x.time_zone
               < ${now.toISOString()}::timestamptz`,
  );
  for (const { id } of over) {
    await em.fork().transactional(async (tx) => {
      const wait = await lockWait(tx, id);
      if (wait.status !== 'waiting' && wait.status !== 'notified') return;
      await becomes(tx, wait, 'expired', { by: 'clock' }, now);
      if (!wait.echoOf) await announceWait(tx, wait);
    });
  }
}
