/** Words of waiting that guests and staff share. */
import { type Static, Type } from 'typebox';
import { Day, Instant, Time } from '../../contract/words.ts';

/**
 * Two lists of people who wait. The waitlist (`list`): for a table on a day, at any time of a range; what is freed
 * is offered to one of them under a hold. The queue (`queue`): parties at the door tonight, for the next table.
 *
 * list: waiting → offered → taken; or expired (its hours are over), left (by the guest), withdrawn (by the staff),
 * passed (an offer was refused or left unanswered, and the next was asked).
 * queue: waiting → notified → seated; or left (by the guest), gave_up (the staff say so), expired (the day is over).
 */
export const WaitStatus = Type.Enum([
  'waiting',
  'offered',
  'taken',
  'passed',
  'notified',
  'seated',
  'left',
  'withdrawn',
  'gave_up',
  'expired',
]);
export type WaitStatus =
  | 'waiting'
  | 'offered'
  | 'taken'
  | 'passed'
  | 'notified'
  | 'seated'
  | 'left'
  | 'withdrawn'
  | 'gave_up'
  | 'expired';

export const WaitKind = Type.Enum(['list', 'queue']);
export type WaitKind = 'list' | 'queue';

/** What is kept for somebody, until then. */
export const Offer = Type.Object({ day: Day, time: Time, shift: Type.String(), until: Instant });
export type Offer = Static<typeof Offer>;

export const strict = { additionalProperties: false };
export const Remark = Type.String({ maxLength: 1000 });
export const Area = Type.String({ maxLength: 80, description: 'Only in this area' });
export const Nothing = Type.Object({}, strict);
