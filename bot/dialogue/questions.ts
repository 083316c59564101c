import { weekdayOf } from './days.ts';
import { advance, book, fields, key, letGo, merge, settle, underWay, wishes } from './draft.ts';
import { askWhich, cancel, confirmCancel, confirmCancelAll } from './existing.ts';
import { meansAll } from './hear/answers.ts';
import { callPerson } from './house.ts';
import { askNumber } from './listAgain.ts';
import { askWhatMoves, move, stay } from './moving.ts';
import { answerRemind } from './reminding.ts';
import { resume } from './resume.ts';
import type { Option } from './state.ts';
import { type Heard, question, say, type Talk } from './talk.ts';
import { servedAt } from './understand/hours.ts';
import type { Asked } from './understand/meaning.ts';
import { read } from './understand/reading.ts';
import { wantToWait } from './waiting.ts';

/** An answer to the question that waits. False when the message is about something else. */
export function answerQuestion(talk: Talk, asked: Asked | null, meaning: Heard, text: string): boolean {
  const { state } = talk;
  switch (asked) {
    case 'person':
      // "ok fine, just get me a table for 3" wishes a table.
      if (meaning.answer === 'yes' && !wishes(meaning)) callPerson(talk);
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
      if (!chosen && state.seeking === 'cancel' && meansAll(text)) confirmCancelAll(talk, state.options);
      else if (chosen && state.seeking === 'change') move(talk, chosen, state.draft);
      else if (chosen && state.seeking === 'confirm') talk.ask = { kind: 'come', token: chosen.token! };
      else if (chosen) confirmCancel(talk, chosen);
      else if (meaning.answer === 'no') {
        if (state.seeking === 'change') state.draft = {};
        settle(talk);
        say(talk, (t) => t.kept());
      } else if (meaning.answer === 'yes' || meaning.choice !== undefined)
        askWhich(talk, state.seeking ?? 'cancel', state.options);
      else return false;
      return true;
    }
    case 'wait':
      if (fields(meaning)) return false;
      if (meaning.answer === 'yes') wantToWait(talk);
      else if (meaning.answer === 'no') question(talk, 'change', (t) => t.otherWish());
      else return false;
      return true;
    case 'remind':
      return answerRemind(talk, meaning, text);
    case 'choose':
      return choose(talk, meaning);
    case 'book':
      return answerEcho(talk, meaning, text);
    case 'change':
      if (fields(meaning) || meaning.doubts.length > 0) return false;
      if (changeField(talk, text)) return true;
      if (meaning.answer === 'no' && state.draft.moving) {
        stay(talk);
        return true;
      }
      if (meaning.answer === 'no' && !meaning.intent) {
        letGo(talk);
        return true;
      }
      if (meaning.answer !== 'yes' || !underWay(talk)) return false;
      // "ok": nothing changes after all.
      advance(talk);
      return true;
    case 'phone':
      if (fields(meaning) || !(why.test(read(text).flat) || meaning.answer === 'no')) return false;
      talk.stumbled = true;
      say(talk, (t) => t.whyPhone());
      question(talk, 'phone', (t) => t.askPhone());
      return true;
    default:
      return false;
  }
}

/** Only a yes with nothing else in it books. */
function answerEcho(talk: Talk, meaning: Heard, text: string): boolean {
  const { state } = talk;
  // A remark that was only guessed goes with the first word that is no yes to it.
  if (state.draft.unsure && meaning.answer !== 'yes') {
    state.draft = {};
    settle(talk);
    if (meaning.answer !== 'no' || fields(meaning)) return false;
    say(talk, (t) => t.asYouLike());
    return true;
  }
  if (
    meaning.doubts.length > 0 ||
    meaning.intent === 'cancel' ||
    meaning.intent === 'restart' ||
    meaning.intent === 'stop'
  )
    return false;
  if (meaning.answer === 'yes' && !merge(talk, meaning)) {
    book(talk);
    return true;
  }
  if (fields(meaning)) return false;
  // "oui mais chut, c'est une surprise": what nobody here understands, the restaurant may.
  const besides =
    /^\W*(?:oui|ok|yes|ouais|parfait|d'accord|super)\W+(?:mais|et|par contre|but|and)\W+(.{8,})$/is.exec(
      text,
    );
  if (besides && !meaning.intent && !meaning.answer && !/\?/.test(text)) {
    merge(talk, { doubts: [], remark: besides[1]!.trim().slice(0, 300) });
    advance(talk);
    return true;
  }
  // "oui mais…" or "make it…" with something that was not understood: a plain yes must not follow it.
  if (!meaning.answer && !meaning.intent && text.length < 30 && changeField(talk, text)) return true;
  const objects = meaning.answer === undefined && meaning.correction && !meaning.intent;
  if (meaning.answer !== 'no' && !objects) return false;
  if (!changeField(talk, text)) {
    if (state.draft.moving) askWhatMoves(talk);
    else question(talk, 'change', (t) => t.whatToChange());
  }
  return true;
}

/** An answer to a list: its number, or words that fit one option and no other. */
function pick(options: Option[], meaning: Heard): Option | undefined {
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

function choose(talk: Talk, meaning: Heard): boolean {
  const { state } = talk;
  const only = state.options.length === 1 ? state.options[0] : undefined;
  const chosen =
    pick(state.options, meaning) ?? (meaning.answer === 'yes' && !fields(meaning) ? only : undefined);
  if (chosen) {
    const { day, time, party, area } = chosen;
    const wishedPlace = state.draft.area;
    settle(talk);
    merge(talk, { ...meaning, ...(day && { day }), ...(time && { time }), ...(party && { party }) });
    if (area) state.draft.area = area;
    // The server has just offered it: no need to ask whether it is free. (Nearest times do not know of areas.)
    const isOffered = day && time && (area || !wishedPlace) && !meaning.place && !meaning.party;
    if (isOffered && state.draft.party !== undefined) state.checked = key(state.draft);
    advance(talk);
    return true;
  }
  if (meaning.choice !== undefined && meaning.choice > state.options.length && !state.draft.party) {
    // No such number in the list, and how many was not said yet.
    state.draft.party = meaning.choice;
    return resume(talk);
  }
  // "7" among hours that are none of it: seven o'clock, where one is served then.
  const { draft } = state;
  const hour = meaning.choice !== undefined && meaning.choice > state.options.length ? meaning.choice : 0;
  const { shifts } = talk.facts.restaurant;
  if (hour > 0 && draft.day && state.options.every(({ time }) => time)) {
    const named = servedAt(hour, shifts, draft.day);
    if (named) {
      settle(talk);
      merge(talk, { doubts: [], time: named });
      advance(talk);
      return true;
    }
  }
  // "20h" where each of them is at eight: which day, then.
  const { time } = meaning;
  const alike = time !== undefined && state.options.filter((option) => option.time === time).length > 1;
  if (alike && !meaning.day && !meaning.party && meaning.doubts.length === 0) {
    askNumber(talk);
    return true;
  }
  if (meaning.choice !== undefined || (meaning.answer === 'yes' && !fields(meaning))) {
    askNumber(talk);
    return true;
  }
  if (meaning.answer === 'no' && !fields(meaning)) {
    question(talk, 'change', (t) => t.otherWish());
    return true;
  }
  return false;
}

const why =
  /\b(?:pourquoi|pour quoi faire|c'est obligatoire|why|what for|ne (?:veux|souhaite|prefere)|(?:veux|prefere) pas|rather not|don't want|prefer not|is it necessary|do you need)\b/;

const changes: [RegExp, 'day' | 'time' | 'party' | 'name' | 'phone' | 'remark'][] = [
  [/\b(?:l'heure|heure|horaire|time|hour)\b/, 'time'],
  [/\b(?:jour|date|day)\b/, 'day'],
  [/\b(?:nombre|combien|personnes|couverts|number of|people|party|guests|how many)\b/, 'party'],
  [/\b(?:nom|prenom|name)\b/, 'name'],
  [/\b(?:telephone|numero|phone|number|tel)\b/, 'phone'],
  [/\b(?:remarque|note|remark)\b/, 'remark'],
];

/** "l'heure" names what is to change without saying how: it is asked again. */
export function changeField(talk: Talk, text: string): boolean {
  const { state } = talk;
  const found = changes.find(([words]) => words.test(read(text).flat));
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
