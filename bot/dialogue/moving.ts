import { advance, fields, key, settle, trouble } from './draft.ts';
import type { Answer } from './exchange.ts';
import { offer, seekNearest } from './offers.ts';
import type { Draft, Option } from './state.ts';
import { dayIn, phoneOf, question, say, type Talk, timeIn, wordsOf } from './talk.ts';
import type { Meaning } from './understand/meaning.ts';

/** Another table for a reservation that stands: it stays as it is until the guest said yes to the new one. */

/** Begins to move a reservation to what was wished; what was not said stays as it is. */
export function move(talk: Talk, { day, time, party, token }: Option, wish: Draft) {
  const { state } = talk;
  settle(talk);
  delete state.seeking;
  delete state.checked;
  state.draft = {
    day: wish.day ?? day!,
    party: wish.party ?? party!,
    // "plutôt le midi" asks for another hour.
    ...(wish.part && !wish.time ? { part: wish.part } : { time: wish.time ?? time! }),
    moving: { token: token!, day: day!, time: time!, party: party! },
  };
  advance(talk);
}

/** The reservation that is being moved, in words. */
const before = (talk: Talk) => {
  const { day, time, party } = talk.state.draft.moving!;
  return wordsOf(talk).yourReservationOf(dayIn(talk, day), timeIn(talk, time), party);
};

/** Whether it is still where it was. */
export const isUnmoved = ({ state: { draft } }: Talk) =>
  draft.moving !== undefined && key(draft) === key(draft.moving);

/** Asks what is to be different. */
export const askWhatMoves = (talk: Talk) => question(talk, 'change', (t) => t.whatToMove(before(talk)));

/** The echo before moving, both tables in absolute words. */
export function confirmMove(talk: Talk) {
  const { day, time, party } = talk.state.draft;
  question(talk, 'book', (t) =>
    t.confirmMove(before(talk), `${t.atTime(dayIn(talk, day!), timeIn(talk, time!))}, ${t.people(party!)}`),
  );
}

/** The server moved it, or said why not. */
export function onMoved(talk: Talk, answer: Answer) {
  const { state } = talk;
  const { draft } = state;
  if (answer.kind === 'moved') {
    const { day, time, party, manageUrl } = answer.booking;
    say(talk, (t) => t.moved(dayIn(talk, day), timeIn(talk, time), t.people(party), manageUrl));
    state.bookedDay = day;
    return leave(talk);
  }
  if (answer.kind !== 'refused') return trouble(talk);
  delete state.checked;
  if (answer.code === 'slot_taken' || answer.code === 'slot_not_open') {
    say(talk, (t) => t.takenWhileMoving());
    if (answer.alternatives?.length) return offer(talk, answer.alternatives);
    if (draft.day && draft.party) return seekNearest(talk, draft.day, draft.party);
  }
  if (['cannot_change', 'link_expired', 'not_found'].includes(answer.code)) {
    say(talk, (t) => t.cannotMove(phoneOf(talk)));
    return leave(talk);
  }
  trouble(talk);
}

/** The reservation stays where it is: nothing is being moved any more. */
export function stay(talk: Talk) {
  say(talk, (t) => t.kept());
  leave(talk);
}

function leave(talk: Talk) {
  talk.state.draft = {};
  delete talk.state.checked;
  settle(talk);
}

/** Only when and how many can be moved here; a word to the restaurant goes through a person. */
export const isBeyondMoving = (meaning: Meaning) =>
  Boolean(meaning.remark || meaning.name || meaning.phone || meaning.email) && fields(meaning);
