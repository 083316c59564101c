import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { addDays } from '../restaurants/clock.ts';
import { type Bounds, makeRoom, type Seated } from '../seating/pack.ts';
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
  return slot.status === 'full' && slot.reason === 'no_table';
}

/** How far is looked for each of many slots that are shown. A booking looks further: see BOUNDS. */
const GLANCE: Bounds = { steps: 300, moves: 5 };

/**
 * The slots again, those for want of a table open where moves make room; they say which. Guests are given no table
 * that is the staff's, and nobody is moved to one, or to one that is paused that day. `within`: how far is looked.
 */
export function withRoomMade(
  service: Service,
  asked: { day: string; party: number; area?: string | undefined },
  slots: OfferedSlot[],
  evening: Seated[],
  within: Bounds = GLANCE,
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
  within: Bounds = GLANCE,
): Promise<OfferedSlot[]> {
  if (!slots.some(lacksTable)) return slots;
  const days = { from: addDays(asked.day, -1), to: addDays(asked.day, 1) };
  return withRoomMade(service, asked, slots, await loadEvening(em, service, days, except), within);
}

/** A calendar of thirty full days is answered without a long search. */
const CALENDAR: Bounds = { steps: 100, moves: 3 };

/** Whether moves make room somewhere on a day that is full. */
export function hasRoomMade(
  service: Service,
  asked: { day: string; party: number },
  slots: OfferedSlot[],
  evening: Evening,
): boolean {
  const [before, after] = [addDays(asked.day, -1), addDays(asked.day, 1)];
  const near = evening.filter(({ day }) => before <= day && day <= after);
  return slots.some(
    (slot) =>
      lacksTable(slot) &&
      withRoomMade(service, asked, [slot], near, CALENDAR).some((made) => !lacksTable(made)),
  );
}
