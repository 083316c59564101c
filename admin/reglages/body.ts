/** A form as the API takes it, and what can be seen to be wrong with it before the server is asked (pure). */
import type { Pace, ServiceSettings, SpecialShift } from '../../server/settings/contract.ts';
import {
  type Form,
  type LimitsForm,
  limitNames,
  type PaceForm,
  type StretchForm,
  type TurnForm,
} from './form.ts';

/** A field as the API names it ("shifts.0.last"), and what is wrong there, in the API's words. */
export type Problem = { field: string; problem: string };

/**
 * The settings of a form, saved over `version`. Problems are in the order in which the fields stand; while there are
 * any, the settings are not to be sent. What needs the whole to be judged (names twice, days that overlap) the
 * server says.
 */
export function bodyOf(form: Form, version: number): { settings: ServiceSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong = (field: string, problem: string) => problems.push({ field, problem });

  const maybe = (field: string, typed: string, least: number, most: number): number | undefined => {
    const text = typed.trim();
    if (text === '') return undefined;
    const value = Number(text);
    if (!Number.isInteger(value)) wrong(field, 'format');
    else if (value < least) wrong(field, 'minimum');
    else if (value > most) wrong(field, 'maximum');
    return value;
  };
  const number = (field: string, typed: string, least: number, most: number): number => {
    if (typed.trim() === '') wrong(field, 'required');
    return maybe(field, typed, least, most) ?? least;
  };
  const needed = (field: string, typed: string): string => {
    if (typed.trim() === '') wrong(field, 'required');
    return typed.trim();
  };
  const optional = (typed: string) => typed.trim() || undefined;

  const turnTimes = (lines: TurnForm[], at: string) =>
    lines.map(({ upTo, minutes }, index) => ({
      upTo: number(`${at}.${index}.upTo`, upTo, 1, 200),
      minutes: number(`${at}.${index}.minutes`, minutes, 15, 720),
    }));
  const limits = (of: LimitsForm, at: string) =>
    Object.fromEntries(
      limitNames.flatMap((name) => {
        const value = maybe(`${at}.${name}`, of[name], 0, /covers/i.test(name) ? 2000 : 500);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const pace = (of: PaceForm, at: string): Pace | undefined => {
    const exceptions = of.exceptions.map((one, index) => {
      const field = `${at}.exceptions.${index}`;
      return { time: needed(`${field}.time`, one.time), ...limits(one, field) };
    });
    const said = { ...limits(of, at), ...(exceptions.length > 0 && { exceptions }) };
    return Object.keys(said).length > 0 ? said : undefined;
  };
  const stretch = (of: StretchForm, at: string): SpecialShift => ({
    name: needed(`${at}.name`, of.name),
    first: needed(`${at}.first`, of.first),
    last: needed(`${at}.last`, of.last),
    step: of.step,
    staffFirst: optional(of.staffFirst),
    staffLast: optional(of.staffLast),
    turnTimes: of.turnTimes.length > 0 ? turnTimes(of.turnTimes, `${at}.turnTimes`) : undefined,
    pace: pace(of.pace, `${at}.pace`),
  });
  const seats = (of: { minSeats: string; maxSeats: string }, at: string) => ({
    minSeats: number(`${at}.minSeats`, of.minSeats, 1, 200),
    maxSeats: number(`${at}.maxSeats`, of.maxSeats, 1, 200),
  });

  const { rules } = form;
  // What is switched off is not looked at, and goes back as it can be kept.
  const of = (
    on: boolean,
    name: 'changeHours' | 'thanksHours' | 'waitlistOfferMinutes',
    least: number,
    most: number,
  ): number => {
    const typed = Number(rules[name].trim() || Number.NaN);
    const kept = Number.isInteger(typed) && typed >= least && typed <= most ? typed : least;
    return on ? number(`rules.${name}`, rules[name], least, most) : kept;
  };
  const names = new Map(
    form.areas.flatMap(({ tables }) => tables.map(({ key, name }) => [key, name.trim()])),
  );
  const settings: ServiceSettings = {
    version,
    shifts: form.shifts.map((shift, index) => {
      const at = `shifts.${index}`;
      if (shift.weekdays.length === 0) wrong(`${at}.weekdays`, 'required');
      return {
        id: shift.id,
        ...stretch(shift, at),
        weekdays: [...shift.weekdays].sort(),
        validFrom: optional(shift.validFrom),
        validTo: optional(shift.validTo),
      };
    }),
    specialDays: form.specialDays.map((special, index) => {
      const at = `specialDays.${index}`;
      const from = needed(`${at}.from`, special.from);
      const message = { fr: optional(special.fr), en: optional(special.en) };
      return {
        id: special.id,
        from,
        to: optional(special.to) ?? from,
        closed: special.closed,
        message: message.fr || message.en ? message : undefined,
        shifts: special.closed
          ? []
          : special.shifts.map((shift, place) => stretch(shift, `${at}.shifts.${place}`)),
      };
    }),
    rules: {
      minParty: number('rules.minParty', rules.minParty, 1, 200),
      maxParty: number('rules.maxParty', rules.maxParty, 1, 200),
      requestFrom: maybe('rules.requestFrom', rules.requestFrom, 1, 200),
      leadMinutes: number('rules.leadMinutes', rules.leadMinutes, 0, 43_200),
      cutoff: optional(rules.cutoff),
      horizonDays: number('rules.horizonDays', rules.horizonDays, 0, 730),
      bufferMinutes: number('rules.bufferMinutes', rules.bufferMinutes, 0, 240),
      turnTimes: turnTimes(rules.turnTimes, 'rules.turnTimes'),
      holdMinutes: number('rules.holdMinutes', rules.holdMinutes, 1, 30),
      guestChanges: rules.guestChanges,
      changeHours: of(rules.guestChanges, 'changeHours', 0, 720),
      guestCancels: rules.guestCancels,
      cancelHours: number('rules.cancelHours', rules.cancelHours, 0, 720),
      noShowLimit: maybe('rules.noShowLimit', rules.noShowLimit, 1, 20),
      askEmail: rules.askEmail,
      askPhone: rules.askPhone,
      askLastName: rules.askLastName,
      askRemark: rules.askRemark,
      askOccasion: rules.askOccasion,
      reminder: rules.reminder,
      reminderHours: rules.reminder ? maybe('rules.reminderHours', rules.reminderHours, 1, 168) : undefined,
      thanks: rules.thanks,
      thanksHours: of(rules.thanks, 'thanksHours', 1, 168),
      waitlist: rules.waitlist,
      waitlistOfferMinutes: of(rules.waitlist, 'waitlistOfferMinutes', 5, 240),
    },
    areas: form.areas.map((area, index) => {
      const at = `areas.${index}`;
      return {
        id: area.id,
        name: needed(`${at}.name`, area.name),
        online: area.online,
        plan: area.plan
          ? { ...area.plan, fixtures: area.plan.fixtures.map(({ key: _, ...fixture }) => fixture) }
          : undefined,
        tables: area.tables.map((table, place) => ({
          id: table.id,
          name: needed(`${at}.tables.${place}.name`, table.name),
          ...seats(table, `${at}.tables.${place}`),
          offered: table.offered,
          place: table.place ?? undefined,
        })),
      };
    }),
    combinations: form.combinations.map((one, index) => {
      const at = `combinations.${index}`;
      const tables = one.tables.flatMap((key) => names.get(key) ?? []);
      if (tables.length < 2) wrong(`${at}.tables`, 'required');
      return { id: one.id, tables, ...seats(one, at) };
    }),
  };
  return { settings, problems };
}

export const parts = ['services', 'days', 'rules', 'guests', 'pace', 'room'] as const;
export type Part = (typeof parts)[number];

/** In which part of the settings a field stands. */
export function partOf(field: string): Part {
  if (/\.pace(\.|$)/.test(field)) return 'pace';
  if (field.startsWith('shifts')) return 'services';
  if (field.startsWith('specialDays')) return 'days';
  if (/^rules\.(hold|guest|change|cancel|noShow|ask|reminder|thanks|waitlist)/.test(field)) return 'guests';
  if (field.startsWith('rules')) return 'rules';
  return 'room';
}
