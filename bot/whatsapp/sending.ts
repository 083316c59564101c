import type { Handed, OutboundMessage } from '../transport.ts';
import type { SteadyClient } from './client.ts';

/** How far back a chat is looked through for a message that may have been sent before a crash. */
const LOOKED_AT = 40;
/** How far WhatsApp's clock, which knows no milliseconds, may be behind ours. */
const SKEW = 10_000;

/** Faults that say: never. Any other may pass. */
const never = /invalid wid|No LID for user|not on whatsapp|wid error/i;

/** What came of it, and how far it had got already when it was found sent (WhatsApp's ack). */
type Sent = { handed: Handed; fate?: number };

/**
 * Sends a message, unless an earlier try of which nobody knows the end turns out to have sent it. Nothing is shown
 * as read by it. Throws what may pass.
 */
export async function sendMessage(client: SteadyClient, message: OutboundMessage): Promise<Sent> {
  try {
    const found = message.attemptedAt ? await sentBefore(client, message, message.attemptedAt) : null;
    if (found) return found;
    const sent = await client.sendMessage(message.address, message.text, {
      sendSeen: false,
      linkPreview: false,
    });
    if (!sent) return { handed: { state: 'failed', why: 'no such guest on WhatsApp' } };
    return { handed: { state: 'sent', externalId: sent.id._serialized } };
  } catch (fault) {
    if (never.test(String(fault)))
      return { handed: { state: 'failed', why: 'WhatsApp knows no such address' } };
    throw fault;
  }
}

async function sentBefore(
  client: SteadyClient,
  { address, text }: OutboundMessage,
  attemptedAt: string,
): Promise<Sent | null> {
  const chat = await client.getChatById(address);
  if (!chat) return null;
  const ours = await chat.fetchMessages({ limit: LOOKED_AT, fromMe: true });
  const since = Date.parse(attemptedAt) - SKEW;
  const same = ours.find(({ body, timestamp }) => body === text && timestamp * 1000 >= since);
  return same ? { handed: { state: 'sent', externalId: same.id._serialized }, fate: Number(same.ack) } : null;
}

/** So many ids of our own are remembered. */
const REMEMBERED = 5_000;

/** What this line has sent since it began, so that nobody takes it for words that somebody typed on the phone. */
export type SentByUs = {
  /** Remembers what comes of a message that is being sent. */
  sending(sent: Promise<Sent>): Promise<Sent>;
  /** Whether a message is one of these; while one is being sent, waits for its id. */
  has(id: string): Promise<boolean>;
};

/** The page tells of a message before it answers with its id: whoever asks meanwhile waits for the answer. */
export function sentByUs(): SentByUs {
  const ids = new Set<string>();
  const open = new Set<Promise<unknown>>();
  return {
    async sending(sent) {
      const noted = sent.then(({ handed }) => {
        if (handed.state !== 'sent' || !handed.externalId) return;
        ids.add(handed.externalId);
        if (ids.size > REMEMBERED) ids.delete(ids.values().next().value!);
      });
      const settled = noted.catch(() => undefined).finally(() => open.delete(settled));
      open.add(settled);
      await settled;
      return sent;
    },
    async has(id) {
      if (!ids.has(id)) await Promise.all(open);
      return ids.has(id);
    },
  };
}
