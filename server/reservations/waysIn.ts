import type { EntityManager } from '@mikro-orm/postgresql';
import type { Alternative } from '../availability/contract.ts';
import { roomMadeOn } from '../availability/makingRoom.ts';
import type { DayClaim, Service } from '../availability/service.ts';
import { isBookable, nearestOpen, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { Refusal } from '../refusal.ts';
import type { Place } from '../seating/fit.ts';
import { BOUNDS } from '../seating/pack.ts';
import type { StaffActor } from '../serve.ts';
import { OVER_PACE } from './book.ts';
import { freeOf, placesByHand, type Sitting } from './reach.ts';

/** How the staff may seat a party, and why they may not. */

/** How far back the staff may still write down who came: hours. */
const HOURS_BACK = 12;

/** A way for a party to sit: at a free place, where others make room, or, knowingly, at none. */
export type WayIn = Sitting & Pick<OfferedSlot, 'places' | 'moves'> & { beyondPace: boolean };

/**
 * The ways in, the best first: what is free; if nothing is, others that nothing holds to their table move; and for
 * whoever overbooks, beyond the pace and without a table. Refuses as placesByHand does.
 */
export async function waysIn(
  em: EntityManager,
  service: Service,
  wanted: { day: string; overbook?: boolean } & Parameters<typeof placesByHand>[1],
  at: { sitting: Sitting; claims: DayClaim[]; except?: string; order?: (places: Place[]) => Place[] },
): Promise<WayIn[]> {
  const { sitting, claims, except, order = (places) => places } = at;
  const free = freeOf(order(placesByHand(service, wanted)), claims, sitting);
  const slots: Omit<WayIn, 'beyondPace'>[] = free.length > 0 ? [{ ...sitting, places: free }] : [];
  if (free.length === 0 && !wanted.tables) {
    const full = { ...sitting, status: 'full' as const, reason: 'no_table' as const, places: [] };
    const [made] = await roomMadeOn(em, service, wanted, [full], except, BOUNDS);
    if (made && isBookable(made)) slots.push({ ...sitting, places: made.places, moves: made.moves ?? [] });
  }
  if (!wanted.overbook) return slots.map((slot) => ({ ...slot, beyondPace: false }));
  const none = { ...sitting, places: [] };
  return [...slots, none].flatMap((slot) => [false, true].map((beyondPace) => ({ ...slot, beyondPace })));
}

/** Hosts keep to the tables there are. */
export function mayOverbook(who: StaffActor, overbook: boolean | undefined): void {
  if (overbook && who.role === 'host') {
    throw new Refusal('not_allowed', 403, 'Only a manager or an owner may go beyond what is free.');
  }
}

export function isLongPast({ startsAt }: Sitting, now: Date): boolean {
  return startsAt < now.getTime() - HOURS_BACK * 3_600_000;
}

/** Why the staff cannot have it, with what else the day has for that party. */
export function handRefusal(
  found: {
    service: Service;
    claims: DayClaim[];
    sitting: Sitting;
    request: { day: string; party: number; area?: string; tables?: string[] };
    refused: string;
  },
  now: Date,
): Refusal {
  const { service, claims, sitting, request, refused } = found;
  const { day, party, area } = request;
  const slots = slotsOf(service, day, party, now, claims, area, 'staff');
  const alternatives: Alternative[] = nearestOpen(day, slots, sitting.minute);
  if (refused === 'past') {
    return new Refusal('slot_not_open', 409, 'This hour is long past.', { reason: 'past', alternatives });
  }
  if (refused !== OVER_PACE && request.tables) {
    return new Refusal('table_taken', 409, 'One of these tables is kept for somebody else.', {
      alternatives,
    });
  }
  const reason = refused === OVER_PACE ? 'pace' : 'no_table';
  return new Refusal('slot_taken', 409, 'Nothing is left at that time.', { reason, alternatives });
}
