import { onMessage } from './decide.ts';
import type { Answer, Ask, Facts, Input } from './exchange.ts';
import { onBookings, onCancelled, onComing } from './existing.ts';
import { sayDayHours } from './house.ts';
import { onLate } from './late.ts';
import { onMoved } from './moving.ts';
import { onAvailability, onBooked, onNearest } from './offers.ts';
import { resume } from './resume.ts';
import { onUnsubscribed } from './rights.ts';
import { plainAnswer } from './smallTalk.ts';
import type { State } from './state.ts';
import { languageIn, spoken, type Talk } from './talk.ts';
import type { Language } from './understand/meaning.ts';
import { onLeft, onOfferAnswered, onWaiting, onWaits } from './waiting.ts';

/** What a step led to. With an `ask`, the server's answer must come back as the next input before anything is sent. */
export type Step = {
  state: State;
  /** Messages to the guest, in order; usually one. */
  say: string[];
  ask?: Ask;
  language: Language;
  /** Somebody of the restaurant should look at this chat. */
  needsPerson: boolean;
  /** What is said is only the draft's next question: the step after the next message asks it, or a later one, again. */
  passing: boolean;
  /** What the guest just said to being reminded in this chat. */
  reminders?: boolean;
};

/**
 * One step of a conversation: from the memory of it and an input, to the new memory and what to say or to ask of
 * the server. Pure: no clock, no network; the state given is left as it was. Never books, changes or cancels unless
 * the message is a yes to an echo of exactly that.
 */
export function step(before: State, input: Input, facts: Facts): Step {
  const talk: Talk = { state: structuredClone(before), facts, says: [] };
  if (input.kind === 'message') {
    talk.state.needsPerson = false;
    onMessage(talk, input.text, input.unseen === true);
  } else {
    // What was said before the server was asked belongs to the same answer.
    talk.says = talk.state.saying ?? [];
    talk.hailed = before.lastSaid.length === 0 && talk.says.length === 1;
    const { ask, answer } = input;
    onAnswer(talk, ask, answer);
  }
  const { state } = talk;
  const language = languageIn(talk);
  const { needsPerson } = state;
  const reminders = talk.reminders === undefined ? {} : { reminders: talk.reminders };
  if (talk.ask) {
    state.saying = talk.says;
    return { state, say: [], ask: talk.ask, language, needsPerson, passing: false, ...reminders };
  }
  delete state.saying;
  // A yes books, changes or cancels only right after the echo: once something else was said, it must be echoed again.
  if (!talk.posed && (state.asked === 'book' || state.asked === 'cancel')) state.asked = null;
  return { state, say: spoken(talk), language, needsPerson, passing: talk.passing === true, ...reminders };
}

/** The server's answer goes to the room that asked. */
function onAnswer(talk: Talk, ask: Ask, answer: Answer) {
  switch (ask.kind) {
    case 'availability':
      return onAvailability(talk, ask, answer);
    case 'nearest':
      return onNearest(talk, answer);
    case 'book':
      return onBooked(talk, ask, answer);
    case 'bookings':
      return onBookings(talk, ask, answer);
    case 'move':
    case 'note':
      return onMoved(talk, ask, answer);
    case 'late':
      return onLate(talk, ask, answer);
    case 'come':
      return onComing(talk, answer);
    case 'cancel':
      return onCancelled(talk, ask, answer);
    case 'service':
      sayDayHours(talk, ask, answer);
      resume(talk);
      return;
    case 'wait':
      return onWaiting(talk, ask, answer);
    case 'waits':
      return onWaits(talk, ask, answer, (said) => plainAnswer(talk, said));
    case 'answer_offer':
      return onOfferAnswered(talk, ask, answer);
    case 'leave_wait':
      return onLeft(talk, answer);
    case 'unsubscribe':
      return onUnsubscribed(talk, answer);
  }
}
