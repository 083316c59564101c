import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * A list and, beside it, what is open. The two scroll by themselves; on a phone the open part slides over the
 * list, which keeps its place below.
 */
export function Split(props: {
  children: ComponentChildren;
  panel: ComponentChildren | null;
  /** What stands in the panel's place on a wide view while nothing is open. */
  empty?: ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  const open = props.panel !== null;
  useEffect(() => {
    if (!open) return;
    const narrow = window.matchMedia('(max-width: 759px)');
    const cover = () => list.current?.toggleAttribute('inert', narrow.matches);
    cover();
    // The list is narrower now, and its rows perhaps higher: what was opened stays in sight.
    if (!narrow.matches) {
      list.current
        ?.querySelector('[data-row][aria-expanded=true]')
        ?.closest('li')
        ?.scrollIntoView({ block: 'nearest' });
    }
    narrow.addEventListener('change', cover);
    return () => {
      narrow.removeEventListener('change', cover);
      list.current?.removeAttribute('inert');
    };
  }, [open]);
  return (
    <div class={`split${open ? ' split-open' : ''}`}>
      <div ref={list} class="split-list">
        {props.children}
      </div>
      {open ? <div class="split-panel">{props.panel}</div> : props.empty}
    </div>
  );
}
