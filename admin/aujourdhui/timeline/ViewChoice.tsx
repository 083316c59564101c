import { ChartGantt, LayoutDashboard, List } from 'lucide-preact';
import { useLayoutEffect } from 'preact/hooks';
import { address, go } from '../../place.ts';
import { planWords } from '../plan/texts/words.ts';
import { timelineWords } from './words.ts';

const storageName = 'couvert.view';
const views = ['list', 'timeline', 'plan'] as const;
type View = (typeof views)[number];

/** Which view this device showed last; null: it keeps nothing, or was never told. */
function remembered(): View | null {
  try {
    const value = localStorage.getItem(storageName);
    return views.find((view) => view === value) ?? null;
  } catch {
    return null;
  }
}

function remember(view: View): void {
  try {
    localStorage.setItem(storageName, view);
  } catch {
    // Then it is the list again next time.
  }
}

const show = (view: View) => go({ view: view === 'list' ? null : view }, 'replace');

/** The day as a list, as a board of tables by time, or as the room itself: as the address says, else as last time. */
export function ViewChoice() {
  const names = { list: timelineWords().list, timeline: timelineWords().timeline, plan: planWords().plan };
  const shown = views.find((view) => view === address.value.view) ?? 'list';
  useLayoutEffect(() => {
    const last = remembered();
    if (address.value.view === null && last) show(last);
  }, []);
  const icons = { list: List, timeline: ChartGantt, plan: LayoutDashboard };
  return (
    <fieldset class="chips view-choice">
      <legend class="unseen">{timelineWords().views}</legend>
      {views.map((view) => {
        const Icon = icons[view];
        return (
          <button
            key={view}
            type="button"
            class="chip"
            aria-pressed={view === shown}
            onClick={() => {
              remember(view);
              show(view);
            }}
          >
            <Icon size={15} strokeWidth={1.5} aria-hidden="true" /> {names[view]}
          </button>
        );
      })}
    </fieldset>
  );
}
