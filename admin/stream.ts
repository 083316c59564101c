/** The panel's one live stream, in this browser, as signals and hooks. */
import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { createLive, type Link } from './live.ts';
import type { LiveMessage } from './live-numbers.ts';
import { restaurant, session, stillSignedIn } from './session/session.ts';

function openSocket() {
  const url = new URL('/api/live', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url);
}

export const live = createLive({
  open: openSocket,
  online: () => navigator.onLine,
  random: Math.random,
  now: () => performance.timeOrigin + performance.now(),
  onRefused: () => void stillSignedIn(),
});

export const link = signal<Link>(live.link);
live.onLink((next) => {
  link.value = next;
});

window.addEventListener('online', () => live.hurry());
window.addEventListener('offline', () => live.hurry());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') live.hurry();
});

effect(() => {
  if (!session.value) live.stop();
  else if (restaurant.value) live.follow(restaurant.value.slug);
});

/** Hears each event of the restaurant on show, once and in order. */
export function useLiveEvent(listener: (message: LiveMessage) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      live.onEvent((message) => {
        if (message.restaurant === restaurant.value?.slug) latest.current(message);
      }),
    [],
  );
}

/** Hears that answers fetched before may lack something and should be fetched anew. */
export function useLiveFresh(listener: (why: 'reload' | 'started') => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      live.onFresh((slug, why) => {
        if (slug === restaurant.value?.slug) latest.current(why);
      }),
    [],
  );
}

/** Calls at most once in `within` ms, after the last of several asks in a row; forgets the ask when the view goes. */
export function useSoon(act: () => void, within: number): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, within);
  };
}
