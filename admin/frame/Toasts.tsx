import { CalendarPlus, Check, TriangleAlert, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts/texts.ts';
import { dismiss, stay, type Toast, toasts } from './toasts.ts';

const icons = { done: Check, refused: TriangleAlert, new: CalendarPlus };

function ToastCard({ toast }: { toast: Toast }) {
  const words = texts.value.frame;
  const left = useRef(stay);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const began = useRef(0);
  const run = () => {
    began.current = performance.now();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => dismiss(toast.id), left.current);
  };
  const hold = () => {
    clearTimeout(timer.current);
    // What is being read gets some time again after the pointer leaves.
    left.current = Math.max(3_000, left.current - (performance.now() - began.current));
  };
  useEffect(() => {
    run();
    return () => clearTimeout(timer.current);
  }, []);
  const Icon = icons[toast.tone];
  return (
    <li
      class={`toast toast-${toast.tone}`}
      onMouseEnter={hold}
      onMouseLeave={run}
      onFocusIn={hold}
      onFocusOut={run}
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
      <span class="toast-text">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          class="toast-undo"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.();
          }}
        >
          {words.undo}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={words.close} onClick={() => dismiss(toast.id)}>
        <X size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Where toasts appear; read out politely. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <ol>
        {toasts.value.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ol>
    </div>
  );
}
