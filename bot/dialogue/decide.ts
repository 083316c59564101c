import { weekdayOf } from './days.ts';
import { advance, askNext, book, merge, offerOptions, settle, underWay } from './draft.ts';
import { askWhich, cancel, confirmCancel, seekBookings } from './existing.ts';
import { callPerson, offerPerson, sayAddress, sayHours, sayNotKnown } from './house.ts';
import { weekdayName } from './say/form.ts';
import type { Option, State } from './state.ts';
import { dayIn, languageIn, numbered, question, say, type Talk } from './talk.ts';
import type { Asked, Doubt, Meaning } from './understand/meaning.ts';
import { flat } from './understand/reading.ts';
import { understand } from './understand/understand.ts';

/** Questions whose answer means nothing unless they were read. */
const needsReading = new Set<Asked>(['book', 'cancel', 'choose', 'which_booking', 'person']);

/**
 * Decides what a message leads to. `unseen`: it was written before the last question could be read, so a yes,
 * a no or a number in it answers nothing.
 */
export function onMessage(talk: Talk, text: string, unseen: boolean) {
  const { state, facts } = talk;
  const asked = unseen && state.asked && needsReading.has(state.asked) ? null : state.asked;
  const meaning = understand(text, {
    today: facts.today,
    now: facts.now,
    country: facts.restaurant.country,
    language: languageIn(talk),
    asked,
    shifts: facts.restaurant.shifts,
    ...((state.draft.day ?? state.near) && { day: state.draft.day ?? state.near }),
    ...(state.draft.part && { part: state.draft.part }),
  });
  chooseLanguage(state, meaning);
  const hail = !state.greeted;
  state.greeted = true;
  const hails = /\b(?:(bonsoir|good evening|bsr)|bonjour|bjr|good morning|good afternoon)\b/.exec(flat(text));
  const evening = hails ? hails[1] !== undefined : facts.now >= '18:00';
  if (hail) {
    say(talk, (t) => t.hello(facts.restaurant.name, evening));
    talk.hailed = true;
  }
  if (meaning.speak) say(talk, (t) => t.languageNow());
  const answersUnread = asked !== state.asked && (meaning.answer || meaning.choice) && !fields(meaning);
  if (answersUnread && resume(talk)) return;
  const failed = !(
    answerQuestion(talk, asked, meaning, text) ||
    followIntent(talk, meaning) ||
    takeFields(talk, asked, meaning, text) ||
    smallTalk(talk, meaning, text)
  );
  if (!failed) {
    state.failures = meaning.doubts.some((doubt) => doubt.about === 'phone') ? state.failures + 1 : 0;
    if (state.failures < 2) return;
    talk.says = [];
  } else {
    state.failures = Math.min(state.failures + 1, 100);
    say(talk, (t) => t.notUnderstood());
  }
  if (state.failures >= 2) return offerPerson(talk);
  if (!resume(talk)) say(talk, (t) => t.whatICanDo());
}

/** The language of the chat: asked for, else the first that shows, and then only a message wholly in the other. */
function chooseLanguage(state: State, meaning: Meaning) {
  if (meaning.speak) {
    state.language = meaning.speak;
    state.languageShown = true;
    return;
  }
  if (!meaning.language) return;
  // A "yes" alone does not turn a chat that has begun in French into an English one.
  if (!state.languageShown && !(meaning.answer && state.greeted)) {
    state.language = meaning.language;
    state.languageShown = true;
  } else if (meaning.language !== state.language && meaning.strong) state.language = meaning.language;
}

const fields = (meaning: Meaning) =>
  Boolean(
    meaning.party !== undefined ||
      meaning.day ||
      meaning.time ||
      meaning.part ||
      meaning.name ||
      meaning.phone ||
      meaning.email ||
      meaning.remark,
  );

const wishes = (meaning: Meaning) =>
  Boolean(meaning.party !== undefined || meaning.day || meaning.time || meaning.part);

/** An answer to the question that waits. False when the message is about something else. */
function answerQuestion(talk: Talk, asked: Asked | null, meaning: Meaning, text: string): boolean {
  const { state } = talk;
  switch (asked) {
    case 'person':
      if (meaning.answer === 'yes') callPerson(talk);
      else if (meaning.answer === 'no' && !fields(meaning)) {
        state.asked = null;
        say(talk, (t) => (underWay(talk) ? t.carryOn() : t.asYouLike()));
        resume(talk);
      } else return false;
      return true;
    case 'cancel':
      if (meaning.answer === 'yes' || (meaning.intent === 'cancel' && !meaning.answer)) {
        // "annulez" said again to the question is a yes; anything with another wish in it is not.
        if (fields(meaning)) return false;
        cancel(talk);
      } else if (meaning.answer === 'no') {
        settle(talk);
        say(talk, (t) => t.kept());
        if (underWay(talk)) advance(talk);
      } else return false;
      return true;
    case 'which_booking': {
      const chosen = pick(state.options, meaning);
      if (chosen) confirmCancel(talk, chosen);
      else if (meaning.answer === 'no') {
        settle(talk);
        say(talk, (t) => t.kept());
      } else if (meaning.answer === 'yes' || meaning.choice !== undefined) askWhich(talk, state.options);
      else return false;
      return true;
    }
    case 'choose':
      return choose(talk, meaning);
    case 'book':
      return answerEcho(talk, meaning, text);
    case 'change':
      if (fields(meaning) || meaning.doubts.length > 0) return false;
      if (changeField(talk, text)) return true;
      if (meaning.answer !== 'yes' || !underWay(talk)) return false;
      // "ok": nothing changes after all.
      advance(talk);
      return true;
    case 'phone':
      if (!why.test(flat(text)) || fields(meaning)) return false;
      say(talk, (t) => t.whyPhone());
      question(talk, 'phone', (t) => t.askPhone());
      return true;
    default:
      return false;
  }
}

/** Only a yes with nothing else in it books. */
function answerEcho(talk: Talk, meaning: Meaning, text: string): boolean {
  if (meaning.doubts.length > 0) return false;
  if (meaning.answer === 'yes' && !merge(talk, meaning)) {
    book(talk);
    return true;
  }
  if (fields(meaning)) return false;
  // "oui mais…" or "make it…" with something that was not understood: a plain yes must not follow it.
  if (!meaning.answer && !meaning.intent && text.length < 30 && changeField(talk, text)) return true;
  const objects = meaning.answer === undefined && meaning.correction && !meaning.intent;
  if (meaning.answer !== 'no' && !objects) return false;
  if (!changeField(talk, text)) question(talk, 'change', (t) => t.whatToChange());
  return true;
}

/** An answer to a list: its number, or words that fit one option and no other. */
function pick(options: Option[], meaning: Meaning): Option | undefined {
  if (meaning.choice !== undefined) {
    // "4 ou 5 personnes ?" is answered by the number itself.
    const meant = options.filter((option) => option.party === meaning.choice && !option.day);
    if (meant.length === 1) return meant[0];
    if (meaning.choice > options.length) {
      // "8" among three times is eight o'clock.
      const hour = meaning.choice % 12;
      const at = options.filter(
        ({ time }) => time?.endsWith(':00') && Number(time.slice(0, 2)) % 12 === hour,
      );
      return at.length === 1 ? at[0] : undefined;
    }
    return options[meaning.choice === -1 ? options.length - 1 : meaning.choice - 1];
  }
  const { time, party, weekday } = meaning;
  // "le mardi" is the Tuesday of the list, not the coming one.
  const sameWeekday = options.filter((option) => option.day && weekdayOf(option.day) === weekday);
  const day = sameWeekday.length === 1 ? sameWeekday[0]!.day : meaning.day;
  if (day === undefined && time === undefined && party === undefined) return undefined;
  const fits = options.filter(
    (option) =>
      (day === undefined || option.day === day) &&
      (time === undefined || option.time === time) &&
      (party === undefined || option.party === undefined || option.party === party) &&
      (option.party !== undefined || day !== undefined || time !== undefined),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

function choose(talk: Talk, meaning: Meaning): boolean {
  const { state } = talk;
  const only = state.options.length === 1 ? state.options[0] : undefined;
  const chosen =
    pick(state.options, meaning) ?? (meaning.answer === 'yes' && !fields(meaning) ? only : undefined);
  if (chosen) {
    const { day, time, party } = chosen;
    const offered = day && time ? `${day} ${time} ${state.draft.party}` : undefined;
    settle(talk);
    merge(talk, { ...meaning, ...(day && { day }), ...(time && { time }), ...(party && { party }) });
    // The server has just offered it: no need to ask whether it is free.
    if (offered && state.draft.party !== undefined && !meaning.party) state.checked = offered;
    advance(talk);
    return true;
  }
  if (meaning.choice !== undefined && meaning.choice > state.options.length && !state.draft.party) {
    // No such number in the list, and how many was not said yet.
    state.draft.party = meaning.choice;
    return resume(talk);
  }
  if (meaning.choice !== undefined || (meaning.answer === 'yes' && !fields(meaning))) {
    question(talk, 'choose', (t) => t.whichNumber(), state.options);
    return true;
  }
  if (meaning.answer === 'no' && !fields(meaning)) {
    question(talk, 'change', (t) => t.otherWish());
    return true;
  }
  return false;
}

const why = /\b(?:pourquoi|pour quoi faire|c'est obligatoire|why|what for|is it necessary|do you need)\b/;

const changes: [RegExp, 'day' | 'time' | 'party' | 'name' | 'phone' | 'remark'][] = [
  [/\b(?:l'heure|heure|horaire|time|hour)\b/, 'time'],
  [/\b(?:jour|date|day)\b/, 'day'],
  [/\b(?:nombre|combien|personnes|couverts|number of|people|party|guests|how many)\b/, 'party'],
  [/\b(?:nom|prenom|name)\b/, 'name'],
  [/\b(?:telephone|numero|phone|number|tel)\b/, 'phone'],
  [/\b(?:remarque|note|remark)\b/, 'remark'],
];

/** "l'heure" names what is to change without saying how: it is asked again. */
function changeField(talk: Talk, text: string): boolean {
  const { state } = talk;
  const found = changes.find(([words]) => words.test(flat(text)));
  if (!found) return false;
  const [, field] = found;
  if (field === 'name') delete state.name;
  else if (field === 'phone') delete state.phone;
  else delete state.draft[field];
  settle(talk);
  if (field === 'phone' && talk.facts.verifiedPhone) question(talk, 'phone', (t) => t.askPhone());
  else advance(talk);
  return true;
}

/** What the guest wants done, beside or before the draft. */
function followIntent(talk: Talk, meaning: Meaning): boolean {
  switch (meaning.intent) {
    case 'person':
      callPerson(talk);
      return true;
    case 'insult':
      if (fields(meaning)) return false;
      say(talk, (t) => t.calm());
      if (!resume(talk)) offerPerson(talk);
      return true;
    case 'show':
      if (fields(meaning) && underWay(talk)) return false;
      seekBookings(talk, 'show');
      return true;
    case 'cancel':
      if (underWay(talk) && !meaning.ownBooking) return drop(talk);
      seekBookings(talk, 'cancel');
      return true;
    case 'restart':
      return drop(talk);
    case 'change':
      if (underWay(talk)) {
        if (fields(meaning)) return false;
        question(talk, 'change', (t) => t.whatToChange());
      } else question(talk, 'person', (t) => t.changeByPerson());
      return true;
    default:
      return false;
  }
}

function drop(talk: Talk): boolean {
  talk.state.draft = {};
  delete talk.state.checked;
  settle(talk);
  say(talk, (t) => t.dropped());
  return true;
}

/** What the message names goes into the draft, doubts are asked about, and the talk goes on. */
function takeFields(talk: Talk, asked: Asked | null, meaning: Meaning, text: string): boolean {
  const { state } = talk;
  const named = fields(meaning);
  // "êtes-vous ouverts dimanche ?" asks about the house, and moves no reservation.
  if (meaning.intent === 'hours' && meaning.party === undefined && !meaning.time) return false;
  if (!named && meaning.doubts.length === 0 && meaning.intent !== 'book') {
    if (meaning.correction && underWay(talk) && changeField(talk, text)) return true;
    return false;
  }
  // Something about a reservation already made, as no other is being talked about.
  const about = !underWay(talk) && state.tokens.length > 0 && meaning.intent !== 'book';
  if (about && (meaning.correction || !(meaning.day || meaning.time || meaning.party !== undefined))) {
    question(talk, 'person', (t) => t.changeByPerson());
    return true;
  }
  const begun = underWay(talk);
  const changed = merge(talk, meaning);
  // A phone number in answer to "which day?" is kept, and the list shown again.
  if (asked === 'choose' && !wishes(meaning) && meaning.doubts.length === 0) return resume(talk);
  const doubt = meaning.doubts[0];
  if (doubt) {
    askAboutDoubt(talk, doubt);
    return true;
  }
  if (asked === 'choose' || asked === 'change' || asked === 'person') settle(talk);
  if (meaning.intent === 'hours') sayHours(talk);
  if (meaning.intent === 'address') sayAddress(talk);
  const apart = meaning.remark && begun && state.asked !== 'book';
  if (apart && changed) say(talk, (t) => t.noted());
  if (state.draft.party === undefined && !begun && !named) {
    askNext(talk, 'party', (t) => (talk.says.length ? t.offerTable() : t.askParty()));
    return true;
  }
  advance(talk);
  return true;
}

function askAboutDoubt(talk: Talk, doubt: Doubt) {
  const { state } = talk;
  switch (doubt.about) {
    case 'no_such_day':
      delete state.draft.day;
      if (doubt.near) state.near = doubt.near;
      return question(talk, 'day', (t) => t.noSuchDay(doubt.said));
    case 'phone':
      return question(talk, 'phone', (t) => t.phoneWrong(doubt.problem));
    case 'weekday':
      delete state.draft.day;
      return question(
        talk,
        'choose',
        (t) =>
          t.wrongWeekday(
            dayIn(talk, doubt.date).replace(/^\S+ /, ''),
            weekdayName(weekdayOf(doubt.date), languageIn(talk)),
            numbered(talk, doubt.options),
          ),
        doubt.options,
      );
    case 'number':
      return offerOptions(talk, doubt.options);
    default:
      delete state.draft[doubt.about];
      return offerOptions(talk, doubt.options);
  }
}

const isItDone =
  /\b(?:c'est (?:bon|ok|reserve|confirme|note|fait|enregistre)e?|is it (?:booked|confirmed|done)|(?:are )?we (?:all )?(?:set|good|booked)|all set|booked|confirmed)\b.*\?/;

/** Everything that is not about a reservation. The question that waits is asked again after it. */
function smallTalk(talk: Talk, meaning: Meaning, text: string): boolean {
  const { state, facts } = talk;
  switch (meaning.intent) {
    case 'hours':
      sayHours(talk);
      break;
    case 'address':
      sayAddress(talk);
      break;
    case 'question':
      sayNotKnown(talk);
      if (!underWay(talk)) {
        offerPerson(talk);
        return true;
      }
      break;
    case 'help':
      say(talk, (t) => t.bot(facts.restaurant.name));
      break;
    case 'greeting':
      if (!underWay(talk) && !state.asked) {
        askNext(talk, 'party', (t) => t.offerTable());
        return true;
      }
      if (talk.says.length === 0) say(talk, (t) => t.helloAgain());
      break;
    case 'thanks':
      if (!underWay(talk) && state.bookedDay) {
        const day = state.bookedDay;
        say(talk, (t) => t.seeYou(dayIn(talk, day)));
        return true;
      }
      say(talk, (t) => t.welcome());
      break;
    case 'farewell':
      say(talk, (t) => t.farewell());
      return true;
    default:
      if (meaning.speak) break;
      if (state.tokens.length > 0 && !underWay(talk) && isItDone.test(flat(text))) {
        seekBookings(talk, 'show');
        return true;
      }
      // A plain no to an open question ends the draft's question, not the chat.
      if (meaning.answer === 'no' && !state.asked) {
        say(talk, (t) => t.farewell());
        return true;
      }
      if (meaning.answer === 'yes' && !state.asked && !underWay(talk)) {
        if (state.bookedDay) say(talk, (t) => t.welcome());
        else askNext(talk, 'party', (t) => t.offerTable());
        return true;
      }
      return false;
  }
  if (!resume(talk) && meaning.speak) askNext(talk, 'party', (t) => t.offerTable());
  return true;
}

/** Asks again what waits for an answer. False when nothing does. */
export function resume(talk: Talk): boolean {
  const { state } = talk;
  switch (state.asked) {
    case 'choose':
      offerOptions(talk, state.options);
      return true;
    case 'which_booking':
      askWhich(talk, state.options);
      return true;
    case 'cancel':
      confirmCancel(talk, state.options[0]!);
      return true;
    case 'person':
      offerPerson(talk);
      return true;
    case 'change':
      question(talk, 'change', (t) => t.otherWish());
      return true;
    case null:
      if (!underWay(talk)) return false;
      advance(talk);
      return true;
    default:
      advance(talk);
      return true;
  }
}
