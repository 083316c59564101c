import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CannotStart } from '../../cannotStart.ts';

const run = promisify(execFile);

/** The user that PostgreSQL runs as, in place of root, which it refuses. */
export type Account = { name: string; uid: number; gid: number };

/** Names to look for, in this order: the machine's own for PostgreSQL, then one that we made before. */
const names = ['postgres', 'couvert'];

/**
 * The user to run PostgreSQL as when we are root: the machine's `postgres`, else a system user `couvert`
 * (made when missing), else `nobody`. Undefined when we are not root: then it runs as ourselves.
 */
export async function findAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await firstAccount(names);
  if (existing) return existing;
  await makeAccount('couvert');
  const found = await firstAccount(['couvert', 'nobody']);
  if (found) return found;
  throw new CannotStart(
    'PostgreSQL does not run as root, and this machine has no other user for it. Make one with\n' +
      '  useradd --system postgres\n' +
      'or start Couvert as an ordinary user, or give it a PostgreSQL of yours by DATABASE_URL.',
  );
}

/** The environment and place in which the programs of PostgreSQL run: nothing of ours leaks into them. */
export function spawnAs(account: Account | undefined): SpawnOptions {
  return {
    // Not the folder we were started from: that user may be unable to enter it.
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

/** Whether this user can enter a folder, tried as that very user. */
export async function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  return runs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
}

/** Whether this user can run a program to a good end. */
export async function runs(account: Account | undefined, program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...spawnAs(account), stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function firstAccount(wanted: string[]): Promise<Account | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const lines = passwd.split('\n').map((line) => line.split(':'));
  for (const name of wanted) {
    const [, , uid, gid] = lines.find(([entry]) => entry === name) ?? [];
    if (uid && gid && uid !== '0') return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** Makes a system user without a home and a login, in the ways that Linux systems know; failing is allowed. */
async function makeAccount(name: string): Promise<void> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [program, args] of ways) {
    const env = { ...process.env, PATH: `/usr/sbin:/sbin:${process.env.PATH ?? '/usr/bin:/bin'}` };
    const made = await run(program, args, { env }).then(
      () => true,
      () => false,
    );
    if (made) return;
  }
}
