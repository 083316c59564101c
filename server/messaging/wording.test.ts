import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, paragraphsOf, placeholdersIn, wordsOf } from './wording.ts';

const values = { first_name: 'Zoé', last_name: '', see_you: 'à demain', restaurant: 'Ardoise', word: '' };

describe('words with names in braces', () => {
  test('are filled in once: what stands for a name is never read again', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const filled = fill('<{first_name}>', { first_name: name, last_name: 'nom' }, 'en');
        expect(filled).toBe(`<${name}>`.replace(/ {2,}/g, ' ').replace(/ +(?=[,.])/g, ''));
      }),
    );
    expect(fill('{first_name}', { first_name: '{restaurant}', restaurant: 'Ardoise' }, 'fr')).toBe(
      '{restaurant}',
    );
    expect(fill('{constructor} {toString}', values, 'en')).toBe('{constructor} {toString}');
  });

  test('close over what there is nothing to say for, and begin a sentence with a capital', () => {
    expect(fill('Bonjour {first_name} {last_name}, {see_you}. {see_you}', values, 'fr')).toBe(
      'Bonjour Zoé, à demain. À demain',
    );
    // A restaurant writes its name as it likes.
    expect(fill('{restaurant} !', { restaurant: 'elbulli' }, 'en')).toBe('elbulli !');
  });

  test('get the spaces that French wants and nobody types', () => {
    expect(fill('Une question ? « Oui »', values, 'fr')).toBe('Une question\u00a0? «\u00a0Oui\u00a0»');
    expect(fill('A question ?', values, 'en')).toBe('A question ?');
  });

  test('are listed once each', () => {
    expect(placeholdersIn('{a} {b c} {a} {} { {d\n}')).toEqual(['a', 'b c']);
  });
});

describe('paragraphs', () => {
  test('are set apart by an empty line; one with nothing to say is left out', () => {
    expect(paragraphsOf('Un\nligne\n\n{word}\n \nDeux', values, 'fr')).toEqual(['Un\nligne', 'Deux']);
  });

  test('lead where an address in the words says, never where one in a name says', () => {
    const named = { ...values, first_name: 'https://ailleurs.example' };
    expect(paragraphsOf('Voir https://carte.example/a?b=1. Merci {first_name}', named, 'fr')).toEqual([
      ['Voir ', { url: 'https://carte.example/a?b=1' }, '. Merci https://ailleurs.example'],
    ]);
    expect(paragraphsOf('https://a.example/{first_name}', named, 'fr')).toEqual([
      [{ url: 'https://a.example/' }, 'https://ailleurs.example'],
    ]);
  });

  test('always say what the staff wrote to this guest', () => {
    expect(paragraphsOf('Désolés.', { ...values, word: 'Une fuite.' }, 'fr')).toEqual([
      'Désolés.',
      'Une fuite.',
    ]);
  });
});

test('a part that a restaurant does not say otherwise is ours', () => {
  const own = { subject: 'a', title: 'b', body: 'c', button: 'd' };
  expect(wordsOf(own, { title: 'B', body: null })).toEqual({ ...own, title: 'B' });
  expect(wordsOf(own, undefined)).toEqual(own);
});
