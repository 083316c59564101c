import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessageKind } from './contract.ts';

/** Somebody as Meta tells of them: by a number, by the id it gives them for this business, or by both. */
export type CloudPerson = {
  /** Digits, with the country's. */
  phone?: string;
  user?: string;
  /** What they call themselves: their user name, or else the name of their profile. */
  shownAs?: string;
};

/** What a webhook of the Cloud API tells, as we take it; `line` is the id of the number it came to. */
export type CloudNews =
  | {
      line: string;
      kind: 'message';
      person: CloudPerson;
      externalId: string;
      text: string;
      messageKind: MessageKind | 'edited' | 'deleted';
      about?: string;
      /** ISO 8601. */
      at: string;
    }
  | {
      line: string;
      /** A guest has another number, or another id, from now on. */
      kind: 'moved';
      from: CloudPerson;
      to: CloudPerson;
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
    const contacts = list(value.contacts);
    return [
      ...list(value.messages).flatMap((message) => messageOf(line, message, contacts)),
      ...list(value.statuses).flatMap((status) => fateOf(line, status)),
    ];
  });
}

const isNumber = (text: string) => /^[1-9]\d{5,14}$/.test(text);

/** Who wrote a message: the message says it, and beside it stands how they call themselves. */
function personOf(message: Json, contacts: Json[]): CloudPerson | null {
  const from = words(message.from);
  const userOf = words(message.from_user_id);
  const card =
    contacts.find(({ wa_id, user_id }) => (from && wa_id === from) || (userOf && user_id === userOf)) ??
    (contacts.length === 1 ? contacts[0]! : {});
  // Before ids had a field of their own, one could stand in the number's place.
  const user = userOf || words(card.user_id) || (isNumber(from) ? '' : from);
  if (!isNumber(from) && !user) return null;
  const { username, name } = object(card.profile);
  const shownAs = words(username) ? `@${words(username).replace(/^@/, '')}` : words(name);
  return {
    ...(isNumber(from) && { phone: from }),
    ...(user && { user: user.slice(0, 160) }),
    ...(shownAs && { shownAs }),
  };
}

function messageOf(line: string, message: Json, contacts: Json[]): CloudNews[] {
  const externalId = words(message.id);
  const seconds = Number(message.timestamp);
  if (!externalId || !Number.isFinite(seconds)) return [];
  // What is said in a group is said to many.
  if (words(message.group_id)) return [];
  if (message.type === 'system') return moveOf(line, message);
  const person = personOf(message, contacts);
  const said = saidIn(message);
  if (!person || !said) return [];
  return [{ line, kind: 'message', person, externalId, at: new Date(seconds * 1000).toISOString(), ...said }];
}

/** A guest who changed their number, or of whom only the id may be told and has changed. */
function moveOf(line: string, message: Json): CloudNews[] {
  const system = object(message.system);
  const type = words(system.type);
  if (type !== 'user_changed_number' && type !== 'user_changed_user_id') return [];
  const person = (phone: string, user: string): CloudPerson => ({
    ...(isNumber(phone) && { phone }),
    ...(user && { user: user.slice(0, 160) }),
  });
  const from = person(words(message.from), words(system.previous_user_id));
  const to = person(words(system.wa_id), words(system.user_id));
  const isWhole = (from.phone || from.user) && (to.phone || to.user);
  return isWhole ? [{ line, kind: 'moved', from, to }] : [];
}

const signs = { voice: '🎤', image: '📷', video: '🎬', document: '📄', sticker: '🏷️' } as const;

type Said = { text: string; messageKind: MessageKind | 'edited' | 'deleted'; about?: string };

/** What a message says, in words; null for what says nothing. */
function saidIn(message: Json): Said | null {
  const type = words(message.type);
  const part = object(message[type]);
  // The thing itself stays at Meta, so neither bot nor staff can promise to look at it: what counts is what was
  // written with it, and without a word it is what we cannot show.
  const thing = (kind: keyof typeof signs): Said => {
    const caption = words(part.caption);
    const text = `${signs[kind]} ${caption || words(part.filename)}`.trim();
    if (kind === 'sticker') return { text, messageKind: kind };
    if (!caption) return { text, messageKind: 'unsupported' };
    return { text, messageKind: kind === 'document' ? 'text' : kind };
  };
  // Somebody wrote, and we cannot show what: an answer must not depend on Meta knowing the kind.
  const unseen: Said = { text: '❔', messageKind: 'unsupported' };
  const text = (text: string): Said => (text ? { text, messageKind: 'text' } : unseen);
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
      const names = list(message.contacts).flatMap((card) => [
        words(object(card.name).formatted_name),
        words(list(card.phones)[0]?.phone),
      ]);
      return { text: ['👤', ...names].filter(Boolean).join(' '), messageKind: 'contact' };
    }
    case 'reaction': {
      const [emoji, about] = [words(part.emoji), words(part.message_id)];
      // A reaction that is taken back comes without its emoji.
      return emoji && about ? { text: emoji, messageKind: 'reaction', about } : null;
    }
    case 'edit': {
      const about = words(part.original_message_id);
      const now = saidIn(object(part.message));
      return about && now ? { text: now.text, messageKind: 'edited', about } : unseen;
    }
    case 'revoke': {
      const about = words(part.original_message_id);
      // What is deleted has no words any more, and none are kept.
      return about ? { text: '…', messageKind: 'deleted', about } : null;
    }
    // The chat was opened, and nothing said yet.
    case 'request_welcome':
      return null;
    default:
      return unseen;
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
