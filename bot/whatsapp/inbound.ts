import { createHash } from 'node:crypto';
import type { InboundKind, InboundMessage } from '../transport.ts';
import type { Message, Reaction } from './client.ts';

/** Kept no more after so long, in milliseconds: nobody waits for an answer to it. */
const FORGOTTEN = 7 * 24 * 3_600_000;

/** What a message of WhatsApp is to us; the rest (calls, notices, polls, system messages) is not for the bot. */
const kinds: Record<string, InboundKind> = {
  chat: 'text',
  ptt: 'voice',
  audio: 'voice',
  image: 'image',
  video: 'video',
  document: 'document',
  sticker: 'sticker',
  location: 'location',
  vcard: 'contact',
  multi_vcard: 'contact',
  list_response: 'text',
  buttons_response: 'text',
};

const signs: Partial<Record<InboundKind, string>> = {
  voice: '🎤',
  image: '📷',
  video: '🎬',
  document: '📄',
  sticker: '🙂',
  location: '📍',
  contact: '👤',
};

/** One guest's own chat: by their number, or by an address that hides it. */
export const isGuest = (address: unknown): address is string =>
  typeof address === 'string' && /^\d+@(c\.us|lid)$/.test(address);

/** An id of WhatsApp, which the page gives now as text, now as a thing that carries it. */
const textOf = (id: unknown): string =>
  typeof id === 'string' ? id : ((id as { _serialized?: string } | null)?._serialized ?? '');

/**
 * A message as the server takes it; null for what is none of the bot's business: our own, groups, statuses,
 * broadcasts, notices, and what is older than a week. `answerWithin` milliseconds: what is older is `late`.
 */
export function readMessage(message: Message, now: number, answerWithin: number): InboundMessage | null {
  if (message.fromMe || message.isStatus || message.broadcast || !isGuest(message.from)) return null;
  const kind = kinds[message.type];
  const at = message.timestamp * 1000;
  if (!kind || !Number.isFinite(at) || now - at > FORGOTTEN) return null;
  const text = wordsOf(message, kind);
  if (!text) return null;
  return {
    id: textOf(message.id),
    address: message.from,
    text,
    kind,
    at: new Date(Math.min(at, now)).toISOString(),
    ...(now - at > answerWithin && { late: true }),
  };
}

/**
 * What was written to a guest on the restaurant's own phone, as the server takes it; null for what is to nobody, to
 * several or to oneself (`me`), and for what guests wrote. What the bot itself sends looks just the same.
 */
export function readOwn(message: Message, now: number, me: string | undefined): InboundMessage | null {
  if (!message.fromMe || message.isStatus || message.broadcast || !isGuest(message.to)) return null;
  const kind = kinds[message.type];
  const at = message.timestamp * 1000;
  if (!kind || message.to === me || !Number.isFinite(at) || now - at > FORGOTTEN) return null;
  const text = wordsOf(message, kind);
  if (!text) return null;
  const when = new Date(Math.min(at, now)).toISOString();
  return { id: textOf(message.id), address: message.to, text, kind, at: when, own: true };
}

function wordsOf(message: Message, kind: InboundKind): string {
  const sign = signs[kind];
  if (!sign) return message.body.trim();
  return [sign, besideOf(message, kind)].filter(Boolean).join(' ').slice(0, 1000);
}

function besideOf(message: Message, kind: InboundKind): string {
  if (kind === 'location' && message.location) {
    const { latitude, longitude, name } = message.location as unknown as {
      latitude: number;
      longitude: number;
      name?: string;
    };
    return [name, `${latitude}, ${longitude}`].filter(Boolean).join(' · ');
  }
  if (kind === 'contact') {
    const names = message.vCards.map((card) => /^FN[^:]*:(.+)$/m.exec(card)?.[1]?.trim() ?? '');
    return names.filter(Boolean).join(', ');
  }
  return kind === 'voice' || kind === 'sticker' ? '' : message.body.trim();
}

/** New words for a message; null when it is not a guest's. */
export function readEdit(message: Message, words: string, now: number): InboundMessage | null {
  const text = words.trim();
  if (message.fromMe || !isGuest(message.from) || !text) return null;
  const about = textOf(message.id);
  const id = `${about}:edited:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  return { id, about, address: message.from, text, kind: 'edited', at: new Date(now).toISOString() };
}

/** A message that its writer took back; null when it is not a guest's. */
export function readDeletion(message: Message, now: number): InboundMessage | null {
  if (message.fromMe || !isGuest(message.from)) return null;
  const { protocolMessageKey } = message as { protocolMessageKey?: unknown };
  const about = textOf(protocolMessageKey) || textOf(message.id);
  const at = new Date(now).toISOString();
  return { id: `${about}:deleted`, about, address: message.from, text: '', kind: 'deleted', at };
}

/** An emoji under a message of ours; null for one that was taken away, and for what is not a guest's. */
export function readReaction(reaction: Reaction, now: number): InboundMessage | null {
  const { id, msgId } = reaction as unknown as {
    id: { fromMe?: boolean };
    msgId: { remote?: unknown; fromMe?: boolean };
  };
  const address = textOf(msgId.remote);
  const text = reaction.reaction.trim();
  if (id.fromMe || !msgId.fromMe || !isGuest(address) || !text) return null;
  const about = textOf(msgId);
  return {
    id: `${textOf(id)}:${text}`,
    about,
    address,
    text,
    kind: 'reaction',
    at: new Date(now).toISOString(),
  };
}
