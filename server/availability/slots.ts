import { clockTime, daysBetween, instantsOf, wallClock } from '../restaurants/clock.ts';
import { byTable, type Claim, isFree, type Place, placesFor } from '../seating/fit.ts';
import type { Move } from '../seating/party.ts';
import type { Alternative, Reason } from './contract.ts';
import { limitsAt, withinPace } from './pace.ts';
import { isPlacePaused, isSlotPaused } from './paused.ts';
import type { Service, ServiceShift } from './service.ts';
import { type Asker, minutesOf, shiftsOn } from './shifts.ts';

/** Which times can be offered, and why not the others: pure arithmetic on what was read. */

/** A time of a day of service, with all that booking it needs. Instants in milliseconds since the epoch. */
export type OfferedSlot = {
  minute: number;
  time: string;
  shift: string;
  status: 'open' | 'request' | 'full' | 'closed';
  reason?: Reason;
  startsAt: number;
  /** When the party is expected to leave; the buffer comes after. */
  endsAt: number;
  /** When the table can be given to somebody else. */
  freeAt: number;
  /** Free places, best first. */
  places: Place[];
  /** What has to be moved before, for its only place to be free (makingRoom.ts). */
  moves?: Move[];
};

/** How many minutes a party keeps its table. */
export function turnMinutes(service: Pick<Service, 'turnTimes'>, party: number): number {
  const lines = [...service.turnTimes].sort((a, b) => a.upTo - b.upTo);
  return (lines.find((line) => party <= line.upTo) ?? lines.at(-1))?.minutes ?? 120;
}

/** Why nothing at all can be booked that day for that party, or null. The staff are bound by the calendar alone. */
export function dayRefusal(
  service: Service,
  day: string,
  party: number,
  now: Date,
  by: Asker = 'guest',
): Reason | null {
  const ahead = daysBetween(wallClock(now, service.timeZone).day, day);
  // A shift of yesterday may still run after midnight: its last slots are refused one by one.
  if (ahead < -1) return 'past';
  if (by === 'guest' && ahead > service.horizonDays) return 'too_far_ahead';
  if (shiftsOn(service, day).length === 0) return ahead < 0 ? 'past' : 'closed';
  if (by === 'staff') return null;
  if (party < service.minParty) return 'party_too_small';
  if (party > service.maxParty) return 'party_too_large';
  return null;
}

/** Whether it is too late for guests to book anything of that day, whatever the hour they would come at. */
function isCutOff(service: Service, day: string, now: Date): boolean {
  const wall = wallClock(now, service.timeZone);
  return (
    service.cutoffMinute != null &&
    (day < wall.day || (day === wall.day && wall.minute >= service.cutoffMinute))
  );
}

/**
 * Every slot of a day of service for a party, in order. `claims` are the live ones of that day and its
 * neighbours (a late shift reaches into the next day). `area`: only places there count. `by` the staff: their
 * wider hours and tables, and none of the rules that guests book under; pauses and the pace in all are told to
 * both.
 */
export function slotsOf(
  service: Service,
  day: string,
  party: number,
  now: Date,
  claims: Claim[],
  area?: string,
  by: Asker = 'guest',
): OfferedSlot[] {
  const offered = slotMaker(service, { day, party, area, by }, now, byTable(claims));
  const slots: OfferedSlot[] = [];
  const seen = new Set<number>();
  for (const shift of shiftsOn(service, day)) {
    for (const minute of minutesOf(shift, by)) {
      // Where two shifts overlap the first one has the slot.
      const slot = seen.has(minute) ? null : offered(shift, minute);
      if (!slot) continue;
      seen.add(minute);
      slots.push(slot);
    }
  }
  return slots.sort((a, b) => a.startsAt - b.startsAt);
}

/** The one of these slots that guests call by this time ("20:00"). `busy`: the claims by table. */
export function slotAt(
  service: Service,
  asked: { day: string; time: string; party: number; area?: string | undefined },
  now: Date,
  busy: Map<string, Claim[]>,
): OfferedSlot | undefined {
  const { day, time, party, area } = asked;
  const offered = slotMaker(service, { day, party, area, by: 'guest' }, now, busy);
  for (const shift of shiftsOn(service, day)) {
    for (const minute of minutesOf(shift, 'guest')) {
      const slot = clockTime(minute) === time ? offered(shift, minute) : null;
      if (slot) return slot;
    }
  }
  return undefined;
}

/** Makes the slots of a day, one at a time; null for a time that the clock skips: it is no slot. */
function slotMaker(
  service: Service,
  asked: { day: string; party: number; area: string | undefined; by: Asker },
  now: Date,
  busy: Map<string, Claim[]>,
): (shift: ServiceShift, minute: number) => OfferedSlot | null {
  const { day, party, area, by } = asked;
  const refused = dayRefusal(service, day, party, now, by);
  const places = placesOffered(service.places, party, area, by);
  const instant = instantsOf(day, service.timeZone);
  const arrivals = new Map(
    service.arrivals?.filter((slot) => slot.day === day).map((slot) => [slot.minute, slot]),
  );
  let kept: Map<string, Claim[]> | undefined;
  /** Who has which tables for longer than the minutes in which somebody books. */
  const firm = () => {
    kept ??= new Map([...busy].map(([id, claims]) => [id, claims.filter(({ held }) => !held)]));
    return kept;
  };
  const pauses = service.pauses ?? [];
  const cutOff = by === 'guest' && isCutOff(service, day, now);
  const earliest = now.getTime() + (by === 'guest' ? service.leadMinutes * 60_000 : 0);
  const bookable =
    by === 'guest' && service.requestFrom != null && party >= service.requestFrom ? 'request' : 'open';

  return (shift, minute) => {
    const startsAt = instant(minute);
    if (startsAt === null) return null;
    const turn = turnMinutes({ turnTimes: shift.turnTimes ?? service.turnTimes }, party);
    const endsAt = startsAt + turn * 60_000;
    const freeAt = endsAt + service.bufferMinutes * 60_000;
    const slot = { minute, time: clockTime(minute), shift: shift.name, startsAt, endsAt, freeAt, places: [] };
    const reason =
      refused ??
      (startsAt <= now.getTime() ? 'past' : null) ??
      (cutOff || startsAt < earliest ? 'too_late' : null) ??
      (isSlotPaused(pauses, day, shift.name, minute) ? 'paused' : null);
    if (reason) return { ...slot, status: 'closed', reason };
    if (!withinPace(limitsAt(shift, minute), arrivals.get(minute), party, by)) {
      return { ...slot, status: 'full', reason: 'pace' };
    }
    const until = pauses.length > 0 ? leavesAt(instant, minute + turn + service.bufferMinutes, freeAt) : 0;
    const usable =
      pauses.length > 0
        ? places.filter((place) => !isPlacePaused(pauses, place, day, minute, until))
        : places;
    const free = usable.filter((place) => isFree(place, busy, startsAt, freeAt));
    if (free.length > 0) return { ...slot, status: bookable, places: free };
    if (usable.length === 0 && places.length > 0) return { ...slot, status: 'closed', reason: 'paused' };
    const held = usable.some((place) => isFree(place, firm(), startsAt, freeAt));
    return { ...slot, status: 'full', reason: held ? 'held' : 'no_table' };
  };
}

/**
 * The minute of the wall by which an instant is reached. `usual`: what it is on any other day; in the night in which
 * the clock is turned an hour that is skipped or doubled lies between.
 */
function leavesAt(instant: (minute: number) => number | null, usual: number, freeAt: number): number {
  const isReached = (minute: number) => (instant(minute) ?? Number.NEGATIVE_INFINITY) >= freeAt;
  let minute = usual;
  while (!isReached(minute)) minute += 1;
  while (isReached(minute - 1)) minute -= 1;
  return minute;
}

/** Rooms as they were put in order for a party, by the description of the room: it is read far more often than changed. */
const inOrder = new WeakMap<Place[], Map<string, Place[]>>();

/** The places that a party is given, best first; nobody's to change. */
function placesOffered(room: Place[], party: number, area: string | undefined, by: Asker): Place[] {
  const known = inOrder.get(room) ?? new Map<string, Place[]>();
  inOrder.set(room, known);
  const key = `${party} ${by} ${area ?? ''}`;
  const places = known.get(key) ?? placesFor(room, party, area).filter((place) => isOffered(place, by));
  known.set(key, places);
  return places;
}

/** Whether guests, or the staff, are given this place. */
export function isOffered({ offered = 'online' }: Place, by: Asker): boolean {
  return offered === 'online' || (by === 'staff' && offered === 'staff');
}

/** Whether a slot can be booked, at once or as a request. */
export function isBookable(slot: Pick<OfferedSlot, 'status'>): boolean {
  return slot.status === 'open' || slot.status === 'request';
}

/** A whole day in one word, for the calendar. */
export function dayStatus(
  service: Service,
  day: string,
  party: number,
  now: Date,
  claims: Claim[],
): { status: 'open' | 'full' | 'closed'; reason?: Reason } {
  const refused = dayRefusal(service, day, party, now);
  if (refused) return { status: 'closed', reason: refused };
  const slots = slotsOf(service, day, party, now, claims);
  if (slots.some(isBookable)) return { status: 'open' };
  const full = slots.filter((slot) => slot.status === 'full');
  if (full.length > 0) {
    return { status: 'full', reason: full.every((slot) => slot.reason === 'pace') ? 'pace' : 'no_table' };
  }
  return { status: 'closed', reason: slots.at(-1)?.reason ?? 'closed' };
}

/** The open slots nearest to a time, three at most, in the order of their times. */
export function nearestOpen(day: string, slots: OfferedSlot[], minute: number, most = 3): Alternative[] {
  return slots
    .filter((slot) => isBookable(slot) && slot.minute !== minute)
    .sort((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute) || a.minute - b.minute)
    .slice(0, most)
    .sort((a, b) => a.minute - b.minute)
    .map((slot) => ({ day, time: slot.time, shift: slot.shift }));
}
