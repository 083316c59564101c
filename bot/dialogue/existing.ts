import { advance, settle, trouble, underWay } from './draft.ts';
import type { Answer, Ask, Booked } from './exchange.ts';
import { onLastTime } from './lastTime.ts';
import { onLateFor } from './late.ts';
import { move } from './moving.ts';
import { sayData } from './rights.ts';
import type { Option } from './state.ts';
import { dayIn, numbered, optionLine, phoneOf, question, say, type Talk, timeIn, wordsOf } from './talk.ts';

/** Looks for the guest's coming reservations: those of this chat, and those the line's own number proves. */
export function seekBookings(talk: Talk, to: (Ask & { kind: 'bookings' })['to'], perhaps = false) {
  talk.ask = { kind: 'bookings', tokens: talk.state.tokens, to, ...(perhaps && { perhaps }) };
}

const isComing = (talk: Talk) => (booking: Booked) =>
  (booking.status === 'confirmed' || booking.status === 'requested') && booking.day >= talk.facts.today;

/** A reservation as one of several to choose from. */
export const optionOf = ({ day, time, party, token, area, remark }: Booked): Option => ({
  day,
  time,
  party,
  token,
  ...(area && { area }),
  ...(remark && { remark }),
});

/** A reservation as it is told apart from others: its day, hour and number. */
const bare = ({ day, time, party, token }: Option): Option => ({ day, time, party, token }) as Option;

export function onBookings(talk: Talk, ask: Ask & { kind: 'bookings' }, answer: Answer) {
  if (answer.kind !== 'bookings') return trouble(talk);
  const coming = answer.bookings
    .filter(isComing(talk))
    .sort((a, b) => `${a.day}${a.time}`.localeCompare(`${b.day}${b.time}`))
    .slice(0, 5);
  const { draft: wish } = talk.state;
  // What was named of a change is no reservation to come.
  if (ask.to === 'change') talk.state.draft = {};
  if (ask.to === 'data') return sayData(talk, coming);
  if (ask.to === 'again') return onLastTime(talk, answer.bookings);
  if (ask.to === 'late') return onLateFor(talk, coming, ask.late!);
  if (coming.length === 0 && ask.perhaps) {
    talk.state.draft = wish;
    return advance(talk);
  }
  if (coming.length === 0) {
    settle(talk);
    say(talk, (t) => t.noBookings(phoneOf(talk)));
    return backToDraft(talk);
  }
  if (ask.to === 'cancel_all' && coming.length > 1) return confirmCancelAll(talk, coming.map(optionOf));
  if (ask.to === 'cancel' || ask.to === 'cancel_all') {
    if (coming.length === 1) return confirmCancel(talk, optionOf(coming[0]!));
    return askWhich(talk, 'cancel', coming.map(optionOf));
  }
  if (ask.to === 'change') {
    if (coming.length === 1) return move(talk, optionOf(coming[0]!), wish);
    talk.state.draft = wish;
    return askWhich(talk, 'change', coming.map(optionOf));
  }
  if (ask.to === 'confirm') {
    const open = coming.filter(({ confirmable, coming }) => confirmable && !coming);
    if (open.length === 1) {
      talk.ask = { kind: 'come', token: open[0]!.token };
      return;
    }
    if (open.length > 1) return askWhich(talk, 'confirm', open.map(optionOf));
  }
  settle(talk);
  const line = (booking: Booked) =>
    wordsOf(talk).bookingLine(
      dayIn(talk, booking.day),
      timeIn(talk, booking.time),
      booking.party,
      booking.reference,
    );
  const [only, ...others] = coming;
  if (others.length === 0) say(talk, (t) => t.yourBooking(line(only!), only!.manageUrl));
  else
    say(talk, (t) =>
      t.yourBookings(coming.map((booking) => `– ${line(booking)}\n  ${booking.manageUrl}`).join('\n')),
    );
  backToDraft(talk);
}

/** What was being booked when the guest asked for something else goes on. */
function backToDraft(talk: Talk) {
  if (underWay(talk)) advance(talk);
}

/** Asks which of several reservations is meant. */
export function askWhich(talk: Talk, seeking: 'cancel' | 'change' | 'confirm', options: Option[]) {
  talk.state.seeking = seeking;
  question(talk, 'which_booking', (t) => t.whichBooking[seeking](numbered(talk, options.map(bare))), options);
}

/** The guest said that they come. */
export function onComing(talk: Talk, answer: Answer) {
  settle(talk);
  if (answer.kind !== 'comes') return trouble(talk);
  const { day, time, token } = answer.booking;
  const { state } = talk;
  state.tokens = [...state.tokens.filter((other) => other !== token), token].slice(-10);
  state.bookedDay = day;
  say(talk, (t) => t.comes(t.atTime(dayIn(talk, day), timeIn(talk, time))));
}

/** Names the reservation and asks for a yes before anything is cancelled. */
export function confirmCancel(talk: Talk, option: Option) {
  question(
    talk,
    'cancel',
    (t) =>
      t.confirmCancel(
        t.yourReservationOf(dayIn(talk, option.day!), timeIn(talk, option.time!), option.party!),
      ),
    [option],
  );
}

/** The same of several at once. */
export function confirmCancelAll(talk: Talk, options: Option[]) {
  const lines = options.map((option) => `– ${optionLine(talk, bare(option))}`).join('\n');
  question(talk, 'cancel', (t) => t.confirmCancelAll(lines), options);
}

/** The guest said yes to cancelling what was named. */
export function cancel(talk: Talk) {
  const token = talk.state.options[0]?.token;
  if (!token) return settle(talk);
  talk.ask = { kind: 'cancel', token };
}

/** One after the other, where several were named. */
export function onCancelled(talk: Talk, ask: Ask & { kind: 'cancel' }, answer: Answer) {
  if (answer.kind === 'cancelled') {
    const { token, day } = answer.booking;
    talk.state.tokens = talk.state.tokens.filter((other) => other !== token);
    delete talk.state.bookedDay;
    say(talk, (t) => t.cancelled(dayIn(talk, day)));
    const { options } = talk.state;
    const next = options[options.findIndex((option) => option.token === ask.token) + 1]?.token;
    if (next) {
      talk.ask = { kind: 'cancel', token: next };
      return;
    }
    return settle(talk);
  }
  if (answer.kind === 'refused' && ['cannot_cancel', 'link_expired', 'not_found'].includes(answer.code)) {
    say(talk, (t) => t.cannotCancel(phoneOf(talk)));
    return settle(talk);
  }
  trouble(talk);
}
