import { minutesOf } from './days.ts';
import { settle } from './draft.ts';
import type { Answer, Ask, Booked } from './exchange.ts';
import { optionOf } from './existing.ts';
import { move } from './moving.ts';
import { resume } from './resume.ts';
import { phoneOf, say, type Talk } from './talk.ts';
import { read } from './understand/reading.ts';

/** A party that will be late: the restaurant is told at once, and nothing is promised for it. */

/** More minutes than these, and the restaurant has to say whether the table waits. */
const longWait = 20;

const inWords: [RegExp, number][] = [
  [/\b(?:trois|3) quarts d'heure|three quarters of an hour/, 45],
  [/\b(?:un |1 )?quart d'heure|\b(?:a )?quarter of an hour/, 15],
  [/\b(?:une |1 )?demi(?:e)?[- ]heure|\bhalf an? hour|\bhalf hour/, 30],
  [/\b(?:une heure|1 ?h(?:eure)?|an hour|one hour)\b/, 60],
  [/\bune dizaine de min/, 10],
  [/\bune vingtaine de min/, 20],
];

/** By how many minutes somebody says that they will be late; null when they do not say. */
export function minutesLate(text: string): number | null {
  const { flat } = read(text);
  const told = /\b(\d{1,3}) ?(?:min\w*|mn|')(?![a-z0-9])/.exec(flat);
  if (told) return Number(told[1]);
  return inWords.find(([words]) => words.test(flat))?.[1] ?? null;
}

/** Which reservation they are late for is looked up; without one that is known, a person is told. */
export function beLate(talk: Talk, words: string, { day, time }: { day?: string; time?: string }) {
  const { tokens } = talk.state;
  if (tokens.length === 0 && !talk.facts.verifiedPhone) return tellThatLate(talk);
  talk.ask = {
    kind: 'bookings',
    tokens,
    to: 'late',
    late: { words, ...(day && { day }), ...(time && { time }) },
  };
}

/** The reservations to come are known: the one of that day, or the only one, is told of it. */
export function onLateFor(
  talk: Talk,
  coming: Booked[],
  late: { words: string; day?: string; time?: string },
) {
  const thatDay = coming.filter(({ day }) => day === (late.day ?? talk.facts.today));
  const [first, ...others] = thatDay.length > 0 ? thatDay : coming;
  if (!first || (others.length > 0 && thatDay.length === 0)) return tellThatLate(talk);
  const { token, remark } = first;
  const apart = late.time ? minutesOf(late.time) - minutesOf(first.time) : null;
  if (apart === 0) {
    talk.ask = { kind: 'come', token };
    return;
  }
  // Another hour altogether is a move, on a yes.
  if (apart !== null && Math.abs(apart) > longWait) return move(talk, optionOf(first), { time: late.time! });
  const whole = (remark ? `${remark}, ${late.words}` : late.words).slice(0, 1000);
  talk.ask = { kind: 'late', token, remark: whole, minutes: minutesLate(late.words) };
}

/** It stands with the reservation; or that takes no more changes, as often an hour before, and a person is told. */
export function onLate(talk: Talk, ask: Ask & { kind: 'late' }, answer: Answer) {
  if (answer.kind !== 'moved') return tellThatLate(talk);
  const { minutes } = ask;
  const long = minutes !== null && minutes > longWait;
  say(talk, (t) => (long ? t.veryLateNoted() : t.lateNoted()));
  if (long) talk.state.needsPerson = true;
  goOn(talk);
}

function tellThatLate(talk: Talk) {
  say(talk, (t) => t.lateTold(phoneOf(talk)));
  talk.state.needsPerson = true;
  goOn(talk);
}

/** What was being asked of a reservation under way is asked again; no other question waits. */
function goOn(talk: Talk) {
  const { asked, draft } = talk.state;
  if (asked === 'person') settle(talk);
  else if (asked !== null || draft.day !== undefined) resume(talk);
}
