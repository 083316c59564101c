import { offerOptions } from './draft.ts';
import { sayList } from './say/form.ts';
import { languageIn, question, type Talk, timeIn } from './talk.ts';

/** A list that the guest has before them is not said whole at each turn. */

/** How often in a row it is only recalled before it is shown again. */
const recallsMost = 2;

/** Asks from the list again: in a line, or whole where it was not said lately. */
export function askFromList(talk: Talk) {
  const { options } = talk.state;
  if (!mayRecall(talk)) return offerOptions(talk, options);
  const [first] = options;
  const sameDay = options.every(({ day, time, area }) => time && day === first?.day && !area);
  if (!sameDay) return askNumber(talk);
  const times = sayList(
    options.map(({ time }) => timeIn(talk, time!)),
    languageIn(talk),
    'or',
  );
  recall(talk, () => question(talk, 'choose', (t) => t.whichTime(times), options));
}

/** Asks for the number of what stands in the list. */
export function askNumber(talk: Talk) {
  recall(talk, () => question(talk, 'choose', (t) => t.whichNumber(), talk.state.options));
}

function mayRecall({ state }: Talk): boolean {
  const shown = state.lastSaid.some((said) => said.includes('\n1. '));
  return shown || (state.recalls ?? recallsMost) < recallsMost;
}

/** A question put anew begins the count anew; this one does not. */
function recall({ state }: Talk, ask: () => void) {
  const shown = state.lastSaid.some((said) => said.includes('\n1. '));
  const recalls = shown ? 0 : (state.recalls ?? 0);
  ask();
  state.recalls = Math.min(recalls + 1, recallsMost);
}
