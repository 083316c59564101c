import { writePhone } from './contacts.ts';

/** What a guest is found by as one types: beginnings of words, without accents, and of numbers however written. */

/** Lower case, without accents, in words. */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .split(/[^a-z0-9@._+-]+/)
    .filter(Boolean);
}

/**
 * The tokens of a guest: each word of the name (and each part of a double-barrelled one), the whole address and
 * its parts, and the number in full, as its country writes it, and by its last four digits.
 */
export function guestTokens(guest: {
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
}): string[] {
  const tokens = new Set<string>();
  for (const word of plainWords(`${guest.firstName} ${guest.lastName}`)) {
    tokens.add(word);
    for (const part of word.split(/[-._+@]+/)) if (part) tokens.add(part);
  }
  if (guest.email) {
    const [local = '', domain = ''] = guest.email.toLowerCase().split('@');
    tokens.add(guest.email.toLowerCase());
    for (const part of plainWords(local).flatMap((word) => word.split(/[-._+]+/))) if (part) tokens.add(part);
    for (const part of [domain, ...domain.split('.')]) if (part) tokens.add(part);
  }
  if (guest.phone) {
    const { national } = writePhone(guest.phone);
    const digits = guest.phone.slice(1);
    for (const number of [digits, national, digits.slice(-4)]) tokens.add(number);
  }
  return [...tokens].map((token) => token.slice(0, 60));
}

/**
 * What was typed, as beginnings to look for, all of which a guest must have. "06 12 34" is one number, not three
 * words; "+33 (0)6" and "0033 6" are the number in full.
 */
export function searchTokens(typed: string): string[] {
  const text = typed.trim();
  if (/^[+\d][\d\s().+/-]*$/.test(text)) {
    const digits = text
      .replace(/\(0\)/, '')
      .replace(/^\s*00/, '')
      .replace(/\D/g, '');
    return digits ? [digits] : [];
  }
  return plainWords(text)
    .flatMap((word) => (word.includes('@') ? [word] : word.split(/[-._+]+/)))
    .filter(Boolean)
    .slice(0, 6);
}
