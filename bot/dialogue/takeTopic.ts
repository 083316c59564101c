import { merge, settle, underWay } from './draft.ts';
import { seekBookings } from './existing.ts';
import { asksForTime } from './hear/answers.ts';
import { offerPerson, sayPhone } from './house.ts';
import { seekLastTime } from './lastTime.ts';
import { beLate } from './late.ts';
import { resume } from './resume.ts';
import { type Heard, say, type Talk } from './talk.ts';
import { topicOf } from './topics.ts';
import type { Asked } from './understand/meaning.ts';
import { read } from './understand/reading.ts';
import { seekOffer, wantToWait } from './waiting.ts';

/** What a message asks of the house in so many words, whatever was asked of the guest. */
export function takeTopic(talk: Talk, asked: Asked | null, meaning: Heard, text: string): boolean {
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
    case 'done':
      if (underWay(talk)) {
        say(talk, (t) => t.notYet());
        resume(talk);
        return true;
      }
      if (talk.state.tokens.length === 0 && !talk.facts.verifiedPhone) return false;
      seekBookings(talk, 'show');
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
