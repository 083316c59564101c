import type { Fate, InboundMessage } from '../transport.ts';
import { type Message, type Reaction, type SteadyClient, wordOf } from './client.ts';
import { readDeletion, readEdit, readMessage, readOwn, readReaction } from './inbound.ts';

/** What a client tells, in the line's own terms. */
export type Heard = {
  /** A code that a phone's camera can read. It is renewed by and by. */
  qr(code: string): void;
  /** A code to type on a phone. */
  code(code: string): void;
  ready(): void;
  /** What a guest wrote. */
  message(message: InboundMessage): void;
  /** What left this number: by us, or by somebody on the phone. */
  own(message: InboundMessage): void;
  fate(externalId: string, fate: Fate | 'failed'): void;
  /** A state of the page that may pass by itself. */
  connection(found: string): void;
  loggedOut(): void;
  /** The client is no more; why, in a word or two. */
  lost(why: string): void;
  /** Something went wrong that the client survives. */
  fault(what: string): void;
};

/** Listens to a client as long as it is not `over`. Guests' messages older than `answerWithin` milliseconds are late. */
export function hear(client: SteadyClient, over: () => boolean, answerWithin: number, heard: Heard): void {
  const on = <Told extends unknown[]>(event: string, told: (...told: Told) => void) =>
    client.on(
      event as 'disconnected',
      ((...what: Told) => {
        if (!over()) told(...what);
      }) as never,
    );
  const take = (message: InboundMessage | null) => message && heard.message(message);

  on('qr', (code: string) => heard.qr(code));
  on('code', (code: string) => heard.code(code));
  on('ready', () => heard.ready());
  on('message', (message: Message) => take(readMessage(message, Date.now(), answerWithin)));
  on('message_create', (message: Message) => {
    const own = readOwn(message, Date.now(), client.info?.wid?._serialized);
    if (own) heard.own(own);
  });
  on('message_edit', (message: Message, words: unknown) =>
    take(readEdit(message, String(words), Date.now())),
  );
  on('message_revoke_everyone', (message: Message) => take(readDeletion(message, Date.now())));
  on('message_reaction', (reaction: Reaction) => take(readReaction(reaction, Date.now())));
  on('message_ack', (message: Message, ack: number) => {
    const fate = fateOf(ack);
    if (message.fromMe && fate) heard.fate(message.id._serialized, fate);
  });
  on('disconnected', (reason: unknown) => {
    if (String(reason) === 'LOGOUT') heard.loggedOut();
    else heard.lost(`disconnected: ${wordOf(reason)}`);
  });
  on('change_state', (found: unknown) => heard.connection(String(found)));
  on('auth_failure', () => heard.lost('authentication failed'));
  on('fault', (what: unknown) => heard.fault(String(what)));
}

/** What WhatsApp's ticks say. */
export function fateOf(ack: number): Fate | 'failed' | null {
  if (ack < 0) return 'failed';
  if (ack === 0) return null;
  return ack === 1 ? 'sent' : ack === 2 ? 'delivered' : 'read';
}
