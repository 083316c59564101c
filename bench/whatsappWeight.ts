import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { StandIn } from '../bot/whatsapp/testing/standIn.ts';
import { table } from './figures.ts';
import type { Served, Weight } from './line.ts';

/** A stretch of messages longer than this is none, and the figures would be nobody's (milliseconds). */
const PATIENCE = 300_000;
/** So many guests write, by turns, so many of them at one moment. */
const GUESTS = 500;
const AT_ONCE = 25;

const MB = (bytes: number | null) => (bytes === null ? '–' : `${Math.round(bytes / 2 ** 20)}`);

/**
 * What a bot in a process of its own and its browser weigh at the start and after so many messages, each answered over
 * whatsapp-web.js; as a table. Throws when a message is not answered.
 */
export async function weigh(standIn: StandIn, served: Served, marks: number[]): Promise<string> {
  const child = fork(new URL('./line.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit');
  try {
    child.send(served);
    await once(child, 'message');
    const asked = async (): Promise<Weight> => {
      child.send('weigh');
      const [weight] = await once(child, 'message');
      return weight as Weight;
    };
    let done = 0;
    await converse(standIn, 3);
    const rows = [rowOf('at the start', await asked(), null)];
    for (const mark of marks) {
      const elapsed = await converse(standIn, mark - done);
      rows.push(rowOf(`after ${mark}`, await asked(), ((mark - done) / elapsed) * 1000));
      done = mark;
    }
    return table(
      ['messages in, each answered', 'bot RSS MB', 'bot heap MB', 'Chromium PSS MB', 'answers/s'],
      rows,
    );
  } finally {
    if (child.connected) child.send('stop');
    await ended;
  }
}

const rowOf = (when: string, { bot, heap, chromium }: Weight, perSecond: number | null): string[] => [
  when,
  MB(bot),
  (heap / 2 ** 20).toFixed(1),
  MB(chromium),
  perSecond === null ? '' : perSecond.toFixed(0),
];

let written = 0;

/** So many messages, each of which waits for its answer before its guest writes again. Answers how long it took. */
async function converse(standIn: StandIn, count: number): Promise<number> {
  const open = new Map<string, () => void>();
  standIn.onSent = ({ chat }) => open.get(chat)?.();
  const begun = performance.now();
  let left = count;
  const guest = async () => {
    while (left-- > 0) {
      const address = `337${String(10_000_000 + (written++ % GUESTS))}@c.us`;
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('A message was not answered')), PATIENCE);
        open.set(address, () => {
          clearTimeout(late);
          open.delete(address);
          resolve();
        });
        standIn.write(address, 'bonjour');
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, guest));
  return performance.now() - begun;
}
