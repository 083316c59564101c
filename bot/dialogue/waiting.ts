import { minutesOf, type Time, timeOf } from './days.ts';
import { advance, askNext, settle, trouble, underWay } from './draft.ts';
import type { Answer, Ask, Waiting } from './exchange.ts';
import { offer } from './offers.ts';
import { resume } from './resume.ts';
import { dayIn, languageIn, peopleIn, phoneOf, question, say, type Talk, timeIn } from './talk.ts';

/** A place on the waitlist, for a day that is full: joined, answered and left by chat. */

/** How far around the hour that was named somebody waits, in minutes. */
const around = 60;
const dayLength = 24 * 60;

const clockAt = (minutes: number): Time => {
  const within = ((minutes % dayLength) + dayLength) % dayLength;
  return timeOf(Math.floor(within / 60), within % 60);
};

/** The guest wants to wait: what is missing is asked for, and in the end a yes. */
export function wantToWait(talk: Talk) {
  const { state, facts } = talk;
  // Not known to be full: there may be a table.
  if (!facts.restaurant.waitlist && underWay(talk) && !state.draft.full) return advance(talk);
  if (!facts.restaurant.waitlist || state.draft.moving) {
    say(talk, (t) => t.noWaitlist(phoneOf(talk)));
    resume(talk);
    return;
  }
  state.draft.waiting = true;
  settle(talk);
  advance(talk);
}

/** The echo before somebody is put on the list. */
export function askToWait(talk: Talk) {
  const { draft, name } = talk.state;
  askNext(talk, 'book', (t) =>
    t.confirmWait(
      dayIn(talk, draft.day!),
      timeIn(talk, draft.time!),
      peopleIn(talk, draft.party!, draft.area),
      `${name!.first} ${name!.last}`.trim(),
    ),
  );
}

/** What a yes to that echo asks of the server; null when something is not settled. */
export function waitAsked(talk: Talk): (Ask & { kind: 'wait' }) | null {
  const { state, facts } = talk;
  const { day, time, party, area, remark } = state.draft;
  const phone = state.phone ?? facts.verifiedPhone;
  const { name, email } = state;
  if (!day || !time || !party || !name || !phone) return null;
  const at = minutesOf(time);
  return {
    kind: 'wait',
    day,
    from: clockAt(Math.max(at - around, 0)),
    to: clockAt(at + around),
    time,
    party,
    ...(area && { area }),
    guest: { firstName: name.first, lastName: name.last, phone, ...(email && { email }) },
    ...(remark && { remark }),
    locale: languageIn(talk),
  };
}

/** The server put them on the list, or said why not. */
export function onWaiting(talk: Talk, ask: Ask & { kind: 'wait' }, answer: Answer) {
  const { state } = talk;
  if (answer.kind === 'waiting') {
    const { day, waitUrl } = answer.wait;
    say(talk, (t) => t.waits(dayIn(talk, day), waitUrl));
    return leaveDraft(talk);
  }
  if (answer.kind !== 'refused') return trouble(talk);
  if (answer.code === 'not_full') {
    // Something near that hour is free, as the guest was told: then they wait for that hour alone.
    if (ask.from !== ask.time || ask.to !== ask.time) {
      talk.ask = { ...ask, from: ask.time, to: ask.time };
      return;
    }
    delete state.draft.waiting;
    say(talk, (t) => t.notFullAfterAll());
    return offer(talk, answer.alternatives ?? []);
  }
  if (answer.code === 'already_waiting') {
    say(talk, (t) => t.waitsAlready(dayIn(talk, ask.day)));
    return leaveDraft(talk);
  }
  if (answer.code === 'invalid' && answer.field === 'guest.phone') {
    delete state.phone;
    return question(talk, 'phone', (t) => t.phoneWrong('invalid'));
  }
  if (answer.code === 'waitlist_closed' || answer.code === 'slot_not_open') {
    say(talk, (t) => t.noWaitlist(phoneOf(talk)));
    return leaveDraft(talk);
  }
  trouble(talk);
}

function leaveDraft(talk: Talk) {
  talk.state.draft = {};
  delete talk.state.checked;
  settle(talk);
}

/** The guest said yes or no while nothing was asked here: perhaps to a table that was offered to them. */
export function seekOffer(talk: Talk, to: (Ask & { kind: 'waits' })['to']) {
  talk.ask = { kind: 'waits', to };
}

/** Their places on the list; `otherwise` is what such a message means to one to whom nothing is offered. */
export function onWaits(
  talk: Talk,
  ask: Ask & { kind: 'waits' },
  answer: Answer,
  otherwise: (said: 'yes' | 'no') => void,
) {
  const waits: Waiting[] = answer.kind === 'waits' ? answer.waits : [];
  if (ask.to === 'show') {
    const [first] = waits;
    if (first) say(talk, (t) => t.waits(dayIn(talk, first.day), first.waitUrl));
    else say(talk, (t) => t.noWaits());
    return;
  }
  if (ask.to === 'leave') {
    const [only] = waits;
    if (!only) {
      say(talk, (t) => t.noWaits());
      return;
    }
    talk.ask = { kind: 'leave_wait', token: only.token };
    return;
  }
  const offered = waits.find((wait) => wait.offer);
  if (!offered) return otherwise(ask.to === 'accept' ? 'yes' : 'no');
  talk.ask = { kind: 'answer_offer', token: offered.token, take: ask.to === 'accept', ...offered.offer! };
}

/** The offer was answered: the table is theirs, or somebody else's. */
export function onOfferAnswered(talk: Talk, ask: Ask & { kind: 'answer_offer' }, answer: Answer) {
  const { state } = talk;
  if (answer.kind === 'refused') {
    say(talk, (t) => t.offerOver());
    if (answer.alternatives?.length) {
      const [{ day, time }] = answer.alternatives as [{ day: string; time: string }];
      state.draft = { ...state.draft, day, time };
      offer(talk, answer.alternatives);
    }
    return;
  }
  if (answer.kind !== 'waiting') return trouble(talk);
  if (!ask.take) return say(talk, (t) => t.offerDeclined());
  const { booking, party } = answer.wait;
  if (!booking) return trouble(talk);
  say(talk, (t) =>
    (booking.status === 'requested' ? t.requested : t.offerTaken)(
      dayIn(talk, ask.day),
      timeIn(talk, ask.time),
      t.people(party),
      booking.reference,
      booking.manageUrl,
    ),
  );
  state.tokens = [...state.tokens.filter((token) => token !== booking.token), booking.token].slice(-10);
  state.bookedDay = ask.day;
}

export function onLeft(talk: Talk, answer: Answer) {
  if (answer.kind === 'left') return say(talk, (t) => t.leftWaitlist());
  if (answer.kind === 'refused') return say(talk, (t) => t.noWaits());
  trouble(talk);
}
