import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clockIn } from '../server.ts';
import type {
  Fate,
  Handed,
  LineEvents,
  LineState,
  OutboundMessage,
  StateDetail,
  Transport,
} from '../transport.ts';
import { NotNow } from '../transport.ts';
import type { Found } from './chromium.ts';
import { type Browser, type Message, type Reaction, SteadyClient, wordOf } from './client.ts';
import { clientOptions } from './clientOptions.ts';
import { isGuest, readDeletion, readEdit, readMessage, readReaction } from './inbound.ts';
import { intake } from './intake.ts';
import { rememberNumbers } from './numbers.ts';
import { endOrphan, endProcess, memoryOf, noteProcess, PROFILE } from './process.ts';
import { sendMessage } from './sending.ts';
import { backoff, type Limits, limits, within } from './times.ts';
import { unreadMessages } from './unread.ts';

export type WhatsappOptions = {
  restaurant: string;
  /** Whose nights are spared: the restaurant's. */
  timeZone: string;
  /** Where the pairing and what else is remembered stands; of this line alone. */
  folder: string;
  browser: Found;
  /** Flags that an operator adds to the browser's. */
  flags?: string[];
  /** The version of WhatsApp Web to hold on to; absent: whatever it serves. */
  webVersion?: string;
  /** E.164: pair by a code that is typed on this phone. Absent: by a QR code. */
  pairWith?: string;
  /** Milliseconds: what was written longer ago is kept for the staff and not answered. */
  answerWithin: number;
  limits?: Partial<Limits>;
  /** What the browser weighs, in bytes; for tests. */
  weigh?: (pid: number) => Promise<number | null>;
  /** What time it is, for the restart of the night. */
  clock?: () => Date;
};

export type WhatsappLine = Transport & {
  /** Gives the pairing up, at WhatsApp too if it is up, and forgets it here. */
  forget(): Promise<void>;
};

/** So many pings may fall into navigations for one that is counted as missed. */
const MOVES = 10;

/** Whether something failed because the page was leaving, or had just begun. */
const isMoving = (fault: unknown): boolean =>
  /Execution context|navigat|detached|require is not a function|Cannot find context/i.test(String(fault));

/** States of the page that pass by themselves. On the others the package ends its client, which is told apart. */
const PASSING = ['TIMEOUT', 'OPENING', 'PAIRING', 'UNLAUNCHED'];

/** One life of a client, from its start to its end. */
type Life = {
  client: SteadyClient;
  pid?: number;
  begun: number;
  readySince?: number;
  misses: number;
  codeAsked: boolean;
  over: boolean;
};

/**
 * WhatsApp by its web client, in a browser of its own. It survives what its page, its browser and WhatsApp do: a
 * client that falls silent, crashes, grows too heavy or loses a quarrel is ended and another begun, after a while
 * that grows. What only a person can mend (pairing) it says, and waits. One line a folder.
 */
export function whatsappLine(options: WhatsappOptions): WhatsappLine {
  const limit: Limits = { ...limits, ...options.limits };
  const { folder, restaurant, timeZone, weigh = memoryOf, clock = () => new Date() } = options;
  const profile = join(folder, PROFILE);
  const pairedMark = join(folder, 'paired');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const numbers = rememberNumbers(join(folder, 'numbers.json'));

  let events: LineEvents;
  let life: Life | null = null;
  let state: LineState = 'off';
  let stopping = false;
  let faults = 0;
  let timer: NodeJS.Timeout | undefined;
  let pinging: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  let ending: Promise<void> = Promise.resolve();

  function tell(next: LineState, detail?: StateDetail) {
    state = next;
    events.state(next, detail);
  }

  const messages = intake({
    keep: (message) => events.message(message),
    phoneOf: async (address) => {
      if (address.endsWith('@c.us')) return `+${address.slice(0, -5)}`;
      return numbers.of(address, () => askNumber(address)).catch(() => null);
    },
    async seen(address, id) {
      const mine = life;
      if (!mine || state !== 'ready') return;
      const chat = await mine.client.getChatById(address);
      // What came meanwhile is not written yet: the chat stays unread until it is.
      if (chat.lastMessage?.id._serialized === id) await mine.client.sendSeen(address);
    },
    fault: (fault) => !stopping && events.fault(`message: ${wordOf(fault)}`),
  });

  async function askNumber(address: string): Promise<string | null> {
    const mine = life;
    if (!mine) throw new Error('no client');
    const [found] = await within(limit.askWithin, mine.client.getContactLidAndPhone([address]), 'number');
    const number = found?.pn?.split('@')[0];
    return number && /^[1-9]\d{5,14}$/.test(number) ? `+${number}` : null;
  }

  async function begin(): Promise<void> {
    await ending;
    if (stopping) return;
    // A line that was logged out stays so until it is ready again: it is a person's turn, not the machine's.
    if (state !== 'logged_out') tell('starting');
    try {
      if (await endOrphan(folder, profile)) events.fault('a browser left behind was ended');
    } catch (fault) {
      events.fault(`orphan: ${wordOf(fault)}`);
    }
    if (stopping) return;
    const onBrowser = async (browser: Browser) => {
      const pid = browser.process()?.pid;
      if (pid === undefined) return;
      mine.pid = pid;
      await noteProcess(folder, pid);
      browser.on('disconnected', () => again(mine, 'the browser ended'));
    };
    const client = new SteadyClient(clientOptions(options, limit, onBrowser));
    const mine: Life = { client, begun: Date.now(), misses: 0, codeAsked: false, over: false };
    life = mine;
    hear(mine);
    pinging = setTimeout(() => void ping(mine), limit.pingEvery);
    try {
      await client.initialize();
      client.pupPage?.on('error', () => again(mine, 'the tab crashed'));
    } catch (fault) {
      again(mine, `start: ${wordOf(fault)}`);
    }
  }

  function hear(mine: Life): void {
    const { client } = mine;
    const during =
      <Told extends unknown[]>(heard: (...told: Told) => void) =>
      (...told: Told) => {
        if (!mine.over) heard(...told);
      };
    const take = (message: ReturnType<typeof readMessage>) => message && messages.take(message);
    client.on(
      'qr',
      during((qr: string) => void showCode(mine, qr)),
    );
    client.on(
      'code',
      during((code: string) => needsPerson({ pairing: { code } })),
    );
    client.on(
      'ready',
      during(() => void isReady(mine)),
    );
    client.on(
      'message',
      during((message: Message) => take(readMessage(message, Date.now(), options.answerWithin))),
    );
    client.on(
      'message_edit',
      during((message: Message, words: unknown) => take(readEdit(message, String(words), Date.now()))),
    );
    client.on(
      'message_revoke_everyone',
      during((message: Message) => take(readDeletion(message, Date.now()))),
    );
    client.on(
      'message_reaction',
      during((reaction: Reaction) => take(readReaction(reaction, Date.now()))),
    );
    client.on(
      'message_ack',
      during((message: Message, ack: number) => {
        const fate = fateOf(ack);
        if (message.fromMe && fate) events.fate(message.id._serialized, fate);
      }),
    );
    client.on(
      'disconnected',
      during((reason: unknown) => {
        if (String(reason) === 'LOGOUT') void loggedOut(mine);
        else again(mine, `disconnected: ${wordOf(reason)}`);
      }),
    );
    client.on(
      'change_state',
      during((found: unknown) => void connection(mine, String(found))),
    );
    client.on(
      'auth_failure',
      during(() => again(mine, 'authentication failed')),
    );
    client.on(
      'fault' as 'disconnected',
      during((what: unknown) => events.fault(String(what))),
    );
  }

  /** The phone has been joined before: a new code means that it was taken away. */
  function needsPerson(detail: StateDetail) {
    faults = 0;
    if (state === 'logged_out' || existsSync(pairedMark)) tell('logged_out', detail);
    else tell('needs_pairing', detail);
  }

  async function showCode(mine: Life, qr: string): Promise<void> {
    if (!options.pairWith) return needsPerson({ pairing: { qr } });
    if (mine.codeAsked) return;
    mine.codeAsked = true;
    try {
      await mine.client.requestPairingCode(options.pairWith.slice(1));
    } catch (fault) {
      if (!mine.over) again(mine, `code: ${wordOf(fault)}`);
    }
  }

  async function isReady(mine: Life): Promise<void> {
    mine.readySince = Date.now();
    mine.misses = 0;
    writeFileSync(pairedMark, '', { mode: 0o600 });
    const wid = mine.client.info?.wid;
    const phone = wid?.server === 'c.us' ? `+${wid.user}` : undefined;
    tell('ready', { ...(phone && { phone }) });
    try {
      for (const message of await unreadMessages(mine.client)) {
        if (mine.over) return;
        const read = readMessage(message, Date.now(), options.answerWithin);
        if (read) messages.take(read);
      }
    } catch (fault) {
      // A page that went elsewhere is soon ready again, and read then.
      if (!mine.over && !isMoving(fault)) again(mine, `unread: ${wordOf(fault)}`);
    }
  }

  /** WhatsApp itself is away, or the account is held back: the page goes on trying, and we wait with it. */
  async function connection(mine: Life, found: string): Promise<void> {
    if (mine.readySince === undefined) return;
    if (PASSING.includes(found) && state === 'ready') tell('degraded', { why: found.toLowerCase() });
    else if (found === 'CONNECTED' && state === 'degraded') await isReady(mine);
  }

  async function ping(mine: Life): Promise<void> {
    if (mine.over) return;
    try {
      const found = String(await within(limit.pingWithin, mine.client.getState(), 'ping'));
      mine.misses = 0;
      if (mine.over) return;
      if (found === 'UNPAIRED_IDLE') return again(mine, 'the code expired', { soon: true });
      if (found === 'CONFLICT') return again(mine, 'another client took the line');
      await connection(mine, found);
    } catch (fault) {
      // A page on its way elsewhere is no silence, unless it never arrives.
      mine.misses += isMoving(fault) ? 1 / MOVES : 1;
      if (mine.over) return;
      if (mine.misses >= limit.misses) return again(mine, 'the page does not answer');
    }
    if (mine.over) return;
    const waits = state === 'needs_pairing' || state === 'logged_out';
    if (mine.readySince === undefined && !waits && Date.now() - mine.begun > limit.startWithin)
      return again(mine, 'the start took too long');
    if (mine.readySince !== undefined && Date.now() - mine.readySince > limit.wellAfter) faults = 0;
    const tired = await isTired(mine);
    if (mine.over) return;
    if (tired) return again(mine, tired, { soon: true });
    pinging = setTimeout(() => void ping(mine), limit.pingEvery);
  }

  /** Why a client that works should make way for a fresh one, if it should. */
  async function isTired(mine: Life): Promise<string | null> {
    if (mine.readySince === undefined) return null;
    const weight = mine.pid === undefined ? null : await weigh(mine.pid);
    if (weight !== null && weight > limit.memoryMost) return `${Math.round(weight / 2 ** 20)} MB of memory`;
    const night = clockIn(timeZone, clock()).time === limit.nightlyAt;
    return night && Date.now() - mine.begun > limit.oldAfter ? 'the restart of the night' : null;
  }

  /** Ends this client and begins another: `soon`, or after the wait that so many faults call for. */
  function again(mine: Life, why: string, { soon = false } = {}): void {
    if (mine.over || stopping) return;
    events.fault(why);
    if (state !== 'logged_out') tell('degraded', { why });
    mine.over = true;
    // A client that works is let finish its sentence.
    ending = (soon ? sending : Promise.resolve()).then(() => end(mine));
    const delay = soon ? 0 : backoff(limit, faults++, Math.random());
    clearTimeout(timer);
    timer = setTimeout(() => void begin(), delay);
  }

  async function loggedOut(mine: Life): Promise<void> {
    if (mine.over || stopping) return;
    mine.over = true;
    tell('logged_out', { why: 'unlinked on the phone' });
    ending = end(mine).then(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    await ending.catch((fault) => events.fault(`forget: ${wordOf(fault)}`));
    ending = Promise.resolve();
    // Once, so that a new code is there to be seen: nobody is logged in over and over.
    clearTimeout(timer);
    timer = setTimeout(() => void begin(), 0);
  }

  /** Closes a client's browser, kindly and then not; resolves when it is gone. */
  async function end(mine: Life): Promise<void> {
    mine.over = true;
    clearTimeout(pinging);
    if (life === mine) life = null;
    await within(limit.closeWithin, mine.client.destroy(), 'close').catch(() => undefined);
    if (mine.pid !== undefined) await endProcess(mine.pid);
  }

  async function send(message: OutboundMessage): Promise<Handed> {
    const mine = life;
    if (!mine || state !== 'ready' || stopping) throw new NotNow(`the line is ${state}`);
    if (!isGuest(message.address)) return { state: 'failed', why: 'not an address of WhatsApp' };
    const { handed, fate } = await sendMessage(mine.client, message);
    const reached = fate === undefined ? null : fateOf(fate);
    if (handed.state === 'sent' && handed.externalId && reached) events.fate(handed.externalId, reached);
    return handed;
  }

  return {
    name: 'whatsapp',
    restaurant,
    pace: () => limit.paceLeast + Math.random() * (limit.paceMost - limit.paceLeast),
    async start(given) {
      events = given;
      void begin();
    },
    send(message) {
      const sent = send(message);
      sending = sent.catch(() => undefined);
      return sent;
    },
    async fatesOf(externalIds) {
      const mine = life;
      if (!mine || state !== 'ready') return [];
      const known: [string, Fate | 'failed'][] = [];
      for (const id of externalIds) {
        const message = await within(limit.askWithin, mine.client.getMessageById(id), 'acks');
        const fate = message && fateOf(message.ack);
        if (fate) known.push([id, fate]);
      }
      return known;
    },
    async stop() {
      if (stopping) return ending;
      stopping = true;
      clearTimeout(timer);
      await within(limit.drainWithin, Promise.all([sending, messages.settled()]), 'drain').catch(
        () => undefined,
      );
      const before = ending;
      ending = before.then(() => (life ? end(life) : undefined));
      await ending;
      state = 'off';
      events?.state('off');
    },
    async forget() {
      const mine = life;
      if (mine && state === 'ready')
        await within(limit.askWithin, mine.client.logout(), 'logout').catch(() => undefined);
      await this.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What WhatsApp's ticks say. */
function fateOf(ack: number): Fate | 'failed' | null {
  if (ack < 0) return 'failed';
  if (ack === 0) return null;
  return ack === 1 ? 'sent' : ack === 2 ? 'delivered' : 'read';
}
