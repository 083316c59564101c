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
