import { describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { makeBooking, type State } from './booking.ts';

const card = {
  slug: 'ardoise',
  name: 'Ardoise',
  country: 'FR',
  locale: 'fr',
  minParty: 1,
  maxParty: 8,
  today: '2026-11-28',
  lastDay: '2027-01-27',
  form: { email: 'optional', phone: 'required', lastName: 'required', remark: true, occasion: true },
} as RestaurantCard;

type Asked = {
  endpoint: string;
  params?: { token?: string };
  query?: { day?: string; month?: string; party?: number; time?: string };
  body?: { day: string; time: string };
  key?: string;
};

/** A server that answers from a table; a function answers by what was asked, and may throw or wait. */
function server(answers: Record<string, (asked: Asked) => unknown> = {}) {
  const asked: Asked[] = [];
  const all: typeof answers = {
    'GET /api/restaurants/:restaurant': () => card,
    'GET /api/restaurants/:restaurant/calendar': ({ query }) => ({
      days: ['05', '12', '19'].map((day) => ({
        day: `${query!.month}-${day}`,
        status: query!.month === '2026-11' || day === '05' ? 'full' : 'open',
      })),
    }),
    'GET /api/restaurants/:restaurant/availability': ({ query }) => ({
      day: query!.day,
      slots: [
        { time: '20:00', shift: 'Soir', status: 'open', areas: ['Salle', 'Terrasse'] },
        { time: '20:30', shift: 'Soir', status: 'full' },
      ],
    }),
    'GET /api/restaurants/:restaurant/nearest': () => ({
      alternatives: [{ day: '2026-12-12', time: '19:15', shift: 'Soir' }],
    }),
    'GET /api/restaurants/:restaurant/consent-words': () => ({
      version: '3',
      email: 'e',
      sms: 's',
      whatsapp: 'w',
    }),
    'POST /api/restaurants/:restaurant/reservations': ({ body }) => ({ ...body, reference: 'ABC123' }),
    // A table that others would have to move for: it is booked without being kept before.
    'POST /api/restaurants/:restaurant/holds': () => {
      throw new CallFailed('refused', 409, { code: 'not_holdable' });
    },
    'DELETE /api/holds/:token': () => undefined,
    ...answers,
  };
  const call = async (endpoint: string, input: Omit<Asked, 'endpoint'>) => {
    asked.push({ endpoint, ...input });
    return all[endpoint]!({ endpoint, ...input });
  };
  return { call: call as unknown as ReturnType<typeof caller>, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function opened(answers: Record<string, (asked: Asked) => unknown> = {}) {
  const { call, asked } = server(answers);
  let state!: State;
  const acts = makeBooking({
    call,
    restaurant: 'ardoise',
    source: 'widget',
    changed: (next) => (state = next),
  });
  await acts.start();
  await settled();
  const sent = () => asked.filter(({ endpoint }) => endpoint.endsWith('/reservations'));
  return { acts, asked, sent, state: () => state };
}

/** As far as the button that books. */
async function ready(answers: Record<string, (asked: Asked) => unknown> = {}) {
  const booking = await opened(answers);
  booking.acts.take({ day: booking.state().day, time: '20:00' });
  booking.acts.type({ firstName: 'Zoé', lastName: 'Martin', phone: '06 39 98 00 01' });
  return booking;
}

const refuse = (status: number, code: string, detail = {}) => {
  throw new CallFailed('refused', status, { code, ...detail });
};
const fail = (kind: 'offline' | 'slow' | 'broken') => {
  throw new CallFailed(kind);
};
const POST = 'POST /api/restaurants/:restaurant/reservations';

describe('finding a table', () => {
  test('the first open day is chosen, in a later month when this one has none', async () => {
    const { state } = await opened();
    expect(state()).toMatchObject({
      month: '2026-12',
      day: '2026-12-12',
      party: 2,
      step: 'table',
      fault: null,
    });
    expect(state().slots?.slots).toHaveLength(2);
  });

  test('when no day is open up to the last, none is chosen and nothing more is asked', async () => {
    const { state, asked } = await opened({
      'GET /api/restaurants/:restaurant/calendar': () => ({ days: [] }),
    });
    expect(state()).toMatchObject({ month: '2027-01', day: '', fault: null });
    expect(asked.filter(({ endpoint }) => endpoint.endsWith('calendar'))).toHaveLength(3);
  });

  test('another party asks for the same day anew', async () => {
    const { acts, asked, state } = await opened();
    acts.chooseParty(4);
    await settled();
    expect(asked.at(-1)?.query ?? asked.at(-2)?.query).toMatchObject({ party: 4 });
    expect(state()).toMatchObject({ party: 4, day: '2026-12-12' });
  });

  test('an answer that comes after a newer question is dropped', async () => {
    const waiting = new Map<string, () => void>();
    const { acts, state } = await opened({
      'GET /api/restaurants/:restaurant/availability': ({ query }) =>
        new Promise((resolve) => waiting.set(query!.day!, () => resolve({ day: query!.day, slots: [] }))),
    });
    acts.chooseDay('2026-12-19');
    await settled();
    waiting.get('2026-12-19')!();
    await settled();
    waiting.get('2026-12-12')!();
    await settled();
    expect(state().slots?.day).toBe('2026-12-19');
    expect(state().loading).toBe(false);
  });

  test('a full time brings the nearest ones, and taking one on another day goes there', async () => {
    const { acts, state } = await opened();
    acts.chooseDay('2026-12-19');
    acts.askInstead('20:30');
    await settled();
    expect(state().instead).toEqual({
      time: '20:30',
      offers: [{ day: '2026-12-12', time: '19:15', shift: 'Soir' }],
    });
    acts.take(state().instead!.offers![0]!);
    await settled();
    expect(state()).toMatchObject({ step: 'contact', day: '2026-12-12', time: '19:15' });
  });

  test('a day with nothing left says at once what is near', async () => {
    const { state } = await opened({
      'GET /api/restaurants/:restaurant/availability': ({ query }) => ({
        day: query!.day,
        slots: [{ time: '12:30', shift: 'Midi', status: 'full' }],
      }),
    });
    expect(state().instead).toMatchObject({ time: '12:30', offers: [{ time: '19:15' }] });
  });

  test('the keyboard never leaves the days that can be booked', async () => {
    const { acts, state } = await opened();
    acts.moveTo('2026-01-01');
    expect(state()).toMatchObject({ cursor: '2026-11-28', focus: { at: '2026-11-28' } });
    acts.moveTo('2029-01-01');
    expect(state().cursor).toBe('2027-01-27');
  });

  test.each([
    ['offline', () => fail('offline')],
    ['slow', () => fail('slow')],
    ['broken', () => fail('broken')],
    ['broken', () => refuse(503, 'down')],
    ['busy', () => refuse(429, 'too_many_requests', { retryAfter: 12 })],
    ['unknown', () => refuse(404, 'not_found')],
  ])('a restaurant that cannot be read is told as %s, and can be tried again', async (why, answer) => {
    let up = false;
    const { acts, state } = await opened({
      'GET /api/restaurants/:restaurant': () => (up ? card : answer()),
    });
    expect(state().fault).toMatchObject({ why, booking: false });
    if (why === 'busy') expect(state().fault?.wait).toBe(12);
    up = true;
    acts.again();
    await settled();
    expect(state()).toMatchObject({ fault: null, day: '2026-12-12' });
  });
});

describe('booking', () => {
  test('what is chosen and typed is what is sent, trimmed, and no consent that was not given', async () => {
    const { acts, sent, state } = await ready();
    await acts.readWords('fr');
    acts.type({ firstName: '  Zoé ', email: ' zoe@exemple.example ', area: 'Terrasse' });
    acts.submit('fr');
    await settled();
    expect(sent()[0]!.body).toEqual({
      day: '2026-12-12',
      time: '20:00',
      party: 2,
      guest: {
        firstName: 'Zoé',
        lastName: 'Martin',
        phone: '06 39 98 00 01',
        phoneCountry: 'FR',
        email: 'zoe@exemple.example',
      },
      area: 'Terrasse',
      locale: 'fr',
      source: 'widget',
    });
    expect(sent()[0]!.key).toMatch(/^\S{16,}$/);
    expect(state()).toMatchObject({
      step: 'done',
      booking: { reference: 'ABC123' },
      focus: { at: 'heading' },
    });
  });

  test('a consent that was given goes with the version of its words', async () => {
    const { acts, sent, state } = await ready();
    await acts.readWords('fr');
    acts.type({ agreed: { ...state().contact.agreed, sms: true } });
    acts.submit('fr');
    await settled();
    expect(sent()[0]!.body).toMatchObject({ consents: { version: '3', sms: true } });
  });

  test('an area that has no table at the chosen time is not asked for', async () => {
    const { acts, sent } = await ready();
    acts.type({ area: 'Véranda' });
    acts.submit('fr');
    await settled();
    expect(sent()[0]!.body).not.toHaveProperty('area');
  });

  test('what is missing is said at its field, and nothing is sent', async () => {
    const { acts, sent, state } = await ready();
    acts.type({ lastName: ' ', email: 'zoe' });
    acts.submit('fr');
    expect(state()).toMatchObject({
      problems: { lastName: 'required', email: 'format' },
      focus: { at: 'lastName' },
    });
    expect(sent()).toHaveLength(0);
    acts.type({ lastName: 'M' });
    expect(state().problems).toEqual({ email: 'format' });
  });

  test('a field that the server refuses is said at that field', async () => {
    const { acts, state } = await ready({
      [POST]: () => refuse(400, 'invalid', { field: 'guest.phone', problem: 'too_short' }),
    });
    acts.submit('fr');
    await settled();
    expect(state()).toMatchObject({
      problems: { phone: 'too_short' },
      focus: { at: 'phone' },
      fault: null,
      sending: false,
    });
  });

  test('a refusal of a field that is not on the page is still said', async () => {
    const { acts, state } = await ready({
      [POST]: () => refuse(400, 'invalid', { field: 'day', problem: 'format' }),
    });
    acts.submit('fr');
    await settled();
    expect(state()).toMatchObject({ fault: { why: 'refused', booking: true }, sending: false });
  });

  test('a second tap while the first is under way sends nothing', async () => {
    const { acts, sent } = await ready({ [POST]: () => new Promise(() => {}) });
    acts.submit('fr');
    acts.submit('fr');
    await settled();
    expect(sent()).toHaveLength(1);
  });

  test.each(['offline', 'slow', 'broken'] as const)(
    'after %s, a retry is the same request with the same key',
    async (kind) => {
      let times = 0;
      const { acts, sent, state } = await ready({
        [POST]: ({ body }) => (times++ ? { ...body } : fail(kind)),
      });
      acts.submit('fr');
      await settled();
      expect(state().fault).toMatchObject({ why: kind, booking: true });
      acts.submit('fr');
      await settled();
      expect(sent()[1]).toEqual(sent()[0]);
      expect(state().step).toBe('done');
    },
  );

  test('an attempt that had arrived after all is shown, not booked a second time with other wishes', async () => {
    const booked: Asked[] = [];
    const { acts, sent, state } = await ready({
      [POST]: (asked) => {
        const same = booked.find(({ key }) => key === asked.key);
        if (!same) {
          booked.push(asked);
          return fail('slow');
        }
        if (JSON.stringify(same.body) !== JSON.stringify(asked.body)) refuse(422, 'key_reused');
        return { ...same.body, reference: 'FIRST' };
      },
    });
    acts.submit('fr');
    await settled();
    acts.take({ day: '2026-12-19', time: '20:00' });
    acts.submit('fr');
    await settled();
    expect(booked).toHaveLength(1);
    expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
    expect(state()).toMatchObject({
      step: 'done',
      earlier: true,
      booking: { reference: 'FIRST', day: '2026-12-12' },
    });
  });

  test('a lost time brings alternatives; taking one keeps all that was typed and books with a new key', async () => {
    let times = 0;
    const { acts, sent, state } = await ready({
      [POST]: ({ body }) =>
        times++
          ? { ...body }
          : refuse(409, 'slot_taken', { alternatives: [{ day: '2026-12-12', time: '19:15' }] }),
    });
    acts.type({ remark: 'Allergie aux noix' });
    acts.submit('fr');
    await settled();
    expect(state()).toMatchObject({
      step: 'contact',
      lost: { time: '20:00' },
      focus: { at: 'lost' },
      fault: null,
    });
    acts.take(state().lost!.offers![0]!);
    expect(state()).toMatchObject({
      time: '19:15',
      lost: null,
      contact: { remark: 'Allergie aux noix', lastName: 'Martin' },
    });
    acts.submit('fr');
    await settled();
    expect(sent()[1]!.body).toMatchObject({ time: '19:15', remark: 'Allergie aux noix' });
    expect(sent()[1]!.key).not.toBe(sent()[0]!.key);
    expect(state().step).toBe('done');
  });

  test('Back keeps what was typed', async () => {
    const { acts, state } = await ready();
    acts.back();
    await settled();
    expect(state()).toMatchObject({ step: 'table', contact: { firstName: 'Zoé' }, day: '2026-12-12' });
    acts.take({ day: '2026-12-12', time: '20:00' });
    expect(state().contact.lastName).toBe('Martin');
  });

  const HOLD = 'POST /api/restaurants/:restaurant/holds';
  const held = (asked: Asked[]) => asked.filter(({ endpoint }) => endpoint.includes('/holds'));

  test('the chosen time is kept, counted down, and booked with what kept it', async () => {
    const { acts, sent, state } = await ready({ [HOLD]: () => ({ token: 'h1', seconds: 300 }) });
    await settled();
    expect(state().kept).toBe(300);
    acts.submit('fr');
    await settled();
    expect(sent()[0]!.body).toMatchObject({ time: '20:00', hold: 'h1' });
  });

  test('Back gives up what was kept; another time gives up the first and keeps the second', async () => {
    let count = 0;
    const { acts, asked, state } = await ready({
      [HOLD]: () => ({ token: `h${++count}`, seconds: 300 }),
    });
    await settled();
    acts.take({ day: state().day, time: '21:00' });
    await settled();
    acts.back();
    await settled();
    expect(state().kept).toBeNull();
    expect(
      held(asked).map(({ endpoint, params, body }) => params?.token ?? `${endpoint[0]} ${body?.time}`),
    ).toEqual(['P 20:00', 'h1', 'P 21:00', 'h2']);
  });

  test('a hold that comes after the guest went back is given up', async () => {
    let give!: (hold: object) => void;
    const { acts, asked, state } = await ready({ [HOLD]: () => new Promise((resolve) => (give = resolve)) });
    acts.back();
    give({ token: 'late', seconds: 300 });
    await settled();
    expect(held(asked).at(-1)).toMatchObject({
      endpoint: 'DELETE /api/holds/:token',
      params: { token: 'late' },
    });
    expect(state().kept).toBeNull();
  });

  test('a table that is gone when it should be kept is said at once, with what is near', async () => {
    const { state } = await ready({ [HOLD]: () => refuse(409, 'slot_taken') });
    await settled();
    expect(state()).toMatchObject({
      step: 'contact',
      kept: null,
      lost: { time: '20:00', offers: [{ day: '2026-12-12', time: '19:15' }] },
    });
  });

  test('what the restaurant does not insist on may be left out, what it insists on may not', async () => {
    const form = { ...card.form, lastName: 'optional', email: 'required' } as const;
    const { acts, sent, state } = await ready({
      'GET /api/restaurants/:restaurant': () => ({ ...card, form }),
    });
    acts.type({ lastName: '' });
    acts.submit('fr');
    await settled();
    expect(state().problems).toEqual({ email: 'required' });
    acts.type({ email: 'zoe@example.com' });
    acts.submit('fr');
    await settled();
    expect(sent()).toHaveLength(1);
  });

  test('without the words of the consents, booking goes on without them', async () => {
    const { acts, sent, state } = await ready({
      'GET /api/restaurants/:restaurant/consent-words': () => fail('broken'),
    });
    await acts.readWords('fr');
    expect(state()).toMatchObject({ words: null, fault: null });
    acts.type({ agreed: { email: true, sms: false, whatsapp: false } });
    acts.submit('fr');
    await settled();
    expect(sent()[0]!.body).not.toHaveProperty('consents');
  });
});
