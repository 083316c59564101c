import { plusDays } from './days.ts';
import { askNext, settle, underWay } from './draft.ts';
import { seekBookings } from './existing.ts';
import { offerPerson, sayAddress, sayFact, sayHours, sayNotKnown, seekDay } from './house.ts';
import { resume } from './resume.ts';
import { dayIn, say, type Talk } from './talk.ts';
import type { Meaning } from './understand/meaning.ts';
import { read } from './understand/reading.ts';
import { seekOffer } from './waiting.ts';

const praise =
  /^\W*(?:(?:oh|ah|super|merci)\W+)*(?:(?:vous etes|tu es|t'es|c'est|you(?:'re| are)|that's) (?:trop |vraiment |si |tres |so |really |very )?(?:des amours|un amour|une perle|adorables?|gentils?|gentille|geniaux|genial|super|top|au top|les meilleurs|sympas?|mignon|kind|the best|great|lovely|amazing|awesome|a star|sweet)|bisous?|❤️?|😍|🥰|😘)\W*$/u;
const goodbye =
  /\b(?:au revoir|bye|goodbye|bonne (?:soiree|journee|nuit|continuation)|tout de bon|good night|have a (?:good|nice|great|lovely)|ciao)\b/;

/** Heard, and no more. */
const sigh =
  '(?:(?:ah|oh|mince|zut|flute|dommage|arf|pff+|hm+|bah|ben|bon|eh|je vois|compris|bof|too bad|what a shame|pity|i see|oh dear)(?:\\W+|$))';
const isFull =
  "(?:c'est|vous etes|tout est|it's|you're|you are) (?:tout |deja |all |fully )?(?:complet|plein|full|booked)(?: partout)?";
const sighs = new RegExp(
  `^\\W*(?:${sigh}+(?:bon|ok|d'accord|non|oui|well|${isFull})?|${sigh}*${isFull})\\W*$`,
);

const onReflection = /^\W*(?:ah |oh )?(?:en fait|finalement|actually|on second thoughts?),? (?:non|no)\W*$/;

/** Everything that is not about a reservation. The question that waits is asked again after it. */
export function smallTalk(talk: Talk, meaning: Meaning, text: string, toldHours: boolean): boolean {
  const { state, facts } = talk;
  const intent = toldHours && meaning.day && !meaning.intent ? 'hours' : meaning.intent;
  const { flat } = read(text);
  if (state.tokens.length > 0 && !underWay(talk)) {
    // Just booked, and "en fait non": whether to cancel it is asked.
    if (onReflection.test(flat)) {
      seekBookings(talk, 'cancel');
      return true;
    }
  }
  if (sighs.test(flat)) {
    if (!resume(talk)) say(talk, (t) => t.asYouLike());
    return true;
  }
  if (praise.test(flat) && !intent) {
    say(talk, (t) => t.welcome());
    resume(talk);
    return true;
  }
  if (goodbye.test(flat) && (intent === 'thanks' || intent === 'farewell') && underWay(talk)) {
    settle(talk);
    say(talk, (t) => (state.draft.moving ? t.kept() : t.leftOpen()));
    return true;
  }
  if (mayAnswerOffer(talk, meaning, text)) {
    seekOffer(talk, meaning.answer === 'yes' ? 'accept' : 'decline');
    return true;
  }
  switch (intent) {
    case 'hours':
      if (meaning.day) {
        seekDay(talk, meaning.day);
        state.toldHours = true;
        return true;
      }
      state.toldHours = true;
      sayHours(talk);
      break;
    case 'address':
      sayAddress(talk);
      break;
    case 'menu':
    case 'parking':
    case 'allergies':
      if (sayFact(talk, intent)) break;
      sayNotKnown(talk);
      if (!underWay(talk)) {
        offerPerson(talk);
        return true;
      }
      break;
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
        say(talk, (t) => t.seeYou(t.until(dayIn(talk, day), nearness(talk, day))));
        return true;
      }
      say(talk, (t) => t.welcome());
      break;
    case 'farewell':
      say(talk, (t) => t.farewell());
      return true;
    default:
      if (meaning.speak) break;
      return plainAnswer(talk, meaning.answer);
  }
  if (!resume(talk) && meaning.speak) askNext(talk, 'party', (t) => t.offerTable());
  return true;
}

/** Days that have a shorter name than their date. */
function nearness({ facts }: Talk, day: string): 'today' | 'tomorrow' | null {
  if (day === facts.today) return 'today';
  return day === plusDays(facts.today, 1) ? 'tomorrow' : null;
}

/** A table may have been offered to one who waits: a plain yes or no to nothing else is perhaps the answer to it. */
function mayAnswerOffer(talk: Talk, { answer, intent }: Meaning, text: string): boolean {
  const { state, facts } = talk;
  if (!answer || talk.unseen || state.asked || underWay(talk) || !facts.restaurant.waitlist) return false;
  // "wait, can we be 3?" is no answer: only a plain word or two are.
  const { flat } = read(text);
  if (/\?/.test(flat) || /\d/.test(flat) || flat.split(' ').length > 4 || /^\W*(?:wait|attend)/.test(flat))
    return false;
  if (!intent) return true;
  // "parfait, merci" is no more than thanks.
  return intent === 'thanks' && /^\W*(?:oui|ouais|yes|yep|ok|non|no)\b/.test(flat);
}

/** A yes or no to nothing that was asked. False for anything else. */
export function plainAnswer(talk: Talk, answer: 'yes' | 'no' | undefined): boolean {
  const { state } = talk;
  // A plain no to an open question ends the draft's question, not the chat.
  if (answer === 'no' && !state.asked) {
    say(talk, (t) => t.farewell());
    return true;
  }
  if (answer === 'yes' && !state.asked) {
    if (underWay(talk)) {
      say(talk, (t) => t.carryOn());
      return resume(talk);
    }
    // "ok" to what was said. As the first word, or to what can be done here, it is a wish to begin.
    const begins = talk.hailed || state.failures > 0;
    if (state.bookedDay || !begins) say(talk, (t) => t.welcome());
    else askNext(talk, 'party', (t) => t.offerTable());
    return true;
  }
  return false;
}
