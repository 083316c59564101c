import { describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { nobody } from './contact.ts';
import { hourAround, makeWaiting, type Waiting } from './waiting.ts';

const times = ['19:00', '19:30', '20:00', '20:30', '21:00', '21:30', '22:00'];
const card = {
  form: { email: 'optional', phone: 'required', lastName: 'required', remark: true, occasion: true },
} as RestaurantCard;
const contact = {
  ...nobody,
  firstName: 'Zoé',
  lastName: 'Martin',
  phone: '06 39 98 00 01',
  phoneCountry: 'FR',
};

type Sent = { body: Record<string, unknown>; key: string };

function waiting(answer: (attempt: number) => unknown = () => ({ status: 'waiting' }), given = contact) {
  const sent: Sent[] = [];
  let state!: Waiting;
  const acts = makeWaiting({
    call: (async (_: string, { body, key }: Sent) => {
      sent.push({ body, key });
      return answer(sent.length);
    }) as unknown as ReturnType<typeof caller>,
    restaurant: 'ardoise',
    source: 'widget',
    wish: { day: '2026-12-12', party: 4, times },
    around: '20:00',
    from: { card, words: null, contact: { ...given, occasion: 'birthday' } },
    changed: (next) => (state = next),
  });
  acts.start();
  return { acts, sent, state: () => state };
}

const refuse = (code: string, detail = {}) => {
  throw new CallFailed('refused', 409, { code, ...detail });
};

describe('an hour around a time', () => {
  test('is the times within sixty minutes of it, no further than the service', () => {
    expect(hourAround(times, '20:30')).toEqual(['19:30', '21:30']);
    expect(hourAround(times, '19:00')).toEqual(['19:00', '20:00']);
    expect(hourAround(['12:00'], '12:00')).toEqual(['12:00', '12:00']);
  });

  test('goes on after midnight', () => {
    expect(hourAround(['22:30', '23:30', '00:15', '01:00'], '23:30')).toEqual(['22:30', '00:15']);
  });
});

describe('waiting for a table', () => {
  test('what was typed is sent with the hours, and without what a wait does not know', async () => {
    const { acts, sent, state } = waiting();
    acts.waitFrom('19:30');
    acts.waitTo('21:30');
    await acts.submit('fr');
    expect(sent[0]!.body).toEqual({
      day: '2026-12-12',
      from: '19:30',
      to: '21:30',
      party: 4,
      guest: { firstName: 'Zoé', lastName: 'Martin', phone: '06 39 98 00 01', phoneCountry: 'FR' },
      locale: 'fr',
      source: 'widget',
    });
    expect(state()).toMatchObject({ wait: { status: 'waiting' }, focus: { at: 'heading' } });
  });

  test('the last hour is never before the first', () => {
    const { acts, state } = waiting();
    expect(state()).toMatchObject({ from: '19:00', to: '21:00' });
    acts.waitFrom('22:00');
    expect(state()).toMatchObject({ from: '22:00', to: '22:00' });
  });

  test('what is missing is said at its field, and nothing is sent', async () => {
    const { acts, sent, state } = waiting(undefined, { ...contact, firstName: '' });
    await acts.submit('fr');
    expect(state()).toMatchObject({ problems: { firstName: 'required' }, focus: { at: 'firstName' } });
    expect(sent).toEqual([]);
  });

  test('an attempt whose outcome is not known is made again with the same key', async () => {
    const { acts, sent, state } = waiting((attempt) => {
      if (attempt === 1) throw new CallFailed('slow');
      return { status: 'waiting' };
    });
    await acts.submit('fr');
    expect(state()).toMatchObject({ fault: { why: 'slow' }, wait: null });
    await acts.submit('fr');
    expect(sent[1]).toEqual(sent[0]);
    expect(state().wait).not.toBeNull();
  });

  test('nobody waits for what can be had: it is offered instead', async () => {
    const alternatives = [{ day: '2026-12-12', time: '20:30', shift: 'Soir' }];
    const { acts, state } = waiting(() => refuse('not_full', { alternatives }));
    await acts.submit('fr');
    expect(state()).toMatchObject({ free: alternatives, wait: null, focus: { at: 'free' } });
  });

  test('a list that was closed meanwhile is said to be', async () => {
    const { acts, state } = waiting(() => refuse('waitlist_closed'));
    await acts.submit('fr');
    expect(state()).toMatchObject({ refused: 'waitlist_closed', fault: null, sending: false });
  });
});
