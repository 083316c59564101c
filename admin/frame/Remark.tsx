import { MessageSquareText } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import { texts } from '../texts/texts.ts';
import { Floating } from './Floating.tsx';

/** The yellow badge "Remarque"; its text shows on hover, focus and tap, and Escape puts it away. */
export function Remark({ text }: { text: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState(false);
  const wait = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = () => {
    clearTimeout(wait.current);
    setShown(true);
  };
  // A moment of grace, so that the pointer may travel onto the text.
  const hideSoon = () => {
    wait.current = setTimeout(() => {
      if (document.activeElement !== button.current) setShown(false);
    }, 120);
  };
  return (
    <span class="remark">
      <button
        ref={button}
        type="button"
        class="badge badge-remark"
        aria-describedby={`${id}-text`}
        onMouseEnter={show}
        onMouseLeave={hideSoon}
        onFocus={show}
        onBlur={() => setShown(false)}
        onClick={(event) => {
          event.stopPropagation();
          show();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && shown) {
            event.stopPropagation();
            setShown(false);
          }
        }}
      >
        <MessageSquareText size={13} strokeWidth={1.5} aria-hidden="true" />
        {texts.value.remark}
      </button>
      <span id={`${id}-text`} hidden>
        {text}
      </span>
      {shown && (
        <Floating anchor={button.current} align="start" onGone={() => setShown(false)}>
          <div role="tooltip" class="tip" onMouseEnter={show} onMouseLeave={hideSoon}>
            {text}
          </div>
        </Floating>
      )}
    </span>
  );
}
