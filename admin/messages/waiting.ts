/** How many chats wait for a person: the count on the menu, live. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CallFailed, call } from '../api.ts';
import { restaurant } from '../session/session.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';

export const waiting = signal(0);

/** Keeps the count; used once, by the frame. A count that cannot be had stays as it was. */
export function useWaiting(): void {
  const slug = restaurant.value?.slug;
  async function count() {
    if (!slug) return;
    try {
      const answer = await call('GET /api/conversations', { query: { restaurant: slug } });
      if (restaurant.value?.slug === slug) waiting.value = answer.waiting;
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
    }
  }
  const soon = useSoon(() => void count(), 300);
  useEffect(() => {
    waiting.value = 0;
    void count();
  }, [slug]);
  useLiveEvent((message) => {
    if (message.event.kind === 'conversation') soon();
  });
  useLiveFresh(() => soon());
}
