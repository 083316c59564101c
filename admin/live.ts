/**
 * The live stream: one websocket for the whole panel. It follows restaurants, comes back by itself after a
 * cut, asks for what it missed, and measures how long the way to the server and back takes.
 */
import type { Line } from '../server/lines/contract.ts';
import type { FromPanel, ToPanel } from '../server/live/contract.ts';
import { type Heard, type LiveMessage, pause, step, unheard } from './live-numbers.ts';

/**
 * connecting: for the first time · on: events arrive as they happen · reconnecting: cut, trying again ·
 * offline: this device has no network, nothing is tried until it has.
 */
export type LinkState = 'connecting' | 'on' | 'reconnecting' | 'offline';
export type Link = {
  state: LinkState;
  /** Milliseconds there and back, by the last ping. */
  latency: number | null;
  /** When the link was lost, by this device's clock (ms). */
  since: number | null;
};

/** As much of a WebSocket as is needed here. */
export type Socket = {
  send(text: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
};

export type Surroundings = {
  open(): Socket;
  /** Is there a network at all? */
  online(): boolean;
  random(): number;
  now(): number;
  /** The link ended before it began: perhaps nobody is signed in any more. */
  onRefused(): void;
};

const pingEvery = 15_000;
const pongWithin = 8_000;
const openWithin = 10_000;
const remembered = 300;
/** With this code the server closes the link of somebody who is not signed in (any more). */
const signedOut = 4401;

/** Makes the stream; nothing happens before `follow`. */
export function createLive(around: Surroundings) {
  let socket: Socket | null = null;
  let opened = false;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let beat: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let link: Link = { state: 'connecting', latency: null, since: null };
  const heard = new Map<string, Heard>();
  const recent = new Map<string, LiveMessage[]>();
  const caughtUp = new Set<string>();
  const onEvent = new Set<(message: LiveMessage) => void>();
  const onFresh = new Set<(restaurant: string, why: 'reload' | 'started') => void>();
  const onLine = new Set<(line: Line) => void>();
  const onLink = new Set<(link: Link) => void>();

  function setLink(change: Partial<Link>) {
    link = { ...link, ...change };
    for (const listener of onLink) listener(link);
  }

  const say = (message: FromPanel) => socket?.send(JSON.stringify(message));

  function ask(restaurant: string) {
    if (opened) say({ type: 'follow', restaurant, since: (heard.get(restaurant) ?? unheard).last });
  }

  function receive(message: ToPanel) {
    if (message.type === 'pong') {
      clearTimeout(patience);
      setLink({ latency: Math.max(0, Math.round(around.now() - message.sent)) });
      return;
    }
    if (message.type === 'refused') {
      around.onRefused();
      return;
    }
    if (message.type === 'line') {
      for (const listener of onLine) listener(message.line);
      return;
    }
    const before = heard.get(message.restaurant) ?? unheard;
    const next = step(before, message);
    heard.set(message.restaurant, next.heard);
    if (next.event) {
      const list = recent.get(message.restaurant) ?? [];
      list.push(next.event);
      if (list.length > remembered) list.shift();
      recent.set(message.restaurant, list);
      for (const listener of onEvent) listener(next.event);
    }
    if (next.ask) ask(message.restaurant);
    if (next.reload) {
      recent.delete(message.restaurant);
      for (const listener of onFresh) listener(message.restaurant, 'reload');
    }
    if (message.type !== 'event' && !next.ask) {
      caughtUp.add(message.restaurant);
      attempt = 0;
      if (before.last === null) for (const listener of onFresh) listener(message.restaurant, 'started');
      if (caughtUp.size === heard.size && link.state !== 'on') setLink({ state: 'on', since: null });
    }
  }

  function ping() {
    say({ type: 'ping', sent: around.now() });
    patience = setTimeout(() => lost(), pongWithin);
    beat = setTimeout(ping, pingEvery);
  }

  function connect() {
    clearTimeout(retry);
    retry = undefined;
    if (!around.online()) {
      setLink({ state: 'offline', since: link.since ?? around.now() });
      return;
    }
    const mine = around.open();
    socket = mine;
    opened = false;
    caughtUp.clear();
    patience = setTimeout(() => socket === mine && lost(), openWithin);
    mine.onopen = () => {
      if (socket !== mine) return;
      opened = true;
      clearTimeout(patience);
      for (const restaurant of heard.keys()) ask(restaurant);
      ping();
    };
    mine.onmessage = (event) => {
      if (socket === mine) receive(JSON.parse(event.data) as ToPanel);
    };
    mine.onclose = (event) => {
      if (socket !== mine) return;
      if (!opened || event.code === signedOut) around.onRefused();
      lost();
    };
  }

  function drop() {
    clearTimeout(beat);
    clearTimeout(patience);
    clearTimeout(retry);
    retry = undefined;
    const old = socket;
    socket = null;
    opened = false;
    if (old) {
      old.onopen = old.onclose = old.onmessage = null;
      old.close();
    }
  }

  function lost() {
    drop();
    setLink({
      state: !around.online() ? 'offline' : link.state === 'connecting' ? 'connecting' : 'reconnecting',
      latency: null,
      since: link.since ?? around.now(),
    });
    if (link.state === 'connecting' && attempt > 0) setLink({ state: 'reconnecting' });
    if (around.online()) retry = setTimeout(connect, pause(attempt++, around.random()));
  }

  return {
    get link() {
      return link;
    },
    /** Listens to a restaurant from now on, and connects when nothing is connected. */
    follow(restaurant: string) {
      if (!heard.has(restaurant)) {
        heard.set(restaurant, unheard);
        ask(restaurant);
      }
      if (!socket && !retry) connect();
    },
    /** Something suggests that the network is back, or gone: look at once instead of waiting. */
    hurry() {
      if (heard.size === 0) return;
      if (!around.online()) lost();
      else if (opened) {
        // It may only look alive: a device that slept finds out with the next ping.
        clearTimeout(beat);
        clearTimeout(patience);
        ping();
      } else {
        drop();
        connect();
      }
    },
    /** Ends the link and forgets what was heard (sign-out). */
    stop() {
      drop();
      heard.clear();
      recent.clear();
      caughtUp.clear();
      attempt = 0;
      setLink({ state: 'connecting', latency: null, since: null });
    },
    /** The number after which every event of this restaurant was heard, or null before the first answer. */
    from: (restaurant: string) => heard.get(restaurant)?.from ?? null,
    /** The last events heard, oldest first. */
    recent: (restaurant: string): readonly LiveMessage[] => recent.get(restaurant) ?? [],
    /** Tells of each event once, in order. Returns the way to stop listening. */
    onEvent(listener: (message: LiveMessage) => void) {
      onEvent.add(listener);
      return () => void onEvent.delete(listener);
    },
    /** Tells that answers fetched before may lack something: the stream began after them, or lost the thread. */
    onFresh(listener: (restaurant: string, why: 'reload' | 'started') => void) {
      onFresh.add(listener);
      return () => void onFresh.delete(listener);
    },
    /** A restaurant's WhatsApp line, whenever it changes; owners and managers alone hear it. */
    onLine(listener: (line: Line) => void) {
      onLine.add(listener);
      return () => void onLine.delete(listener);
    },
    onLink(listener: (link: Link) => void) {
      onLink.add(listener);
      return () => void onLink.delete(listener);
    },
  };
}

export type Live = ReturnType<typeof createLive>;
