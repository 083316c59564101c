/** How a message of a chat is read aloud and shown: in days, with a name for what is not words (pure). */
import type { MessageKind, StaffChatMessage, Window } from '../../server/conversations/contract.ts';
import { dayOf } from '../texts/dates.ts';

/** The messages of one day. */
export type Day = { day: string; messages: StaffChatMessage[] };

/** Messages, oldest first, by the day on the restaurant's clock. */
export function byDay(messages: readonly StaffChatMessage[], zone: string): Day[] {
  const days: Day[] = [];
  for (const message of messages) {
    const day = dayOf(message.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}

/** What stands beside the sign by which a line keeps a picture, a voice, a place…: its caption or name. */
export function beside(kind: MessageKind, text: string): string {
  if (kind === 'text' || kind === 'reaction') return text;
  return text.replace(/^\p{Extended_Pictographic}\uFE0F?\s*/u, '').trim();
}

/**
 * Can its guest be written to at this moment? `open`: freely, `closing`: for less than three hours more, `template`:
 * only in the form that WhatsApp approved, `closed`: not before they write.
 */
export function windowState(window: Window, now: number): 'open' | 'closing' | 'template' | 'closed' {
  if (window === null) return 'open';
  const left = window.closesAt === null ? 0 : Date.parse(window.closesAt) - now;
  if (left <= 0) return window.template ? 'template' : 'closed';
  return left < 3 * 3_600_000 ? 'closing' : 'open';
}

const signs: Record<string, Exclude<MessageKind, 'text' | 'reaction'>> = {
  '🎤': 'voice',
  '📷': 'image',
  '🎬': 'video',
  '📄': 'document',
};

/** What a message is that is not words, by its sign also where the line keeps the thing itself; null for words. */
export function thing(kind: MessageKind, text: string): Exclude<MessageKind, 'text' | 'reaction'> | null {
  if (kind === 'text' || kind === 'reaction') return null;
  return kind === 'unsupported'
    ? (signs[text.match(/^\p{Extended_Pictographic}/u)?.[0] ?? ''] ?? kind)
    : kind;
}
