/** One act of the desk at a time: told when it is done, explained when it is not. */
import { useState } from 'preact/hooks';
import { CallFailed } from '../../api.ts';
import { tell } from '../../frame/toasts.ts';
import { explainWait } from './texts/words.ts';

export function useActing(after: () => void) {
  const [busy, setBusy] = useState(false);
  /** Answers what the call brought; null when it was refused, which has been told then. */
  async function act<T>(
    ask: () => Promise<T>,
    done: (answer: T) => { text: string; undo?: () => Promise<unknown> },
  ): Promise<T | null> {
    if (busy) return null;
    setBusy(true);
    try {
      const answer = await ask();
      const { text, undo } = done(answer);
      tell({ tone: 'done', text, ...(undo ? { undo: () => void takeBack(undo) } : {}) });
      return answer;
    } catch (fault) {
      refused(fault);
      return null;
    } finally {
      setBusy(false);
      after();
    }
  }
  async function takeBack(undo: () => Promise<unknown>) {
    try {
      await undo();
    } catch (fault) {
      refused(fault);
    } finally {
      after();
    }
  }
  return { busy, act };
}

function refused(fault: unknown): void {
  if (!(fault instanceof CallFailed)) throw fault;
  tell({ tone: 'refused', text: explainWait(fault) });
}
