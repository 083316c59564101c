import { describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { Booking } from '../server/reservations/contract.ts';
import { byPhoneOf, linked, reservation, type Shown, standing, troubleOf } from './reservation.ts';

const now = Date.parse('2026-12-12T20:00Z');
const booked = { status: 'confirmed', endsAt: '2026-12-12T21:30:00Z', locale: 'fr' } as Booking;

describe('how a reservation stands', () => {
  test.each([
    ['confirmed', '2026-12-12T21:30:00Z', 'on'],
    ['seated', '2026-12-12T21:30:00Z', 'here'],
    ['seated', '2026-12-11T21:30:00Z', 'past'],
    ['requested', '2026-12-12T21:30:00Z', 'asked'],
    ['confirmed', '2026-12-11T21:30:00Z', 'past'],
    ['finished', '2026-12-12T21:30:00Z', 'finished'],
    ['no_show', '2026-12-11T21:30:00Z', 'missed'],
    ['cancelled', '2026-12-11T21:30:00Z', 'cancelled'],
    ['declined', '2026-12-12T21:30:00Z', 'declined'],
    ['expired', '2026-12-11T21:30:00Z', 'expired'],
  ] as const)('%s until %s is %s', (status, endsAt, stands) => {
    expect(standing({ ...booked, status, endsAt }, now)).toBe(stands);
  });

  test('what may be changed is not past, whatever the device says', () => {
    const booking = { ...booked, endsAt: '2026-12-11T21:30:00Z', changeable: true };
    expect(standing(booking, now)).toBe('on');
  });
});

describe('why there is nothing to show', () => {
  test.each([
    [404, 'not_found', 'missing'],
    [400, 'invalid', 'missing'],
    [410, 'link_expired', 'expired'],
    [409, 'cannot_cancel', 'too_late'],
    [409, 'cannot_change', 'fixed'],
    [429, 'too_many_requests', 'busy'],
    [500, 'internal', 'broken'],
  ])('%d %s is told as %s', (status, code, trouble) => {
    expect(troubleOf(new CallFailed('refused', status, { code }))).toBe(trouble);
  });
});

test('what cannot be done here is to be asked for by phone', () => {
  const says = (changeable: boolean, cancellable: boolean) =>
    byPhoneOf({ ...booked, changeable, cancellable });
  expect([says(true, true), says(false, true), says(true, false), says(false, false)]).toEqual([
    null,
    'change',
    'cancel',
    'both',
  ]);
});

describe('a link in a message', () => {
  async function opened(hash: string, stands: Partial<Booking>) {
    const booking = { ...booked, ...stands } as Booking;
    const asked: string[] = [];
    let shown!: Shown;
    let done = 0;
    const call = (async (endpoint: string) => {
      asked.push(endpoint.split('/').at(-1)!);
      return booking;
    }) as unknown as ReturnType<typeof caller>;
    const acts = reservation(call, 'a-token-of-twenty-letters', (next) => {
      shown = next;
    });
    await linked(acts, hash, () => {
      done += 1;
    });
    return { asked, done, changing: shown.changing, asking: shown.asking, focus: shown.focus };
  }

  test('leads to what it names, once, as far as that can be, and says nothing by itself', async () => {
    const may = { confirmable: true, changeable: true, cancellable: true };
    expect(await opened('#coming', may)).toMatchObject({ asked: [':token'], focus: { at: 'come' }, done: 1 });
    expect(await opened('#change', may)).toMatchObject({ changing: 'all', done: 1 });
    expect(await opened('#cancel', may)).toMatchObject({ asking: true, asked: [':token'] });
    for (const hash of ['', '#coming', '#change', '#cancel']) {
      const not = { confirmable: false, changeable: false, cancellable: false };
      const stays = { asked: [':token'], changing: null, asking: false, focus: null };
      expect(await opened(hash, not)).toMatchObject(stays);
    }
  });
});

describe('cancelling', () => {
  function page(answer: () => Booking) {
    const bodies: unknown[] = [];
    let shown!: Shown;
    const call = (async (endpoint: string, { body }: { body?: unknown }) => {
      if (endpoint.startsWith('GET')) return booked;
      bodies.push(body);
      return answer();
    }) as unknown as ReturnType<typeof caller>;
    const acts = reservation(call, 'a-token-of-twenty-letters', (next) => {
      shown = next;
    });
    return { acts, bodies, shown: () => shown };
  }

  test('is asked about first, and takes the word for the restaurant along', async () => {
    const { acts, bodies, shown } = page(() => ({ ...booked, status: 'cancelled' }));
    await acts.read();
    acts.ask();
    expect(shown()).toMatchObject({ asking: true, focus: { at: 'ask' } });
    acts.write('  Un enfant malade. ');
    await acts.cancel();
    expect(bodies).toEqual([{ message: 'Un enfant malade.' }]);
    expect(shown()).toMatchObject({
      asking: false,
      booking: { status: 'cancelled' },
      focus: { at: 'title' },
    });
  });

  test('that did not reach the server says so, keeps the word, and can be tried again', async () => {
    let up = false;
    const { acts, shown } = page(() => {
      if (!up) throw new CallFailed('offline');
      return { ...booked, status: 'cancelled' };
    });
    await acts.read();
    acts.ask();
    acts.write('Pardon');
    await acts.cancel();
    expect(shown()).toMatchObject({
      trouble: 'offline',
      asking: true,
      message: 'Pardon',
      booking: { status: 'confirmed' },
    });
    up = true;
    await acts.cancel();
    expect(shown()).toMatchObject({ trouble: null, booking: { status: 'cancelled' } });
  });
});

describe('a change that the restaurant is asked for', () => {
  const wished = { id: 'w', party: 9, declined: false } as NonNullable<Booking['wished']>;

  test('is said to be asked for, not to be done, and can be withdrawn', async () => {
    const asked: string[] = [];
    let shown!: Shown;
    const call = (async (endpoint: string) => {
      asked.push(endpoint);
      return endpoint.startsWith('GET') ? booked : { ...booked, wished: null };
    }) as unknown as ReturnType<typeof caller>;
    const acts = reservation(call, 'a-token-of-twenty-letters', (next) => {
      shown = next;
    });
    await acts.read();
    acts.changed({ ...booked, wished }, true);
    expect(shown).toMatchObject({ done: 'asked', booking: { wished: { party: 9 } }, focus: { at: 'done' } });
    acts.changed({ ...booked, wished, remark: 'Merci' });
    expect(shown.done).toBe('changed');
    await acts.withdraw();
    expect(asked.at(-1)).toBe('POST /api/bookings/:token/withdraw-wish');
    expect(shown).toMatchObject({ done: 'withdrawn', booking: { wished: null } });
  });
});
