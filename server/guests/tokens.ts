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

/** The tokens of a name: each word, and each part of a double-barrelled one. */
export function nameTokens(firstName: string, lastName: string): string[] {
  const words = plainWords(`${firstName} ${lastName}`);
  return unique([...words, ...words.flatMap((word) => word.split(/[-._+@]+/))]);
}

/** The tokens of an address: the whole, its domain, and each part of either. */
export function emailTokens(email: string): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const parts = plainWords(local).flatMap((word) => word.split(/[-._+]+/));
  return unique([email.toLowerCase(), ...parts, domain, ...domain.split('.')]);
}

/** The tokens of a number in E.164: in full, as its country writes it, and its last four digits. */
export function phoneTokens(phone: string): string[] {
  return unique([phone.slice(1), writePhone(phone).national, phone.slice(-4)]);
}

/** All the tokens of a guest. */
export function guestTokens(guest: {
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
}): string[] {
  return unique([
    ...nameTokens(guest.firstName, guest.lastName),
    ...(guest.email ? emailTokens(guest.email) : []),
    ...(guest.phone ? phoneTokens(guest.phone) : []),
  ]);
}

function unique(tokens: string[]): string[] {
  return [...new Set(tokens.filter(Boolean).map((token) => token.slice(0, 60)))];
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
