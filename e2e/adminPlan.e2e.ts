import { expect, test } from 'vitest';
import type { TablePlace } from '../server/seating/contract.ts';
import type { ServiceSettings } from '../server/settings/contract.ts';
import { accessible, at, book, DAY, guest, house, open, page, rows, signIn } from './adminStage.ts';

const url = () => `${at.origin}/api/settings/service?restaurant=${house.slug}`;

/** The service as the server has it. */
async function service(): Promise<ServiceSettings> {
  const cookie = await at.signIn(house.staff.manager.email);
  const answer = await fetch(url(), { headers: { cookie } });
  return ((await answer.json()) as { settings: ServiceSettings }).settings;
}
const placeOf = async (name: string): Promise<TablePlace | undefined> =>
  (await service()).areas[0]!.tables.find((table) => table.name === name)!.place;

const one = async (name: string) => (await rows()).find(({ bookedAs }) => bookedAs === name);
const plan = () => page.getByRole('region', { name: 'Plan de salle' });
/** A table of the plan by its name, whatever it is up to. */
const face = (name: string) => plan().getByRole('button', { name: new RegExp(`^Table ${name}(,|\\s:)`) });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const floor = '/admin/aujourdhui?view=plan';

/** Says by HTTP how far a reservation is. */
async function setStatus(id: string, status: string) {
  const cookie = await at.signIn(house.staff.host.email);
  const answer = await fetch(`${at.origin}/api/reservations/${id}/status`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ status }),
  });
  expect(answer.status).toBe(200);
}

/** Takes what is under one element by the mouse over another, and holds it there. */
async function dragTo(from: ReturnType<typeof face>, to: { x: number; y: number }) {
  const box = (await from.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
}
const middle = async (of: ReturnType<typeof face>) => {
  const box = (await of.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test('a plan is drawn: dragged, turned by key, taken back, saved, and there again after a reload', async () => {
  await signIn('/admin/reglages?tab=room', 'manager');
  const drawn = page.locator('[data-drawn="1"]');
  await drawn.waitFor();
  await drawn.scrollIntoViewIfNeeded();
  const unit = await page
    .locator('.plan-floor')
    .evaluate((element) => Number.parseFloat(element.style.getPropertyValue('--u')));
  const label = () => drawn.locator('.unseen').textContent();
  const before = (await label())!;
  // Where nobody has placed anything, the tables stand in rows: the first is moved to the last row's end.
  const box = (await page.locator('.plan-floor').boundingBox())!;
  const start = await middle(drawn);
  await dragTo(drawn, { x: start.x + unit * 2.2, y: start.y + unit * 1.1 });
  await page.mouse.up();
  await expect.poll(label).not.toBe(before);
  const moved = (await label())!;
  expect(box.width).toBeGreaterThan(300);
  await page.getByText('Non enregistré', { exact: true }).waitFor();

  await drawn.focus();
  await page.keyboard.press('r');
  await expect.poll(label).toContain('tournée de 15\u00a0°');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(label).toBe(moved);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(label).toContain('tournée de 15\u00a0°');
  const kept = (await label())!;

  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  expect(await placeOf('1')).toMatchObject({ shape: 'rectangle', turn: 15 });
  await page.reload();
  await drawn.waitFor();
  expect(await label()).toBe(kept);
});

test('what overlaps is pointed out; a wall is put up; a table that is taken out comes back', async () => {
  await signIn('/admin/reglages?tab=room', 'manager');
  const [first, second] = [page.locator('[data-drawn="1"]'), page.locator('[data-drawn="2"]')];
  await first.waitFor();
  await first.scrollIntoViewIfNeeded();
  await dragTo(first, await middle(second));
  await page.mouse.up();
  await page.getByText('Se chevauchent\u00a0: Table 1 et Table 2.').waitFor();
  await accessible('tables that overlap');
  await page.getByRole('group', { name: 'Plan' }).getByRole('button', { name: 'Revenir d’un pas' }).click();
  await page.getByText(/Se chevauchent/).waitFor({ state: 'detached' });

  await page.getByLabel('Ajouter', { exact: true }).selectOption({ label: 'Mur' });
  await page.locator('[data-drawn="wall"]').waitFor();
  await page.getByRole('region', { name: 'Mur' }).getByRole('button', { name: 'Retirer' }).waitFor();
  await second.focus();
  await page.keyboard.press('Delete');
  await second.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Plan' }).getByRole('button', { name: 'Revenir d’un pas' }).click();
  await second.waitFor();
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  const [area] = (await service()).areas;
  expect(area!.plan!.fixtures).toMatchObject([{ kind: 'wall', width: 8, height: 1 }]);
  expect(area!.tables).toHaveLength(12);
});

test('on a telephone a party is seated by tap and another panel follows; then the table is freed', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await book(guest('Zoé', 'Lefèvre', {}));
  const [table] = (await one('Zoé Lefèvre'))!.tables;
  await setStatus((await one('Zoé Lefèvre'))!.id, 'arrived');
  await signIn(floor, 'host');
  await plan().waitFor();
  const other = await page.context().newPage();
  await other.goto(floor);
  const there = other.getByRole('button', { name: new RegExp(`^Table ${table},.*à l’accueil`) });
  await there.waitFor();

  await face(table!).tap();
  const sheet = page.getByRole('region', { name: `Table ${table}` });
  await sheet.getByText('Zoé Lefèvre').waitFor();
  await accessible('a table that is open');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await sheet.getByRole('button', { name: 'Installer', exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^Table ${table},.*à table depuis`) }).waitFor();
  await other.getByRole('button', { name: new RegExp(`^Table ${table},.*à table depuis`) }).waitFor();
  expect(await one('Zoé Lefèvre')).toMatchObject({ status: 'seated', tables: [table] });
  await sheet.getByRole('button', { name: 'Libérer la table' }).press('Enter');
  await other.getByRole('button', { name: new RegExp(`^Table ${table},.*: libre`) }).waitFor();
  expect((await one('Zoé Lefèvre'))!.status).toBe('finished');
});

test('a party is moved by two taps; a table that will not do says why before it is tapped, and when it is', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });
  await book(guest('Zoé', 'Lefèvre'));
  await book(guest('Aline', 'Durand'));
  const [from] = (await one('Zoé Lefèvre'))!.tables;
  const [taken] = (await one('Aline Durand'))!.tables;
  await signIn(floor, 'host');
  await face(from!).tap();
  await page.getByRole('button', { name: 'Déplacer Zoé Lefèvre' }).tap();
  await page.getByText('Touchez la table où les mettre.').waitFor();
  const why = `Table ${taken}\u00a0: prise par Aline Durand à 20\u00a0h\u00a030.`;
  const refused = plan().getByRole('button', { name: why });
  await refused.waitFor();
  await accessible('a party in hand, in the dark');
  const before = await rows();
  await refused.tap();
  await page.getByText(`Zoé Lefèvre n’a pas bougé. ${why}`).waitFor();
  expect(await rows()).toEqual(before);

  await plan().locator('[data-coming]').filter({ hasText: 'Zoé Lefèvre' }).tap();
  const free = plan().getByRole('button', { name: 'Table 9\u00a0: libre pour eux.' });
  await free.tap();
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ tables: ['9'], time: '20:30' });
  await page.getByRole('button', { name: 'Annuler', exact: true }).tap();
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ tables: [from] });
});

test('a party is carried by the mouse to another table; over one that will not do it says why, and stays', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  await book(guest('Aline', 'Durand'));
  const [from] = (await one('Zoé Lefèvre'))!.tables;
  const [taken] = (await one('Aline Durand'))!.tables;
  await signIn(floor);
  await face(from!).waitFor();
  const [start, target] = [face(from!), await middle(face('8'))];
  const onTaken = await middle(face(taken!));
  await dragTo(start, onTaken);
  const said = page.locator('.floor-say');
  await said.getByText(`Table ${taken}\u00a0: prise par Aline Durand à 20\u00a0h\u00a030.`).waitFor();
  await page.mouse.move(target.x, target.y, { steps: 6 });
  await said.getByText('Table 8\u00a0: libre pour eux.').waitFor();
  await page.mouse.up();
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ tables: ['8'] });
  await face('8').waitFor();
  // The click that ends a drag opens nothing.
  await page.getByRole('region', { name: 'Table 8' }).waitFor({ state: 'detached' });
});

test('by finger: a party is carried after a rest, a table of the drawing board at once', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await book(guest('Zoé', 'Lefèvre'));
  const [from] = (await one('Zoé Lefèvre'))!.tables;
  await signIn(floor, 'manager');
  await face('7').waitFor();
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  const [start, target] = [await middle(face(from!)), await middle(face('7'))];
  await touch('touchStart', start);
  await page.locator('.floor-carried').waitFor();
  await touch('touchMove', { x: (start.x + target.x) / 2, y: (start.y + target.y) / 2 });
  await touch('touchMove', target);
  await page.locator('.floor-say').getByText('Table 7\u00a0: libre pour eux.').waitFor();
  await touch('touchEnd');
  await expect.poll(() => one('Zoé Lefèvre')).toMatchObject({ tables: ['7'] });

  await page.goto('/admin/reglages?tab=room');
  const drawn = page.locator('[data-drawn="1"]');
  await drawn.waitFor();
  await drawn.scrollIntoViewIfNeeded();
  const label = () => drawn.locator('.unseen').textContent();
  const before = await label();
  const here = await middle(drawn);
  await touch('touchStart', here);
  await touch('touchMove', { x: here.x + 20, y: here.y + 10 });
  await touch('touchMove', { x: here.x + 40, y: here.y + 16 });
  await page.locator('.drawn-lifted').waitFor();
  await touch('touchEnd');
  await page.getByText('Non enregistré', { exact: true }).waitFor();
  await expect.poll(label).not.toBe(before);
});

test('by keyboard: arrows walk the tables in reading order, Enter opens, Escape leads back; the day stays', async () => {
  await signIn(`${floor}&day=${DAY}`);
  await face('1').focus();
  const inHand = () =>
    page.evaluate(
      () => document.activeElement?.closest('[data-table]')?.querySelector('.unseen')?.textContent,
    );
  await page.keyboard.press('ArrowRight');
  await expect.poll(inHand).toMatch(/^Table 2,/);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('region', { name: 'Table 2' });
  await sheet.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await expect.poll(inHand).toMatch(/^Table 2,/);
  expect(new URL(page.url()).searchParams.get('day')).toBe(DAY);
});

test('a walk-in sits down, a table is paused and taken up again, and an hour later shows who comes', async () => {
  await book(guest('Zoé', 'Lefèvre'));
  const [theirs] = (await one('Zoé Lefèvre'))!.tables;
  await signIn(floor, 'host');
  await face('5').click();
  const sheet = page.getByRole('region', { name: 'Table 5' });
  await sheet.getByRole('button', { name: 'Une personne de plus' }).click();
  await sheet.getByRole('button', { name: 'Installer ici' }).click();
  await page.getByRole('button', { name: /^Table 5,.*à table depuis/ }).waitFor();
  await expect
    .poll(async () => (await rows()).find(({ source }) => source === 'walk_in'))
    .toMatchObject({ party: 3, tables: ['5'], status: 'seated' });

  await face('6').click();
  const next = page.getByRole('region', { name: 'Table 6' });
  await next.getByRole('button', { name: '1\u00a0h', exact: true }).click();
  await page.getByRole('button', { name: /^Table 6,.*en pause jusqu’à 20 h 20/ }).waitFor();
  await next.getByRole('button', { name: 'Reprendre la table' }).click();
  await page.getByRole('button', { name: /^Table 6,.*: libre/ }).waitFor();

  await page.getByLabel('Voir la salle à une autre heure').fill('1245');
  await page.getByText('À 20\u00a0h\u00a045').waitFor();
  await page.getByRole('button', { name: new RegExp(`^Table ${theirs},.*prise à cette heure`) }).waitFor();
  await accessible('the room later');
  await press('Revenir à maintenant');
  await page.getByText('Comme prévu à cette heure.').waitFor({ state: 'detached' });
});

test('the plan is there again where this device showed it last, in English too', async () => {
  await signIn('/admin/aujourdhui');
  await press('Plan de salle');
  await plan().waitFor();
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('heading', { name: 'Clients' }).waitFor();
  await page.getByRole('link', { name: /Aujourd/ }).click();
  await plan().waitFor();
  expect(new URL(page.url()).searchParams.get('view')).toBe('plan');
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.getByRole('region', { name: 'Floor plan' }).waitFor();
  await page.getByRole('button', { name: /^Table 1, seats 1 to 6: free/ }).waitFor();
  await accessible('the floor plan in English');
});
