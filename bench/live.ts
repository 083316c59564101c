/**
 * `npm run bench -- --live`: one booking, and how long until the last of a thousand open panels has it; beside a bare
 * broadcast of the same frame with `ws`, in turn, in the same run. See README.md.
 */
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { WebSocket } from 'ws';
import { bookings } from './bookings.ts';
import { milliseconds, percentile, table } from './figures.ts';
import { send } from './load.ts';
import { follow, openPanel, signIn } from './panels.ts';
import { largeRoom, setStage } from './stage.ts';

const quick = process.argv.includes('--quick');
const panelCount = quick ? 30 : 1_000;
const changes = quick ? 3 : 100;

/** Milliseconds from sending a change to the panel that had it first, to the one that had it last, and to the answer. */
type Heard = { first: number; last: number; answer: number };

const stage = await setStage(largeRoom);
process.once('SIGINT', () => void stage.close().finally(() => process.exit(130)));
try {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cookie = await signIn(agent, stage.couvert);
  const panels = await open(() => openPanel(stage.couvert, cookie));
  const caughtUp = allHear(panels, 'caught_up');
  for (const panel of panels) follow(panel);
  await caughtUp;
  const bare = await open(() => openPanel(stage.floor));

  const next = bookings(new Date().toISOString().slice(0, 10), 'spread').couvert;
  const [couvert, floor]: [Heard[], Heard[]] = [[], []];
  for (let n = -3; n < changes; n += 1) {
    const ours = await time(panels, 'event', () => send(agent, stage.couvert, next()));
    await stage.settle();
    const frame = ours.frame;
    const theirs = await time(bare, 'event', () =>
      send(agent, stage.floor, { path: '/tell', body: { frame } }),
    );
    // The first few are for warming up.
    if (n < 0) continue;
    couvert.push(ours);
    floor.push(theirs);
  }
  console.log(`From a change to its row on ${panelCount} open panels (${changes} changes, one at a time)\n`);
  console.log(
    table(
      ['milliseconds, p50 and p99', 'answer', 'first panel', 'last panel', 'first to last'],
      [
        ['Couvert, a booking', ...figuresOf(couvert)],
        ['floor, a broadcast', ...figuresOf(floor)],
        ['  ratio of p50', ...ratios(couvert, floor)],
      ],
    ),
  );
  agent.destroy();
  for (const socket of [...panels, ...bare]) socket.terminate();
} finally {
  await stage.close();
}

/** Opens them fifty at a time. */
async function open(one: () => Promise<WebSocket>): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < panelCount) {
    const some = Math.min(50, panelCount - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: some }, one))));
  }
  return sockets;
}

/** When each of the sockets has heard the next frame of a type, and what the frame was. */
function allHear(sockets: WebSocket[], type: string): Promise<{ at: number[]; frame: string }> {
  const at: number[] = [];
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${sockets.length - at.length} panels never heard.`)),
      30_000,
    );
    for (const socket of sockets) {
      const hear = (data: Buffer) => {
        const moment = performance.now();
        // Told by its first letters: reading a thousand times the same would be what is measured.
        if (!data.subarray(0, 40).includes(`"type":"${type}"`)) return;
        socket.off('message', hear);
        at.push(moment);
        if (at.length < sockets.length) return;
        clearTimeout(late);
        resolve({ at, frame: String(data) });
      };
      socket.on('message', hear);
    }
  });
}

async function time(
  sockets: WebSocket[],
  type: string,
  act: () => Promise<{ status: number; text: string }>,
): Promise<Heard & { frame: string }> {
  const hearing = allHear(sockets, type);
  const sent = performance.now();
  const answering = act().then(({ status, text }) => {
    if (status !== 201) throw new Error(`A change was refused: ${status} ${text}`);
    return performance.now() - sent;
  });
  const [{ at, frame }, answer] = await Promise.all([hearing, answering]);
  return { first: at[0]! - sent, last: at.at(-1)! - sent, answer, frame };
}

function figuresOf(heard: Heard[]): string[] {
  const both = (values: number[]) =>
    [0.5, 0.99].map((share) => milliseconds(percentile(values, share))).join(' · ');
  return columnsOf(heard).map(both);
}

function ratios(ours: Heard[], theirs: Heard[]): string[] {
  const [mine, floors] = [columnsOf(ours), columnsOf(theirs)];
  return mine.map(
    (values, index) => `${(percentile(values, 0.5) / percentile(floors[index]!, 0.5)).toFixed(2)}×`,
  );
}

function columnsOf(heard: Heard[]): number[][] {
  return [
    heard.map(({ answer }) => answer),
    heard.map(({ first }) => first),
    heard.map(({ last }) => last),
    heard.map(({ first, last }) => last - first),
  ];
}
