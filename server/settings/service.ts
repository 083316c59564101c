import { minuteOf } from '../availability/offer.ts';
import type { Pace, Service, ServiceShift, SpecialDay } from '../availability/service.ts';
import type { Place } from '../seating/fit.ts';
import type { ServiceSettings, ShiftSettings, SpecialShift } from './contract.ts';

/** A description of service as availability reads it: pure. */

/** Minutes from midnight of the day of service; a time before `from` is after midnight. */
export function minuteAfter(time: string, from: number): number {
  const minute = minuteOf(time);
  return minute < from ? minute + 1440 : minute;
}

/** The shift in minutes. */
export function shiftOf(shift: SpecialShift & Partial<ShiftSettings>): ServiceShift {
  const firstMinute = minuteOf(shift.first);
  const staffFirstMinute = shift.staffFirst === undefined ? null : minuteOf(shift.staffFirst);
  const { exceptions, ...limits } = shift.pace ?? {};
  const pace: Pace = {
    ...limits,
    ...(exceptions?.length && {
      exceptions: exceptions.map(({ time, ...own }) => ({
        minute: minuteAfter(time, staffFirstMinute ?? firstMinute),
        ...own,
      })),
    }),
  };
  return {
    name: shift.name.trim(),
    weekdays: [...(shift.weekdays ?? [])].sort((a, b) => a - b),
    firstMinute,
    lastMinute: minuteAfter(shift.last, firstMinute),
    stepMinutes: shift.step,
    validFrom: shift.validFrom ?? null,
    validTo: shift.validTo ?? null,
    staffFirstMinute,
    staffLastMinute: shift.staffLast === undefined ? null : minuteAfter(shift.staffLast, firstMinute),
    turnTimes: shift.turnTimes?.length ? shift.turnTimes : null,
    pace,
  };
}

/** The service as it would be. Tables that do not exist yet are known by their name. */
export function serviceOf(current: Service, settings: ServiceSettings): Service {
  const { rules } = settings;
  const byStart = (shifts: ServiceShift[]) => shifts.sort((a, b) => a.firstMinute - b.firstMinute);
  return {
    ...current,
    minParty: rules.minParty,
    maxParty: rules.maxParty,
    requestFrom: rules.requestFrom ?? null,
    leadMinutes: rules.leadMinutes,
    cutoffMinute: rules.cutoff === undefined ? null : minuteOf(rules.cutoff),
    horizonDays: rules.horizonDays,
    bufferMinutes: rules.bufferMinutes,
    turnTimes: rules.turnTimes,
    shifts: byStart(settings.shifts.map(shiftOf)),
    specialDays: settings.specialDays.map(
      ({ from, to, closed, message, shifts }): SpecialDay => ({
        from,
        to,
        closed,
        messageFr: message?.fr ?? null,
        messageEn: message?.en ?? null,
        shifts: byStart(shifts.map(shiftOf)),
      }),
    ),
    places: placesOf(settings),
  };
}

function placesOf({ areas, combinations }: ServiceSettings): Place[] {
  const tables = areas.flatMap((area) =>
    area.tables.map((table): Place => {
      const offered = table.offered ?? 'online';
      return {
        tableIds: [table.id ?? table.name],
        names: [table.name],
        area: area.name,
        minSeats: table.minSeats,
        maxSeats: table.maxSeats,
        offered: offered === 'online' && !area.online ? 'staff' : offered,
      };
    }),
  );
  const named = new Map(tables.map((place) => [place.names[0]!, place]));
  return tables.concat(
    combinations.flatMap(({ tables: names, minSeats, maxSeats }) => {
      const parts = names.flatMap((name) => named.get(name) ?? []);
      const [first] = parts;
      if (!first) return [];
      const narrowest = (['walk_in', 'staff', 'online'] as const).find((kind) =>
        parts.some((part) => part.offered === kind),
      )!;
      const tableIds = parts.flatMap((part) => part.tableIds).sort();
      return [{ tableIds, names, area: first.area, minSeats, maxSeats, offered: narrowest }];
    }),
  );
}
