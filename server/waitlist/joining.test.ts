import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import type { GuestWait } from './contract.ts';
import { joinRequest, openHouse } from './ends.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

describe('joining', () => {
  test('is for what is full: what is open is to be booked, what never opens is not waited for', async () => {
    const { join, book } = await openHouse(at);
    const open = await join();
    expect([open.statusCode, open.json().code]).toEqual([409, 'not_full']);
    expect(open.json().alternatives).toEqual([{ day: '2026-10-17', time: '20:00', shift: 'Soir' }]);
    await book();
    expect((await join({ from: '12:00', to: '14:00' })).json()).toMatchObject({ code: 'slot_not_open' });
    expect((await join({ day: '2026-11-31' })).json()).toMatchObject({ field: 'day', problem: 'format' });
    expect((await join({ area: 'Cave' })).json()).toMatchObject({ field: 'area', problem: 'invalid' });
    expect((await join({ from: '20:00', to: '07:00' })).json()).toMatchObject({ field: 'to' });
    expect((await join({ source: 'chat' })).json().code).toBe('not_allowed');
    expect((await join()).statusCode).toBe(201);
  });

  test('is closed where the restaurant keeps no waitlist', async () => {
    const { house, em, join, book } = await openHouse(at);
    await book();
    await row(em(), sql`UPDATE restaurants SET waitlist_open = false WHERE id = ${house.restaurantId}`);
    expect((await join()).json().code).toBe('waitlist_closed');
  });

  test('is once for a contact, a day and a party, by the database, and a key answers the same', async () => {
    const { house, book, joinAs, answer, em, day } = await openHouse(at);
    await book();
    const request = joinRequest();
    const answers = await Promise.all(Array.from({ length: 6 }, () => joinAs(request, 'one-key-for-all')));
    expect(new Set(answers.map((joined) => `${joined.statusCode} ${joined.json().token}`)).size).toBe(1);
    expect((await joinAs({ ...request, party: 1 }, 'one-key-for-all')).json().code).toBe('key_reused');
    expect((await joinAs({ ...request, party: 1 })).statusCode).toBe(201);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        joinAs(
          joinRequest({ guest: { ...request.guest, phone: '+33649000002', email: 'deux@exemple.example' } }),
        ),
      ),
    );
    const { list } = await day();
    expect(list.filter(({ phone }) => phone === '+33649000002')).toHaveLength(1);
    await expect(
      row(
        em(),
        sql`INSERT INTO waits SELECT (w).* FROM (
              SELECT jsonb_populate_record(w, jsonb_build_object('id', uuidv7(), 'idempotency_key', NULL)) AS w
                FROM waits w WHERE restaurant_id = ${house.restaurantId} LIMIT 1) x`,
      ),
    ).rejects.toMatchObject({ constraint: expect.stringMatching(/^nobody_waits_twice_by_/) });
    // Who has left may join again.
    await answer(answers[0]!.json().token, 'leave');
    expect((await joinAs(request)).statusCode).toBe(201);
    expect((await day()).list.filter(({ phone }) => phone === request.guest.phone)).toMatchObject([
      { status: 'waiting', party: 1 },
      { status: 'waiting', party: 2 },
      { status: 'left', party: 2 },
    ]);
  });

  test('with a contact that waits already is answered like any other: only whose contact it is reads of it', async () => {
    const { book, cancel, joinAs, wait, answer, messages, day, staff, house } = await openHouse(at);
    const booking = await book();
    const request = joinRequest();
    const own = (await joinAs(request)).json<GuestWait>();
    const stranger = { ...request.guest, firstName: 'Mallory', email: 'mallory@exemple.example' };
    const typed = { ...request, from: '18:00', to: '23:00', guest: stranger };
    const echo = await joinAs(typed);
    const fresh = await joinAs(joinRequest({ from: '18:00', to: '23:00' }));
    // The same fields, and nothing of the one who waits.
    expect([echo.statusCode, Object.keys(echo.json())]).toEqual([201, Object.keys(fresh.json())]);
    expect(echo.json()).toMatchObject({ status: 'waiting', firstName: 'Mallory', from: '18:00' });
    expect(echo.json().token).not.toBe(own.token);
    expect(JSON.stringify(echo.json())).not.toContain(own.token);
    await joinAs({ ...typed, guest: { ...stranger, firstName: 'Trudy' } });
    await at.work();

    // The owner of the contact is led to what they have, once; nobody writes to the other address.
    const told = await messages('waitlist_joined');
    expect(told.filter(({ recipient }) => recipient === stranger.email)).toEqual([]);
    const theirs = told.filter(({ recipient }) => recipient === request.guest.email);
    expect(theirs).toHaveLength(2);
    for (const { text } of theirs) expect(text).toContain(own.waitUrl);
    expect((await wait(own.token)).from).toBe(request.from);
    expect((await day()).list).toHaveLength(2);

    await cancel(booking);
    await at.work();
    expect((await wait(own.token)).status).toBe('offered');
    expect((await wait(echo.json().token)).status).toBe('waiting');
    for (const how of ['accept', 'decline'] as const) {
      expect((await answer(echo.json().token, how)).json().code).toBe('not_offered');
    }
    expect((await answer(own.token, 'accept')).json().status).toBe('taken');
    for (let time = 0; time < 2; time += 1) {
      expect((await answer(echo.json().token, 'leave')).json().status).toBe('left');
    }
    expect((await answer(echo.json().token, 'accept')).json().code).toBe('not_offered');

    // The staff see who waits already.
    await joinAs(request);
    const added = await staff('POST', '/api/waitlist', {
      restaurant: house.slug,
      day: request.day,
      from: '19:00',
      to: '22:00',
      party: request.party,
      guest: { firstName: 'Ada', phone: request.guest.phone },
    });
    expect(added.json().code).toBe('already_waiting');
  });

  test('once more in one’s own chat leads to the wait that there is', async () => {
    const { book, joinAs, em, house } = await openHouse(at);
    await book();
    const request = joinRequest();
    const own = (await joinAs(request)).json<GuestWait>();
    const chat = async (transport: string, proved: string | null) =>
      (await row<{ id: string }>(
        em(),
        sql`INSERT INTO conversations (organization_id, restaurant_id, transport, address, verified_phone)
            VALUES (${house.organizationId}, ${house.restaurantId}, ${transport}, ${transport}, ${proved}) RETURNING id`,
      ))!.id;
    const asked = async (source: 'chat' | 'whatsapp', conversation: string) =>
      (await joinAs({ ...request, source, conversation }, undefined, true)).json<GuestWait>().token;
    expect(await asked('whatsapp', await chat('whatsapp', request.guest.phone!))).toBe(own.token);
    // A number that was only typed proves nothing.
    expect(await asked('chat', await chat('web', null))).not.toBe(own.token);
  });

  test('is told in the language of the guest, by email, or by SMS to those who left no address', async () => {
    const { book, join, messages } = await openHouse(at);
    await book();
    await join({ locale: 'en' });
    await join({ guest: { firstName: 'Bo', lastName: 'Sans', phone: '+33649000010' } });
    await at.work();
    const [letter, text] = await messages('waitlist_joined');
    expect(letter).toMatchObject({ channel: 'email', locale: 'en' });
    expect(letter!.subject).toBe('Chez Essai: waitlist, Saturday 17\u00a0October 2026');
    expect(letter!.text).toContain('This is not a reservation.');
    expect(text).toMatchObject({ channel: 'sms', recipient: '+33649000010', locale: 'fr', subject: null });
    expect(text!.text).toMatch(
      /^Chez Essai : vous êtes sur la liste d'attente, samedi 17 octobre 2026\. .+ http\S+$/,
    );
  });

  test('in a chat is for the bot, and the chat knows what it waits for', async () => {
    const { house, book, joinAs } = await openHouse(at);
    await book();
    const bot = { authorization: 'Bearer a-bot-token-for-tests-0123456789abcdef' };
    const chat = await at.app.inject({
      method: 'POST',
      url: '/api/bot/inbound',
      headers: bot,
      payload: {
        restaurant: house.slug,
        transport: 'terminal',
        address: 'a',
        externalId: 'w1',
        text: 'Bonsoir',
      },
    });
    const { conversation } = chat.json();
    const joined = await joinAs(joinRequest({ source: 'chat', conversation }), undefined, true);
    expect(joined.statusCode).toBe(201);
    const found = await at.app.inject({ url: `/api/bot/conversations/${conversation}/waits`, headers: bot });
    expect(found.json()).toEqual({ waits: [{ token: joined.json().token }] });
  });

  test('from WhatsApp is answered there while the line is up, and by SMS when it is not', async () => {
    const { house, em, book, cancel, joinAs, answer, messages } = await openHouse(at);
    const booking = await book();
    const bot = { authorization: 'Bearer a-bot-token-for-tests-0123456789abcdef' };
    const phone = '+33649000030';
    const chat = await at.app.inject({
      method: 'POST',
      url: '/api/bot/inbound',
      headers: bot,
      payload: {
        restaurant: house.slug,
        transport: 'whatsapp',
        address: '33649000030@c.us',
        externalId: 'w1',
        text: 'Bonsoir',
        verifiedPhone: phone,
      },
    });
    expect(chat.statusCode).toBe(201);
    await row(
      em(),
      sql`INSERT INTO lines (organization_id, restaurant_id, state) VALUES (${house.organizationId}, ${house.restaurantId}, 'ready')
          ON CONFLICT (restaurant_id, organization_id) DO UPDATE SET state = 'ready'`,
    );
    const guest = { firstName: 'Bo', lastName: '', phone };
    const request = joinRequest({ source: 'whatsapp', conversation: chat.json().conversation, guest });
    const joined = (await joinAs(request, undefined, true)).json<GuestWait>();
    await at.work();
    const said = () =>
      rows<{ text: string; state: string }>(
        em(),
        sql`SELECT m.text, m.state FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id
             WHERE c.restaurant_id = ${house.restaurantId} AND m.direction = 'out' ORDER BY m.position`,
      );
    expect(await said()).toMatchObject([{ state: 'queued', text: expect.stringContaining(joined.waitUrl) }]);
    await row(em(), sql`UPDATE lines SET state = 'off' WHERE restaurant_id = ${house.restaurantId}`);
    await cancel(booking);
    await at.work();
    expect(await said()).toHaveLength(1);
    expect(await messages('waitlist_offer')).toMatchObject([{ channel: 'sms', recipient: phone }]);
    expect((await answer(joined.token, 'accept')).json().status).toBe('taken');
    // What the house does to it from now on is told in the chat in which they began to wait.
    const told = await row(
      em(),
      sql<{ conversation: string }>`
        SELECT b.conversation_id AS conversation FROM chat_bookings b
          JOIN waits w ON w.reservation_id = b.reservation_id AND w.restaurant_id = ${house.restaurantId}`,
    );
    expect(told).toEqual({ conversation: chat.json().conversation });
  });
});
