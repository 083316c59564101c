import { describe, expect, test } from 'vitest';
import { draftOf, leftAfter } from './draft.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    clear: () => kept.clear(),
    key: () => null,
    get length() {
      return kept.size;
    },
  };
}

describe('an answer that is not sent yet', () => {
  test('is kept for each chat and each person, with its key, and goes once it is empty', () => {
    const storage = memory();
    const of = (person: string, chat: string) => draftOf(() => storage, person, chat);
    of('sofia', 'one').write({ text: 'À ce soir', key: 'k1' });
    of('sofia', 'two').write({ text: 'Oui', key: null });
    expect(of('sofia', 'one').read()).toEqual({ text: 'À ce soir', key: 'k1' });
    expect(of('sofia', 'two').read()).toEqual({ text: 'Oui', key: null });
    expect(of('marc', 'one').read()).toEqual({ text: '', key: null });
    of('sofia', 'one').write({ text: '', key: null });
    of('sofia', 'two').write({ text: '', key: null });
    expect(storage.length).toBe(0);
  });

  test('a storage that is forbidden, or holds something else, breaks nothing', () => {
    const forbidden = draftOf(
      () => {
        throw new Error('SecurityError');
      },
      'sofia',
      'one',
    );
    forbidden.write({ text: 'À ce soir', key: null });
    expect(forbidden.read()).toEqual({ text: '', key: null });
    for (const kept of ['{', 'null', '3', '{"text":3}']) {
      const storage = memory();
      storage.setItem('couvert.admin.draft.sofia.one', kept);
      expect(draftOf(() => storage, 'sofia', 'one').read()).toEqual({ text: '', key: null });
    }
  });
});

test('what was typed while an answer went out is the next one', () => {
  expect(leftAfter('Oui', 'Oui')).toBe('');
  expect(leftAfter('Oui', ' Oui ')).toBe('');
  expect(leftAfter('Oui', 'Oui et à demain')).toBe('et à demain');
  expect(leftAfter('Oui', 'Non')).toBe('Non');
});
