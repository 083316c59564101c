import { fields, wishes } from './draft.ts';
import type { Facts } from './exchange.ts';
import type { State } from './state.ts';
import type { Heard } from './talk.ts';
import { topicOf } from './topics.ts';
import { asksAboutHouse, houseTopics, intentOf } from './understand/intent.ts';
import { isCommon } from './understand/language.ts';
import type { Asked, Name } from './understand/meaning.ts';
import { nameOf, takeBareName } from './understand/name.ts';
import { read } from './understand/reading.ts';
import { remarkIn } from './understand/remark.ts';

/** What a message means once one knows what was asked, and who writes. */

const shortYes = /^\W*(?:y|ye|yy+|ys|grave|banco|vendu|carrement|ouip|go go|do that)\W*$/;
const shortNo = /^\W*(?:n|nn|bof|nein)\W*$/;

const keeping =
  /^\W*(?:(?:non|no),? )?(?:gard(?:ez|e|ons)|conserv(?:ez|e|ons)|laiss(?:ez|e)[- ]la|on (?:la |le )?garde)\b/;

/** Answers of a letter or of slang, where a yes or a no was asked. */
export function readShortAnswer(meaning: Heard, asked: Asked | null, text: string) {
  if (meaning.answer || !asked || !['book', 'cancel', 'wait', 'remind', 'person', 'choose'].includes(asked))
    return;
  const { flat } = read(text);
  if (asked === 'cancel' && keeping.test(flat)) meaning.answer = 'no';
  else if (shortYes.test(flat)) meaning.answer = 'yes';
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

/**
 * "can we be 3?" names how many; so does a number alone, said again where a name was asked, or as the first word of
 * a chat.
 */
export function readHowMany(meaning: Heard, asked: Asked | null, text: string, state: State) {
  const before = state.draft.party;
  const first = asked === null && state.lastSaid.length === 0;
  const again = asked === 'name' || first ? /^\W*(?:pour |for )?(\d{1,2})\W*$/.exec(text) : null;
  if (again && meaning.party === undefined && ![0, before].includes(Number(again[1]))) {
    meaning.party = Number(again[1]);
    meaning.doubts = [];
    delete meaning.time;
    return;
  }
  const said = /\b(?:can|could|may) we be (\d{1,2})\b(?! ?(?:h|pm|am|:|min))/.exec(read(text).flat);
  if (!said || meaning.party !== undefined) return;
  meaning.party = Math.max(Number(said[1]), 1);
  meaning.correction = true;
  meaning.doubts = [];
  delete meaning.answer;
  delete meaning.time;
}

/** "et demain, on peut se garer ?" asks about the house, and wishes no table. */
export function readHouseQuestion(meaning: Heard, text: string, begun: boolean) {
  const { flat } = read(text);
  const plain = flat.replace(/^\W*(?:(?:oui|yes|ok|d'accord|et|and|mais|but|ah|euh)\W+)+/, '');
  // "oui mais quel menu": a question all the same.
  if (!meaning.intent && plain !== flat && !fields(meaning) && asksAboutHouse(plain)) {
    const topic = intentOf(plain);
    if (topic && houseTopics.has(topic)) meaning.intent = topic;
    return;
  }
  if (begun || meaning.intent || meaning.party !== undefined || meaning.time || !/\?\s*$/.test(flat)) return;
  const intent = intentOf(flat);
  if (!intent || !houseTopics.has(intent) || !(meaning.day || meaning.part)) return;
  meaning.intent = intent;
  delete meaning.day;
  delete meaning.part;
}

/** "on vient pas mardi mais mercredi": not to come then is to come another time. */
export function readOtherInstead(meaning: Heard, text: string) {
  const { flat } = read(text);
  if (meaning.intent !== 'cancel' || /\b(?:annul|cancel|decommand|supprim)/.test(flat)) return;
  const named = wishes(meaning) || meaning.doubts.some(({ about }) => about === 'day');
  if (!named || !/\b(?:mais|but|plutot|par contre|instead|rather)\b/.test(flat)) return;
  meaning.intent = 'change';
  meaning.correction = true;
  delete meaning.answer;
  // "c'est Farid" says who writes, and gives the table no other name.
  delete meaning.name;
}

const hasBooked =
  /\b(?:(?:j'ai|j'avais|on a|on avait|nous avons|nous avions) (?:deja |bien |pourtant )*(?:reserv(?:e|es)|fait (?:une |ma |la )?(?:resa|reservation)|une (?:resa|reservation))|(?:i|we)(?:'ve| have| had)? (?:already |just )?(?:booked|made a (?:booking|reservation)|reserved))\b/;

/** "j'ai réservé pour ce soir": a reservation that stands is spoken of, and none is wished. */
export function readHasBooked(meaning: Heard, text: string) {
  if (meaning.intent && meaning.intent !== 'book') return;
  const { flat } = read(text);
  if (!hasBooked.test(flat) || moving.test(flat) || /\b(?:mais|but|pas)\b/.test(flat)) return;
  meaning.intent = 'show';
  meaning.ownBooking = true;
  meaning.doubts = [];
  for (const named of ['party', 'day', 'time', 'part', 'name'] as const) delete meaning[named];
}

const untilThen =
  /^\W*(?:(?:ok|oui|merci|super|parfait|top|genial|cool|nickel|bien|beaucoup|bcp|alors|donc|great|thanks|thank you|perfect|fine)\W+)*(?:a|on se voit|see you|until|till)(?: on| le| ce)? (?:tout a l'heure|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|midi|tomorrow|tonight|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:soir|midi|then))?\W*$/;

/** "merci, à mercredi": goodbye, and no wish for a table that day. */
export function readUntilThen(meaning: Heard, text: string) {
  if (!untilThen.test(read(text).flat)) return;
  meaning.intent = 'thanks';
  meaning.doubts = [];
  for (const named of ['day', 'weekday', 'part', 'answer'] as const) delete meaning[named];
}

const counts: Record<string, number> = {
  un: 1,
  une: 1,
  one: 1,
  a: 1,
  an: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
};
const count = `(\\d|${Object.keys(counts).join('|')})`;
const people =
  '(?:personnes?|convives?|couverts?|invites?|amie?s?|copine?s?|enfants?|people|persons?|guests?|friends?|of us)';
const more = new RegExp(
  `\\b(?:r?ajout\\w*|add(?:ing)?|encore) ${count} (?:autres? |more |other |extra )?${people}\\b|\\b${count} (?:${people} )?(?:de plus|en plus|more|extra)\\b`,
);
const fewer = new RegExp(
  `\\b(?:enlev\\w*|retir\\w*|remove|minus) ${count} ${people}\\b|\\b${count} (?:${people} )?(?:de moins|en moins|less|fewer)\\b`,
);

/** "on peut rajouter une personne ?": so many more or fewer than it was. */
export function readMore(meaning: Heard, text: string) {
  const { flat } = read(text);
  const added = more.exec(flat);
  const found = added ?? fewer.exec(flat);
  if (!found) return;
  const word = (found[1] ?? found[2])!;
  meaning.more = (added ? 1 : -1) * (counts[word] ?? Number(word));
  if (!meaning.more) delete meaning.more;
  delete meaning.party;
  delete meaning.remark;
  meaning.doubts = meaning.doubts.filter(({ about }) => about !== 'party' && about !== 'number');
  if (meaning.intent !== 'cancel') meaning.intent = 'change';
}

const moving =
  /\b(?:mov(?:e|ing)|push|shift|chang\w+|decal\w*|avanc\w*|repouss\w*|report\w*|plutot|instead|a la place|finalement|come at|venir a|make it|can we be|could we be|on sera|nous serons|we(?:'ll| will| are going to) be)\b/;

/** Whether a message changes a reservation that stands, of somebody who has one or may have. */
export const mayMove = (state: State, facts: Facts, text: string) =>
  (state.tokens.length > 0 || facts.verifiedPhone !== null) && moving.test(read(text).flat);

const calling =
  /^\W*(?:(?:allo+|hello+|eh|he|ho|oh|hey)\W+)*(?:allo+|hello+|(?:il )?y a (?:quelqu'un|qqn)|(?:tu|vous) (?:reponds?|repondez|dormez|dors)|(?:tu es|t'es|vous etes) la|(?:is )?any(?:one|body)(?: there)?|(?:are )?you there|(?:can|will) (?:anyone|someone|you) (?:answer|reply))\W*$/;

/** "allô ?", "vous répondez ??": somebody wants to know that they are heard. */
export function readCalling(meaning: Heard, text: string) {
  if (!calling.test(read(text).flat)) return;
  meaning.intent = 'greeting';
  delete meaning.answer;
  delete meaning.name;
}

/** Questions that are wishes: "vous avez une chaise haute ?", "possible près de la fenêtre ?". */
const hoping =
  /^(?:(?:et|and|ah|oh|sinon|d'ailleurs|au fait|also|by the way),? )*(?:est-ce (?:que|qu'il|qu') ?|c'est |ce serait |serait[- ]ce |serait[- ]il |il serait |would it be |is it |it's )*(?:possible (?:d'avoir|d'|de|to have|to get|to|for us to)? ?|faisable (?:de|d') ?|(?:vous |tu )?(?:avez|as|auriez|aurais)(?:[- ](?:vous|tu))? |y a[- ]t[- ]il |il y a |on (?:peut|pourrait) |(?:peut|pourrait)[- ]on |je (?:peux|pourrais) |pouvez[- ]vous |pourriez[- ]vous |vous (?:pouvez|pourriez) |(?:do|would) you have |have you got |(?:can|could|may) (?:we|i|you) (?:have |get )?)/i;

/**
 * What somebody hopes for in a question, as a remark in their own words: it cannot be promised, but it can be passed
 * on. Questions that the restaurant has answered in its settings are left alone.
 */
export function readHope(meaning: Heard, text: string) {
  if (meaning.remark || (meaning.intent && meaning.intent !== 'question' && meaning.intent !== 'book'))
    return;
  if (!/\?/.test(text) && !hoping.test(read(text).flat)) return;
  const { remark, occasion } = remarkIn(read(text));
  if (!remark) return;
  meaning.remark = remark
    .replace(hoping, '')
    .replace(/ ?\?+/g, ',')
    .replace(/[\s,]+$/, '');
  meaning.hoped = true;
  if (occasion) meaning.occasion = occasion;
  delete meaning.intent;
}

/**
 * A name among other questions ("Durand" to "which day?"): two or three words, or one with a capital, that mean
 * nothing else.
 */
export function readUnaskedName(meaning: Heard, asked: Asked | null, text: string) {
  if (!asked || !['party', 'day', 'time', 'phone', 'choose', 'change'].includes(asked)) return;
  const { answer, intent, choice, doubts, speak } = meaning;
  if (answer || intent || choice !== undefined || doubts.length > 0 || speak || fields(meaning)) return;
  const { raw, flat } = read(text);
  const words = flat.trim().split(' ');
  if (!/^\p{L}[\p{L}'-]+(?: \p{L}[\p{L}'-]+){0,2}$/u.test(raw.trim())) return;
  if (
    topicOf(flat) ||
    words.some((word) => isCommon(word) || notAName.test(word)) ||
    new Set(words).size < words.length
  )
    return;
  if (words.length === 1 && !/^\p{Lu}\p{Ll}{2}/u.test(raw.trim())) return;
  const name = takeBareName(read(text));
  if (name) meaning.name = name;
}

const waiting =
  /^\W*(?:(?:ok|oui|euh|ah|oh|alors|yes|bon|n+|non|nan|no),? )*(?:attend(?:s|ez)?|une? (?:petite )?(?:seconde|minute|instant|sec|moment)|deux (?:secondes|minutes|sec)|2 ?(?:s|sec|min|minutes)|je (?:vous |te )?(?:demande|verifie|regarde|reflechis|redis|reviens|confirme (?:plus tard|apres|dans))|on (?:vous |te )?(?:reflechit|redit|regarde|revient)|laisse[zr]?[- ]moi (?:voir|demander|verifier)|wait|hold on|hang on|one (?:sec\w*|moment|minute)|just a (?:sec\w*|moment|minute)|give me a (?:sec\w*|moment|minute)|let me (?:check|ask|think|see)|i(?:'ll| will| need to|'ve got to) (?:check|ask|think|get back))(?:[^a-z]|$)/;

/** Whether somebody asks for time: what was asked may wait. */
export const asksForTime = (meaning: Heard, text: string) =>
  (!meaning.intent || meaning.intent === 'greeting') &&
  meaning.party === undefined &&
  !meaning.day &&
  !meaning.time &&
  !meaning.part &&
  !/\?/.test(text) &&
  waiting.test(read(text).flat);

/** Whether all of several is meant: "annulez tout", "les deux". */
export const meansAll = (text: string) =>
  /\b(?:tout(?:es)?|tous|les (?:deux|trois|quatre|2|3|4)|both|all(?: of (?:them|it))?|everything)\b/.test(
    read(text).flat,
  );
