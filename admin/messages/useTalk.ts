/** A talk with the bot over the public chat endpoints, exactly as a guest's page would have it. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallFailed, call, callPatiently } from '../api.ts';
import { freshKey } from '../key.ts';
import { locale } from '../texts/texts.ts';
import { awaitsAnswer, lastId, type Outgoing, silence, type Talk, withOutgoing, withSaid } from './talk.ts';

/** How long to believe that the bot is writing, in ms. */
const patience = 20_000;

const storageName = (restaurant: string) => `couvert.admin.talk.${restaurant}`;

/** The token of this tab's talk, so that a reload goes on with it. */
const kept = {
  read(restaurant: string): string | null {
    try {
      return sessionStorage.getItem(storageName(restaurant));
    } catch {
      return null; // Storage forbidden: a reload begins another talk.
    }
  },
  write(restaurant: string, token: string | null) {
    try {
      if (token) sessionStorage.setItem(storageName(restaurant), token);
      else sessionStorage.removeItem(storageName(restaurant));
    } catch {
      // As above.
    }
  },
};

const pauseOf = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

export function useTalk(restaurant: string) {
  const [token, setToken] = useState(() => kept.read(restaurant));
  const [talk, setTalk] = useState<Talk>(silence);
  const [gone, setGone] = useState(false);
  const [silent, setSilent] = useState(false);
  const now = useRef(talk);
  now.current = talk;
  const begun = useRef<Promise<string> | null>(null);

  // Asks for what is new, again and again; the server holds the answer back until there is something.
  useEffect(() => {
    if (!token || gone) return;
    const end = new AbortController();
    void (async () => {
      while (!end.signal.aborted) {
        try {
          const after = lastId(now.current);
          const { messages } = await callPatiently('GET /api/chats/:token', {
            params: { token },
            query: { wait: 20, ...(after ? { after } : {}) },
            signal: end.signal,
          });
          if (end.signal.aborted) return;
          now.current = withSaid(now.current, messages);
          setTalk(now.current);
        } catch (fault) {
          if (!(fault instanceof CallFailed)) throw fault;
          if (end.signal.aborted) return;
          if (fault.status === 404 || fault.status === 410) {
            setGone(true);
            return;
          }
          await pauseOf(2_000, end.signal);
        }
      }
    })();
    return () => end.abort();
  }, [token, gone]);

  const waits = awaitsAnswer(talk);
  useEffect(() => {
    setSilent(false);
    if (!waits) return;
    const timer = setTimeout(() => setSilent(true), patience);
    return () => clearTimeout(timer);
  }, [waits, talk.said.length]);

  const put = useCallback((one: Outgoing) => {
    now.current = withOutgoing(now.current, one);
    setTalk(now.current);
  }, []);

  const begin = useCallback(async () => {
    const known = kept.read(restaurant);
    if (known) return known;
    const { token: made } = await call('POST /api/restaurants/:restaurant/chats', {
      params: { restaurant },
      body: { locale: locale.value },
    });
    kept.write(restaurant, made);
    setToken(made);
    return made;
  }, [restaurant]);

  const send = useCallback(
    async (text: string, externalId: string = freshKey()) => {
      put({ externalId, text, state: 'sending', id: null });
      try {
        begun.current ??= begin();
        const to = await begun.current;
        const answer = await call('POST /api/chats/:token/messages', {
          params: { token: to },
          body: { externalId, text },
        });
        put({ externalId, text, state: 'sent', id: answer.id });
      } catch (fault) {
        if (!(fault instanceof CallFailed)) throw fault;
        begun.current = null;
        if (fault.status === 404 || fault.status === 410) setGone(true);
        put({ externalId, text, state: 'failed', id: null });
      }
    },
    [begin, put],
  );

  const restart = useCallback(() => {
    kept.write(restaurant, null);
    begun.current = null;
    now.current = silence;
    setTalk(silence);
    setToken(null);
    setGone(false);
  }, [restaurant]);

  return { talk, gone, waits, silent, send, restart };
}
