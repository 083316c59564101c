import { setTimeout as pause } from 'node:timers/promises';
import { CallFailed } from '../server/contract/call.ts';
import type { PendingConversation } from '../server/conversations/contract.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { answerChat, type TurnMade } from './answering.ts';
import { lastResort } from './dialogue/lastResort.ts';
import { freshState } from './dialogue/state.ts';
import type { Language } from './dialogue/understand/meaning.ts';
import { handOver } from './handing.ts';
import { type Call, factsOf, mayWorkLater, perform, persistent } from './server.ts';
import type { InboundMessage, LineEvents, Transport } from './transport.ts';

/** Where the bot says what went wrong. Never a guest's words, name or number. */
export type Log = (level: 'info' | 'warn' | 'error', what: string, detail?: Record<string, unknown>) => void;

export type BotDeps = {
  call: Call;
  /** A line that the bot itself serves; absent: chats on web pages, whose line is the server. */
  transport?: Transport;
  log: Log;
  /** The language in which a new chat begins, unless its page said another. */
  language?: Language;
  /** The moment a message was written at, from what the server says of it. */
  clock?: (at: string) => Date;
  /** Hears what becomes of the line. */
  watch?: Pick<LineEvents, 'state' | 'fault'>;
  /** Milliseconds: the first wait after a fault, doubled with each further one. */
  patience?: number;
};

export type Bot = {
  /** Ends after the answers under way. */
  stop(): Promise<void>;
};

/** Says for a guest that they come; false when the reservation takes that no more. */
async function confirmComing(call: Call, token: string): Promise<boolean> {
  try {
    await call('POST /api/bookings/:token/confirm-coming', { params: { token } });
    return true;
  } catch (fault) {
    if (!(fault instanceof CallFailed) || mayWorkLater(fault)) throw fault;
    return false;
  }
}

/** A link by which a chat goes on elsewhere; null when there is no way now. */
async function goElsewhere(call: Call, id: string): Promise<string | null> {
  try {
    const { url } = await call('POST /api/bot/conversations/:id/elsewhere', { params: { id }, body: {} });
    return url;
  } catch (fault) {
    if (!(fault instanceof CallFailed) || mayWorkLater(fault)) throw fault;
    return null;
  }
}

const longestWait = 30_000;
/** How long a restaurant's card is trusted. */
const cardAge = 60_000;

/**
 * Runs a bot: takes the chats that wait for an answer from the server, answers each in the order of its messages
 * and all of them side by side, and hands the replies to its line, if it serves one. It remembers nothing of its
 * own: killed at any moment and started again, it goes on where it was and answers nothing twice.
 */
export function runBot(deps: BotDeps): Bot {
  const { transport, log, language, watch, clock = (at) => new Date(at), patience = 500 } = deps;
  const call = persistent(deps.call, patience / 2);
  const ending = new AbortController();
  const { signal } = ending;
  const busy = new Map<string, Promise<void>>();
  const setAside = new Map<string, { until: number; faults: number }>();
  const cards = new Map<string, { card: RestaurantCard; read: number }>();
  const line = transport?.name ?? 'web';

  const wait = (milliseconds: number) => pause(milliseconds, undefined, { signal }).catch(() => undefined);
  const backoff = (faults: number) =>
    Math.min(patience * 2 ** Math.min(faults, 10), longestWait) * (0.75 + Math.random() / 2);

  async function cardOf(restaurant: string): Promise<RestaurantCard> {
    const kept = cards.get(restaurant);
    if (kept && Date.now() - kept.read < cardAge) return kept.card;
    const card = await call('GET /api/restaurants/:restaurant', { params: { restaurant } });
    cards.set(restaurant, { card, read: Date.now() });
    return card;
  }

  /** One chat's turn. A chat whose turn fails is set aside for a while, ever longer, and the others go on. */
  async function answer(chat: PendingConversation) {
    try {
      const card = await cardOf(chat.restaurant);
      const made = await answerChat(
        language && !chat.locale ? { ...chat, locale: language } : chat,
        card,
        (ask, message) =>
          perform(call, ask, {
            restaurant: chat.restaurant,
            conversation: chat.id,
            source: transport?.name === 'whatsapp' ? 'whatsapp' : 'chat',
            key: `chat-${chat.id}-${message}`,
          }),
        (fault) =>
          log('error', 'The dialogue failed; a person was called', { chat: chat.id, fault: String(fault) }),
        clock,
        {
          confirmComing: (token) => confirmComing(call, token),
          goElsewhere: () => goElsewhere(call, chat.id),
        },
      );
      await takeTurn(chat, card, made);
      setAside.delete(chat.id);
    } catch (fault) {
      if (signal.aborted) return;
      const faults = (setAside.get(chat.id)?.faults ?? 0) + 1;
      setAside.set(chat.id, { until: Date.now() + backoff(faults), faults });
      log('warn', 'A chat could not be answered; it will be tried again', {
        chat: chat.id,
        faults,
        fault: fault instanceof CallFailed ? `${fault.kind} ${fault.status} ${fault.code}` : String(fault),
      });
    } finally {
      busy.delete(chat.id);
    }
  }

  async function takeTurn(chat: PendingConversation, card: RestaurantCard, made: TurnMade) {
    const params = { id: chat.id };
    try {
      await call('POST /api/bot/conversations/:id/turn', {
        params,
        body: { version: chat.version, ...made },
      });
    } catch (fault) {
      if (!(fault instanceof CallFailed) || mayWorkLater(fault)) throw fault;
      // Another turn was taken meanwhile, or this one arrived after all: the chat is read again.
      if (fault.code === 'stale_turn') return;
      if (fault.status !== 400) throw fault;
      // A turn that the server will never take: the guest is told, a person is called, and the memory begun anew.
      log('error', 'The server refused a turn', { chat: chat.id, field: fault.detail.field });
      const { state, say } = lastResort(
        { ...freshState(), greeted: true, language: made.locale, languageShown: true },
        factsOf(card, new Date(), null),
      );
      const body = {
        version: chat.version,
        answers: made.answers,
        state,
        locale: made.locale,
        replies: say,
        needsPerson: true,
      };
      await call('POST /api/bot/conversations/:id/turn', { params, body });
    }
  }

  async function poll() {
    let faults = 0;
    while (!signal.aborted) {
      try {
        const { conversations } = await call('GET /api/bot/pending', {
          query: { transport: line, wait: 20, ...(transport && { restaurant: transport.restaurant }) },
          signal,
        });
        if (faults > 0) log('info', 'The server answers again');
        faults = 0;
        const now = Date.now();
        const fresh = conversations.filter(
          ({ id }) => !busy.has(id) && (setAside.get(id)?.until ?? 0) <= now,
        );
        for (const chat of fresh) busy.set(chat.id, answer(chat));
        if (conversations.length === 0) continue;
        // Each answered chat frees a place; those set aside must not make us ask without end.
        await Promise.race([wait(fresh.length ? 1_000 : 250), ...busy.values()]);
      } catch (fault) {
        if (signal.aborted) break;
        faults++;
        if (faults === 1 || faults % 10 === 0)
          log('warn', 'The server does not answer; the bot goes on trying', { fault: String(fault) });
        await wait(backoff(faults));
      }
    }
  }

  async function keep(line: Transport, message: InboundMessage): Promise<void> {
    const { id, address, text, at, kind, about, verifiedPhone, late, own } = message;
    const body = {
      restaurant: line.restaurant,
      transport: line.name,
      address,
      externalId: id,
      // What is deleted has no words any more, and none are kept.
      text: (text || '…').slice(0, 4000),
      at,
      ...(kind && { kind }),
      ...(about && { about }),
      ...(late && { late }),
      ...(own && { own }),
      ...(verifiedPhone && { verifiedPhone }),
    };
    for (let faults = 0; ; faults++) {
      try {
        await call('POST /api/bot/inbound', { body });
        return;
      } catch (fault) {
        if (!mayWorkLater(fault) || signal.aborted) throw fault;
        await wait(backoff(faults));
      }
    }
  }

  const polling = poll();
  const handing = transport && handOver({ call, transport, log, wait, backoff, signal });
  const starting = transport?.start({
    message: (message) => keep(transport, message),
    state(state, detail) {
      log('info', `The line is ${state}`, detail?.why ? { why: detail.why } : {});
      handing?.open(state === 'ready');
      watch?.state(state, detail);
    },
    fate: (externalId, fate) => handing?.fate(externalId, fate),
    fault(what) {
      log('warn', 'The line had a fault and goes on', { what });
      watch?.fault(what);
    },
  });
  starting?.catch((fault) => log('error', 'The line did not start', { fault: String(fault) }));

  return {
    async stop() {
      ending.abort();
      await polling;
      await Promise.all(busy.values());
      await handing?.ended;
      await transport?.stop();
    },
  };
}
