import { useEffect, useState } from 'preact/hooks';
import type { Line } from '../../server/lines/contract.ts';
import { CallFailed, call } from '../api.ts';
import { type Loaded, useLoaded } from '../load.ts';
import { live, useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';

/** What is counted grows old: it is asked for again so often, in ms. */
const often = 30_000;

export type Deed = 'connect' | 'disconnect' | 'test';

/** The restaurant's line as it is now, live, and what may be done to it. */
export function useLine(restaurant: string) {
  const loaded: Loaded<Line> = useLoaded(`line ${restaurant}`, (signal) =>
    call('GET /api/line', { query: { restaurant }, signal }),
  );
  const [doing, setDoing] = useState<Deed | null>(null);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const { change, reload } = loaded;
  useEffect(
    () => live.onLine((line) => line.restaurant === restaurant && change(() => line)),
    [restaurant, change],
  );
  useLiveFresh(reload);
  const soon = useSoon(reload, 1_000);
  useLiveEvent(({ event }) => event.kind === 'conversation' && soon());
  useEffect(() => {
    const timer = setInterval(reload, often);
    return () => clearInterval(timer);
  }, [reload]);

  async function act(deed: Deed, done: () => Promise<Line>): Promise<boolean> {
    if (doing) return false;
    setDoing(deed);
    setFault(null);
    try {
      const line = await done();
      change(() => line);
      return true;
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      return false;
    } finally {
      setDoing(null);
    }
  }
  const query = { restaurant };
  return {
    loaded,
    doing,
    fault,
    connect: (phone?: string) =>
      act('connect', () => call('POST /api/line/connect', { query, body: phone ? { phone } : {} })),
    disconnect: () => act('disconnect', () => call('POST /api/line/disconnect', { query, body: {} })),
    test: (locale: 'fr' | 'en') =>
      act('test', () => call('POST /api/line/test', { query, body: { locale } })),
  };
}
