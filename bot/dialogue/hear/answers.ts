import type { Heard } from '../talk.ts';
import type { Asked } from '../understand/meaning.ts';
import { read } from '../understand/reading.ts';

/** Answers, and words that only ask to be heard or for time. */

const shortYes = /^\W*(?:y|vi|voui|mouais|mhm+|ye|yy+|ys|grave|banco|vendu|carrement|ouip|go go|do that)\W*$/;
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

const calling =
  /^\W*(?:(?:allo+|hello+|eh|he|ho|oh|hey)\W+)*(?:allo+|hello+|(?:il )?y a (?:quelqu'un|qqn)|(?:tu|vous) (?:reponds?|repondez|dormez|dors)|(?:tu es|t'es|vous etes) la|(?:is )?any(?:one|body)(?: there)?|(?:are )?you there|(?:can|will) (?:anyone|someone|you) (?:answer|reply))\W*$/;

/** "allô ?", "vous répondez ??": somebody wants to know that they are heard. */
export function readCalling(meaning: Heard, text: string) {
  if (!calling.test(read(text).flat)) return;
  meaning.intent = 'greeting';
  delete meaning.answer;
  delete meaning.name;
}

const waiting =
  /^\W*(?:(?:ok|oui|euh|ah|oh|alors|yes|bon|n+|non|nan|no),? )*(?:attend(?:s|ez)?|une? (?:petite )?(?:seconde|minute|instant|sec|moment)|deux (?:secondes|minutes|sec)|2 ?(?:s|sec|min|minutes)|je (?:vous |te )?(?:demande|verifie|regarde|reflechis|redis|reviens|confirme (?:plus tard|apres|dans))|on (?:vous |te )?(?:reflechit|redit|regarde|revient)|laisse[zr]?[- ]moi (?:voir|demander|verifier)|wait|hold on|hang on|one (?:sec\w*|moment|minute)|just a (?:sec\w*|moment|minute)|give me a (?:sec\w*|moment|minute)|let me (?:check|ask|think|see)|i(?:'ll| will| need to|'ve got to) (?:check|ask|think|get back))(?:[^a-z]|$)/;

const later =
  /\bje (?:vous |te )?(?:redis|redirai|dirai|rappelle|confirmerai|reconfirme|tiens au courant)\b|\b(?:i'll|i will|we'll|we will) (?:let you know|get back to you|confirm later)\b/;

/** Whether somebody asks for time: what was asked may wait. "peut-être 5, je vous redis" is nothing yet. */
export const asksForTime = (meaning: Heard, text: string) =>
  (later.test(read(text).flat) && !meaning.answer && !meaning.phone) ||
  ((!meaning.intent || meaning.intent === 'greeting') &&
    meaning.party === undefined &&
    !meaning.day &&
    !meaning.time &&
    !meaning.part &&
    !/\?/.test(text) &&
    waiting.test(read(text).flat));

/** Whether all of several is meant: "annulez tout", "les deux". */
export const meansAll = (text: string) =>
  /\b(?:tout(?:es)?|tous|les (?:deux|trois|quatre|2|3|4)|both|all(?: of (?:them|it))?|everything)\b/.test(
    read(text).flat,
  );
