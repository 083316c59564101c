import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js';
import { invalid } from '../refusal.ts';

/** A phone number as it is kept: E.164, and the country it belongs to when that can be told. */
export type Phone = { e164: string; country: string | null };

const problems: Record<string, string> = {
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
  NOT_A_NUMBER: 'not_a_number',
  INVALID_COUNTRY: 'invalid',
  INVALID_LENGTH: 'invalid',
};

/**
 * Reads a phone number as people of `country` write it ("06 12 34 56 78"), or in full ("+33 6…", "0033…").
 * Refuses with 400 naming `field` and what is wrong: too_short, too_long, not_a_number, invalid.
 */
export function readPhone(written: string, country: string, field = 'guest.phone'): Phone {
  const text = written.replace(/^\s*00/, '+');
  const defaultCountry = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const refuse = (problem: string) =>
    invalid(field, problem, 'This is not a phone number that exists.', { country });
  try {
    const number = parsePhoneNumberWithError(text, { defaultCountry, extract: false });
    if (number.isValid()) {
      lastRead = number;
      return { e164: number.number, country: number.country ?? null };
    }
  } catch (fault) {
    if (fault instanceof ParseError) throw refuse(problems[fault.message] ?? 'invalid');
    throw fault;
  }
  throw refuse(problems[validatePhoneNumberLength(text, defaultCountry) ?? ''] ?? 'invalid');
}

/** Whose number was read is looked for by it next: it is not taken apart twice. */
let lastRead: PhoneNumber | undefined;

/** A number as people of its country write it among themselves; abroad is left to the reader's phone. */
export function writePhone(e164: string): { formatted: string; country: string | null; national: string } {
  const number = lastRead?.number === e164 ? lastRead : parsePhoneNumberWithError(e164);
  const formatted = number.formatNational();
  return { formatted, country: number.country ?? null, national: formatted.replace(/\D/g, '') };
}

/** An address as it is kept: trimmed, lower case. Refuses what cannot be one. Null when nothing was given. */
export function readEmail(written: string | undefined, field = 'guest.email'): string | null {
  const email = written?.trim().toLowerCase();
  if (!email) return null;
  // One @, no spaces, a dot in the domain: anything finer refuses real people. The confirmation is the real test.
  if (!/^[^\s@<>",;:]+@[^\s@<>",;:.]+(\.[^\s@<>",;:.]+)+$/.test(email) || email.length > 254) {
    throw invalid(field, 'format', 'This is not an email address.');
  }
  return email;
}

/** A name or a remark as it is kept: no control characters, no double spaces, trimmed. */
export function cleanLine(written: string): string {
  return written
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

/** Longer text: line breaks stay, other control characters go. */
export function cleanText(written: string): string {
  return written
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
