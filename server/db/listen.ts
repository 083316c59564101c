import { Client } from 'pg';

/** Hears NOTIFY on one connection of its own, and comes back by itself when that is cut. */
export type Listener = {
  /** Calls back with each payload of a channel; after a cut, once with null: something may have been missed. */
  on(channel: string, heard: (payload: string | null) => void): () => void;
  close(): Promise<void>;
};

/**
 * Listens to the channels given. Payloads are identifiers, never personal data.
 * Reconnects with a delay that grows from 0.2 to 5 seconds.
 */
export async function listen(url: string, channels: string[]): Promise<Listener> {
  const hearers = new Map<string, Set<(payload: string | null) => void>>();
  let client: Client | null = null;
  let closed = false;
  let delay = 200;
  let timer: NodeJS.Timeout | undefined;

  const tell = (channel: string, payload: string | null) => {
    for (const heard of hearers.get(channel) ?? []) heard(payload);
  };
  const lost = () => {
    client = null;
    if (closed) return;
    timer = setTimeout(() => open(true).catch(lost), delay);
    delay = Math.min(delay * 2, 5_000);
  };
  async function open(again: boolean): Promise<void> {
    const next = new Client({ connectionString: url, keepAlive: true });
    next.on('error', () => next.end().catch(() => undefined));
    await next.connect();
    next.on('end', lost);
    next.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    await next.query(channels.map((channel) => `LISTEN ${next.escapeIdentifier(channel)}`).join(';'));
    client = next;
    delay = 200;
    // What was said while the line was cut was not heard.
    if (again) for (const channel of channels) tell(channel, null);
  }
  await open(false);

  return {
    on(channel, heard) {
      const set = hearers.get(channel) ?? new Set();
      hearers.set(channel, set.add(heard));
      return () => set.delete(heard);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
