import { areaNamed, onlyPlace } from '../areas.ts';
import { underWay } from '../draft.ts';
import { mendName, readSpelling } from '../spelledName.ts';
import { type Heard, languageIn, type Talk } from '../talk.ts';
import type { Asked } from '../understand/meaning.ts';
import { read } from '../understand/reading.ts';
import { understand } from '../understand/understand.ts';
import { readCalling, readShortAnswer, readStop } from './answers.ts';
import { readAskedName, readUnaskedName } from './names.ts';
import { hoping, readCancelQuestion, readHope, readHouseQuestion } from './questions.ts';
import { mayMove, readHasBooked, readOtherInstead, readUntilThen } from './standing.ts';
import { readEdge, readHowMany, readMore, readNow } from './wishes.ts';

/** What a message means to somebody who knows what was asked, what is known, and who writes. */
export function hear(talk: Talk, asked: Asked | null, text: string): Heard {
  const { state, facts } = talk;
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
  readCancelQuestion(meaning, text);
  readCalling(meaning, text);
  readMore(meaning, text);
  readEdge(meaning, asked, text);
  readNow(meaning, text, facts.today);
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
  return meaning;
}

/** "S comme Samuel", "it is spelled…": letters that stand alone make a name. */
const spells = /\b(?:epel\w*|s'ecrit|spel\w+|comme [a-z]{3,}|as in [a-z]{3,})\b|\b[a-z](?:-[a-z]){2,}\b/;

/** "ajoutez à ma réservation :" is said to the bot; what follows it, to the restaurant. */
const ordering =
  /^(?:(?:(?:je voudrais|j'aimerais|pouvez-vous|peux-tu|can you|could you|please|i'd like to|i want to) )*(?:modifi\S*|ajoute\S*|note[rz]?|pr[ée]cise[rz]?|add|note|change|update|amend) (?:(?:à|a|to|sur|on|dans|in) )?(?:ma|la|notre|my|our|the) (?:r[ée]sa\S*|booking|reservation) ?(?::|,|que|that)?|(?:pouvez-vous |peux-tu |can you |could you |please )?(?:ajoute[rz]?|note[rz]?|add|note)(?: que| that)?) /i;

/** A remark without the words that only carry it. */
export const asNoted = (remark: string) =>
  remark
    .replace(ordering, '')
    .replace(hoping, '')
    .replace(/^(?:noter? )?(?:que |qu['’]|that )/i, '')
    .replace(/[\s.]*\?+[\s.]*(?=.)/g, ', ')
    .replace(/[\s.]*\?+$/, '')
    .replace(/^(?:(?:et|and|aussi|also|mais|but|pis|puis|au fait|by the way),? )+/i, '')
    .replace(cutShort, '')
    .replace(
      /[ ,.]*\b(?:merci|thanks|thank you|thx)(?: (?:beaucoup|bcp|d['’]avance|à vous|à toi|so much|very much|a lot))?[ .!]*$/i,
      '',
    ) || remark;

/** What stood before a number that was taken. */
const cutShort = /,? (?:et )?(?:on sera|nous serons|we(?:'ll| will) be|we are)(?=\.|$)/gi;
