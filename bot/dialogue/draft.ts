import { minutesOf, type Time } from './days.ts';
import { askWhatMoves, confirmMove, isOnlyNoted, isUnmoved, moveAsked } from './moving.ts';
import { sayList } from './say/form.ts';
import type { Texts } from './say/fr.ts';
import type { Option } from './state.ts';
import {
  dayIn,
  type Heard,
  languageIn,
  numbered,
  optionLine,
  peopleIn,
  phoneOf,
  question,
  say,
  type Talk,
  timeIn,
} from './talk.ts';
import type { Asked, PartOfDay } from './understand/meaning.ts';
import { askToWait, waitAsked } from './waiting.ts';

/** Whether a reservation is being talked about. */
export const underWay = ({ state: { draft } }: Talk) =>
  draft.party !== undefined || draft.day !== undefined || draft.time !== undefined;

/** Takes into the draft what a message names, and keeps the rest. Says whether anything changed. */
export function merge(talk: Talk, meaning: Heard): boolean {
  const { state } = talk;
  const { draft } = state;
  const before = JSON.stringify([draft, state.name, state.phone, state.email]);
  if (wishes(meaning)) delete draft.full;
  if (meaning.party !== undefined) draft.party = meaning.party;
  if (meaning.more && draft.party !== undefined) draft.party = Math.max(draft.party + meaning.more, 1);
  else if (meaning.more) draft.more = meaning.more;
  if (meaning.day) {
    draft.day = meaning.day;
    delete state.near;
  } else if (meaning.near && (!draft.day || meaning.correction)) {
    // "rather next week": which day of it is to be asked.
    state.near = meaning.near;
    delete draft.day;
  }
  // Told by a bound alone, the times around it are what is looked for.
  const time = meaning.time ?? meaning.after ?? meaning.before;
  if (time) {
    draft.time = time;
    delete draft.part;
  } else if (meaning.part) {
    draft.part = meaning.part;
    // "plutôt le midi" lets go of 20:00, "samedi soir" does not.
    if (draft.time && !inPart(draft.time, meaning.part)) delete draft.time;
  }
  if (meaning.edge) draft.edge = meaning.edge;
  if (meaning.remark && !draft.remark?.includes(meaning.remark))
    draft.remark = (draft.remark ? `${draft.remark}, ${meaning.remark}` : meaning.remark).slice(0, 1000);
  if (meaning.place) draft.area = meaning.place;
  if (meaning.occasion) draft.occasion = meaning.occasion;
  if (meaning.name?.first) state.name = meaning.name;
  if (meaning.phone) state.phone = meaning.phone;
  if (meaning.email) state.email = meaning.email.slice(0, 254);
  return JSON.stringify([draft, state.name, state.phone, state.email]) !== before;
}

const spans: Record<PartOfDay, [number, number]> = {
  morning: [7 * 60, 11 * 60 + 30],
  midday: [11 * 60, 15 * 60 + 30],
  brunch: [9 * 60, 16 * 60],
  afternoon: [14 * 60, 18 * 60],
  evening: [17 * 60 + 30, 30 * 60],
};

export function inPart(time: Time, part: PartOfDay): boolean {
  const minutes = minutesOf(time);
  const [from, to] = spans[part];
  return (minutes >= from && minutes <= to) || minutes + 24 * 60 <= to;
}

/** What the server was asked about, in a word. */
export const key = ({
  day,
  time,
  party,
  area,
}: {
  day?: string;
  time?: string;
  party?: number;
  area?: string;
}) => `${day} ${time} ${party}${area ? ` ${area}` : ''}`;

/**
 * Goes on with the draft: asks the server whether there is a table as soon as day and party are known, the guest
 * for the next thing that is missing, and in the end for a yes.
 */
export function advance(talk: Talk) {
  const { state, facts } = talk;
  const { draft } = state;
  const { minParty, maxParty, lastDay } = facts.restaurant;
  if (isUnmoved(talk)) return askWhatMoves(talk);
  if (draft.party !== undefined && draft.party > maxParty) {
    delete draft.party;
    return question(talk, 'party', (t) => t.tooMany(maxParty, phoneOf(talk)));
  }
  if (draft.party !== undefined && draft.party < minParty) {
    delete draft.party;
    return question(talk, 'party', (t) => t.tooFew(minParty));
  }
  if (draft.day && draft.day < facts.today) {
    const { day } = draft;
    delete draft.day;
    return question(talk, 'day', (t) => t.past(dayIn(talk, day)));
  }
  if (draft.day && draft.day > lastDay) {
    delete draft.day;
    return question(talk, 'day', (t) => t.tooFar(dayIn(talk, lastDay)));
  }
  if (draft.party === undefined) return askNext(talk, 'party', (t) => t.askParty());
  if (!draft.day) return askNext(talk, 'day', (t) => t.askDay());
  if (draft.waiting && !draft.time) return askNext(talk, 'time', (t) => t.askTime());
  if (!draft.waiting && isOnlyNoted(talk)) return confirmMove(talk);
  if (!draft.time || (!draft.waiting && state.checked !== key(draft))) {
    const token = draft.moving?.token;
    talk.ask = { kind: 'availability', day: draft.day, party: draft.party, ...(token && { token }) };
    return;
  }
  if (draft.moving) return confirmMove(talk);
  if (!state.name) return askNext(talk, 'name', (t) => t.askName());
  if (!state.phone && !facts.verifiedPhone) return askNext(talk, 'phone', (t) => t.askPhone());
  if (draft.waiting) return askToWait(talk);
  confirm(talk);
}

/** A question that the draft itself asks: if another message is there already, it is asked after that one. */
export function askNext(talk: Talk, asked: Asked, variantsOf: (texts: Texts) => string[]) {
  talk.passing = talk.says.length === (talk.hailed ? 1 : 0);
  question(talk, asked, variantsOf);
}

/** The echo before booking: what will be booked, in absolute words, and a question that only a yes passes. */
function confirm(talk: Talk) {
  const { draft, name } = talk.state;
  const { requestFrom } = talk.facts.restaurant;
  const isRequest = requestFrom !== null && draft.party! >= requestFrom;
  askNext(talk, 'book', (t) =>
    (isRequest ? t.confirmRequest : t.confirm)(
      dayIn(talk, draft.day!),
      timeIn(talk, draft.time!),
      peopleIn(talk, draft.party!, draft.area),
      `${name!.first} ${name!.last}`.trim(),
      draft.remark ?? '',
    ),
  );
}

/** The guest said yes to the echo: of a new reservation, or of one that moves. */
export function book(talk: Talk) {
  const { state, facts } = talk;
  const { draft, name, email } = state;
  const phone = state.phone ?? facts.verifiedPhone;
  if (draft.moving) {
    const ask = moveAsked(talk);
    if (!ask) return advance(talk);
    talk.ask = ask;
    return;
  }
  if (draft.waiting) {
    const ask = waitAsked(talk);
    if (!ask) return advance(talk);
    talk.ask = ask;
    return;
  }
  if (!draft.day || !draft.time || !draft.party || !name || !phone || state.checked !== key(draft))
    return advance(talk);
  talk.ask = {
    kind: 'book',
    day: draft.day,
    time: draft.time,
    party: draft.party,
    ...(draft.area && { area: draft.area }),
    guest: { firstName: name.first, lastName: name.last, phone, ...(email && { email }) },
    ...(draft.remark && { remark: draft.remark }),
    ...(draft.occasion && { occasion: draft.occasion }),
    locale: languageIn(talk),
  };
}

/** Shows what can be chosen from. */
export function offerOptions(talk: Talk, options: Option[]) {
  const line = (option: Option) => optionLine(talk, option);
  if (options.length === 1) question(talk, 'choose', (t) => t.offerOne(line(options[0]!)), options);
  else if (options.every(({ day, time, party }) => party !== undefined && !day && !time)) {
    const parties = sayList(options.map(line), languageIn(talk), 'or');
    question(talk, 'choose', (t) => t.whichParty(parties), options);
  } else if (options.every(({ day, time }) => day && time)) {
    // All on the day that was wished: the hours are enough.
    const sameDay = options.every(({ day }) => day === talk.state.draft.day);
    const shown = sameDay ? options.map(({ time, area }) => ({ time, ...(area && { area }) })) : options;
    question(talk, 'choose', (t) => t.offer(numbered(talk, shown as Option[])), options);
  } else question(talk, 'choose', (t) => t.whichOne(numbered(talk, options)), options);
}

/** Nothing waits for an answer any more. */
export function settle(talk: Talk) {
  talk.state.asked = null;
  talk.state.options = [];
}

/** What was being booked is let go. */
export function letGo(talk: Talk) {
  talk.state.draft = {};
  delete talk.state.checked;
  settle(talk);
  say(talk, (t) => t.dropped());
}

/** The last resort: it is said, and a person is called. */
export function trouble(talk: Talk) {
  say(talk, (t) => t.trouble(phoneOf(talk)));
  talk.state.needsPerson = true;
  settle(talk);
}

/** Whether a message names anything that a reservation needs. */
export const fields = (meaning: Heard) =>
  Boolean(
    meaning.party !== undefined ||
      meaning.more ||
      meaning.edge ||
      meaning.day ||
      meaning.near ||
      meaning.time ||
      meaning.after ||
      meaning.before ||
      meaning.part ||
      meaning.name ||
      meaning.phone ||
      meaning.email ||
      meaning.place ||
      meaning.remark,
  );

/** Whether it names when, or how many. */
export const wishes = (meaning: Heard) =>
  Boolean(
    meaning.party !== undefined ||
      meaning.more ||
      meaning.edge ||
      meaning.day ||
      meaning.time ||
      meaning.after ||
      meaning.before ||
      meaning.place ||
      meaning.part,
  );
