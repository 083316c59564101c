import { expect, test } from 'vitest';
import { read, typedOf } from './templates.ts';

test('templates are typed where they belong, and kept as they were', () => {
  const kept = [{ purpose: 'answer', locale: 'en', name: 'a_word', language: 'en_GB' }] as const;
  const typed = typedOf([...kept]);
  expect(typed['answer-en']).toEqual({ name: 'a_word', language: 'en_GB' });
  expect(typed['reservation-fr']).toEqual({ name: '', language: 'fr' });
  expect(read(typed)).toEqual({ templates: kept });
});

test('what Meta would not know is pointed at; a field without a name is no template', () => {
  const typed = typedOf([]);
  expect(read(typed)).toEqual({ templates: [] });
  expect(read({ ...typed, 'answer-fr': { name: 'Mot d’accueil', language: 'fr' } })).toEqual({
    place: 'answer-fr',
    field: 'name',
  });
  expect(read({ ...typed, 'answer-fr': { name: ' mot ', language: 'français' } })).toEqual({
    place: 'answer-fr',
    field: 'language',
  });
});
