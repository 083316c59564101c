import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { ToPanel } from '../server/live/contract.ts';
import type { bookings } from './bookings.ts';
import { send } from './load.ts';
import { follow, openPanel, signIn } from './panels.ts';

/** How long a booking takes to be on the panel, in milliseconds, one value per booking. */
export type RowTimes = {
  /** From the moment at which the booking was sent. */
  fromSending: number[];
  /** From the booking's answer; below zero when the row was there first. */
  fromAnswer: number[];
};

/** Books one after the other while somebody of the staff, signed in, follows the restaurant on a websocket. */
export async function timeRows(
  origin: string,
  next: ReturnType<typeof bookings>['couvert'],
  count: number,
): Promise<RowTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const socket = await openPanel(origin, await signIn(agent, origin));
  const seen = new Map<string, { at: number; tell?: () => void }>();
  const caughtUp = new Promise<void>((resolve, reject) => {
    socket.on('close', () => reject(new Error('The stream was closed.')));
    socket.on('message', (data) => {
      const at = performance.now();
      const said = JSON.parse(String(data)) as ToPanel;
      if (said.type === 'caught_up') resolve();
      if (said.type !== 'event' || said.event.kind !== 'reservation') return;
      const { reference } = said.event.reservation;
      seen.get(reference)?.tell?.();
      seen.set(reference, { at });
    });
  });
  follow(socket);
  await caughtUp;

  const times: RowTimes = { fromSending: [], fromAnswer: [] };
  for (let n = 0; n < count; n += 1) {
    const sent = performance.now();
    const answer = await send(agent, origin, next());
    const answered = performance.now();
    if (answer.status !== 201) throw new Error(`A booking was refused: ${answer.status} ${answer.text}`);
    const { reference } = JSON.parse(answer.text) as { reference: string };
    if (!seen.has(reference)) await appears(seen, reference);
    const { at } = seen.get(reference)!;
    times.fromSending.push(at - sent);
    times.fromAnswer.push(at - answered);
  }
  socket.close();
  agent.destroy();
  return times;
}

function appears(seen: Map<string, { at: number; tell?: () => void }>, reference: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The row of ${reference} never came.`)), 10_000);
    const tell = () => {
      clearTimeout(late);
      // The moment is written just after this.
      queueMicrotask(resolve);
    };
    seen.set(reference, { at: Number.NaN, tell });
  });
}
