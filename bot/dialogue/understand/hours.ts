import { type Day, minutesOf, type Time, timeOf, weekdayOf } from '../days.ts';
import type { Setting } from './meaning.ts';

/** An hour as it was said, before it is known which half of the day it means. */
export type Said = {
  hour: number;
  /** May be negative ("quarter to eight"). */
  minute: number;
  /** The words for the half of the day, if any ("pm", "du soir"). */
  half?: string;
  /** The hour was written with a leading zero: the morning is meant. */
  zero?: boolean;
  /** Written the French way, with h or heures. */
  french?: boolean;
};

/** The time of an hour and minutes of one day; undefined outside of it. */
export function clock(hour: number, minute: number): Time | undefined {
  const all = hour * 60 + minute;
  if (!(all >= 0 && all < 24 * 60)) return undefined;
  return timeOf(Math.floor(all / 60), all % 60);
}

/**
 * The time of day that an hour means. One from 1 to 11 without a half of the day is moved to where the restaurant
 * serves. Where no shifts are known it is read by when people eat: 10 and 11 as they stand, 6 to 9 in the evening,
 * 1 to 5 in the afternoon; save that "5h" in French stays as it stands from 3 to 5, since who means the afternoon
 * writes 17h. Not so in Québec.
 */
export function settle(said: Said, setting: Setting): Time | undefined {
  const { hour, minute, half = '', zero, french } = said;
  if (hour > 24 || Number.isNaN(hour) || Number.isNaN(minute)) return undefined;
  if (hour === 24) return clock(0, minute);
  if (/^p|soir|evening|night|tonight|tonite|nite|afternoon|apres|aprem/.test(half)) {
    const midnight = /^(?:at|in the|of the) (?:night|nite)|^du soir/.test(half);
    return clock(hour < 12 ? hour + 12 : hour === 12 && midnight ? 0 : hour, minute);
  }
  if (/^a\.? ?m|mat|morning|nuit/.test(half)) return clock(hour === 12 && minute >= 0 ? 0 : hour, minute);
  if (hour === 0 || hour >= 12 || zero) return clock(hour, minute);
  const { part } = setting;
  if (part === 'morning') return clock(hour, minute);
  if (part === 'evening') return clock(hour + 12, minute);
  if (part === 'afternoon') return clock(hour === 11 ? 11 : hour + 12, minute);
  if (part === 'midday') return clock(hour >= 10 ? hour : hour + 12, minute);
  if (part === 'brunch') return clock(hour >= 8 ? hour : hour + 12, minute);
  return setting.shifts.length > 0
    ? moved(hour, minute, setting)
    : eaten(hour, minute, french && setting.country !== 'CA');
}

/** Farther than this from every service, minutes, an hour is read by when people eat. */
const beyondService = 90;

/** Into the shifts of the day, or of any day when that is not known. */
function moved(hour: number, minute: number, setting: Setting): Time | undefined {
  const early = hour * 60 + minute;
  const served = setting.shifts.filter(
    (shift) => !setting.day || shift.weekdays.includes(weekdayOf(setting.day)),
  );
  const shifts = served.length ? served : setting.shifts;
  const gap = (at: number) => Math.min(...shifts.map((shift) => distance(at, shift.first, shift.last)));
  const [morning, evening] = [gap(early), gap(early + 12 * 60)];
  if (Math.min(morning, evening) > beyondService) return eaten(hour, minute, false);
  return morning < evening ? clock(hour, minute) : clock(hour + 12, minute);
}

function eaten(hour: number, minute: number, french: boolean | undefined): Time | undefined {
  const asItStands = hour >= 10 || (french && hour >= 3 && hour <= 5);
  return clock(asItStands ? hour : hour + 12, minute);
}

/** The time that a bare number may mean; undefined when nobody is served then. */
export function bareHour(hour: number, setting: Setting): Time | undefined {
  const time = hour > 23 ? undefined : settle({ hour, minute: 0 }, setting);
  if (!time || setting.shifts.length === 0) return time;
  const served = setting.shifts.some(({ first, last }) => distance(minutesOf(time), first, last) <= 30);
  return served ? time : undefined;
}

/** Minutes from a time to the nearest moment of a shift; a shift may end after midnight. */
function distance(at: number, first: Time, last: Time): number {
  const from = minutesOf(first);
  const to = minutesOf(last) < from ? minutesOf(last) + 24 * 60 : minutesOf(last);
  return at < from ? from - at : at > to ? at - to : 0;
}

/** The time of that day that a bare number means, where one is served then. */
export const servedAt = (hour: number, shifts: Setting['shifts'], day: Day): Time | undefined =>
  bareHour(hour, { today: day, now: '00:00', country: '', language: 'en', asked: null, day, shifts });
