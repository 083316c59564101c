import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { play, readScripts } from './script.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(?:fr|en)\.txt$/.test(name));

for (const file of files) {
  for (const script of readScripts(new URL(file, folder))) {
    test(`${file}: ${script.title}`, () => {
      const written = script.turns.map(({ guest, rest }) => ({ guest, rest }));
      expect(play(script)).toEqual(written);
    });
  }
}
