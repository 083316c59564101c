import { expect, test } from 'vitest';
import { spaced } from './phone.ts';

test('numbers are spaced as their country does, and left alone where we do not know', () => {
  expect(spaced('+33612345678')).toBe('+33 6\u00a012\u00a034\u00a056\u00a078');
  expect(spaced('+15145550123')).toBe('+1 514\u00a0555\u20110123');
  expect(spaced('+4915112345678')).toBe('+4915112345678');
});
