import { minuteOf } from '../availability/offer.ts';
import { invalid } from '../refusal.ts';
import { isDay } from '../restaurants/clock.ts';
import type { AreaSettings, Overlap, ServiceSettings, SpecialShift } from './contract.ts';
import { minuteAfter, shiftOf } from './service.ts';

/** What is wrong with a description beyond the form of its values; each refused with its field, as "shifts.0.last". */
export function checkSettings(settings: ServiceSettings): void {
  checkRules(settings.rules);
  settings.shifts.forEach((shift, index) => {
    const at = `shifts.${index}`;
    checkStretch(shift, at);
    if (new Set(shift.weekdays).size < shift.weekdays.length) refuse(`${at}.weekdays`, 'twice');
    for (const key of ['validFrom', 'validTo'] as const) {
      if (shift[key] !== undefined && !isDay(shift[key])) refuse(`${at}.${key}`, 'format');
    }
    if (shift.validFrom && shift.validTo && shift.validTo < shift.validFrom)
      refuse(`${at}.validTo`, 'minimum');
  });
  checkSpecialDays(settings.specialDays);
  checkRoom(settings);
}

function refuse(field: string, problem: string): never {
  throw invalid(field, problem, `${field}: ${messages[problem] ?? problem}.`);
}
const messages: Record<string, string> = {
  twice: 'is there twice',
  minimum: 'is too small',
  maximum: 'is too large',
  format: 'is not understood',
  required: 'is needed',
  overlap: 'these days have a special rule already',
  unknown: 'there is no such thing here',
  other_area: 'is in another area',
  contact: 'or the email address is to be required',
};

function checkRules(rules: ServiceSettings['rules']): void {
  if (rules.maxParty < rules.minParty) refuse('rules.maxParty', 'minimum');
  if (rules.requestFrom !== undefined && rules.requestFrom < rules.minParty)
    refuse('rules.requestFrom', 'minimum');
  if (rules.requestFrom !== undefined && rules.requestFrom > rules.maxParty)
    refuse('rules.requestFrom', 'maximum');
  if (rules.askEmail !== 'required' && rules.askPhone !== 'required') refuse('rules.askPhone', 'contact');
  if (rules.turnTimes.length === 0) refuse('rules.turnTimes', 'required');
  checkTurnTimes(rules.turnTimes, 'rules.turnTimes');
}

function checkTurnTimes(lines: { upTo: number }[], at: string): void {
  lines.forEach((line, index) => {
    if (index > 0 && line.upTo <= lines[index - 1]!.upTo) refuse(`${at}.${index}.upTo`, 'minimum');
  });
}

/** 06:00 of the next day: what begins later belongs to that day. */
const NIGHT_ENDS = 1800;

function checkStretch(shift: SpecialShift, at: string): void {
  if (shift.name.trim() === '') refuse(`${at}.name`, 'required');
  if (![15, 20, 30, 60].includes(shift.step)) refuse(`${at}.step`, 'format');
  const first = minuteOf(shift.first);
  const last = minuteAfter(shift.last, first);
  if (last >= NIGHT_ENDS) refuse(`${at}.last`, 'maximum');
  const earliest = shift.staffFirst === undefined ? first : minuteOf(shift.staffFirst);
  if (earliest > first) refuse(`${at}.staffFirst`, 'maximum');
  const latest = shift.staffLast === undefined ? last : minuteAfter(shift.staffLast, first);
  if (latest < last) refuse(`${at}.staffLast`, 'minimum');
  if (latest >= NIGHT_ENDS) refuse(`${at}.staffLast`, 'maximum');
  checkTurnTimes(shift.turnTimes ?? [], `${at}.turnTimes`);
  const seen = new Set<number>();
  shift.pace?.exceptions?.forEach(({ time }, index) => {
    const minute = minuteAfter(time, earliest);
    const field = `${at}.pace.exceptions.${index}.time`;
    if (minute > latest || (minute - first) % shift.step !== 0) refuse(field, 'unknown');
    if (seen.has(minute)) refuse(field, 'twice');
    seen.add(minute);
  });
}

function checkSpecialDays(specialDays: ServiceSettings['specialDays']): void {
  specialDays.forEach((special, index) => {
    const at = `specialDays.${index}`;
    if (!isDay(special.from)) refuse(`${at}.from`, 'format');
    if (!isDay(special.to)) refuse(`${at}.to`, 'format');
    if (special.to < special.from) refuse(`${at}.to`, 'minimum');
    if (special.closed && special.shifts.length > 0) refuse(`${at}.shifts`, 'maximum');
    if (!special.closed && special.shifts.length === 0) refuse(`${at}.shifts`, 'required');
    special.shifts.forEach((shift, place) => {
      checkStretch(shift, `${at}.shifts.${place}`);
    });
    const before = specialDays.slice(0, index);
    if (before.some((other) => other.from <= special.to && special.from <= other.to))
      refuse(`${at}.from`, 'overlap');
  });
}

function checkRoom({ areas, combinations }: ServiceSettings): void {
  const areaOf = new Map<string, string>();
  const names = new Set<string>();
  areas.forEach((area, index) => {
    const at = `areas.${index}`;
    if (area.name.trim() === '') refuse(`${at}.name`, 'required');
    if (names.has(area.name.trim())) refuse(`${at}.name`, 'twice');
    names.add(area.name.trim());
    area.tables.forEach((table, place) => {
      const field = `${at}.tables.${place}`;
      if (table.name.trim() === '') refuse(`${field}.name`, 'required');
      if (areaOf.has(table.name.trim())) refuse(`${field}.name`, 'twice');
      if (table.maxSeats < table.minSeats) refuse(`${field}.maxSeats`, 'minimum');
      areaOf.set(table.name.trim(), area.name);
    });
    checkPlan(area, at);
  });
  const joined = new Set<string>();
  combinations.forEach((combination, index) => {
    const at = `combinations.${index}`;
    if (combination.maxSeats < combination.minSeats) refuse(`${at}.maxSeats`, 'minimum');
    combination.tables.forEach((name, place) => {
      if (!areaOf.has(name)) refuse(`${at}.tables.${place}`, 'unknown');
      if (areaOf.get(name) !== areaOf.get(combination.tables[0]!))
        refuse(`${at}.tables.${place}`, 'other_area');
      if (combination.tables.indexOf(name) !== place) refuse(`${at}.tables.${place}`, 'twice');
    });
    const same = [...combination.tables].sort().join('\n');
    if (joined.has(same)) refuse(`${at}.tables`, 'twice');
    joined.add(same);
  });
}

/** Every table and everything else on a plan stands inside it, as it is turned; tables may touch and overlap. */
export function checkPlan({ plan, tables }: Pick<AreaSettings, 'plan' | 'tables'>, at: string): void {
  const drawn = [
    ...tables.map(({ place }, index) => ({ thing: place, field: `${at}.tables.${index}.place` })),
    ...(plan?.fixtures ?? []).map((thing, index) => ({ thing, field: `${at}.plan.fixtures.${index}` })),
  ];
  for (const { thing, field } of drawn) {
    if (!thing) continue;
    if (!plan) refuse(`${at}.plan`, 'required');
    if ('shape' in thing && thing.shape !== 'rectangle' && thing.width !== thing.height)
      refuse(`${field}.height`, 'format');
    const across = thing.turn * (Math.PI / 180);
    const [cos, sin] = [Math.abs(Math.cos(across)), Math.abs(Math.sin(across))];
    const round = 'shape' in thing && thing.shape === 'round';
    const half = {
      x: (round ? thing.width : thing.width * cos + thing.height * sin) / 2,
      y: (round ? thing.height : thing.width * sin + thing.height * cos) / 2,
    };
    // What touches the edge touches it in spite of the cosine's last digits.
    for (const [axis, most] of [['x', plan.width] as const, ['y', plan.height] as const]) {
      if (thing[axis] - half[axis] < -0.001) refuse(`${field}.${axis}`, 'minimum');
      if (thing[axis] + half[axis] > most + 0.001) refuse(`${field}.${axis}`, 'maximum');
    }
  }
}

/** Shifts that have minutes in common on a day: nothing is wrong with that, but it is rarely meant. */
export function overlapsOf(settings: ServiceSettings): Overlap[] {
  const usual = settings.shifts.map((shift) => ({
    ...shiftOf(shift),
    from: shift.validFrom,
    to: shift.validTo,
  }));
  const pairs = <T>(list: T[]) =>
    list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
  const meet = (
    a: { firstMinute: number; lastMinute: number },
    b: { firstMinute: number; lastMinute: number },
  ) => a.firstMinute <= b.lastMinute && b.firstMinute <= a.lastMinute;
  const inSeason = pairs(usual).flatMap(([a, b]): Overlap[] => {
    const weekdays = a.weekdays.filter((weekday) => b.weekdays.includes(weekday));
    const from = [a.from, b.from]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1);
    const to = [a.to, b.to].filter((day) => day !== undefined).sort()[0];
    if (weekdays.length === 0 || !meet(a, b) || (from && to && to < from)) return [];
    const shifts = a.firstMinute <= b.firstMinute ? [a.name, b.name] : [b.name, a.name];
    return [{ shifts, weekdays, ...(from && { from }), ...(to && { to }) }];
  });
  const special = settings.specialDays.flatMap(({ from, to, shifts }) =>
    pairs(shifts.map(shiftOf))
      .filter(([a, b]) => meet(a, b))
      .map(([a, b]): Overlap => ({ shifts: [a.name, b.name], weekdays: [], from, to })),
  );
  return [...inSeason, ...special];
}
