import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookRequest, ReservationRow } from '../server/reservations/contract.ts';
import { bookRequest } from '../server/testing/app.ts';
import { checkAll, minuteOf, show } from './saturdayFigures.ts';
import { areasOf, DAY, openSaturday, type Panel, type Saturday, truthOf } from './saturdayStage.ts';

/** A whole Saturday evening of a full house, driven through two panels that are never loaded anew. */

let evening: Saturday;
beforeAll(async () => {
  evening = await openSaturday();
}, 120_000);
afterAll(() => evening?.close());

const named = (firstName: string): Partial<BookRequest> => ({
  guest: { ...bookRequest().guest, firstName, lastName: 'Soir' },
});
const line = ({ page }: Panel, name: string) =>
  page.locator('[data-rows]').getByRole('listitem').filter({ hasText: name });
const side = ({ page }: Panel, name: string) => page.getByRole('complementary', { name });
const face = ({ page }: Panel, table: string) =>
  page.locator('.floor').getByRole('button', { name: new RegExp(`^Table ${table}(,|\\s:)`) });
const one = async (name: string): Promise<ReservationRow> =>
  (await evening.book_of()).find(({ bookedAs }) => bookedAs === name)!;
const becomes = (name: string, like: object) => expect.poll(() => one(name)).toMatchObject(like);
const toast = ({ page }: Panel, text: string | RegExp) => page.locator('.toast').getByText(text).first();

/** The bookings of the week: always the same parties, at the hours at which people come. */
function* wishes(): Generator<{ time: string; party: number }> {
  let seed = 20261010;
  const drawn = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const times = ['18:30', '18:45', '19:00', '19:00', '19:15', '19:30', '19:30', '19:45', '20:00', '20:15'];
  const late = ['20:30', '20:30', '20:45', '21:00', '21:00', '21:15', '21:30', '21:30', '21:45', '22:00'];
  const all = [...times, ...late];
  const parties = [2, 2, 2, 2, 2, 3, 4, 4, 4, 5, 6];
  for (;;) yield { time: all[drawn(all.length)]!, party: parties[drawn(parties.length)]! };
}

/** Books until so many covers are expected. */
async function fill(covers: number): Promise<void> {
  let booked = 0;
  let i = 0;
  for (const wish of wishes()) {
    i += 1;
    expect(i, 'the house is full before it should be').toBeLessThan(400);
    if ((await evening.book({ ...wish, ...named(`P${i}`) })) === 201) booked += wish.party;
    if (booked >= covers) return;
  }
}

/** Who stays seated, however late it is, and who has not come, whatever the hour. */
const staying = new Set<string>();
const missing = new Set<string>();

/** Those whose time is over leave; those whose hour has come arrive and sit down, if nobody is at their table. */
async function serve(): Promise<void> {
  const now = minuteOf(evening);
  let all = await truthOf(evening);
  for (const { id, name, status, until } of all) {
    if (status === 'seated' && until <= now && !staying.has(name)) await evening.setStatus(id, 'finished');
  }
  for (const { id, name, status, minute } of all) {
    if (status === 'confirmed' && minute <= now && !missing.has(name)) await evening.setStatus(id, 'arrived');
  }
  all = await truthOf(evening);
  const taken = new Set(all.filter(({ status }) => status === 'seated').flatMap(({ tables }) => tables));
  for (const { id, status, tables, name } of all) {
    if (status !== 'arrived' || missing.has(name) || tables.length === 0) continue;
    if (tables.some((table) => taken.has(table))) continue;
    for (const table of tables) taken.add(table);
    await evening.setStatus(id, 'seated');
  }
}

/** The first who are expected at that hour and have a table, by name. */
async function expectedAt(...times: string[]): Promise<string[]> {
  const all = await truthOf(evening);
  return all
    .filter(({ time, status, tables }) => times.includes(time) && status === 'confirmed' && tables.length > 0)
    .map(({ name }) => name)
    .sort();
}

/**
 * A party that can go to another table of the room for as long as they stay; the soonest. `near`: so many lanes away
 * on the board at most; `next`: nobody sits at theirs before them, and they are expected there already.
 */
async function movable({ next = false, near = 99 } = {}) {
  const area = 'Salle';
  const all = (await truthOf(evening))
    .filter(({ status }) => ['requested', 'confirmed', 'arrived', 'seated'].includes(status))
    .sort((a, b) => a.minute - b.minute || a.name.localeCompare(b.name));
  const now = minuteOf(evening);
  const order = evening.house.tables.map(({ name }) => name).filter((t) => areasOf(evening).get(t) === area);
  const seats = new Map(
    (
      await evening.staff<{ tables: { name: string; maxSeats: number }[] }>(
        'GET',
        `/api/restaurants/${evening.house.slug}/tables`,
      )
    ).tables.map(({ name, maxSeats }) => [name, maxSeats]),
  );
  for (const own of all) {
    if (own.status !== 'confirmed' || own.tables.length !== 1 || own.minute <= now) continue;
    const theirs = all.filter(({ tables }) => tables.includes(own.tables[0]!));
    if (next && (theirs[0] !== own || own.minute > now + 45)) continue;
    const at = order.indexOf(own.tables[0]!);
    if (at < 0) continue;
    const to = order.find(
      (table, i) =>
        i !== at &&
        Math.abs(i - at) <= near &&
        seats.get(table)! >= own.party &&
        !all.some(
          (other) =>
            other.tables.includes(table) &&
            ((other.minute < own.until && own.minute < other.until) ||
              (other.status === 'seated' && Math.max(other.until, now) >= own.minute)),
        ) &&
        !paused.has(table),
    );
    if (to) return { name: own.name, from: own.tables[0]!, to };
  }
  throw new Error('nobody can be moved');
}
const paused = new Set<string>();

/** Takes something by the mouse to the middle of something else. */
async function drag({ page }: Panel, from: Locator, to: Locator, inside?: { x: number; y: number }) {
  // In the middle of the screen, where no news lies over it.
  await from.evaluate((element) => element.scrollIntoView({ block: 'center', inline: 'center' }));
  const start = (await from.boundingBox())!;
  const x = inside ? start.x + inside.x : start.x + start.width / 2;
  const y = inside ? start.y + inside.y : start.y + start.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = (await to.boundingBox())!;
  await page.mouse.move(inside ? x : end.x + end.width / 2, inside ? end.y + 20 : end.y + end.height / 2, {
    steps: 8,
  });
}

test('a Saturday of two hundred and fifty covers passes without a reload and without a wrong figure', async () => {
  const { desk, phone } = evening;
  const slug = evening.house.slug;

  // 18:20. The book of the day fills while both panels look on.
  expect(await evening.book({ ...named('Grande'), party: 7, time: '19:00' })).toBe(201);
  expect(await evening.book({ ...named('Refusée'), party: 8, time: '21:30' })).toBe(201);
  await fill(234);
  for (const i of [1, 2, 3])
    expect(await evening.book({ ...named(`Chat${i}`), time: '22:15', party: 2 }, 'chat')).toBe(201);

  // By telephone, at the desk and in the hand.
  await show(desk, 'Liste');
  await desk.page.getByRole('button', { name: 'Réserver', exact: true }).click();
  const made = side(desk, 'Nouvelle réservation');
  await made.getByRole('button', { name: '3 personnes' }).click();
  await desk.page.getByRole('button', { name: /^22:15 / }).click();
  await made.getByText(/proposée par la maison/).waitFor();
  await made.getByLabel('Client', { exact: true }).fill('Ève Morin');
  await made.getByRole('option', { name: /Nouveau client/ }).click();
  await made.getByRole('button', { name: 'Réserver' }).click();
  await made.waitFor({ state: 'detached' });
  await line(desk, 'Ève Morin').waitFor();

  await show(phone, 'Liste');
  await phone.page.locator('[data-begin=new]').tap();
  const inHand = side(phone, 'Nouvelle réservation');
  await inHand.getByRole('button', { name: '2 personnes' }).tap();
  await phone.page.getByRole('button', { name: /^22:30 / }).tap();
  await inHand.getByText(/proposée par la maison/).waitFor();
  await inHand.getByLabel('Client', { exact: true }).fill('Léo Petit');
  await inHand.getByRole('option', { name: /Nouveau client/ }).tap();
  await inHand.getByRole('button', { name: 'Réserver' }).tap();
  await inHand.waitFor({ state: 'detached' });
  await line(desk, 'Léo Petit').waitFor();

  // One request is accepted at the desk, the other declined in the hand.
  await desk.page.locator('[data-begin=desk]').click();
  const requests = side(desk, 'À traiter').getByRole('region', { name: 'Demandes' });
  await requests.getByRole('button', { name: /^Accepter la demande de Grande Soir/ }).click();
  await requests.getByText('Grande Soir').waitFor({ state: 'detached' });
  await desk.page.keyboard.press('Escape');
  await side(desk, 'À traiter').waitFor({ state: 'detached' });
  await line(phone, 'Refusée Soir').getByRole('button', { name: 'Autres actions' }).tap();
  await phone.page.getByRole('menuitem', { name: 'Décliner la demande' }).tap();
  await becomes('Refusée Soir', { status: 'declined' });

  const notes = desk.page.getByRole('region', { name: 'Notes du jour' });
  await notes.getByRole('button', { name: 'Noter quelque chose pour l’équipe' }).click();
  await desk.page.getByLabel('Notes du jour, pour l’équipe').fill('Plus de turbot.');
  await desk.page.keyboard.press('Control+Enter');
  await phone.page.getByRole('region', { name: 'Notes du jour' }).getByText('Plus de turbot.').waitFor();

  // One is dragged to another table on the board, and taken back.
  const dragged = await movable({ near: 3 });
  await show(desk, 'Plan horaire');
  const bar = desk.page.getByRole('button', { name: new RegExp(`^${dragged.name}, `) });
  const lane = (table: string) => desk.page.getByRole('list', { name: `Table ${table}`, exact: true });
  await drag(desk, bar, lane(dragged.to), { x: 20, y: 20 });
  await desk.page.locator('.timeline-say').getByText(`Table ${dragged.to}\u00a0: libre.`).waitFor();
  await desk.page.mouse.up();
  // What can be taken back says where they went.
  await desk.page
    .locator('.toast', { hasText: dragged.name })
    .filter({ hasText: `Table ${dragged.to}.` })
    .getByRole('button', { name: 'Annuler', exact: true })
    .click();
  await becomes(dragged.name, { tables: [dragged.from] });

  // Two parties go to other tables of the plan before they come: by the mouse, and by two taps.
  const carried = await movable({ next: true });
  await show(desk, 'Plan de salle');
  await desk.page.locator('.floor-areas').getByRole('button', { name: 'Salle', exact: true }).click();
  await drag(desk, face(desk, carried.from), face(desk, carried.to));
  await desk.page.locator('.floor-say').getByText(`Table ${carried.to}\u00a0: libre pour eux.`).waitFor();
  await desk.page.mouse.up();
  await becomes(carried.name, { tables: [carried.to] });

  const tapped = await movable({ next: true });
  await show(phone, 'Plan de salle');
  await phone.page.locator('.floor-areas').getByRole('button', { name: 'Salle', exact: true }).tap();
  await phone.page.locator(`[data-coming]`, { hasText: tapped.name }).first().tap();
  await face(phone, tapped.to).tap();
  await becomes(tapped.name, { tables: [tapped.to] });
  await checkAll(evening, '18:20');

  // 19:20. People arrive; some are late.
  await evening.turnTo(19, 20);
  const [atDesk, atHand, late, never, undone] = await expectedAt('19:00', '19:15');
  for (const name of [atDesk, atHand, late, never, undone]) missing.add(name!);
  await serve();
  await show(desk, 'Liste');
  await show(phone, 'Liste');
  await line(desk, atDesk!)
    .getByRole('button', { name: /^Accueillir/ })
    .click();
  await line(desk, atDesk!)
    .getByRole('button', { name: /^Installer/ })
    .click();
  await becomes(atDesk!, { status: 'seated' });
  await line(phone, atHand!)
    .getByRole('button', { name: /^Accueillir/ })
    .tap();
  await becomes(atHand!, { status: 'arrived' });
  await checkAll(evening, '19:20');

  // 19:40. Who was late comes; two do not, and one of them had only been overlooked. Walk-ins, and the queue.
  await evening.turnTo(19, 40);
  for (const name of [atDesk, atHand, late]) missing.delete(name!);
  await serve();
  await show(desk, 'Liste');
  await show(phone, 'Liste');
  await line(desk, never!).getByRole('button', { name: 'Autres actions' }).click();
  await desk.page.getByRole('menuitem', { name: 'Noter un no-show' }).click();
  await becomes(never!, { status: 'no_show' });
  await line(phone, undone!).getByRole('button', { name: 'Autres actions' }).tap();
  await phone.page.getByRole('menuitem', { name: 'Noter un no-show' }).tap();
  await becomes(undone!, { status: 'no_show' });
  await line(phone, undone!).getByText('No-show', { exact: true }).waitFor();
  await line(phone, undone!).getByRole('button', { name: 'Autres actions' }).tap();
  await phone.page.getByRole('menuitem', { name: 'Annuler le dernier changement' }).tap();
  await becomes(undone!, { status: 'confirmed' });
  missing.delete(undone!);

  await phone.page.locator('[data-begin=walk-in]').tap();
  const walkIn = side(phone, 'Clients sans réservation');
  await walkIn.getByRole('button', { name: '2 personnes' }).tap();
  await walkIn
    .getByRole('button', { name: /^Table / })
    .first()
    .tap();
  await expect
    .poll(async () => (await evening.book_of()).filter(({ source }) => source === 'walk_in'))
    .toHaveLength(1);

  await phone.page.locator('[data-begin=desk]').tap();
  const queue = side(phone, 'À traiter').getByRole('region', { name: 'File de ce soir' });
  await queue.getByRole('button', { name: 'Faire attendre' }).tap();
  await queue.getByRole('button', { name: '4 personnes' }).tap();
  await queue.getByText('Sans nom').waitFor();
  await queue.getByRole('button', { name: 'Faire attendre' }).tap();
  await queue.getByRole('button', { name: '2 personnes' }).tap();
  await expect.poll(() => queue.getByText('Sans nom').count()).toBe(2);
  await phone.page.keyboard.press('Escape');
  await side(phone, 'À traiter').waitFor({ state: 'detached' });
  await checkAll(evening, '19:40, two in the queue', { plan: false });
  // The first to come have eaten already: there is a table again.
  for (const { id, status, minute } of await truthOf(evening))
    if (status === 'seated' && minute < 19 * 60 && minute % 15 === 0) await evening.setStatus(id, 'finished');
  await desk.page.locator('[data-begin=desk]').click();
  const door = side(desk, 'À traiter').getByRole('region', { name: 'File de ce soir' });
  await door.getByRole('button', { name: 'Installer Sans nom' }).last().click();
  await door
    .getByRole('button', { name: /y installer/ })
    .first()
    .click();
  await expect.poll(() => door.getByText('Sans nom').count()).toBe(1);
  await door.getByRole('button', { name: /partis sans attendre/ }).click();
  await door.getByText('Personne n’attend à la porte.').waitFor();
  await desk.page.keyboard.press('Escape');
  await checkAll(evening, '19:40');

  // 20:00. A table breaks that somebody is to sit at; it begins to rain on the terrace.
  await evening.turnTo(20, 0);
  await serve();
  const broken = await movable();
  await show(desk, 'Plan de salle');
  await desk.page.locator('.floor-areas').getByRole('button', { name: 'Salle', exact: true }).click();
  await face(desk, broken.from).click();
  await sheet(desk, broken.from).getByRole('button', { name: 'Toute la soirée' }).click();
  paused.add(broken.from);
  await toast(
    phone,
    new RegExp(`^Table ${broken.from} en pause\\s:.*${broken.name} .*passe à Table`),
  ).waitFor();
  await expect.poll(async () => (await one(broken.name)).tables).not.toEqual([broken.from]);
  await sheet(desk, broken.from).getByRole('button', { name: 'Fermer la table' }).click();
  await checkAll(evening, 'a table broke', { plan: false });

  await desk.page.getByRole('link', { name: 'Réglages' }).click();
  await desk.page.getByRole('link', { name: 'Pauses' }).click();
  await desk.page.getByLabel('Quoi').selectOption('area:Terrasse');
  await desk.page.getByLabel('À partir de').fill('20:45');
  await desk.page.getByLabel('Jour', { exact: true }).fill(DAY);
  await desk.page.getByRole('button', { name: 'Mettre en pause', exact: true }).click();
  await desk.page.getByText('C’est en pause.').waitFor();
  await toast(phone, /^Terrasse en pause/).waitFor();
  await desk.page.getByRole('link', { name: /^Aujourd/ }).click();
  await checkAll(evening, 'it rains', { plan: false });

  // Inside whoever finds a table there, one of them by hand from the box; the others are written to be settled.
  const { unsettled } = await evening.staff<{ unsettled: { reservation: ReservationRow }[] }>(
    'GET',
    `/api/desk?restaurant=${slug}`,
  );
  let inside = 0;
  for (const { reservation } of unsettled) if (await evening.takeInside(reservation.id)) inside += 1;
  expect(inside).toBeGreaterThan(0);
  await checkAll(evening, 'those outside are inside');

  // 20:30. The telephone loses its link while the evening goes on, and has it again.
  await phone.context.setOffline(true);
  await phone.page.getByText('Cet appareil est hors ligne').waitFor();
  await evening.turnTo(20, 30);
  await serve();
  expect(await evening.book({ ...named('Pendant'), time: '22:30', party: 2 })).toBe(201);
  await phone.context.setOffline(false);
  await phone.page.getByText('En direct').waitFor();
  await checkAll(evening, '20:30');
  if (process.env.SHOTS) await pictures(process.env.SHOTS);

  // 21:00. Some stay too long; a party grows at the door.
  for (const { name, status } of await truthOf(evening))
    if (status === 'seated' && staying.size < 3) staying.add(name);
  await evening.turnTo(21, 0);
  await serve();
  await evening.turnTo(21, 15);
  const grown = (await truthOf(evening)).find(
    ({ status, party, minute }) => status === 'confirmed' && party === 2 && minute > minuteOf(evening),
  )!.name;
  await evening.setStatus((await one(grown)).id, 'arrived');
  await show(desk, 'Liste');
  await line(desk, grown).getByText('Arrivée').waitFor();
  await line(desk, grown).getByRole('button', { name: 'Autres actions' }).click();
  await desk.page.getByRole('menuitem', { name: 'Modifier la réservation' }).click();
  const grows = side(desk, grown);
  await grows.getByRole('button', { name: '3 personnes' }).click();
  await grows.getByRole('button', { name: 'Enregistrer' }).click();
  await grows.waitFor({ state: 'detached' });
  await becomes(grown, { party: 3, status: 'arrived' });
  await checkAll(evening, '21:15');

  // 22:00, 22:30 and the end.
  await evening.turnTo(22, 0);
  staying.clear();
  await serve();
  await serve();
  await checkAll(evening, '22:00');
  await evening.turnTo(22, 45);
  await serve();
  await serve();
  await checkAll(evening, '22:45', { plan: false });
  await evening.turnTo(25, 30);
  await serve();
  await serve();
  for (const { id, status } of await truthOf(evening))
    if (status === 'seated') await evening.setStatus(id, 'finished');
  await checkAll(evening, 'the last have gone');

  const covers = (await truthOf(evening)).reduce(
    (sum, { status, party }) => sum + (status === 'finished' ? party : 0),
    0,
  );
  expect(covers).toBeGreaterThanOrEqual(250);
  for (const panel of [desk, phone]) {
    expect({ panel: panel.name, loads: panel.loads, broken: panel.broken }).toEqual({
      panel: panel.name,
      loads: 0,
      broken: [],
    });
  }
}, 240_000);

const sheet = ({ page }: Panel, table: string) =>
  page.getByRole('region', { name: `Table ${table}`, exact: true });

/** Both panels as they stand, by day and by night, in each view. */
async function pictures(folder: string) {
  for (const panel of [evening.desk, evening.phone]) {
    for (const view of ['Liste', 'Plan horaire', 'Plan de salle'] as const) {
      await show(panel, view);
      for (const colorScheme of ['light', 'dark'] as const) {
        await panel.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await panel.page.screenshot({
          path: `${folder}/${panel.name}-${view.replaceAll(' ', '-')}-${colorScheme}.png`,
        });
      }
    }
    await panel.page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  }
}
