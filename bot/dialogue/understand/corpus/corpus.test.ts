import { describe, expect, test } from 'vitest';
import { readCorpus, scoreOf } from './score.ts';

/** Just under what holds: a line fewer is a step back, and shows here. */
const halves = [
  { name: 'known.txt', what: 'the half that the grammar is written with', least: 0.99 },
  { name: 'aside.txt', what: 'the half that was set aside', least: 0.975 },
];

describe.each(halves)('$what', ({ name, least }) => {
  const corpus = readCorpus(name);

  test('holds some three hundred lines, in French and in English', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(340);
    for (const language of ['fr', 'en'])
      expect(corpus.filter(({ locale }) => locale.startsWith(language)).length).toBeGreaterThan(120);
    expect(new Set(corpus.map(({ locale, message }) => `${locale} ${message}`)).size).toBe(corpus.length);
  });

  test(`is read wholly right in ${least * 100} lines of a hundred`, () => {
    const { right, lines, wrong } = scoreOf(corpus);
    expect({ enough: right / lines >= least, wrong: right / lines >= least ? [] : wrong }).toEqual({
      enough: true,
      wrong: [],
    });
  });

  test('has under half a value in a hundred invented', () => {
    const { invented, unsaid } = scoreOf(corpus);
    expect(unsaid).toBeGreaterThan(500);
    expect(invented / unsaid).toBeLessThan(0.005);
  });
});

test('no line stands in both halves', () => {
  const known = new Set(readCorpus('known.txt').map(({ locale, message }) => `${locale} ${message}`));
  const both = readCorpus('aside.txt')
    .map(({ locale, message }) => `${locale} ${message}`)
    .filter((line) => known.has(line));
  // Greetings and STOP are what everybody writes; sentences are not.
  expect(both.filter((line) => line.split(' ').length > 3)).toEqual([]);
});
