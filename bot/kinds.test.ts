import { describe, expect, test } from 'vitest';
import { take } from './kinds.ts';
import { readChoice } from './reminded.ts';

type Came = Parameters<typeof take>[0];
const came = (kind: Came['kind'], text: string): Came => ({
  id: 'a',
  at: '2026-10-10T10:00:00Z',
  writtenAt: '2026-10-10T10:00:00Z',
  kind,
  text,
});
const said = (kind: Came['kind'], text: string, before: string[] = [], language: 'fr' | 'en' = 'fr') => {
  const taken = take(came(kind, text), language, before);
  if (typeof taken === 'string' || !('say' in taken)) throw new Error('nothing is said');
  return taken;
};

describe('what is not words', () => {
  test('gets a sentence of its own in the guest’s language, and another the second time', () => {
    for (const language of ['fr', 'en'] as const) {
      for (const kind of ['voice', 'image', 'video', 'document', 'location', 'contact'] as const) {
        const first = said(kind, '📎', [], language);
        const second = said(kind, '📎', [first.say], language);
        expect(second.say).not.toBe(first.say);
      }
    }
    for (const kind of ['voice', 'document', 'location', 'contact'] as const) {
      for (const before of [[], [said(kind, '📎').say]]) {
        const tu = take(came(kind, '📎'), 'fr', before, 'tu');
        expect(tu).not.toMatchObject({ say: expect.stringMatching(/\b(?:vous|votre)\b|[a-z]ez-/i) });
      }
    }
    expect(said('voice', '🎤').say).not.toBe(said('voice', '🎤', [], 'en').say);
  });

  test('calls a person where only eyes or ears help: for a picture at once, for a voice at the second', () => {
    expect(said('image', '📷').person).toBe(true);
    expect(said('voice', '🎤').person).toBe(false);
    expect(said('voice', '🎤', [said('voice', '🎤').say]).person).toBe(true);
    expect(said('location', '📍 Bastille · 48.85, 2.35').person).toBe(false);
  });

  test('with words beside it is taken by its words', () => {
    expect(take(came('image', '📷 une table pour deux ?'), 'fr', [])).toEqual({
      words: 'une table pour deux ?',
    });
  });

  test('a thumb answers, a laugh and a sticker do not', () => {
    expect(take(came('reaction', '👍🏽'), 'fr', [])).toEqual({ words: '👍🏽' });
    expect(take(came('reaction', '😂'), 'fr', [])).toBe('nothing');
    expect(take(came('sticker', '🙂'), 'fr', [])).toBe('nothing');
  });
});

describe('an answer to a reminder', () => {
  test.each(['1', '1️⃣', ' 1. ', '1)', 'Je confirme', 'CONFIRM'])('%s says that they come', (text) => {
    expect(readChoice(text, 'fr')).toBe('comes');
  });
  test.each(['2', '2️⃣', 'Je modifie'])('%s changes', (text) => {
    expect(readChoice(text, 'fr')).toEqual({ words: 'je voudrais modifier ma réservation' });
  });
  test.each(['3', "J'annule", 'j’annule'])('%s cancels', (text) => {
    expect(readChoice(text, 'en')).toEqual({ words: 'I would like to cancel my reservation' });
  });
  test.each(['12', 'nous serons 3', 'oui', ''])('%s is for the dialogue', (text) => {
    expect(readChoice(text, 'fr')).toBeNull();
  });
});
