import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../contract/endpoint.ts';
import { row, sql } from '../db/sql.ts';
import { BOT_TOKEN, bookRequest, type TestApp, testApp } from './app.ts';
import type { House } from './house.ts';

/**
 * Walks every endpoint of the OpenAPI document as nobody, as a host, and as an owner of another organisation. An
 * endpoint joins by existing: what it takes is made up from its schema, what it is about from `about`.
 */

type Schema = {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
};
type Operation = {
  method: string;
  path: string;
  access: Access;
  parameters: { name: string; in: string; required?: boolean; schema: Schema }[];
  body?: Schema;
};

/** An operation as OpenAPI describes it. */
type Described = {
  'x-access': Access;
  parameters?: Operation['parameters'];
  requestBody?: { content?: { 'application/json'?: { schema: Schema } } };
};

let at: TestApp;
let house: House;
let operations: Operation[];
const cookies = { host: '', owner: '', stranger: '' };
/** What of the house each kind of path is about. */
let about: Record<string, string>;

beforeAll(async () => {
  at = await testApp();
  house = await at.house();
  const other = await at.house();
  cookies.host = await at.signIn(house.staff.host.email);
  cookies.owner = await at.signIn(house.staff.owner.email);
  cookies.stranger = await at.signIn(other.staff.owner.email);
  operations = await readOperations();
  about = await makeRows();
});
afterAll(() => at.close());

async function readOperations(): Promise<Operation[]> {
  const document = (await at.app.inject({ url: '/api/openapi.json' })).json();
  return Object.entries(document.paths as Record<string, Record<string, Described>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        access: operation['x-access'],
        parameters: operation.parameters ?? [],
        body: operation.requestBody?.content?.['application/json']?.schema,
      })),
  );
}

async function makeRows(): Promise<Record<string, string>> {
  const bot = { authorization: `Bearer ${BOT_TOKEN}` };
  await at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(),
  });
  const inbound = await at.app.inject({
    method: 'POST',
    url: '/api/bot/inbound',
    headers: bot,
    payload: {
      restaurant: house.slug,
      transport: 'terminal',
      address: 'a',
      externalId: '1',
      text: 'Bonsoir',
    },
  });
  const wait = await at.app.inject({
    method: 'POST',
    url: '/api/waitlist/queue',
    headers: { cookie: cookies.owner },
    payload: { restaurant: house.slug, party: 2, guest: {} },
  });
  const found = await row<{ reservation: string; guest: string }>(
    at.orm.em.fork(),
    sql`SELECT id AS reservation, guest_id AS guest FROM reservations WHERE organization_id = ${house.organizationId}`,
  );
  return {
    reservations: found!.reservation,
    guests: found!.guest,
    conversations: inbound.json().conversation,
    waitlist: wait.json().id,
  };
}

function exampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.pattern?.includes('[0-9a-f]{8}')) return randomUUID();
  if (schema.pattern?.includes('\\d{4}-\\d{2}-\\d{2}')) return '2026-10-17';
  if (schema.pattern?.includes('\\d{4}-\\d{2}')) return '2026-10';
  if (schema.pattern?.includes('2[0-3]')) return '20:00';
  if (schema.pattern?.includes('a-z0-9')) return house.slug;
  if (schema.type === 'integer') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return schema.minItems ? [exampleOf(schema.items ?? {})] : [];
  if (schema.type === 'object' || schema.properties) {
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]),
    );
  }
  return 'un texte assez long pour tout';
}

function ask(operation: Operation, headers: Record<string, string>) {
  const kind = /(\w+)\/\{id\}/.exec(operation.path)?.[1] ?? '';
  let url = operation.path;
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    const value =
      parameter.name === 'id' ? (about[kind] ?? randomUUID()) : String(exampleOf(parameter.schema));
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, value);
    if (parameter.in === 'query' && (parameter.required || parameter.name === 'restaurant'))
      query.set(parameter.name, value);
  }
  return at.app.inject({
    method: operation.method as 'GET',
    url: query.size ? `${url}?${query}` : url,
    headers,
    ...(operation.body && { payload: exampleOf(operation.body) as object }),
  });
}

const known: Access[] = ['public', 'link', 'bot', 'host', 'manager', 'owner'];
const isStaff = (operation: Operation) => ['host', 'manager', 'owner'].includes(operation.access);
/** Those that name a row or a restaurant: the others can only ever answer for one's own organisation. */
const namesSomething = (operation: Operation) =>
  operation.parameters.some((parameter) => parameter.in === 'path' || parameter.name === 'restaurant');

async function each(
  which: (operation: Operation) => boolean,
  check: (operation: Operation) => Promise<unknown>,
) {
  const chosen = operations.filter(which);
  expect(chosen.length).toBeGreaterThan(0);
  const answers: Record<string, unknown> = {};
  for (const operation of chosen) answers[`${operation.method} ${operation.path}`] = await check(operation);
  return answers;
}
const all = (answers: Record<string, unknown>, value: unknown) =>
  Object.fromEntries(Object.keys(answers).map((key) => [key, value]));

describe('every endpoint', () => {
  test('says who may call it', () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(operations.filter((operation) => !known.includes(operation.access))).toEqual([]);
  });

  test('of the staff or the bot answers nobody with 401', async () => {
    const answers = await each(
      (operation) => isStaff(operation) || operation.access === 'bot',
      async (operation) => (await ask(operation, {})).statusCode,
    );
    expect(answers).toEqual(all(answers, 401));
  });

  test('above a host answers a host with 403, and that of the bot anybody of the staff', async () => {
    const answers = await each(
      ({ access }) => access === 'manager' || access === 'owner' || access === 'bot',
      async (operation) =>
        (await ask(operation, { cookie: operation.access === 'bot' ? cookies.owner : cookies.host }))
          .statusCode,
    );
    expect(answers).toEqual(all(answers, 403));
  });

  test('that names a row answers the owner of another organisation with 404', async () => {
    const answers = await each(
      (operation) => isStaff(operation) && namesSomething(operation),
      async (operation) => (await ask(operation, { cookie: cookies.stranger })).statusCode,
    );
    expect(answers).toEqual(all(answers, 404));
  });

  test('answers its own owner, so that the refusals above are not for another reason', async () => {
    const answers = await each(
      (operation) => isStaff(operation) && operation.method === 'GET',
      async (operation) => (await ask(operation, { cookie: cookies.owner })).statusCode,
    );
    expect(answers).toEqual(all(answers, 200));
  });

  test('of a link answers a made-up one with 404', async () => {
    const answers = await each(
      (operation) => operation.access === 'link',
      async (operation) => {
        const made = { ...operation, path: operation.path.replace('{token}', 'A'.repeat(43)) };
        return (await ask(made, {})).statusCode;
      },
    );
    expect(answers).toEqual(all(answers, 404));
  });

  test('answers other origins when guests call it, and only then', async () => {
    const answers = await each(
      () => true,
      async (operation) => {
        const { headers } = await at.app.inject({
          method: 'OPTIONS',
          url: operation.path.replace(/\{\w+\}/g, 'x'),
          headers: {
            origin: 'https://restaurant.example',
            'access-control-request-method': operation.method,
          },
        });
        return headers['access-control-allow-origin'] ?? 'none';
      },
    );
    for (const { method, path, access } of operations) {
      const ours = path === '/api/session' || path.startsWith('/api/webhooks/');
      const open = (access === 'public' || access === 'link') && !ours;
      expect([`${method} ${path}`, answers[`${method} ${path}`]]).toEqual([
        `${method} ${path}`,
        open ? '*' : 'none',
      ]);
    }
  });

  test('of the staff that changes something refuses a page of another origin', async () => {
    const answers = await each(
      (operation) => isStaff(operation) && operation.method !== 'GET',
      async (operation) =>
        (await ask(operation, { cookie: cookies.owner, origin: 'https://elsewhere.example' })).statusCode,
    );
    expect(answers).toEqual(all(answers, 403));
  });
});
