import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The whole of Couvert as a process of its own, as `npm start` runs it. */
export type Couvert = {
  pid: number;
  port: number;
  dataDir: string;
  /** Where it is reached; another origin than `http://localhost:PORT`, by which it knows itself. */
  url: string;
  /** What it has printed so far. */
  printed(): string;
  /** Resolves once it has printed its addresses; rejects with what it printed when it ends before. */
  open: Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** As a terminal does at Ctrl-C: the signal goes to the process and all that share its group. */
  interrupt(): void;
  /** kill -9 of the server alone. */
  kill(): void;
};

export type CouvertOptions = {
  dataDir: string;
  port: number;
  env?: Record<string, string>;
  /** Through npm, as a person starts it. Then `pid` is npm's. */
  npm?: boolean;
};

/** Starts Couvert. The caller ends it, whatever happens. */
export function startCouvert({ dataDir, port, env = {}, npm = false }: CouvertOptions): Couvert {
  const { PATH, HOME } = process.env;
  const [program, ...args] = npm ? ['npm', 'start'] : [process.execPath, 'server/main.ts'];
  const child: ChildProcess = spawn(program, args, {
    cwd: root,
    env: {
      // The Node of this test comes first, as it does in the scripts of npm.
      PATH: `${dirname(process.execPath)}:${PATH}`,
      HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      BASE_URL: `http://localhost:${port}`,
      ...env,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended: Couvert['ended'] = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const open = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('/api/docs') || printed.includes('npm run setup')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then(() => reject(new Error(`Couvert ended before it was open:\n${printed}`)));
  });
  open.catch(() => undefined);
  return {
    pid: child.pid!,
    port,
    dataDir,
    url: `http://127.0.0.1:${port}`,
    printed: () => printed,
    open,
    ended,
    interrupt: () => void process.kill(-child.pid!, 'SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A fresh data folder and what removes it. */
export async function dataFolder(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'couvert-e2e-'));
  // As root, PostgreSQL runs as another user, which must be able to enter.
  await chmod(folder, 0o755);
  return {
    dataDir: join(folder, 'data'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The process number of the PostgreSQL inside. */
export async function postgresPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
