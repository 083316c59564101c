import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessageKind } from './contract.ts';

/** What a webhook of the Cloud API tells, as we take it; `line` is the id of the number it came to. */
export type CloudNews =
  | {
      line: string;
      kind: 'message';
      address: string;
      externalId: string;
      text: string;
      messageKind: MessageKind;
      about?: string;
      verifiedPhone?: string;
      /** ISO 8601. */
      at: string;
    }
  | {
      line: string;
      kind: 'fate';
      externalId: string;
      state: 'sent' | 'delivered' | 'read' | 'failed';
      /** Our own id of the message, which goes out with it and comes back. */
      message?: string;
      why?: string;
    };

/** Whether the body, to the byte, was signed with the app's secret: the header is `sha256=HEX`. */
export function isSignedByMeta(header: string | undefined, body: Buffer, appSecret: string): boolean {
  const given = Buffer.from(/^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1] ?? '', 'hex');
  const expected = createHmac('sha256', appSecret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * Reads a webhook. What is of no use here (changes of the account, kinds of messages that say nothing) is left out;
 * so is what cannot be read, because sent again it would be no better.
 */
export function readCloud(body: Buffer): CloudNews[] {
  let hook: Json;
  try {
    hook = object(JSON.parse(body.toString('utf8')));
  } catch {
    return [];
  }
  if (hook.object !== 'whatsapp_business_account') return [];
  const values = list(hook.entry).flatMap(({ changes }) =>
    list(changes).flatMap((change) => (change.field === 'messages' ? [object(change.value)] : [])),
  );
  return values.flatMap((value) => {
    const line = words(object(value.metadata).phone_number_id);
    if (!line) return [];
    return [
      ...list(value.messages).flatMap((message) => messageOf(line, message)),
      ...list(value.statuses).flatMap((status) => fateOf(line, status)),
    ];
  });
}

function messageOf(line: string, message: Json): CloudNews[] {
  const externalId = words(message.id);
  const from = words(message.from);
  const user = words(message.from_user_id);
  const seconds = Number(message.timestamp);
  const said = saidIn(message);
  if (!externalId || !(from || user) || !Number.isFinite(seconds) || !said) return [];
  const isNumber = /^[1-9]\d{5,14}$/.test(from);
  return [
    {
      line,
      kind: 'message',
      // A number has the address that it has on WhatsApp by its web client: a restaurant that changes from one to
      // the other goes on in the same chats. Guests without a number are known by the id that Meta gives them.
      address: isNumber ? `${from}@c.us` : `user:${user || from}`,
      externalId,
      at: new Date(seconds * 1000).toISOString(),
      ...(isNumber && { verifiedPhone: `+${from}` }),
      ...said,
    },
  ];
}

const signs = { voice: '🎤', image: '📷', video: '🎬', document: '📄', sticker: '🏷️' } as const;

/** What a message says, in words; null for what says nothing. */
function saidIn(message: Json): { text: string; messageKind: MessageKind; about?: string } | null {
  const type = words(message.type);
  const part = object(message[type]);
  const text = (text: string) => (text ? { text, messageKind: 'text' as const } : null);
  const thing = (messageKind: keyof typeof signs) => ({
    text: `${signs[messageKind]} ${words(part.caption)}`.trim(),
    messageKind,
  });
  switch (type) {
    case 'text':
      return text(words(part.body));
    // The button of a template; then those of a message of ours.
    case 'button':
      return text(words(part.text));
    case 'interactive':
      return text(words(object(part.button_reply).title) || words(object(part.list_reply).title));
    case 'audio':
    case 'voice':
      return thing('voice');
    case 'image':
    case 'video':
    case 'document':
    case 'sticker':
      return thing(type);
    case 'location':
      return {
        text: ['📍', words(part.name), words(part.address)].filter(Boolean).join(' '),
        messageKind: 'location',
      };
    case 'contacts': {
      const names = list(message.contacts).map((card) => words(object(card.name).formatted_name));
      return { text: ['👤', ...names].filter(Boolean).join(' '), messageKind: 'contact' };
    }
    case 'reaction': {
      const [emoji, about] = [words(part.emoji), words(part.message_id)];
      // A reaction that is taken back comes without its emoji.
      return emoji && about ? { text: emoji, messageKind: 'reaction', about } : null;
    }
    default:
      return null;
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function fateOf(line: string, status: Json): CloudNews[] {
  const externalId = words(status.id);
  const state = words(status.status);
  if (!externalId || !['sent', 'delivered', 'read', 'failed'].includes(state)) return [];
  const message = words(status.biz_opaque_callback_data);
  const code = list(status.errors)[0]?.code;
  return [
    {
      line,
      kind: 'fate',
      externalId,
      state: state as 'sent' | 'delivered' | 'read' | 'failed',
      ...(uuid.test(message) && { message }),
      ...(code !== undefined && { why: `refused by WhatsApp (${Number(code)})` }),
    },
  ];
}
