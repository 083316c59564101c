import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, mustBeDay } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { isBookable, slotsOf } from '../availability/slots.ts';
import { row, rows, sql } from '../db/sql.ts';
import { hashOf, keyReused } from '../idempotency.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { openId, sealId } from '../token.ts';
import type { Hold, HoldRequest } from './contract.ts';

/** How many holds one address has at a time: a family around one router, and no more. */
const MOST = 4;

const refusals: Record<string, () => Refusal> = {
  CV001: () => new Refusal('slot_taken', 409, 'Nothing is left at that time.', { reason: 'no_table' }),
  CV002: keyReused,
  no_slot_over_its_pace: () =>
    new Refusal('slot_taken', 409, 'Enough arrive at that time.', { reason: 'pace' }),
  CV004: () => new Refusal('too_many_holds', 429, 'This address keeps several tables already.'),
};

/**
 * Keeps a table for the minutes that the restaurant has set, for whoever books with the token. It ends by itself.
 * Refuses with 400 (a day that does not exist, an unknown area), 404, 409 slot_not_open, slot_taken, not_holdable
 * (others would have to move: that is done for a booking alone), 422 key_reused, 429 too_many_holds.
 */
export async function holdTable(
  em: EntityManager,
  secret: string,
  asked: { slug: string; request: HoldRequest; key: string | undefined; address: string },
  now: Date,
): Promise<Hold> {
  const { request, key } = asked;
  const { day, time, party } = request;
  mustBeDay(day);
  const { service, claims } = await loadService(em, asked.slug, around(day));
  const area = request.area?.trim() || undefined;
  if (area && !service.places.some((place) => place.area === area && place.offered === 'online')) {
    throw invalid('area', 'invalid', 'This restaurant has no such area.');
  }
  const slot = slotsOf(service, day, party, now, claims, area).find((candidate) => candidate.time === time);
  // A key that comes again finds its own table taken: what it was answered is looked for all the same.
  const bookable = slot !== undefined && isBookable(slot);
  const wish = {
    day,
    minute: slot?.minute ?? 0,
    party,
    shift: slot?.shift ?? '',
    startsAt: new Date(slot?.startsAt ?? 0).toISOString(),
    freeAt: new Date(slot?.freeAt ?? 1).toISOString(),
    places: bookable ? slot.places.map((place) => place.tableIds) : [],
    askedFrom: createHmac('sha256', secret).update(`hold:${asked.address}`).digest('base64url'),
    most: MOST,
    key: key ?? null,
    requestHash: hashOf(request),
  };
  try {
    const written = await row<{ hold: { id: string; until: string } }>(
      em,
      sql`SELECT hold_table(${service.organizationId}, ${service.id}, ${JSON.stringify(wish)}::jsonb) AS hold`,
    );
    const { id, until } = written!.hold;
    const seconds = Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000));
    return { token: sealId(secret, 'hold', id), until, seconds };
  } catch (fault) {
    const { code, constraint } = fault as { code?: string; constraint?: string };
    const refused = refusals[constraint ?? ''] ?? refusals[code ?? ''];
    if (!refused) throw fault;
    const refusal = refused();
    if (refusal.code !== 'slot_taken' || bookable) throw refusal;
    if (slot?.reason === 'pace') throw refusals.no_slot_over_its_pace!();
    if (slot?.status !== 'full') {
      const reason = slot?.reason ?? 'closed';
      throw new Refusal('slot_not_open', 409, 'This time cannot be booked.', { reason });
    }
    const [made] = await roomMadeOn(em, service, { day, party, area }, [slot]);
    if (made && isBookable(made)) {
      throw new Refusal('not_holdable', 409, 'It can be booked, and cannot be kept before.');
    }
    throw refusal;
  }
}

/** The hold behind a token, for a booking that brings it; null when it is not ours. */
export function openHold(secret: string, token: string): string | null {
  return openId(secret, 'hold', token);
}

/** Gives a hold up; one that is over or was given up stays so. Refuses a token that is not ours with 404. */
export async function giveUpHold(em: EntityManager, secret: string, token: string): Promise<void> {
  const id = openHold(secret, token);
  if (!id) throw notFound('hold');
  await row(em, sql`SELECT end_hold(organization_id, restaurant_id, id) FROM holds WHERE id = ${id}`);
}

/**
 * Forgets holds that are over, with their claims and their place in the pace. Nobody waits for it: whoever claims lets
 * go of those first. One at a time, so that no two slots are waited for at once.
 */
export async function forgetExpiredHolds(em: EntityManager): Promise<void> {
  const over = await rows<{ id: string }>(em, sql`SELECT id FROM holds WHERE keep_until <= now()`);
  for (const { id } of over) {
    await row(em, sql`SELECT end_hold(organization_id, restaurant_id, id) FROM holds WHERE id = ${id}`);
  }
}
