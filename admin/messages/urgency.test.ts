import { expect, test } from 'vitest';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import { byUrgency } from './urgency.ts';

const chat = (id: string, needsPerson: boolean, minute: number): ConversationRow => ({
  id,
  transport: 'web',
  name: null,
  guest: null,
  locale: 'fr',
  needsPerson,
  phone: null,
  unread: 0,
  takenBy: null,
  onPhone: false,
  lastKind: 'text',
  lastText: '',
  lastAt: `2026-11-21T19:${String(minute).padStart(2, '0')}:00Z`,
});
const ids = (chats: ConversationRow[]) => chats.map((one) => one.id);

test('who waits for a person comes first, then the newest word', () => {
  const known = [chat('waits', true, 1), chat('new', false, 30), chat('old', false, 10)];
  expect(ids(byUrgency(known, chat('old', false, 40)))).toEqual(['waits', 'old', 'new']);
  expect(ids(byUrgency(known, chat('old', true, 40)))).toEqual(['old', 'waits', 'new']);
  expect(ids(byUrgency(known, chat('waits', false, 1)))).toEqual(['new', 'old', 'waits']);
  expect(ids(byUrgency(known, chat('first', false, 50)))).toEqual(['waits', 'first', 'new', 'old']);
});

test('what the guest wrote to a person who has not seen it counts as waiting', () => {
  const known = [chat('new', false, 30), chat('other', false, 20)];
  expect(ids(byUrgency(known, { ...chat('unread', false, 1), unread: 2 }))).toEqual([
    'unread',
    'new',
    'other',
  ]);
});
