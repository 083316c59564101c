import type { InboundMessage } from '../transport.ts';

/** So many ids are remembered, so that what is told again (by an event, and as unread) is not sent again. */
const REMEMBERED = 5_000;

type Deps = {
  /** Resolves once the message is safely written. */
  keep(message: InboundMessage): Promise<void>;
  /** The number that an address proves, E.164. */
  phoneOf(address: string): Promise<string | null>;
  /** Everything of a chat up to this message is written: it may be shown as read. */
  seen(address: string, id: string): Promise<void>;
  fault(what: unknown): void;
};

export type Intake = {
  /** `unless`: asked when its turn comes; what it says yes to is left out. */
  take(message: InboundMessage, unless?: () => Promise<boolean>): void;
  /** Resolves once everything taken so far is written, or has failed. */
  settled(): Promise<void>;
};

/**
 * Brings messages to the server: those of one chat in their order, the chats side by side. A chat is shown as read
 * only when all that came in it is written, so that WhatsApp itself keeps for us what a crash would lose.
 */
export function intake({ keep, phoneOf, seen, fault }: Deps): Intake {
  const chats = new Map<string, Promise<void>>();
  const written = new Set<string>();
  /** Chats in which something was written that is not shown as read yet. */
  const unshown = new Set<string>();

  async function bring(message: InboundMessage, unless?: () => Promise<boolean>): Promise<boolean> {
    if (written.has(message.id)) {
      unshown.add(message.address);
      return true;
    }
    try {
      if (await unless?.()) return true;
      const verifiedPhone = await phoneOf(message.address);
      await keep({ ...message, ...(verifiedPhone && { verifiedPhone }) });
      written.add(message.id);
      if (written.size > REMEMBERED) written.delete(written.values().next().value!);
      unshown.add(message.address);
      return true;
    } catch (failed) {
      fault(failed);
      return false;
    }
  }

  return {
    take(message, unless) {
      const { address } = message;
      const turn = (chats.get(address) ?? Promise.resolve()).then(async () => {
        const isKept = await bring(message, unless);
        if (chats.get(address) !== turn) return;
        chats.delete(address);
        if (isKept && unshown.delete(address)) await seen(address, message.id).catch(fault);
      });
      chats.set(address, turn);
    },
    async settled() {
      await Promise.all(chats.values());
    },
  };
}
