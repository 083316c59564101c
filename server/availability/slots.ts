import { clockTime, daysBetween, instantsOf, wallClock, weekday } from '../restaurants/clock.ts';
import { byTable, type Claim, isFree, type Place, placesFor } from '../seating/fit.ts';
import type { Alternative, Reason } from './contract.ts';
import type { Service, ServiceShift } from './service.ts';

/** Which times can be offered, and why not the others: pure arithmetic on what was read. */

/** A time of a day of service, with all that booking it needs. Instants in milliseconds since the epoch. */
export type OfferedSlot = {
  minute: number;
  time: string;
  shift: string;
  status: 'open' | 'full' | 'closed';
  reason?: Reason;
  startsAt: number;
  /** When the party is expected to leave; the buffer comes after. */
  endsAt: number;
  /** When the table can be given to somebody else. */
  freeAt: number;
  /** Free places, best first. */
  places: Place[];
};

/** How many minutes a party keeps its table. */
export function turnMinutes(service: Pick<Service, 'turnTimes'>, party: number): number {
  const lines = [...service.turnTimes].sort((a, b) => a.upTo - b.upTo);
  return (lines.find((line) => party <= line.upTo) ?? lines.at(-1))?.minutes ?? 120;
}

/** The shifts of a day of service, by their beginning. */
export function shiftsOn(service: Service, day: string): ServiceShift[] {
  const isoWeekday = weekday(day);
  return service.shifts.filter((shift) => shift.weekdays.includes(isoWeekday));
}

/** Why nothing at all can be booked that day for that party, or null. */
export function dayRefusal(service: Service, day: string, party: number, now: Date): Reason | null {
  const ahead = daysBetween(wallClock(now, service.timeZone).day, day);
  // A shift of yesterday may still run after midnight: its last slots are refused one by one.
  if (ahead < -1) return 'past';
  if (ahead > service.horizonDays) return 'too_far_ahead';
  if (shiftsOn(service, day).length === 0) return ahead < 0 ? 'past' : 'closed';
  if (party < service.minParty) return 'party_too_small';
  if (party > service.maxParty) return 'party_too_large';
  return null;
}

/**
 * Every slot of a day of service for a party, in order. `claims` are the live ones of that day and its
 * neighbours (a late shift reaches into the next day). `area`: only places there count.
 */
export function slotsOf(
  service: Service,
  day: string,
  party: number,
  now: Date,
  claims: Claim[],
  area?: string,
): OfferedSlot[] {
  const refused = dayRefusal(service, day, party, now);
  const places = placesFor(service.places, party, area);
  const busy = byTable(claims);
  const instant = instantsOf(day, service.timeZone);
  const turn = turnMinutes(service, party) * 60_000;
  const earliest = now.getTime() + service.leadMinutes * 60_000;

  const slots: OfferedSlot[] = [];
  const seen = new Set<number>();
  for (const shift of shiftsOn(service, day)) {
    for (let minute = shift.firstMinute; minute <= shift.lastMinute; minute += shift.stepMinutes) {
      const startsAt = instant(minute);
      // Where two shifts overlap the first one has the slot; a time that the clock skips is no slot.
      if (startsAt === null || seen.has(minute)) continue;
      seen.add(minute);
      const endsAt = startsAt + turn;
      const freeAt = endsAt + service.bufferMinutes * 60_000;
      const slot = { minute, time: clockTime(minute), shift: shift.name, startsAt, endsAt, freeAt };
      const reason =
        refused ?? (startsAt <= now.getTime() ? 'past' : startsAt < earliest ? ('too_late' as const) : null);
      if (reason) {
        slots.push({ ...slot, status: 'closed', reason, places: [] });
        continue;
      }
      const free = places.filter((place) => isFree(place, busy, startsAt, freeAt));
      slots.push(
        free.length > 0
          ? { ...slot, status: 'open', places: free }
          : { ...slot, status: 'full', reason: 'no_table', places: [] },
      );
    }
  }
  return slots.sort((a, b) => a.startsAt - b.startsAt);
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
  if (slots.some((slot) => slot.status === 'open')) return { status: 'open' };
  if (slots.some((slot) => slot.status === 'full')) return { status: 'full', reason: 'no_table' };
  return { status: 'closed', reason: slots.at(-1)?.reason ?? 'closed' };
}

/** The open slots nearest to a time, three at most, in the order of their times. */
export function nearestOpen(day: string, slots: OfferedSlot[], minute: number, most = 3): Alternative[] {
  return slots
    .filter((slot) => slot.status === 'open' && slot.minute !== minute)
    .sort((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute) || a.minute - b.minute)
    .slice(0, most)
    .sort((a, b) => a.minute - b.minute)
    .map((slot) => ({ day, time: slot.time, shift: slot.shift }));
}
