/** Who waits for a table, as figures and order (pure). */
import type { Reply } from '../../../server/contract/endpoint.ts';
import type { Quote, WaitRow, waitlistEndpoints } from '../../../server/waitlist/contract.ts';
import { minuteAt, type Present, serviceMinutes } from '../clock.ts';

export type Waits = Reply<(typeof waitlistEndpoints)['GET /api/waitlist']>;

const open = new Set(['waiting', 'offered', 'notified']);
/** Does somebody still wait? */
export const isOpen = (wait: WaitRow): boolean => open.has(wait.status);

/** For how many whole minutes somebody has waited. */
export const waitedFor = ({ joinedAt }: Pick<WaitRow, 'joinedAt'>, now: Present): number =>
  Math.max(0, now.minute - Math.floor(minuteAt(joinedAt)));

/** A party of the queue with where it stands now, in the order of the queue. */
export const queued = (waits: Waits): { wait: WaitRow; quote: Quote | null }[] =>
  waits.queue
    .filter(isOpen)
    .map((wait) => ({ wait, quote: waits.quotes.find(({ id }) => id === wait.id) ?? null }))
    .sort((a, b) => (a.quote?.position ?? Infinity) - (b.quote?.position ?? Infinity));

/** Between which hours somebody who asks now would come: those of the service that goes on or comes next. */
export function usualRange(
  shifts: readonly { first: string; last: string }[],
  now: string | null,
): { from: string; to: string } {
  const next = now && shifts.find(({ last }) => serviceMinutes(last) >= serviceMinutes(now));
  const shift = next || shifts.at(-1);
  return shift ? { from: shift.first, to: shift.last } : { from: '19:00', to: '21:00' };
}

/** Is a time within the range that somebody would come in? A range may reach past midnight. */
export function within(wait: Pick<WaitRow, 'from' | 'to'>, time: string): boolean {
  if (wait.from === null || wait.to === null) return true;
  const [from, to, at] = [wait.from, wait.to, time].map(serviceMinutes) as [number, number, number];
  return from <= at && at <= to;
}
