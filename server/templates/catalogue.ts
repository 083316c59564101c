import type { Locale } from '../contract/words.ts';
import type { WordedChannel, WordedKind, Words } from '../messaging/contract.ts';
import { placeholdersIn } from '../messaging/wording.ts';
import { confirmationWords } from '../reservations/confirmation.ts';
import { declinedWords } from '../reservations/declined.ts';
import { bookingLines } from '../reservations/line.ts';
import { newsLines, newsWords } from '../reservations/newsWords.ts';
import { waitLines, waitWords } from '../waitlist/texts.ts';
import type { RewordedWords, WordsProblem } from './contract.ts';

/** Everything that guests are written, and what its words may hold. */

/** Our own words for every email. */
const emails: Record<Locale, Record<WordedKind, Words>> = {
  fr: { ...confirmationWords.fr, ...declinedWords.fr, ...newsWords.fr, ...waitWords.fr },
  en: { ...confirmationWords.en, ...declinedWords.en, ...newsWords.en, ...waitWords.en },
};
/** And for every line that goes out by SMS or in a chat. */
const lines: Record<Locale, Partial<Record<WordedKind, string>>> = {
  fr: { ...bookingLines.fr, ...newsLines.fr, ...waitLines.fr },
  en: { ...bookingLines.en, ...newsLines.en, ...waitLines.en },
};

const common = ['greeting', 'first_name', 'last_name', 'restaurant', 'day', 'party'];
const booked = [...common, 'time', 'reference'];

/** The names in braces that the words of each kind may hold. */
export const placeholders: Record<WordedKind, string[]> = {
  received: booked,
  confirmation: booked,
  changed: booked,
  cancelled_by_guest: booked,
  cancelled_by_house: [...booked, 'word'],
  declined: [...booked, 'word'],
  reminder: [...booked, 'soon', 'see_you', 'coming', 'act'],
  thanks: booked,
  waitlist_joined: common,
  waitlist_offer: [...common, 'time', 'kept_until'],
  waitlist_passed: common,
  queue_joined: [...common, 'wait'],
  table_ready: common,
};

/** What a guest must be told: an offer that does not say until when is none. */
const essential: Partial<Record<WordedKind, readonly string[]>> = { waitlist_offer: ['kept_until'] };

export const kinds = Object.keys(placeholders) as WordedKind[];

/** One message in one language, through one channel. */
export type Which = { kind: WordedKind; channel: WordedChannel; locale: Locale };

/** All that there are. */
export const everyTemplate: Which[] = kinds.flatMap((kind) =>
  (['email', 'sms'] as const).flatMap((channel) =>
    (['fr', 'en'] as const)
      .map((locale) => ({ kind, channel, locale }))
      .filter((which) => ownWords(which) !== null),
  ),
);

/** Our own words; null where this message does not go through this channel. An SMS has a body alone. */
export function ownWords({ kind, channel, locale }: Which): Words | null {
  if (channel === 'email') return emails[locale][kind];
  const body = lines[locale][kind];
  return body === undefined ? null : { subject: '', title: '', body, button: '' };
}

const parts = ['subject', 'title', 'body', 'button'] as const;

/** What keeps these words from being saved. */
export function problemsOf(which: Which, words: RewordedWords): WordsProblem[] {
  const known = placeholders[which.kind];
  return parts.flatMap((field): WordsProblem[] => {
    const text = words[field];
    if (text === null) return [];
    if (which.channel === 'sms' && field !== 'body') {
      return [{ field, problem: 'not_here', placeholder: '' }];
    }
    const unknown = placeholdersIn(text)
      .filter((name) => !known.includes(name))
      .map((placeholder) => ({ field, problem: 'unknown_placeholder' as const, placeholder }));
    const missing = (field === 'body' ? (essential[which.kind] ?? []) : [])
      .filter((name) => !placeholdersIn(text).includes(name))
      .map((placeholder) => ({ field, problem: 'missing_placeholder' as const, placeholder }));
    return [...unknown, ...missing];
  });
}

/** The words without what says the same as ours: that follows ours, so that what we better reaches it. */
export function withoutOurs(which: Which, words: RewordedWords): RewordedWords {
  const own = ownWords(which)!;
  const kept = (field: (typeof parts)[number]) => {
    const text = words[field]?.replaceAll('\r\n', '\n').trim();
    return !text || plain(text) === plain(own[field]) ? null : text;
  };
  return { subject: kept('subject'), title: kept('title'), body: kept('body'), button: kept('button') };
}

/** Spaces that do not break are typed by nobody. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
