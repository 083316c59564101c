/**
 * The arithmetic of the numbered stream: which event is new, which was heard already, and when some are
 * missing. Numbers have no gaps per restaurant, so a gap means that the stream must be asked again.
 */
import type { ToPanel } from '../server/live/contract.ts';

export type LiveMessage = Extract<ToPanel, { type: 'event' }>;

/** What a panel knows of one restaurant's stream. `last` null: nothing heard yet. */
export type Heard = {
  /** The number of the last event heard, or from which on we listen. */
  last: number | null;
  /** The first number after which every event was heard; what is older must come from a fresh answer. */
  from: number | null;
};

export const unheard: Heard = { last: null, from: null };

export type Step = {
  heard: Heard;
  /** A new event, to be shown. */
  event?: LiveMessage;
  /** Some are missing: follow again from `heard.last`. */
  ask?: true;
  /** The stream no longer has what is missing: everything on show must be fetched anew. */
  reload?: true;
};

/** What is numbered, or tells a number. */
type Numbered = Exclude<Extract<ToPanel, { restaurant: string }>, { type: 'line' }>;

/** What one message about a restaurant means. */
export function step(heard: Heard, message: Numbered): Step {
  if (message.type === 'reload')
    return { heard: { last: message.number, from: message.number }, reload: true };
  if (message.type === 'caught_up') {
    if (heard.last === null) return { heard: { last: message.number, from: message.number } };
    // The server is behind what we heard: its memory was replaced (a restored database). Begin again.
    if (message.number < heard.last)
      return { heard: { last: message.number, from: message.number }, reload: true };
    if (message.number > heard.last) return { heard, ask: true };
    return { heard };
  }
  if (heard.last === null)
    return { heard: { last: message.number, from: message.number - 1 }, event: message };
  if (message.number <= heard.last) return { heard };
  if (message.number > heard.last + 1) return { heard, ask: true };
  return { heard: { ...heard, last: message.number }, event: message };
}

/** The events that an answer, which includes everything up to `included`, does not have yet. */
export function missingFrom(recent: readonly LiveMessage[], included: number): LiveMessage[] {
  return recent.filter((message) => message.number > included);
}

/**
 * Milliseconds to wait before the next attempt: doubled each time up to 15 s, and spread by chance so that
 * all panels do not come back in the same instant.
 */
export function pause(attempt: number, chance: number): number {
  const most = Math.min(15_000, 500 * 2 ** attempt);
  return Math.round(most / 2 + (most / 2) * chance);
}
