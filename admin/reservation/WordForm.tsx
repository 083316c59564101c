import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { words } from '../aujourdhui/desk/texts/words.ts';
import { Notify } from './Notify.tsx';

/** Says no to a guest, with a word for why: they read it if there is an address, else it stays in the history. */
export function WordForm(props: {
  email: string | null;
  /** What the button that does it says. */
  act: string;
  busy: boolean;
  onDo: (said: { message?: string; notify?: boolean }) => void;
  onGiveUp: () => void;
}) {
  const say = words.value;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [message, setMessage] = useState('');
  const [notify, setNotify] = useState(true);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="word-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.busy) return;
        props.onDo({
          ...(message.trim() ? { message: message.trim() } : {}),
          ...(props.email && !notify ? { notify: false } : {}),
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Only this is given up, not the panel that it stands in.
        event.preventDefault();
        props.onGiveUp();
      }}
    >
      <p class="field">
        <label for={id}>{say.word}</label>
        <textarea
          ref={field}
          id={id}
          rows={2}
          maxLength={500}
          value={message}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setMessage(event.currentTarget.value)}
        />
        <small id={`${id}-hint`} class="muted">
          {props.email && notify ? say.wordHint(props.email) : say.wordKept}
        </small>
      </p>
      {props.email && <Notify email={props.email} notify={notify} onNotify={setNotify} />}
      <p class="word-acts">
        <button type="submit" class="button button-harm" aria-disabled={props.busy}>
          {props.act}
        </button>
        <button type="button" class="button" onClick={props.onGiveUp}>
          {say.giveUp}
        </button>
      </p>
    </form>
  );
}
