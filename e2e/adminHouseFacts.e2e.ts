import { expect, test } from 'vitest';
import { accessible, at, house, page, signIn } from './adminStage.ts';

test('a manager writes what the bot answers; what is wrong is said beside its field', async () => {
  await signIn('/admin/reglages', 'manager');
  const save = page.getByRole('button', { name: 'Enregistrer' });
  await page.getByLabel('Se garer, en français').fill('Parking Sentier, à 200 m.');
  await page.getByLabel('Lien vers la carte').fill('javascript:alert(1)');
  await save.click();
  await page.getByText('Un lien commence par').waitFor();
  await accessible('what the bot answers');
  await page.getByLabel('Lien vers la carte').fill('essai.example/carte');
  await save.click();
  await page.getByText('Réponses enregistrées.').waitFor();
  const card = await at.app.inject({ url: `/api/restaurants/${house.slug}` });
  expect(card.json().house).toEqual({
    parking: { fr: 'Parking Sentier, à 200 m.' },
    menuUrl: 'https://essai.example/carte',
  });
});
