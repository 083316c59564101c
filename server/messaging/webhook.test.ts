import { createHmac, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import type { Message, Outcome } from './contract.ts';
import { resendStandIn } from './email/standIn.ts';
import { messagingTasks } from './tasks.ts';

const SECRET = `whsec_${Buffer.from('a key of four and twenty').toString('base64')}`;
const address = 'zoe.martin@exemple.example';

let app: TestApp;
let house: House;
let guestId: string;
let logged = '';

beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  app = await testApp({ resendWebhookSecret: SECRET }, { level: 'trace', stream });
  house = await app.house();
  const guest = await row(
    app.orm.em.fork(),
    sql<{ id: string }>`
      INSERT INTO guests (organization_id, first_name, last_name, locale, source)
      VALUES (${house.organizationId}, 'Zoé', 'Martin', 'fr', 'staff') RETURNING id`,
  );
  guestId = guest!.id;
});
afterAll(() => app.close());

type Sent = { id: string; providerId: string };
let message: Sent;
beforeEach(async () => {
  message = await sent(`${randomUUID()}@exemple.example`);
});

async function sent(recipient: string, channel = 'email'): Promise<Sent> {
  const providerId = randomUUID();
  const kept = await row(
    app.orm.em.fork(),
    sql<{ id: string }>`
      INSERT INTO messages (organization_id, restaurant_id, guest_id, business_key, channel, kind, recipient, locale,
                            body_text, status, provider_id, sent_at)
      VALUES (${house.organizationId}, ${house.restaurantId}, ${guestId}, ${randomUUID()}, ${channel}, 'confirmation',
              ${recipient}, 'fr', 'Bonjour', 'sent', ${providerId}, now()) RETURNING id`,
  );
  return { id: kept!.id, providerId };
}

type Told = {
  kind?: string;
  at?: string;
  of?: Sent;
  data?: object;
  body?: string;
  id?: string;
  timestamp?: number;
  key?: string;
  signatures?: (right: string) => string;
};

/** Tells the app of a message as Resend does: signed with Svix's scheme. */
function tell({ kind = 'delivered', at = '2026-10-10T09:59:00.000Z', of = message, ...other }: Told = {}) {
  const body =
    other.body ??
    JSON.stringify({
      type: `email.${kind}`,
      created_at: at,
      data: { email_id: of.providerId, to: [address], subject: 'Réservation confirmée', ...other.data },
    });
  const id = other.id ?? `msg_${randomUUID()}`;
  const timestamp = String(other.timestamp ?? Math.floor(app.now.getTime() / 1000));
  const key = Buffer.from((other.key ?? SECRET).slice('whsec_'.length), 'base64');
  const right = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return app.app.inject({
    method: 'POST',
    url: '/api/webhooks/resend',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': other.signatures ? other.signatures(right) : right,
    },
    payload: body,
  });
}

async function read(id = message.id) {
  const cookie = await app.signIn(house.staff.host.email);
  const answer = await app.app.inject({ url: `/api/guests/${guestId}/messages`, headers: { cookie } });
  const found = (answer.json() as { messages: Message[] }).messages.find((one) => one.id === id)!;
  const { outcome, outcomeAt, emailTrouble } = found;
  return { outcome, outcomeAt, emailTrouble };
}

const eventsOf = (id: string) =>
  rows(app.orm.em.fork(), sql<{ kind: string }>`SELECT kind FROM message_events WHERE message_id = ${id}`);

describe('what Resend tells', () => {
  test.each<[Outcome]>([['delivered'], ['opened'], ['clicked'], ['bounced'], ['complained']])(
    'as %s stands beside the message',
    async (kind) => {
      expect(await read()).toEqual({ outcome: null, outcomeAt: null, emailTrouble: null });
      const answer = await tell({ kind });
      expect([answer.statusCode, answer.json()]).toEqual([200, { heard: true }]);
      expect(await read()).toMatchObject({ outcome: kind, outcomeAt: '2026-10-10T09:59:00.000Z' });
    },
  );

  test('is in the list of what went out as well', async () => {
    await tell({ kind: 'opened' });
    const cookie = await app.signIn(house.staff.manager.email);
    const answer = await app.app.inject({
      url: `/api/messages?restaurant=${house.slug}`,
      headers: { cookie },
    });
    expect(answer.json().messages[0]).toMatchObject({ id: message.id, outcome: 'opened' });
  });

  test('counts once, however often it is told', async () => {
    const id = `msg_${randomUUID()}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => tell({ id })));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(await eventsOf(message.id)).toHaveLength(1);
  });

  test.each<[string[], Outcome]>([
    [['opened', 'delivered'], 'opened'],
    [['clicked', 'opened', 'delivered'], 'clicked'],
    [['delivered', 'bounced'], 'bounced'],
    [['bounced', 'delivered'], 'bounced'],
    [['opened', 'bounced'], 'opened'],
    [['complained', 'clicked', 'delivered'], 'complained'],
  ])('in the order %s is %s', async (kinds, outcome) => {
    for (const kind of kinds) await tell({ kind });
    expect((await read()).outcome).toBe(outcome);
  });

  test('says when it first happened', async () => {
    await tell({ kind: 'opened', at: '2026-10-10T09:30:00.000Z' });
    await tell({ kind: 'opened', at: '2026-10-10T09:10:00.000Z' });
    expect((await read()).outcomeAt).toBe('2026-10-10T09:10:00.000Z');
  });

  test('before we wrote down its name for a message is heard by ours', async () => {
    await tell({
      of: { id: message.id, providerId: 'not-known-yet' },
      data: { tags: { message: message.id } },
    });
    expect((await read()).outcome).toBe('delivered');
  });

  test('of an email that a booking wrote is on the record of its guest', async () => {
    const resend = await resendStandIn();
    try {
      const request = bookRequest();
      const url = `/api/restaurants/${house.slug}/reservations`;
      await app.app.inject({ method: 'POST', url, payload: request });
      await app.work();
      const em = app.orm.em.fork();
      const written = await row(
        em,
        sql<{ id: string; guest: string }>`
          UPDATE messages SET status = 'queued' WHERE recipient = ${request.guest.email!} RETURNING id, guest_id AS guest`,
      );
      const tasks = messagingTasks({
        em: () => app.orm.em.fork(),
        resendApiKey: 're_test',
        mailFrom: 'Maison <reservations@exemple.example>',
        resendUrl: resend.url,
      });
      await tasks.deliver_message!({ organization: house.organizationId, message: written!.id });

      const tags = resend.received[0]!.body.tags as { name: string; value: string }[];
      const givenBack = Object.fromEntries(tags.map(({ name, value }) => [name, value]));
      const of = { id: written!.id, providerId: resend.sent.get(written!.id)! };
      await tell({ kind: 'delivered', of });
      await tell({ kind: 'opened', of: { ...of, providerId: 'another' }, data: { tags: givenBack } });
      const cookie = await app.signIn(house.staff.host.email);
      const answer = await app.app.inject({
        url: `/api/guests/${written!.guest}/messages`,
        headers: { cookie },
      });
      expect(answer.json().messages).toMatchObject([
        { id: written!.id, kind: 'confirmation', status: 'sent', outcome: 'opened', emailTrouble: null },
      ]);
      expect(await eventsOf(written!.id)).toHaveLength(2);
    } finally {
      await resend.close();
    }
  });

  test('as kept from leaving, or failed on the way, is a message that did not arrive', async () => {
    await tell({ kind: 'suppressed' });
    expect((await read()).outcome).toBe('bounced');
  });

  test.each([
    ['of a message that is not ours', { of: { id: '', providerId: randomUUID() } }, true],
    ['of a kind that nobody needs', { kind: 'delivery_delayed' }, false],
    [
      'without a name',
      { body: '{"type":"email.opened","created_at":"2026-10-10T09:59:00Z","data":{}}' },
      false,
    ],
    ['at no time', { at: 'yesterday' }, false],
    ['as no JSON', { body: 'opened!' }, false],
    ['as null', { body: 'null' }, false],
    [
      'with an odd name of ours',
      { data: { tags: { message: "' OR 1=1" } }, of: { id: '', providerId: '' } },
      true,
    ],
  ] as [string, Told, boolean][])('%s is taken and changes nothing', async (_what, told, heard) => {
    const before = await rows(app.orm.em.fork(), sql`SELECT id FROM message_events`);
    const answer = await tell(told);
    expect([answer.statusCode, answer.json()]).toEqual([200, { heard }]);
    expect(await rows(app.orm.em.fork(), sql`SELECT id FROM message_events`)).toEqual(before);
  });

  test('is never rewritten', async () => {
    await tell();
    for (const act of [sql`UPDATE message_events SET kind = 'opened'`, sql`DELETE FROM message_events`]) {
      await expect(rows(app.orm.em.fork(), act)).rejects.toThrow('only grows');
    }
  });

  test('leaves no address, subject or link behind, in the database or in the logs', async () => {
    await tell({
      kind: 'clicked',
      data: { click: { link: 'https://exemple.example/b/secret', ipAddress: '192.0.2.7' } },
    });
    await tell({
      body: `{"type":"email.opened","data":{"to":["${address}"]}`,
      key: `whsec_${'A'.repeat(32)}`,
    });
    const kept = await rows(
      app.orm.em.fork(),
      sql<{ event: string }>`SELECT to_jsonb(e)::text AS event FROM message_events e`,
    );
    expect(logged).toContain('/api/webhooks/resend');
    expect(`${logged}${kept.map(({ event }) => event)}`).not.toMatch(/zoe|secret|192\.0\.2|Réservation/i);
  });
});

describe('the address of a message', () => {
  test('that took none is said on every message to it, until one arrives', async () => {
    const to = `${randomUUID()}@exemple.example`;
    const [first, second] = [await sent(to), await sent(to)];
    await tell({ kind: 'bounced', of: first, at: '2026-10-10T09:00:00Z' });
    expect(await read(second.id)).toEqual({ outcome: null, outcomeAt: null, emailTrouble: 'bounced' });
    await tell({ kind: 'delivered', of: second, at: '2026-10-10T09:30:00Z' });
    expect(await read(second.id)).toMatchObject({ outcome: 'delivered', emailTrouble: null });
    expect(await read(first.id)).toMatchObject({ outcome: 'bounced', emailTrouble: null });
  });

  test('whose owner complained stays known for it', async () => {
    const to = `${randomUUID()}@exemple.example`;
    const [first, second] = [await sent(to), await sent(to)];
    await tell({ kind: 'complained', of: first, at: '2026-10-10T09:00:00Z' });
    await tell({ kind: 'opened', of: second, at: '2026-10-10T09:30:00Z' });
    expect(await read(second.id)).toMatchObject({ outcome: 'opened', emailTrouble: 'complained' });
  });

  test('is nothing to another organisation', async () => {
    const to = `${randomUUID()}@exemple.example`;
    await tell({ kind: 'bounced', of: await sent(to) });
    const other = await app.house();
    await row(
      app.orm.em.fork(),
      sql`INSERT INTO messages (organization_id, restaurant_id, business_key, channel, kind, recipient, locale, body_text)
          VALUES (${other.organizationId}, ${other.restaurantId}, 'x', 'email', 'confirmation', ${to}, 'fr', 'Bonjour')`,
    );
    const cookie = await app.signIn(other.staff.manager.email);
    const answer = await app.app.inject({
      url: `/api/messages?restaurant=${other.slug}`,
      headers: { cookie },
    });
    expect(answer.json().messages).toMatchObject([{ to, emailTrouble: null }]);
  });
});

describe('a webhook', () => {
  const now = () => Math.floor(app.now.getTime() / 1000);
  const wrong = `v1,${'A'.repeat(43)}=`;

  test.each<[string, () => Told]>([
    ['signed with another secret', () => ({ key: `whsec_${'A'.repeat(32)}` })],
    ['without a signature', () => ({ signatures: () => '' })],
    ['with a signature of another version', () => ({ signatures: (right) => right.replace('v1,', 'v2,') })],
    ['with half a signature', () => ({ signatures: (right) => right.slice(0, 20) })],
    ['of six minutes ago', () => ({ timestamp: now() - 360 })],
    ['of six minutes ahead', () => ({ timestamp: now() + 360 })],
    ['whose time is no number', () => ({ timestamp: Number.NaN })],
  ])('%s is refused', async (_what, told) => {
    const answer = await tell(told());
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'bad_signature']);
    expect(await eventsOf(message.id)).toEqual([]);
  });

  test('is refused when a single byte of it was changed', async () => {
    const body = `{"type":"email.opened","created_at":"2026-10-10T09:59:00Z","data":{"email_id":"${message.providerId}"}}`;
    const id = 'msg_changed';
    const key = Buffer.from(SECRET.slice(6), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${now()}.${body}`).digest('base64');
    const send = (payload: string) =>
      app.app.inject({
        method: 'POST',
        url: '/api/webhooks/resend',
        headers: {
          'content-type': 'application/json',
          'svix-id': id,
          'svix-timestamp': `${now()}`,
          'svix-signature': `v1,${signature}`,
        },
        payload,
      });
    expect((await send(body.replace('opened', 'clicked'))).statusCode).toBe(401);
    expect((await send(`${body} `)).statusCode).toBe(401);
    expect((await send(body)).statusCode).toBe(200);
  });

  test('with one right signature among several is heard, and so is one a little late', async () => {
    expect((await tell({ signatures: (right) => `${wrong} ${right} v1a,abc` })).statusCode).toBe(200);
    expect((await tell({ timestamp: now() - 290 })).statusCode).toBe(200);
  });

  test('without headers or body is refused', async () => {
    const answer = await app.app.inject({ method: 'POST', url: '/api/webhooks/resend' });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'bad_signature']);
  });

  test('has no door where no secret was set', async () => {
    const deaf = await testApp();
    try {
      const answer = await deaf.app.inject({ method: 'POST', url: '/api/webhooks/resend', payload: {} });
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found']);
    } finally {
      await deaf.close();
    }
  });
});
