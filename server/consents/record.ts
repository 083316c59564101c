import type { EntityManager } from '@mikro-orm/postgresql';
import type { Channel, Locale } from '../contract/words.ts';
import { row, rows, sql } from '../db/sql.ts';
import { notFound } from '../refusal.ts';
import type { ConsentEntry, GuestConsents } from './contract.ts';
import { consentWords } from './words.ts';

const channels: Channel[] = ['email', 'sms', 'whatsapp'];

/**
 * What a guest agreed to while booking, as record.sql writes it down: the boxes they ticked, each with the exact
 * words. A box left empty is not a no: it changes nothing. Refuses a version of the words that never was.
 */
export function agreedTo(
  given: Partial<Record<Channel, boolean>> & { version?: string },
  locale: Locale,
  restaurantName: string,
): { agreed: { channel: Channel; words: string }[]; wordsVersion: string } {
  const words = consentWords(given.version, locale, restaurantName);
  const ticked = channels.filter((channel) => given[channel] === true);
  return {
    agreed: ticked.map((channel) => ({ channel, words: words[channel] })),
    wordsVersion: words.version,
  };
}

/** How a guest stands at a restaurant, and the ledger behind it. Another organisation's guest is a 404. */
export async function consentsOf(
  em: EntityManager,
  organizationId: string,
  guestId: string,
  restaurant: { id: string; slug: string },
): Promise<GuestConsents> {
  const guest = await row(
    em,
    sql`SELECT 1 FROM guests WHERE id = ${guestId} AND organization_id = ${organizationId}`,
  );
  if (!guest) throw notFound('guest');
  const standings = await rows<{ channel: Channel; state: GuestConsents['email']['state']; since: string }>(
    em,
    sql`SELECT channel, state, iso(since) AS since FROM consent_standings
         WHERE organization_id = ${organizationId} AND guest_id = ${guestId} AND restaurant_id = ${restaurant.id}`,
  );
  const ledger = await rows<ConsentEntry>(
    em,
    sql`SELECT id, channel, state, iso(at) AS at, source, locale, words FROM consents
         WHERE organization_id = ${organizationId} AND guest_id = ${guestId} AND restaurant_id = ${restaurant.id}
         ORDER BY at DESC, id DESC LIMIT 200`,
  );
  const standing = (channel: Channel) => {
    const found = standings.find((line) => line.channel === channel);
    return found ? { state: found.state, since: found.since } : { state: 'none' as const, since: null };
  };
  return {
    restaurant: restaurant.slug,
    email: standing('email'),
    sms: standing('sms'),
    whatsapp: standing('whatsapp'),
    ledger,
  };
}

/** Four figures over the guest book (F66 to F69). `month` is any day of the month meant. */
export async function guestSummary(
  em: EntityManager,
  organizationId: string,
  restaurantId: string,
  month: string,
) {
  const summary = await row<{ total: number; newThisMonth: number; emailOptIns: number; smsOptIns: number }>(
    em,
    sql`SELECT
      (SELECT count(*)::int FROM guests WHERE organization_id = ${organizationId}) AS total,
      (SELECT count(*)::int FROM guests WHERE organization_id = ${organizationId}
          AND first_visit >= date_trunc('month', ${month}::date)::date
          AND first_visit < (date_trunc('month', ${month}::date) + interval '1 month')::date) AS "newThisMonth",
      (SELECT count(*)::int FROM consent_standings WHERE organization_id = ${organizationId}
          AND restaurant_id = ${restaurantId} AND channel = 'email' AND state = 'explicit') AS "emailOptIns",
      (SELECT count(*)::int FROM consent_standings WHERE organization_id = ${organizationId}
          AND restaurant_id = ${restaurantId} AND channel = 'sms' AND state = 'explicit') AS "smsOptIns"`,
  );
  return summary!;
}
