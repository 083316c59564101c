import { expect, test } from 'vitest';
import { qrPath } from '../admin/whatsapp/shown.ts';
import { connect } from '../bot/server.ts';
import type { Line, LineState, Pairing } from '../server/lines/contract.ts';
import { BOT_TOKEN } from '../server/testing/app.ts';
import { accessible, at, house, open, page, signIn } from './adminStage.ts';

/** The WhatsApp page with a test in the bot's place. */

const path = '/admin/messages?tab=whatsapp';
const params = () => ({ restaurant: house.slug });
const bot = () => connect(at.origin, BOT_TOKEN);
const says = (state: LineState, more: { pairing?: Pairing; phone?: string; why?: string } = {}) =>
  bot()('POST /api/bot/lines/:restaurant/state', { params: params(), body: { state, ...more } });
const state = (name: string) => page.getByRole('status').filter({ hasText: name }).waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const orders = async () => (await bot()('GET /api/bot/lines', { query: {} })).lines;
const mine = async () => (await orders()).find(({ restaurant }) => restaurant === house.slug);

test('a manager connects the line, sees each code as it comes, tests it, and gives it up', async () => {
  await signIn(path, 'manager');
  await state('Éteinte');
  await press('Connecter par QR code');
  await state('Démarre');
  expect(await mine()).toMatchObject({ wanted: true, pairWith: null });

  const drawn = () => page.getByRole('img', { name: 'QR code' }).locator('path').getAttribute('d');
  await says('needs_pairing', { pairing: { qr: '2@first,a,b,c,1' } });
  await expect.poll(drawn).toBe(qrPath('2@first,a,b,c,1').path);
  await accessible('the code');
  await says('needs_pairing', { pairing: { qr: '2@second,a,b,c,1' } });
  await expect.poll(drawn).toBe(qrPath('2@second,a,b,c,1').path);

  await says('ready', { phone: '+33140000000' });
  await state('Connectée');
  await page.getByText('+33 1 40 00 00 00').waitFor();
  expect(await page.getByRole('img', { name: 'QR code' }).count()).toBe(0);
  await press('M’envoyer un essai');
  await page.getByText('L’essai attend son tour.').waitFor();
  const { replies } = await bot()('POST /api/bot/outbound/take', {
    body: { transport: 'whatsapp', restaurant: house.slug },
  });
  expect(replies).toMatchObject([{ address: '33140000000@c.us', text: expect.stringContaining('essai') }]);

  await bot()('POST /api/bot/lines/:restaurant/fault', {
    params: params(),
    body: { what: 'disconnected: CONFLICT' },
  });
  await page.getByText('WhatsApp Web a été ouvert ailleurs').waitFor();
  await says('degraded', { why: 'timeout' });
  await state('Se rétablit');
  await accessible('a line that recovers');

  await press('Déconnecter…');
  await page.getByRole('group', { name: 'Déconnecter la ligne ?' }).waitFor();
  await press('Déconnecter');
  await state('Éteinte');
  expect(await mine()).toMatchObject({ wanted: false, forget: true });
  // A bot that has not heard yet does not bring it back.
  await says('ready', { phone: '+33140000000' });
  await page.reload();
  await state('Éteinte');
});

test('a code to type is asked for a number with its country, by keyboard alone', async () => {
  await open({ viewport: { width: 390, height: 844 } });
  await signIn(path);
  await state('Éteinte');
  await page.getByText('Connecter par un code à taper').focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Numéro WhatsApp du restaurant');
  await field.waitFor();
  await field.focus();
  await page.keyboard.type('01 42 00 00 00');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'doit commencer par +' }).waitFor();
  await field.fill('+33 1 42 00 00 00');
  await page.keyboard.press('Enter');
  await state('Démarre');
  expect(await mine()).toMatchObject({ pairWith: '+33142000000' });
  await says('needs_pairing', { pairing: { code: 'ABCD1234' } });
  await page.getByText('ABCD-1234').waitFor();
  await accessible('a code to type');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a line that was taken away on the phone says so, and what waits', async () => {
  await signIn(path);
  await state('Éteinte');
  await press('Connecter par QR code');
  await state('Démarre');
  await says('ready', { phone: '+33140000000' });
  await state('Connectée');
  await says('logged_out', { pairing: { qr: '2@again,a' } });
  await state('Déliée du téléphone');
  await page.getByText('Aucun message n’attend.').waitFor();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await accessible('a line that was taken away');
});

test('a host sees neither the page nor, by any way, a code', async () => {
  await signIn(path, 'host');
  await page
    .getByRole('link', { name: /^Discussions|^Conversations|^Chats/ })
    .first()
    .waitFor();
  expect(await page.getByRole('link', { name: 'WhatsApp' }).count()).toBe(0);
  const frames: string[] = [];
  const manager = connectLive(await at.signIn(house.staff.manager.email));
  const host = connectLive(await at.signIn(house.staff.host.email));
  await Promise.all([manager.following, host.following]);
  host.hear((frame) => frames.push(frame));
  const shown = new Promise<Line>((resolve) => {
    manager.hear((frame) => {
      const told = JSON.parse(frame);
      if (told.type === 'line' && told.line.pairing) resolve(told.line);
    });
  });
  const cookie = await at.signIn(house.staff.owner.email);
  await fetch(`${at.origin}/api/line/connect?restaurant=${house.slug}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  await says('needs_pairing', { pairing: { qr: '2@secret,a' } });
  expect((await shown).pairing).toEqual({ qr: '2@secret,a' });
  // What the manager has heard, the host would have by now: a pong comes after it.
  await host.pong();
  expect(frames.filter((frame) => frame.includes('line'))).toEqual([]);
  manager.close();
  host.close();
});

/** A panel's websocket, by hand. */
function connectLive(cookie: string) {
  const socket = new WebSocket(`${at.origin.replace('http', 'ws')}/api/live`, {
    headers: { cookie },
  } as unknown as string[]);
  const hearers: ((frame: string) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    for (const hear of hearers) hear(String(data));
  });
  const next = (type: string) =>
    new Promise<void>((resolve) => {
      hearers.push((frame) => JSON.parse(frame).type === type && resolve());
    });
  const following = next('caught_up');
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ type: 'follow', restaurant: house.slug, since: null })),
  );
  return {
    following,
    hear: (hearer: (frame: string) => void) => void hearers.push(hearer),
    pong() {
      const heard = next('pong');
      socket.send(JSON.stringify({ type: 'ping', sent: 1 }));
      return heard;
    },
    close: () => socket.close(),
  };
}
