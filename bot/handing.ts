import type { Call } from './server.ts';
import { mayWorkLater } from './server.ts';
import { type Fate, NotHere, NotNow, type OutboundMessage, type Transport } from './transport.ts';

type Deps = {
  /** Tries again by itself what may work later. */
  call: Call;
  transport: Transport;
  /** Said once a message could not be handed over, and again when it can. */
  log(level: 'info' | 'warn', what: string, detail?: Record<string, unknown>): void;
  /** Ends early when `signal` does. */
  wait(milliseconds: number): Promise<unknown>;
  backoff(faults: number): number;
  signal: AbortSignal;
};

export type Handing = {
  /** The line takes messages, or does not. */
  open(isOpen: boolean): void;
  /** What the line tells of a message it was given. */
  fate(externalId: string, fate: Fate | 'failed'): void;
  /** Resolves once nothing is being handed over any more; only after the signal. */
  ended: Promise<void>;
};

/**
 * Hands what waits on the server to a line, oldest first, one at a time and at the line's own pace, for as long as
 * the line is open. Each message is taken, sent and told of; one whose end nobody knows is given to the line again
 * with the moment of the first try, so that it can look before it speaks.
 */
export function handOver(deps: Deps): Handing {
  const { call, transport, log, wait, backoff, signal } = deps;
  let isOpen = false;
  let opened = () => {};
  let sending: Promise<unknown> = Promise.resolve();
  let lastSent = Number.NEGATIVE_INFINITY;
  let fates = Promise.resolve();

  const open = () =>
    new Promise<void>((resolve) => {
      if (isOpen || signal.aborted) return resolve();
      opened = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  async function one(message: OutboundMessage): Promise<void> {
    const due = lastSent + (transport.pace?.() ?? 0) - performance.now();
    if (due > 0) await wait(due);
    if (signal.aborted) throw new NotNow('stopping');
    const handed = await transport.send(message);
    lastSent = performance.now();
    const body =
      handed.state === 'sent'
        ? { state: handed.state, ...(handed.externalId && { externalId: handed.externalId }) }
        : { state: handed.state, why: handed.why.slice(0, 200) };
    await call('POST /api/bot/outbound/:id/ack', { params: { id: message.id }, body });
  }

  /** What was taken and not tried goes back as if nobody had touched it. */
  const giveBack = (messages: OutboundMessage[]) =>
    Promise.all(
      messages
        .filter(({ attemptedAt }) => !attemptedAt)
        .map(({ id }) =>
          call('POST /api/bot/outbound/:id/ack', { params: { id }, body: { state: 'queued' } }).catch(
            () => undefined,
          ),
        ),
    );

  async function hand(messages: OutboundMessage[]): Promise<void> {
    const held = new Map<string, NotHere>();
    const back: OutboundMessage[] = [];
    for (const [at, message] of messages.entries()) {
      // What follows in a chat does not overtake what is held back there.
      if (held.has(message.address)) {
        back.push(message);
        continue;
      }
      try {
        await one(message);
      } catch (fault) {
        if (fault instanceof NotHere) {
          held.set(message.address, fault);
          back.push(message);
          continue;
        }
        await giveBack([...back, ...messages.slice(fault instanceof NotNow ? at : at + 1)]);
        throw fault;
      }
    }
    await giveBack(back);
    for (const fault of held.values()) throw fault;
  }

  async function run(): Promise<void> {
    let faults = 0;
    while (!signal.aborted) {
      await open();
      if (signal.aborted) return;
      try {
        const { replies } = await call('POST /api/bot/outbound/take', {
          body: {
            transport: transport.name,
            restaurant: transport.restaurant,
            ...(transport.address && { address: transport.address }),
            wait: 20,
          },
          signal,
        });
        sending = hand(replies);
        await sending;
        if (faults > 0) log('info', 'Messages are handed over again');
        faults = 0;
      } catch (fault) {
        if (signal.aborted) return;
        faults++;
        log('warn', 'A message could not be handed over; it will be tried again', { fault: String(fault) });
        await wait(backoff(faults));
      }
    }
  }

  async function tellFate(externalId: string, state: Fate | 'failed') {
    const told = () =>
      call('POST /api/bot/outbound/fate', {
        body: { restaurant: transport.restaurant, transport: transport.name, externalId, state },
      });
    const { known } = await told();
    if (known) return;
    // It may be told of before its sending was written down. (Or somebody wrote it on the phone: then it is nobody's.)
    await sending.catch(() => undefined);
    await told();
  }

  /** What was delivered and read while nobody heard. */
  async function catchUp() {
    if (!transport.fatesOf) return;
    const { restaurant, name } = transport;
    const query = { restaurant, transport: name };
    const { externalIds } = await call('GET /api/bot/outbound/sent', { query });
    if (externalIds.length === 0) return;
    for (const [externalId, fate] of await transport.fatesOf(externalIds)) await tellFate(externalId, fate);
  }

  /** One after the other, so that what is told of a message keeps its order. */
  function afterFates(tell: () => Promise<void>) {
    fates = fates.then(tell).catch((fault) => {
      if (!signal.aborted && !mayWorkLater(fault))
        log('warn', 'What became of a message could not be told', { fault: String(fault) });
    });
  }

  return {
    open(now) {
      const opens = now && !isOpen;
      isOpen = now;
      if (!opens) return;
      opened();
      afterFates(catchUp);
    },
    fate: (externalId, fate) => afterFates(() => tellFate(externalId, fate)),
    ended: run().then(() => fates),
  };
}
