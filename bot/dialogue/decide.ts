import { areaNamed, onlyPlace } from './areas.ts';
import { askAboutDoubt } from './doubts.ts';
import { advance, askNext, fields, letGo, merge, settle, underWay, wishes } from './draft.ts';
import { seekBookings } from './existing.ts';
import {
  asksForTime,
  mayMove,
  meansAll,
  readAskedName,
  readCalling,
  readHasBooked,
  readHope,
  readHouseQuestion,
  readHowMany,
  readMore,
  readOtherInstead,
  readShortAnswer,
  readStop,
  readUnaskedName,
  readUntilThen,
} from './heard.ts';
import { callPerson, offerPerson, sayAddress, sayHours, sayPhone } from './house.ts';
import { seekLastTime } from './lastTime.ts';
import { beLate } from './late.ts';
import { askWhatMoves, isBeyondMoving, stay } from './moving.ts';
import { answerQuestion, changeField } from './questions.ts';
import { resume } from './resume.ts';
import { stopMessages } from './rights.ts';
import { smallTalk } from './smallTalk.ts';
import { mendName, readSpelling } from './spelledName.ts';
import type { State } from './state.ts';
import { type Heard, languageIn, question, say, type Talk } from './talk.ts';
import { topicOf } from './topics.ts';
import type { Asked } from './understand/meaning.ts';
import { read } from './understand/reading.ts';
import { understand } from './understand/understand.ts';
import { seekOffer, wantToWait } from './waiting.ts';

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
  const spelling = asked === 'name' || spells.test(read(text).flat) ? readSpelling(text) : null;
  // A reservation that stands is being moved: "can I move it to 8" names an hour.
  const isMove = asked === null && !underWay(talk) && mayMove(state, facts, text);
  const meaning: Heard = understand(spelling?.text ?? text, {
    today: facts.today,
    now: facts.now,
    country: facts.restaurant.country,
    language: languageIn(talk),
    asked: isMove ? 'time' : asked,
    shifts: facts.restaurant.shifts,
    ...((state.draft.day ?? state.near) && { day: state.draft.day ?? state.near }),
    ...(state.draft.part && { part: state.draft.part }),
  });
  readStop(meaning, text);
  readOtherInstead(meaning, text);
  readCalling(meaning, text);
  readMore(meaning, text);
  if (!underWay(talk)) {
    readHasBooked(meaning, text);
    readUntilThen(meaning, text);
  }
  readShortAnswer(meaning, asked, text);
  const lacksName =
    asked === 'person' && state.draft.time && !state.name && !meaning.answer && !meaning.intent;
  readAskedName(meaning, lacksName ? 'name' : asked, text);
  readHowMany(meaning, asked, text, state);
  if (!state.name) readUnaskedName(meaning, asked, text);
  if (underWay(talk) || state.tokens.length > 0) readHope(meaning, text);
  readHouseQuestion(meaning, text, underWay(talk));
  if (spelling) meaning.name = mendName(meaning.name ?? state.name, spelling.name);
  const place = areaNamed(facts.restaurant.areas, text, meaning.area);
  if (place) {
    meaning.place = place;
    if (meaning.remark && onlyPlace(meaning.remark)) delete meaning.remark;
  }
  if (meaning.remark) meaning.remark = asNoted(meaning.remark);
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
    smallTalk(talk, meaning, text, toldHours)
  );
  if (!failed) {
    const stuck = talk.stumbled || meaning.doubts.some(({ about }) => about === 'phone');
    state.failures = stuck ? state.failures + 1 : 0;
    if (state.failures < 2) return;
    talk.says = [];
  } else {
    if (mayBeToldToHouse(talk, text))
      return seekMove(talk, { doubts: [], remark: asNoted(text.trim()).slice(0, 300) });
    state.failures = Math.min(state.failures + 1, 100);
    say(talk, (t) => t.notUnderstood());
  }
  if (state.failures >= 2) return offerPerson(talk);
  if (!resume(talk)) say(talk, (t) => t.whatICanDo());
}

/** A sentence that tells something, of somebody who has a reservation: perhaps the restaurant should know. */
const mayBeToldToHouse = (talk: Talk, text: string) =>
  talk.state.tokens.length > 0 &&
  talk.state.asked === null &&
  !underWay(talk) &&
  !/\?/.test(text) &&
  (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 4;

/** "S comme Samuel", "it is spelled…": letters that stand alone make a name. */
const spells = /\b(?:epel\w*|s'ecrit|spel\w+|comme [a-z]{3,}|as in [a-z]{3,})\b|\b[a-z](?:-[a-z]){2,}\b/;

/** "ajoutez à ma réservation :" is said to the bot; what follows it, to the restaurant. */
const ordering =
  /^(?:(?:(?:je voudrais|j'aimerais|pouvez-vous|peux-tu|can you|could you|please|i'd like to|i want to) )*(?:modifi\S*|ajoute\S*|note[rz]?|pr[ée]cise[rz]?|add|note|change|update|amend) (?:(?:à|a|to|sur|on|dans|in) )?(?:ma|la|notre|my|our|the) (?:r[ée]sa\S*|booking|reservation) ?(?::|,|que|that)?|(?:pouvez-vous |peux-tu |can you |could you |please )?(?:ajoute[rz]?|note[rz]?|add|note)(?: que| that)?) /i;

/** A remark without the words that only carry it. */
const asNoted = (remark: string) =>
  remark
    .replace(ordering, '')
    .replace(/^(?:(?:et|and|aussi|also|mais|but|pis|puis|au fait|by the way),? )+/i, '')
    .replace(cutShort, '')
    .replace(
      /[ ,.]*\b(?:merci|thanks|thank you|thx)(?: (?:beaucoup|bcp|d['’]avance|à vous|à toi|so much|very much|a lot))?[ .!]*$/i,
      '',
    ) || remark;

/** What stood before a number that was taken. */
const cutShort = /,? (?:et )?(?:on sera|nous serons|we(?:'ll| will) be|we are)(?=\.|$)/gi;

/** What a message asks of the house in so many words, whatever was asked of the guest. */
function takeTopic(talk: Talk, asked: Asked | null, meaning: Heard, text: string): boolean {
  const topic = topicOf(read(text).flat);
  if (asked !== 'choose' && asked !== 'cancel' && asksForTime(meaning, text)) {
    settle(talk);
    say(talk, (t) => t.takeYourTime());
    return true;
  }
  switch (topic) {
    case 'again':
      if (underWay(talk)) return false;
      seekLastTime(talk, meaning);
      return true;
    case 'when':
      if (underWay(talk) || (talk.state.tokens.length === 0 && !talk.facts.verifiedPhone)) return false;
      seekBookings(talk, 'show');
      return true;
    case 'bot':
      say(talk, (t) => t.bot(talk.facts.restaurant.name));
      resume(talk);
      return true;
    case 'others':
      say(talk, (t) => t.onlyYours());
      resume(talk);
      return true;
    case 'complaint':
      say(talk, (t) => t.calm());
      offerPerson(talk);
      return true;
    case 'data':
      seekBookings(talk, 'data');
      return true;
    case 'link':
      seekBookings(talk, 'show');
      return true;
    case 'coming':
      // Only of somebody who may have a reservation: to others it is a wish.
      if (underWay(talk) || (talk.state.tokens.length === 0 && !talk.facts.verifiedPhone)) return false;
      // "on sera là vers 20h10": when, beside that they come.
      if (meaning.time) beLate(talk, text.trim().slice(0, 200), meaning);
      else seekBookings(talk, 'confirm');
      return true;
    case 'waits':
      seekOffer(talk, 'show');
      return true;
    case 'phone':
      sayPhone(talk);
      resume(talk);
      return true;
    case 'leave_waitlist':
      seekOffer(talk, 'leave');
      return true;
    case 'waitlist':
      if (meaning.doubts.length > 0) return false;
      merge(talk, meaning);
      wantToWait(talk);
      return true;
    default:
      return false;
  }
}

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
  if (!named && meaning.doubts.length === 0 && meaning.intent !== 'book') {
    if (meaning.correction && underWay(talk) && changeField(talk, text)) return true;
    return false;
  }
  // Something about a reservation already made, as no other is being talked about.
  // Somebody whose number the line proves may have one from elsewhere: it is looked for, and else a table.
  const about = !underWay(talk) && state.tokens.length > 0 && meaning.intent !== 'book';
  if (
    !underWay(talk) &&
    state.tokens.length === 0 &&
    meaning.intent !== 'book' &&
    mayMove(state, talk.facts, text)
  ) {
    if (wishes(meaning) && meaning.doubts.length === 0 && !isBeyondMoving(meaning)) {
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
  if ((apart || meaning.hoped) && changed) sayNoted(talk, meaning);
  if (state.draft.party === undefined && !begun && !named) {
    askNext(talk, 'party', (t) => (talk.says.length ? t.offerTable() : t.askParty()));
    return true;
  }
  advance(talk);
  return true;
}
