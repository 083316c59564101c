import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, sql } from '../../server/db/sql.ts';
import { handOver } from '../handing.ts';
import type { Call } from '../server.ts';
import { transportSuite } from '../transport.suite.ts';
import type { LineState, OutboundMessage, StateDetail, Transport } from '../transport.ts';
import { NotHere, NotNow } from '../transport.ts';
import { cloudLine } from './line.ts';
import { requestFor } from './request.ts';
import {
  APP_SECRET,
  type CloudStandIn,
  deliver,
  hook,
  message,
  startCloud,
  TOKEN,
  VERIFY_TOKEN,
} from './testing/standIn.ts';

const PHONE_ID = '106540352242922';
const NOW = new Date('2026-10-10T12:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

/** Which restaurant the one number is of: the app reads it anew with each webhook. */
const phoneIds: Record<string, string> = {};
const cloud = () => ({
  url: '',
  phoneIds,
  token: TOKEN,
  appSecret: APP_SECRET,
  verifyToken: VERIFY_TOKEN,
});

let meta: CloudStandIn;
beforeAll(async () => {
  meta = await startCloud();
});
afterAll(() => meta?.close());

describe('what goes out', () => {
  const outbound = (change: Partial<OutboundMessage> = {}): OutboundMessage => ({
    id: '01a200c1-5e6d-72c4-8920-00b1d9b37ead',
    address: '33639980001@c.us',
    text: 'Bonsoir.',
    heardAt: ago(1),
    ...change,
  });

  test('is text to a number, or to the id of a guest who shows none', () => {
    expect(requestFor(outbound(), NOW)).toMatchObject({
      messaging_product: 'whatsapp',
      to: '33639980001',
      type: 'text',
      text: { body: 'Bonsoir.' },
      biz_opaque_callback_data: '01a200c1-5e6d-72c4-8920-00b1d9b37ead',
    });
    const hidden = requestFor(outbound({ address: 'user:FR.13491208655302741918' }), NOW);
    expect(hidden).toMatchObject({ recipient: 'FR.13491208655302741918' });
    expect(hidden).not.toHaveProperty('to');
  });

  test('has up to three choices as buttons, more as a list, and what fits neither in its words alone', () => {
    const three = requestFor(outbound({ choices: ['Je confirme', 'Je modifie', 'J’annule'] }), NOW);
    expect(three).toMatchObject({
      type: 'interactive',
      interactive: {
        type: 'button',
        action: { buttons: [{ reply: { title: 'Je confirme' } }, {}, { reply: { title: 'J’annule' } }] },
      },
    });
    const four = requestFor(outbound({ choices: ['19 h', '19 h 30', '20 h', '21 h'] }), NOW);
    expect(four).toMatchObject({
      interactive: { type: 'list', action: { sections: [{ rows: [{ title: '19 h' }, {}, {}, {}] }] } },
    });
    // A button has 20 characters, a row of a list 24; the words above a list may be longer, too.
    const text = `Choisissez.\n\n1. ${'x'.repeat(24)}\n2. y`;
    expect(requestFor(outbound({ text, choices: ['x'.repeat(24), 'y'] }), NOW)).toMatchObject({
      interactive: { type: 'list', body: { text: 'Choisissez.' } },
    });
    const wordy = requestFor(outbound({ text: 'w'.repeat(1025), choices: ['x', 'y'] }), NOW);
    expect(wordy).toMatchObject({ interactive: { type: 'list' } });
    const many = Array.from({ length: 11 }, (_, at) => `${at}`);
    for (const choices of [['x'.repeat(25), 'y'], many, ['x', 'x']])
      expect(requestFor(outbound({ choices }), NOW)).toMatchObject({ type: 'text' });
  });

  test('is a template beyond a day after the guest’s last word, and nothing when there is none', () => {
    const template = { name: 'reservation_reminder', language: 'fr' as const, values: ['Demain\n20 h'] };
    for (const heardAt of [ago(24), undefined]) {
      const { heardAt: _, ...rest } = outbound({ template });
      const late = { ...rest, ...(heardAt && { heardAt }) };
      expect(requestFor(late, NOW)).toMatchObject({
        type: 'template',
        template: {
          name: 'reservation_reminder',
          language: { code: 'fr' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: 'Demain 20 h' }] }],
        },
      });
    }
    expect(requestFor(outbound({ heardAt: ago(24) }), NOW)).toMatch(/24 h.*no template/);
    const long = { ...template, values: ['x'.repeat(901)] };
    expect(requestFor(outbound({ heardAt: ago(24), template: long }), NOW)).toBe('too long for a template');
    expect(requestFor(outbound({ heardAt: ago(23.9), template }), NOW)).toMatchObject({ type: 'text' });
  });
});

describe('a line of the Cloud API', () => {
  const states: [LineState, StateDetail | undefined][] = [];
  let line: Transport;
  const open = (token = TOKEN, more = {}) => {
    states.length = 0;
    line = cloudLine({ restaurant: 'chez-essai', url: meta.url, phoneId: PHONE_ID, token, ...more });
    return line.start({
      message: async () => undefined,
      state: (state, detail) => states.push([state, detail]),
      fate: () => undefined,
      fault: () => undefined,
    });
  };
  afterEach(() => line.stop());
  const outbound = (change: Partial<OutboundMessage> = {}): OutboundMessage => ({
    id: crypto.randomUUID(),
    address: '33639980001@c.us',
    text: 'Bonsoir.',
    heardAt: new Date().toISOString(),
    ...change,
  });

  test('is ready with its number; with a token that Meta refuses a person must see to it', async () => {
    await open();
    await expect.poll(() => states.at(-1)).toEqual(['ready', { phone: '+33639984000' }]);
    await line.stop();
    await open('another-token');
    await expect.poll(() => states.at(-1)?.[0]).toBe('logged_out');
    await expect(line.send(outbound())).rejects.toThrow(NotNow);
  });

  test('sends, and tells what Meta calls it; what Meta puts off is tried again, what it refuses is not', async () => {
    await open();
    const sent = await line.send(outbound());
    expect(sent).toEqual({ state: 'sent', externalId: meta.asked.at(-1)!.id });
    meta.refuse({ status: 400, code: 131056 });
    await expect(line.send(outbound())).rejects.toThrow(NotHere);
    meta.refuse({ status: 429, code: 130429 }, { status: 400, code: 131026 }, { status: 500, code: -1 });
    await expect(line.send(outbound())).rejects.toThrow(NotNow);
    expect(await line.send(outbound())).toEqual({ state: 'failed', why: 'refused by WhatsApp (131026)' });
    // After a 500 nobody knows: that is not "nothing left for certain".
    const unsure = await line.send(outbound()).catch((fault) => fault);
    expect(unsure).toBeInstanceOf(Error);
    expect(unsure).not.toBeInstanceOf(NotNow);
  });

  test('tries again to be ready where Meta puts it off; what never reached Meta was never sent', async () => {
    meta.refuseNumber({ status: 400, code: 4 }, { status: 500, code: 1 });
    await open(TOKEN, { patience: 1 });
    await expect.poll(() => states.at(-1)?.[0]).toBe('ready');
    expect(states.map(([state]) => state)).toEqual(['starting', 'degraded', 'degraded', 'ready']);
    await line.stop();
    const gone = await startCloud();
    await gone.close();
    await open(TOKEN, { url: gone.url });
    await expect(line.send(outbound())).rejects.toThrow(NotNow);
  });

  test('refuses clearly what may not be said any more', async () => {
    await open();
    const before = meta.asked.length;
    const { heardAt: _, ...unheard } = outbound();
    expect(await line.send(unheard)).toMatchObject({ state: 'failed', why: /24 h.*no template/ });
    expect(meta.asked).toHaveLength(before);
  });

  test('holds back what may have been sent before, until the webhook had time to tell', async () => {
    let clock = Date.now();
    await open(TOKEN, { now: () => new Date(clock) });
    const again = outbound({ attemptedAt: new Date(clock - 60_000).toISOString() });
    await expect(line.send(again)).rejects.toThrow(NotNow);
    clock += 29_000;
    await expect(line.send(again)).rejects.toThrow(NotNow);
    clock += 1_000;
    expect(await line.send(again)).toMatchObject({ state: 'sent' });
  });
});

describe('a line that hands over what waits', () => {
  const waiting = (id: string, address: string): OutboundMessage => ({
    id,
    address,
    text: id,
    heardAt: new Date().toISOString(),
  });

  test('goes on with the other guests where one may not be written to for the moment', async () => {
    const outbox = [
      waiting('a1', '33639980001@c.us'),
      waiting('a2', '33639980001@c.us'),
      waiting('b', '33639980002@c.us'),
    ];
    const told: string[] = [];
    const end = new AbortController();
    const ended = new Promise((resolve) => end.signal.addEventListener('abort', resolve));
    const call = async (
      endpoint: string,
      { params, body }: { params?: { id: string }; body: { state?: string } },
    ) => {
      if (!endpoint.endsWith('/take')) return void told.push(`${params!.id} ${body.state}`);
      const replies = outbox.filter(({ id }) => !told.includes(`${id} sent`));
      if (replies.length === 0) await ended;
      return { replies };
    };
    const line = cloudLine({ restaurant: 'chez-essai', url: meta.url, phoneId: '77', token: TOKEN });
    meta.refuse({ status: 400, code: 131056 });
    const handing = handOver({
      call: call as unknown as Call,
      transport: line,
      log: () => undefined,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      backoff: () => 0,
      signal: end.signal,
    });
    handing.open(true);
    await expect
      .poll(() => told.filter((word) => word.endsWith('sent')))
      .toEqual(['b sent', 'a1 sent', 'a2 sent']);
    expect(told.slice(0, 3)).toEqual(['b sent', 'a1 queued', 'a2 queued']);
    end.abort();
    await handing.ended;
    const asked = meta.asked.filter(({ phoneId }) => phoneId === '77').map(({ body }) => body);
    expect(asked).toMatchObject(['b', 'a1', 'a2'].map((id) => ({ biz_opaque_callback_data: id })));
  });
});

let guests = 0;
transportSuite(
  'of WhatsApp by the Cloud API',
  async ({ at, house }) => {
    guests += 1;
    const from = `3363998${6000 + guests}`;
    const phoneId = `1065403522${10_000 + guests}`;
    phoneIds[house.slug] = phoneId;
    const line = () => cloudLine({ restaurant: house.slug, url: meta.url, phoneId, token: TOKEN });
    await row(
      at.orm.em.fork(),
      sql`INSERT INTO lines (organization_id, restaurant_id, wanted) VALUES (${house.organizationId}, ${house.restaurantId}, true)`,
    );
    return {
      transport: line(),
      again: async () => line(),
      async say(text, id = text) {
        const value = { messages: [message(`wamid.${from}.${id}`, from, 'text', { body: text })] };
        const answer = await deliver(at.origin, hook(phoneId, value));
        expect(answer.status).toBe(200);
      },
      heard: async () =>
        meta.asked
          .filter((asked) => asked.phoneId === phoneId)
          .map(({ body }) => {
            const { text, interactive } = body as {
              text?: { body: string };
              interactive?: { body: { text: string } };
            };
            return text?.body ?? interactive!.body.text;
          }),
      up: async (isUp) => meta.busy(phoneId, !isUp),
      provesNumber: true,
      source: 'whatsapp',
    };
  },
  { whatsappCloud: cloud() },
);
