import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const admin = fileURLToPath(new URL('..', import.meta.url));

/** The classes that a sheet styles by their name alone, outside media queries: its own. */
function own(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const part of text.replace(/\/\*[\s\S]*?\*\//g, '').split(/(?<=[{}])/)) {
    const selector = /^\s*([^{}]*)\{$/.exec(part)?.[1];
    if (depth === 0 && selector) {
      names.push(...[...selector.matchAll(/(?:^|,)\s*\.([a-z][\w-]*)\s*(?=,|$)/g)].map((found) => found[1]!));
    }
    depth += part.endsWith('{') ? 1 : part.endsWith('}') ? -1 : 0;
  }
  return names;
}

/** Names that two sheets both claim. The panel loads them all, so one would undo the other. */
function claimedTwice(sheets: [file: string, text: string][]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [file, text] of sheets) {
    for (const name of own(text)) owners.set(name, (owners.get(name) ?? new Set()).add(file));
  }
  return [...owners]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => `.${name}: ${[...files].join(', ')}`);
}

test('a class belongs to one sheet: the bars of the covers chart are not the bars of the timeline', () => {
  const files = readdirSync(admin, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(claimedTwice(files.map((file) => [file, readFileSync(join(admin, file), 'utf8')]))).toEqual([]);
});

test('what is claimed twice is named, what is only adjusted on a phone is not', () => {
  const sheets: [string, string][] = [
    ['one.css', '.bar { height: 1px; }\n.row,\n.cell { x: y }'],
    ['two.css', '.bar:hover { a: b } @media print { .row { c: d } }\n.cell { e: f }'],
    ['three.css', '.bar { /* } */ width: 1px }'],
  ];
  expect(claimedTwice(sheets)).toEqual(['.bar: one.css, three.css', '.cell: one.css, two.css']);
});
