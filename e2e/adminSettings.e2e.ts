import { expect, test } from 'vitest';
import type { Availability } from '../server/availability/contract.ts';
import type { ServiceSettings } from '../server/settings/contract.ts';
import { accessible, at, book, guest, house, open, page, signIn } from './adminStage.ts';

const url = () => `${at.origin}/api/settings/service?restaurant=${house.slug}`;

/** The service as the server has it. */
async function service(): Promise<ServiceSettings> {
  const cookie = await at.signIn(house.staff.manager.email);
  const answer = await fetch(url(), { headers: { cookie } });
  return ((await answer.json()) as { settings: ServiceSettings }).settings;
}

/** Somebody else saves. */
async function saveElsewhere(change: (settings: ServiceSettings) => void) {
  const cookie = await at.signIn(house.staff.manager.email);
  const settings = await service();
  change(settings);
  const answer = await fetch(url(), {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  expect(answer.status).toBe(200);
}

async function availability(day: string): Promise<Availability> {
  const answer = await fetch(`${at.origin}/api/restaurants/${house.slug}/availability?day=${day}&party=2`);
  return (await answer.json()) as Availability;
}

const part = (name: string) =>
  page.getByRole('navigation', { name: 'Parties des réglages' }).getByRole('link', { name }).click();
const sheet = (name: string) => page.getByRole('region', { name, exact: true });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

test('a shorter evening: the trial names who would not fit, saving keeps them and lists them, guests see it', async () => {
  const { reference } = await book({ ...guest('Odile', 'Tardive'), day: '2026-10-12', time: '22:00' });
  await signIn('/admin/reglages?tab=services', 'manager');
  await sheet('Soir').getByLabel('Dernière arrivée').fill('20:30');
  await press('Essayer');
  const trial = sheet('Si vous enregistrez');
  await trial.getByText('1 réservation à venir n’entrerait plus').waitFor();
  await trial.getByText('Odile Tardive').waitFor();
  await trial.getByText('Cette heure n’existe plus').waitFor();
  await trial.getByText(/couverts de moins par semaine/).waitFor();
  expect((await service()).shifts[1]).toMatchObject({ name: 'Soir', last: '22:00' });
  await accessible('the trial');

  await press('Enregistrer et les garder');
  await page.getByText('Réglages enregistrés.').waitFor();
  const kept = sheet('À régler avec les clients');
  await kept.getByText('Odile Tardive').waitFor();
  expect((await availability('2026-10-12')).slots.at(-1)).toMatchObject({ time: '20:30', status: 'open' });
  expect((await service()).shifts[1]!.last).toBe('20:30');

  await kept.getByRole('link', { name: `Voir la réservation ${reference}` }).click();
  await page.locator('[data-rows]').getByText('Odile Tardive').waitFor();
  expect(new URL(page.url()).searchParams.get('day')).toBe('2026-10-12');
});

test('a service is copied, changed and added; overlaps are pointed out; a removal is taken back', async () => {
  await signIn('/admin/reglages?tab=services');
  await press('Copier Soir');
  const copy = sheet('Soir (copie)');
  await copy.getByLabel('Nom').fill('Nuit');
  const night = sheet('Nuit');
  await night.getByLabel('Première arrivée').fill('22:00');
  await night.getByLabel('Dernière arrivée').fill('00:30');
  for (const day of ['lun.', 'mar.', 'mer.', 'jeu.', 'dim.'])
    await night.getByRole('button', { name: day }).click();
  await press('Retirer Midi');
  await sheet('Midi').waitFor({ state: 'detached' });
  await press('Revenir d’un pas');
  await sheet('Midi').waitFor();
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  await page.getByText('Soir et Nuit se recouvrent (ven. sam.)').waitFor();
  const { shifts } = await service();
  expect(shifts.map(({ name, first, last, weekdays }) => [name, first, last, weekdays.length])).toEqual([
    ['Midi', '12:00', '14:00', 7],
    ['Soir', '19:00', '22:00', 7],
    ['Nuit', '22:00', '00:30', 2],
  ]);
  expect((await availability('2026-10-16')).slots.at(-1)).toMatchObject({ time: '00:30', shift: 'Nuit' });
});

test('a closure with its message is what guests are told', async () => {
  await signIn('/admin/reglages?tab=days', 'manager');
  await press('Ajouter une fermeture');
  const day = sheet('Nouveau jour');
  await day.getByLabel('Message aux clients, en français').fill('Fermé pour travaux');
  await day.getByLabel('Message aux clients, en anglais').fill('Closed for works');
  await press('Enregistrer');
  await page.getByText('À remplir.').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field')))
    .toBe('specialDays.0.from');
  await day.getByLabel('Dernier jour').fill('2026-10-22');
  await day.getByLabel('Jour', { exact: true }).fill('2026-10-20');
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  expect(await availability('2026-10-21')).toMatchObject({
    reason: 'closed',
    message: { fr: 'Fermé pour travaux', en: 'Closed for works' },
    slots: [],
  });
  await accessible('special days');
});

test('rules, pace and room are saved together, and what the server refuses is said at its field', async () => {
  await signIn('/admin/reglages?tab=rules', 'manager');
  await page.getByLabel('Plus petit groupe').fill('3');
  await page.getByLabel('Plus grand groupe').fill('2');
  await page.getByLabel('Pour le jour même').fill('17:00');
  await part('Cadence');
  await sheet('Soir').getByLabel('Couverts en ligne').fill('6');
  await part('Salle');
  await press('Retirer la table 12');
  await sheet('Salle').getByLabel('Places max.').first().fill('5');
  await press('Essayer');
  await page.getByText('Au moins autant que le plus petit groupe.').waitFor();
  const largest = page.getByLabel('Plus grand groupe');
  await expect.poll(() => largest.getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Plus petit groupe').fill('1');
  await largest.fill('6');
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  const saved = await service();
  expect(saved.rules).toMatchObject({ minParty: 1, maxParty: 6, cutoff: '17:00' });
  expect(saved.shifts.map(({ pace }) => pace)).toEqual([undefined, { onlineCovers: 6 }]);
  expect(saved.areas[0]!.tables).toHaveLength(11);
  expect(saved.areas[0]!.tables[0]).toMatchObject({ name: '1', maxSeats: 5 });
});

test('somebody else saved first: nothing that was typed is lost, and what both changed is named', async () => {
  await signIn('/admin/reglages?tab=rules');
  await page.getByLabel('Plus grand groupe').fill('7');
  await page.getByLabel('Battement').fill('15');
  await saveElsewhere((settings) => {
    settings.rules.maxParty = 5;
    settings.rules.leadMinutes = 90;
  });
  // Told at once, before anything is saved here.
  await page.getByText('Manager a enregistré ces réglages avant vous.').waitFor();
  await accessible('somebody was first');
  await press('Reprendre et garder mes modifications');
  await page.getByText('Vous avez tous deux changé').waitFor();
  expect(await page.getByLabel('Au plus tard').inputValue()).toBe('90');
  await press('C’est vu');
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  expect((await service()).rules).toMatchObject({ maxParty: 7, leadMinutes: 90, bufferMinutes: 15 });
});

test('what others save and pause is there without a reload, where nothing is being typed', async () => {
  await signIn('/admin/reglages?tab=rules');
  expect(await page.getByLabel('Plus grand groupe').inputValue()).toBe('8');
  await saveElsewhere((settings) => {
    settings.rules.maxParty = 5;
  });
  await expect.poll(() => page.getByLabel('Plus grand groupe').inputValue()).toBe('5');
  await part('Pauses');
  await page.getByText('Rien n’est en pause.').waitFor();
  const cookie = await at.signIn(house.staff.host.email);
  const answer = await fetch(`${at.origin}/api/pauses?restaurant=${house.slug}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ from: '2026-10-12', shift: 'Soir' }),
  });
  expect(answer.status).toBe(201);
  await sheet('En pause').getByText('lun. 12 oct., toute la journée').waitFor();
});

test('what guests may do by themselves, are asked for and are written to', async () => {
  await open({ viewport: { width: 390, height: 800 } });
  await signIn('/admin/reglages?tab=guests', 'manager');
  const own = sheet('Modifier et annuler');
  await own.getByLabel('Les clients peuvent annuler leur réservation').uncheck();
  await own.getByLabel('Modifier, au plus tard').fill('4');
  await sheet('Fiabilité').getByLabel('Sur demande à partir de').fill('2');
  const form = sheet('Le formulaire');
  await form.getByLabel('Téléphone').selectOption({ label: 'Facultatif' });
  await form.getByLabel('Table gardée pendant la saisie').fill('45');
  await sheet('Liste d’attente').getByLabel('Place proposée gardée').fill('30');
  await sheet('Messages').getByLabel('Remercier après la visite').check();
  await sheet('Messages').getByLabel('Remerciement').fill('18');
  await press('Enregistrer');
  await page.getByText('C’est trop grand.').waitFor();
  await form.getByLabel('Table gardée pendant la saisie').fill('8');
  await press('Enregistrer');
  await page.getByText('l’un des deux est obligatoire').waitFor();
  await form.getByLabel('Adresse e-mail').selectOption({ label: 'Obligatoire' });
  await accessible('guests and messages');
  await press('Enregistrer');
  await page.getByText('Réglages enregistrés.').waitFor();
  expect((await service()).rules).toMatchObject({
    guestChanges: true,
    changeHours: 4,
    guestCancels: false,
    noShowLimit: 2,
    askEmail: 'required',
    askPhone: 'optional',
    holdMinutes: 8,
    thanks: true,
    thanksHours: 18,
    waitlistOfferMinutes: 30,
  });
  const card = await fetch(`${at.origin}/api/restaurants/${house.slug}`);
  expect(((await card.json()) as { form: object }).form).toMatchObject({
    email: 'required',
    phone: 'optional',
  });
});

test('what is not saved waits when one goes elsewhere, and the browser warns before it is lost', async () => {
  await signIn('/admin/reglages?tab=rules');
  await page.getByLabel('Plus grand groupe').fill('7');
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByText('elles vous attendent ici').waitFor();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await page.getByRole('link', { name: 'Réglages', exact: true }).click();
  await part('Durées et règles');
  expect(await page.getByLabel('Plus grand groupe').inputValue()).toBe('7');
  await press('Tout abandonner');
  await page.getByText('Non enregistré', { exact: true }).waitFor({ state: 'detached' });
  expect(await page.getByLabel('Plus grand groupe').inputValue()).toBe('8');
});

test('in English, by keyboard: a line is added where one lands in it, and the trial speaks', async () => {
  await book({ ...guest('Odile', 'Tardive'), day: '2026-10-12', time: '22:00' });
  await signIn('/admin/reglages?tab=services');
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.getByRole('button', { name: 'Add a service', exact: true }).focus();
  await page.keyboard.press('Enter');
  const inHand = () => page.evaluate(() => document.activeElement?.getAttribute('data-field'));
  await expect.poll(inHand).toBe('shifts.2.name');
  await page.keyboard.type('Late');
  await sheet('Late').waitFor();
  await page.getByRole('button', { name: 'Remove Soir' }).focus();
  await page.keyboard.press('Enter');
  await sheet('Soir').waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('One step back');
  await press('Save');
  await page.getByText('Choose at least one day.').waitFor();
  await sheet('Late').getByRole('button', { name: 'Sat' }).click();
  await press('Try it');
  await sheet('If you save').getByText('1 coming reservation would no longer fit').waitFor();
  await sheet('If you save')
    .getByText(/covers fewer a week/)
    .waitFor();
  await accessible('the trial in English');
});

test('a host sees the restaurant and none of its service', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await signIn('/admin/reglages?tab=services', 'host');
  await page.getByRole('heading', { name: 'Le restaurant' }).waitFor();
  const tabs = page.getByRole('navigation', { name: 'Parties des réglages' }).getByRole('link');
  expect(await tabs.allInnerTexts()).toEqual(['Le restaurant', 'Pauses']);
  expect(asked).not.toContain('/api/settings/service');
});

test('a host pauses a service for an evening and takes it up again; guests see both', async () => {
  await open({ viewport: { width: 390, height: 800 } });
  await book({ day: '2026-10-12', time: '20:00', party: 3 });
  await signIn('/admin/reglages?tab=pauses', 'host');
  await page.getByText('Rien n’est en pause.').waitFor();
  const form = sheet('Mettre en pause');
  await form.getByLabel('Quoi').selectOption({ label: 'Soir' });
  await form.getByLabel('Jour', { exact: true }).fill('2026-10-12');
  await form.getByLabel('À partir de').fill('20:00');
  await form.getByLabel('Jusqu’à').fill('19:00');
  await form.getByRole('button', { name: 'Mettre en pause' }).click();
  await form.getByText('La fin vient avant le début.').waitFor();
  await form.getByLabel('Jusqu’à').fill('20:30');
  // Before it is paused: who has booked, and what it costs.
  await form.getByText('1 réservation est déjà prise pour ce moment-là (3 personnes)').waitFor();
  await form.getByText('La salle peut toujours accueillir autant de couverts.').waitFor();
  await form.getByLabel('Jusqu’à').fill('22:00');
  await form.getByText(/couverts de moins, semaine du 12 oct/).waitFor();
  await form.getByLabel('Jusqu’à').fill('20:30');
  await form.getByLabel('Note pour l’équipe').fill('Fuite en cuisine');
  await form.getByRole('button', { name: 'Mettre en pause' }).click();
  const now = sheet('En pause');
  await now.getByText('lun. 12 oct., de 20:00 à 20:30').waitFor();
  await now.getByText('Fuite en cuisine').waitFor();
  await accessible('pauses');
  const paused = async () =>
    (await availability('2026-10-12')).slots
      .filter(({ reason }) => reason === 'paused')
      .map(({ time }) => time);
  expect(await paused()).toEqual(['20:00', '20:30']);
  await now.getByRole('button', { name: /^Reprendre/ }).click();
  await page.getByText('Rien n’est en pause.').waitFor();
  expect(await paused()).toEqual([]);
});

test.each([
  ['light', 1280, 'fr-FR'],
  ['dark', 390, 'fr-FR'],
] as const)(
  'every part is accessible and stays in its width: %s at %i',
  async (colorScheme, width, locale) => {
    await open({ colorScheme, locale, viewport: { width, height: 800 } });
    await saveElsewhere((settings) => {
      settings.specialDays = [
        {
          from: '2026-12-31',
          to: '2026-12-31',
          closed: false,
          shifts: [
            {
              name: 'Réveillon',
              first: '19:00',
              last: '21:00',
              step: 30,
              pace: { covers: 30, exceptions: [{ time: '20:00', covers: 10 }] },
            },
          ],
        },
      ];
      settings.combinations = [{ tables: ['1', '2'], minSeats: 7, maxSeats: 12 }];
    });
    await signIn('/admin/reglages?tab=rules');
    await page.getByLabel('Plus grand groupe').fill('7');
    const names = [
      'Services',
      'Jours particuliers',
      'Durées et règles',
      'En ligne et messages',
      'Cadence',
      'Salle',
    ];
    for (const name of names) {
      await part(name);
      await page.locator('.sheet-card').first().waitFor();
      await page.evaluate(() => {
        for (const more of document.querySelectorAll('details')) more.open = true;
      });
      await accessible(name);
      const over = await page.evaluate(() => {
        const settings = document.querySelector('.settings')!;
        return Math.max(
          settings.scrollWidth - settings.clientWidth,
          document.documentElement.scrollWidth - window.innerWidth,
        );
      });
      expect(over, name).toBe(0);
    }
  },
);
