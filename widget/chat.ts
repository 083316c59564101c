/**
 * A guest's talk with the restaurant's bot, without its page: what was said, what is on its way, and what could not
 * be sent. Its key is kept nowhere but here: with the page, the talk goes. Only one that came from elsewhere by a
 * code, which works once, is kept for as long as the tab.
 */
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Locale } from '../server/contract/words.ts';
import type { ChatMessage } from '../server/conversations/contract.ts';
import { freshKey } from './booking.ts';

/** Something the guest wrote here; `id` is the server's, once it has it. */
export type Line = { externalId: string; text: string; state: 'sending' | 'sent' | 'failed'; id?: string };

export type Talk = {
  said: ChatMessage[];
  /** Not among what the server tells yet. */
  own: Line[];
  /** The server cannot be reached for the moment: what it says is asked for again and again. */
  lost: boolean;
  /** It can be gone on with on WhatsApp. */
  whatsapp: boolean;
  /** The way there, once asked for; `failed`: there is none now. */
  way: Way | 'asked' | 'failed' | null;
  /** The talk is no more; another one can begin. */
  gone: boolean;
  /** It comes from elsewhere, and is not here yet. */
  arriving: boolean;
  /** The code of the address works no more; another talk can begin. */
  old: boolean;
};

/** A link that opens WhatsApp with the code typed; the code works once, for a quarter of an hour. */
export type Way = { url: string; code: string; phone: string };

const silence: Talk = {
  said: [],
  own: [],
  lost: false,
  gone: false,
  whatsapp: false,
  way: null,
  arriving: false,
  old: false,
};

export type ChatPlan = {
  call: ReturnType<typeof caller>;
  restaurant: string;
  locale: Locale;
  changed: (talk: Talk) => void;
  /** A talk begun elsewhere, to go on with here; `keep` holds its key for as long as the tab. */
  going?: { code: string; keep: Pick<Storage, 'getItem' | 'setItem'> } | undefined;
  /** Milliseconds before the server is asked again after a failure. */
  pause?: number;
};

/** Does the guest wait for an answer? */
export const awaited = ({ said, own }: Talk): boolean =>
  own.some(({ state }) => state !== 'failed') || said.at(-1)?.direction === 'in';

/** Under what name a tab keeps the key of a talk that came by a code. */
const nameOf = (code: string) => `couvert.chat.${code}`;

/** A talk. It begins on the server with the first word, or at once where it goes on with another. No act throws. */
export function makeChat({ call, restaurant, locale, changed, going, pause = 2000 }: ChatPlan) {
  let talk: Talk = { ...silence, arriving: going !== undefined };
  let token: Promise<string> | undefined;
  let end = new AbortController();
  /** Of whoever listens already. */
  let heard: AbortController | undefined;

  const set = (patch: Partial<Talk>) => {
    const next = { ...talk, ...patch };
    const known = new Set(next.said.map(({ id }) => id));
    talk = {
      ...next,
      own: next.own.filter(({ id }) => !id || !known.has(id)),
      arriving: next.arriving && !next.said[0] && !next.old,
    };
    changed(talk);
  };
  const put = (line: Line) => {
    const at = talk.own.findIndex(({ externalId }) => externalId === line.externalId);
    set({ own: at < 0 ? [...talk.own, line] : talk.own.with(at, line) });
  };

  /** Asks for what is new until it is told to end; the server holds its answer back until there is something. */
  async function listen(key: string) {
    if (heard === end) return;
    heard = end;
    const { signal } = end;
    while (!signal.aborted) {
      try {
        const after = talk.said.at(-1)?.id;
        const { messages } = await call('GET /api/chats/:token', {
          params: { token: key },
          query: { wait: 10, ...(after && { after }) },
          signal,
        });
        if (signal.aborted) return;
        const known = new Set(talk.said.map(({ id }) => id));
        const news = messages.filter(({ id }) => !known.has(id));
        if (news[0] || talk.lost) set({ said: [...talk.said, ...news], lost: false });
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (signal.aborted) return;
        if (error.status === 404 || error.status === 410) return set({ gone: true });
        // An answer that is only slow in coming is no loss: there was nothing new.
        if (error.kind !== 'slow') set({ lost: true });
        await rest();
      }
    }
  }
  const rest = () => new Promise((resolve) => setTimeout(resolve, pause));

  const begin = async () => {
    const before = going?.keep.getItem(nameOf(going.code));
    const { token: key, whatsapp } = before
      ? { token: before, whatsapp: true }
      : await call('POST /api/restaurants/:restaurant/chats', {
          params: { restaurant },
          body: { locale, ...(going && { code: going.code }) },
        });
    if (going && !before) going.keep.setItem(nameOf(going.code), key);
    set({ whatsapp, lost: false });
    void listen(key);
    return key;
  };

  /** Begins where another talk left off: again and again, until the server says that there is no way. */
  async function arrive(): Promise<string> {
    for (;;) {
      try {
        return await begin();
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (error.status === 400 || error.status === 404 || error.status === 410) {
          set({ old: true, lost: false });
          throw error;
        }
        if (error.kind !== 'slow') set({ lost: true });
        await rest();
        if (end.signal.aborted) throw error;
      }
    }
  }

  /** Sends a line; the same line again is the same message. */
  async function send(line: Line) {
    put({ ...line, state: 'sending' });
    try {
      token ??= begin().catch((error) => {
        token = undefined;
        throw error;
      });
      const { id } = await call('POST /api/chats/:token/messages', {
        params: { token: await token },
        body: { externalId: line.externalId, text: line.text },
      });
      put({ ...line, state: 'sent', id });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (error.status === 404 || error.status === 410) set({ gone: true });
      put({ ...line, state: 'failed' });
    }
  }

  return {
    /** Says something; blank is nothing. */
    say(text: string) {
      const said = text.trim();
      if (said && !talk.gone) void send({ externalId: freshKey(), text: said, state: 'sending' });
    },
    /** Sends again what could not be sent. */
    again() {
      for (const line of talk.own) if (line.state === 'failed') void send(line);
    },
    /** Begins another talk, with nothing said. */
    anew() {
      end.abort();
      end = new AbortController();
      token = going = undefined;
      set(silence);
    },
    /** Asks for the way to WhatsApp. */
    async elsewhere() {
      if (!token || talk.way === 'asked') return;
      set({ way: 'asked' });
      try {
        set({
          way: await call('POST /api/chats/:token/elsewhere', { params: { token: await token }, body: {} }),
        });
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        set({ way: 'failed' });
      }
    },
    /** Listens no more: the page or the form goes. */
    stop: () => end.abort(),
    /** Draws what there is, and listens again if it had stopped. */
    async resume(): Promise<void> {
      changed(talk);
      const stopped = end.signal.aborted;
      if (stopped) end = new AbortController();
      if (!token && talk.arriving) {
        token = arrive();
        token.catch(() => {
          token = undefined;
        });
      } else if (token && stopped) {
        // What fails to begin says so by itself.
        await token.then(listen, () => undefined);
      }
    },
  };
}

export type ChatActs = ReturnType<typeof makeChat>;
