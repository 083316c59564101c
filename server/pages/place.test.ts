import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { putInPlace } from './place.ts';

const run = promisify(execFile);

/** Puts folders of two files, both saying whose they are, into one place, a hundred times. */
const builder = `
  import { mkdirSync, writeFileSync } from 'node:fs';
  import { putInPlace } from ${JSON.stringify(new URL('./place.ts', import.meta.url).href)};
  const [folder, who] = process.argv.slice(1);
  for (let turn = 0; turn < 100; turn++) {
    const aside = folder + '/.' + who;
    mkdirSync(aside);
    for (const name of ['a', 'b']) writeFileSync(aside + '/' + name, who + turn);
    putInPlace(aside, folder + '/place');
  }`;

test('several who build at one moment all succeed, one whole build stays, and nothing lies about', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couvert-place-'));
  try {
    await Promise.all(
      ['ann', 'bob', 'cleo'].map((who) =>
        run(process.execPath, ['--input-type=module', '-e', builder, folder, who]),
      ),
    );
    expect(readdirSync(folder)).toEqual(['place']);
    const [a, b] = ['a', 'b'].map((name) => readFileSync(join(folder, 'place', name), 'utf8'));
    expect(a).toMatch(/^(ann|bob|cleo)99$/);
    expect(b).toBe(a);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what is not there to be moved is told', () => {
  expect(() => putInPlace('/nowhere/at-all', '/nowhere/place')).toThrow('ENOENT');
});
