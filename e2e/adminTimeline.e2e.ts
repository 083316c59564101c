import { expect, test } from 'vitest';
import { accessible, book, DAY, guest, open, page, rows, signIn } from './adminStage.ts';

const board = '/admin/aujourdhui?view=timeline';
const bar = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });
const lane = (table: string) => page.getByRole('list', { name: `Table ${table}`, exact: true });
const one = async (name: string) => (await rows()).find(({ bookedAs }) => bookedAs === name);

/** Takes a bar by the mouse to another lane, some minutes later, and stays over it. */
async function drag(name: string, table: string, minutes: number) {
  const from = (await bar(name).boundingBox())!;
  const to = (await lane(table).boundingBox())!;
  const hour = await page
    .locator('.board')
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).getPropertyValue('--hour')));
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 20 + (minutes / 60) * hour, to.y + 20, { steps: 8 });
}

test('a bar is moved by the mouse to another table and hour, and goes back by the toast', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  await signIn(board);
  await bar('Zoé Lefèvre').waitFor();
  const before = (await one('Zoé Lefèvre'))!;
  await drag('Zoé Lefèvre', '5', 30);
  await page.locator('.timeline-say').getByText('21\u00a0h, Table 5\u00a0: libre.').waitFor();
  await page.mouse.up();
  await lane('5')
    .getByRole('button', { name: /^Zoé Lefèvre, .*, 21:00, Table 5, / })
    .waitFor();
  const undo = page.getByRole('button', { name: 'Annuler', exact: true });
  await undo.waitFor();
  expect(await one('Zoé Lefèvre')).toMatchObject({ time: '21:00', tables: ['5'] });
  await undo.click();
  await page.getByRole('button', { name: /^Zoé Lefèvre, .*, 20:30, / }).waitFor();
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ time: '20:30', tables: before.tables });
});

test('a bar is moved by the keyboard; Escape leaves all as it was', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  await signIn(board);
  const before = (await one('Zoé Lefèvre'))!;
  await bar('Zoé Lefèvre').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await page.getByText('Rien n’a été déplacé.').waitFor({ state: 'attached' });
  expect(await one('Zoé Lefèvre')).toEqual(before);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page
    .locator('.timeline-say')
    .getByText(/libre\.$/)
    .waitFor();
  await accessible('a bar on its way');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => {
      const now = (await one('Zoé Lefèvre'))!;
      return now.time < '20:30' && now.tables[0] !== before.tables[0];
    })
    .toBe(true);
  expect(new URL(page.url()).searchParams.get('day')).toBeNull();
});

test('a drop that cannot be says why and changes nothing', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  await book(guest('Aline', 'Durand'));
  await signIn(board);
  await bar('Aline Durand').waitFor();
  const before = await rows();
  const [table] = (await one('Aline Durand'))!.tables;
  const why = `20\u00a0h\u00a030, Table ${table}\u00a0: prise par Aline Durand à 20\u00a0h\u00a030.`;
  await drag('Zoé Lefèvre', table!, 0);
  await page.locator('.timeline-say').getByText(why).waitFor();
  await page.mouse.up();
  await page.getByText(`Zoé Lefèvre n’a pas bougé. ${why}`).waitFor();
  await drag('Zoé Lefèvre', '9', -2 * 60);
  await page
    .locator('.timeline-say')
    .getByText(/en dehors du service/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await rows()).toEqual(before);
  // What was given up opens nothing either.
  expect(new URL(page.url()).searchParams.get('guest')).toBeNull();
});

test('the end of a bar is drawn out by the mouse until the next party, by keys too, and the toast takes it back', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  await signIn(board);
  await bar('Zoé Lefèvre').waitFor();
  const before = (await one('Zoé Lefèvre'))!;
  const lasts = async () => {
    const now = (await one('Zoé Lefèvre'))!;
    return (Date.parse(now.endsAt) - Date.parse(now.startsAt)) / 60_000;
  };
  const length = await lasts();
  const hour = await page
    .locator('.board')
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).getPropertyValue('--hour')));
  const berth = page.locator('.berth').filter({ has: bar('Zoé Lefèvre') });
  const width = async () => Math.round((await berth.boundingBox())!.width);
  const was = await width();
  const end = (await berth.locator('.berth-end').boundingBox())!;
  await page.mouse.move(end.x + 4, end.y + 20);
  await page.mouse.down();
  await page.mouse.move(end.x + 4 + hour / 2, end.y + 26, { steps: 6 });
  await page
    .locator('.timeline-say')
    .getByText(/^Jusqu’à.*libre\.$/)
    .waitFor();
  await page.mouse.up();
  const undo = page.getByRole('button', { name: 'Annuler', exact: true });
  await undo.waitFor();
  expect(await lasts()).toBe(length + 30);
  expect(await one('Zoé Lefèvre')).toMatchObject({ time: '20:30', tables: before.tables, pinned: false });
  await undo.click();
  await expect.poll(lasts).toBe(length);
  // The board has heard of it as well, before the keys begin from there.
  await expect.poll(width).toBe(was);
  await bar('Zoé Lefèvre').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page
    .locator('.timeline-say')
    .getByText(/^Jusqu’à/)
    .waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(lasts).toBe(length - 15);
});

test('a live booking appears as a bar, which opens the record and the menu', async () => {
  await signIn(board);
  await page.getByRole('region', { name: 'Plan horaire' }).waitFor();
  await book(guest('Zoé', 'Lefèvre'));
  await bar('Zoé Lefèvre').click();
  await page.getByRole('complementary', { name: 'Fiche du client' }).waitFor();
  await page
    .getByRole('button', { name: /Zoé Lefèvre.*20:30/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Modifier la réservation' }).waitFor();
  await accessible('the timeline with a menu');
});

test('on a telephone, in the dark, the board scrolls beside its names', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });
  await book(guest('Zoé', 'Lefèvre'));
  await signIn(`${board}&day=${DAY}`);
  await bar('Zoé Lefèvre').waitFor();
  const names = page.locator('.board-row .board-name').first();
  const before = (await names.boundingBox())!.x;
  await page.locator('.board').evaluate((element) => element.scrollTo(300, 0));
  expect((await names.boundingBox())!.x).toBe(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await accessible('the timeline on a telephone');
  await bar('Zoé Lefèvre').tap();
  await page.getByRole('complementary', { name: 'Fiche du client' }).waitFor();
});

test('by finger: a bar is taken after a rest, says where it may go, and its end is drawn at once; the page stays', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await book(guest('Zoé', 'Lefèvre'));
  await book(guest('Paul', 'Morin'));
  await signIn(board);
  await bar('Zoé Lefèvre').waitFor();
  const theirs = (await one('Paul Morin'))!.tables[0]!;
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  const say = page.locator('.timeline-say');
  const lifted = page.locator('.berth-lifted');
  await bar('Zoé Lefèvre').scrollIntoViewIfNeeded();
  const from = (await bar('Zoé Lefèvre').boundingBox())!;
  const at = { x: from.x + 30, y: from.y + 20 };
  const over = async (table: string) => ({ x: at.x, y: (await lane(table).boundingBox())!.y + 20 });
  await touch('touchStart', at);
  await lifted.waitFor();
  await touch('touchMove', { x: at.x, y: (at.y + (await over(theirs)).y) / 2 });
  await touch('touchMove', await over(theirs));
  await say.getByText(/prise par Paul Morin/).waitFor();
  await touch('touchMove', await over('4'));
  await say.getByText('20\u00a0h\u00a030, Table 4\u00a0: libre.').waitFor();
  await touch('touchEnd');
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ time: '20:30', tables: ['4'] });
  await lane('4')
    .getByRole('button', { name: /^Zoé Lefèvre, / })
    .waitFor();

  // What was done is told over the board's foot.
  await page.locator('.toast').getByRole('button', { name: 'Fermer' }).tap();
  await page.locator('.toast').waitFor({ state: 'detached' });
  const before = (await one('Zoé Lefèvre'))!;
  const end = lane('4').locator('.berth-end');
  await end.evaluate((element) => element.scrollIntoView({ block: 'nearest', inline: 'center' }));
  const grip = (await end.boundingBox())!;
  const tip = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  await touch('touchStart', tip);
  await touch('touchMove', { x: tip.x + 20, y: tip.y });
  await lifted.waitFor();
  await touch('touchMove', { x: tip.x + 36, y: tip.y });
  await say.getByText(/^Jusqu’à .*libre\.$/).waitFor();
  await touch('touchEnd');
  await expect.poll(async () => (await one('Zoé Lefèvre'))!.endsAt > before.endsAt).toBe(true);
  // Nothing but the board itself was scrolled.
  expect(await page.evaluate(() => document.scrollingElement!.scrollHeight)).toBe(844);
  expect(await page.evaluate(() => document.scrollingElement!.scrollTop)).toBe(0);
});
