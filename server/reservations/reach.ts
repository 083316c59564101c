import type { Service } from '../availability/service.ts';
import { minutesOf, shiftsOn } from '../availability/shifts.ts';
import { type OfferedSlot, turnMinutes } from '../availability/slots.ts';
import { invalid } from '../refusal.ts';
import { clockTime, instantsOf } from '../restaurants/clock.ts';
import { byTable, type Claim, isFree, type Place, placesFor } from '../seating/fit.ts';

/** What the staff may book beyond what guests are offered: any minute of any day, any party, tables by hand. */

/** A stretch of time at a table. Instants in milliseconds since the epoch. */
export type Sitting = Pick<OfferedSlot, 'minute' | 'time' | 'shift' | 'startsAt' | 'endsAt' | 'freeAt'>;

/** Before this minute an hour belongs to the night of the day before: 04:00. */
const NIGHT_ENDS = 240;

/**
 * An hour of a day of service, whether anybody is offered it or not. `minutes`: how long the party keeps its
 * table, if that was set by hand. Refuses with 400 a time that the clock skips.
 */
export function sittingAt(
  service: Service,
  wanted: { day: string; minute: number; party: number; minutes: number | null },
): Sitting {
  const { day, party } = wanted;
  const shifts = shiftsOn(service, day);
  const planned = shifts.flatMap((shift) => minutesOf(shift, 'staff'));
  const early = wanted.minute < NIGHT_ENDS && !planned.includes(wanted.minute);
  const minute = early ? wanted.minute + 1440 : wanted.minute;
  const startsAt = instantsOf(day, service.timeZone)(minute);
  if (startsAt === null) throw invalid('time', 'invalid', 'The clock skips this time on that day.');
  const shift = nearestShift(shifts, minute) ?? nearestShift(service.shifts, minute);
  const turn = wanted.minutes ?? turnMinutes({ turnTimes: shift?.turnTimes ?? service.turnTimes }, party);
  const endsAt = startsAt + turn * 60_000;
  return {
    minute,
    time: clockTime(minute),
    shift: shift?.name ?? '',
    startsAt,
    endsAt,
    freeAt: endsAt + service.bufferMinutes * 60_000,
  };
}

/** The shift that a minute falls into, or is nearest to. */
function nearestShift(shifts: Service['shifts'], minute: number): Service['shifts'][number] | undefined {
  const distance = ({ firstMinute, lastMinute }: Service['shifts'][number]) =>
    Math.max(firstMinute - minute, minute - lastMinute, 0);
  return shifts.toSorted((a, b) => distance(a) - distance(b))[0];
}

/**
 * The places where a party could sit, best first: the tables that were chosen by hand, whatever their seats, or
 * those that fit. Refuses with 400 tables and areas that the restaurant does not have.
 */
export function placesByHand(
  service: Service,
  wanted: { party: number; area?: string | undefined; tables?: string[] | undefined; walkIn?: boolean },
): Place[] {
  const { party, area, tables, walkIn } = wanted;
  if (area && !service.places.some((place) => place.area === area)) {
    throw invalid('area', 'invalid', 'This restaurant has no such area.');
  }
  if (!tables) {
    return placesFor(service.places, party, area).filter((place) => walkIn || place.offered !== 'walk_in');
  }
  const tableIds = [...new Set(tables)].sort();
  const singles = tableIds.map((id) =>
    service.places.find((place) => place.tableIds.length === 1 && place.tableIds[0] === id),
  );
  if (singles.includes(undefined)) throw invalid('tables', 'invalid', 'This restaurant has no such table.');
  const chosen = singles as Place[];
  return [
    {
      ...chosen[0]!,
      tableIds,
      names: chosen.flatMap((place) => place.names),
      maxSeats: chosen.reduce((sum, place) => sum + place.maxSeats, 0),
    },
  ];
}

/** Those of the places that nobody has during a sitting. */
export function freeOf(places: Place[], claims: Claim[], { startsAt, freeAt }: Sitting): Place[] {
  const busy = byTable(claims);
  return places.filter((place) => isFree(place, busy, startsAt, freeAt));
}
