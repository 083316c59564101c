import { type Static, Type } from 'typebox';
import { Id, Instant } from '../../contract/words.ts';

/** Through which line a chat comes. `web`: the chat page; `terminal`: `npm run chat`; `whatsapp`: its own issue. */
export const Transport = Type.Enum(['web', 'terminal', 'whatsapp']);
export type Transport = 'web' | 'terminal' | 'whatsapp';

/** What somebody says in one message. */
export const Text = Type.String({ minLength: 1, maxLength: 4000 });

/** What a message that came in is; of all but text, the text says in short what it was (an emoji, a caption). */
export const MessageKind = Type.Enum([
  'text',
  'voice',
  'image',
  'video',
  'document',
  'sticker',
  'location',
  'contact',
  'reaction',
  'unsupported',
]);
export type MessageKind = Static<typeof MessageKind>;

export const ExternalId = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f]*$',
  description: "The message's id on its line: kept once",
});

export const ChatMessage = Type.Object({
  id: Id,
  direction: Type.Enum(['in', 'out']),
  text: Type.String(),
  at: Instant,
});
export type ChatMessage = Static<typeof ChatMessage>;

export const ById = Type.Object({ id: Id });
