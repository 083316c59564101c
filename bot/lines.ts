import { setTimeout as pause } from 'node:timers/promises';
import type { LineOrder } from '../server/lines/contract.ts';
import { type Log, runBot } from './runner.ts';
import { type Call, persistent } from './server.ts';
import type { LineState, StateDetail, Transport } from './transport.ts';

/** A line says how it is at least so often (milliseconds), so that its silence shows. */
const saidAgain = 60_000;

export type LinesDeps = {
  call: Call;
  log: Log;
  /** A line of the kind that an order is for; nothing of it has begun. */
  open(order: LineOrder): Promise<Transport & { forget?(): Promise<void> }>;
  /** Gives up what is kept of a line that is not open. */
  forget(restaurant: string): Promise<void>;
  /** Milliseconds: the first wait after a fault, doubled with each further one. */
  patience?: number;
};

type Open = { version: number; stop(): Promise<void>; forget(): Promise<void> };

/**
 * Serves the lines that the staff want: begins each, answers what comes in on it, tells the server how it is, and
 * ends it when it is not wanted any more. What the staff order takes effect within a moment.
 */
export function serveLines(deps: LinesDeps): { stop(): Promise<void> } {
  const { log, patience = 500 } = deps;
  const call = persistent(deps.call, patience / 2);
  const ending = new AbortController();
  const { signal } = ending;
  const open = new Map<string, Open>();
  const forgotten = new Map<string, number>();
  const wait = (milliseconds: number) => pause(milliseconds, undefined, { signal }).catch(() => undefined);

  async function begin(order: LineOrder): Promise<Open> {
    const { restaurant } = order;
    const transport = await deps.open(order).catch(async (fault: Error) => {
      await tellUnopened(restaurant, fault.message);
      throw fault;
    });
    const told = reporter(call, restaurant, (fault) =>
      log('warn', 'How a line is could not be told', { restaurant, fault: String(fault) }),
    );
    const bot = runBot({
      call: deps.call,
      transport,
      log: (level, what, detail) => log(level, what, { restaurant, ...detail }),
      patience,
      watch: {
        state: told.state,
        fault(what) {
          const body = { what: what.slice(0, 200) || 'unknown' };
          void call('POST /api/bot/lines/:restaurant/fault', { params: { restaurant }, body }).catch(
            () => undefined,
          );
        },
      },
    });
    return {
      version: order.version,
      async stop() {
        told.end();
        await bot.stop();
      },
      async forget() {
        told.end();
        await transport.forget?.();
        await bot.stop();
      },
    };
  }

  /** A line that cannot even be opened (no browser…) is tried again; the staff see why. */
  async function tellUnopened(restaurant: string, message: string): Promise<void> {
    const why = (message.split('\n')[0] || 'unknown').slice(0, 200);
    const params = { restaurant };
    await Promise.all([
      call('POST /api/bot/lines/:restaurant/state', { params, body: { state: 'degraded', why } }),
      call('POST /api/bot/lines/:restaurant/fault', { params, body: { what: why } }),
    ]).catch(() => undefined);
  }

  async function follow(order: LineOrder): Promise<void> {
    const { restaurant, version, wanted, asleep } = order;
    const now = open.get(restaurant);
    // Somebody must press before it shows its codes again: a bot that was restarted is not somebody.
    if (asleep && wanted && !now) return;
    if (now?.version === version || (!wanted && forgotten.get(restaurant) === version)) return;
    if (now) {
      open.delete(restaurant);
      await (wanted ? now.stop() : now.forget());
    } else if (!wanted) await deps.forget(restaurant);
    if (!wanted) forgotten.set(restaurant, version);
    else if (!signal.aborted) open.set(restaurant, await begin(order));
  }

  async function run(): Promise<void> {
    let known: string | undefined;
    for (let faults = 0; !signal.aborted; ) {
      try {
        const query = { wait: 25, ...(known && { known }) };
        const { mark, lines } = await call('GET /api/bot/lines', { query, signal });
        await Promise.all(lines.map(follow));
        known = mark;
        faults = 0;
      } catch (fault) {
        if (signal.aborted) return;
        if (faults++ % 10 === 0) log('warn', 'A line could not be begun or ended', { fault: String(fault) });
        await wait(Math.min(patience * 2 ** faults, 30_000));
      }
    }
  }
  const running = run();

  return {
    async stop() {
      ending.abort();
      await running;
      await Promise.all([...open.values()].map((line) => line.stop()));
    },
  };
}

/** Tells the server how a line is: whenever that changes, the last word first, and again every minute. */
function reporter(call: Call, restaurant: string, failed: (fault: unknown) => void) {
  let last: { state: LineState; detail: StateDetail } | null = null;
  let telling = false;
  let again: NodeJS.Timeout | undefined;
  let over = false;

  async function tell(): Promise<void> {
    if (telling) return;
    telling = true;
    clearTimeout(again);
    let said: typeof last = null;
    try {
      while (last && said !== last && !over) {
        said = last;
        const { state, detail } = said;
        const body = { state, ...detail, ...(detail.why && { why: detail.why.slice(0, 200) }) };
        await call('POST /api/bot/lines/:restaurant/state', { params: { restaurant }, body });
      }
    } catch (fault) {
      if (!over) failed(fault);
    } finally {
      telling = false;
      if (!over) again = setTimeout(() => void tell(), last === said ? saidAgain : 1_000);
    }
  }

  return {
    state(state: LineState, detail: StateDetail = {}) {
      last = { state, detail };
      void tell();
    },
    end() {
      over = true;
      clearTimeout(again);
    },
  };
}
