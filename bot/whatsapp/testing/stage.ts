import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InboundMessage, LineState, StateDetail } from '../../transport.ts';
import { findBrowser } from '../chromium.ts';
import type { WhatsappOptions } from '../clientOptions.ts';
import { type WhatsappLine, whatsappLine } from '../line.ts';
import { PROFILE } from '../process.ts';
import type { Limits } from '../times.ts';
import type { StandIn } from './standIn.ts';

/** What a line told, in its order, and a way to wait for it. */
export type Heard = {
  messages: InboundMessage[];
  states: [LineState, StateDetail?][];
  fates: [string, string][];
  faults: string[];
};

export type Staged = {
  line: WhatsappLine;
  heard: Heard;
  folder: string;
  /** Resolves once it holds of what was heard; rejects with all of that after `milliseconds`. */
  until(holds: (heard: Heard) => boolean, milliseconds?: number): Promise<void>;
  /** The last state told. */
  state(): LineState | undefined;
  /** The browser's process. */
  pid(): Promise<number>;
  /** The tab's own process dies, the browser goes on. Linux. */
  crashTab(): Promise<void>;
};

/** Quick enough for a test, and slow enough for a machine that is busy. */
export const quick: Partial<Limits> = {
  pingEvery: 300,
  pingWithin: 5_000,
  backoffFirst: 50,
  backoffLongest: 200,
  paceLeast: 0,
  paceMost: 0,
};

/** A real line in a real browser before a stand-in, with a test in the server's place. `keep` is the server's writing. */
export async function stageLine(
  standIn: StandIn,
  folder: string,
  change: Partial<WhatsappOptions> & { keep?: (message: InboundMessage) => Promise<void> } = {},
): Promise<Staged> {
  const { keep, limits, ...options } = change;
  const heard: Heard = { messages: [], states: [], fates: [], faults: [] };
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of [...waiting]) look();
  };
  const line = whatsappLine({
    restaurant: 'chez-essai',
    timeZone: 'Europe/Paris',
    folder,
    browser: await findBrowser(),
    flags: standIn.flags,
    answerWithin: 3_600_000,
    // What a browser weighs says nothing here.
    weigh: async () => null,
    ...options,
    limits: { ...quick, ...limits },
  });
  await line.start({
    async message(message) {
      await keep?.(message);
      heard.messages.push(message);
      changed();
    },
    state(...told) {
      heard.states.push(told);
      changed();
    },
    fate(...told) {
      heard.fates.push(told);
      changed();
    },
    fault(what) {
      heard.faults.push(what);
      changed();
    },
  });
  return {
    line,
    heard,
    folder,
    until: (holds, milliseconds = 30_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`The line told in vain: ${JSON.stringify(heard)}`));
        }, milliseconds);
        const look = () => {
          if (!holds(heard)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    state: () => heard.states.at(-1)?.[0],
    pid: () => pidOf(folder),
    crashTab: () => crashTabOf(folder),
  };
}

/** The process of the browser that holds a line's folder. */
export const pidOf = async (folder: string): Promise<number> =>
  Number(JSON.parse(await readFile(join(folder, 'chromium.json'), 'utf8')).pid);

/** The process of a line's tab dies, and its browser goes on. Linux. */
export async function crashTabOf(folder: string): Promise<void> {
  for (const pid of await tabsOf(await pidOf(folder))) process.kill(pid, 'SIGKILL');
}

/** The processes of a browser that show its pages. */
async function tabsOf(browser: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
      return group === browser && command.includes('--type=renderer') ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** How often a line came to be ready. */
export const readies = ({ states }: Heard): number => states.filter(([state]) => state === 'ready').length;

/** The QR code that is shown now, if one is. */
export const codeShown = ({ states }: Heard): string | undefined => {
  const pairing = states.at(-1)?.[1]?.pairing;
  return pairing && 'qr' in pairing ? pairing.qr : undefined;
};

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'couvert-whatsapp-'));
  folders.push(folder);
  return folder;
}

/** Removes every folder that was made here; once its lines have stopped. */
export async function removeFolders(): Promise<void> {
  await Promise.all(
    folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
  );
}

/** Pairs a line once, in its own browser, and leaves its folder behind: lines begun on copies need no phone. */
export async function pairedFolder(standIn: StandIn): Promise<string> {
  const folder = join(await temporaryFolder(), 'line');
  const staged = await stageLine(standIn, folder);
  await staged.until((heard) => codeShown(heard) !== undefined);
  standIn.scan(codeShown(staged.heard)!);
  await staged.until((heard) => readies(heard) > 0);
  await staged.line.stop();
  return folder;
}

/** A copy of a line's folder, as if it had never been begun since. */
export async function copyOf(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'line');
  await cp(folder, copy, { recursive: true, filter: (path) => !path.includes('Singleton') });
  await rm(join(copy, 'chromium.json'), { force: true });
  await readdir(join(copy, PROFILE));
  return copy;
}
