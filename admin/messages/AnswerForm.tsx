import { SendHorizontal } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationRow, StaffChatMessage } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { freshKey } from '../key.ts';
import { session } from '../session/session.ts';
import { draftOf, leftAfter } from './draft.ts';
import { explainChat } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';

/**
 * Where somebody who has a chat answers its guest. What is typed stays with the chat, through other chats and reloads;
 * what could not be sent goes out under the same key, and what is sent while an answer is under way goes after it.
 */
export function AnswerForm(props: {
  chat: ConversationRow;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Characters. */
  most: number;
  onSaid(message: StaffChatMessage): void;
  onStale(): void;
}) {
  const { chat } = props;
  const words = handoverWords();
  const drafts = useRef(draftOf(() => sessionStorage, session.value?.staff.id ?? '', chat.id)).current;
  const [text, setText] = useState(() => drafts.read().text);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useRef(text);
  /** The key of what is being sent, or could not be. */
  const sending = useRef({ text: text.trim(), key: drafts.read().key });
  /** Pressed while an answer was under way: what stands here then goes next. */
  const next = useRef(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  function put(typed: string) {
    now.current = typed;
    if (!gone.current) setText(typed);
    const { text: sent, key } = sending.current;
    drafts.write({ text: typed, key: typed.trim() === sent ? key : null });
  }

  async function send(): Promise<void> {
    const said = now.current.trim();
    if (!said) return;
    if (busy) {
      next.current = true;
      return;
    }
    if (sending.current.text !== said || sending.current.key === null)
      sending.current = { text: said, key: freshKey() };
    put(now.current);
    setBusy(true);
    setFault(null);
    try {
      for (;;) {
        const { text: sent, key } = sending.current;
        const message = await call('POST /api/conversations/:id/messages', {
          params: { id: chat.id },
          body: { key: key!, text: sent },
        });
        sending.current = { text: '', key: null };
        put(leftAfter(sent, now.current));
        props.onSaid(message);
        const rest = now.current.trim();
        if (!next.current || !rest) break;
        next.current = false;
        sending.current = { text: rest, key: freshKey() };
        put(now.current);
      }
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      if (failed.status === 409) props.onStale();
    } finally {
      next.current = false;
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
        dir="auto"
        maxLength={props.most}
        aria-label={words.answer}
        placeholder={words.placeholder[chat.transport]}
        value={text}
        onInput={(event) => put(event.currentTarget.value)}
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
