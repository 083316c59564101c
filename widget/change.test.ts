import { describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Booking } from '../server/reservations/contract.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { type Changing, change, isToAsk, wishOf } from './change.ts';

const card = {
  country: 'FR',
  locale: 'fr',
  minParty: 1,
  maxParty: 8,
  today: '2026-10-10',
  lastDay: '2026-12-31',
} as RestaurantCard;
const booking = {
  status: 'confirmed',
  token: 'a-token-of-more-than-twenty',
  day: '2026-10-17',
  time: '20:00',
  party: 2,
  area: 'Salle',
  remark: 'Une bougie',
  restaurant: { slug: 'essai' },
} as Booking;

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A change in the making, a server that notes what it is asked, and the end. */
function changing(answer: () => unknown = () => booking, own: Partial<Booking> = {}) {
  const asked: [endpoint: string, input: Record<string, unknown>][] = [];
  const call = (async (endpoint: string, input: Record<string, unknown>) => {
    asked.push([endpoint, input]);
    if (endpoint === 'GET /api/restaurants/:restaurant') return card;
    if (endpoint.endsWith('/calendar')) return { days: [] };
    if (endpoint.endsWith('/availability')) {
      const { day, party } = input.query as { day: string; party: number };
      const status = party >= 5 ? 'request' : 'open';
      return { day, party, slots: [{ time: '20:00', shift: 'Soir', status, areas: ['Salle'] }] };
    }
    if (endpoint.startsWith('PATCH')) return answer();
    throw new Error(`not asked in this test: ${endpoint}`);
  }) as unknown as ReturnType<typeof caller>;
  let shown!: Changing;
  const ends: (Booking | null)[] = [];
  const asks: (boolean | undefined)[] = [];
  const acts = change({
    call,
    booking: { ...booking, ...own },
    remarkOnly: false,
    changed: (next) => {
      shown = next;
    },
    over: (end, ask) => {
      ends.push(end);
      asks.push(ask);
    },
  });
  const patches = () =>
    asked.filter(([endpoint]) => endpoint.startsWith('PATCH')).map(([, { body }]) => body);
  return { acts, asked, patches, ends, asks, shown: () => shown };
}

describe('what is asked for', () => {
  const same = { day: '2026-10-17', time: '20:00', party: 2 };
  test.each([
    [same, '', 'Une bougie', null],
    [same, '', ' Une bougie ', null],
    [same, '', '', { remark: '' }],
    [same, 'Salle', 'Une bougie', null],
    [same, 'Terrasse', 'Une bougie', { area: 'Terrasse' }],
    [{ ...same, party: 3 }, '', 'Une bougie', { ...same, party: 3 }],
    [{ ...same, time: '21:00' }, '', 'Deux', { ...same, time: '21:00', remark: 'Deux' }],
  ])('%o in "%s" with "%s" is %o', (table, area, remark, wish) => {
    expect(wishOf(booking, { table, area, remark })).toEqual(wish);
  });
});

describe('changing a reservation', () => {
  test('begins at its own day and party, and asks as if it were not there', async () => {
    const { acts, asked, shown } = changing();
    await acts.start();
    await settled();
    expect(shown().table).toMatchObject({
      ...{ day: '2026-10-17', party: 2, month: '2026-10' },
      step: 'table',
    });
    expect(asked.map(([endpoint]) => endpoint)).toEqual([
      'GET /api/restaurants/:restaurant',
      'GET /api/bookings/:token/calendar',
      'GET /api/bookings/:token/availability',
    ]);
    expect(asked[2]![1]).toEqual({
      params: { token: booking.token },
      query: { day: '2026-10-17', party: 2 },
    });
  });

  test('leaves a party that only the staff could write what it is', async () => {
    const { acts, shown } = changing(undefined, { party: 14 });
    await acts.start();
    expect(shown().table).toMatchObject({ party: 14, card: { minParty: 1, maxParty: 14 } });
  });

  test('asks for nothing when nothing differs', async () => {
    const { acts, patches, ends } = changing();
    await acts.start();
    acts.table.take({ day: '2026-10-17', time: '20:00' });
    await acts.submit();
    expect(patches()).toEqual([]);
    expect(ends).toEqual([null]);
  });

  test('offers what is near when the time is gone, and keeps the message', async () => {
    let taken = true;
    const alternatives = [{ day: '2026-10-18', time: '21:30', shift: 'Soir' }];
    const { acts, patches, ends, shown } = changing(() => {
      if (taken) throw new CallFailed('refused', 409, { code: 'slot_taken', alternatives });
      return { ...booking, day: '2026-10-18', time: '21:30' };
    });
    await acts.start();
    acts.table.take({ day: '2026-10-17', time: '21:00' });
    acts.write('Deux bougies');
    await acts.submit();
    expect(shown()).toMatchObject({
      sending: false,
      trouble: null,
      remark: 'Deux bougies',
      lost: { time: '21:00', offers: alternatives },
      focus: { at: 'lost' },
    });
    taken = false;
    acts.table.take(alternatives[0]!);
    expect(shown().lost).toBeNull();
    await acts.submit();
    expect(patches().at(-1)).toEqual({ day: '2026-10-18', time: '21:30', party: 2, remark: 'Deux bougies' });
    expect(ends).toMatchObject([{ day: '2026-10-18' }]);
  });

  test.each([
    [new CallFailed('offline'), 'offline'],
    [new CallFailed('slow'), 'slow'],
    [new CallFailed('refused', 409, { code: 'cannot_change' }), 'fixed'],
  ])('%s leaves the form as it is and says so', async (fault, trouble) => {
    const { acts, shown, ends } = changing(() => {
      throw fault;
    });
    await acts.start();
    acts.write('Deux bougies');
    await acts.submit();
    expect(shown()).toMatchObject({ trouble, remark: 'Deux bougies', sending: false });
    expect(ends).toEqual([]);
  });
});

describe('a change that the restaurant is to be asked for', () => {
  const wished = { declined: false };

  test('is said to be one before it is sent, and is asked for', async () => {
    const { acts, patches, asks, shown } = changing(() => ({ ...booking, wished }));
    await acts.start();
    await settled();
    acts.table.chooseParty(6);
    await settled();
    acts.table.take({ day: '2026-10-17', time: '20:00' });
    expect(isToAsk(booking, shown())).toBe(true);
    await acts.submit();
    expect(patches()).toEqual([{ day: '2026-10-17', time: '20:00', party: 6, ask: true }]);
    expect(asks).toEqual([true]);
  });

  test('that only the server knew of is asked for by pressing once more, and no longer once another is chosen', async () => {
    let known = false;
    const { acts, patches, asks, ends, shown } = changing(() => {
      if (!known) throw new CallFailed('refused', 409, { code: 'cannot_change', reason: 'request' });
      return { ...booking, wished };
    });
    await acts.start();
    acts.table.take({ day: '2026-10-18', time: '21:00' });
    expect(isToAsk(booking, shown())).toBe(false);
    await acts.submit();
    expect(shown()).toMatchObject({ toAsk: true, trouble: null, sending: false, focus: { at: 'asking' } });
    expect([isToAsk(booking, shown()), ends]).toEqual([true, []]);
    known = true;
    await acts.submit();
    expect(patches().at(-1)).toMatchObject({ day: '2026-10-18', ask: true });
    expect(asks).toEqual([true]);
    acts.table.take({ day: '2026-10-18', time: '20:00' });
    expect(isToAsk(booking, shown())).toBe(false);
  });

  test('is none for fewer at the hour that was agreed to, nor for a request that waits itself', async () => {
    const { acts, shown } = changing(undefined, { party: 8 });
    await acts.start();
    await settled();
    acts.table.chooseParty(6);
    await settled();
    acts.table.take({ day: '2026-10-17', time: '20:00' });
    expect(isToAsk({ ...booking, party: 8 }, shown())).toBe(false);
    expect(isToAsk({ ...booking, party: 4 }, shown())).toBe(true);
    expect(isToAsk({ ...booking, party: 4, status: 'requested' }, shown())).toBe(false);
  });
});
