import type { Handed, InboundMessage, LineEvents, OutboundMessage, Transport } from '../transport.ts';
import { NotNow } from '../transport.ts';

export type MemoryLine = {
  transport: Transport;
  /** What was handed over and taken, oldest first. */
  sent: OutboundMessage[];
  /** The guest writes; resolves once it is written down. Said again with the same id, it is the same message. */
  say(id: string, text: string, more?: Partial<InboundMessage>): Promise<void>;
  /** The next so many messages are refused, as by a line that is busy. */
  refuse(times: number): void;
  /** Takes the line down, or up again. */
  up(isUp: boolean): void;
  /** What the line tells of a message. */
  events(): LineEvents;
};

/** A line in memory: what is put in comes as a message, what is sent is kept. */
export function memoryLine(options: {
  restaurant: string;
  address: string;
  name?: Transport['name'];
  verifiedPhone?: string;
}): MemoryLine {
  const { restaurant, address, name = 'terminal', verifiedPhone } = options;
  const sent: OutboundMessage[] = [];
  let events: LineEvents | undefined;
  let refusals = 0;
  let isUp = true;
  return {
    transport: {
      name,
      restaurant,
      address,
      async start(given) {
        events = given;
        given.state(isUp ? 'ready' : 'starting');
      },
      async send(message): Promise<Handed> {
        if (!isUp) throw new NotNow('down');
        if (refusals > 0) {
          refusals--;
          throw new Error('The line is busy');
        }
        const before = sent.find(({ id }) => id === message.id);
        if (!before) sent.push(message);
        return { state: 'sent', externalId: `memory-${message.id}` };
      },
      async stop() {},
    },
    sent,
    say: (id, text, more = {}) =>
      events!.message({
        id,
        address,
        text,
        at: new Date().toISOString(),
        ...(verifiedPhone && { verifiedPhone }),
        ...more,
      }),
    refuse(times) {
      refusals = times;
    },
    up(now) {
      isUp = now;
      events?.state(now ? 'ready' : 'degraded');
    },
    events: () => events!,
  };
}
