import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importsOf, offenders } from './imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function sources(): [string, string][] {
  return ['server', 'widget', 'admin', 'bot'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|sql)$/.test(name))
      .map((name): [string, string] => {
        const path = `${folder}/${name.split(sep).join('/')}`;
        return [path, readFileSync(join(root, path), 'utf8')];
      }),
  );
}

test('every import of the house goes the way it may', () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(([path, source]) => importsOf(path, source)).length).toBeGreaterThan(200);
  expect(offenders(files)).toEqual([]);
});

test.each<[what: string, path: string, source: string]>([
  ['a client that imports another', 'widget/form.tsx', `import { day } from '../admin/day.ts';`],
  ['the server that imports a client', 'server/app.ts', `import { say } from '../bot/say.ts';`],
  [
    'a client that imports a verb',
    'admin/clients/list.ts',
    `import { book } from '../../server/reservations/book.ts';`,
  ],
  [
    'a client that imports the type of a verb',
    'bot/talk.ts',
    `import type { Wish } from '../server/reservations/book.ts';`,
  ],
  [
    'a client that ships schemas',
    'widget/booking.ts',
    `import { BookRequest } from '../server/reservations/contract.ts';`,
  ],
  [
    'a client that ships schemas among types',
    'widget/booking.ts',
    `import { type Day, Status } from '../server/reservations/contract.ts';`,
  ],
  [
    'a contract that knows more than contracts',
    'server/guests/contract.ts',
    `import { row } from '../db/sql.ts';`,
  ],
  [
    'a part of a contract that knows more than contracts',
    'server/reservations/contract/guest.ts',
    `import { row } from '../../db/sql.ts';`,
  ],
  [
    'a contract with a package of its own',
    'server/guests/contract.ts',
    `import { parse } from 'libphonenumber-js';`,
  ],
  [
    'the ground that knows a feature',
    'server/jobs/run.ts',
    `import { deliver } from '../messaging/deliver.ts';`,
  ],
  [
    'the ground that fetches a feature late',
    'server/config.ts',
    `const { hire } = await import('./staff/hire.ts');`,
  ],
  [
    'the stream that runs a contract',
    'server/live/stream.ts',
    `import { ReservationRow } from '../reservations/contract.ts';`,
  ],
  [
    'an older feature that knows a younger one',
    'server/guests/know.ts',
    `import { book } from '../reservations/book.ts';`,
  ],
  [
    'an older feature that passes a younger one on',
    'server/seating/room.ts',
    `export { slots } from '../availability/slots.ts';`,
  ],
  [
    'features beside each other',
    'server/seating/claim.ts',
    `import type { Words } from '../consents/words.ts';`,
  ],
  ['a feature that knows the whole', 'server/guests/routes.ts', `import { buildApp } from '../app.ts';`],
  [
    'a feature that knows the demo',
    'server/guests/know.ts',
    `import { houses } from '../db/demo/houses.ts';`,
  ],
  [
    'the ground that imports what is for tests',
    'server/refusal.ts',
    `import { testApp } from './testing/app.ts';`,
  ],
  [
    'an import over several lines',
    'server/guests/know.ts',
    `import {\n  book,\n  type Wish,\n} from '../reservations/book.ts';`,
  ],
  ['an import for its effect', 'server/guests/know.ts', `import '../reservations/book.ts';`],
  ['a folder that has no place yet', 'server/vouchers/sell.ts', `import { row } from '../db/sql.ts';`],
])('%s is found', (_, path, source) => {
  expect(offenders([[path, source]])).toHaveLength(1);
});

test.each<[what: string, path: string, source: string]>([
  [
    'types of a contract in a client',
    'widget/booking.ts',
    `import type { Booking } from '../server/reservations/contract.ts';`,
  ],
  ['the typed call in a client', 'bot/talk.ts', `import { caller } from '../server/contract/call.ts';`],
  [
    'a younger feature that knows an older one',
    'server/reservations/book.ts',
    `import { knowGuest } from '../guests/know.ts';`,
  ],
  [
    'a contract among contracts',
    'server/reservations/contract.ts',
    `import { Type } from 'typebox';\nimport { Address } from '../restaurants/contract.ts';`,
  ],
  [
    'a part of a contract among contracts',
    'server/reservations/contract/guest.ts',
    `import { Address } from '../../restaurants/contract.ts';\nimport { Status } from './words.ts';`,
  ],
  ['the entity list', 'server/db/orm.ts', `import { Guest } from '../guests/guest.ts';`],
  ['a test', 'server/guests/know.test.ts', `import { book } from '../reservations/book.ts';`],
  [
    'words in a comment',
    'server/guests/know.ts',
    `// import { book } from '../reservations/book.ts';\n/* import '../app.ts' */`,
  ],
])('%s is allowed', (_, path, source) => {
  expect(offenders([[path, source]])).toEqual([]);
});

test("a prop of a feature's tests is for tests alone", () => {
  const prop: [string, string] = ['server/guests/stage.ts', `import { testApp } from '../testing/app.ts';`];
  const use = `import { stage } from './stage.ts';`;
  expect(offenders([prop, ['server/guests/know.test.ts', use]])).toEqual([]);
  expect(offenders([prop, ['server/guests/know.ts', use]])).toEqual([
    'server/guests/know.ts → server/guests/stage.ts: only tests import what is for tests',
  ]);
});

test('SQL beside the verbs is under the same rule', () => {
  const know: [string, string] = [
    'server/guests/know.sql',
    'CREATE OR REPLACE FUNCTION know_guest() RETURNS uuid …',
  ];
  const book: [string, string] = ['server/reservations/book.sql', 'CREATE FUNCTION book() … know_guest() …'];
  expect(offenders([know, book])).toEqual([]);
  const early: [string, string] = [know[0], `${know[1]} PERFORM book();`];
  expect(offenders([early, book])).toEqual([
    'server/guests/know.sql → server/reservations/book.sql: reservations is not older than guests: features import one way',
  ]);
  const inWords: [string, string] = [know[0], `${know[1]} -- whoever calls book()\n SELECT 'book'`];
  expect(offenders([inWords, book])).toEqual([]);
});
