import { ArrowLeft, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { texts } from '../texts/texts.ts';

/** Something to fill in beside a list: its title, the ways out of it (Escape too), and what it holds. */
export function Side(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const words = texts.value.frame;
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever works with the keyboard goes on in what they have opened; its first field may take the focus from here.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  const close = useRef(props.onClose);
  close.current = props.onClose;
  // With the panel, not a frame after it: who opened it by mistake is quick with Escape.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if ((event.target as HTMLElement | null)?.closest('dialog, [role=menu], [data-search]')) return;
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <aside class="guest side" aria-label={props.title}>
      <header class="guest-head">
        <button type="button" class="guest-back button" onClick={props.onClose}>
          <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
          {words.back}
        </button>
        <h2 ref={title} tabIndex={-1}>
          {props.title}
        </h2>
        <button
          type="button"
          class="icon-button guest-close"
          aria-label={words.close}
          onClick={props.onClose}
        >
          <X size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </header>
      <div class="guest-body">{props.children}</div>
    </aside>
  );
}
