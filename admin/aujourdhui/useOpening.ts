/** What is opened beside the day, and the way back to where it was opened from. */
import { giveBack } from '../frame/giveBack.ts';
import { address, go, leave } from '../place.ts';

/** What the focus returns to: the button or the row from which the panel was opened. */
const whereBegun = (what: string | null): HTMLElement | null =>
  (what &&
    document.querySelector<HTMLElement>(
      `[data-begin="${CSS.escape(what)}"], [data-reservation="${CSS.escape(what)}"]`,
    )) ||
  null;

/** Was it opened from what waits? Then that is where one goes on. */
function fromDesk(): boolean {
  const from: unknown = window.history.state?.from;
  if (typeof from !== 'string') return false;
  return new URL(from, window.location.origin).searchParams.get('open') === 'desk';
}

/** Back to what waits, where one was. */
function backToDesk(): void {
  window.history.back();
  giveBack(() => document.querySelector('.desk-part')?.closest('aside')?.querySelector('h2'));
}

/** `day` is the one on show, `today` the restaurant's, when it is known. */
export function useOpening(day: string, today: string | null) {
  const { open } = address.value;
  return {
    /** Whoever's record is open is whom a new reservation is for. */
    begin: (what: string) => go({ open: what }, open ? 'replace' : 'push'),
    close: () => {
      if (open !== 'desk' && fromDesk()) return backToDesk();
      leave({ open: null });
      giveBack(() => whereBegun(open));
    },
    /** Something was written for a day: on to it, unless it is the one on show. */
    done: (on: string) => {
      if (fromDesk()) return backToDesk();
      go({ open: null, day: on === today ? null : on }, on === day ? 'replace' : 'push');
      giveBack(() => whereBegun(open));
    },
  };
}
