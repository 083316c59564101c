import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../days.ts';
import { ardoise } from '../rehearsal.ts';
import { readCorpus } from './corpus/score.ts';
import type { Asked, Meaning, Setting } from './meaning.ts';
import { understand } from './understand.ts';

const countries: Record<string, string> = { paris: 'FR', toronto: 'CA', newyork: 'US' };
const usual: Setting = {
  today: '2026-10-07',
  now: '15:00',
  country: 'FR',
  language: 'fr',
  asked: null,
  shifts: ardoise.restaurant.shifts,
};

/** "[paris en choose]": where, in English, in answer to a list. */
function settingOf(heading: string): Setting {
  const words = heading.split(' ');
  const asked = words.find((word) => !(word in countries) && word !== 'en');
  return {
    ...usual,
    country: countries[words[0]!]!,
    language: words.includes('en') ? 'en' : 'fr',
    asked: (asked as Asked | undefined) ?? null,
  };
}

/** A meaning as the table writes it. */
function row(meaning: Meaning, columns: string): string {
  const { party, day, time, name, doubts } = meaning;
  const rest: Record<string, unknown> = {
    part: meaning.part,
    intent: meaning.intent,
    name: name && `${name.first} ${name.last}`.trim(),
    phone: meaning.phone,
    email: meaning.email,
    remark: meaning.remark,
    answer: meaning.answer,
    choice: meaning.choice,
    speak: meaning.speak,
    doubt: doubts[0]?.about,
  };
  // An intent or a choice shows beside other things only where the table asks for it; nothing else may be added.
  const optional = new Set(['intent', 'answer']);
  const shown = Object.entries(rest)
    .filter(([key, value]) => value !== undefined && (!optional.has(key) || columns.includes(`${key}=`)))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(' ');
  return [party ?? '-', day ?? '-', time ?? '-', shown].join(' | ').trim();
}

describe('what a message says', () => {
  let setting = usual;
  let lines = 0;
  for (const line of readFileSync(new URL('./phrases.txt', import.meta.url), 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const heading = /^\[(.*)\]$/.exec(line);
    if (heading) {
      setting = settingOf(heading[1]!);
      continue;
    }
    lines++;
    const [message, ...columns] = line.split(' | ').map((column) => column.replace(/ ?\|$/, '').trim());
    const [party, day, time, rest = ''] = columns;
    const within = setting;
    test(`${within.country} ${within.asked ?? ''} ${message}`, () => {
      const wanted = [party, day, time, sorted(rest)].join(' | ').trim();
      expect(row(understand(message!, within), rest)).toBe(wanted);
    });
  }
  test('the table is long enough to mean something', () => {
    expect(lines).toBeGreaterThan(150);
  });
});

const sorted = (rest: string) =>
  rest
    .split(/ (?=[a-z]+=)/)
    .sort()
    .join(' ');

const anyone: fc.Arbitrary<Setting> = fc.record({
  today: fc.constantFrom('2026-10-07', '2024-02-29', '2026-12-31', '2027-03-28'),
  now: fc.constantFrom('00:00', '15:00', '23:59'),
  country: fc.constantFrom('FR', 'CA', 'US', 'GB', 'XX'),
  language: fc.constantFrom('fr', 'en'),
  asked: fc.constantFrom<Asked | null>(
    null,
    'party',
    'day',
    'time',
    'name',
    'phone',
    'book',
    'choose',
    'person',
  ),
  shifts: fc.constantFrom(ardoise.restaurant.shifts, []),
});

/** Words that the grammar knows, in any order, and anything else. */
const babble = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'samedi le 12 31 novembre à 20h 8 pm half past seven pour 4 personnes table demain next friday en huit ou - / : . , au nom de Zoé 06 12 34 oui non annuler deux midi et quart 0 99 24h allergie 1️⃣ 👍 à la semaine prochaine dans 3 jours moi et ma femme x ¦'.split(
          ' ',
        ),
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer().map(String),
    ),
    { maxLength: 14 },
  )
  .chain((words) => fc.constantFrom(' ', '', '\n').map((gap) => words.join(gap)));

test('any string has a meaning, and every day and time in it exists', () => {
  fc.assert(
    fc.property(fc.oneof(babble, fc.string({ unit: 'binary', maxLength: 300 })), anyone, (text, setting) => {
      const meaning = understand(text, setting);
      const days = [
        meaning.day,
        ...meaning.doubts.flatMap((doubt) => ('options' in doubt ? doubt.options.map(({ day }) => day) : [])),
      ];
      for (const day of days) {
        if (day === undefined) continue;
        const [year, month, date] = day.split('-').map(Number) as [number, number, number];
        expect(dayOf(year, month, date)).toBe(day);
      }
      if (meaning.time !== undefined) expect(meaning.time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      if (meaning.party !== undefined) {
        expect(Number.isInteger(meaning.party)).toBe(true);
        expect(meaning.party).toBeGreaterThanOrEqual(1);
        expect(meaning.party).toBeLessThanOrEqual(999);
      }
      if (meaning.name) expect(meaning.name.first).not.toBe('');
    }),
    { numRuns: 1500 },
  );
});

test('a written date is that date, whichever way it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (ahead) => {
      const at = new Date(Date.UTC(2026, 9, 7) + ahead * 86_400_000);
      const day = at.toISOString().slice(0, 10);
      const [year, month, date] = day.split('-').map(Number) as [number, number, number];
      const french = at.toLocaleDateString('fr-FR', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      const english = at.toLocaleDateString('en-GB', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      const inMonth = at.toLocaleDateString('en-US', { month: 'long', timeZone: 'UTC' });
      for (const written of [
        day,
        `${date}/${month}/${year}`,
        `${date}.${month}.${year}`,
        `le ${french}`,
        english,
        `${inMonth} ${date}, ${year}`,
        `${date} ${month} ${year}`,
        english.toUpperCase(),
      ])
        expect([written, understand(written, usual).day]).toEqual([written, day]);
      expect(understand(`${month}/${date}/${year}`, { ...usual, country: 'US' }).day).toBe(day);
    }),
  );
});

const plainly: Setting = { ...usual, shifts: [] };

test('capitals and missing accents change nothing', () => {
  const lines = readCorpus('known.txt').filter(({ locale }) => locale === 'fr');
  fc.assert(
    fc.property(fc.constantFrom(...lines), ({ message }) => {
      const bare = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
      const named = (text: string) => {
        const { party, day, time, part, after, before, answer } = understand(text, plainly);
        return { party, day, time, part, after, before, answer };
      };
      expect({ message, ...named(message.toUpperCase()) }).toEqual({ message, ...named(message) });
      expect({ message, ...named(bare(message)) }).toEqual({ message, ...named(message) });
    }),
    { numRuns: 300 },
  );
});

test('a party, a day and an hour are read in whichever order they stand', () => {
  const days = [
    ['samedi', '2026-10-10'],
    ['le 24 octobre', '2026-10-24'],
    ['après-demain', '2026-10-09'],
    ['le 3/11', '2026-11-03'],
    ['vendredi en huit', '2026-10-16'],
  ] as const;
  const times = [
    ['à 20h', '20:00'],
    ['vers 19h30', '19:30'],
    ['à midi et demi', '12:30'],
    ['à huit heures moins le quart', '19:45'],
    ['à 21:15', '21:15'],
  ] as const;
  const parties = [
    ['pour 4 personnes', 4],
    ['on sera six', 6],
    ['2 adultes et 1 enfant', 3],
    ['table de 8', 8],
    ['avec ma femme', 2],
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...days),
      fc.constantFrom(...times),
      fc.constantFrom(...parties),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      fc.constantFrom(' ', ', '),
      (day, time, party, order, gap) => {
        const message = order.map((at) => [day, time, party][at]![0]).join(gap);
        const read = understand(message, plainly);
        expect([message, read.day, read.time, read.party]).toEqual([message, day[1], time[1], party[1]]);
      },
    ),
  );
});

test('an hour is the same in each of the ways of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 23 }), fc.constantFrom(0, 15, 30, 45), (hour, minute) => {
      const two = (n: number) => String(n).padStart(2, '0');
      const time = `${two(hour)}:${two(minute)}`;
      const late = hour === 12 ? 12 : hour - 12;
      for (const written of [
        `${hour}h${two(minute)}`,
        `${hour} h ${two(minute)}`,
        time,
        `${hour} heures ${minute || ''}`.trim(),
        `${late}:${two(minute)} pm`,
        `${late}.${two(minute)}pm`,
        `${late}:${two(minute)} p.m.`,
      ])
        expect([written, understand(written, plainly).time]).toEqual([written, time]);
    }),
  );
});

test('a message as long as a book is read in no time', () => {
  for (const piece of [
    'a',
    '1',
    ' ',
    'le ',
    '1 ',
    '1/',
    'et ',
    'dix ',
    'a@',
    '06 ',
    'moi et ma femme ',
    "au nom de d'",
  ]) {
    const started = performance.now();
    understand(piece.repeat(4000), usual);
    // Not a benchmark: a pattern that backtracks without end takes minutes.
    expect([piece, performance.now() - started < 2_000]).toEqual([piece, true]);
  }
});
