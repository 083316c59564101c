/**
 * Builds what guests and staff open in a browser: widget/ into dist/widget, admin/ into dist/admin.
 * `node server/pages/build.ts` builds always; the server's start calls `ensurePages`, which builds only what
 * changed since.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { putInPlace } from './place.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the built pages lie. */
export const dist = { widget: join(root, 'dist/widget'), admin: join(root, 'dist/admin') };

type Part = keyof typeof dist;

/** What each part is made of; a change in any of it makes the built pages stale. */
const sources: Record<Part, string[]> = {
  widget: [
    'widget',
    'server/contract/call.ts',
    'server/pages/build.ts',
    'vite.widget.ts',
    'package-lock.json',
  ],
  admin: ['admin', 'server/contract/call.ts', 'server/pages/build.ts', 'vite.admin.ts', 'package-lock.json'],
};

/** The digest of what a part was built from; undefined when there is none, or when it is being replaced. */
function builtFrom(part: Part): string | undefined {
  try {
    return readFileSync(join(dist[part], 'sources.txt'), 'utf8');
  } catch {
    return undefined;
  }
}

const files = (path: string): string[] =>
  !existsSync(path)
    ? []
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

/** A digest of everything a part is built from, tests aside. */
function digest(part: Part): string {
  const hash = createHash('sha256');
  for (const source of sources[part]) {
    const path = join(root, source);
    const all = /\.\w+$/.test(source) ? [path] : files(path).sort();
    for (const file of all) {
      if (file.endsWith('.test.ts') || file.endsWith('.md')) continue;
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const compressible = /\.(js|css|html|svg|json|txt)$/;
const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Puts a .gz and a .br beside each text file, so that no request pays for compression. */
async function compress(folder: string) {
  const texts = files(folder).filter((file) => compressible.test(file));
  await Promise.all(
    texts.map(async (file) => {
      const bytes = readFileSync(file);
      const [gz, br] = await Promise.all([
        gzipped(bytes, { level: 9, memLevel: 9 }),
        brotlied(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      ]);
      writeFileSync(`${file}.gz`, gz);
      writeFileSync(`${file}.br`, br);
    }),
  );
}

/**
 * Builds a part in a folder of its own, then puts it in place whole: pages being served, and a second server
 * that starts at the same moment, never see half of it.
 */
async function buildPart(part: Part) {
  const { build } = await import('vite');
  const made = digest(part);
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production'; // or else Vite builds for development when the tests build
  const aside = join(root, 'dist', `.${part}-${randomUUID()}`);
  try {
    if (part === 'widget') {
      const { buildWidget } = await import('../../vite.widget.ts');
      await buildWidget(build, aside);
    } else {
      const { adminPages } = await import('../../vite.admin.ts');
      await build(adminPages(aside));
    }
    await compress(aside);
    writeFileSync(join(aside, 'sources.txt'), made);
    putInPlace(aside, dist[part]);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Builds everything, whatever is there. Throws what Vite throws. */
export async function buildPages(): Promise<void> {
  await buildPart('widget');
  await buildPart('admin');
}

/** Builds the parts that are missing or older than their sources; some 10 ms when all is fresh. Says what it built. */
export async function ensurePages(): Promise<Part[]> {
  const stale = (['widget', 'admin'] as const).filter((part) => builtFrom(part) !== digest(part));
  for (const part of stale) await buildPart(part);
  return stale;
}

if (import.meta.main) await buildPages();
