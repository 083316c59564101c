/** Fetching what a view shows: the answer, or why there is none, and whether it takes noticeably long. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallFailed } from './api.ts';

export type Loaded<T> = {
  value: T | null;
  fault: CallFailed | null;
  /** Nothing to show after 150 ms: time for the shape of what comes. */
  slow: boolean;
  /** An answer is on its way. */
  busy: boolean;
  /** Fetches anew; what is shown stays until the answer is there. */
  reload(): void;
  /** Changes what is shown, until the next answer. */
  change(with_: (value: T) => T): void;
};

/**
 * Loads by key. Another key begins afresh (or keeps the old answer on show until the new one is there, with
 * `keep`), and the previous request is given up. `null` loads nothing.
 */
export function useLoaded<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  { keep = false } = {},
): Loaded<T> {
  const [state, setState] = useState<{ key: string | null; value: T | null; fault: CallFailed | null }>({
    key: null,
    value: null,
    fault: null,
  });
  const [busy, setBusy] = useState(true);
  const [slow, setSlow] = useState(false);
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    if (key === null) return;
    const given = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => setSlow(true), 150);
    const done = () => {
      clearTimeout(timer);
      setSlow(false);
      setBusy(false);
    };
    latest
      .current(given.signal)
      .then((value) => {
        if (given.signal.aborted) return;
        setState({ key, value, fault: null });
        done();
      })
      .catch((fault: unknown) => {
        if (given.signal.aborted) return;
        if (!(fault instanceof CallFailed)) throw fault;
        setState((before) => ({ key, value: before.key === key || keep ? before.value : null, fault }));
        done();
      });
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [key, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const change = useCallback(
    (with_: (value: T) => T) =>
      setState((before) => (before.value === null ? before : { ...before, value: with_(before.value) })),
    [],
  );
  const current = state.key === key || keep;
  return {
    value: current ? state.value : null,
    fault: current && !busy ? state.fault : null,
    slow: slow && (!current || state.value === null),
    busy,
    reload,
    change,
  };
}
