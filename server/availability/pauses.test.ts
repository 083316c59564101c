import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookRequest, type TestApp, testApp } from '../testing/app.ts';
import type { House } from '../testing/house.ts';
import { serviceOnPaper } from '../testing/onPaper.ts';
import type { NewPause, Slot } from './contract.ts';
import type { Pause } from './service.ts';
import { isBookable, slotsOf } from './slots.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

async function door(plan?: Parameters<TestApp['house']>[0]) {
  const house = await at.house(plan);
  const headers = { cookie: await at.signIn(house.staff.host.email) };
  return {
    house,
    headers,
    pause: (payload: NewPause) =>
      at.app.inject({ method: 'POST', url: `/api/pauses?restaurant=${house.slug}`, headers, payload }),
    pauses: async (day?: string) =>
      (
        await at.app.inject({
          url: `/api/pauses?restaurant=${house.slug}${day ? `&day=${day}` : ''}`,
          headers,
        })
      ).json().pauses,
    lift: (id: string) => at.app.inject({ method: 'DELETE', url: `/api/pauses/${id}`, headers }),
  };
}
const slots = async (house: House, day = '2026-10-17', party = 2): Promise<Slot[]> =>
  (
    await at.app.inject({
      url: `/api/restaurants/${house.slug}/availability?day=${day}&party=${party}`,
    })
  ).json().slots;
const paused = async (house: House, day?: string, party?: number) =>
  (await slots(house, day, party)).filter((slot) => slot.reason === 'paused').map((slot) => slot.time);
const book = (house: House, change: Parameters<typeof bookRequest>[0] = {}) =>
  at.app.inject({
    method: 'POST',
    url: `/api/restaurants/${house.slug}/reservations`,
    payload: bookRequest(change),
  });

describe('a pause', () => {
  test('of a slot keeps it closed, also when somebody cancels there, until it is lifted', async () => {
    const { house, pause, lift, pauses } = await door();
    const { token } = (await book(house)).json();
    const made = await pause({ from: '2026-10-17', fromTime: '20:00', toTime: '20:00', note: 'Groupe' });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      from: '2026-10-17',
      to: '2026-10-17',
      fromTime: '20:00',
      by: 'Host',
      note: 'Groupe',
    });
    expect(await paused(house)).toEqual(['20:00']);
    await at.app.inject({ method: 'POST', url: `/api/bookings/${token}/cancel`, payload: {} });
    expect(await paused(house)).toEqual(['20:00']);
    const refused = (await book(house)).json();
    expect([refused.code, refused.reason]).toEqual(['slot_not_open', 'paused']);
    expect(refused.alternatives).not.toEqual([]);
    const { parties, ...kept } = made.json();
    expect(parties).toEqual([]);
    expect(await pauses()).toEqual([kept]);
    expect((await lift(made.json().id)).statusCode).toBe(204);
    expect((await lift(made.json().id)).statusCode).toBe(404);
    expect((await book(house)).statusCode).toBe(201);
  });

  test('of a shift or of the house lasts from day to day and touches nothing else', async () => {
    const { house, pause, pauses } = await door();
    await pause({ from: '2026-10-17', to: '2026-10-18', shift: 'Midi' });
    await pause({ from: '2026-10-18', fromTime: '21:00' });
    expect(await paused(house)).toEqual(['12:00', '12:30', '13:00', '13:30', '14:00']);
    expect((await paused(house, '2026-10-18')).slice(-3)).toEqual(['21:00', '21:30', '22:00']);
    expect(await paused(house, '2026-10-19')).toEqual([]);
    expect(await pauses('2026-10-19')).toEqual([]);
    expect(await pauses('2026-10-18')).toHaveLength(2);
  });

  test('of a table or an area takes it from those who would still sit there then', async () => {
    const { house, pause } = await door({ tables: [[1, 2]] });
    await pause({ from: '2026-10-17', fromTime: '20:00', toTime: '21:00', table: '1' });
    // Two people stay 90 minutes: who comes at 19:00 would sit there at 20:00; at 21:00 it can be used again.
    expect(await paused(house)).toEqual(['19:00', '19:30', '20:00', '20:30']);
    await pause({ from: '2026-10-18', area: 'Salle' });
    expect((await slots(house, '2026-10-18')).every((slot) => slot.reason === 'paused')).toBe(true);
  });

  test('after midnight belongs to the day of service', async () => {
    const { house, pause, pauses } = await door({ shifts: [{ name: 'Nuit', first: 1320, last: 1500 }] });
    await pause({ from: '2026-10-17', fromTime: '23:30', toTime: '00:30' });
    expect(await paused(house)).toEqual(['23:30', '00:00', '00:30']);
    expect(await pauses()).toMatchObject([{ fromTime: '23:30', toTime: '00:30' }]);
    expect(await paused(house, '2026-10-18')).toEqual([]);
  });

  test.each<[field: string, wish: NewPause]>([
    ['to', { from: '2026-10-17', to: '2026-10-16' }],
    ['from', { from: '2026-02-30' }],
    ['toTime', { from: '2026-10-17', fromTime: '20:00', toTime: '19:00' }],
    ['shift', { from: '2026-10-17', shift: 'Goûter' }],
    ['area', { from: '2026-10-17', area: 'Lune' }],
    ['table', { from: '2026-10-17', table: '99' }],
    ['table', { from: '2026-10-17', area: 'Salle', table: '1' }],
  ])('that cannot be is refused at %s', async (field, wish) => {
    const { pause, pauses } = await door();
    const answer = await pause(wish);
    expect([answer.statusCode, answer.json().field]).toEqual([400, field]);
    expect(await pauses()).toEqual([]);
  });

  test('law: it closes what it names and opens nothing', () => {
    const service = serviceOnPaper({
      turnTimes: [{ upTo: 8, minutes: 90 }],
      shifts: [
        { name: 'Midi', weekdays: [6], firstMinute: 720, lastMinute: 840, stepMinutes: 30 },
        { name: 'Soir', weekdays: [6], firstMinute: 1140, lastMinute: 1500, stepMinutes: 30 },
      ],
      places: [
        { tableIds: ['a'], names: ['1'], area: 'Salle', minSeats: 1, maxSeats: 4 },
        { tableIds: ['b'], names: ['2'], area: 'Bar', minSeats: 1, maxSeats: 2 },
      ],
    });
    const day = '2026-10-17';
    const now = new Date('2026-10-10T10:00:00Z');
    const pause = fc.record<Pause>({
      from: fc.constantFrom('2026-10-16', day, '2026-10-18'),
      to: fc.constantFrom(day, '2026-10-18'),
      fromMinute: fc.integer({ min: 0, max: 1600 }),
      toMinute: fc.integer({ min: 0, max: 1799 }),
      shift: fc.constantFrom(null, 'Midi', 'Soir'),
      area: fc.constantFrom(null, 'Salle', 'Bar'),
      tableId: fc.constantFrom(null, 'a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (pauses, party) => {
        const free = slotsOf(service, day, party, now, []);
        const then = slotsOf({ ...service, pauses }, day, party, now, []);
        expect(then.map((slot) => slot.minute)).toEqual(free.map((slot) => slot.minute));
        for (const [index, slot] of then.entries()) {
          expect(isBookable(slot) && !isBookable(free[index]!)).toBe(false);
          expect(slot.places.every((place) => free[index]!.places.includes(place))).toBe(true);
          if (!isBookable(slot)) expect(slot.reason).toBe('paused');
          const named = pauses.some(
            (it) =>
              it.from <= day && day <= it.to && it.fromMinute <= slot.minute && slot.minute <= it.toMinute,
          );
          if (!named && pauses.every((it) => !it.area && !it.tableId)) expect(isBookable(slot)).toBe(true);
        }
      }),
    );
  });
});
