import type { EntityManager } from '@mikro-orm/postgresql';
import { around, minuteOf, mustBeDay } from '../availability/offer.ts';
import { loadService } from '../availability/service.ts';
import { cleanText } from '../guests/contacts.ts';
import { Refusal } from '../refusal.ts';
import type { Place } from '../seating/fit.ts';
import type { StaffActor } from '../serve.ts';
import { OVER_PACE } from './book.ts';
import { preferred } from './change.ts';
import type { ReservationRow, StaffChangeRequest, Status } from './contract.ts';
import { type Kept, readKept } from './kept.ts';
import { sittingAt } from './reach.ts';
import { reservationRow } from './rows.ts';
import { handRefusal, isLongPast, mayOverbook, waysIn } from './waysIn.ts';
import { movesOf } from './wish.ts';
import { mustBeWished } from './wished.ts';
import { settle, writeChange } from './writeChange.ts';

/** While it is one of these, there is something to change. */
const changeable = new Set<Status>(['requested', 'confirmed', 'arrived', 'seated']);

/**
 * The staff change a reservation: day, time, party, area, tables, how long it keeps them, remark, occasion. It has a
 * table at every moment, as in changeByGuest, unless a manager goes without one knowingly (`overbook`). Tables chosen
 * by hand are nailed; whoever was nailed and has to go elsewhere no longer is. As many people may stay where the staff
 * put them; the guest is written to when day, time or party change.
 *
 * `wished`: they accept that wish of the guest, which says day, time, party and area.
 *
 * Refuses with 400, 403 a host who overbooks, 404, 409 cannot_change (finished, cancelled…), not_requested a wish that
 * waits for no answer, and as bookByHand does.
 */
export async function changeByStaff(
  em: EntityManager,
  asked: { id: string; who: StaffActor; request: StaffChangeRequest; wished?: string },
  now: Date,
): Promise<ReservationRow> {
  const { id, who } = asked;
  if (asked.request.day) mustBeDay(asked.request.day);
  await settle(async () => {
    const kept = await readKept(em, who.organizationId, id);
    const request = asked.wished ? asWished(kept, asked.wished, asked.request) : asked.request;
    mayOverbook(who, request.overbook);
    const wish = wishOf(kept, request);
    if (!wish.moves && !wish.says) return;
    if (!changeable.has(kept.status)) {
      throw new Refusal('cannot_change', 409, 'This reservation is over.');
    }
    const change = {
      by: 'staff' as const,
      staffId: who.id,
      through: 'panel' as const,
      notify: wish.concernsGuest && (request.notify ?? true),
      ...(wish.remark !== kept.remark && { remark: wish.remark }),
      ...(wish.occasion !== kept.occasion && { occasion: wish.occasion }),
    };
    if (!wish.moves) {
      await writeChange(em, kept, change);
      return;
    }
    const { day, party } = wish;
    const { service, claims } = await loadService(em, kept.slug, around(day), who.organizationId, id);
    const sitting = sittingAt(service, wish);
    const walkIn = kept.source === 'walk_in';
    const order = (places: Place[]) =>
      request.tables || wish.elsewhere ? places : preferred(withOwn(places, kept, party), kept, true);
    let refused = wish.when && isLongPast(sitting, now) ? 'past' : 'no_table';
    const at = { sitting, claims, except: id, order };
    const tries = refused === 'past' ? [] : await waysIn(em, service, { ...request, day, party, walkIn }, at);
    for (const { beyondPace, minute, startsAt, endsAt, freeAt, ...slot } of tries) {
      if (beyondPace !== (refused === OVER_PACE)) continue;
      const place = {
        day,
        party,
        minute,
        startsAt,
        endsAt,
        freeAt,
        beyondPace,
        shift: wish.when ? slot.shift : kept.shift,
        turnMinutes: wish.minutes,
        places: slot.places.map(({ tableIds }) => tableIds),
        overbookedBy: request.overbook ? who.id : null,
        ...(request.tables && { pinned: request.pinned ?? true }),
        ...(slot.moves?.length && { moves: movesOf(slot.moves) }),
      };
      const written = await writeChange(em, kept, { ...change, place });
      if (written === 'written') return;
      refused = written === 'pace' ? OVER_PACE : written;
    }
    throw handRefusal({ service, claims, sitting, request: { ...request, day, party }, refused }, now);
  });
  return reservationRow(em, who.organizationId, id);
}

/** What their guest wishes, as a change by the staff. */
function asWished(kept: Kept, id: string, request: StaffChangeRequest): StaffChangeRequest {
  const { day, time, party, area } = mustBeWished(kept, id);
  return { ...request, day, time, party, ...(area !== null && { area }) };
}

/** What is wished, completed with what stands; `moves`: it asks for another hour, table or length of stay. */
function wishOf(kept: Kept, request: StaffChangeRequest) {
  const day = request.day ?? kept.day;
  const party = request.party ?? kept.party;
  const when = day !== kept.day || (request.time !== undefined && request.time !== kept.time);
  const minute = request.time !== undefined && when ? minuteOf(request.time) : kept.minute;
  const minutes = request.minutes ?? kept.turnMinutes;
  const length = request.minutes !== undefined && request.minutes * 60_000 !== lengthOf(kept);
  const tables = request.tables && [...new Set(request.tables)].sort().join() !== kept.tableIds.join();
  const remark = request.remark === undefined ? kept.remark : cleanText(request.remark) || null;
  const occasion = request.occasion === undefined ? kept.occasion : request.occasion;
  const elsewhere = request.area !== undefined && request.area !== kept.area;
  const concernsGuest = when || party !== kept.party;
  return {
    day,
    minute,
    party,
    minutes,
    remark,
    occasion,
    when,
    elsewhere,
    concernsGuest,
    moves: concernsGuest || length || elsewhere || tables === true,
    says: remark !== kept.remark || occasion !== kept.occasion,
  };
}

function lengthOf({ startsAt, endsAt }: Kept): number {
  return Date.parse(endsAt) - Date.parse(startsAt);
}

/** As many people may stay where the staff put them, whatever that table's seats. */
function withOwn(places: Place[], kept: Kept, party: number): Place[] {
  const { tableIds } = kept;
  const known = places.some((place) => place.tableIds.join() === tableIds.join());
  if (known || tableIds.length === 0 || party !== kept.party) return places;
  return [{ tableIds, names: [], area: kept.area ?? '', minSeats: 1, maxSeats: party }, ...places];
}
