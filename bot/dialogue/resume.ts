import { advance, underWay } from './draft.ts';
import { askWhich, confirmCancel, confirmCancelAll } from './existing.ts';
import { offerPerson } from './house.ts';
import { askFromList } from './listAgain.ts';
import { askWhatMoves } from './moving.ts';
import { askReminderAgain } from './reminding.ts';
import { question, type Talk } from './talk.ts';

/** Asks again what waits for an answer. False when nothing does. */
export function resume(talk: Talk): boolean {
  const { state } = talk;
  switch (state.asked) {
    case 'choose':
      askFromList(talk);
      return true;
    case 'which_booking':
      askWhich(talk, state.seeking ?? 'cancel', state.options);
      return true;
    case 'cancel':
      if (state.options.length > 1) confirmCancelAll(talk, state.options);
      else confirmCancel(talk, state.options[0]!);
      return true;
    case 'wait':
      question(talk, 'wait', (t) => t.askWait());
      return true;
    case 'person':
      offerPerson(talk);
      return true;
    case 'change':
      if (state.draft.moving) askWhatMoves(talk);
      else question(talk, 'change', (t) => t.otherWish());
      return true;
    case 'remind':
      return askReminderAgain(talk);
    case null:
      if (!underWay(talk)) return false;
      advance(talk);
      return true;
    default:
      advance(talk);
      return true;
  }
}
