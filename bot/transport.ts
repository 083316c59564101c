/**
 * A line on which guests write and the bot answers: the terminal, WhatsApp by its web client, WhatsApp by Meta's
 * Cloud API… It moves messages and knows nothing of what they mean. (Chats on web pages need none: the server
 * itself is their line.) transport.suite.ts says, as tests, what every one of them promises.
 */

/**
 * What came in. `text`: words · `voice`, `image`, `video`, `document`, `sticker`, `location`, `contact`: such a
 * thing, with `text` saying so in short (an emoji, and the caption, the place or the name) · `reaction`: an emoji
 * put under a message of ours · `unsupported`: something that the line does not show us · `edited`: new words for a message sent before · `deleted`: it is taken back.
 */
export type InboundKind =
  | 'text'
  | 'voice'
  | 'image'
  | 'video'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'reaction'
  | 'unsupported'
  | 'edited'
  | 'deleted';

/** A message as it came in. `id` is the line's own: a message delivered twice carries it twice. */
export type InboundMessage = {
  id: string;
  /** Who writes, as the line knows them; the answer goes there. It need not be, or contain, a phone number. */
  address: string;
  /** Never empty, except for what is `deleted`. Of a button that was pressed: its label. */
  text: string;
  /** ISO 8601 instant at which the guest wrote. */
  at: string;
  /** `text` unless said. */
  kind?: InboundKind;
  /** Which message is reacted to, edited or deleted: its id on the line. */
  about?: string;
  /** E.164, only when the line itself proves the number. */
  verifiedPhone?: string;
  /** Found long after it was written: it is kept for the staff to see, and the bot does not answer it. */
  late?: true;
  /** Not the guest wrote it, but somebody on the restaurant's own phone, to the guest at `address`. */
  own?: true;
};

/** What a line that allows free text only for a while after the guest's last word needs to speak later. */
export type Template = { name: string; language: string; values: string[] };

/** A message to hand over. `id` is the same when it is handed over again after a crash. */
export type OutboundMessage = {
  id: string;
  address: string;
  /** Whole in itself: choices stand in it, numbered. */
  text: string;
  /** What the guest may choose from, for a line with buttons; the label comes back as their text. */
  choices?: string[];
  template?: Template;
  /** ISO 8601 instant of the guest's last message; absent: they never wrote. */
  heardAt?: string;
  /**
   * ISO 8601 instant at which it was handed to this line before, by a bot that did not live to tell what came of
   * it: the line looks whether it was sent since, and sends it only if it was not.
   */
  attemptedAt?: string;
};

/**
 * `sent`: the line has it; `externalId` is its own name for it, by which it tells later what became of it.
 * `failed`: this message will never arrive (no such address, no template…). What may work later is thrown:
 * NotNow when nothing left for certain, anything else when it may have.
 */
export type Handed = { state: 'sent'; externalId?: string } | { state: 'failed'; why: string };

/** Thrown by `send` when nothing was sent, for certain: the line is not up. */
export class NotNow extends Error {}

/** Likewise, but it is this chat alone that takes nothing for the moment: the others go on. */
export class NotHere extends NotNow {}

/** What became of a message that was handed over, as the line tells it later; in this order, each implies those before. */
export type Fate = 'sent' | 'delivered' | 'read';

/**
 * `needs_pairing`: a person must join the line to a phone · `degraded`: it is up but not to be trusted, and is
 * being restarted · `logged_out`: the other side ended it, and only a person can begin it again.
 */
export type LineState = 'off' | 'starting' | 'needs_pairing' | 'ready' | 'degraded' | 'logged_out';

/** How a person joins the line to a phone: what its camera reads, or what is typed on it. */
export type Pairing = { qr: string } | { code: string };

/** What is told with a state. */
export type StateDetail = {
  /** In a word or two, for the staff and the log; never a guest's words, name or number. */
  why?: string;
  /** With `needs_pairing` and `logged_out`. Told anew whenever it changes. */
  pairing?: Pairing;
  /** With `ready`: the line's own number, E.164. */
  phone?: string;
};

export type LineEvents = {
  /** Resolves once the message is safely written; the line may then forget it. */
  message(message: InboundMessage): Promise<void>;
  state(state: LineState, detail?: StateDetail): void;
  /** What became of a message that was handed over; `failed` can still follow `sent`, and nothing else. */
  fate(externalId: string, fate: Fate | 'failed'): void;
  /** Something went wrong that the line survives, in a word or two; the staff see the last ones. */
  fault(what: string): void;
};

export type Transport = {
  /** What the server calls this line. */
  readonly name: 'terminal' | 'whatsapp';
  /** The restaurant whose guests write on it, by its slug. */
  readonly restaurant: string;
  /** The only address it serves; absent: any. */
  readonly address?: string;
  /** Milliseconds to leave between two messages, asked anew each time; absent: none. */
  pace?(): number;
  /**
   * Resolves once the line is on its way; what becomes of it is told by `state`. A line whose messages come to the
   * server by webhook never calls `message`.
   */
  start(events: LineEvents): Promise<void>;
  /** Hands a message over. Throws when it may work later; it will be tried again. */
  send(message: OutboundMessage): Promise<Handed>;
  /** What has become of messages by now, of those of which it knows: for what it told while nobody heard. */
  fatesOf?(externalIds: string[]): Promise<[externalId: string, fate: Fate | 'failed'][]>;
  /** Ends after what is being sent has been sent. Calling it again is harmless. */
  stop(): Promise<void>;
};
