import { wishes } from '../draft.ts';
import type { Facts } from '../exchange.ts';
import type { State } from '../state.ts';
import type { Heard } from '../talk.ts';
import { read } from '../understand/reading.ts';

/** What is said of a reservation that stands. */

const moving =
  /\b(?:mov(?:e|ing)|push|shift|chang\w+|decal\w*|avanc\w*|repouss\w*|report\w*|plutot|instead|a la place|finalement|come at|venir a|make it|plus t(?:ot|ard)|earlier|later|can we be|could we be|on sera|nous serons|we(?:'ll| will| are going to) be)\b/;

/** Whether a message changes a reservation that stands, of somebody who has one or may have. */
export const mayMove = (state: State, facts: Facts, text: string) =>
  (state.tokens.length > 0 || facts.verifiedPhone !== null) && moving.test(read(text).flat);

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
  /^\W*(?:(?:ok|oui|merci|super|parfait|top|genial|cool|nickel|bien|beaucoup|bcp|alors|donc|great|thanks|thank you|perfect|fine)\W+)*(?:a|on se voit|see you|until|till)(?: on| le| ce)? (?:tout a l'heure|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|midi|tomorrow|tonight|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:\W+(?:soir|midi|then|alors|donc|bisous?|bises?|merci|thanks|bye))*\W*$/;

/** "merci, à mercredi": goodbye, and no wish for a table that day. */
export function readUntilThen(meaning: Heard, text: string) {
  if (!untilThen.test(read(text).flat)) return;
  meaning.intent = 'thanks';
  meaning.doubts = [];
  for (const named of ['day', 'weekday', 'part', 'answer'] as const) delete meaning[named];
}
