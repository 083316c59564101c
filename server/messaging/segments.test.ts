import { expect, test } from 'vitest';
import { asSms, lengthOfSms } from './segments.ts';

test('an SMS holds 160 characters, or 70 when one of them is not in the old alphabet', () => {
  expect(lengthOfSms('a'.repeat(160))).toEqual({ characters: 160, segments: 1, costly: [] });
  expect(lengthOfSms('a'.repeat(161)).segments).toBe(2);
  expect(lengthOfSms('a'.repeat(307)).segments).toBe(3);
  // Of the alphabet's second page: two each.
  expect(lengthOfSms('€'.repeat(81))).toEqual({ characters: 162, segments: 2, costly: [] });
  expect(lengthOfSms('éàèùÇ').costly).toEqual([]);
  expect(lengthOfSms(`êê${'a'.repeat(68)}`)).toEqual({ characters: 70, segments: 1, costly: ['ê'] });
  expect(lengthOfSms(`ê${'a'.repeat(70)}`).segments).toBe(2);
});

test('what typography adds is written with what a phone’s keyboard has', () => {
  const text = asSms('L’heure\u00a0: «\u00a0Ici\u00a0»… 20\u202fh – “Oui”');
  expect(text).toBe('L\'heure : "Ici"... 20 h - "Oui"');
  expect(lengthOfSms(text).costly).toEqual([]);
});
