import type { PendingConversation } from '../server/conversations/contract.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import { step } from './dialogue/dialogue.ts';
import type { Answer, Ask } from './dialogue/exchange.ts';
import { lastResort } from './dialogue/lastResort.ts';
import { freshState, readState, type State } from './dialogue/state.ts';
import type { Language } from './dialogue/understand/meaning.ts';
import { noWay, type Place, readElsewhere, wayThere } from './elsewhere.ts';
import { take } from './kinds.ts';
import { noted, readChoice } from './reminded.ts';
import { factsOf, mayWorkLater } from './server.ts';

/** More asks than a sound dialogue makes for one message. */
const asksMost = 8;
/** What a turn may say at once. */
const repliesMost = 5;

export type TurnMade = {
  answers: string[];
  state: State;
  locale: Language;
  replies: string[];
  needsPerson: boolean;
  reminders?: boolean;
};

/** The memory of a chat; a new one speaks as its page does. */
function memoryOf(chat: PendingConversation): State {
  if (chat.state !== null && chat.state !== undefined) return readState(chat.state);
  return { ...freshState(), language: chat.locale };
}

/** How far a line's clock may be off, and by how much it rounds, in milliseconds. */
const skew = 5_000;

/** Whether a message was written before something was said, and so cannot answer it. */
function cameBefore(message: { at: string; writtenAt: string }, said: string): boolean {
  return message.at < said || Date.parse(message.writtenAt) + skew < Date.parse(said);
}

/** What the bot does for a guest beside the dialogue. */
export type Beside = {
  /** Says for the guest that they come; false when that reservation takes it no more. */
  confirmComing(token: string): Promise<boolean>;
  /** A link by which the chat goes on elsewhere; null when there is no way now. */
  goElsewhere(): Promise<string | null>;
};

/**
 * The bot's turn in a chat: every waiting message goes through the dialogue in its order, and each alone, so that
 * a turn that is made again after a crash asks the same of the server under the same keys.
 * Throws only what may work later; a fault in the dialogue becomes a last word and a person.
 */
export async function answerChat(
  chat: PendingConversation,
  card: RestaurantCard,
  perform: (ask: Ask, message: string) => Promise<Answer>,
  tell: (fault: unknown) => void,
  clock: (at: string) => Date,
  beside: Beside,
): Promise<TurnMade> {
  const { confirmComing, goElsewhere } = beside;
  const here: Place = chat.transport === 'web' ? 'web' : 'whatsapp';
  let state = memoryOf(chat);
  let locale: Language = state.language ?? card.locale;
  let needsPerson = false;
  let replies: string[] = [];
  let reminders: boolean | undefined;
  for (const [at, message] of chat.inbound.entries()) {
    const unseen = at > 0 || (state.saidAt !== undefined && cameBefore(message, state.saidAt));
    const mayRemind = reminders === undefined ? chat.mayRemind : null;
    const facts = factsOf(card, clock(message.writtenAt), chat.verifiedPhone, mayRemind);
    try {
      const { greeted, lastSaid } = state;
      const taken = take(message, locale, lastSaid, card.formOfAddress);
      if (taken === 'nothing') continue;
      if ('say' in taken) {
        // As in the dialogue: after other words a yes is no answer to an echo any more.
        const asked = state.asked === 'book' || state.asked === 'cancel' ? null : state.asked;
        state = { ...state, asked, lastSaid: [taken.say] };
        needsPerson ||= taken.person;
        replies.push(taken.say);
        continue;
      }
      const choice = at === 0 && chat.reminded ? readChoice(taken.words, locale) : null;
      if (choice === 'comes' && (await confirmComing(chat.reminded!))) {
        const said = noted(locale, card.formOfAddress);
        state = { ...state, asked: null, lastSaid: [said] };
        replies.push(said);
        continue;
      }
      const there = readElsewhere(taken.words, here);
      if (there) {
        const way = await goElsewhere();
        // The memory stays as it is: it is what they go on with, and the last question may still be answered here.
        replies.push(way === null ? noWay[locale] : wayThere[there][locale](way));
        continue;
      }
      const text = choice && choice !== 'comes' ? choice.words : taken.words;
      let made = step(state, { kind: 'message', text, unseen }, facts);
      let saidNow = made.reminders;
      for (let asks = 0; made.ask; asks++) {
        if (asks === asksMost) throw new Error(`The dialogue asks without end: ${made.ask.kind}`);
        const { ask } = made;
        const answer = await perform(ask, message.id);
        made = step(made.state, { kind: 'answer', ask, answer }, facts);
        saidNow ??= made.reminders;
      }
      reminders ??= saidNow;
      state = made.state;
      locale = made.language;
      needsPerson ||= made.needsPerson;
      // A question that the next message, already here, may answer is not sent: the next step asks what remains.
      if (made.passing && at < chat.inbound.length - 1) state = { ...state, greeted, lastSaid };
      else replies.push(...made.say);
    } catch (fault) {
      if (mayWorkLater(fault)) throw fault;
      tell(fault);
      const last = lastResort(state, facts);
      state = last.state;
      needsPerson = true;
      replies.push(...last.say);
    }
  }
  if (replies.length > repliesMost)
    replies = [
      ...replies.slice(0, repliesMost - 1),
      replies
        .slice(repliesMost - 1)
        .join('\n\n')
        .slice(0, 4000),
    ];
  state = { ...state, saidAt: new Date().toISOString() };
  return {
    answers: chat.inbound.map(({ id }) => id),
    state,
    locale,
    replies,
    needsPerson,
    ...(reminders !== undefined && { reminders }),
  };
}
