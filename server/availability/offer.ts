import type { EntityManager } from '@mikro-orm/postgresql';
import { invalid } from '../refusal.ts';
import { addDays, isDay } from '../restaurants/clock.ts';
import type { Alternative, Availability } from './contract.ts';
import { elsewhereOn } from './elsewhere.ts';
import {
  besideDay,
  type Evening,
  GLANCE,
  hasRoomMade,
  lacksTable,
  loadEvening,
  roomMadeOn,
  withRoomMade,
} from './makingRoom.ts';
import { loadService, type Service } from './service.ts';
import { messageOf, specialDayOf } from './shifts.ts';
import { dayRefusal, dayStatus, isBookable, nearestOpen, slotsOf } from './slots.ts';

/** A day of service and its neighbours: a late shift reaches into the next day. */
export function around(day: string, daysAfter = 1): { from: string; to: string } {
  return { from: addDays(day, -1), to: addDays(day, daysAfter) };
}

/**
 * What a guest is shown of a day. Refuses with 404 an unknown restaurant, with 400 a day that does not exist.
 * `except`, here and below: a reservation that is to move, so its own table counts as free.
 */
export async function availabilityOf(
  em: EntityManager,
  slug: string,
  day: string,
  party: number,
  now: Date,
  except: string | null = null,
): Promise<Availability> {
  mustBeDay(day);
  const { service, claims } = await loadService(em, slug, around(day), null, except);
  const reason = dayRefusal(service, day, party, now);
  const asItIs = slotsOf(service, day, party, now, claims);
  const slots = await roomMadeOn(em, service, { day, party }, asItIs, except);
  const elsewhere =
    except || reason === 'past' || slots.some(isBookable)
      ? []
      : await elsewhereOn(em, slug, { day, minute: DINNER, party }, now);
  return {
    day,
    party,
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(reason && { reason }),
    ...tellOf(service, day),
    slots: slots.map(({ time, shift, status, reason, places }) => ({
      time,
      shift,
      status,
      ...(reason && { reason }),
      ...(isBookable({ status }) && { areas: [...new Set(places.map((place) => place.area))] }),
    })),
  };
}

/** 20:00: the time that is looked for elsewhere on a day that has none here. */
const DINNER = 1200;

/** What the restaurant tells everybody of a day. */
function tellOf(service: Service, day: string) {
  const message = messageOf(specialDayOf(service, day));
  return message && { message };
}

/** A month day by day. */
export async function calendarOf(
  em: EntityManager,
  slug: string,
  month: string,
  party: number,
  now: Date,
  except: string | null = null,
) {
  const first = `${month}-01`;
  mustBeDay(first, 'month');
  const days: string[] = [];
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  const { service, claims } = await loadService(em, slug, around(first, days.length), null, except);
  const byDay = Map.groupBy(claims, (claim) => claim.day);
  const told = days.map((day) => {
    const near = [addDays(day, -1), day, addDays(day, 1)].flatMap((date) => byDay.get(date) ?? []);
    return { day, near, status: dayStatus(service, day, party, now, near) };
  });
  const full = told.some(({ status }) => status.reason === 'no_table');
  const evening = full ? await loadEvening(em, service, around(first, days.length), except) : [];
  return {
    month,
    party,
    days: told.map(({ day, near, status }) => {
      const roomMade =
        status.reason === 'no_table' &&
        hasRoomMade(service, { day, party }, slotsOf(service, day, party, now, near), evening);
      return { day, ...(roomMade ? { status: 'open' as const } : status), ...tellOf(service, day) };
    }),
  };
}

/** How many days after the wished one are looked at for something open. */
const DAYS_AROUND = 14;

/**
 * The open slots nearest to a wish, three at most: those of the day itself, then, when it has fewer, the same
 * time on the open days that follow. Refuses with 404 and 400 like availabilityOf.
 */
export async function nearestTo(
  em: EntityManager,
  slug: string,
  wish: { day: string; minute: number; party: number; area?: string },
  now: Date,
  except: string | null = null,
): Promise<Alternative[]> {
  const { day, minute, party, area } = wish;
  mustBeDay(day);
  const { service, claims } = await loadService(em, slug, around(day, DAYS_AROUND + 1), null, except);
  const asItIs = slotsOf(service, day, party, now, claims, area);
  const found = nearestOpen(day, await roomMadeOn(em, service, wish, asItIs, except, GLANCE), minute);
  let evening: Evening | null = null;
  for (let ahead = 1; ahead <= DAYS_AROUND && found.length < 3; ahead += 1) {
    const later = addDays(day, ahead);
    let slots = slotsOf(service, later, party, now, claims, area);
    if (!slots.some(isBookable) && slots.some(lacksTable)) {
      evening ??= await loadEvening(em, service, around(day, DAYS_AROUND + 1), except);
      slots = withRoomMade(service, { ...wish, day: later }, slots, besideDay(evening, later), GLANCE);
    }
    // That very time, if it is open there, is the nearest of all.
    const exact = slots.find((slot) => slot.minute === minute && isBookable(slot));
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

/** Refuses an area that the restaurant does not have, or does not offer to guests who book themselves. */
export function mustBeOffered(service: Service, area: string | undefined): void {
  if (!area || service.places.some((place) => place.area === area && place.offered === 'online')) return;
  throw invalid('area', 'invalid', 'This restaurant has no such area.');
}
