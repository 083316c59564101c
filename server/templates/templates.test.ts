import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, sql } from '../db/sql.ts';
import type { Message } from '../messaging/contract.ts';
import { deliver } from '../messaging/deliver.ts';
import { resendStandIn } from '../messaging/email/standIn.ts';
import { bookRequest, NOON, type TestApp, testApp } from '../testing/app.ts';
import { everyTemplate, kinds } from './catalogue.ts';
import type { RewordedWords, Template } from './contract.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());
beforeEach(() => {
  at.now = NOON;
});

const ours: RewordedWords = { subject: null, title: null, body: null, button: null };
const email = { kind: 'confirmation', channel: 'email', locale: 'fr' } as const;

async function open() {
  const house = await at.house();
  const cookies = {
    manager: await at.signIn(house.staff.manager.email),
    owner: await at.signIn(house.staff.owner.email),
  };
  const send = (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    who: keyof typeof cookies = 'manager',
  ) =>
    at.app.inject({
      method,
      url: `${url}${url.includes('?') ? '&' : '?'}restaurant=${house.slug}`,
      headers: { cookie: cookies[who] },
      ...(payload && { payload }),
    });
  return {
    house,
    send,
    all: async () => (await send('GET', '/api/templates')).json<{ templates: Template[] }>().templates,
    put: (
      which: Pick<Template, 'kind' | 'channel' | 'locale'>,
      words: Partial<RewordedWords>,
      version = 0,
      who?: 'owner',
    ) =>
      send(
        'PUT',
        `/api/templates/${which.kind}/${which.channel}/${which.locale}`,
        { version, words: { ...ours, ...words } },
        who,
      ),
    look: async (which: Pick<Template, 'kind' | 'channel' | 'locale'>, words: Partial<RewordedWords> = {}) =>
      (await send('POST', '/api/templates/preview', { ...which, words: { ...ours, ...words } })).json(),
    book: (change = {}) =>
      at.app.inject({
        method: 'POST',
        url: `/api/restaurants/${house.slug}/reservations`,
        payload: bookRequest(change),
      }),
    mail: async () => {
      await row(at.orm.em.fork(), sql`UPDATE graphile_worker._private_jobs SET run_at = now()`);
      await at.work();
      return (await send('GET', '/api/messages')).json<{ messages: Message[] }>().messages;
    },
  };
}

describe('the words of a message', () => {
  test('are a restaurant’s own in what goes out, part by part; the rest, the other language and other houses follow ours', async () => {
    const { put, book, mail } = await open();
    const saved = await put(email, {
      subject: 'À bientôt {first_name} : {day}',
      body: 'Chère {first_name},\n\nLe menu est sur https://carte.example/midi. <b>Bonne route</b>',
    });
    expect(saved.json()).toMatchObject({
      version: 1,
      reworded: { title: null },
      savedBy: expect.any(String),
    });
    const guest = { ...bookRequest().guest, firstName: 'Zoé https://ailleurs.example', lastName: '{day}' };
    await book({ guest });
    await book({ locale: 'en' });
    const [english, french] = await mail();
    expect(french!.subject!.replaceAll('\u00a0', ' ')).toBe(
      'À bientôt Zoé https://ailleurs.example : samedi 17 octobre 2026',
    );
    expect(french!.text).toContain('Chère Zoé https://ailleurs.example,');
    // The title is ours still, so are the button and what the message is about.
    expect(french!.text).toMatch(/^Votre réservation est confirmée/);
    expect(french!.text).toContain('Voir, modifier ou annuler ma réservation');
    expect(french!.html).toContain('<a class="ink" href="https://carte.example/midi"');
    expect(french!.html).toContain('&lt;b&gt;Bonne route');
    // A name is no place from which to send people somewhere, nor one that is filled in.
    expect(french!.html).not.toContain('href="https://ailleurs');
    expect(french!.text).toContain('{day}');
    expect(english!.subject).toContain('reservation confirmed');

    const other = await open();
    await other.book();
    expect((await other.mail())[0]!.subject).toContain('réservation confirmée');
  });

  test('by SMS are followed by the link, whatever they say', async () => {
    const { house, put, mail, send } = await open();
    const sms = { kind: 'table_ready', channel: 'sms', locale: 'fr' } as const;
    await put(sms, { body: 'C’est à vous, {first_name} !' });
    const queued = await send('POST', '/api/waitlist/queue', {
      restaurant: house.slug,
      party: 2,
      locale: 'fr',
      guest: { firstName: 'Léa', phone: '+33639981234' },
    });
    expect(queued.statusCode).toBe(201);
    await send('POST', `/api/waitlist/${queued.json().id}/notify`, {});
    const told = (await mail()).find(({ kind }) => kind === 'table_ready');
    expect(told?.text).toMatch(/^C'est à vous, Léa ! http\S+\/w\/\S+$/);
    expect((await put(sms, { subject: 'Non' }, 1)).json()).toMatchObject({
      field: 'words.subject',
      problem: 'not_here',
    });
  });

  test('are refused with a name nobody knows, without what a guest must be told, with line breaks in a head', async () => {
    const { put } = await open();
    const offer = { ...email, kind: 'waitlist_offer' } as const;
    expect((await put(email, { title: 'Bonjour {prix}' })).json()).toMatchObject({
      code: 'invalid',
      field: 'words.title',
      problem: 'unknown_placeholder',
      placeholder: 'prix',
    });
    // A name of another message is none of this one.
    expect((await put(email, { body: 'Avant {kept_until}' })).statusCode).toBe(400);
    expect((await put(offer, { body: 'Vite' })).json()).toMatchObject({
      problem: 'missing_placeholder',
      placeholder: 'kept_until',
    });
    expect((await put(offer, { body: 'Avant {kept_until}' })).statusCode).toBe(200);
    expect((await put(email, { subject: 'Un\r\nBcc: x@y.example' })).statusCode).toBe(400);
    expect((await put(email, { subject: 'a'.repeat(151) })).statusCode).toBe(400);
    expect(
      (await put({ ...email, kind: 'thanks', channel: 'sms' }, { body: 'Un SMS qui n’existe pas' }))
        .statusCode,
    ).toBe(404);
  });

  test('go back to ours, and what says the same as ours is ours', async () => {
    const { all, put } = await open();
    const find = async () => (await all()).find((one) => one.kind === 'confirmation' && one.locale === 'fr')!;
    const { own } = await find();
    await put(email, { title: ` ${own.title} `, body: 'Bonjour' });
    expect((await find()).reworded).toEqual({ ...ours, body: 'Bonjour' });
    await put(email, ours, 1);
    expect(await find()).toMatchObject({ reworded: ours, version: 2 });
  });

  test('that somebody saved meanwhile are not written over: one is told, with what stands', async () => {
    const { put } = await open();
    await put(email, { title: 'Un' }, 0, 'owner');
    const late = await put(email, { title: 'Deux' });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({
      code: 'stale_template',
      current: { version: 1, reworded: { title: 'Un' } },
    });
    expect((await put(email, { title: 'Deux' }, 1)).json()).toMatchObject({ version: 2 });
    const both = await Promise.all([put(email, { title: 'A' }, 2), put(email, { title: 'B' }, 2, 'owner')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test('say to each guest what the staff wrote to them, also where the restaurant’s words have no place for it', async () => {
    const { house, put, send, book, mail } = await open();
    await put({ ...email, kind: 'cancelled_by_house' }, { body: 'Nous fermons.' });
    await book();
    const { reservations } = (await send('GET', '/api/reservations?day=2026-10-17')).json();
    await send('POST', `/api/reservations/${reservations[0].id}/status`, {
      status: 'cancelled',
      notify: true,
      message: 'Une fuite d’eau.',
    });
    const told = (await mail()).find(({ kind }) => kind === 'cancelled');
    expect(told?.text, house.slug).toContain('Nous fermons.\n\nUne fuite d’eau.');
  });

  test('do not change under a message that is on its way: each try sends what was written', async () => {
    const { house, put, book } = await open();
    const resend = await resendStandIn();
    try {
      await put(email, { title: 'Avant' });
      await book();
      const em = at.orm.em.fork();
      await at.work();
      // As it is with a provider: queued, and the first try answered with a fault.
      const message = await row<{ id: string }>(
        em,
        sql`UPDATE messages SET status = 'queued' WHERE organization_id = ${house.organizationId} RETURNING id`,
      );
      resend.answers.push({ status: 503 });
      const go = () =>
        deliver(at.orm.em.fork(), house.organizationId, message!.id, {
          email: { apiKey: 're_test', from: 'a@b.example', url: resend.url },
          sms: null,
          whatsapp: null,
        });
      await expect(go()).rejects.toThrow();
      await put(email, { title: 'Après' }, 1);
      await go();
      expect(resend.received).toHaveLength(2);
      expect(resend.received[1]!.body).toEqual(resend.received[0]!.body);
      expect(String(resend.received[1]!.body.html)).toContain('Avant');
      expect(resend.received[1]!.headers['idempotency-key']).toBe(message!.id);
    } finally {
      await resend.close();
    }
  });
});

describe('a preview', () => {
  test('of every message in both languages is whole, with the restaurant’s name, and no name in braces left', async () => {
    const { look } = await open();
    expect(everyTemplate).toHaveLength(kinds.length * 2 + 10 * 2);
    for (const which of everyTemplate) {
      const shown = await look(which);
      const text = `${shown.subject ?? ''} ${shown.text} ${shown.html ?? ''}`;
      expect(shown.problems, JSON.stringify(which)).toEqual([]);
      expect(text, JSON.stringify(which)).toContain('Chez Essai');
      expect(text.replace(/<style>[\s\S]*<\/style>/, ''), JSON.stringify(which)).not.toMatch(
        /[{}]|undefined|null|NaN/,
      );
      expect(shown.html === null, JSON.stringify(which)).toBe(which.channel === 'sms');
    }
  });

  test('shows a draft with what is wrong with it, and keeps nothing', async () => {
    const { look, all } = await open();
    const shown = await look(email, { title: 'Salut {toto}' });
    expect(shown.html).toContain('Salut {toto}');
    expect(shown.problems).toEqual([{ field: 'title', problem: 'unknown_placeholder', placeholder: 'toto' }]);
    expect((await all()).every(({ version }) => version === 0)).toBe(true);
  });

  test('of an SMS says how many are paid for and why', async () => {
    const { look } = await open();
    const sms = { kind: 'reminder', channel: 'sms', locale: 'fr' } as const;
    expect((await look(sms, { body: 'A demain' })).sms).toMatchObject({ segments: 1, costly: [] });
    expect((await look(sms, { body: `Fête ${'a'.repeat(70)}` })).sms).toMatchObject({
      segments: 2,
      costly: ['ê'],
    });
  });
});

describe('a test', () => {
  test('goes to whoever asks and nobody else, marked, on no guest’s record, five in ten minutes', async () => {
    const { house, send, mail } = await open();
    const ask = () =>
      send('POST', '/api/templates/test', { ...email, words: { ...ours, title: 'Essayons' } });
    expect((await ask()).json()).toEqual({ to: house.staff.manager.email, leaves: false });
    const [message] = await mail();
    expect(message).toMatchObject({
      kind: 'test',
      to: house.staff.manager.email,
      guest: null,
      status: 'outbox',
      subject: expect.stringMatching(/^\[Essai\] /),
    });
    expect(message!.html).toContain('Essayons');
    for (let more = 0; more < 4; more += 1) expect((await ask()).statusCode).toBe(201);
    const sixth = await ask();
    expect(sixth.statusCode).toBe(429);
    expect(sixth.json()).toMatchObject({ code: 'too_many_requests', retryAfter: expect.any(Number) });
    expect(await mail()).toHaveLength(5);
  });

  test('is refused where the words are', async () => {
    const { send } = await open();
    const wrong = await send('POST', '/api/templates/test', {
      ...email,
      words: { ...ours, title: '{toto}' },
    });
    expect(wrong.json()).toMatchObject({ code: 'invalid', problem: 'unknown_placeholder' });
  });
});
