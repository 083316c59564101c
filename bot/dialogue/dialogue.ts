import { onMessage } from './decide.ts';
import type { Ask, Facts, Input } from './exchange.ts';
import { onBookings, onCancelled } from './existing.ts';
import { onMoved } from './moving.ts';
import { onAvailability, onBooked, onNearest } from './offers.ts';
import type { State } from './state.ts';
import { languageIn, spoken, type Talk } from './talk.ts';
import type { Language } from './understand/meaning.ts';

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
    if (ask.kind === 'availability') onAvailability(talk, ask, answer);
    else if (ask.kind === 'nearest') onNearest(talk, answer);
    else if (ask.kind === 'book') onBooked(talk, answer);
    else if (ask.kind === 'bookings') onBookings(talk, ask, answer);
    else if (ask.kind === 'move') onMoved(talk, answer);
    else onCancelled(talk, answer);
  }
  const { state } = talk;
  const language = languageIn(talk);
  const { needsPerson } = state;
  if (talk.ask) {
    state.saying = talk.says;
    return { state, say: [], ask: talk.ask, language, needsPerson, passing: false };
  }
  delete state.saying;
  // A yes books, changes or cancels only right after the echo: once something else was said, it must be echoed again.
  if (!talk.posed && (state.asked === 'book' || state.asked === 'cancel')) state.asked = null;
  return { state, say: spoken(talk), language, needsPerson, passing: talk.passing === true };
}
