import { expect, test } from 'vitest';
import { play, readScripts } from './script.ts';

for (const language of ['fr', 'en']) {
  for (const script of readScripts(new URL(`./${language}.txt`, import.meta.url))) {
    test(`${language}: ${script.title}`, () => {
      const written = script.turns.map(({ guest, rest }) => ({ guest, rest }));
      expect(play(script)).toEqual(written);
    });
  }
}
