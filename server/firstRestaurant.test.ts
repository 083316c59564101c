import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotStart } from './cannotStart.ts';
import {
  checks,
  type FirstRestaurant,
  makeFirstRestaurant,
  slugOf,
  tablesFrom,
  timeZoneOf,
} from './firstRestaurant.ts';
import { type TestApp, testApp } from './testing/app.ts';

describe('a slug', () => {
  test.each([
    ['Chez Zoé & fils', 'chez-zoe-fils'],
    ['L’Œuf à la coque', 'l-oeuf-a-la-coque'],
    ['  404  ', '404'],
    ['寿司', ''],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
    expect(slug === '' || checks.slug(slug) === null).toBe(true);
  });
});

test('tables are read as people write them, and refused when they make no room', () => {
  expect(tablesFrom('6x2, 5×4')).toEqual([
    { count: 6, seats: 2 },
    { count: 5, seats: 4 },
  ]);
  for (const wrong of ['', '6', '0x2', '6x0', '201x2', '100x2,101x4', 'six x two', '6x2,'])
    expect(tablesFrom(wrong)).toBeNull();
});

test('a country offers a time zone that can be used', () => {
  expect(timeZoneOf('FR')).toBe('Europe/Paris');
  for (const country of ['CA', 'US', 'ES', 'BE', 'JP'])
    expect(checks.timeZone(timeZoneOf(country) ?? '')).toBeNull();
  expect(timeZoneOf('nowhere')).toBeUndefined();
});

describe('the first restaurant', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await testApp();
  });
  afterAll(() => house.close());

  const zoe: FirstRestaurant = {
    organization: 'Chez Zoé SARL',
    restaurant: 'Chez Zoé',
    slug: 'chez-zoe',
    timeZone: 'Europe/Paris',
    country: 'FR',
    locale: 'fr',
    tables: [
      { count: 2, seats: 2 },
      { count: 1, seats: 6 },
    ],
    ownerName: 'Zoé',
    ownerEmail: 'Zoe@Example.com',
    ownerPassword: 'une-longue-phrase',
  };
  const make = (change: Partial<FirstRestaurant> = {}) =>
    makeFirstRestaurant(house.orm.em.fork(), { ...zoe, ...change });

  test('can be booked at once, by its owner seen, and is made once', async () => {
    expect(await make()).toEqual({ restaurant: true, organization: true, owner: true });
    expect(await make({ restaurant: 'Another name' })).toEqual({
      restaurant: false,
      organization: false,
      owner: false,
    });

    const day = '2026-10-17';
    const slots = await house.app.inject(`/api/restaurants/chez-zoe/availability?day=${day}&party=6`);
    const open = slots.json().slots.filter(({ status }: { status: string }) => status === 'open');
    expect(open.map(({ time }: { time: string }) => time)).toEqual(
      expect.arrayContaining(['12:00', '14:00', '19:00', '22:00']),
    );

    const cookie = await house.signIn('zoe@example.com', zoe.ownerPassword);
    const board = await house.app.inject({
      url: `/api/reservations?restaurant=chez-zoe&day=${day}`,
      headers: { cookie },
    });
    expect(board.statusCode).toBe(200);
  });

  test('of the same organisation joins it, and its owner keeps the password', async () => {
    expect(await make({ slug: 'chez-zoe-2', ownerPassword: 'quite-another-one' })).toEqual({
      restaurant: true,
      organization: false,
      owner: false,
    });
    await house.signIn('zoe@example.com', zoe.ownerPassword);
  });

  test('asked for twice at the same moment is made once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => make({ slug: 'at-once', organization: 'At once' })));
    expect(made.filter(({ restaurant }) => restaurant)).toHaveLength(1);
  });

  test.each([
    ['slug', { slug: 'Chez Zoé' }],
    ['timeZone', { timeZone: 'Paris' }],
    ['country', { country: 'ZZ' }],
    ['ownerEmail', { ownerEmail: 'zoe' }],
    ['ownerPassword', { ownerPassword: 'court' }],
  ])('with a wrong %s is refused by that name', async (name, change) => {
    const making = make({ slug: 'never', ...change });
    await expect(making).rejects.toThrow(CannotStart);
    await expect(making).rejects.toThrow(name);
  });
});
