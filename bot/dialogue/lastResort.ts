import { trouble } from './draft.ts';
import type { Facts } from './exchange.ts';
import type { State } from './state.ts';
import { spoken, type Talk } from './talk.ts';

/**
 * What is said when a message brought the dialogue down: that something failed on our side and that a person has
 * been told. What was being talked about is let go, so that the same trap is not walked into again.
 */
export function lastResort(before: State, facts: Facts): { state: State; say: string[] } {
  const state = structuredClone(before);
  state.draft = {};
  state.failures = 0;
  delete state.checked;
  delete state.saying;
  const talk: Talk = { state, facts, says: [] };
  trouble(talk);
  return { state, say: spoken(talk) };
}
