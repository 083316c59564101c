import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Something small that floats beside its anchor, above everything else (the browser's top layer), kept within
 * the window. It moves with its anchor, and goes when that is scrolled out of sight.
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
    const { anchor, align } = props;
    const place = () => {
      const from = anchor.getBoundingClientRect();
      // Scrolled away with what it belongs to.
      if (from.bottom < 0 || from.top > window.innerHeight) return gone.current();
      const size = own.getBoundingClientRect();
      const below = from.bottom + 6 + size.height <= window.innerHeight - 8;
      const left = align === 'end' ? from.right - size.width : from.left;
      own.style.top = `${Math.max(8, below ? from.bottom + 6 : from.top - 6 - size.height)}px`;
      own.style.left = `${Math.max(8, Math.min(left, window.innerWidth - size.width - 8))}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [props.anchor, props.align]);

  return (
    <div ref={box} popover="manual" class="floating">
      {props.children}
    </div>
  );
}
