import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Listener } from '../db/listen.ts';

/** What a request waits for: a word on a channel, and for how many seconds at most. */
export type Awaited = { channel: string; payload: string; seconds: number };

/** Looks, and as long as there is nothing, looks again whenever something may have changed. */
export type Wait = <T>(reply: FastifyReply, on: Awaited, look: () => Promise<T | null>) => Promise<T | null>;

/**
 * Requests that wait for something to happen. What is found is always read from the database: the notice only
 * says when to look, so a lost one costs time and never an answer. Ends with null when the seconds are over,
 * when the client goes away, and when the server closes, which nobody who waits may hold up.
 */
export function waiting(app: FastifyInstance, listener: Listener): Wait {
  const stops = new Set<() => void>();
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    for (const stop of stops) stop();
  });

  return async (reply, { channel, payload, seconds }, look) => {
    if (seconds === 0 || closing) return look();
    let changed = false;
    let over = false;
    let stopped = false;
    let wake = () => {};
    // Hears before it looks for the first time, so that nothing falls between the two.
    const unhear = listener.on(channel, (heard) => {
      if (heard !== null && heard !== payload) return;
      changed = true;
      wake();
    });
    const stop = () => {
      stopped = true;
      wake();
    };
    const timer = setTimeout(() => {
      over = true;
      wake();
    }, seconds * 1_000);
    stops.add(stop);
    reply.raw.once('close', stop);
    try {
      while (!stopped) {
        changed = false;
        const last = over;
        const found = await look();
        if (found !== null || last) return found;
        if (!changed && !over && !stopped) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      return null;
    } finally {
      clearTimeout(timer);
      unhear();
      stops.delete(stop);
      reply.raw.off('close', stop);
    }
  };
}
