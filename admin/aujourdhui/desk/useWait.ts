/** What is asked for one who waits, by hand: told when it is done, with the way back. */
import type { WaitRow } from '../../../server/waitlist/contract.ts';
import { call } from '../../api.ts';
import { useActing } from './useActing.ts';

/** What an answer about a wait offers to take back. */
function wayBack(wait: WaitRow) {
  const { lastChange } = wait;
  if (!lastChange?.undoable) return {};
  const body = { change: lastChange.id };
  return { undo: () => call('POST /api/waitlist/:id/undo', { params: { id: wait.id }, body }) };
}

/** Verbs that ask nothing more than whom. */
type Verb = 'notify' | 'gave-up' | 'withdraw';

export function useWait(wait: WaitRow, reload: () => void) {
  const { busy, act } = useActing(reload);
  const params = { id: wait.id };
  return {
    busy,
    /** `text` tells that it is done. */
    ask: (verb: Verb, text: string) =>
      act(
        () => call(`POST /api/waitlist/:id/${verb}`, { params, body: {} }),
        (became) => ({ text, ...wayBack(became) }),
      ),
    /** Answers whether it was offered. */
    offer: async (time: string, text: string) =>
      (await act(
        () => call('POST /api/waitlist/:id/offer', { params, body: { time } }),
        () => ({ text }),
      )) !== null,
    /** `said` tells at which tables. */
    seat: (tables: string[], said: (tables: string[]) => string) =>
      act(
        () => call('POST /api/waitlist/:id/seat', { params, body: { tables } }),
        ({ wait: became, reservation }) => ({ text: said(reservation.tables), ...wayBack(became) }),
      ),
  };
}
