import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Runner } from 'graphile-worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { runJobs } from '../jobs/run.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { resendStandIn } from './email/standIn.ts';
import { type OutgoingMessage, queueMessage } from './send.ts';
import { type MessagingDeps, messagingTasks } from './tasks.ts';

let app: TestApp;
let house: House;
let resend: Awaited<ReturnType<typeof resendStandIn>>;
let runner: Runner | undefined;
const logged: string[] = [];

beforeAll(async () => {
  app = await testApp();
  house = await app.house();
  await row(
    app.orm.em.fork(),
    sql`UPDATE restaurants SET email = 'maison@exemple.example' WHERE id = ${house.restaurantId}`,
  );
});
beforeEach(async () => {
  resend = await resendStandIn();
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await rows(app.orm.em.fork(), sql`DELETE FROM graphile_worker._private_jobs`);
  await resend.close();
});
afterAll(() => app.close());

const log = {
  warn: (...words: unknown[]) => logged.push(JSON.stringify(words)),
} as unknown as FastifyBaseLogger;

const deps = (change: Partial<MessagingDeps> = {}): MessagingDeps => ({
  em: () => app.orm.em.fork(),
  resendApiKey: 're_test',
  mailFrom: 'Maison <reservations@exemple.example>',
  resendUrl: resend.url,
  ...change,
});

async function startJobs(change: Partial<MessagingDeps> = {}) {
  runner = await runJobs(app.databaseUrl, messagingTasks(deps(change)), [], log);
}

const guestAddress = 'zoe.martin@exemple.example';

async function queue(change: Partial<OutgoingMessage> = {}): Promise<string> {
  const message: OutgoingMessage = {
    organizationId: house.organizationId,
    restaurantId: house.restaurantId,
    guestId: null,
    businessKey: `reservation:${randomUUID()}:confirmation`,
    channel: 'email',
    kind: 'confirmation',
    recipient: guestAddress,
    locale: 'fr',
    subject: 'Réservation confirmée',
    text: 'Bonjour Zoé',
    html: '<p>Bonjour Zoé</p>',
    ...change,
  };
  const em = app.orm.em.fork();
  await em.transactional((em) => queueMessage(em, message));
  const kept = await row(
    em,
    sql<{ id: string }>`SELECT id FROM messages WHERE business_key = ${message.businessKey}`,
  );
  return kept!.id;
}

/** The queue looks for jobs that may be tried again each second. */
const soon = { timeout: 10_000 };

type Kept = { status: string; error: string | null; providerId: string | null; sentAt: string | null };
const kept = async (id: string) =>
  (await row(
    app.orm.em.fork(),
    sql<Kept>`SELECT status, error, provider_id AS "providerId", iso(sent_at) AS "sentAt" FROM messages WHERE id = ${id}`,
  ))!;
const statusOf = (id: string) => expect.poll(async () => (await kept(id)).status, soon);
/** Jobs that failed wait for their next try: now is that time. */
const hurry = () => rows(app.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);

describe('a message', () => {
  test('is handed to the provider with its key, and noted as sent', async () => {
    await startJobs();
    const id = await queue();
    await statusOf(id).toBe('sent');
    expect(await kept(id)).toMatchObject({ error: null, providerId: 'sent-1', sentAt: expect.any(String) });
    expect(resend.received).toHaveLength(1);
    expect(resend.received[0]).toMatchObject({
      path: 'POST /emails',
      headers: { authorization: 'Bearer re_test', 'idempotency-key': id },
      body: {
        from: 'Maison <reservations@exemple.example>',
        to: [guestAddress],
        reply_to: 'maison@exemple.example',
        subject: 'Réservation confirmée',
        text: 'Bonjour Zoé',
        html: '<p>Bonjour Zoé</p>',
      },
    });
  });

  test('with a business key that was used is not written again', async () => {
    const businessKey = `reservation:${randomUUID()}:confirmation`;
    const [one, two] = [await queue({ businessKey }), await queue({ businessKey })];
    expect(two).toBe(one);
    await startJobs();
    await statusOf(one).toBe('sent');
    expect(resend.received).toHaveLength(1);
  });

  test('of an act that is undone is neither written nor sent', async () => {
    const businessKey = `reservation:${randomUUID()}:confirmation`;
    const em = app.orm.em.fork();
    const undone = em.transactional(async (em) => {
      await queueMessage(em, {
        organizationId: house.organizationId,
        restaurantId: house.restaurantId,
        guestId: null,
        businessKey,
        channel: 'email',
        kind: 'confirmation',
        recipient: guestAddress,
        locale: 'fr',
        subject: null,
        text: 'Bonjour',
        html: null,
      });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await row(em, sql`SELECT 1 FROM messages WHERE business_key = ${businessKey}`)).toBeNull();
    const later = await queue();
    await startJobs();
    await statusOf(later).toBe('sent');
    expect(resend.received).toHaveLength(1);
  });

  test('is tried again when the provider is down or asks for patience, and goes out once', async () => {
    resend.answers.push({ status: 500 }, { status: 429, body: { name: 'rate_limit_exceeded' } });
    await startJobs();
    const id = await queue();
    for (const tries of [1, 2]) {
      await expect.poll(() => resend.received.length, soon).toBe(tries);
      await expect.poll(() => logged.length, soon).toBeGreaterThan(0);
      expect((await kept(id)).status).toBe('queued');
      await expect.poll(async () => (await unlockedJobs()).length, soon).toBe(1);
      await hurry();
    }
    await statusOf(id).toBe('sent');
    expect(resend.received).toHaveLength(3);
    expect(resend.sent.size).toBe(1);
  });

  test('goes out once although the answer to the first try was lost', async () => {
    resend.answers.push({ status: 0, cut: true });
    await startJobs();
    const id = await queue();
    await expect.poll(async () => (await unlockedJobs()).length, soon).toBe(1);
    expect((await kept(id)).status).toBe('queued');
    await hurry();
    await statusOf(id).toBe('sent');
    expect(new Set(resend.received.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([id]));
    expect([...resend.sent.keys()]).toEqual([id]);
  });

  test('is handed over once although its job runs several times at one moment', async () => {
    const id = await queue();
    const task = messagingTasks(deps()).deliver_message!;
    const job = { organization: house.organizationId, message: id };
    await Promise.all(Array.from({ length: 5 }, () => task(job)));
    expect(resend.received.filter(({ headers }) => headers['idempotency-key'] === id)).toHaveLength(1);
    expect((await kept(id)).status).toBe('sent');
  });

  test('that the provider refuses has failed, with a reason that names nobody', async () => {
    resend.answers.push({
      status: 422,
      body: { name: 'validation_error', message: `Invalid \`to\`: ${guestAddress}` },
    });
    await startJobs();
    const id = await queue();
    await statusOf(id).toBe('failed');
    expect((await kept(id)).error).toBe('refused: 422 validation_error');
    resend.answers.push({ status: 400, body: { name: `Bad ${guestAddress}` } });
    const odd = await queue();
    await statusOf(odd).toBe('failed');
    expect((await kept(odd)).error).toBe('refused: 400');
  });

  test('that could not be handed over for nearly a day is given up', async () => {
    const id = await queue();
    await row(
      app.orm.em.fork(),
      sql`UPDATE messages SET created_at = now() - interval '23 hours 1 minute' WHERE id = ${id}`,
    );
    await startJobs();
    await statusOf(id).toBe('failed');
    expect((await kept(id)).error).toBe('given_up');
    expect(resend.received).toEqual([]);
  });

  test('stays in the outbox to be read when there is no provider for it', async () => {
    await startJobs({ resendApiKey: undefined });
    const id = await queue();
    await statusOf(id).toBe('outbox');
    expect(await kept(id)).toEqual({ status: 'outbox', error: null, providerId: null, sentAt: null });
    expect(resend.received).toEqual([]);
  });

  test('leaves no trace of its guest in logs or in the job queue', async () => {
    logged.length = 0;
    resend.answers.push({ status: 503, body: { name: 'down', message: guestAddress } });
    await startJobs();
    await queue();
    await expect.poll(() => logged.length, soon).toBeGreaterThan(0);
    await expect.poll(async () => (await unlockedJobs()).length, soon).toBe(1);
    const jobs = await rows(
      app.orm.em.fork(),
      sql<{ job: string }>`SELECT to_jsonb(j)::text AS job FROM graphile_worker._private_jobs j`,
    );
    const traces = [...logged, ...jobs.map(({ job }) => job)].join('\n');
    expect(traces).toContain('deliver_message');
    expect(traces).toContain('503 down');
    expect(traces).not.toMatch(/zoe|zoé|exemple\.example/i);
  });
});

/** Jobs that failed once at least and that nobody is working on. */
const unlockedJobs = () =>
  rows(
    app.orm.em.fork(),
    sql`SELECT id FROM graphile_worker._private_jobs WHERE locked_at IS NULL AND last_error IS NOT NULL`,
  );
