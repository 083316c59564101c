/**
 * The websocket stream, GET /api/live (staff session cookie, same origin).
 *
 * A panel follows one or more restaurants of its organisation and says the last event number it saw of each:
 * it gets the rest in order, then `caught_up`; or `reload` when that number is too old to be replayed.
 * Numbers have no gaps per restaurant and follow commits. Every event carries the whole changed row as the
 * HTTP API gives it, so that a panel needs no further request for it.
 */
import type { PausedParty } from '../availability/contract.ts';
import type { ConversationRow } from '../conversations/contract.ts';
import type { DayNote } from '../desk/contract.ts';
import type { Line } from '../lines/contract.ts';
import type { ReservationRow } from '../reservations/contract.ts';
import type { WaitRow } from '../waitlist/contract.ts';

export type LiveEvent =
  | { kind: 'reservation'; reservation: ReservationRow; change: 'booked' | 'status' | 'changed' }
  // To other tables, to make room for somebody: from which, and for whom.
  | {
      kind: 'reservation';
      reservation: ReservationRow;
      change: 'moved';
      moved: { from: string[]; for: string };
    }
  | { kind: 'conversation'; conversation: ConversationRow }
  | { kind: 'note'; note: DayNote }
  | { kind: 'wait'; wait: WaitRow }
  // The service was described anew: `version` is now the saved one, by whom. What is offered is to be read again.
  | { kind: 'settings'; version: number; by: string }
  // Something was paused or taken up again; of a table or an area, also who sits or comes there.
  | { kind: 'pauses'; paused?: { table?: string; area?: string; parties: PausedParty[] } };

/** What a panel says. `since: null` means: from now on. `ping` is answered with `pong` and the same `sent`. */
export type FromPanel =
  | { type: 'follow'; restaurant: string; since: number | null }
  | { type: 'ping'; sent: number };

/** What the server says. */
export type ToPanel =
  | { type: 'event'; restaurant: string; number: number; at: string; event: LiveEvent }
  | { type: 'caught_up'; restaurant: string; number: number }
  | { type: 'reload'; restaurant: string; number: number }
  | { type: 'refused'; code: string }
  | { type: 'pong'; sent: number }
  /** The restaurant's WhatsApp line as it is now; to owners and managers alone, neither numbered nor replayed. */
  | { type: 'line'; restaurant: string; line: Line };
