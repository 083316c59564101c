import { clockIn } from '../server.ts';
import type { Limits } from './times.ts';

/** What is a fault of a client, what passes by itself, and when a client that works has worked long enough. */

/** So many pings may fall into navigations for one that is counted as missed. */
export const MOVES = 10;

/** Whether something failed because the page was leaving, or had just begun. */
export const isMoving = (fault: unknown): boolean =>
  /Execution context|navigat|detached|require is not a function|Cannot find context/i.test(String(fault));

/** States of the page that pass by themselves. On the others the package ends its client, which is told apart. */
export const PASSING = ['TIMEOUT', 'OPENING', 'PAIRING', 'UNLAUNCHED'];

/** Why a client should make way for a fresh one: its browser's weight, or its age on the night's restart; or null. */
export async function whyTired(
  client: { pid: number | undefined; begun: number; timeZone: string },
  limit: Limits,
  { weigh, clock }: { weigh: (pid: number) => Promise<number | null>; clock: () => Date },
): Promise<string | null> {
  const weight = client.pid === undefined ? null : await weigh(client.pid);
  if (weight !== null && weight > limit.memoryMost) return `${Math.round(weight / 2 ** 20)} MB of memory`;
  const night = clockIn(client.timeZone, clock()).time === limit.nightlyAt;
  return night && Date.now() - client.begun > limit.oldAfter ? 'the restart of the night' : null;
}
