import { expect, test } from 'vitest';
import type { FormOfAddress } from '../../../server/restaurants/contract.ts';
import { sayTo } from './fr/address.ts';
import { fr, type Texts } from './fr.ts';

/** What a text may be given, by the turn: strings that are no words of ours, numbers, nothing. */
const given = [
  ['mot', 'mot', 'mot', 'mot', 'mot'],
  ['', '', '', '', ''],
  ['mot', ''],
  ['', 'mot'],
  ['too_short'],
  ['too_long'],
  ['invalid'],
  [1, 2, 1, 1],
  [24, 12, 3, 3],
  [null],
  ['mot', true],
  ['mot', false],
];

/** Every sentence of a form, in all its variants, with its key. */
function everySentence(texts: object, key = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]): [string, string][] => {
    const at = key ? `${key}.${name}` : name;
    if (typeof text === 'string') return [[at, text]];
    if (typeof text === 'object') return everySentence(text as Texts, at);
    return given.flatMap((words) => {
      const said = (text as (...words: unknown[]) => string | string[])(...words);
      return [said].flat().map((sentence): [string, string] => [at, sentence]);
    });
  });
}

const asides: Record<FormOfAddress, RegExp> = {
  // "chez", "assez" and "nez" end like a verb of vous.
  vous: /(?<!\p{L})(?:tu|te|t[’']|toi|ton|ta|tes|tien|tiens|tienne|tiennes)(?!\p{L})|(?<!\p{L})t[’']\p{L}/iu,
  tu: /(?<!\p{L})(?:vous|votre|vos|vôtres?|(?!chez|assez|nez)\p{L}+ez)(?!\p{L})/iu,
};

test.each(['vous', 'tu'] as const)('spoken to with %s, nobody hears the other form', (form) => {
  const wrong = everySentence(fr[form]).filter(([, sentence]) => asides[form].test(sentence));
  expect(wrong).toEqual([]);
});

test('nothing of how the two forms are written is ever said', () => {
  for (const form of ['vous', 'tu'] as const) {
    const wrong = everySentence(fr[form]).filter(([, sentence]) => /[[\]|]|vous\p{L}|t[’'] /u.test(sentence));
    expect(wrong).toEqual([]);
  }
});

test('both forms say the same things, and differ where somebody is spoken to', () => {
  const [vous, tu] = [everySentence(fr.vous), everySentence(fr.tu)];
  expect(tu.map(([at]) => at)).toEqual(vous.map(([at]) => at));
  const addressed = vous.filter(([, sentence], at) => sentence !== tu[at]![1]);
  expect(addressed.length).toBeGreaterThan(100);
  for (const [at, sentence] of vous)
    if (/(?<!\p{L})(?:vous|votre|vos)(?!\p{L})/iu.test(sentence))
      expect(addressed.map(([key]) => key)).toContain(at);
});

test('what is put into a sentence stays as it is', () => {
  expect(sayTo('tu')`[Vous|Tu] : ${'[a|b]'}, ${3}`).toBe('Tu : [a|b], 3');
});
