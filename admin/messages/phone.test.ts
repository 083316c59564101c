import { expect, test } from 'vitest';
import { spaced } from './phone.ts';

test('a number is read in the groups of its country', () => {
  const shown = (phone: string) => spaced(phone).replaceAll('\u00a0', ' ');
  expect(shown('+33639988004')).toBe('+33 6 39 98 80 04');
  expect(shown('+15145550133')).toBe('+1 514 555 0133');
  expect(shown('+32470123456')).toBe('+32 470 12 34 56');
  expect(shown('+41791234567')).toBe('+41 79 123 45 67');
  expect(shown('+442079460000')).toBe('+442079460000');
});
