import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Something small that floats beside its anchor, above everything else (the browser's top layer), kept within
 * the window. It goes when the list under it scrolls.
 */
export function Floating(props: {
  anchor: HTMLElement | null;
  align: 'start' | 'end';
  onGone: () => void;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const gone = useRef(props.onGone);
  gone.current = props.onGone;

  useLayoutEffect(() => {
    const own = box.current;
    if (!own || !props.anchor) return;
    own.showPopover?.();
    const from = props.anchor.getBoundingClientRect();
    const size = own.getBoundingClientRect();
    const below = from.bottom + 6 + size.height <= window.innerHeight - 8;
    const left = props.align === 'end' ? from.right - size.width : from.left;
    own.style.top = `${Math.max(8, below ? from.bottom + 6 : from.top - 6 - size.height)}px`;
    own.style.left = `${Math.max(8, Math.min(left, window.innerWidth - size.width - 8))}px`;
    const leave = (event: Event) => {
      if (event.target instanceof Node && own.contains(event.target)) return;
      gone.current();
    };
    window.addEventListener('scroll', leave, true);
    window.addEventListener('resize', leave);
    return () => {
      window.removeEventListener('scroll', leave, true);
      window.removeEventListener('resize', leave);
    };
  }, [props.anchor, props.align]);

  return (
    <div ref={box} popover="manual" class="floating">
      {props.children}
    </div>
  );
}
