/** The keys of the floor plan: the arrows go from table to table, Escape leaves. */
import { useEffect, useRef } from 'preact/hooks';
import { beside, type Layout, type Way } from '../../plan/layout.ts';

const ways: Record<string, Way> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A table as it is drawn on the floor. */
export const faceOf = (table: string): HTMLElement | null =>
  document.querySelector(`.floor [data-table="${CSS.escape(table)}"]`);

/** From the table that has the focus to the one beside it. */
export function walkTables(event: KeyboardEvent, places: Layout['places']): void {
  const way = ways[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-table]')?.dataset.table;
  if (!way || !from || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const to = beside(places, from, way);
  const face = to ? faceOf(to) : null;
  face?.focus();
  face?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Escape, wherever it is not meant for something above the plan. `leave` answers whether there was anything to leave. */
export function useEscape(leave: () => boolean): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if ((event.target as HTMLElement | null)?.closest('dialog, [role=menu], [data-search], .side, .guest'))
        return;
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
