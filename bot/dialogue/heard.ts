import type { Facts } from './exchange.ts';
import type { State } from './state.ts';
import type { Heard } from './talk.ts';
import { houseTopics, intentOf } from './understand/intent.ts';
import type { Asked, Name } from './understand/meaning.ts';
import { nameOf } from './understand/name.ts';
import { read } from './understand/reading.ts';

/** What a message means once one knows what was asked, and who writes. */

const shortYes = /^\W*(?:y|ye|yy+|ys|grave|banco|vendu|carrement|ouip|go go|do that)\W*$/;
const shortNo = /^\W*(?:n|nn|bof|nein)\W*$/;

/** Answers of a letter or of slang, where a yes or a no was asked. */
export function readShortAnswer(meaning: Heard, asked: Asked | null, text: string) {
  if (meaning.answer || !asked || !['book', 'cancel', 'wait', 'remind', 'person', 'choose'].includes(asked))
    return;
  const { flat } = read(text);
  if (shortYes.test(flat)) meaning.answer = 'yes';
  else if (shortNo.test(flat)) meaning.answer = 'no';
}

const politeStop =
  /^\W*(?:please,? )?(?:stop|arret(?:ez|er|e)?)(?:[ ,!.]+(?:please|svp|stp|s'il vous plait|s'il te plait|merci|thanks|thank you|now))+\W*$/;

/** STOP said politely is STOP. */
export function readStop(meaning: Heard, text: string) {
  if (politeStop.test(read(text).flat)) meaning.intent = 'stop';
}

const notAName =
  /^(?:oui|non|ok|yes|no|ah|oh|demain|ce|le|la|pour|table|une?|on|je|nous|we|i|a|the|for|at|tomorrow|tonight|today|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|saturday|sunday|monday|tuesday|wednesday|thursday|friday|bonjour|hello|merci|thanks|sorry|pardon|alors|so)$/;

/**
 * A name where it was asked: at the head of more ("Claire Dubois, mon numéro c'est le…"), and none where the words
 * stand for something else ("ah mince on sera 3", "go ahead").
 */
export function readAskedName(meaning: Heard, asked: Asked | null, text: string) {
  if (asked !== 'name') return;
  const { raw } = read(text);
  const more = meaning.party !== undefined || meaning.day || meaning.time || meaning.answer === 'yes';
  if (meaning.name && more && !/\p{Lu}/u.test(raw)) {
    delete meaning.name;
    return;
  }
  if (meaning.name) return;
  const head = /^(?:(?:sure|oui|yes|ok|euh)[,.]? )?(?:(?:it's|c'est|i'm|je suis|this is) )?(.*)$/isu.exec(
    raw,
  )![1]!;
  const names = head
    .split(/[,;\n]| - /)
    .slice(0, 2)
    .map((part) => part.trim())
    .filter((part) =>
      /^\p{Lu}[\p{L}'.-]*(?: (?:de |du |la |le |van |von )*\p{Lu}[\p{L}'.-]*){0,3}$/u.test(part),
    )
    .filter((part) => !notAName.test(read(part.split(' ')[0]!).flat));
  const [first, second] = names;
  if (!first) return;
  // "O'Brien, Patrick O'Brien": the longer holds the shorter.
  meaning.name = nameOf(second?.includes(first) ? second : first) as Name;
}

/** "can we be 3?" names how many. */
export function readHowMany(meaning: Heard, text: string) {
  const said = /\b(?:can|could|may) we be (\d{1,2})\b(?! ?(?:h|pm|am|:|min))/.exec(read(text).flat);
  if (!said || meaning.party !== undefined) return;
  meaning.party = Math.max(Number(said[1]), 1);
  meaning.correction = true;
  meaning.doubts = [];
  delete meaning.answer;
  delete meaning.time;
}

/** "et demain, on peut se garer ?" asks about the house, and wishes no table. */
export function readHouseQuestion(meaning: Heard, text: string) {
  const { flat } = read(text);
  if (meaning.intent || meaning.party !== undefined || meaning.time || !/\?\s*$/.test(flat)) return;
  const intent = intentOf(flat);
  if (!intent || !houseTopics.has(intent) || !(meaning.day || meaning.part)) return;
  meaning.intent = intent;
  delete meaning.day;
  delete meaning.part;
}

const moving =
  /\b(?:mov(?:e|ing)|push|shift|chang\w+|decal\w*|avanc\w*|repouss\w*|report\w*|plutot|instead|a la place|finalement|come at|venir a|make it|can we be|could we be|on sera|nous serons|we(?:'ll| will| are going to) be)\b/;

/** Whether a message changes a reservation that stands, of somebody who has one or may have. */
export const mayMove = (state: State, facts: Facts, text: string) =>
  (state.tokens.length > 0 || facts.verifiedPhone !== null) && moving.test(read(text).flat);
