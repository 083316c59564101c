/**
 * A message while it is being read. `raw` is what was written, with typography evened out; `flat` is the same
 * in lower case without accents, character for character, so that an index into one is an index into the other.
 * What a reader has taken is blanked in `flat`, so that no two readers take the same words.
 */
export type Reading = { raw: string; flat: string };

/** What stands in `flat` for a character already taken: no word, no space. */
export const taken = '\u00a6';

/** How much of a message is read. Nobody books a table in more. */
const longest = 1500;

const plain = new Map<string, string>();
function flatten(character: string): string {
  let found = plain.get(character);
  if (found === undefined) {
    const lower = (character.normalize('NFD')[0] ?? character).toLowerCase();
    found = lower.length === 1 ? lower : character;
    if (plain.size < 2000) plain.set(character, found);
  }
  return found;
}

/** Lower case, no accents; as long as what was given. */
export function flat(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const character = text[i]!;
    if (code < 128) result += code >= 65 && code <= 90 ? character.toLowerCase() : character;
    else result += flatten(character);
  }
  return result;
}

const odd = /[^\x20-\x7e\n]|\s{2}/;

export function read(message: string): Reading {
  let raw = message.slice(0, longest);
  if (odd.test(raw)) {
    raw = raw
      .normalize('NFC')
      .replace(/(?:[0-9]\ufe0f?\u20e3)+/g, (keys) => ` ${keys.replace(/[^0-9]/g, '')} `)
      .replace(/🔟/g, ' 10 ')
      .replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[\u2018\u2019\u00b4\u0060\u02bc]/g, "'")
      .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/\ufe0f|[\u200b-\u200f\u2060\ufeff\u00ad\u00a6]/g, '')
      .replace(/\u0153/g, 'oe')
      .replace(/\u00e6/g, 'ae')
      .replace(/[^\S\n]+/g, ' ');
  }
  raw = raw.trim();
  return { raw, flat: flat(raw) };
}

/** Finds the words and takes them: they are blank for every later reader. Null when they are not there. */
export function take(reading: Reading, words: RegExp): RegExpExecArray | null {
  const found = words.exec(reading.flat);
  if (found) blank(reading, found.index, found.index + found[0].length);
  return found;
}

export function blank(reading: Reading, from: number, to: number) {
  reading.flat = reading.flat.slice(0, from) + taken.repeat(to - from) + reading.flat.slice(to);
}

const everywhere = new WeakMap<RegExp, RegExp>();

/**
 * The first place where words stand that a reader makes something of, blanked; null when there is none. Words that
 * turn out to say nothing there may say it further on.
 */
export function takeRead<Found>(
  reading: Reading,
  words: RegExp,
  read: (found: RegExpExecArray) => Found | null | undefined,
): { found: RegExpExecArray; value: Found } | null {
  let all = everywhere.get(words);
  if (!all) {
    all = new RegExp(words.source, 'g');
    everywhere.set(words, all);
  }
  all.lastIndex = 0;
  for (let found = all.exec(reading.flat); found; found = all.exec(reading.flat)) {
    const value = read(found);
    if (value !== null && value !== undefined) {
      blank(reading, found.index, found.index + found[0].length);
      return { found, value };
    }
    // From the next character on: what says nothing as a whole may hold what does.
    all.lastIndex = found.index + 1;
  }
  return null;
}
