/**
 * A line on which guests write and the bot answers: the terminal, WhatsApp… It moves messages and knows nothing
 * of what they mean. (Chats on web pages need none: the server itself is their line.)
 */

/** A message as it came in. `id` is the line's own: a message delivered twice carries it twice. */
export type InboundMessage = {
  id: string;
  /** Who writes, as the line knows them; the answer goes there. */
  address: string;
  text: string;
  /** ISO 8601 instant at which the guest wrote. */
  at: string;
  /** E.164, only when the line itself proves the number. */
  verifiedPhone?: string;
};

/** A reply to hand over. `id` is the same when it is handed over again after a crash. */
export type OutboundMessage = { id: string; address: string; text: string };

/** `failed`: this message will never arrive (no such address…). What may work later is thrown instead. */
export type Handed = 'sent' | 'failed';

/**
 * `needs_pairing`: a person must join the line to a phone · `degraded`: it is up but not to be trusted, and is
 * being restarted · `logged_out`: the other side ended it, and only a person can begin it again.
 */
export type LineState = 'off' | 'starting' | 'needs_pairing' | 'ready' | 'degraded' | 'logged_out';

export type LineEvents = {
  /** Resolves once the message is safely written; the line may then forget it. */
  message(message: InboundMessage): Promise<void>;
  state(state: LineState, why?: string): void;
};

export type Transport = {
  /** What the server calls this line. */
  readonly name: 'terminal' | 'whatsapp';
  /** The restaurant whose guests write on it, by its slug. */
  readonly restaurant: string;
  /** The only address it serves; absent: any. */
  readonly address?: string;
  start(events: LineEvents): Promise<void>;
  /** Hands a reply over. Throws when it may work later; it will be tried again. */
  send(message: OutboundMessage): Promise<Handed>;
  /** Ends after what is being sent has been sent. */
  stop(): Promise<void>;
};
