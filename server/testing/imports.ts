import { posix } from 'node:path';

/** The rules of "Who may know whom", kept over the text of the source files. */

/** An import as it stands in a file. `target` is a path from the root of the repository, or a package's name. */
export type Import = { file: string; target: string; typeOnly: boolean };

/**
 * Features, older first: one may know those before it in the list of lists, never those beside or after it.
 * A new folder of server/ gets its place here.
 */
const features = [
  ['restaurants'],
  ['staff', 'guests'],
  ['consents', 'seating', 'messaging'],
  ['availability'],
  ['holds'],
  ['reservations', 'conversations', 'orders'],
  ['settings', 'waitlist', 'lines'],
  ['desk', 'templates'],
  ['loyalty', 'reviews'],
  ['segments'],
  ['campaigns'],
];

/** Folders of server/ that every feature stands on, and that know none. */
const ground = ['contract', 'db', 'jobs', 'live', 'pages'];

/** What puts the features together, so it knows them all and none of them knows it. */
const roof = [
  'server/app.ts',
  'server/main.ts',
  'server/background.ts',
  'server/channels.ts',
  'server/addresses.ts',
  'server/setup.ts',
  'server/firstRestaurant.ts',
];

/** Lists of all features' entities and endpoints: they name every feature, and everybody may read them. */
const lists = ['server/db/orm.ts', 'server/contract/endpoints.ts'];

const clients = ['widget', 'admin', 'bot'];

type Place =
  | { kind: 'feature'; name: string; rank: number }
  | { kind: 'ground' | 'roof' | 'list' | 'test' | 'outside' | 'unknown' };

function placeOf(path: string): Place {
  const [top, folder, ...rest] = path.split('/');
  if (isTest(path) || path.startsWith('server/testing/')) return { kind: 'test' };
  if (top !== 'server') return { kind: 'outside' };
  if (lists.includes(path)) return { kind: 'list' };
  if (roof.includes(path) || /^server\/db\/demo(\.ts$|\/)/.test(path)) return { kind: 'roof' };
  if (rest.length === 0 || ground.includes(folder!)) return { kind: 'ground' };
  const rank = features.findIndex((names) => names.includes(folder!));
  return rank < 0 ? { kind: 'unknown' } : { kind: 'feature', name: folder!, rank };
}

const isTest = (path: string) => /\.(test|suite|e2e)\.tsx?$/.test(path);
const isContract = (path: string) => /^server\/(\w+\/contract(\/\w+)?|contract\/\w+)\.ts$/.test(path);
const isRelative = (path: string) => path.includes('/') && /\.tsx?$/.test(path);

/** Every import of a file, also `export … from` and `import(…)`. */
export function importsOf(file: string, source: string): Import[] {
  // Words in comments and in strings that stand alone are no imports; a template's are not read either.
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const target = specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
      : specifier;
    found.push({ file, target, typeOnly });
  };
  for (const [, type, specifier] of code.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'"`;()]*?from\s*['"]([^'"]+)['"]/gm,
  )) {
    add(specifier!, type !== undefined);
  }
  for (const [, specifier] of code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)) add(specifier!, false);
  // `import('x').Name` is a type; `await import('x')` and `import('x').then` are not.
  for (const [, specifier, after] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)(\.[A-Z])?/g)) {
    add(specifier!, after !== undefined);
  }
  return found;
}

/** Why an import is not allowed, or null. `props` are the files that are there for tests alone. */
function offence(found: Import, props: Set<string>): string | null {
  return (
    clientOffence(found) ??
    contractOffence(found) ??
    layerOffence(found, props) ??
    (unknownOffence(found) || null)
  );
}

function clientOffence({ file, target, typeOnly }: Import): string | null {
  const [from] = file.split('/');
  const [to] = target.split('/');
  const fromClient = clients.includes(from!);
  if (!isRelative(target)) return null;
  if (clients.includes(to!) && to !== from && from !== 'e2e') {
    return fromClient ? 'widget, admin and bot never import each other' : 'the server imports no client';
  }
  if (!fromClient || to !== 'server' || isTest(file)) return null;
  if (target === 'server/contract/call.ts') return null;
  if (!isContract(target)) return 'from the server, a client imports contracts and call.ts alone';
  return typeOnly ? null : 'of a contract, a client imports types alone';
}

function contractOffence({ file, target }: Import): string | null {
  if (!/^server\/\w+\/contract(\/\w+)?\.ts$/.test(file)) return null;
  return target === 'typebox' || isContract(target) ? null : 'a contract imports typebox and contracts alone';
}

function layerOffence({ file, target, typeOnly }: Import, props: Set<string>): string | null {
  const from: Place = props.has(file) ? { kind: 'test' } : placeOf(file);
  const to: Place = props.has(target) ? { kind: 'test' } : placeOf(target);
  if (from.kind === 'test' || from.kind === 'outside' || to.kind === 'outside') return null;
  if (to.kind === 'test') return 'only tests import what is for tests';
  if (from.kind === 'roof') return null;
  if (to.kind === 'roof') return 'what puts the features together is known to nothing below it';
  if (to.kind !== 'feature' || from.kind === 'list') return null;
  if (from.kind === 'ground') {
    // The stream carries rows of features: their types, as any client knows them.
    return typeOnly && isContract(target)
      ? null
      : 'config, contract, db, jobs, live and their like know no feature';
  }
  if (from.kind !== 'feature' || from.name === to.name || to.rank < from.rank) return null;
  return `${to.name} is not older than ${from.name}: features import one way`;
}

function unknownOffence({ file, target }: Import): string {
  const strange = [file, target].find((path) => isRelative(path) && placeOf(path).kind === 'unknown');
  return strange ? `${strange} has no place in the list of features` : '';
}

/**
 * What the SQL beside the verbs uses of each other, as imports: a file that names a function or a view which
 * another file lays.
 */
function importsOfSql(files: [path: string, source: string][]): Import[] {
  const statements = files
    .filter(([path]) => path.endsWith('.sql'))
    .map(([path, source]) => ({ path, code: source.replace(/--.*$/gm, '').replace(/'[^']*'/g, "''") }));
  const laid = statements.flatMap(({ path, code }) =>
    [...code.matchAll(/\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|VIEW)\s+(\w+)/gi)].map(([, name]) => ({
      name: name!,
      path,
    })),
  );
  return statements.flatMap(({ path, code }) =>
    laid
      .filter((other) => other.path !== path && new RegExp(`\\b${other.name}\\b`).test(code))
      .map((other) => ({ file: path, target: other.path, typeOnly: false })),
  );
}

/** The offenders among files (.ts, .tsx, .sql) given by path, each with its reason. */
export function offenders(given: Iterable<[path: string, source: string]>): string[] {
  const files = [...given];
  const scripts = files.filter(([path]) => !path.endsWith('.sql'));
  const imports = [...scripts.flatMap(([path, source]) => importsOf(path, source)), ...importsOfSql(files)];
  // A feature's file that imports testing/ is a prop of its tests, and as little for others as testing/ itself.
  const props = new Set(
    imports
      .filter(({ file, target }) => placeOf(file).kind === 'feature' && target.startsWith('server/testing/'))
      .map(({ file }) => file),
  );
  return imports.flatMap((found) => {
    const reason = offence(found, props);
    return reason ? [`${found.file} → ${found.target}: ${reason}`] : [];
  });
}
