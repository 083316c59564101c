import { advance, merge } from './draft.ts';
import type { Booked } from './exchange.ts';
import { type Heard, peopleIn, say, type Talk, timeIn } from './talk.ts';

/** "The same as last time": what the guest had before is what they wish again, on a day that is still to be said. */

/** What the message names goes first; the rest is looked up. */
export function seekLastTime(talk: Talk, meaning: Heard) {
  merge(talk, { ...meaning, doubts: [] });
  delete talk.state.draft.remark;
  talk.ask = { kind: 'bookings', tokens: talk.state.tokens, to: 'again' };
}

/** Takes over the number, the hour, the area and the name of the last one. */
export function onLastTime(talk: Talk, bookings: Booked[]) {
  const { state } = talk;
  const { draft } = state;
  const last = bookings
    .filter(({ status }) => status !== 'declined' && status !== 'expired')
    .sort((a, b) => `${b.day}${b.time}`.localeCompare(`${a.day}${a.time}`))[0];
  if (!last) {
    say(talk, (t) => t.noLastTime());
    return advance(talk);
  }
  const { time, party, area, firstName, lastName } = last;
  draft.party ??= party;
  if (!draft.part) draft.time ??= time;
  if (area && talk.facts.restaurant.areas.includes(area)) draft.area ??= area;
  if (firstName) state.name ??= { first: firstName, last: lastName };
  // With the day, the echo says it all.
  if (!draft.day)
    say(talk, (t) =>
      t.asLastTime(peopleIn(talk, draft.party!, draft.area), timeIn(talk, draft.time ?? time)),
    );
  advance(talk);
}
