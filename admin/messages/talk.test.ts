import { expect, test } from 'vitest';
import type { ChatMessage } from '../../server/conversations/contract.ts';
import { awaitsAnswer, lastId, type Outgoing, silence, withOutgoing, withSaid } from './talk.ts';

const said = (id: string, direction: 'in' | 'out'): ChatMessage => ({ id, direction, text: id, at: '' });
const typed = (state: Outgoing['state'], id: string | null = null): Outgoing => ({
  externalId: 'x1',
  text: 'Bonsoir',
  state,
  id,
});

test('what is typed stands there until the server tells it itself, never twice', () => {
  const sent = withOutgoing(withOutgoing(silence, typed('sending')), typed('sent', 'm1'));
  expect(sent.outgoing).toHaveLength(1);
  const told = withSaid(sent, [said('m1', 'in')]);
  expect(told.outgoing).toEqual([]);
  expect(told.said.map((message) => message.id)).toEqual(['m1']);
});

test('a poll that is faster than the answer to sending shows one message in the end', () => {
  const told = withSaid(withOutgoing(silence, typed('sending')), [said('m1', 'in')]);
  expect(withOutgoing(told, typed('sent', 'm1')).outgoing).toEqual([]);
});

test('a failed one keeps its place and its id for another attempt', () => {
  const failed = withOutgoing(withOutgoing(silence, typed('sending')), typed('failed'));
  expect(failed.outgoing).toEqual([typed('failed')]);
  expect(awaitsAnswer(failed)).toBe(false);
});

test('messages fetched twice are there once, and asking goes on from the last', () => {
  const talk = withSaid(withSaid(silence, [said('a', 'in')]), [said('a', 'in'), said('b', 'out')]);
  expect(talk.said.map((message) => message.id)).toEqual(['a', 'b']);
  expect(lastId(talk)).toBe('b');
});

test('an answer is awaited exactly while the last word is the guest’s', () => {
  expect(awaitsAnswer(silence)).toBe(false);
  expect(awaitsAnswer(withSaid(silence, [said('a', 'in')]))).toBe(true);
  expect(awaitsAnswer(withSaid(silence, [said('a', 'in'), said('b', 'out')]))).toBe(false);
  expect(awaitsAnswer(withOutgoing(silence, typed('sent', 'm1')))).toBe(true);
});
