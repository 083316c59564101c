import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../server/port.ts';
import type { Booking, BookRequest, ReservationRow } from '../server/reservations/contract.ts';
import { type Couvert, dataFolder, postgresPid, startCouvert } from './couvert.ts';

/** A booking that somebody wants, by the key under which they ask for it until they are answered. */
type Wish = { key: string; request: BookRequest };

const restaurant = 'ardoise-paris';
const guestsAtOnce = 6;

let data: Awaited<ReturnType<typeof dataFolder>>;
let couvert: Couvert;
beforeAll(async () => {
  data = await dataFolder();
  couvert = await opened();
});
afterAll(async () => {
  couvert.kill();
  await couvert.ended;
  await data.remove();
});

async function opened(): Promise<Couvert> {
  const started = startCouvert({ dataDir: data.dataDir, port: await freePort(), env: { RATE_LIMIT: 'off' } });
  await started.open;
  return started;
}

async function get<Answer>(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(couvert.url + path, { headers });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Answer;
}

/** Wishes for two, eight a day on days that the demo leaves empty, each by a guest of their own. */
async function wishes(): Promise<Wish[]> {
  const found: Wish[] = [];
  for (let ahead = 36; ahead < 66 && found.length < 160; ahead += 1) {
    const day = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const { slots } = await get<{ slots: { time: string; status: string }[] }>(
      `/api/restaurants/${restaurant}/availability?day=${day}&party=2`,
    );
    const open = slots.filter(({ status }) => status === 'open').slice(0, 8);
    for (const { time } of open) {
      const number = found.length;
      const guest = {
        firstName: 'Essai',
        lastName: `Numéro ${number}`,
        phone: `+336398${String(number).padStart(5, '0')}`,
      };
      found.push({ key: `killed-${number}-${day}`, request: { day, time, party: 2, guest, locale: 'fr' } });
    }
  }
  return found;
}

/**
 * Asks for all wishes, a few guests at a time, until they are answered or the server is gone. Notes each 201
 * in `answered` as it comes in, and answers the wishes that got none.
 */
async function ask(all: Wish[], answered: Map<string, Booking>, onAnswer: () => void): Promise<Wish[]> {
  const waiting = [...all];
  const unanswered: Wish[] = [];
  const guest = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      try {
        const answer = await fetch(`${couvert.url}/api/restaurants/${restaurant}/reservations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': wish.key },
          body: JSON.stringify(wish.request),
        });
        const body = await answer.text();
        expect(answer.status, body).toBe(201);
        answered.set(wish.key, JSON.parse(body) as Booking);
        onAnswer();
      } catch (error) {
        // The line was cut: whether it was booked, the guest cannot know.
        if (!(error instanceof TypeError)) throw error;
        unanswered.push(wish);
      }
    }
  };
  await Promise.all(Array.from({ length: guestsAtOnce }, guest));
  return unanswered;
}

/** What the book of the restaurant holds of our guests. */
async function written(days: Set<string>): Promise<ReservationRow[]> {
  const session = await fetch(`${couvert.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'claire@ardoise.example', password: 'ardoise-demo' }),
  });
  const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
  const all: ReservationRow[] = [];
  for (const day of days) {
    const { reservations } = await get<{ reservations: ReservationRow[] }>(
      `/api/reservations?restaurant=${restaurant}&day=${day}`,
      { cookie },
    );
    all.push(...reservations.filter(({ bookedAs }) => bookedAs.startsWith('Essai ')));
  }
  return all;
}

/** Every wish that was answered is in the book under its reference, and no wish is there twice. */
async function expectKept(all: Wish[], answered: Map<string, Booking>): Promise<ReservationRow[]> {
  const rows = await written(new Set(all.map(({ request }) => request.day)));
  const references = new Set(rows.map(({ reference }) => reference));
  const lost = all.filter(({ key }) => answered.has(key) && !references.has(answered.get(key)!.reference));
  expect(lost).toEqual([]);
  expect(new Set(rows.map(({ bookedAs }) => bookedAs)).size).toBe(rows.length);
  return rows;
}

test('every booking that was answered outlives a kill -9 in the middle of many, and none is there twice', async () => {
  const all = await wishes();
  expect(all.length).toBeGreaterThan(120);
  const answered = new Map<string, Booking>();
  const killAfter = (count: number, kill: () => void) => () => {
    if (answered.size === count) kill();
  };

  // First the server alone: its PostgreSQL is closed behind it.
  let left = await ask(all, answered, killAfter(40, couvert.kill));
  expect(left.length).toBeGreaterThan(0);
  await couvert.ended;
  couvert = await opened();
  await expectKept(all, answered);

  // Then PostgreSQL first, as when the machine takes it: the next start recovers.
  const postgres = await postgresPid(data.dataDir);
  left = await ask(
    left,
    answered,
    killAfter(answered.size + 40, () => {
      process.kill(postgres, 'SIGKILL');
      couvert.kill();
    }),
  );
  expect(left.length).toBeGreaterThan(0);
  await couvert.ended;
  couvert = await opened();
  await expectKept(all, answered);

  // Who got no answer asks again under the same key, and everybody has one table.
  expect(await ask(left, answered, () => undefined)).toEqual([]);
  expect(answered.size).toBe(all.length);
  const rows = await expectKept(all, answered);
  expect(rows).toHaveLength(all.length);
  expect(new Set([...answered.values()].map(({ reference }) => reference)).size).toBe(all.length);
});
