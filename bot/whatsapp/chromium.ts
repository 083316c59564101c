/**
 * Finds a Chromium: CHROMIUM_PATH, else the system's Chromium or Chrome, else the one that comes from npm
 * (@sparticuz/chromium, Linux x64). The last is unpacked once per machine and user, and brings its own copy of the
 * libraries (NSS) that a bare machine lacks.
 */
import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How to start a browser: its path, and what it needs in its environment. */
export type Found = { path: string; env: Record<string, string> };

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const executable = (path: string) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The system's own browser, if there is one on the PATH. */
function installed(): string | undefined {
  const places = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, ...macPlaces].find(executable);
}

/** Does it start at all? Missing libraries show here, before a test waits for a page in vain. */
const starts = (path: string, env: Record<string, string>) =>
  run(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 }).then(
    () => true,
    () => false,
  );

/**
 * Unpacks the browser of the npm package into a folder of our own. The package itself unpacks straight into
 * the temporary folder, where a second process would start a half-written file: so it works in a folder aside,
 * in a process of its own (it reads its environment), and the result is moved into place whole.
 */
async function unpacked(): Promise<string> {
  const entry = import.meta.resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', entry), 'utf8')) as {
    version: string;
  };
  const folder = join(tmpdir(), `couvert-browser-${userInfo().uid}-${version}`);
  if (existsSync(folder)) {
    // The temporary folder is everybody's: what somebody else put there under our name is not started.
    if (statSync(folder).uid !== userInfo().uid)
      throw new Error(`${folder} belongs to somebody else: remove it.`);
    return folder;
  }
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  try {
    await run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import chromium from ${JSON.stringify(entry)};
         await chromium.executablePath();`,
      ],
      // The second variable makes the package unpack its libraries too.
      {
        env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
        timeout: 120_000,
      },
    );
    try {
      renameSync(aside, folder);
    } catch (fault) {
      if (!existsSync(folder)) throw fault; // another process was first: its copy is as good
    }
    return folder;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The browser to use on this machine. Throws with what to do when there is none. */
export async function findBrowser(): Promise<Found> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!executable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be executed`);
    return { path: named, env: {} };
  }
  const system = installed();
  if (system && (await starts(system, {}))) return { path: system, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpacked();
    const path = join(folder, 'chromium');
    const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') };
    if (existsSync('/etc/fonts/fonts.conf') && (await starts(path, {}))) return { path, env: {} };
    if (await starts(path, fonts)) return { path, env: fonts };
    const bare = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    if (await starts(path, bare)) return { path, env: bare };
  }
  throw new Error('No browser was found: install Chromium or Chrome, or say where it is with CHROMIUM_PATH.');
}
