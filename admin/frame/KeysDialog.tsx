import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts/texts.ts';

/** The keys, as a list of key and what it does. */
export function KeysList() {
  return (
    <dl class="keys">
      {texts.value.keys.list.map(([keys, does]) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The keys in a dialog, opened by "?". */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="keys-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.key === '?' && dialog.current?.close()}
    >
      <div class="dialog-inside">
        <header>
          <h2 id="keys-title">{texts.value.keys.title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={texts.value.frame.close}
            onClick={() => dialog.current?.close()}
          >
            <X size={18} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </header>
        <KeysList />
      </div>
    </dialog>
  );
}
