import { askAboutDoubt } from './doubts.ts';
import { advance, askNext, fields, letGo, merge, offerOptions, settle, underWay, wishes } from './draft.ts';
import { seekBookings } from './existing.ts';
import { meansAll } from './hear/answers.ts';
import { asNoted, hear } from './hear/hear.ts';
import { mayMove } from './hear/standing.ts';
import { callPerson, offerPerson, sayAddress, sayHours } from './house.ts';
import { beLate } from './late.ts';
import { askWhatMoves, isBeyondMoving, stay } from './moving.ts';
import { answerQuestion, changeField } from './questions.ts';
import { resume } from './resume.ts';
import { stopMessages } from './rights.ts';
import { smallTalk } from './smallTalk.ts';
import { seekSooner, soonerIn } from './sooner.ts';
import type { Option, State } from './state.ts';
import { takeTopic } from './takeTopic.ts';
import { type Heard, question, say, type Talk } from './talk.ts';
import type { Asked } from './understand/meaning.ts';
import { read } from './understand/reading.ts';

/** Questions whose answer means nothing unless they were read. */
const needsReading = new Set<Asked>([
  'book',
  'cancel',
  'choose',
  'which_booking',
  'wait',
  'remind',
  'person',
]);

/**
 * Decides what a message leads to. `unseen`: it was written before the last question could be read, so a yes,
 * a no or a number in it answers nothing.
 */
export function onMessage(talk: Talk, text: string, unseen: boolean) {
  const { state, facts } = talk;
  talk.unseen = unseen;
  const asked = unseen && state.asked && needsReading.has(state.asked) ? null : state.asked;
  // Asked once: whatever is said to it, it waits no longer.
  if (asked === 'remind') settle(talk);
  const meaning = hear(talk, asked, text);
  chooseLanguage(state, meaning);
  if (meaning.intent === 'stop') {
    state.greeted = true;
    // One word shows too little of a language to go by, but this one is English.
    if (!state.languageShown && /\b(?:unsubscribe|opt)/.test(read(text).flat)) state.language = 'en';
    return stopMessages(talk);
  }
  const hail = !state.greeted;
  state.greeted = true;
  const hails = /\b(?:(bonsoir|good evening|bsr)|bonjour|bjr|good morning|good afternoon)\b/.exec(
    read(text).flat,
  );
  const evening = hails ? hails[1] !== undefined : facts.now >= '18:00';
  if (hail) {
    say(talk, (t) => t.hello(facts.restaurant.name, evening));
    talk.hailed = true;
  }
  if (meaning.speak) say(talk, (t) => t.languageNow());
  const answersUnread =
    asked === null && state.asked !== null && (meaning.answer || meaning.choice) && !fields(meaning);
  if (answersUnread && resume(talk)) return;
  const toldHours = state.toldHours === true;
  delete state.toldHours;
  const failed = !(
    takeTopic(talk, asked, meaning, text) ||
    answerQuestion(talk, asked, meaning, text) ||
    followIntent(talk, meaning, text) ||
    takeFields(talk, asked, meaning, text, toldHours) ||
    passOn(talk, meaning, text) ||
    smallTalk(talk, meaning, text, toldHours)
  );
  if (!failed) {
    const stuck = talk.stumbled || meaning.doubts.some(({ about }) => about === 'phone');
    state.failures = stuck ? state.failures + 1 : 0;
    if (state.failures < 2) return;
    talk.says = [];
  } else {
    if (mayBeToldToHouse(talk, text)) {
      state.draft.unsure = true;
      return seekMove(talk, { doubts: [], remark: asNoted(text.trim()).slice(0, 300) });
    }
    state.failures = Math.min(state.failures + 1, 100);
    say(talk, (t) => t.notUnderstood());
  }
  if (state.failures >= 2) return offerPerson(talk);
  if (!resume(talk)) say(talk, (t) => t.whatICanDo());
}

const request =
  /^\W*(?:(?:et|and|au fait|sinon|merci|svp|please)\W+)*(?:(?:est-ce que )?vous (?:pouvez|pourriez)|pouvez[- ]vous|pourriez[- ]vous|(?:can|could) you) (?!me |nous |m'|tell |give |send |explain )/;

/** "vous pouvez prévenir le chef ?", of somebody who has a reservation: offered to be noted with it. */
function passOn(talk: Talk, meaning: Heard, text: string): boolean {
  const { state } = talk;
  const asks = meaning.intent === 'question' && request.test(read(text).flat);
  if (!asks || state.tokens.length === 0 || state.asked !== null || underWay(talk)) return false;
  state.draft.unsure = true;
  seekMove(talk, { doubts: [], remark: asNoted(text.trim()).slice(0, 300) });
  return true;
}

/** A sentence that tells something, of somebody who has a reservation: perhaps the restaurant should know. */
const mayBeToldToHouse = (talk: Talk, text: string) =>
  talk.state.tokens.length > 0 &&
  talk.state.asked === null &&
  !underWay(talk) &&
  !/\?/.test(text) &&
  (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 4;

/** The language of the chat: asked for, else the first that shows, and then only a message wholly in the other. */
function chooseLanguage(state: State, meaning: Heard) {
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

/** What the guest wants done, beside or before the draft. */
function followIntent(talk: Talk, meaning: Heard, text: string): boolean {
  const { state } = talk;
  switch (meaning.intent) {
    case 'person':
      callPerson(talk);
      return true;
    case 'insult':
      if (fields(meaning)) return false;
      say(talk, (t) => t.calm());
      if (!resume(talk)) offerPerson(talk);
      return true;
    case 'confirm':
    case 'show':
      if (fields(meaning) && underWay(talk)) return false;
      seekBookings(talk, meaning.intent);
      return true;
    case 'cancel': {
      const { moving } = state.draft;
      // What is cancelled while it is being moved is the reservation, which is asked; the move is over.
      if (moving) {
        state.draft = {};
        seekBookings(talk, 'cancel');
        return true;
      }
      if (underWay(talk) && !meaning.ownBooking && !(meansAll(text) && state.tokens.length > 0))
        return drop(talk);
      seekBookings(talk, meansAll(text) ? 'cancel_all' : 'cancel');
      return true;
    }
    case 'restart':
      // "laissez tomber, une table pour trois mercredi": the old wish goes, and the new one begins.
      if (meaning.party !== undefined || meaning.time) {
        state.draft = {};
        settle(talk);
        return false;
      }
      return drop(talk);
    case 'change':
      if (underWay(talk)) {
        if (fields(meaning)) return false;
        if (state.draft.moving) askWhatMoves(talk);
        else question(talk, 'change', (t) => t.whatToChange());
      } else seekMove(talk, meaning);
      return true;
    case 'late':
      beLate(talk, text.trim().slice(0, 200), meaning.day ? { day: meaning.day } : {});
      return true;
    default:
      return false;
  }
}

/** A reservation already made is to change: how, may have been said with it. */
function seekMove(talk: Talk, meaning: Heard) {
  if (isBeyondMoving(meaning)) return question(talk, 'person', (t) => t.changeByPerson());
  merge(talk, meaning);
  seekBookings(talk, 'change');
}

function drop(talk: Talk): boolean {
  if (talk.state.draft.moving) {
    stay(talk);
    return true;
  }
  letGo(talk);
  return true;
}

/** Whether what a list asks for is not what was said: days, hours or numbers alone. */
function isStillOpen(options: Option[], meaning: Heard): boolean {
  const all = (test: (option: Option) => unknown) => options.length > 1 && options.every(test);
  const when = meaning.time || meaning.after || meaning.before || meaning.part;
  if (all(({ day, time }) => day && !time)) return wishes(meaning) && !meaning.day;
  if (all(({ day, time, party }) => party && !day && !time)) return Boolean(meaning.day || when);
  if (all(({ day, time, party }) => time && !day && !party))
    return (meaning.party !== undefined || meaning.day !== undefined) && !when;
  return false;
}

/** What was taken beside the question; a wish that was a question is passed on, and not promised. */
function sayNoted(talk: Talk, { hoped, remark }: Heard) {
  say(talk, (t) => (hoped && remark ? t.passedOn(remark) : t.noted()));
}

/** "êtes-vous ouverts dimanche ?", and "et samedi ?" after it. */
function asksHours(toldHours: boolean, meaning: Heard, text: string): boolean {
  if (meaning.party !== undefined || meaning.time) return false;
  if (meaning.intent === 'hours') return true;
  const goesOn = /^\W*(?:et|and|what about|how about)\b|\?\s*$/.test(read(text).flat);
  return toldHours && meaning.day !== undefined && !meaning.intent && goesOn;
}

/** What the message names goes into the draft, doubts are asked about, and the talk goes on. */
function takeFields(
  talk: Talk,
  asked: Asked | null,
  meaning: Heard,
  text: string,
  toldHours: boolean,
): boolean {
  const { state } = talk;
  const named = fields(meaning);
  // "êtes-vous ouverts dimanche ?" asks about the house, and moves no reservation.
  if (asksHours(toldHours, meaning, text)) return false;
  const way = meaning.time || meaning.day || meaning.part ? undefined : soonerIn(text);
  if (way && seekSooner(talk, way)) return true;
  if (!named && meaning.doubts.length === 0 && meaning.intent !== 'book') {
    if (meaning.correction && underWay(talk) && changeField(talk, text)) return true;
    return false;
  }
  // Something about a reservation already made, as no other is being talked about.
  // Somebody whose number the line proves may have one from elsewhere: it is looked for, and else a table.
  const about = !underWay(talk) && state.tokens.length > 0 && meaning.intent !== 'book';
  // "my husband is coeliac", from a number that may have a reservation.
  const aside = meaning.remark !== undefined && !wishes(meaning) && talk.facts.verifiedPhone !== null;
  if (
    !underWay(talk) &&
    state.tokens.length === 0 &&
    meaning.intent !== 'book' &&
    (mayMove(state, talk.facts, text) || aside)
  ) {
    if ((wishes(meaning) || aside) && meaning.doubts.length === 0 && !isBeyondMoving(meaning)) {
      merge(talk, meaning);
      seekBookings(talk, 'change', true);
      return true;
    }
  }
  const moves = meaning.correction || mayMove(state, talk.facts, text);
  if (about && (moves || !(meaning.day || meaning.time || meaning.party !== undefined))) {
    if (wishes(meaning) || meaning.remark) seekMove(talk, meaning);
    else question(talk, 'person', (t) => t.changeByPerson());
    return true;
  }
  if (state.draft.moving && isBeyondMoving(meaning)) {
    question(talk, 'person', (t) => t.changeByPerson());
    return true;
  }
  // Another day or hour than the one that is waited for: perhaps there is a table.
  if (state.draft.waiting && asked === 'book' && wishes(meaning)) delete state.draft.waiting;
  const begun = underWay(talk);
  const changed = merge(talk, meaning);
  // Which day was asked, and how many was said: that is kept, and the day asked again.
  if (asked === 'choose' && meaning.doubts.length === 0 && isStillOpen(state.options, meaning)) {
    offerOptions(talk, state.options);
    return true;
  }
  // A phone number in answer to "which day?" is kept, and the list shown again.
  if (asked === 'choose' && !wishes(meaning) && meaning.doubts.length === 0) {
    if (changed) sayNoted(talk, meaning);
    return resume(talk);
  }
  const doubt = meaning.doubts[0];
  if (doubt) {
    askAboutDoubt(talk, doubt);
    return true;
  }
  if (asked === 'choose' || asked === 'change' || asked === 'person') settle(talk);
  if (meaning.intent === 'hours') sayHours(talk);
  if (meaning.intent === 'address') sayAddress(talk);
  const apart = meaning.remark && begun && state.asked !== 'book';
  // Something else than what was asked: it is not lost, and the question stands.
  const beside =
    (asked === 'party' || asked === 'day' || asked === 'time') &&
    (meaning.name || meaning.phone || meaning.email) &&
    !wishes(meaning);
  if ((apart || beside || meaning.hoped) && changed) sayNoted(talk, meaning);
  if (state.draft.party === undefined && !begun && !named) {
    askNext(talk, 'party', (t) => (talk.says.length ? t.offerTable() : t.askParty()));
    return true;
  }
  advance(talk);
  return true;
}
