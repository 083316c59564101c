/** Tells whoever is at a panel who sat or comes at what was just paused, and what became of them. */
import type { PausedParty } from '../../../server/availability/contract.ts';
import { tell } from '../../frame/toasts.ts';
import { useLiveEvent } from '../../stream.ts';
import { spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { words } from './texts/words.ts';

/** So many are named; of more there are only counts, which are read at a glance, and the box has the names. */
const named = 3;

function became({ name, time, to, stays }: PausedParty): string {
  const say = words.value.outOfUse;
  const at = spokenTime(time, locale.value);
  if (to) return say.goes(name, at, texts.value.table(to));
  return stays === 'here' ? say.here(name) : say.stays(name, at);
}

/** Used once, by the frame: a table may be paused from the plan, the settings or another panel. */
export function useOutOfUse(): void {
  useLiveEvent(({ event }) => {
    if (event.kind !== 'pauses' || !event.paused) return;
    const { table, area, parties } = event.paused;
    const say = words.value.outOfUse;
    // Whom somebody has to see to comes first.
    const here = parties.filter(({ stays }) => stays === 'here');
    const gone = parties.filter(({ to }) => to);
    const left = parties.filter((party) => !here.includes(party) && !gone.includes(party));
    const told =
      parties.length <= named
        ? [...left, ...gone, ...here].map(became)
        : [
            ...(left.length > 0 ? [say.leftOf(left.length)] : []),
            ...(gone.length > 0 ? [say.goneOf(gone.length)] : []),
            ...(here.length > 0 ? [say.hereOf(here.length)] : []),
          ];
    tell({
      tone: 'new',
      text: [say.title(table ? texts.value.table([table]) : (area ?? '')), ...told].join(' '),
    });
  });
}
