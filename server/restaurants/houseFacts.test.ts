import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';

let at: TestApp;
let house: House;
beforeAll(async () => {
  at = await testApp();
  house = await at.house();
});
afterAll(() => at.close());

async function tell(payload: object, as: 'manager' | 'host' = 'manager', what = 'house') {
  const cookie = await at.signIn(house.staff[as].email);
  return at.app.inject({
    method: 'PUT',
    url: `/api/settings/${what}?restaurant=${house.slug}`,
    headers: { cookie },
    payload,
  });
}
const card = async () =>
  (await at.app.inject({ url: `/api/restaurants/${house.slug}` })).json() as {
    house: object;
    formOfAddress: string;
  };

test('guests are spoken to with vous, or with tu where a manager has chosen it', async () => {
  expect((await card()).formOfAddress).toBe('vous');
  const kept = await tell({ formOfAddress: 'tu' }, 'manager', 'form-of-address');
  expect(kept.json()).toEqual({ formOfAddress: 'tu' });
  expect((await card()).formOfAddress).toBe('tu');
  expect((await tell({ formOfAddress: 'toi' }, 'manager', 'form-of-address')).statusCode).toBe(400);
  expect((await tell({ formOfAddress: 'vous' }, 'host', 'form-of-address')).statusCode).toBe(403);
  expect((await card()).formOfAddress).toBe('tu');
});

test('what managers write of the house stands on its card, and what they take out is gone', async () => {
  expect((await card()).house).toEqual({});
  const facts = {
    parking: { fr: ' Parking Sentier, à 200 m. ', en: '' },
    menuUrl: 'https://ardoise.example/carte',
    allergens: { fr: 'Demandez-nous.' },
  };
  const refused = await tell(facts);
  expect(refused.statusCode).toBe(400);
  const kept = await tell({ ...facts, parking: { fr: ' Parking Sentier, à 200 m. ' } });
  expect(kept.json()).toEqual({ ...facts, parking: { fr: 'Parking Sentier, à 200 m.' } });
  expect((await card()).house).toEqual(kept.json());
  await tell({});
  expect((await card()).house).toEqual({});
});

test('a link that is none is refused, and a host may not tell', async () => {
  const wrong = await tell({ menuUrl: 'javascript:alert(1)' });
  expect(wrong.json()).toMatchObject({ code: 'invalid', field: 'menuUrl' });
  expect((await tell({}, 'host')).statusCode).toBe(403);
});
