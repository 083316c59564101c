import type { Place } from '../seating/fit.ts';
import type { Pause } from './service.ts';

/** What is not offered for a time: pure. */

/**
 * Whether a slot is paused, by itself, with its shift or with the whole house. Minutes of a pause are those of
 * arriving, both ends included: who sits already stays.
 */
export function isSlotPaused(pauses: Pause[], day: string, shift: string, minute: number): boolean {
  return pauses.some(
    (pause) =>
      !pause.area &&
      !pause.tableId &&
      isOn(pause, day) &&
      pause.fromMinute <= minute &&
      minute <= pause.toMinute &&
      (!pause.shift || pause.shift === shift),
  );
}

/**
 * Whether a place cannot be used from a minute to another (not included), since its area or one of its tables is
 * paused at a moment between. A pause until the end of the day ends with the service.
 */
export function isPlacePaused(pauses: Pause[], place: Place, day: string, from: number, to: number): boolean {
  return pauses.some(
    (pause) =>
      isOn(pause, day) &&
      pause.fromMinute < to &&
      from < pause.toMinute &&
      (pause.area === place.area || (pause.tableId !== null && place.tableIds.includes(pause.tableId))),
  );
}

/** Whether a pause is on that day of service, whatever its hours. */
export function isOn(pause: Pause, day: string): boolean {
  return pause.from <= day && day <= pause.to;
}
