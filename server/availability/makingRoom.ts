import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { addDays } from '../restaurants/clock.ts';
import { BOUNDS, type Bounds, makeRoom } from '../seating/pack.ts';
import type { Seated } from '../seating/party.ts';
import { isPlacePaused } from './paused.ts';
import type { Service } from './service.ts';
import { isOffered, type OfferedSlot } from './slots.ts';

/** Slots where nothing is free as it is, and where moving reservations that may be moved makes room. */

/** Who has which tables; an entry a holder, with the day of service it belongs to. */
export type Evening = (Seated & { day: string })[];

/** Reads it, both days included. `except`: a holder whose own tables are in nobody's way. */
export async function loadEvening(
  em: EntityManager,
  service: Pick<Service, 'id' | 'organizationId'>,
  days: { from: string; to: string },
  except: string | null = null,
): Promise<Evening> {
  const read = await row<{ evening: string }>(
    em,
    sql`SELECT evening_of(${service.organizationId}, ${service.id}, ${days.from}::date, ${days.to}::date, ${except}) AS evening`,
  );
  return JSON.parse(read!.evening) as Evening;
}

/** Whether a slot is refused for want of a table alone, so that moving others might help. */
export function lacksTable(slot: OfferedSlot): boolean {
  return slot.status === 'full' && slot.reason !== 'pace';
}

/**
 * The slots again, those for want of a table open where moves make room; they say which. Guests are given no table
 * that is the staff's, and nobody is moved to one, or to one that is paused that day. `within`: how far is looked.
 */
export function withRoomMade(
  service: Service,
  asked: { day: string; party: number; area?: string | undefined },
  slots: OfferedSlot[],
  evening: Seated[],
  within: Bounds = BOUNDS,
): OfferedSlot[] {
  const { day, party, area } = asked;
  const pauses = service.pauses ?? [];
  const places = service.places.filter(
    (place) => isOffered(place, 'guest') && !isPlacePaused(pauses, place, day, 0, WHOLE_DAY),
  );
  const status = service.requestFrom != null && party >= service.requestFrom ? 'request' : 'open';
  return slots.map((slot) => {
    if (!lacksTable(slot)) return slot;
    const newcomer = { party, from: slot.startsAt, to: slot.freeAt, area: area ?? null };
    const room = makeRoom(places, evening, newcomer, within);
    if (!room) return slot;
    const { reason: _, ...rest } = slot;
    return { ...rest, status, places: [room.place], moves: room.moves };
  });
}

/** Minutes, the night after included. */
const WHOLE_DAY = 1800;

/** withRoomMade for one day, on what is read for it, and only if a slot lacks a table. */
export async function roomMadeOn(
  em: EntityManager,
  service: Service,
  asked: { day: string; party: number; area?: string | undefined },
  slots: OfferedSlot[],
  except: string | null = null,
  within: Bounds = BOUNDS,
): Promise<OfferedSlot[]> {
  if (!slots.some(lacksTable)) return slots;
  const days = { from: addDays(asked.day, -1), to: addDays(asked.day, 1) };
  return withRoomMade(service, asked, slots, await loadEvening(em, service, days, except), within);
}

/** Of several days, those who sit that day or the one before and after. */
export function besideDay(evening: Evening, of: string): Evening {
  const [before, after] = [addDays(of, -1), addDays(of, 1)];
  return evening.filter(({ day }) => before <= day && day <= after);
}

/** Where many days are looked at, each slot gets a short search, … */
export const GLANCE: Bounds = { moves: 2, steps: 50, chains: 100 };
/** … and in a calendar this many of a day, those with the fewest people in the house, as long a one as a booking. */
const SEARCHED = 3;

/** Whether moves make room somewhere on a day that is full. Never more than a booking finds. */
export function hasRoomMade(
  service: Service,
  asked: { day: string; party: number },
  slots: OfferedSlot[],
  evening: Evening,
): boolean {
  const near = besideDay(evening, asked.day);
  const crowd = (slot: OfferedSlot) =>
    near.filter(({ from, to }) => from < slot.freeAt && slot.startsAt < to).length;
  const lacking = slots
    .filter(lacksTable)
    .map((slot) => ({ slot, crowd: crowd(slot) }))
    .sort((a, b) => a.crowd - b.crowd)
    .map(({ slot }) => slot);
  const isMade = (slot: OfferedSlot, within: Bounds) =>
    withRoomMade(service, asked, [slot], near, within).some((made) => !lacksTable(made));
  return (
    lacking.some((slot) => isMade(slot, GLANCE)) ||
    lacking.slice(0, SEARCHED).some((slot) => isMade(slot, BOUNDS))
  );
}
