import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Fate,
  Handed,
  LineEvents,
  LineState,
  OutboundMessage,
  Pairing,
  StateDetail,
  Transport,
} from '../transport.ts';
import { NotNow } from '../transport.ts';
import { type Browser, SteadyClient, wordOf } from './client.ts';
import { clientOptions, type WhatsappOptions } from './clientOptions.ts';
import { isMoving, MOVES, PASSING, whyTired } from './health.ts';
import { fateOf, hear } from './hearing.ts';
import { isGuest, readMessage, readOwn } from './inbound.ts';
import { intake } from './intake.ts';
import { rememberNumbers } from './numbers.ts';
import { endOrphan, endProcess, memoryOf, noteProcess, PROFILE } from './process.ts';
import { sendMessage, sentByUs } from './sending.ts';
import { backoff, type Limits, limits, within } from './times.ts';
import { unreadMessages } from './unread.ts';

export type WhatsappLine = Transport & {
  /** Gives the pairing up, at WhatsApp too if it is up, and forgets it here. */
  forget(): Promise<void>;
};

/** Told of a line whose codes nobody scanned or typed. */
const NOBODY_SCANNED = 'nobody_scanned';

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
  const ours = sentByUs();

  let events: LineEvents;
  let life: Life | null = null;
  let state: LineState = 'off';
  let stopping = false;
  let faults = 0;
  /** Codes that nobody has scanned or typed since the line was ready, or begun. */
  let shown = 0;
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
    listen(mine);
    pinging = setTimeout(() => void ping(mine), limit.pingEvery);
    try {
      await client.initialize();
      client.pupPage?.on('error', () => again(mine, 'the tab crashed'));
    } catch (fault) {
      again(mine, `start: ${wordOf(fault)}`);
    }
  }

  function listen(mine: Life): void {
    hear(mine.client, () => mine.over, options.answerWithin, {
      qr: (qr) => void showCode(mine, qr),
      code: (code) => showPairing(mine, { code }),
      ready: () => void isReady(mine),
      message: (message) => messages.take(message),
      own: (message) => messages.take(message, () => ours.has(message.id)),
      fate: (externalId, fate) => events.fate(externalId, fate),
      connection: (found) => void connection(mine, found),
      loggedOut: () => void loggedOut(mine),
      lost: (why) => again(mine, why),
      fault: (what) => events.fault(what),
    });
  }

  /** The phone has been joined before: a new code means that it was taken away. */
  const waitsFor = () => (state === 'logged_out' || existsSync(pairedMark) ? 'logged_out' : 'needs_pairing');

  function showPairing(mine: Life, pairing: Pairing): void {
    faults = 0;
    shown++;
    if (shown <= ('qr' in pairing ? limit.codesMost : limit.typedCodesMost)) tell(waitsFor(), { pairing });
    else void fallAsleep(mine);
  }

  /** Nobody looks: the browser is ended until somebody connects the line again. */
  async function fallAsleep(mine: Life): Promise<void> {
    if (mine.over || stopping) return;
    const left = waitsFor() === 'logged_out' ? 'logged_out' : 'off';
    mine.over = true;
    ending = end(mine);
    await ending;
    if (!stopping) tell(left, { why: NOBODY_SCANNED });
  }

  async function showCode(mine: Life, qr: string): Promise<void> {
    if (!options.pairWith) return showPairing(mine, { qr });
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
    shown = 0;
    writeFileSync(pairedMark, '', { mode: 0o600 });
    const wid = mine.client.info?.wid;
    const phone = wid?.server === 'c.us' ? `+${wid.user}` : undefined;
    tell('ready', { ...(phone && { phone }) });
    try {
      for (const message of await unreadMessages(mine.client)) {
        if (mine.over) return;
        const own = readOwn(message, Date.now(), wid?._serialized);
        const read = own ?? readMessage(message, Date.now(), options.answerWithin);
        if (read) messages.take(read, own ? () => ours.has(read.id) : undefined);
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
  async function isTired({ readySince, pid, begun }: Life): Promise<string | null> {
    return readySince === undefined ? null : whyTired({ pid, begun, timeZone }, limit, { weigh, clock });
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
    const { handed, fate } = await ours.sending(sendMessage(mine.client, message));
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
