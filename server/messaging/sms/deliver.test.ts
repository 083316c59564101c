import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Runner } from 'graphile-worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../../db/sql.ts';
import { runJobs } from '../../jobs/run.ts';
import { type TestApp, testApp } from '../../testing/app.ts';
import type { House } from '../../testing/house.ts';
import { queueMessage } from '../send.ts';
import { type MessagingDeps, messagingTasks } from '../tasks.ts';
import { twilioStandIn } from './standIn.ts';

const account = `AC${'0'.repeat(32)}`;
const number = '+33639981234';
/** The queue looks for jobs that may be tried again each second. */
const soon = { timeout: 10_000 };

let app: TestApp;
let house: House;
let twilio: Awaited<ReturnType<typeof twilioStandIn>>;
let runner: Runner | undefined;
const logged: string[] = [];
const log = {
  warn: (...words: unknown[]) => logged.push(JSON.stringify(words)),
} as unknown as FastifyBaseLogger;

beforeAll(async () => {
  app = await testApp();
  house = await app.house();
});
beforeEach(async () => {
  twilio = await twilioStandIn();
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await rows(app.orm.em.fork(), sql`DELETE FROM graphile_worker._private_jobs`);
  await twilio.close();
});
afterAll(() => app.close());

const tasks = (change: Partial<MessagingDeps> = {}) =>
  messagingTasks({
    em: () => app.orm.em.fork(),
    resendApiKey: undefined,
    mailFrom: undefined,
    twilio: { accountSid: account, authToken: 'a-token-for-tests', from: '+33639980000', url: twilio.url },
    ...change,
  });

async function startJobs(change: Partial<MessagingDeps> = {}) {
  runner = await runJobs(app.databaseUrl, tasks(change), [], log);
}

async function queue(): Promise<string> {
  const businessKey = `reservation:${randomUUID()}:reminder`;
  const em = app.orm.em.fork();
  await queueMessage(em, {
    organizationId: house.organizationId,
    restaurantId: house.restaurantId,
    guestId: null,
    businessKey,
    channel: 'sms',
    kind: 'reminder',
    recipient: number,
    locale: 'fr',
    subject: null,
    text: 'À demain, 20 h 30 & à bientôt – Zoé',
    html: null,
  });
  return (await row(em, sql<{ id: string }>`SELECT id FROM messages WHERE business_key = ${businessKey}`))!
    .id;
}

const kept = async (id: string) =>
  (await row(
    app.orm.em.fork(),
    sql<{ status: string; error: string | null; providerId: string | null }>`
      SELECT status, error, provider_id AS "providerId" FROM messages WHERE id = ${id}`,
  ))!;
const statusOf = (id: string) => expect.poll(async () => (await kept(id)).status, soon);
const failedOnce = () =>
  expect.poll(
    async () =>
      (
        await rows(
          app.orm.em.fork(),
          sql`SELECT id FROM graphile_worker._private_jobs WHERE locked_at IS NULL AND last_error IS NOT NULL`,
        )
      ).length,
    soon,
  );
/** Jobs that failed wait for their next try: now is that time. */
const hurry = () => rows(app.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
const job = (message: string) => ({ organization: house.organizationId, message });

describe('an SMS', () => {
  test('is handed to Twilio as a form, and noted as sent', async () => {
    await startJobs();
    const id = await queue();
    await statusOf(id).toBe('sent');
    expect(await kept(id)).toEqual({ status: 'sent', error: null, providerId: 'SM1' });
    expect(twilio.received).toHaveLength(1);
    expect(twilio.received[0]).toMatchObject({
      path: `POST /2010-04-01/Accounts/${account}/Messages.json`,
      headers: {
        authorization: `Basic ${Buffer.from(`${account}:a-token-for-tests`).toString('base64')}`,
        'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
      },
      form: { To: number, From: '+33639980000', Body: 'À demain, 20 h 30 & à bientôt – Zoé' },
    });
  });

  test('is tried again when Twilio asks for patience, which it surely did not take', async () => {
    twilio.answers.push({ status: 429, body: { code: 20429, message: number } });
    await startJobs();
    const id = await queue();
    await failedOnce().toBe(1);
    expect((await kept(id)).status).toBe('queued');
    await hurry();
    await statusOf(id).toBe('sent');
    expect(twilio.received).toHaveLength(2);
  });

  test('is tried again when nobody listened', async () => {
    const { url, close } = await twilioStandIn();
    await close();
    const id = await queue();
    const sms = { accountSid: account, authToken: 'a-token-for-tests', from: 'Ardoise' };
    await expect(tasks({ twilio: { ...sms, url } }).deliver_message!(job(id))).rejects.toThrow(
      'no connection',
    );
    await tasks().deliver_message!(job(id));
    expect((await kept(id)).status).toBe('sent');
  });

  test.each([
    ['its answer was lost', { status: 0, cut: true }],
    ['Twilio fell over', { status: 500, body: { code: 20500 } }],
  ])('is not asked for twice when %s: it may have gone out', async (_what, answer) => {
    twilio.answers.push(answer);
    const id = await queue();
    const task = tasks().deliver_message!;
    await task(job(id));
    await task(job(id));
    expect(await kept(id)).toEqual({ status: 'failed', error: 'unsure', providerId: null });
    expect(twilio.received).toHaveLength(1);
  });

  test('is handed over once although its job runs several times at one moment', async () => {
    const id = await queue();
    const task = tasks().deliver_message!;
    await Promise.allSettled(Array.from({ length: 5 }, () => task(job(id))));
    expect(twilio.received).toHaveLength(1);
    expect((await kept(id)).status).toBe('sent');
  });

  test('whose server was killed while it was sent is not sent again, and says so', async () => {
    const id = await queue();
    const task = tasks().deliver_message!;
    const begun = (ago: string) =>
      row(
        app.orm.em.fork(),
        sql`UPDATE messages SET attempted_at = clock_timestamp() - ${ago}::interval WHERE id = ${id}`,
      );
    await begun('5 seconds');
    await expect(task(job(id))).rejects.toThrow('being sent');
    await begun('2 minutes');
    await task(job(id));
    expect(await kept(id)).toEqual({ status: 'failed', error: 'unsure', providerId: null });
    expect(twilio.received).toEqual([]);
  });

  test('that Twilio refuses has failed, with a reason that names nobody', async () => {
    twilio.answers.push({
      status: 400,
      body: { code: 21211, message: `Invalid 'To' Phone Number: ${number}` },
    });
    const id = await queue();
    await tasks().deliver_message!(job(id));
    expect((await kept(id)).error).toBe('refused: 400 21211');
  });

  test('that could not be handed over for nearly a day is given up', async () => {
    const id = await queue();
    await row(
      app.orm.em.fork(),
      sql`UPDATE messages SET created_at = now() - interval '23 hours 1 minute' WHERE id = ${id}`,
    );
    await tasks().deliver_message!(job(id));
    expect((await kept(id)).error).toBe('given_up');
    expect(twilio.received).toEqual([]);
  });

  test('stays in the outbox when only email has a provider, and email when only SMS has', async () => {
    const email = { resendApiKey: 're_test', mailFrom: 'a@exemple.example', resendUrl: twilio.url };
    const id = await queue();
    await tasks({ twilio: undefined, ...email }).deliver_message!(job(id));
    expect((await kept(id)).status).toBe('outbox');
    const letter = await queue();
    await row(app.orm.em.fork(), sql`UPDATE messages SET channel = 'email' WHERE id = ${letter}`);
    await tasks().deliver_message!(job(letter));
    expect((await kept(letter)).status).toBe('outbox');
    expect(twilio.received).toEqual([]);
  });

  test('leaves no trace of its guest in logs or in the job queue', async () => {
    logged.length = 0;
    twilio.answers.push({ status: 429, body: { code: 20429, message: number } });
    await startJobs();
    await queue();
    await failedOnce().toBe(1);
    const jobs = await rows(
      app.orm.em.fork(),
      sql<{ job: string }>`SELECT to_jsonb(j)::text AS job FROM graphile_worker._private_jobs j`,
    );
    const traces = [...logged, ...jobs.map(({ job }) => job)].join('\n');
    expect(traces).toContain('429 20429');
    expect(traces).not.toMatch(/zoé|3363998|token/i);
  });
});
