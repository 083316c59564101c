/** The page of one wait, without its page: what the secret link leads to, what can be answered, and how time passes. */
import type { Alternative } from '../server/availability/contract.ts';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { GuestWait } from '../server/waitlist/contract.ts';

/** Why there is nothing to show, or why the last act did not happen. */
export type Trouble = 'missing' | 'expired' | 'offline' | 'slow' | 'broken' | 'busy' | 'over' | 'changed';

export type Shown = {
  wait: GuestWait | null;
  trouble: Trouble | null;
  /** What can be had instead, after an offer that was over. */
  instead: Alternative[];
  /** The guest is being asked whether they really mean it. */
  asking: 'decline' | 'leave' | null;
  working: boolean;
  /** Seconds for which the table is still kept, by the server's clock; null when nothing is offered. */
  seconds: number | null;
  /** What should have the focus now; a new object each time it is asked for. */
  focus: { at: 'title' | 'ask' | 'trouble' } | null;
};

/** Why a call brought nothing, as the guest is told. Throws on what is not a failed call: that is a mistake of ours. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof CallFailed)) throw error;
  if (error.kind !== 'refused') return error.kind;
  if (error.code === 'offer_over') return 'over';
  if (error.status === 409) return 'changed';
  if (error.status === 410) return 'expired';
  if (error.status === 429) return 'busy';
  return error.status < 500 ? 'missing' : 'broken';
}

/** How a wait stands, as its guest should read it first. */
export type Standing =
  | 'waiting'
  | 'offered'
  | 'taken'
  | 'asked'
  | 'passed'
  | 'over'
  | 'left'
  | 'withdrawn'
  | 'queued'
  | 'ready'
  | 'seated';

export function standing({
  kind,
  status,
  booking,
}: Pick<GuestWait, 'kind' | 'status' | 'booking'>): Standing {
  if (status === 'waiting') return kind === 'queue' ? 'queued' : 'waiting';
  if (status === 'notified') return 'ready';
  if (status === 'expired') return 'over';
  if (status === 'gave_up') return 'withdrawn';
  if (booking?.status === 'requested') return 'asked';
  return status;
}

/** Whether something may still come of it, so that it is read again by itself. */
export const isOpen = (stand: Standing): boolean =>
  stand === 'waiting' || stand === 'offered' || stand === 'queued' || stand === 'ready';

/** "4:05": how long a table is still kept. */
export const countdown = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/**
 * Reads and answers the wait of a token. No act throws; `changed` is told of every new state. `clock`: the device's,
 * which may be wrong: what counts is the server's, and the difference is known from each answer.
 */
export function waiting(
  call: ReturnType<typeof caller>,
  token: string,
  changed: (shown: Shown) => void,
  clock: () => number = Date.now,
) {
  let shown: Shown = {
    wait: null,
    trouble: null,
    instead: [],
    asking: null,
    working: false,
    seconds: null,
    focus: null,
  };
  /** What the server's clock is ahead of ours. */
  let ahead = 0;
  /** An answer to a question that is older than an act is no news. */
  let asked = 0;
  const params = { token };
  const secondsOf = (wait: GuestWait | null) =>
    wait?.offer ? Math.max(0, Math.ceil((Date.parse(wait.offer.until) - clock() - ahead) / 1000)) : null;
  const set = (patch: Partial<Shown>) => {
    shown = { ...shown, ...patch };
    changed(shown);
  };
  const learn = (wait: GuestWait, patch: Partial<Shown> = {}) => {
    ahead = Date.parse(wait.now) - clock();
    set({ wait, seconds: secondsOf(wait), ...patch });
  };

  async function act(endpoint: `POST /api/waits/:token/${'accept' | 'decline' | 'leave'}`) {
    if (shown.working) return;
    asked += 1;
    set({ working: true, trouble: null });
    try {
      const wait = await call(endpoint, { params, body: {} });
      learn(wait, { working: false, asking: null, instead: [], focus: { at: 'title' } });
    } catch (error) {
      const trouble = troubleOf(error);
      const instead = ((error as CallFailed).detail.alternatives as Alternative[] | undefined) ?? [];
      set({ working: false, trouble, instead, focus: { at: 'trouble' } });
      if (trouble === 'over' || trouble === 'changed') await poll();
    }
  }

  /** Reads it again, quietly: what fails is tried again soon, and nothing that the guest does is disturbed. */
  async function poll() {
    if (shown.working || !shown.wait || !isOpen(standing(shown.wait))) return;
    asked += 1;
    const mine = asked;
    try {
      const wait = await call('GET /api/waits/:token', { params });
      if (mine !== asked || shown.working) return;
      const moved = wait.status !== shown.wait.status;
      learn(wait, moved ? { asking: null, ...(shown.trouble !== 'over' && { trouble: null }) } : {});
    } catch (error) {
      troubleOf(error);
    }
  }

  return {
    async read() {
      set({ working: true, trouble: null });
      try {
        learn(await call('GET /api/waits/:token', { params }), { working: false });
      } catch (error) {
        set({ working: false, trouble: troubleOf(error), focus: { at: 'trouble' } });
      }
    },
    poll,
    /** A second has passed: the countdown goes on, and at its end the server says what has become of the offer. */
    tick() {
      const seconds = secondsOf(shown.wait);
      if (seconds === shown.seconds) return;
      set({ seconds });
      if (seconds === 0) void poll();
    },
    ask: (asking: 'decline' | 'leave') => set({ asking, trouble: null, focus: { at: 'ask' } }),
    keep: () => set({ asking: null, trouble: null, focus: { at: 'title' } }),
    accept: () => act('POST /api/waits/:token/accept'),
    decline: () => act('POST /api/waits/:token/decline'),
    leave: () => act('POST /api/waits/:token/leave'),
  };
}

export type WaitActs = ReturnType<typeof waiting>;
