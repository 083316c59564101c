import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chatEnds } from '../../server/conversations/ends.ts';
import { row, rows, sql } from '../../server/db/sql.ts';
import { type TestApp, testApp } from '../../server/testing/app.ts';
import type { House } from '../../server/testing/house.ts';
import { transportSuite } from '../transport.suite.ts';
import type { LineState, OutboundMessage, StateDetail, Transport } from '../transport.ts';
import { NotNow } from '../transport.ts';
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
    const long = requestFor(outbound({ choices: ['x'.repeat(25), 'y'] }), NOW);
    expect(long).toMatchObject({ type: 'text' });
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
    expect(requestFor(outbound({ heardAt: ago(24) }), NOW)).toBeNull();
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
    meta.refuse({ status: 429, code: 130429 }, { status: 400, code: 131026 }, { status: 500, code: -1 });
    await expect(line.send(outbound())).rejects.toThrow(NotNow);
    expect(await line.send(outbound())).toEqual({ state: 'failed', why: 'refused by WhatsApp (131026)' });
    // After a 500 nobody knows: that is not "nothing left for certain".
    const unsure = await line.send(outbound()).catch((fault) => fault);
    expect(unsure).toBeInstanceOf(Error);
    expect(unsure).not.toBeInstanceOf(NotNow);
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

describe('the webhook', () => {
  let at: TestApp;
  let house: House;
  let ends: ReturnType<typeof chatEnds>;
  beforeAll(async () => {
    at = await testApp({ whatsappCloud: cloud() });
    at.now = new Date();
    await at.listen();
    ends = chatEnds(at);
  });
  beforeEach(async () => {
    house = await at.house();
    for (const slug of Object.keys(phoneIds)) delete phoneIds[slug];
    phoneIds[house.slug] = PHONE_ID;
  });
  afterAll(() => at?.close());

  const pending = () =>
    ends.pending('whatsapp').then((all) => all.filter((c) => c.restaurant === house.slug));
  const tell = (value: object) => deliver(at.origin, hook(PHONE_ID, value));

  test('is verified by its token alone', async () => {
    const ask = (token: string) =>
      fetch(
        `${at.origin}/api/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
      );
    const right = await ask(VERIFY_TOKEN);
    expect([right.status, await right.text()]).toEqual([200, '1158201444']);
    expect(right.headers.get('content-type')).toContain('text/plain');
    expect((await ask('another-token')).status).toBe(403);
  });

  test('takes nothing that was not signed with the app’s secret, to the byte', async () => {
    const body = hook(PHONE_ID, {
      messages: [message('wamid.1', '33639980001', 'text', { body: 'Bonsoir' })],
    });
    expect((await deliver(at.origin, body, 'another secret')).status).toBe(401);
    const unsigned = await fetch(`${at.origin}/api/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(unsigned.status).toBe(401);
    expect(await pending()).toEqual([]);
  });

  test('keeps a message once, with the number that Meta proves, or without one', async () => {
    const value = { messages: [message('wamid.2', '33639980002', 'text', { body: 'Bonsoir' })] };
    for (let round = 0; round < 3; round += 1) expect((await tell(value)).status).toBe(200);
    const [chat] = await pending();
    expect(chat).toMatchObject({ address: '33639980002@c.us', verifiedPhone: '+33639980002' });
    expect(chat!.inbound.map(({ text }) => text)).toEqual(['Bonsoir']);

    const { from: _, ...hidden } = message('wamid.3', '', 'text', { body: 'Sans numéro' });
    await tell({ messages: [{ ...hidden, from_user_id: 'FR.13491208655302741918' }] });
    expect(await pending()).toContainEqual(
      expect.objectContaining({ address: 'user:FR.13491208655302741918', verifiedPhone: null }),
    );
  });

  test('reads each kind of message, and leaves out what says nothing', async () => {
    const from = '33639980003';
    const kinds: [string, unknown, string, string][] = [
      ['button', { payload: '1', text: 'Je confirme' }, 'text', 'Je confirme'],
      ['interactive', { type: 'button_reply', button_reply: { id: '1', title: 'Oui' } }, 'text', 'Oui'],
      ['interactive', { type: 'list_reply', list_reply: { id: '4', title: '21 h' } }, 'text', '21 h'],
      ['image', { id: '1', caption: 'pour 4 ?' }, 'image', '📷 pour 4 ?'],
      ['audio', { id: '1', voice: true }, 'voice', '🎤'],
      ['video', { id: '1' }, 'video', '🎬'],
      ['document', { id: '1', filename: 'menu.pdf' }, 'document', '📄'],
      ['location', { latitude: 48.8, longitude: 2.3, name: 'Gare' }, 'location', '📍 Gare'],
      ['contacts', [{ name: { formatted_name: 'Zoé Martin' } }], 'contact', '👤 Zoé Martin'],
    ];
    await tell({ messages: kinds.map(([type, part], n) => message(`wamid.k${n}`, from, type, part)) });
    await tell({
      messages: [message('wamid.u', from, 'unsupported', {}), message('wamid.s', from, 'system', {})],
    });
    const [chat] = await pending();
    expect(chat!.inbound.map(({ kind, text }) => [kind, text])).toEqual(
      kinds.map(([, , kind, text]) => [kind, text]),
    );
    expect((await deliver(at.origin, { object: 'page', entry: [] })).status).toBe(200);
    expect((await deliver(at.origin, hook('999999999', { messages: [] }))).status).toBe(200);
  });

  test('leaves to the staff what was written too long ago', async () => {
    const old = new Date(at.now.getTime() - 13 * 3_600_000);
    await tell({ messages: [message('wamid.old', '33639980004', 'text', { body: 'Allô ?' }, old)] });
    expect(await pending()).toEqual([]);
    const cookie = await at.signIn(house.staff.host.email);
    expect((await ends.list(cookie, house.slug)).json.conversations).toMatchObject([
      { lastText: 'Allô ?', needsPerson: true },
    ]);
  });

  test('notes what became of a message, also before anybody wrote down what Meta calls it', async () => {
    await tell({ messages: [message('wamid.5', '33639980005', 'text', { body: 'Bonsoir' })] });
    const [chat] = await pending();
    await ends.turn(chat!, { replies: ['Bonsoir.', 'À ce soir.'] });
    const [first, second] = await ends.take({ transport: 'whatsapp', restaurant: house.slug });
    const status = (id: string, state: string, own: string) => ({
      statuses: [{ id, status: state, biz_opaque_callback_data: own, errors: [{ code: 131026 }] }],
    });
    const kept = () =>
      rows(
        at.orm.em.fork(),
        sql<{ state: string; externalId: string; fault: string | null }>`
          SELECT state, external_id AS "externalId", fault FROM conversation_messages
           WHERE conversation_id = ${chat!.id} AND direction = 'out' ORDER BY position`,
      );
    await tell(status('wamid.out1', 'delivered', first!.id));
    await tell(status('wamid.out1', 'sent', first!.id));
    await ends.ack(first!.id, { state: 'sent', externalId: 'wamid.out1' });
    await tell(status('wamid.out2', 'failed', second!.id));
    expect(await kept()).toEqual([
      { state: 'delivered', externalId: 'wamid.out1', fault: null },
      { state: 'failed', externalId: 'wamid.out2', fault: 'refused by WhatsApp (131026)' },
    ]);
    await tell(status('wamid.out1', 'read', first!.id));
    expect((await kept())[0]!.state).toBe('read');
    // Another restaurant's number has no say over it.
    delete phoneIds[house.slug];
    phoneIds[(await at.house()).slug] = PHONE_ID;
    await tell(status('wamid.out2', 'read', second!.id));
    expect((await kept())[1]!.state).toBe('failed');
  });

  test('is not there while no Cloud API is set up', async () => {
    const without = await testApp();
    try {
      await without.listen();
      expect((await deliver(without.origin, hook(PHONE_ID, { messages: [] }))).status).toBe(404);
      expect((await fetch(`${without.origin}/api/webhooks/whatsapp`)).status).toBe(404);
    } finally {
      await without.close();
    }
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
      provesNumber: true,
      source: 'whatsapp',
    };
  },
  { whatsappCloud: cloud() },
);
