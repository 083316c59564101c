/**
 * A service as a form holds it: what is typed is text, what is optional and empty is ''. Rows carry a key of their
 * own, so that they keep their place on the screen; what the server knows has its id as key (pure).
 */
import type { Fixture, TablePlace } from '../../server/seating/contract.ts';
import type { Pace, ServiceSettings, ShiftSettings, SpecialShift } from '../../server/settings/contract.ts';

export const limitNames = ['covers', 'parties', 'onlineCovers', 'onlineParties'] as const;
export type LimitsForm = Record<(typeof limitNames)[number], string>;
export type ExceptionForm = LimitsForm & { key: string; time: string };
export type PaceForm = LimitsForm & { exceptions: ExceptionForm[] };
export type TurnForm = { key: string; upTo: string; minutes: string };

/** A stretch of a day in which guests arrive; a last seating before the first is after midnight. */
export type StretchForm = {
  key: string;
  name: string;
  first: string;
  last: string;
  step: number;
  staffFirst: string;
  staffLast: string;
  turnTimes: TurnForm[];
  pace: PaceForm;
};
export type ShiftForm = StretchForm & {
  id?: string;
  /** ISO: 1 is Monday. */
  weekdays: number[];
  validFrom: string;
  validTo: string;
};
/** `to` may stay empty: one day. The shifts of a closed day are kept here, so that opening it again has them. */
export type SpecialForm = {
  key: string;
  id?: string;
  from: string;
  to: string;
  closed: boolean;
  fr: string;
  en: string;
  shifts: StretchForm[];
};
export const offers = ['online', 'staff', 'walk_in'] as const;
export type Offer = (typeof offers)[number];
export type TableForm = {
  key: string;
  id?: string;
  name: string;
  minSeats: string;
  maxSeats: string;
  offered: Offer;
  /** Null: nobody has said where it stands. */
  place: TablePlace | null;
};
export type FixtureForm = Fixture & { key: string };
/** The ground of an area, in steps of the grid, and what stands there beside the tables. */
export type PlanForm = { width: number; height: number; fixtures: FixtureForm[] };
export type AreaForm = {
  key: string;
  id?: string;
  name: string;
  online: boolean;
  /** Null: it was never drawn. */
  plan: PlanForm | null;
  tables: TableForm[];
};
/** Names its tables by their keys, so that a table may be renamed. */
export type CombinationForm = {
  key: string;
  id?: string;
  tables: string[];
  minSeats: string;
  maxSeats: string;
};
export const asks = ['required', 'optional', 'hidden'] as const;
type Ask = (typeof asks)[number];
export const typedRules = [
  'minParty',
  'maxParty',
  'requestFrom',
  'leadMinutes',
  'cutoff',
  'horizonDays',
  'bufferMinutes',
  'holdMinutes',
  'changeHours',
  'cancelHours',
  'noShowLimit',
  'reminderHours',
  'thanksHours',
  'waitlistOfferMinutes',
] as const;
export const switchedRules = [
  'guestChanges',
  'guestCancels',
  'askRemark',
  'askOccasion',
  'reminder',
  'thanks',
  'waitlist',
] as const;
export const askedRules = ['askEmail', 'askPhone', 'askLastName'] as const;
export const ruleNames = [...typedRules, ...switchedRules, ...askedRules] as const;
export type RulesForm = Record<(typeof typedRules)[number], string> &
  Record<(typeof switchedRules)[number], boolean> &
  Record<(typeof askedRules)[number], Ask> & { turnTimes: TurnForm[] };

export type Form = {
  rules: RulesForm;
  shifts: ShiftForm[];
  specialDays: SpecialForm[];
  areas: AreaForm[];
  combinations: CombinationForm[];
};

let made = 0;
/** A key for a row that the server does not know yet. */
export function newKey(): string {
  made += 1;
  return `new-${made}`;
}

const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));
const known = (id: string | undefined) => (id === undefined ? { key: newKey() } : { key: id, id });
const turns = (lines: { upTo: number; minutes: number }[] = []): TurnForm[] =>
  lines.map(({ upTo, minutes }) => ({ key: newKey(), upTo: text(upTo), minutes: text(minutes) }));
const limits = (of: Partial<Record<(typeof limitNames)[number], number>>): LimitsForm => ({
  covers: text(of.covers),
  parties: text(of.parties),
  onlineCovers: text(of.onlineCovers),
  onlineParties: text(of.onlineParties),
});
const paceForm = (pace: Pace = {}): PaceForm => ({
  ...limits(pace),
  exceptions: (pace.exceptions ?? []).map((one) => ({ key: newKey(), time: one.time, ...limits(one) })),
});

const stretchForm = (shift: SpecialShift): Omit<StretchForm, 'key'> => ({
  name: shift.name,
  first: shift.first,
  last: shift.last,
  step: shift.step,
  staffFirst: text(shift.staffFirst),
  staffLast: text(shift.staffLast),
  turnTimes: turns(shift.turnTimes),
  pace: paceForm(shift.pace),
});
const shiftForm = (shift: ShiftSettings): ShiftForm => ({
  ...known(shift.id),
  ...stretchForm(shift),
  weekdays: shift.weekdays,
  validFrom: text(shift.validFrom),
  validTo: text(shift.validTo),
});

/** What the server said, as a form. */
export function formOf(settings: ServiceSettings): Form {
  const { rules } = settings;
  const areas = settings.areas.map((area) => ({
    ...known(area.id),
    name: area.name,
    online: area.online,
    plan: area.plan
      ? { ...area.plan, fixtures: area.plan.fixtures.map((fixture) => ({ key: newKey(), ...fixture })) }
      : null,
    tables: area.tables.map((table) => ({
      ...known(table.id),
      name: table.name,
      minSeats: text(table.minSeats),
      maxSeats: text(table.maxSeats),
      offered: table.offered ?? ('online' as const),
      place: table.place ?? null,
    })),
  }));
  const keys = new Map(areas.flatMap(({ tables }) => tables.map(({ name, key }) => [name, key] as const)));
  return {
    rules: {
      ...rules,
      ...(Object.fromEntries(typedRules.map((name) => [name, text(rules[name])])) as Record<
        (typeof typedRules)[number],
        string
      >),
      turnTimes: turns(rules.turnTimes),
    },
    shifts: settings.shifts.map(shiftForm),
    specialDays: settings.specialDays.map((special) => ({
      ...known(special.id),
      from: special.from,
      to: special.to === special.from ? '' : special.to,
      closed: special.closed,
      fr: text(special.message?.fr),
      en: text(special.message?.en),
      shifts: special.shifts.map((shift) => ({ key: newKey(), ...stretchForm(shift) })),
    })),
    areas,
    combinations: settings.combinations.map((combination) => ({
      ...known(combination.id),
      tables: combination.tables.flatMap((name) => keys.get(name) ?? []),
      minSeats: text(combination.minSeats),
      maxSeats: text(combination.maxSeats),
    })),
  };
}

/** Do two things say the same, whichever keys their rows have? */
export function same(one: unknown, other: unknown): boolean {
  const told = (thing: unknown) =>
    JSON.stringify(thing, (name, value) => (name === 'key' ? undefined : (value as unknown)));
  return told(one) === told(other);
}

/** A row anew: the server has not seen it, and neither has the screen. */
export function copyOf<T extends StretchForm>(row: T, name: string): T {
  const { id: _, ...rest } = row as T & { id?: string };
  return {
    ...(rest as T),
    key: newKey(),
    name,
    turnTimes: row.turnTimes.map((line) => ({ ...line, key: newKey() })),
    pace: { ...row.pace, exceptions: row.pace.exceptions.map((one) => ({ ...one, key: newKey() })) },
  };
}

export const newLimits = (): LimitsForm => limits({});
export const newStretch = (name: string): StretchForm => ({
  key: newKey(),
  name,
  first: '19:00',
  last: '22:00',
  step: 30,
  staffFirst: '',
  staffLast: '',
  turnTimes: [],
  pace: paceForm(),
});
export const newShift = (): ShiftForm => ({ ...newStretch(''), weekdays: [], validFrom: '', validTo: '' });
export const newSpecial = (closed: boolean): SpecialForm => ({
  key: newKey(),
  from: '',
  to: '',
  closed,
  fr: '',
  en: '',
  shifts: closed ? [] : [newStretch('')],
});

/** The lines with one more: above the last, or before it when that is for all who are more. */
export function withTurn(lines: readonly TurnForm[]): TurnForm[] {
  const next = (last: TurnForm | undefined) => Number(last?.upTo ?? 0) + 2;
  const line = (last: TurnForm | undefined): TurnForm => ({
    key: newKey(),
    upTo: Number.isInteger(next(last)) ? String(next(last)) : '',
    minutes: last?.minutes ?? '90',
  });
  const last = lines.at(-1);
  if (!last || !(next(last) > LARGEST)) return [...lines, line(last)];
  return [...lines.slice(0, -1), line(lines.at(-2)), last];
}
const LARGEST = 200;

/** The form without a table: what joined it to others has one less, and goes when only one is left. */
export function withoutTables(form: Form, gone: readonly string[]): Form {
  return {
    ...form,
    areas: form.areas.map((area) => ({
      ...area,
      tables: area.tables.filter(({ key }) => !gone.includes(key)),
    })),
    combinations: form.combinations
      .map((one) => ({ ...one, tables: one.tables.filter((key) => !gone.includes(key)) }))
      .filter(({ tables }, index) => tables.length > 1 || same(tables, form.combinations[index]?.tables)),
  };
}

/** A list with one of its rows changed. */
export const patched = <T extends { key: string }>(
  list: readonly T[],
  key: string,
  change: Partial<T>,
): T[] => list.map((row) => (row.key === key ? { ...row, ...change } : row));

/** A list with a row more, after the row of that key. */
export const following = <T extends { key: string }>(list: readonly T[], key: string, row: T): T[] =>
  list.flatMap((one) => (one.key === key ? [one, row] : [one]));
