/** The page of one reservation, without its page: what the secret link leads to, and what can be done with it. */
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Booking, Status } from '../server/reservations/contract.ts';

/** Why there is nothing to show, or why the last act did not happen. */
export type Trouble = 'missing' | 'expired' | 'offline' | 'slow' | 'broken' | 'busy' | 'too_late' | 'fixed';

export type Shown = {
  booking: Booking | null;
  trouble: Trouble | null;
  /** The guest is being asked whether they really want to cancel. */
  asking: boolean;
  /** The guest is changing it: all of it, or the remark alone. */
  changing: 'all' | 'remark' | null;
  /** What was just done, and worked. */
  done: 'changed' | 'asked' | 'withdrawn' | 'coming' | 'cancelled' | null;
  message: string;
  working: boolean;
  /** What should have the focus now; a new object each time it is asked for. */
  focus: { at: 'title' | 'ask' | 'come' | 'trouble' | 'done' } | null;
};

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof CallFailed)) throw error;
  if (error.kind !== 'refused') return error.kind;
  if (error.code === 'cannot_cancel') return 'too_late';
  if (error.code === 'cannot_change') return 'fixed';
  if (error.status === 410) return 'expired';
  if (error.status === 429) return 'busy';
  return error.status < 500 ? 'missing' : 'broken';
}

/** How a reservation stands, as its guest should read it first. */
export type Standing =
  | 'on'
  | 'asked'
  | 'here'
  | 'past'
  | 'finished'
  | 'missed'
  | 'cancelled'
  | 'declined'
  | 'expired';

const standings: Partial<Record<Status, Standing>> = {
  arrived: 'here',
  seated: 'here',
  finished: 'finished',
  no_show: 'missed',
  cancelled: 'cancelled',
  declined: 'declined',
  expired: 'expired',
};

/**
 * Is it still on, over, or off, and why? `now`, in milliseconds, decides what is past when nobody has said so; it
 * is the device's and may be wrong, so what the server lets be changed is not.
 */
export function standing(booking: Booking, now: number): Standing {
  const { status, endsAt, changeable, cancellable, confirmable } = booking;
  const said = standings[status];
  if (said && said !== 'here') return said;
  const open = changeable || cancellable || confirmable;
  if (!open && Date.parse(endsAt) < now) return 'past';
  return said ?? (status === 'requested' ? 'asked' : 'on');
}

/** Reads, confirms and cancels the reservation of a token. No act throws; `changed` is told of every new state. */
export function reservation(call: ReturnType<typeof caller>, token: string, changed: (shown: Shown) => void) {
  let shown: Shown = {
    booking: null,
    trouble: null,
    asking: false,
    changing: null,
    done: null,
    message: '',
    working: false,
    focus: null,
  };
  const set = (patch: Partial<Shown>) => {
    shown = { ...shown, ...patch };
    changed(shown);
  };
  /** One act on the reservation; doing it twice is the same as once, so a retry is always safe. */
  const act = async (
    endpoint: 'POST /api/bookings/:token/confirm-coming' | 'POST /api/bookings/:token/withdraw-wish',
    done: Shown['done'],
  ) => {
    if (shown.working) return;
    set({ working: true, trouble: null, done: null });
    try {
      const booking = await call(endpoint, { params: { token } });
      set({ booking, working: false, done, focus: { at: 'done' } });
    } catch (error) {
      set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
    }
  };
  return {
    async read() {
      set({ working: true, trouble: null });
      try {
        const booking = await call('GET /api/bookings/:token', { params: { token } });
        set({ booking, working: false });
        return booking;
      } catch (error) {
        set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
        return null;
      }
    },
    ask: () => set({ asking: true, trouble: null, done: null, focus: { at: 'ask' } }),
    keep: () => set({ asking: false, trouble: null, focus: { at: 'title' } }),
    write: (message: string) => set({ message }),
    /** Opens the form by which it is changed. */
    change: (changing: 'all' | 'remark') => set({ changing, asking: false, trouble: null, done: null }),
    /**
     * The form is over: with the reservation as it is now, or null when all was left as it was. `asked`: the restaurant
     * is asked for what was wished.
     */
    changed: (booking: Booking | null, asked = false) =>
      set({
        changing: null,
        ...(booking
          ? { booking, done: asked ? 'asked' : 'changed', focus: { at: 'done' } }
          : { focus: { at: 'title' } }),
      }),
    /** Leads to the button that says so. */
    askComing: () => set({ focus: { at: 'come' } }),
    /** Says that they come. */
    come: () => act('POST /api/bookings/:token/confirm-coming', 'coming'),
    /** Wishes no longer what the restaurant was asked for. */
    withdraw: () => act('POST /api/bookings/:token/withdraw-wish', 'withdrawn'),
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
        set({ booking, working: false, asking: false, done: 'cancelled', focus: { at: 'title' } });
      } catch (error) {
        set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
      }
    },
  };
}

export type ReservationActs = ReturnType<typeof reservation>;

/** What the restaurant wants to be called for, since guests cannot (or can no longer) do it here; null: nothing. */
export function byPhoneOf({ changeable, cancellable }: Booking): 'both' | 'change' | 'cancel' | null {
  if (changeable) return cancellable ? null : 'cancel';
  return cancellable ? 'change' : 'both';
}

/**
 * Reads the reservation, and leads to what a link in a message names: the button that says that they come, the
 * change, or the question whether to cancel; as far as that can be. Nothing is said or done by opening it: mail
 * filters open links before people do. `done`: it is not done again when the page is.
 */
export async function linked(acts: ReservationActs, hash: string, done: () => void): Promise<void> {
  const booking = await acts.read();
  if (!booking) return;
  if (hash === '#coming' && booking.confirmable) acts.askComing();
  if (hash === '#change' && booking.changeable) acts.change('all');
  if (hash === '#cancel' && booking.cancellable) acts.ask();
  if (hash) done();
}
