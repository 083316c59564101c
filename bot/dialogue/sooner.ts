import { minutesOf, type Time } from './days.ts';
import { offerOptions } from './draft.ts';
import type { Answer } from './exchange.ts';
import { resume } from './resume.ts';
import { say, type Talk, timeIn } from './talk.ts';
import { read } from './understand/reading.ts';

/** "anything earlier?": other hours of the same day, before or after those that were spoken of. */

const earlier = /\b(?:earlier|sooner|plus tot)\b(?! (?:than|que))/;
const later = /\b(?:later|plus tard)\b(?! (?:than|que))/;
const wished =
  /\?|^\W*(?:(?:un peu|a bit|a little|slightly|bien|much|no|non|or|ou|et|and),? )*(?:earlier|sooner|later|plus t(?:ot|ard))\W*(?:svp|stp|please|pls|s'il vous plait)?\W*$|\b(?:anything|something|any|got|rien|quelque chose|une table|prefer\w*|rather|plutot)\b/;
/** Who will write later wishes no later table. */
const writing =
  /\b(?:(?:see|talk|speak|write|call|text|tell|let|confirm\w*|decide|rappel\w*|redis|reviens|ecri\w*|repond\w*|verrai|verra) )/;

/** Which way other hours are asked for, in few words. */
export function soonerIn(text: string): 'earlier' | 'later' | undefined {
  const { flat } = read(text);
  if (flat.split(' ').length > 9 || !wished.test(flat) || writing.test(flat)) return undefined;
  if (earlier.test(flat)) return 'earlier';
  return later.test(flat) ? 'later' : undefined;
}

/** Asks the server for the hours of that day. False when no hour was spoken of to which they could be compared. */
export function seekSooner(talk: Talk, way: 'earlier' | 'later'): boolean {
  const { draft, asked, options } = talk.state;
  const { day, party, moving } = draft;
  if (!day || party === undefined || draft.waiting) return false;
  const offered = asked === 'choose' ? options : [];
  const times = [...offered.filter((option) => !option.day || option.day === day).map(({ time }) => time)]
    .concat(draft.time)
    .filter((time) => time !== undefined)
    .sort();
  const from = way === 'earlier' ? times[0] : times.at(-1);
  if (!from) return false;
  draft.beyond = { way, from };
  talk.ask = { kind: 'availability', day, party, ...(moving && { token: moving.token }) };
  return true;
}

/** The hours beyond, the nearest first; or that there is none, and what was asked before is asked again. */
export function onSooner(
  talk: Talk,
  slots: (Answer & { kind: 'availability' })['slots'],
  day: string,
  beyond: { way: 'earlier' | 'later'; from: Time },
) {
  const { draft } = talk.state;
  const { way, from } = beyond;
  const { area } = draft;
  const far = ({ time }: { time: Time }) => Math.abs(minutesOf(time) - minutesOf(from));
  const found = slots
    .filter(({ status, areas }) => status === 'open' && (!area || !areas || areas.includes(area)))
    .filter(({ time }) => (way === 'earlier' ? time < from : time > from))
    .sort((a, b) => far(a) - far(b))
    .slice(0, 3);
  if (found.length > 0)
    return offerOptions(
      talk,
      found.map(({ time }) => ({ day, time })),
    );
  say(talk, (t) => (way === 'earlier' ? t.nothingEarlier : t.nothingLater)(timeIn(talk, from)));
  resume(talk);
}
