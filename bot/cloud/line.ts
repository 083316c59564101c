import { setTimeout as pause } from 'node:timers/promises';
import {
  type Handed,
  type LineEvents,
  NotHere,
  NotNow,
  type OutboundMessage,
  type Transport,
} from '../transport.ts';
import { requestFor } from './request.ts';

export type CloudOptions = {
  restaurant: string;
  /** The API with its version, such as https://graph.facebook.com/v23.0. */
  url: string;
  phoneId: string;
  token: string;
  /** So long the word on a first try is waited for before a message goes out a second time, in milliseconds. */
  doubtFor?: number;
  /** Milliseconds before a line that could not be reached is tried again. */
  patience?: number;
  now?: () => Date;
};

/** Codes of Meta's that say: not now. Too many calls, too many messages, or something of theirs is down. */
const later = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131057, 133004, 133016]);
/** Too many messages to this guest in a short time. */
const tooMuchHere = 131056;
/** The token, what it may do, or what is paid is not right: nothing will go out until a person has seen to it. */
const locked = new Set([0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 133010]);
/** Faults of the way to Meta after which nothing can have arrived there. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** What a refusal means: try again later, a person must see to the line, or this message will never go. */
function meaningOf({ status, code }: Refused): 'later' | 'locked' | 'unsure' | 'never' {
  if (status === 429 || later.has(code)) return 'later';
  if (status === 401 || locked.has(code) || (code >= 200 && code < 300)) return 'locked';
  return status >= 500 ? 'unsure' : 'never';
}

class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number) {
    super(`the Cloud API answered ${status} (${code})`);
    this.status = status;
    this.code = code;
  }
}

/**
 * WhatsApp by Meta's Cloud API. It sends; what guests write, and what becomes of messages, comes to the server by
 * webhook. A message that was tried before, with nobody to tell what came of it, is held back until the webhook has
 * had time to tell, and only then sent (again).
 */
export function cloudLine(options: CloudOptions): Transport {
  const { restaurant, url, phoneId, token, doubtFor = 30_000, patience = 5_000 } = options;
  const { now = () => new Date() } = options;
  const ending = new AbortController();
  const doubted = new Map<string, number>();
  let events: LineEvents | undefined;
  let looking: Promise<void> | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  async function ask(path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await fetch(`${url}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (answer.ok) return said;
    throw new Refused(answer.status, Number((said.error as { code?: number } | undefined)?.code ?? -1));
  }

  /** Asks for the line's own number until there is an answer: then it is ready, or a person must see to it. */
  async function look(): Promise<void> {
    for (let faults = 0; !ending.signal.aborted; faults++) {
      try {
        const { display_phone_number: shown } = await ask(`${phoneId}?fields=display_phone_number`);
        const digits = String(shown ?? '').replace(/\D/g, '');
        events?.state('ready', /^[1-9]\d{5,14}$/.test(digits) ? { phone: `+${digits}` } : {});
        return;
      } catch (fault) {
        if (ending.signal.aborted) return;
        const meaning = fault instanceof Refused ? meaningOf(fault) : 'unsure';
        if (fault instanceof Refused && (meaning === 'locked' || meaning === 'never')) {
          events?.state('logged_out', { why: `refused by Meta (${fault.code})` });
          return;
        }
        events?.state('degraded', { why: 'Meta cannot be reached' });
        const wait = Math.min(patience * 2 ** faults, 10 * 60_000) * (0.75 + Math.random() / 2);
        await pause(wait, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }

  async function send(message: OutboundMessage): Promise<Handed> {
    if (message.attemptedAt) {
      const since = doubted.get(message.id) ?? now().getTime();
      doubted.set(message.id, since);
      if (now().getTime() - since < doubtFor)
        throw new NotHere('what came of the first try may still be told');
      doubted.delete(message.id);
    }
    const body = requestFor(message, now());
    if (typeof body === 'string') return { state: 'failed', why: body };
    try {
      const { messages } = await ask(`${phoneId}/messages`, body);
      const id = (messages as { id?: string }[] | undefined)?.[0]?.id;
      return { state: 'sent', ...(id && { externalId: id }) };
    } catch (fault) {
      if (!(fault instanceof Refused))
        throw unreached.has(wayFault(fault)) ? new NotNow('Meta cannot be reached') : fault;
      if (fault.code === tooMuchHere) throw new NotHere('put off by Meta for this guest');
      switch (meaningOf(fault)) {
        case 'later':
          events?.fault(`put off by Meta (${fault.code})`);
          throw new NotNow('put off by Meta');
        case 'locked':
          events?.state('logged_out', { why: `refused by Meta (${fault.code})` });
          throw new NotNow('refused by Meta');
        case 'unsure':
          throw fault;
        case 'never':
          return { state: 'failed', why: `refused by WhatsApp (${fault.code})` };
      }
    }
  }

  return {
    name: 'whatsapp',
    restaurant,
    async start(given) {
      events = given;
      given.state('starting');
      looking = look();
    },
    send(message) {
      const sent = send(message);
      sending = sent.catch(() => undefined);
      return sent;
    },
    async stop() {
      ending.abort();
      await sending;
      await looking;
    },
  };
}

/** By what name the system knows why there was no way; empty for what is no such fault. */
function wayFault(fault: unknown): string {
  const cause = fault instanceof Error ? (fault.cause as { code?: unknown } | undefined) : undefined;
  return String(cause?.code ?? '');
}
