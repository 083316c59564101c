import { askNext, underWay } from './draft.ts';
import { seekBookings } from './existing.ts';
import { offerPerson, sayAddress, sayHours, sayNotKnown } from './house.ts';
import { resume } from './resume.ts';
import { dayIn, say, type Talk } from './talk.ts';
import type { Meaning } from './understand/meaning.ts';
import { flat } from './understand/reading.ts';

const isItDone =
  /\b(?:c'est (?:bon|ok|reserve|confirme|note|fait|enregistre)e?|is it (?:booked|confirmed|done)|(?:are )?we (?:all )?(?:set|good|booked)|all set|booked|confirmed)\b.*\?/;

/** Everything that is not about a reservation. The question that waits is asked again after it. */
export function smallTalk(talk: Talk, meaning: Meaning, text: string): boolean {
  const { state, facts } = talk;
  switch (meaning.intent) {
    case 'hours':
      sayHours(talk);
      break;
    case 'address':
      sayAddress(talk);
      break;
    case 'menu':
    case 'parking':
    case 'allergies':
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
