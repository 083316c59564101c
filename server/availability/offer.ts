import type { EntityManager } from '@mikro-orm/postgresql';
import { invalid } from '../refusal.ts';
import { addDays, isDay } from '../restaurants/clock.ts';
import type { Alternative, Availability } from './contract.ts';
import { claimsOf, loadService, type Service } from './service.ts';
import { dayRefusal, dayStatus, nearestOpen, type OfferedSlot, slotsOf } from './slots.ts';

/** The slots of a day of service for a party, from what the database holds now. */
export async function offeredSlots(
  em: EntityManager,
  service: Service,
  day: string,
  party: number,
  now: Date,
  area?: string,
): Promise<OfferedSlot[]> {
  const claims = await claimsOf(em, service, addDays(day, -1), addDays(day, 1));
  return slotsOf(service, day, party, now, claims, area);
}

/** What a guest is shown of a day. Refuses with 404 an unknown restaurant, with 400 a day that does not exist. */
export async function availabilityOf(
  em: EntityManager,
  slug: string,
  day: string,
  party: number,
  now: Date,
): Promise<Availability> {
  mustBeDay(day);
  const service = await loadService(em, slug);
  const reason = dayRefusal(service, day, party, now);
  const slots = await offeredSlots(em, service, day, party, now);
  return {
    day,
    party,
    ...(reason && { reason }),
    slots: slots.map(({ time, shift, status, reason, places }) => ({
      time,
      shift,
      status,
      ...(reason && { reason }),
      ...(status === 'open' && { areas: [...new Set(places.map((place) => place.area))] }),
    })),
  };
}

/** A month day by day. */
export async function calendarOf(em: EntityManager, slug: string, month: string, party: number, now: Date) {
  const first = `${month}-01`;
  mustBeDay(first, 'month');
  const service = await loadService(em, slug);
  const days: string[] = [];
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  const claims = await claimsOf(em, service, addDays(first, -1), addDays(days.at(-1)!, 1));
  const byDay = Map.groupBy(claims, (claim) => claim.day);
  return {
    month,
    party,
    days: days.map((day) => {
      const near = [addDays(day, -1), day, addDays(day, 1)].flatMap((date) => byDay.get(date) ?? []);
      return { day, ...dayStatus(service, day, party, now, near) };
    }),
  };
}

/** How many days after the wished one are looked at for something open. */
const DAYS_AROUND = 14;

/**
 * The open slots nearest to a wish, three at most: those of the day itself, then, when it has none, the same
 * time on the open days that follow.
 */
export async function nearestTo(
  em: EntityManager,
  service: Service,
  wish: { day: string; minute: number; party: number; area?: string },
  now: Date,
): Promise<Alternative[]> {
  const { day, minute, party, area } = wish;
  const claims = await claimsOf(em, service, addDays(day, -1), addDays(day, DAYS_AROUND + 1));
  const sameDay = nearestOpen(day, slotsOf(service, day, party, now, claims, area), minute);
  const found = [...sameDay];
  for (let ahead = 1; ahead <= DAYS_AROUND && found.length < 3; ahead += 1) {
    const later = addDays(day, ahead);
    const slots = slotsOf(service, later, party, now, claims, area);
    // That very time, if it is open there, is the nearest of all.
    const exact = slots.find((slot) => slot.minute === minute && slot.status === 'open');
    found.push(
      ...(exact
        ? [{ day: later, time: exact.time, shift: exact.shift }]
        : nearestOpen(later, slots, minute, 1)),
    );
  }
  return found.slice(0, 3);
}

/** Minutes of "19:30". */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Refuses a day that no calendar has, such as the 31st of November. */
export function mustBeDay(day: string, field = 'day'): void {
  if (!isDay(day)) throw invalid(field, 'format', `${field} is not a day of the calendar.`);
}
