import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js';
import type { Doubt, Setting } from './meaning.ts';
import { blank, type Reading, take } from './reading.ts';

const address = /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}\b/;
const labelled = /(?:\b(?:e-?mail|mail|courriel|adresse mail)\s*:?\s*)$/;

/** Takes an email address. */
export function takeEmail(reading: Reading): string | undefined {
  const found = take(reading, address);
  if (!found) return undefined;
  const before = labelled.exec(reading.flat.slice(0, found.index));
  if (before) blank(reading, before.index, found.index);
  return found[0];
}

const long =
  /(?:\b(?:tel(?:ephone)?|phone|portable|mobile|cell|number|numero|num|no)\b\.? ?(?:is|est(?: le)?|:)? ?(?:le )?)?(?:\(?\+|\b00(?=[1-9])|\(|\b)\d(?:[ .()/-]{0,2}\d){8,17}(?!\d)/;
const short = /(?:\+|\b)\d(?:[ .()/-]{0,2}\d){3,16}/;

/** `at`: where it began. */
export type PhoneFound = { phone?: string; at?: number; doubt?: Doubt };

/**
 * Takes a phone number, read with the restaurant's country. One that cannot be right is a doubt only when the
 * number was asked: elsewhere it may be anything.
 */
export function takePhone(reading: Reading, setting: Setting): PhoneFound | null {
  const asked = setting.asked === 'phone';
  const found = long.exec(reading.flat) ?? (asked ? short.exec(reading.flat) : null);
  if (!found) return null;
  const digits = found[0].replace(/^[^\d+(]+/, '').replace(/^00(?=[1-9])/, '+');
  const country = isSupportedCountry(setting.country) ? (setting.country as CountryCode) : undefined;
  const number = parsePhoneNumberFromString(digits, country);
  if (number?.isValid()) {
    blank(reading, found.index, found.index + found[0].length);
    return { phone: number.number, at: found.index };
  }
  if (!asked) return null;
  blank(reading, found.index, found.index + found[0].length);
  const length = validatePhoneNumberLength(digits, country);
  const problem = length === 'TOO_SHORT' ? 'too_short' : length === 'TOO_LONG' ? 'too_long' : 'invalid';
  return { doubt: { about: 'phone', problem } };
}
