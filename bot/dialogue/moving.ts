import { advance, fields, key, settle, trouble } from './draft.ts';
import type { Answer, Ask } from './exchange.ts';
import { offer, seekNearest } from './offers.ts';
import type { Draft, Option } from './state.ts';
import { dayIn, type Heard, peopleIn, phoneOf, question, say, type Talk, timeIn, wordsOf } from './talk.ts';

/** Another table for a reservation that stands: it stays as it is until the guest said yes to the new one. */

/** Begins to move a reservation to what was wished; what was not said stays as it is. */
export function move(talk: Talk, { day, time, party, token, area, remark }: Option, wish: Draft) {
  const { state } = talk;
  settle(talk);
  delete state.seeking;
  delete state.checked;
  state.draft = {
    day: wish.day ?? day!,
    party: wish.party ?? Math.max(party! + (wish.more ?? 0), 1),
    // "plutôt le midi" asks for another hour.
    ...(wish.part && !wish.time ? { part: wish.part } : { time: wish.time ?? time! }),
    ...(wish.area && { area: wish.area }),
    ...(wish.remark && { remark: wish.remark }),
    ...(wish.unsure && { unsure: true }),
    moving: {
      token: token!,
      day: day!,
      time: time!,
      party: party!,
      ...(area && { area }),
      ...(remark && { remark }),
    },
  };
  advance(talk);
}

/** The reservation that is being moved, in words. */
const before = (talk: Talk) => {
  const { day, time, party } = talk.state.draft.moving!;
  return wordsOf(talk).yourReservationOf(dayIn(talk, day), timeIn(talk, time), party);
};

/** Whether its day, hour, number and place are what they were. */
function standsWhereItWas({ state: { draft } }: Talk): boolean {
  const { moving, day, time, party, area } = draft;
  if (!moving || !time) return false;
  return (
    key({ day, time, party } as Draft) === key({ ...moving, area: undefined } as Draft) &&
    (!area || area === moving.area)
  );
}

/** Whether nothing of it is to be different. */
export const isUnmoved = (talk: Talk) => standsWhereItWas(talk) && !talk.state.draft.remark;

/** Whether a word to the restaurant is all that is added to it. */
export const isOnlyNoted = (talk: Talk) => standsWhereItWas(talk) && talk.state.draft.remark !== undefined;

/** Asks what is to be different. */
export const askWhatMoves = (talk: Talk) => question(talk, 'change', (t) => t.whatToMove(before(talk)));

/** The echo before changing: what stands and what will, in absolute words. */
export function confirmMove(talk: Talk) {
  const { day, time, party, area, remark } = talk.state.draft;
  if (isOnlyNoted(talk)) return question(talk, 'book', (t) => t.confirmNote(before(talk), remark!));
  const { ask } = talk.state.draft.moving!;
  question(talk, 'book', (t) =>
    (ask ? t.confirmWish : t.confirmMove)(
      before(talk),
      `${t.atTime(dayIn(talk, day!), timeIn(talk, time!))}, ${peopleIn(talk, party!, area)}`,
      remark ?? '',
    ),
  );
}

/** What a yes to the echo asks of the server; null when something of it is not settled. */
export function moveAsked(talk: Talk): Ask | null {
  const { state } = talk;
  const { day, time, party, area, remark, moving } = state.draft;
  if (!moving || !day || !time || !party) return null;
  const { token } = moving;
  // What the restaurant knew already stays with what is added.
  const whole = remark && (moving.remark ? `${moving.remark}, ${remark}` : remark).slice(0, 1000);
  if (isOnlyNoted(talk)) return { kind: 'note', token, remark: whole! };
  if (state.checked !== key(state.draft)) return null;
  return {
    kind: 'move',
    token,
    day,
    time,
    party,
    ...(area && { area }),
    ...(whole && { remark: whole }),
    ...(moving.ask && { ask: true as const }),
  };
}

/** The server moved it, or said why not. */
export function onMoved(talk: Talk, ask: Ask & { kind: 'move' | 'note' }, answer: Answer) {
  const { state } = talk;
  const { draft } = state;
  if (answer.kind === 'moved') {
    const { day, time, party, manageUrl } = answer.booking;
    if (ask.kind === 'note') say(talk, (t) => t.noteAdded(dayIn(talk, day)));
    else
      say(talk, (t) =>
        t.moved(dayIn(talk, day), timeIn(talk, time), peopleIn(talk, party, draft.area), manageUrl),
      );
    state.bookedDay = day;
    state.tokens = [
      ...state.tokens.filter((token) => token !== answer.booking.token),
      answer.booking.token,
    ].slice(-10);
    return leave(talk);
  }
  if (answer.kind === 'wished') {
    say(talk, (t) => t.wished());
    return leave(talk);
  }
  if (answer.kind !== 'refused') return trouble(talk);
  // The restaurant is to be asked for so much: only on another yes, as that is another thing.
  if (answer.code === 'cannot_change' && answer.reason === 'request' && draft.moving && !draft.moving.ask) {
    draft.moving.ask = true;
    return confirmMove(talk);
  }
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

/** Whose reservation it is, and how they are reached, only the restaurant changes. */
export const isBeyondMoving = (meaning: Heard) =>
  Boolean(meaning.name || meaning.phone || meaning.email) && fields(meaning);
