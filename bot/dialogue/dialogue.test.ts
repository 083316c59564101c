import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test, vi } from 'vitest';
import { step } from './dialogue.ts';
import type { Answer, Ask, Booked, Input, Waiting } from './exchange.ts';
import { ardoise, rehearse } from './rehearsal.ts';
import { sayDay, sayTime } from './say/form.ts';
import { freshState, readState, State } from './state.ts';

// Thousands of messages each: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

const phrases = [
  'bonjour',
  'table pour 2 demain 20h au nom de Zoé 0612345678',
  'Hi, a table for 4 on Saturday at 8pm',
  'samedi',
  '20h',
  'finalement on sera 5',
  'make it Sunday',
  'pour 30',
  'le 31 novembre',
  'samedi 13 décembre',
  'hier',
  '4 ou 5',
  'Zoé Martin',
  '06 12 34 56 78',
  '06 12',
  '1',
  'la dernière',
  'oui',
  'yes please',
  'non',
  'oui mais 21h',
  'annuler ma réservation',
  'modifier ma réservation',
  'décaler ma réservation à samedi 21h',
  'je serai en retard',
  'on sera là vers 20h10',
  'annulez tout',
  'les deux',
  'la même chose que la dernière fois',
  'une personne de plus',
  'attends',
  'vous avez une chaise haute ?',
  'maintenant',
  'j’ai réservé pour ce soir',
  'laissez tomber, une table pour 3 samedi 20h',
  'au fait on vient avec un bébé',
  'vous êtes des amours',
  'merci à samedi',
  'on vient pas samedi mais dimanche',
  'cancel',
  'ma réservation',
  'parler à quelqu’un',
  'in English please',
  'connard',
  'allergique aux noix',
  'pourquoi ?',
  'merci',
  'au revoir',
  'laisse tomber',
  'qsdf',
  'lundi 20h',
  'ce soir',
  'liste d’attente',
  'en terrasse',
  'STOP',
  'mes données',
  'ouvert samedi ?',
  'je confirme ma réservation',
  'Z-O-É',
  '👍',
  '',
];

const chatter = fc.array(
  fc.record({
    text: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...phrases) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
      { weight: 1, arbitrary: fc.constantFrom('é'.repeat(5000), 'au nom de '.repeat(200), '1 '.repeat(900)) },
    ),
    unseen: fc.boolean(),
  }),
  { maxLength: 25 },
);
const known = (reference: string, day: string, party: number): Booked => ({
  token: `token-of-${reference}`,
  reference,
  status: 'confirmed',
  day,
  time: '20:00',
  party,
  firstName: 'Zoé',
  lastName: 'Martin',
  manageUrl: `http://localhost/b/${reference}`,
  cancellable: true,
  area: null,
  remark: null,
  coming: false,
  confirmable: true,
});
const offered: Waiting = {
  token: 'token-of-a-wait',
  day: '2026-10-10',
  party: 2,
  waitUrl: 'http://localhost/w/1',
  offer: { day: '2026-10-10', time: '20:00' },
  booking: null,
};
const circumstances = fc.record({
  full: fc.constantFrom<string[][]>([], ['2026-10-10', '2026-10-08 20:00']),
  takenMeanwhile: fc.constantFrom<string[][]>([], ['2026-10-08 20:00', '2026-10-10 21:00']),
  waits: fc.subarray([offered]),
  known: fc.subarray([known('ABC', '2026-10-09', 2), known('DEF', '2026-10-17', 4)]),
  facts: fc.record({
    verifiedPhone: fc.constantFrom(null, '+33612345678'),
    mayRemind: fc.constantFrom(null, { hours: null }, { hours: 3 }),
    restaurant: fc.constantFrom<Partial<typeof ardoise.restaurant>>(
      {},
      { waitlist: true, areas: ['Salle', 'Terrasse'] },
      { requestFrom: 4, house: { parking: { fr: 'Parking Sentier.' } } },
    ),
  }),
});

const yes = /^\W*(?:oui|yes|👍|ok|je confirme)/iu;

test('whatever is said, nothing is booked, changed or cancelled but on a yes to an echo of exactly that', () => {
  fc.assert(
    fc.property(chatter, circumstances, (messages, special) => {
      const chat = rehearse(special);
      let echo = '';
      let asked: State['asked'] = null;
      for (const { text, unseen } of messages) {
        const before = chat.state;
        const { asks, said, reminders } = chat.hear(text, unseen);
        if (reminders !== undefined) expect([asked, unseen]).toEqual(['remind', false]);
        for (const ask of asks) {
          if (ask.kind === 'book') {
            expect(yes.test(text) && !unseen).toBe(true);
            expect(asked).toBe('book');
            const language = before.language ?? 'fr';
            expect(echo).toContain(sayDay(ask.day, language, ardoise.today));
            expect(echo).toContain(sayTime(ask.time, language));
            expect(echo).toContain(`${ask.party}\u00a0p`);
            expect(echo).toContain(ask.guest.firstName);
            expect({ ...ask }).toMatchObject({
              day: before.draft.day,
              time: before.draft.time,
              party: before.draft.party,
            });
          }
          if (ask.kind === 'move') {
            expect(yes.test(text) && !unseen).toBe(true);
            expect(asked).toBe('book');
            const language = before.language ?? 'fr';
            const { token, ...old } = before.draft.moving!;
            expect(ask.token).toBe(token);
            for (const { day, time, party } of [ask, old]) {
              expect(echo).toContain(sayDay(day, language, ardoise.today));
              expect(echo).toContain(sayTime(time, language));
              expect(echo).toContain(`${party}\u00a0p`);
            }
          }
          if (ask.kind === 'late') expect(text).toMatch(/retard|on sera là/);
          if (ask.kind === 'wait' || ask.kind === 'note') {
            expect(yes.test(text) && !unseen).toBe(true);
            expect(asked).toBe('book');
          }
          if (ask.kind === 'answer_offer') {
            expect(/^\W*(?:oui|yes|👍|ok|non|no)/iu.test(text) && !unseen).toBe(true);
            expect(asked).toBe(null);
          }
          if (ask.kind === 'cancel') {
            expect(unseen).toBe(false);
            expect(asked).toBe('cancel');
            expect(yes.test(text) || /annul|cancel/.test(text)).toBe(true);
          }
        }
        expect(said.length).toBeGreaterThan(0);
        expect(said.length).toBeLessThan(4000);
        echo = said;
        asked = chat.state.asked;
      }
    }),
    { numRuns: 400 },
  );
});

test('the memory stays JSON of a bounded size, and can always be read again', () => {
  fc.assert(
    fc.property(chatter, circumstances, (messages, special) => {
      const chat = rehearse(special);
      for (const { text, unseen } of messages) {
        chat.hear(text, unseen);
        const json = JSON.stringify(chat.state);
        expect(JSON.parse(json)).toEqual(chat.state);
        expect(json.length).toBeLessThan(20_000);
        expect([...Value.Errors(State, chat.state)]).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('no sentence is said twice in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...phrases), { maxLength: 25 }), (messages) => {
      const chat = rehearse();
      let before: string[] = [];
      for (const text of messages) {
        chat.hear(text);
        const now = chat.state.lastSaid
          .flatMap((said) => said.split('\n'))
          .filter((line) => !/^(?:\d\.|http|–|R[eé]f)/.test(line))
          .flatMap((line) => line.split(/(?<=[.?!])\s/));
        expect(now.filter((sentence) => before.includes(sentence))).toEqual([]);
        before = now;
      }
    }),
    { numRuns: 400 },
  );
});

test('whatever the server answers, the dialogue goes on', () => {
  const refusal = fc.record({
    kind: fc.constant('refused' as const),
    code: fc.constantFrom(
      'invalid',
      'slot_taken',
      'slot_not_open',
      'not_found',
      'cannot_cancel',
      'cannot_change',
      'key_reused',
      'internal',
    ),
    field: fc.constantFrom('guest.phone', 'guest.email', 'day', 'party'),
    problem: fc.constantFrom('too_short', 'invalid', 'required'),
    alternatives: fc.constantFrom<{ day: string; time: string }[][]>(
      [],
      [{ day: '2026-10-09', time: '19:00' }],
    ),
  });
  const answers: fc.Arbitrary<Answer> = fc.oneof(
    refusal,
    fc.constant<Answer>({ kind: 'nearest', alternatives: [] }),
    fc.record({
      kind: fc.constant('availability' as const),
      reason: fc.constantFrom(
        'closed',
        'past',
        'too_late',
        'too_far_ahead',
        'party_too_small',
        'party_too_large',
        'no_table',
      ),
      slots: fc.constant<{ time: string; shift: string; status: 'open' }[]>([]),
    }),
    fc.constant<Answer>({ kind: 'bookings', bookings: [] }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...phrases), fc.array(answers, { minLength: 9, maxLength: 9 })), {
        maxLength: 12,
      }),
      (turns) => {
        let state = freshState();
        for (const [text, given] of turns) {
          let result = step(state, { kind: 'message', text }, ardoise);
          const asks: Ask[] = [];
          while (result.ask && asks.length < given.length) {
            const input: Input = { kind: 'answer', ask: result.ask, answer: given[asks.length]! };
            asks.push(result.ask);
            result = step(result.state, input, ardoise);
          }
          expect(asks.length).toBeLessThan(9);
          expect(result.say.join('').length).toBeGreaterThan(0);
          state = result.state;
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('a step leaves the memory it was given as it was', () => {
  const chat = rehearse();
  chat.hear('table pour 2 demain 20h au nom de Zoé 0612345678');
  const before = JSON.stringify(chat.state);
  step(chat.state, { kind: 'message', text: 'finalement on sera 5' }, ardoise);
  expect(JSON.stringify(chat.state)).toBe(before);
});

test('a memory that cannot be read is begun anew', () => {
  for (const memory of [null, 3, 'x', {}, { version: 2 }, { ...freshState(), asked: 'the moon' }])
    expect(readState(memory)).toEqual(freshState());
  const chat = rehearse();
  chat.hear('table pour 2 demain 20h');
  expect(readState(JSON.parse(JSON.stringify(chat.state)))).toEqual(chat.state);
});

test('a chat shows only the reservations of its own tokens', () => {
  const chat = rehearse();
  expect(
    chat.hear('montre-moi la réservation AAA111 de Dupont, token abcdefghijklmnopqrstuvwxyz').asks,
  ).toEqual([]);
  const { asks } = chat.hear('montre-moi ma réservation AAA111, token abcdefghijklmnopqrstuvwxyz');
  expect(asks).toEqual([{ kind: 'bookings', tokens: [], to: 'show' }]);
});
