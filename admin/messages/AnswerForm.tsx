import { SendHorizontal } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ConversationRow, StaffChatMessage } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { freshKey } from '../key.ts';
import { explainChat } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';

/** Where somebody who has a chat answers its guest. What could not be sent stays, and goes under the same key. */
export function AnswerForm(props: {
  chat: ConversationRow;
  field: RefObject<HTMLTextAreaElement | null>;
  onSaid(message: StaffChatMessage): void;
  onStale(): void;
}) {
  const { chat } = props;
  const words = handoverWords();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef({ text: '', key: '' });

  async function send() {
    const said = text.trim();
    if (!said || busy) return;
    if (key.current.text !== said) key.current = { text: said, key: freshKey() };
    setBusy(true);
    setFault(null);
    try {
      const message = await call('POST /api/conversations/:id/messages', {
        params: { id: chat.id },
        body: { key: key.current.key, text: said },
      });
      key.current = { text: '', key: '' };
      // What was typed while it went out is the next answer.
      setText((now) => (now.trim() === said ? '' : now));
      props.onSaid(message);
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      if (failed.status === 409) props.onStale();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      class="talk-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {fault && (
        <p class="problem talk-fault" role="alert">
          {words.notSent} {explainChat(fault)}
        </p>
      )}
      <textarea
        ref={props.field}
        rows={1}
        maxLength={4000}
        aria-label={words.answer}
        placeholder={words.placeholder[chat.transport]}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <button
        type="submit"
        class="button primary"
        aria-label={words.send}
        aria-disabled={busy || !text.trim()}
      >
        <SendHorizontal size={18} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </form>
  );
}
