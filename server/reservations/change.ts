import type { EntityManager } from '@mikro-orm/postgresql';
import { roomMadeOn } from '../availability/makingRoom.ts';
import { around, minuteOf, mustBeDay, mustBeOffered } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { isBookable, slotsOf } from '../availability/slots.ts';
import { cleanText } from '../guests/contacts.ts';
import { Refusal } from '../refusal.ts';
import type { Place } from '../seating/fit.ts';
import { BOUNDS } from '../seating/pack.ts';
import { OVER_PACE, otherAreas, slotRefusal } from './book.ts';
import { mayStill } from './booking.ts';
import type { ChangeRequest, HistoryEntry } from './contract.ts';
import { type Kept, readKept } from './kept.ts';
import { movesOf } from './wish.ts';
import { isWished, newWish } from './wished.ts';
import { settle, writeChange } from './writeChange.ts';

/**
 * The guest changes their reservation: another day, time, party, area or remark, as long as it is confirmed or
 * requested and the restaurant lets guests change it by themselves. They have a table at every moment: the old one until the new one is
 * theirs. A wish that already holds changes nothing. Where a confirmed one would become a request, the restaurant is asked
 * (`ask`), and it stands as it is until they answer: docs/decisions/guest-rules.md.
 *
 * Refuses with 400 (a day that does not exist, an unknown area), 409 cannot_change (with the reason `request` when
 * the restaurant is to be asked, and that was not said), and 409 slot_not_open (with
 * the reason) or slot_taken, both with the nearest alternatives, for which its own table counts as free.
 */
export function changeByGuest(
  em: EntityManager,
  asked: {
    id: string;
    organizationId: string;
    request: ChangeRequest;
    through: HistoryEntry['through'];
  },
  now: Date,
): Promise<void> {
  const { request, organizationId } = asked;
  if (request.day) mustBeDay(request.day);
  const remark = request.remark === undefined ? undefined : cleanText(request.remark) || null;
  return settle(async () => {
    const kept = await readKept(em, organizationId, asked.id);
    const wish = wishOf(kept, request);
    const says = remark !== undefined && remark !== kept.remark;
    if (!wish.moves && !says) return;
    if (!mayStill(kept.status, kept.changeUntil, now)) {
      throw new Refusal('cannot_change', 409, 'This reservation can no longer be changed here.');
    }
    const change = {
      by: 'guest' as const,
      staffId: null,
      through: asked.through,
      notify: true,
      ...(says && { remark }),
    };
    if (!wish.moves) {
      await writeChange(em, kept, change);
      return;
    }
    const { service, claims } = await loadService(em, kept.slug, around(wish.day), organizationId, kept.id);
    mustBeOffered(service, wish.area);
    const slots = slotsOf(service, wish.day, wish.party, now, claims, wish.area);
    const asItIs = slots.find((candidate) => candidate.time === wish.time);
    const [slot] = asItIs ? await roomMadeOn(em, service, wish, [asItIs], kept.id, BOUNDS) : [];
    // Fewer than the staff have agreed to, at the hour that they have agreed to, need not be asked for again.
    const asIs = wish.day === kept.day && wish.time === kept.time && wish.party <= kept.party;
    if (slot?.status === 'request' && kept.status !== 'requested' && !asIs) {
      if (!request.ask) {
        throw new Refusal('cannot_change', 409, 'For so many the restaurant is to be asked.', {
          reason: 'request',
        });
      }
      if (!isWished(kept.wished, wish)) {
        const wished = newWish({ ...wish, startsAt: slot.startsAt }, now);
        await writeChange(em, kept, { ...change, wished });
      } else if (says) await writeChange(em, kept, change);
      return;
    }
    let refused: string | undefined;
    if (slot && isBookable(slot)) {
      const places = preferred(slot.places, kept, wish.party === kept.party).map((place) => place.tableIds);
      const { minute, startsAt, endsAt, freeAt, shift } = slot;
      const { day, party } = wish;
      const place = {
        day,
        party,
        minute,
        startsAt,
        endsAt,
        freeAt,
        shift,
        turnMinutes: null,
        places,
        overbookedBy: null,
        ...(slot.moves?.length && { moves: movesOf(slot.moves) }),
      };
      const written = await writeChange(em, kept, { ...change, place });
      if (written === 'written') return;
      refused = written === 'pace' ? OVER_PACE : written;
    }
    const areas = otherAreas(service, claims, wish, now);
    throw await slotRefusal(em, kept.slug, wish, { slots, slot, refused, areas }, now, kept.id);
  });
}

/** What they wish, completed with what stands; and whether that asks for another table, hour or day. */
function wishOf(kept: Kept, request: ChangeRequest) {
  const day = request.day ?? kept.day;
  const time = request.time ?? kept.time;
  const party = request.party ?? kept.party;
  const area = request.area?.trim() || undefined;
  const moves =
    day !== kept.day || time !== kept.time || party !== kept.party || (area ?? kept.area) !== kept.area;
  return { day, time, minute: minuteOf(time), party, area, moves };
}

/** Where they sit already before all others, if they may stay; then their area; otherwise the best first. */
export function preferred(places: Place[], kept: Kept, stay: boolean): Place[] {
  const own = kept.tableIds.join();
  const rank = (place: Place) => {
    if (stay && place.tableIds.join() === own) return 0;
    return place.area === kept.area ? 1 : 2;
  };
  return places.toSorted((a, b) => rank(a) - rank(b));
}
