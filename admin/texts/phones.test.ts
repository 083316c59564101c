import { expect, test } from 'vitest';
import { spokenPhone } from './phones.ts';

test('a number is shown as it is said where it comes from, and any other as it is dialled', () => {
  expect(spokenPhone('+33639987012')).toBe('06\u00a039\u00a098\u00a070\u00a012');
  expect(spokenPhone('+15145550111')).toBe('(514)\u00a0555-0111');
  expect(spokenPhone('+4917604069063')).toBe('+4917604069063');
  expect(spokenPhone('+3363998701')).toBe('+3363998701');
});
