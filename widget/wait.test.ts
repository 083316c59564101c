import { describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import type { GuestWait } from '../server/waitlist/contract.ts';
import { words } from './texts/wait.ts';
import { countdown, isOpen, type Shown, standing, troubleOf, waiting } from './wait.ts';

const now = Date.parse('2026-12-12T18:00:00Z');
const waits = {
  kind: 'list',
  status: 'waiting',
  now: '2026-12-12T18:00:00Z',
  offer: null,
  locale: 'fr',
} as GuestWait;
const offered = {
  ...waits,
  status: 'offered',
  offer: { day: '2026-12-12', time: '20:00', shift: 'Soir', until: '2026-12-12T18:15:00Z' },
} as GuestWait;

/** The page with a server that answers what it is told, and a clock that is turned by hand. */
function page(first: GuestWait, device = now) {
  const asked: string[] = [];
  const states: Shown[] = [];
  const stage = {
    clock: device,
    answer: async (_endpoint: string): Promise<GuestWait> => first,
  };
  const call = (async (endpoint: string) => {
    asked.push(endpoint);
    return stage.answer(endpoint);
  }) as unknown as ReturnType<typeof caller>;
  const acts = waiting(
    call,
    'a-token-of-twenty-letters',
    (next) => states.push(next),
    () => stage.clock,
  );
  return { acts, asked, stage, shown: () => states.at(-1)! };
}

test.each([
  ['list', 'waiting', 'waiting', true],
  ['queue', 'waiting', 'queued', true],
  ['list', 'offered', 'offered', true],
  ['queue', 'notified', 'ready', true],
  ['list', 'taken', 'taken', false],
  ['list', 'passed', 'passed', false],
  ['list', 'expired', 'over', false],
  ['queue', 'gave_up', 'withdrawn', false],
  ['queue', 'seated', 'seated', false],
] as const)('a %s that is %s stands as %s', (kind, status, stands, open) => {
  expect(standing({ kind, status, booking: null })).toBe(stands);
  expect(isOpen(stands)).toBe(open);
});

test.each([
  [404, 'not_found', 'missing'],
  [409, 'offer_over', 'over'],
  [409, 'not_offered', 'changed'],
  [410, 'link_expired', 'expired'],
  [429, 'too_many_requests', 'busy'],
  [500, 'internal', 'broken'],
])('%d %s is told as %s', (status, code, trouble) => {
  expect(troubleOf(new CallFailed('refused', status, { code }))).toBe(trouble);
});

describe('the countdown', () => {
  test('follows the server, whatever the device thinks of the time', async () => {
    const { acts, stage, shown } = page(offered, now - 3_600_000);
    await acts.read();
    expect(countdown(shown().seconds!)).toBe('15:00');
    stage.clock += 61_500;
    acts.tick();
    expect(countdown(shown().seconds!)).toBe('13:59');
  });

  test('asks the server what became of the offer when it ends', async () => {
    const { acts, stage, shown, asked } = page(offered);
    await acts.read();
    stage.answer = async () => ({ ...waits, status: 'passed' });
    stage.clock += 900_000;
    acts.tick();
    await expect.poll(() => shown().wait!.status).toBe('passed');
    expect(asked).toHaveLength(2);
    expect(shown()).toMatchObject({ wait: { status: 'passed' }, seconds: null });
    acts.tick();
    await acts.poll();
    // Nothing more comes of it: nobody asks any more.
    expect(asked).toHaveLength(2);
  });
});

describe('answering', () => {
  test('a yes that is too late says what can be had instead, and shows how it stands', async () => {
    const { acts, stage, shown } = page(offered);
    await acts.read();
    const alternatives = [{ day: '2026-12-13', time: '20:00', shift: 'Soir' }];
    stage.answer = async (endpoint) => {
      if (endpoint.startsWith('POST'))
        throw new CallFailed('refused', 409, { code: 'offer_over', alternatives });
      return { ...waits, status: 'passed' };
    };
    await acts.accept();
    expect(shown()).toMatchObject({ trouble: 'over', instead: alternatives, wait: { status: 'passed' } });
    expect(shown().focus).toEqual({ at: 'trouble' });
  });

  test('a no is asked about first', async () => {
    const { acts, stage, shown, asked } = page(offered);
    await acts.read();
    acts.ask('decline');
    expect(shown()).toMatchObject({ asking: 'decline', focus: { at: 'ask' } });
    acts.keep();
    expect(shown().asking).toBeNull();
    expect(asked).toHaveLength(1);
    stage.answer = async () => ({ ...waits, status: 'passed' });
    await acts.decline();
    expect(shown()).toMatchObject({ wait: { status: 'passed' }, focus: { at: 'title' } });
  });

  test('an answer that was asked for before the act is no news after it', async () => {
    const { acts, stage, shown } = page(offered);
    await acts.read();
    const slow = Promise.withResolvers<GuestWait>();
    stage.answer = (endpoint) =>
      endpoint.startsWith('GET') ? slow.promise : Promise.resolve({ ...waits, status: 'taken' });
    const poll = acts.poll();
    await acts.accept();
    slow.resolve(offered);
    await poll;
    expect(shown().wait!.status).toBe('taken');
  });

  test('a page that cannot reach the server keeps what it shows, and does not complain by itself', async () => {
    const { acts, stage, shown } = page(waits);
    await acts.read();
    stage.answer = async () => {
      throw new CallFailed('offline');
    };
    await acts.poll();
    expect(shown()).toMatchObject({ wait: { status: 'waiting' }, trouble: null });
    await acts.leave();
    expect(shown()).toMatchObject({ wait: { status: 'waiting' }, trouble: 'offline' });
  });
});

test('French is set as French is', () => {
  const sentences = (tree: object): string[] =>
    Object.values(tree).flatMap((value) =>
      typeof value === 'string' ? [value] : typeof value === 'object' ? sentences(value) : [],
    );
  expect(sentences(words.fr).filter((text) => / [?!:;»]|« |'/.test(text))).toEqual([]);
});
