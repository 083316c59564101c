import { describe, expect, test } from 'vitest';
import { countries, dialCodes } from './countries.ts';
import { texts as en } from './texts/en.ts';
import { texts as fr } from './texts/fr.ts';
import { words } from './texts/reservation.ts';

/** Every sentence of a tree of texts; functions are left to their own tests. */
const sentences = (tree: object): string[] =>
  Object.values(tree).flatMap((value) =>
    typeof value === 'string' ? [value] : typeof value === 'object' ? sentences(value) : [],
  );

describe('French', () => {
  test('has no ordinary space before a double mark of punctuation, and no straight apostrophe', () => {
    const all = [...sentences(fr), ...sentences(words.fr)];
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((text) => / [?!:;»]|« |'/.test(text))).toEqual([]);
  });

  test('says times and dates as people do, and never breaks them', () => {
    expect(fr.time('20:30')).toBe('20\u00a0h\u00a030');
    expect(fr.time('09:00')).toBe('9\u00a0h');
    expect(fr.date('2026-12-12')).toBe('samedi 12 décembre');
    expect(fr.date('2026-12-01')).toBe('mardi 1er décembre');
    expect(fr.sentence('2026-12-12', '20:30', 4, 'Terrasse')).toBe(
      'samedi 12 décembre, 20\u00a0h\u00a030, 4\u00a0personnes, terrasse',
    );
    expect(fr.people(1)).toBe('1\u00a0personne');
  });
});

describe('English', () => {
  test('says dates the British way', () => {
    expect(en.sentence('2026-12-12', '20:30', 1, '')).toBe('Saturday 12 December, 20:30, 1 person');
  });

  test('says in seconds or minutes when to come back', () => {
    expect(en.why.busy(20)).toContain('20 seconds');
    expect(fr.why.busy(150)).toContain('3 minutes');
  });
});

describe('dial codes', () => {
  test("the restaurant's country comes first, the rest by name in the guest's language", () => {
    const [first, ...rest] = countries('CA', 'fr');
    expect(first).toEqual(['CA', 'Canada +1']);
    const names = rest.map(([, name]) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')));
    expect(names).toContain('Allemagne +49');
  });

  test('are read whole from the list', () => {
    expect(dialCodes.get('FR')).toBe('+33');
    expect(dialCodes.get('AE')).toBe('+971');
    expect(dialCodes.get('ZA')).toBe('+27');
  });
});
