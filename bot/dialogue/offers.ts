import { minutesOf, type Time } from './days.ts';
import { advance, askNext, inPart, key, offerOptions, settle, trouble } from './draft.ts';
import type { Alternative, Answer, Ask, DayMessage, Elsewhere } from './exchange.ts';
import { offerReminder } from './reminding.ts';
import { sayList } from './say/form.ts';
import { onSooner } from './sooner.ts';
import type { Option } from './state.ts';
import {
  dayIn,
  languageIn,
  peopleIn,
  phoneOf,
  placeIn,
  question,
  say,
  type Talk,
  timeIn,
  wordsOf,
} from './talk.ts';
import type { PartOfDay } from './understand/meaning.ts';

/** The server said which times of the day have a table. */
export function onAvailability(talk: Talk, ask: Ask & { kind: 'availability' }, answer: Answer) {
  if (answer.kind !== 'availability') return refused(talk, answer);
  const { draft } = talk.state;
  const { day, party } = ask;
  const { beyond } = draft;
  if (beyond) {
    delete draft.beyond;
    return onSooner(talk, answer.slots, day, beyond);
  }
  if (answer.reason) return dayRefused(talk, answer.reason, day, party, answer.message);
  if (!draft.time) {
    const part = draft.part;
    const fitting = answer.slots.filter((slot) => !part || inPart(slot.time, part));
    const there = fitting.map((slot) => (isIn(slot, draft.area) ? slot : { ...slot, status: 'full' }));
    const free = there.filter((slot) => slot.status === 'open');
    const edge = draft.edge && (draft.edge === 'first' ? free[0] : free.at(-1));
    delete draft.edge;
    if (edge) {
      draft.time = edge.time;
      talk.state.checked = key(draft);
      return advance(talk);
    }
    if (free.length > 0) return listTimes(talk, there, day, party);
    if (draft.area && fitting.some((slot) => slot.status === 'open')) {
      const { area } = draft;
      say(talk, (t) => t.areaFull(placeIn(talk, area), t.onDay(dayIn(talk, day))));
      delete draft.area;
      return listTimes(talk, fitting, day, party);
    }
    if (answer.slots.length === 0) return dayRefused(talk, 'closed', day, party);
    if (answer.slots.some((slot) => slot.status === 'open')) {
      // Nothing in that part of the day: the nearest elsewhere.
      if (fitting.length === 0) say(talk, (t) => t.noService(dayIn(talk, day), t.parts[part!]));
      else say(talk, (t) => t.dayFullPart(dayIn(talk, day), t.parts[part!]));
      return seekNearest(talk, day, party);
    }
    draft.full = true;
    say(talk, (t) => t.dayFull(dayIn(talk, day), t.people(party)));
    return seekNearest(talk, day, party);
  }
  const { time } = draft;
  const slot = answer.slots.find((slot) => slot.time === time);
  if (slot?.status === 'open' && !isIn(slot, draft.area)) return offerBeside(talk, answer.slots, day, time);
  if (slot?.status === 'open') {
    talk.state.checked = key(draft);
    return advance(talk);
  }
  if (answer.slots.length === 0) return dayRefused(talk, 'closed', day, party);
  if (slot?.reason === 'party_too_large' || slot?.reason === 'party_too_small')
    return dayRefused(talk, slot.reason, day, party);
  if (slot?.reason === 'past') say(talk, (t) => t.pastTime(timeIn(talk, time), timeIn(talk, talk.facts.now)));
  else if (slot?.reason === 'too_late') say(talk, (t) => t.tooLate(timeIn(talk, time)));
  else if (!slot || slot.reason === 'closed') say(talk, (t) => t.notASlot(timeIn(talk, time)));
  else {
    draft.full = true;
    say(talk, (t) => t.full(dayIn(talk, day), timeIn(talk, time)));
  }
  seekNearest(talk, day, party);
}

/** Whether a slot has a table where they wish to sit. */
const isIn = (slot: { areas?: string[] }, area: string | undefined) =>
  area === undefined || slot.areas === undefined || slot.areas.includes(area);

/** There is a table at that hour, but not where it was wished: elsewhere in the house, or there at another hour. */
function offerBeside(
  talk: Talk,
  slots: { time: Time; status: string; areas?: string[] }[],
  day: string,
  time: Time,
) {
  const area = talk.state.draft.area!;
  const at = minutesOf(time);
  const open = slots.filter((slot) => slot.status === 'open');
  const others = open.find((slot) => slot.time === time)?.areas ?? [];
  const there = open
    .filter((slot) => isIn(slot, area))
    .sort((a, b) => Math.abs(minutesOf(a.time) - at) - Math.abs(minutesOf(b.time) - at))
    .slice(0, 2);
  say(talk, (t) => t.areaFull(placeIn(talk, area), t.atTime(t.onDay(dayIn(talk, day)), timeIn(talk, time))));
  const options: Option[] = [
    ...others.slice(0, 1).map((other) => ({ day, time, area: other })),
    ...there.map((slot) => ({ day, time: slot.time, area })),
  ];
  if (options.length > 0) return offerOptions(talk, options);
  delete talk.state.draft.area;
  advance(talk);
}

function dayRefused(talk: Talk, reason: string, day: string, party: number, message?: DayMessage) {
  const { state, facts } = talk;
  const { minParty, maxParty, lastDay } = facts.restaurant;
  if (reason === 'party_too_large') {
    delete state.draft.party;
    return question(talk, 'party', (t) => t.tooMany(Math.min(maxParty, party - 1), phoneOf(talk)));
  }
  if (reason === 'party_too_small') {
    delete state.draft.party;
    return question(talk, 'party', (t) => t.tooFew(Math.max(minParty, party + 1)));
  }
  if (reason === 'too_far_ahead') {
    delete state.draft.day;
    return question(talk, 'day', (t) => t.tooFar(dayIn(talk, lastDay)));
  }
  if (reason === 'past' && day < facts.today) {
    delete state.draft.day;
    return question(talk, 'day', (t) => t.past(dayIn(talk, day)));
  }
  if (reason === 'closed') sayClosed(talk, day, message);
  else say(talk, (t) => t.dayFull(dayIn(talk, day), t.people(party)));
  seekNearest(talk, day, party);
}

/** The house is closed that day, and what the restaurant says of it. */
export function sayClosed(talk: Talk, day: string, message?: DayMessage) {
  say(talk, (t) => t.closed(dayIn(talk, day)));
  const told = message?.[languageIn(talk)] || message?.fr || message?.en;
  if (told) say(talk, (t) => t.closedBecause(told));
}

const usual: Record<PartOfDay, Time> = {
  morning: '09:00',
  midday: '12:30',
  brunch: '12:00',
  afternoon: '15:00',
  evening: '20:00',
};

/** Looks for the nearest times that have a table. */
export function seekNearest(talk: Talk, day: string, party: number) {
  const { time, part, moving } = talk.state.draft;
  const token = moving && { token: moving.token };
  talk.ask = { kind: 'nearest', day, time: time ?? usual[part ?? 'evening'], party, ...token };
}

/** Open times in few words: a stretch when a shift is open throughout, else the times themselves. */
function listTimes(
  talk: Talk,
  slots: { time: Time; shift: string; status: string }[],
  day: string,
  party: number,
) {
  const words = wordsOf(talk);
  const pieces: string[] = [];
  for (const shift of new Set(slots.map((slot) => slot.shift))) {
    const all = slots.filter((slot) => slot.shift === shift);
    let open = all.filter((slot) => slot.status === 'open').map((slot) => slot.time);
    if (open.length === 0) continue;
    if (open.length > 4 && open.length === all.length) {
      pieces.push(words.openRange(timeIn(talk, open[0]!), timeIn(talk, open.at(-1)!)));
      continue;
    }
    if (open.length > 6) open = open.filter((time) => /:(?:00|30)$/.test(time));
    pieces.push(
      words.openAt(
        sayList(
          open.slice(0, 8).map((time) => timeIn(talk, time)),
          languageIn(talk),
        ),
      ),
    );
  }
  // "de 12 h à 14 h, puis à 19 h et 22 h": a list in a list needs more than "et".
  const times = pieces.some((piece) => /,| (?:et|and) /.test(piece))
    ? pieces.join(words.andThen)
    : sayList(pieces, languageIn(talk));
  const people = peopleIn(talk, party, talk.state.draft.area);
  askNext(talk, 'time', (t) => t.openTimes(dayIn(talk, day), people, times));
}

/** The server named the nearest times that have a table. */
export function onNearest(talk: Talk, answer: Answer) {
  if (answer.kind !== 'nearest') return refused(talk, answer);
  if (answer.elsewhere?.length) {
    const { elsewhere } = answer;
    say(talk, (t) => t.elsewhere(elsewhereLines(talk, elsewhere)));
  }
  offer(talk, answer.alternatives);
}

/** "– Ardoise (Montréal) : 20 h et 20 h 30", a house a line. */
function elsewhereLines(talk: Talk, elsewhere: Elsewhere[]): string {
  const houses = [...new Set(elsewhere.map(({ name, city }) => `${name} (${city})`))];
  return houses
    .map((house) => {
      const times = elsewhere
        .filter(({ name, city }) => `${name} (${city})` === house)
        .slice(0, 3)
        .map(({ time }) => timeIn(talk, time));
      return `– ${wordsOf(talk).lineOf(house, sayList(times, languageIn(talk)))}`;
    })
    .join('\n');
}

/** Offers the nearest times, or asks for another day when there is none. */
export function offer(talk: Talk, alternatives: Alternative[]) {
  const options: Option[] = alternatives.slice(0, 3).map(({ day, time }) => ({ day, time }));
  const { draft } = talk.state;
  const mayWait = draft.full && draft.day && draft.party && !draft.moving && talk.facts.restaurant.waitlist;
  if (options.length === 0 && mayWait) return question(talk, 'wait', (t) => t.askWait());
  if (mayWait && draft.time) say(talk, (t) => t.orWait());
  if (options.length === 0) {
    delete talk.state.draft.day;
    return question(talk, 'day', (t) => t.nothingNear());
  }
  offerOptions(talk, options);
}

/** The server booked, or said why not. */
export function onBooked(talk: Talk, { guest: { phone } }: Ask & { kind: 'book' }, answer: Answer) {
  const { state } = talk;
  if (answer.kind === 'booked') {
    const { booking } = answer;
    say(talk, (t) =>
      (booking.status === 'requested' ? t.requested : t.booked)(
        dayIn(talk, booking.day),
        timeIn(talk, booking.time),
        peopleIn(talk, booking.party, state.draft.area),
        booking.reference,
        booking.manageUrl,
      ),
    );
    state.tokens = [...state.tokens.filter((token) => token !== booking.token), booking.token].slice(-10);
    state.bookedDay = booking.day;
    state.draft = {};
    delete state.checked;
    settle(talk);
    offerReminder(talk, booking, phone);
    return;
  }
  if (answer.kind !== 'refused') return trouble(talk);
  delete state.checked;
  if (answer.code === 'slot_taken' || answer.code === 'slot_not_open') {
    say(talk, (t) => t.taken());
    const { draft } = state;
    if (answer.alternatives?.length) return offer(talk, answer.alternatives);
    if (draft.day && draft.party) return seekNearest(talk, draft.day, draft.party);
  }
  if (answer.code === 'invalid' && answer.field === 'guest.phone') {
    delete state.phone;
    const { problem } = answer;
    return question(talk, 'phone', (t) =>
      t.phoneWrong(problem === 'too_short' || problem === 'too_long' ? problem : 'invalid'),
    );
  }
  if (answer.code === 'invalid' && answer.field === 'guest.email') {
    delete state.email;
    return advance(talk);
  }
  say(talk, (t) => t.bookingTrouble(phoneOf(talk)));
  state.needsPerson = true;
  state.asked = null;
}

function refused(talk: Talk, answer: Answer) {
  if (answer.kind === 'refused' && answer.code === 'invalid') {
    // Day, time or party that the server will not have: begin the draft anew rather than ask the same again.
    const { party } = talk.state.draft;
    talk.state.draft = {};
    if (party && party <= talk.facts.restaurant.maxParty) talk.state.draft.party = party;
    say(talk, (t) => t.notUnderstood());
    return advance(talk);
  }
  trouble(talk);
}
