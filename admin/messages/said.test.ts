import { describe, expect, test } from 'vitest';
import type { StaffChatMessage } from '../../server/conversations/contract.ts';
import { beside, byDay, thing, windowState } from './said.ts';

const said = (id: string, at: string): StaffChatMessage => ({
  id,
  at,
  direction: 'in',
  kind: 'text',
  text: id,
  staff: null,
  state: null,
  why: null,
  again: false,
});

test('messages stand under their day on the restaurant’s clock', () => {
  const messages = [
    said('a', '2026-10-10T21:00:00Z'),
    said('b', '2026-10-10T22:30:00Z'),
    said('c', '2026-10-11T08:00:00Z'),
  ];
  const days = byDay(messages, 'Europe/Paris').map(({ day, messages }) => [
    day,
    messages.map(({ id }) => id),
  ]);
  expect(days).toEqual([
    ['2026-10-10', ['a']],
    ['2026-10-11', ['b', 'c']],
  ]);
  expect(byDay(messages, 'America/Toronto')).toHaveLength(2);
});

test('beside the sign of a picture stands its caption; a sign that somebody wrote stays', () => {
  expect(beside('image', '📷 pour 4 ?')).toBe('pour 4 ?');
  expect(beside('voice', '🎤')).toBe('');
  expect(beside('sticker', '🏷️')).toBe('');
  expect(beside('text', '📷')).toBe('📷');
  expect(beside('reaction', '👍')).toBe('👍');
});

test('what a line does not show is named by its sign', () => {
  expect(thing('unsupported', '📷')).toBe('image');
  expect(thing('unsupported', '📄 menu.pdf')).toBe('document');
  expect(thing('unsupported', '❔')).toBe('unsupported');
  expect(thing('voice', '🎤')).toBe('voice');
  expect(thing('text', '📷')).toBeNull();
});

describe('a guest can be written to', () => {
  const now = Date.parse('2026-10-10T18:00:00Z');
  const until = (closesAt: string | null, template = false) => windowState({ closesAt, template }, now);

  test('freely until the window closes, then with a template, if there is one', () => {
    expect(windowState(null, now)).toBe('open');
    expect(until('2026-10-11T18:00:00Z')).toBe('open');
    expect(until('2026-10-10T20:59:00Z')).toBe('closing');
    expect(until('2026-10-10T18:00:00Z')).toBe('closed');
    expect(until('2026-10-10T18:00:00Z', true)).toBe('template');
    expect(until(null)).toBe('closed');
  });
});
