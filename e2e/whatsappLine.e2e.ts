import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NotNow } from '../bot/transport.ts';
import {
  codeShown,
  copyOf,
  pairedFolder,
  readies,
  removeFolders,
  type Staged,
  stageLine,
  temporaryFolder,
} from '../bot/whatsapp/testing/stage.ts';
import { type StandIn, startStandIn } from '../bot/whatsapp/testing/standIn.ts';

/**
 * A WhatsApp line on the unmodified package in a real Chromium, before a page that plays WhatsApp Web: every fault
 * that is known of the package, provoked. (A rejection that nobody hears fails the run by itself.)
 */

let standIn: StandIn;
let paired: string;
const lines: Staged[] = [];
let guests = 0;
/** A guest of the test's own. */
let guest: string;

beforeAll(async () => {
  standIn = await startStandIn();
  paired = await pairedFolder(standIn);
});
beforeEach(() => {
  guest = `3363998${5000 + ++guests}@c.us`;
  standIn.behaviour.boots = true;
});
afterEach(async () => {
  await Promise.all(lines.splice(0).map(({ line }) => line.stop()));
});
afterAll(async () => {
  await standIn?.close();
  await removeFolders();
});

async function begin(folder: string, change: Parameters<typeof stageLine>[2] = {}): Promise<Staged> {
  const staged = await stageLine(standIn, folder, change);
  lines.push(staged);
  return staged;
}

/** A line that was paired before, and is ready. */
async function ready(change: Parameters<typeof stageLine>[2] = {}): Promise<Staged> {
  const staged = await begin(await copyOf(paired), change);
  await staged.until((heard) => readies(heard) > 0);
  return staged;
}

const mine = ({ heard }: Staged) => heard.messages.filter(({ address }) => address === guest);
const texts = (staged: Staged) => mine(staged).map(({ text }) => text);
/** The guest's words arrive, once: another message of theirs, behind them in the chat, has come when they have. */
async function hears(staged: Staged, text: string): Promise<void> {
  standIn.write(guest, text);
  await staged.until(() => texts(staged).includes(text));
}
const send = (staged: Staged, text: string, more: object = {}) =>
  staged.line.send({ id: 'a', address: guest, text, ...more });

describe('pairing', () => {
  test('shows a code that a phone can read, and is ready once it was read; begun again it needs none', async () => {
    const folder = await temporaryFolder();
    const first = await begin(folder);
    await first.until((heard) => codeShown(heard) !== undefined);
    expect(first.state()).toBe('needs_pairing');
    standIn.scan(codeShown(first.heard)!);
    await first.until((heard) => readies(heard) === 1);
    expect(first.heard.states.at(-1)).toEqual(['ready', { phone: standIn.me }]);
    const shown = first.heard.states.map(([, detail]) => JSON.stringify(detail?.pairing ?? ''));
    expect(shown.filter((code) => code.includes('undefined'))).toEqual([]);
    await first.line.stop();

    const again = await begin(folder);
    await again.until((heard) => readies(heard) === 1);
    expect(again.heard.states.map(([state]) => state)).toEqual(['starting', 'ready']);
  });

  test('works by a code to type as well', async () => {
    const staged = await begin(await temporaryFolder(), { pairWith: '+33140001234' });
    const typed = () => {
      const pairing = staged.heard.states.at(-1)?.[1]?.pairing;
      return pairing && 'code' in pairing ? pairing.code : undefined;
    };
    await staged.until(() => typed() !== undefined);
    standIn.type(typed()!);
    await staged.until((heard) => readies(heard) === 1);
  });

  test('shows a fresh code when the one on show has expired', async () => {
    const staged = await begin(await temporaryFolder());
    await staged.until((heard) => codeShown(heard) !== undefined);
    const before = codeShown(staged.heard);
    standIn.orderAny({ kind: 'state', state: 'UNPAIRED_IDLE' });
    await staged.until((heard) => (codeShown(heard) ?? before) !== before);
    expect(staged.state()).toBe('needs_pairing');
  });

  test('shows so many codes and no more: then the browser ends, and somebody must connect the line again', async () => {
    const folder = await temporaryFolder();
    const staged = await begin(folder, { limits: { codesMost: 3 } });
    await staged.until((heard) => codeShown(heard) !== undefined);
    const browser = await staged.pid();
    while (staged.state() === 'needs_pairing') {
      const told = staged.heard.states.length;
      standIn.orderAny({ kind: 'ref', ref: `2@renewed${told}` });
      await staged.until(({ states }) => states.length > told);
    }
    expect(staged.heard.states.at(-1)).toEqual(['off', { why: 'nobody_scanned' }]);
    const shown = staged.heard.states.filter(([, detail]) => detail?.pairing);
    expect(shown).toHaveLength(3);
    expect(() => process.kill(browser, 0)).toThrow('ESRCH');
    await expect(send(staged, 'Bonsoir')).rejects.toThrow(NotNow);
    await staged.line.stop();
    // Connected again, it shows a code.
    const again = await begin(folder);
    await again.until((heard) => codeShown(heard) !== undefined);
  });

  test('that is taken away on the phone stops the line, keeps what waits, and shows a code, once', async () => {
    const staged = await ready();
    standIn.unlinkAll();
    await staged.until((heard) => codeShown(heard) !== undefined);
    expect(staged.state()).toBe('logged_out');
    await expect(send(staged, 'Bonsoir')).rejects.toThrow(NotNow);
    expect(staged.heard.states.filter(([state]) => state === 'starting')).toHaveLength(1);
    standIn.scan(codeShown(staged.heard)!);
    await staged.until((heard) => readies(heard) === 2);
    // The other lines of this file are linked anew with it.
    paired = await pairedFolder(standIn);
  });
});

describe('messages', () => {
  test('go both ways, and their ticks come back', async () => {
    const staged = await ready();
    await hears(staged, 'bonjour');
    expect(mine(staged)[0]).toMatchObject({
      address: guest,
      kind: 'text',
      verifiedPhone: `+${guest.split('@')[0]}`,
    });
    await standIn.until(() => standIn.unread(guest) === 0);
    const handed = await send(staged, 'Bonsoir');
    expect(handed).toEqual({ state: 'sent', externalId: expect.stringContaining(guest) });
    const wire = standIn.messagesOf(guest).at(-1)!;
    expect(wire).toMatchObject({ fromMe: true, body: 'Bonsoir' });
    await staged.until(({ fates }) => fates.length === 2);
    standIn.setAck(wire, 3);
    await staged.until(({ fates }) => fates.length === 3);
    expect(staged.heard.fates.map(([, fate]) => fate)).toEqual(['sent', 'delivered', 'read']);
    const { externalId } = handed as { externalId: string };
    expect(await staged.line.fatesOf?.([externalId])).toEqual([[externalId, 'read']]);
  });

  test('of every kind are told for what they are; what is none of ours is not told', async () => {
    const staged = await ready();
    const write = (body: string, more: object) => standIn.write(guest, body, more);
    standIn.write('33600000001-123@g.us', 'in a group');
    standIn.write('status@broadcast', 'a status', { isStatusV3: true });
    write('', { type: 'call_log' });
    write('', { type: 'ptt', directPath: '/v' });
    write('', { type: 'image', caption: 'notre table ?', directPath: '/v' });
    write('', { type: 'location', lat: 48.85, lng: 2.35, loc: 'Bastille\nParis' });
    write('BEGIN:VCARD\nFN:Zoé Martin\nEND:VCARD', { type: 'vcard' });
    write('', { type: 'sticker', directPath: '/v' });
    const id = write('pour 4', {});
    await staged.until(() => mine(staged).length === 6);
    standIn.order({ kind: 'edit', id, body: 'pour 5' });
    const ours = await send(staged, 'Quel jour ?');
    const about = (ours as { externalId: string }).externalId;
    standIn.order({ kind: 'reaction', id: 'R1', chat: guest, about, emoji: '👍' });
    standIn.order({ kind: 'revoke', id });
    await staged.until(() => mine(staged).length === 9);
    const told = mine(staged).map(({ kind, text, about }) => [kind, text, ...(about ? [about] : [])]);
    expect(told.slice(0, 6)).toEqual([
      ['voice', '🎤'],
      ['image', '📷 notre table ?'],
      ['location', '📍 Bastille · 48.85, 2.35'],
      ['contact', '👤 Zoé Martin'],
      ['sticker', '🙂'],
      ['text', 'pour 4'],
    ]);
    expect(told.slice(6).toSorted()).toEqual(
      [
        ['edited', 'pour 5', id],
        ['reaction', '👍', about],
        ['deleted', '', id],
      ].toSorted(),
    );
  });

  test('that came while nobody listened are read at the start, those of long ago for the staff alone', async () => {
    const staged = await begin(await copyOf(paired), { answerWithin: 3_600_000 });
    await staged.line.stop();
    const now = Math.floor(Date.now() / 1000);
    standIn.write(guest, 'il y a un mois', { t: now - 30 * 86_400 });
    standIn.write(guest, 'hier', { t: now - 86_400 });
    standIn.write(guest, 'à l’instant');
    const again = await begin(staged.folder);
    await again.until(() => mine(again).length === 2);
    expect(mine(again).map(({ text, late }) => [text, late ?? false])).toEqual([
      ['hier', true],
      ['à l’instant', false],
    ]);
    await standIn.until(() => standIn.unread(guest) === 0);
  });

  test('are written in the order of their chat, and a chat that is slow holds up no other', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const staged = await ready({ keep: ({ text }) => (text === 'un' ? held : Promise.resolve()) });
    const other = `3363998${9000 + guests}@c.us`;
    standIn.write(guest, 'un');
    standIn.write(guest, 'deux');
    standIn.write(other, 'trois');
    const all = () =>
      staged.heard.messages.filter(({ address }) => [guest, other].includes(address)).map(({ text }) => text);
    await staged.until(() => all().includes('trois'));
    expect(all()).toEqual(['trois']);
    // Nothing of a chat is shown as read before it is written.
    expect(standIn.unread(guest)).toBe(2);
    release();
    await staged.until(() => all().length === 3);
    expect(all()).toEqual(['trois', 'un', 'deux']);
  });

  test('from a hidden address come with its number, asked once; without one when it cannot be had', async () => {
    const lid = '77001122334455@lid';
    const unknown = '77001122334466@lid';
    standIn.reveal(lid, guest);
    const staged = await ready();
    const asked = standIn.count.asked;
    standIn.write(lid, 'un');
    standIn.write(lid, 'deux');
    standIn.write(unknown, 'trois');
    const from = ({ heard }: Staged) =>
      heard.messages.filter(({ address }) => [lid, unknown].includes(address));
    await staged.until(() => from(staged).length === 3);
    await staged.line.stop();
    const again = await begin(staged.folder);
    await again.until((heard) => readies(heard) === 1);
    standIn.write(lid, 'quatre');
    standIn.write(unknown, 'cinq');
    await again.until(() =>
      ['quatre', 'cinq'].every((text) => from(again).some((told) => told.text === text)),
    );
    const told = [...from(staged), ...from(again)];
    const phoneOf = (text: string) => told.find((message) => message.text === text)?.verifiedPhone;
    expect(['un', 'deux', 'quatre'].map(phoneOf)).toEqual(Array(3).fill(`+${guest.split('@')[0]}`));
    expect(['trois', 'cinq'].map(phoneOf)).toEqual([undefined, undefined]);
    expect(standIn.count.asked - asked).toBe(2);
  });

  test('to what is no address, or to nobody, fail for good; sent before a crash they are not sent again', async () => {
    const staged = await ready();
    const to = (address: string) => staged.line.send({ id: 'a', address, text: 'Bonsoir' });
    expect(await to(guest.split('@')[0]!)).toMatchObject({ state: 'failed' });
    expect(await to('99990000000@c.us')).toMatchObject({ state: 'failed' });
    const attemptedAt = new Date().toISOString();
    const first = await send(staged, 'Votre table est prête.');
    const second = await send(staged, 'Votre table est prête.', { attemptedAt });
    expect(second).toEqual(first);
    const ours = () => standIn.messagesOf(guest).filter(({ fromMe }) => fromMe);
    expect(ours()).toHaveLength(1);
    // Of one that was tried and never left, the chat knows nothing: it goes out now.
    await send(staged, 'À demain.', { attemptedAt });
    expect(ours()).toHaveLength(2);
  });
});

describe('the restaurant’s own phone', () => {
  const own = (staged: Staged) => mine(staged).filter((message) => message.own);

  test('what somebody types on it is told, in its place among what the guest wrote; what we send never is', async () => {
    const staged = await ready();
    await hears(staged, 'bonjour');
    await send(staged, 'Bonsoir');
    standIn.write(guest, 'Ici Claire, je m’en occupe', { fromMe: true });
    await hears(staged, 'merci Claire');
    expect(texts(staged)).toEqual(['bonjour', 'Ici Claire, je m’en occupe', 'merci Claire']);
    expect(own(staged)).toMatchObject([{ address: guest, kind: 'text', own: true }]);
    // To oneself and to groups it is nobody's chat.
    standIn.write(`${standIn.me.slice(1)}@c.us`, 'note', { fromMe: true });
    standIn.write('1203630@g.us', 'à tous', { fromMe: true });
    await hears(staged, 'encore là ?');
    expect(staged.heard.messages.filter((message) => message.own)).toHaveLength(1);
  });

  test('what was typed on it while nobody listened is read with what the guest wrote, in its order', async () => {
    const now = Math.floor(Date.now() / 1000);
    const before = await ready();
    standIn.write(guest, 'bonjour', { t: now - 90 });
    await before.until(() => texts(before).includes('bonjour'));
    await standIn.until(() => standIn.unread(guest) === 0);
    await before.line.stop();
    standIn.write(guest, 'une table ?', { t: now - 60 });
    standIn.write(guest, 'ici Claire, j’arrive', { fromMe: true, t: now - 40 });
    standIn.write(guest, 'merci', { t: now - 20 });
    const staged = await begin(before.folder);
    await staged.until(() => texts(staged).includes('merci'));
    expect(texts(staged)).toEqual(['une table ?', 'ici Claire, j’arrive', 'merci']);
    expect(own(staged)).toHaveLength(1);
  });

  test('of many messages of ours none is taken for one of somebody, however slowly the page answers', async () => {
    const staged = await ready();
    const many = Array.from({ length: 30 }, (_, place) => `réponse ${place}`);
    // The page has each of them before it answers with its id: all at once, and one after the other.
    await Promise.all(many.slice(0, 10).map((text) => send(staged, text)));
    for (const text of many.slice(10)) await send(staged, text);
    await hears(staged, 'tout lu');
    expect(standIn.messagesOf(guest).filter(({ fromMe }) => fromMe)).toHaveLength(30);
    expect(own(staged)).toEqual([]);
  });
});

describe('what happens to a page', () => {
  test('an iframe and a changed address put nothing into it twice: one ready, each message once', async () => {
    const staged = await ready();
    standIn.order({ kind: 'frame' });
    standIn.order({ kind: 'push' });
    standIn.order({ kind: 'frame' });
    await hears(staged, 'un');
    await hears(staged, 'deux');
    expect(texts(staged)).toEqual(['un', 'deux']);
    expect(readies(staged.heard)).toBe(1);
    expect(staged.heard.faults).toEqual([]);
  });

  test('two navigations at once leave each message told once', async () => {
    const staged = await ready();
    const pages = standIn.count.pages;
    standIn.order({ kind: 'reload' });
    standIn.order({ kind: 'push' });
    await standIn.until(() => standIn.count.pages > pages && standIn.isUp());
    await staged.until((heard) => readies(heard) >= 2);
    await hears(staged, 'un');
    await hears(staged, 'deux');
    expect(texts(staged)).toEqual(['un', 'deux']);
  });

  test('a storm of reloads ends in one line that works, with each message once', async () => {
    const staged = await ready();
    for (let reloads = 0; reloads < 25; reloads++) {
      const pages = standIn.count.pages;
      standIn.order({ kind: 'reload' });
      await standIn.until(() => standIn.count.pages > pages);
    }
    await hears(staged, 'un');
    await hears(staged, 'deux');
    expect(texts(staged)).toEqual(['un', 'deux']);
    expect(staged.state()).toBe('ready');
  });

  test('one that never boots is given up, and another tried', async () => {
    standIn.behaviour.boots = false;
    const limits = { bootWithin: 300, startWithin: 1_000 };
    const staged = await begin(await copyOf(paired), { limits });
    await staged.until(({ faults }) => faults.includes('the start took too long'));
    standIn.behaviour.boots = true;
    await staged.until((heard) => readies(heard) === 1);
  });

  test('a tab that crashes is replaced, and what was written meanwhile is read', async () => {
    const staged = await ready();
    await staged.crashTab();
    standIn.write(guest, 'entre-temps');
    await staged.until((heard) => readies(heard) === 2);
    await staged.until(() => mine(staged).length > 0);
    expect(staged.heard.faults).toContain('the tab crashed');
    expect(texts(staged)).toEqual(['entre-temps']);
  });

  test('one that hangs holds up a message for seconds only, and is replaced', async () => {
    const staged = await ready({ limits: { pingWithin: 400, askWithin: 3_000 } });
    await hears(staged, 'bonjour');
    await standIn.until(() => standIn.unread(guest) === 0);
    standIn.order({ kind: 'hang', milliseconds: 120_000 });
    await expect(send(staged, 'Bonsoir')).rejects.toThrow();
    await staged.until((heard) => readies(heard) === 2);
    expect(staged.heard.faults).toContain('the page does not answer');
    await hears(staged, 'vous êtes là ?');
  });
});

describe('what happens to a browser', () => {
  test('that is killed: another begins, and what was written meanwhile is read', async () => {
    const staged = await ready();
    const pid = await staged.pid();
    process.kill(pid, 'SIGKILL');
    standIn.write(guest, 'entre-temps');
    await staged.until((heard) => readies(heard) === 2);
    await staged.until(() => mine(staged).length > 0);
    expect(staged.heard.faults).toContain('the browser ended');
    expect(texts(staged)).toEqual(['entre-temps']);
    expect(await staged.pid()).not.toBe(pid);
  });

  test('that grows too heavy makes way for a fresh one', async () => {
    let first: number | undefined;
    const staged = await ready({
      weigh: async (pid) => {
        first ??= pid;
        return pid === first ? 2 ** 31 : 2 ** 20;
      },
    });
    await staged.until((heard) => readies(heard) === 2);
    expect(staged.heard.faults).toEqual(['2048 MB of memory']);
    await hears(staged, 'toujours là ?');
  });

  test('that is old makes way for a fresh one at night', async () => {
    // Half past four in Paris.
    const night = new Date('2026-10-10T02:30:00Z');
    const staged = await ready({ clock: () => night, limits: { nightlyAt: '04:30', oldAfter: 500 } });
    await staged.until((heard) => readies(heard) >= 2);
    expect(staged.heard.faults).toContain('the restart of the night');
  });

  test('a signal is no business of its own, and a line that stops says first what it was saying', async () => {
    const before = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
    const staged = await ready();
    const during = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
    expect(during).toEqual(before);
    const sent = send(staged, 'À demain.');
    await staged.line.stop();
    expect(await sent).toMatchObject({ state: 'sent' });
    await expect(send(staged, 'Encore')).rejects.toThrow(NotNow);
    expect(staged.state()).toBe('off');
  });
});

test('a quarrel with another client ends this one, and a new one begins', async () => {
  const staged = await ready();
  standIn.order({ kind: 'state', state: 'CONFLICT' });
  await staged.until((heard) => readies(heard) === 2);
  expect(staged.heard.states.map(([state]) => state)).toEqual([
    'starting',
    'ready',
    'degraded',
    'starting',
    'ready',
  ]);
  await hears(staged, 'bonjour');
});

test('WhatsApp that is away is told as such, and so is its return, without a new client', async () => {
  const staged = await ready();
  standIn.order({ kind: 'state', state: 'TIMEOUT' });
  await staged.until(() => staged.state() === 'degraded');
  await expect(send(staged, 'Bonsoir')).rejects.toThrow(NotNow);
  standIn.order({ kind: 'state', state: 'CONNECTED' });
  await staged.until(() => staged.state() === 'ready');
  expect(staged.heard.states.filter(([state]) => state === 'starting')).toHaveLength(1);
});

test('a line that is given up forgets its pairing, here and on the phone', async () => {
  const staged = await ready();
  await staged.line.forget();
  await expect(copyOf(staged.folder)).rejects.toThrow();
  await standIn.until(() => !standIn.isUp());
});
