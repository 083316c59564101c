import { advance, offerOptions, underWay } from './draft.ts';
import { askWhich, confirmCancel, confirmCancelAll } from './existing.ts';
import { offerPerson } from './house.ts';
import { askWhatMoves } from './moving.ts';
import { askReminderAgain } from './reminding.ts';
import { sayList } from './say/form.ts';
import { languageIn, question, type Talk, timeIn } from './talk.ts';

/** Asks again what waits for an answer. False when nothing does. */
export function resume(talk: Talk): boolean {
  const { state } = talk;
  switch (state.asked) {
    case 'choose':
      chooseAgain(talk);
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

/** How often in a row a list is only recalled before it is shown again. */
const recallsMost = 2;

/** A list that the guest has just read is not shown again: one line asks for it. */
function chooseAgain(talk: Talk) {
  const { state } = talk;
  const { options, lastSaid } = state;
  const shown = lastSaid.some((said) => said.includes('\n1. '));
  const recalls = state.recalls ?? (shown ? 0 : recallsMost);
  if (recalls >= recallsMost) return offerOptions(talk, options);
  const [first] = options;
  const sameDay = options.every(({ day, time, area }) => time && day === first?.day && !area);
  const times = sayList(
    options.map(({ time }) => timeIn(talk, time ?? '00:00')),
    languageIn(talk),
    'or',
  );
  question(talk, 'choose', (t) => (sameDay ? t.whichTime(times) : t.whichNumber()), options);
  state.recalls = recalls + 1;
}
