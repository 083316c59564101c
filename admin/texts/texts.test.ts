import { expect, test } from 'vitest';
import { addDays, dayOf, longDay, moment, spokenTime, timeOf, weekdayName } from './dates.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

function keys(of: object, before = ''): string[] {
  return Object.entries(of).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? keys(value, `${before}${key}.`) : [before + key],
  );
}

test('both languages have the same words', () => {
  expect(keys(en)).toEqual(keys(fr));
  expect(en.keys.list).toHaveLength(fr.keys.list.length);
});

test('French counts nought and one alike, English does not', () => {
  expect(fr.covers(0)).toBe('0\u00a0couvert');
  expect(fr.covers(2)).toBe('2\u00a0couverts');
  expect(en.covers(0)).toBe('0\u00a0covers');
  expect(en.covers(1)).toBe('1\u00a0cover');
});

test('French typography keeps its spaces together', () => {
  const spoken = JSON.stringify(fr, (_, value) => (typeof value === 'function' ? value(2, 2, 2) : value));
  expect(spoken).not.toMatch(/Oups|« | »| [:;?!]/);
  expect(spokenTime('20:30', 'fr')).toBe('20\u00a0h\u00a030');
  expect(spokenTime('20:00', 'fr')).toBe('20\u00a0h');
  expect(spokenTime('20:30', 'en')).toBe('20:30');
});

test('a day is its name, whatever zone the device is in', () => {
  expect(longDay('2026-11-21', 'fr')).toBe('samedi 21 novembre');
  expect(longDay('2026-11-21', 'en', '2025-01-01')).toContain('2026');
  expect(weekdayName(1, 'fr')).toBe('lun.');
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-03-29', -1)).toBe('2026-03-28');
});

test("an instant is shown on the restaurant's clock", () => {
  const instant = '2026-11-21T23:30:00Z';
  expect(dayOf(instant, 'Europe/Paris')).toBe('2026-11-22');
  expect(timeOf(instant, 'Europe/Paris')).toBe('00:30');
  expect(timeOf(instant, 'America/Toronto')).toBe('18:30');
  expect(moment(instant, 'fr', 'America/Toronto')).toBe('21 nov. 2026, 18:30');
});
