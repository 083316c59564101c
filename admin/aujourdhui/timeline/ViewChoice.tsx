import { ChartGantt, List } from 'lucide-preact';
import { address, go } from '../../place.ts';
import { timelineWords } from './words.ts';

/** The day as a list or as a board of tables by time, as the address says. */
export function ViewChoice() {
  const words = timelineWords();
  const timeline = address.value.view === 'timeline';
  return (
    <fieldset class="chips view-choice">
      <legend class="unseen">{words.views}</legend>
      <button
        type="button"
        class="chip"
        aria-pressed={!timeline}
        onClick={() => go({ view: null }, 'replace')}
      >
        <List size={15} strokeWidth={1.5} aria-hidden="true" /> {words.list}
      </button>
      <button
        type="button"
        class="chip"
        aria-pressed={timeline}
        onClick={() => go({ view: 'timeline' }, 'replace')}
      >
        <ChartGantt size={15} strokeWidth={1.5} aria-hidden="true" /> {words.timeline}
      </button>
    </fieldset>
  );
}
