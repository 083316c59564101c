import { expect, test } from 'vitest';
import { bodyOf, formOf, isChanged } from './houseFacts.ts';

test('what was read comes back as it was', () => {
  const facts = {
    parking: { fr: 'À 200 m.' },
    allergens: { en: 'Ask us.' },
    menuUrl: 'https://a.example/carte',
  };
  expect(bodyOf(formOf(facts))).toEqual(facts);
  expect(bodyOf(formOf({}))).toEqual({});
});

test('blanks are nothing, and a link may be typed without its beginning', () => {
  const form = { ...formOf({}), parkingFr: '  ', allergensFr: ' Demandez. ', menuUrl: ' a.example/carte ' };
  expect(bodyOf(form)).toEqual({ allergens: { fr: 'Demandez.' }, menuUrl: 'https://a.example/carte' });
  expect(bodyOf({ ...form, menuUrl: 'javascript:alert(1)' }).menuUrl).toBe('javascript:alert(1)');
});

test('only what differs once saved is a change', () => {
  const kept = { parking: { fr: 'À 200 m.' } };
  expect(isChanged({ ...formOf(kept), parkingFr: 'À 200 m. ' }, kept)).toBe(false);
  expect(isChanged({ ...formOf(kept), parkingEn: '200 m away.' }, kept)).toBe(true);
});
