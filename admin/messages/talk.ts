/** A chat as its guest sees it: what the server has, and what is still on its way there (pure). */
import type { ChatMessage } from '../../server/conversations/contract.ts';

/** Something typed here. The same `externalId` goes with every attempt, so that it arrives once. */
export type Outgoing = {
  externalId: string;
  text: string;
  state: 'sending' | 'failed' | 'sent';
  /** The server's id, once it has it. */
  id: string | null;
};

export type Talk = { said: readonly ChatMessage[]; outgoing: readonly Outgoing[] };

export const silence: Talk = { said: [], outgoing: [] };

/** The talk with messages fetched from the server, each once. */
export function withSaid(talk: Talk, messages: readonly ChatMessage[]): Talk {
  const known = new Set(talk.said.map((message) => message.id));
  const said = [...talk.said, ...messages.filter((message) => !known.has(message.id))];
  return settled({ ...talk, said });
}

/** The talk with something newly typed, or the same thing in another state. */
export function withOutgoing(talk: Talk, one: Outgoing): Talk {
  const at = talk.outgoing.findIndex((known) => known.externalId === one.externalId);
  const outgoing = at < 0 ? [...talk.outgoing, one] : talk.outgoing.with(at, one);
  return settled({ ...talk, outgoing });
}

/** What the server tells itself is no longer kept as outgoing. */
function settled(talk: Talk): Talk {
  const known = new Set(talk.said.map((message) => message.id));
  return { ...talk, outgoing: talk.outgoing.filter((one) => one.id === null || !known.has(one.id)) };
}

/** Has the guest said something that nobody has answered yet? */
export function awaitsAnswer(talk: Talk): boolean {
  if (talk.outgoing.some((one) => one.state === 'sent')) return true;
  return talk.outgoing.length === 0 && talk.said.at(-1)?.direction === 'in';
}

/** Where to go on asking from. */
export const lastId = (talk: Talk): string | undefined => talk.said.at(-1)?.id;
