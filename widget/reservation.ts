/** The page of one reservation, without its page: what the secret link leads to, and what can be done with it. */
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Booking } from '../server/reservations/contract.ts';

/** Why there is nothing to show, or why the last act did not happen. */
export type Trouble = 'missing' | 'expired' | 'offline' | 'slow' | 'broken' | 'busy' | 'too_late';

export type Shown = {
  booking: Booking | null;
  trouble: Trouble | null;
  /** The guest is being asked whether they really want to cancel. */
  asking: boolean;
  message: string;
  working: boolean;
  /** What should have the focus now; a new object each time it is asked for. */
  focus: { at: 'title' | 'ask' | 'trouble' } | null;
};

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof CallFailed)) throw error;
  if (error.kind !== 'refused') return error.kind;
  if (error.code === 'cannot_cancel') return 'too_late';
  if (error.status === 410) return 'expired';
  if (error.status === 429) return 'busy';
  return error.status < 500 ? 'missing' : 'broken';
}

/** What a guest should read first: is it still on, over, or off? */
export function standing({ status, endsAt }: Booking, now: number): 'on' | 'asked' | 'past' | 'off' {
  if (status === 'cancelled' || status === 'declined' || status === 'expired') return 'off';
  if (status === 'finished' || status === 'no_show' || Date.parse(endsAt) < now) return 'past';
  return status === 'requested' ? 'asked' : 'on';
}

/** Reads and cancels the reservation of a token. No act throws; `changed` is told of every new state. */
export function reservation(call: ReturnType<typeof caller>, token: string, changed: (shown: Shown) => void) {
  let shown: Shown = {
    booking: null,
    trouble: null,
    asking: false,
    message: '',
    working: false,
    focus: null,
  };
  const set = (patch: Partial<Shown>) => {
    shown = { ...shown, ...patch };
    changed(shown);
  };
  return {
    async read() {
      set({ working: true, trouble: null });
      try {
        set({ booking: await call('GET /api/bookings/:token', { params: { token } }), working: false });
      } catch (error) {
        set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
      }
    },
    ask: () => set({ asking: true, trouble: null, focus: { at: 'ask' } }),
    keep: () => set({ asking: false, trouble: null, focus: { at: 'title' } }),
    write: (message: string) => set({ message }),
    /** Cancels. Doing it twice is the same as once, so a retry is always safe. */
    async cancel() {
      if (shown.working) return;
      set({ working: true, trouble: null });
      const message = shown.message.trim();
      try {
        const booking = await call('POST /api/bookings/:token/cancel', {
          params: { token },
          body: message ? { message } : {},
        });
        set({ booking, working: false, asking: false, focus: { at: 'title' } });
      } catch (error) {
        set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
      }
    },
  };
}

export type ReservationActs = ReturnType<typeof reservation>;
