import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chatEnds } from '../../server/conversations/ends.ts';
import { rows, sql } from '../../server/db/sql.ts';
import { type TestApp, testApp } from '../../server/testing/app.ts';
import type { House } from '../../server/testing/house.ts';
import { APP_SECRET, deliver, hook, message, TOKEN, VERIFY_TOKEN } from './testing/standIn.ts';

const PHONE_ID = '106540352242922';
const USER = 'FR.13491208655302741918';

/** Which restaurant the one number is of: the app reads it anew with each webhook. */
const phoneIds: Record<string, string> = {};
const cloud = () => ({ url: '', phoneIds, token: TOKEN, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN });

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

  test('keeps a message once, however often it is told, with the number that Meta proves', async () => {
    const value = { messages: [message('wamid.2', '33639980002', 'text', { body: 'Bonsoir' })] };
    for (let round = 0; round < 3; round += 1) expect((await tell(value)).status).toBe(200);
    const [chat] = await pending();
    expect(chat).toMatchObject({ address: '33639980002@c.us', verifiedPhone: '+33639980002' });
    expect(chat!.inbound.map(({ text }) => text)).toEqual(['Bonsoir']);
  });

  test('reads each kind of message, says so of what it cannot show, and leaves out what says nothing', async () => {
    const from = '33639980003';
    const kinds: [string, unknown, string, string][] = [
      ['button', { payload: '1', text: 'Je confirme' }, 'text', 'Je confirme'],
      ['interactive', { type: 'button_reply', button_reply: { id: '1', title: 'Oui' } }, 'text', 'Oui'],
      ['interactive', { type: 'list_reply', list_reply: { id: '4', title: '21 h' } }, 'text', '21 h'],
      ['image', { id: '1', caption: 'pour 4 ?' }, 'image', '📷 pour 4 ?'],
      ['audio', { id: '1', voice: true }, 'unsupported', '🎤'],
      ['image', { id: '1' }, 'unsupported', '📷'],
      ['video', { id: '1' }, 'unsupported', '🎬'],
      ['document', { id: '1', filename: 'menu.pdf' }, 'unsupported', '📄 menu.pdf'],
      ['document', { id: '1', caption: 'le menu' }, 'text', '📄 le menu'],
      ['location', { latitude: 48.8, longitude: 2.3, name: 'Gare' }, 'location', '📍 Gare'],
      ['contacts', [{ name: { formatted_name: 'Zoé Martin' } }], 'contact', '👤 Zoé Martin'],
      ['contacts', [{ vcard: '', phones: [{ phone: '+33639980009' }] }], 'contact', '👤 +33639980009'],
      ['sticker', { id: '1', animated: false }, 'sticker', '🏷️'],
      ['unsupported', { type: 'edit' }, 'unsupported', '❔'],
      ['order', { catalog_id: '1' }, 'unsupported', '❔'],
      ['interactive', { type: 'nfm_reply', nfm_reply: { name: 'flow' } }, 'unsupported', '❔'],
    ];
    await tell({ messages: kinds.map(([type, part], n) => message(`wamid.k${n}`, from, type, part)) });
    await tell({
      messages: [
        message('wamid.w', from, 'request_welcome', {}),
        message('wamid.r', from, 'reaction', { message_id: 'wamid.k0' }),
        { ...message('wamid.g', from, 'text', { body: 'À tous' }), group_id: '120363' },
        message('wamid.s', from, 'system', { type: 'customer_identity_changed' }),
      ],
    });
    const [chat] = await pending();
    expect(chat!.inbound.map(({ kind, text }) => [kind, text])).toEqual(
      kinds.map(([, , kind, text]) => [kind, text]),
    );
    expect((await deliver(at.origin, { object: 'page', entry: [] })).status).toBe(200);
    expect((await deliver(at.origin, hook('999999999', { messages: [] }))).status).toBe(200);
  });

  test('takes new words for a message, and a message back', async () => {
    const from = '33639980006';
    await tell({ messages: [message('wamid.e1', from, 'text', { body: 'pour 2' })] });
    await tell({ messages: [message('wamid.e2', from, 'text', { body: 'oups' })] });
    const edit = {
      original_message_id: 'wamid.e1',
      message: { context: { id: 'M0' }, type: 'text', text: { body: 'pour 3' } },
    };
    for (let round = 0; round < 2; round += 1) {
      await tell({ messages: [message('wamid.e3', from, 'edit', edit)] });
      await tell({ messages: [message('wamid.e4', from, 'revoke', { original_message_id: 'wamid.e2' })] });
    }
    const [chat] = await pending();
    expect(chat!.inbound.map(({ text }) => text)).toEqual(['pour 3']);
  });

  test('what it cannot take holds up nothing else', async () => {
    const answer = await tell({
      messages: [
        message('wamid.c1', '33639980007', 'text', { body: '\u0007' }),
        message('wamid.c2', '33639980007', 'text', { body: 'Bonsoir' }),
      ],
    });
    expect([answer.status, await answer.json()]).toEqual([200, { heard: 1 }]);
    expect((await pending())[0]!.inbound.map(({ text }) => text)).toEqual(['Bonsoir']);
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
      contacts: [{ profile: { name: 'Zoé' }, wa_id: '33639980005', user_id: USER }],
      statuses: [
        {
          id,
          status: state,
          timestamp: '1791633600',
          recipient_id: '33639980005',
          recipient_user_id: USER,
          biz_opaque_callback_data: own,
          pricing: {
            billable: false,
            pricing_model: 'PMP',
            type: 'free_customer_service',
            category: 'service',
          },
          ...(state === 'failed' && {
            errors: [{ code: 131026, title: 'Message undeliverable', error_data: { details: '' }, href: '' }],
          }),
        },
      ],
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
    // A voice message was listened to; a status of tomorrow.
    await tell(status('wamid.out1', 'played', first!.id));
    expect((await kept())[0]!.state).toBe('read');
    // Another restaurant's number has no say over it.
    delete phoneIds[house.slug];
    phoneIds[(await at.house()).slug] = PHONE_ID;
    await tell(status('wamid.out2', 'read', second!.id));
    expect((await kept())[1]!.state).toBe('failed');
  });

  describe('knows a guest by the id that Meta gives them', () => {
    const phone = '33639980010';
    const said = (id: string, more: object) => ({
      ...message(id, '', 'text', { body: id }),
      from: undefined,
      ...more,
    });
    const people = async () =>
      (await pending()).map(({ address, verifiedPhone }) => [address, verifiedPhone]);

    test('who hides their number later goes on in the same chat, and so does who shows it', async () => {
      await tell({ messages: [said('a', { from: phone, from_user_id: USER })] });
      await tell({ messages: [said('b', { from_user_id: USER })] });
      expect(await people()).toEqual([[`${phone}@c.us`, `+${phone}`]]);
      const other = 'FR.99';
      await tell({ messages: [said('c', {})], contacts: [{ profile: { username: 'zoe' }, user_id: other }] });
      await tell({ messages: [said('d', { from: '33639980011', from_user_id: other })] });
      expect(await people()).toContainEqual(['user:FR.99', '+33639980011']);
      const cookie = await at.signIn(house.staff.host.email);
      const { conversations } = (await ends.list(cookie, house.slug)).json;
      expect(conversations.map(({ name }) => name)).toContain('@zoe');
    });

    test('a number that has come to somebody else begins another chat', async () => {
      await tell({ messages: [said('e', { from: phone, from_user_id: USER })] });
      await tell({ messages: [said('f', { from: phone, from_user_id: 'FR.2' })] });
      expect((await people()).map(([address]) => address).sort()).toEqual([`${phone}@c.us`, 'user:FR.2']);
    });

    test('a chat goes along with its guest to another number, and to another id', async () => {
      await tell({ messages: [said('g', { from: phone, from_user_id: USER })] });
      const system = {
        type: 'user_changed_number',
        wa_id: '33639980012',
        user_id: 'FR.3',
        previous_user_id: USER,
      };
      for (let round = 0; round < 2; round += 1)
        await tell({ messages: [message('wamid.moved', phone, 'system', system)] });
      await tell({ messages: [said('h', { from: '33639980012', from_user_id: 'FR.3' })] });
      expect(await people()).toEqual([['33639980012@c.us', '+33639980012']]);
      const unshown = { type: 'user_changed_user_id', user_id: 'FR.4', previous_user_id: 'FR.3' };
      await tell({ messages: [said('i', { type: 'system', system: unshown })] });
      await tell({ messages: [said('j', { from_user_id: 'FR.4' })] });
      expect(await people()).toEqual([['33639980012@c.us', '+33639980012']]);
      expect((await pending())[0]!.inbound.map(({ text }) => text)).toEqual(['g', 'h', 'j']);
    });
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
