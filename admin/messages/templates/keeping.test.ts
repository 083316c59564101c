import { expect, test } from 'vitest';
import { allKept, type Kept, keep, type Shelf } from './keeping.ts';

/** A shelf as a browser has one. */
function shelf(entries: [string, string][] = []): Shelf {
  const kept = new Map(entries);
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

const draft = { subject: 'a', title: 'Bonjour {prénom}', body: 'c', button: 'd' };
const written: Kept = { draft, version: 3, language: 'fr' };

test('a draft is there again until it is forgotten, beside those of other messages', () => {
  const own = shelf([['couvert.admin.locale', 'fr']]);
  expect(keep(own, 'marc ardoise reminder.sms.fr', written)).toBe(true);
  keep(own, 'marc ardoise thanks.email.en', { ...written, version: 0, language: 'en' });
  expect([...allKept(own)]).toEqual([
    ['marc ardoise reminder.sms.fr', written],
    ['marc ardoise thanks.email.en', { ...written, version: 0, language: 'en' }],
  ]);
  keep(own, 'marc ardoise reminder.sms.fr', null);
  expect([...allKept(own).keys()]).toEqual(['marc ardoise thanks.email.en']);
  expect(own.getItem('couvert.admin.locale')).toBe('fr');
});

test('what is no draft is left out', () => {
  const broken = ['', '{', 'null', '7', '{"version":1}', JSON.stringify({ ...written, language: 'de' })];
  const own = shelf([
    ...broken.map((text, i) => [`couvert.draft place ${i}`, text] as [string, string]),
    ['couvert.draft half', JSON.stringify({ ...written, draft: { title: 'a' } })],
  ]);
  expect([...allKept(own)]).toEqual([]);
});

test('a device that keeps nothing says so, and loses nothing else', () => {
  expect(keep(null, 'a', written)).toBe(false);
  const refusing: Shelf = {
    ...shelf(),
    length: 0,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(keep(refusing, 'a', written)).toBe(false);
  expect([...allKept(null)]).toEqual([]);
});
