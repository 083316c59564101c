import { describe, expect, test } from 'vitest';
import type { Template } from '../../../server/templates/contract.ts';
import { draftOf, kept, ours, same, shown, wordsOf } from './draft.ts';

const names = { first_name: 'prénom', day: 'jour', see_you: 'à demain' };
const template: Template = {
  kind: 'confirmation',
  channel: 'email',
  locale: 'fr',
  own: {
    subject: 'Réservé\u00a0: {day}',
    title: 'C’est noté',
    body: 'Bonjour {first_name},\n\nÀ bientôt.',
    button: 'Voir',
  },
  reworded: { ...ours, title: 'Hop' },
  version: 1,
  savedBy: 'Claire',
  savedAt: null,
};

describe('names in braces', () => {
  test('are shown in the language of the panel and kept under one name, however they were typed', () => {
    expect(shown('Bonjour {first_name}, {see_you}', names)).toBe('Bonjour {prénom}, {à demain}');
    for (const typed of ['{prénom}', '{Prenom}', '{first_name}', '{ first name }']) {
      expect(kept(typed, names)).toBe('{first_name}');
    }
  });

  test('that nobody knows stay as they are, to be pointed at', () => {
    expect(kept('{toto} {jour}', names)).toBe('{toto} {day}');
    expect(shown('{toto} {constructor}', names)).toBe('{toto} {constructor}');
  });
});

describe('a draft', () => {
  test('begins with what is said now, and untouched it says what is saved', () => {
    const draft = draftOf(template, names);
    expect(draft).toMatchObject({ title: 'Hop', body: 'Bonjour {prénom},\n\nÀ bientôt.' });
    expect(same(wordsOf(draft, template, names), template.reworded)).toBe(true);
  });

  test('follows our words where it says the same, or nothing', () => {
    const draft = draftOf(template, names);
    const words = wordsOf(
      { ...draft, title: ' C’est noté ', subject: 'Réservé : {jour}', button: '  ' },
      template,
      names,
    );
    expect(words).toEqual(ours);
  });

  test('of an SMS has a body alone', () => {
    const sms: Template = { ...template, channel: 'sms', reworded: ours };
    const words = wordsOf({ subject: 'a', title: 'b', body: 'c\td', button: 'e' }, sms, names);
    expect(words).toEqual({ ...ours, body: 'c d' });
  });
});
