/** What is being written in the place of our own words, apart from how it looks. */
import type { RewordedWords, Template } from '../../../server/templates/contract.ts';

/** The parts of a message; an SMS has a body alone. */
export const fields = ['subject', 'title', 'body', 'button'] as const;
export type Field = (typeof fields)[number];
export const fieldsOf = ({ channel }: Pick<Template, 'channel'>): readonly Field[] =>
  channel === 'sms' ? ['body'] : fields;

/** The short line of these goes out in a chat on WhatsApp alone; that of the others by SMS as well. */
const inChatsAlone: readonly Template['kind'][] = [
  'confirmation',
  'changed',
  'cancelled_by_house',
  'declined',
];
export const isForChats = ({ kind, channel }: Pick<Template, 'kind' | 'channel'>): boolean =>
  channel === 'sms' && inChatsAlone.includes(kind);

/** How long each part may be. */
export const longest: Record<Field, number> = { subject: 150, title: 100, body: 2_000, button: 60 };

/** What the fields show: names in braces are those of the panel's language. */
export type Draft = Record<Field, string>;

/** What each name in braces is called in the panel's language, by the name under which it is kept. */
export type Names = Record<string, string>;

/** One message in one language, in the address: "reminder.sms.en". */
export const keyOf = ({ kind, channel, locale }: Pick<Template, 'kind' | 'channel' | 'locale'>): string =>
  `${kind}.${channel}.${locale}`;

const IN_BRACES = /\{([^{}\n]{1,40})\}/g;
/** As one types it, with or without capitals and accents. */
const folded = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();

/** A text as it is kept, with the names of the panel's language. */
export function shown(text: string, names: Names): string {
  return text.replace(IN_BRACES, (whole, name: string) =>
    Object.hasOwn(names, name) ? `{${names[name]}}` : whole,
  );
}

/** A text as it is shown, with the names under which they are kept; one that is not known stays as it was typed. */
export function kept(text: string, names: Names): string {
  const known = new Map(
    Object.entries(names).flatMap(([name, called]) => [
      [folded(called), name] as const,
      [folded(name), name] as const,
    ]),
  );
  return text.replaceAll('\t', ' ').replace(IN_BRACES, (whole, name: string) => {
    const found = known.get(folded(name));
    return found ? `{${found}}` : whole;
  });
}

/** What a message says now: the restaurant's words, or ours. */
export function draftOf({ own, reworded }: Template, names: Names): Draft {
  const text = (field: Field) => shown(reworded[field] ?? own[field], names);
  return { subject: text('subject'), title: text('title'), body: text('body'), button: text('button') };
}

/** A draft that was typed with the names of one language, with those of another. */
export function renamed(draft: Draft, from: Names, to: Names): Draft {
  const text = (field: Field) => shown(kept(draft[field], from), to);
  return { subject: text('subject'), title: text('title'), body: text('body'), button: text('button') };
}

/** Spaces that do not break look like any other, and nobody types them. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').trim();

/** What is to be saved of a draft: null where it says what we say, or nothing at all. */
export function wordsOf(draft: Draft, { own, channel }: Template, names: Names): RewordedWords {
  const here = fieldsOf({ channel });
  const text = (field: Field) => {
    const typed = kept(draft[field], names);
    return !here.includes(field) || plain(typed) === '' || plain(typed) === plain(own[field])
      ? null
      : typed.trim();
  };
  return { subject: text('subject'), title: text('title'), body: text('body'), button: text('button') };
}

export const ours: RewordedWords = { subject: null, title: null, body: null, button: null };

/** Do two say the same? */
export function same(one: RewordedWords, other: RewordedWords): boolean {
  return fields.every((field) => one[field] === other[field]);
}

/** Is anything said in the restaurant's own words? */
export const isReworded = (words: RewordedWords): boolean => !same(words, ours);
