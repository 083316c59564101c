import { Check, Hand, MessagesSquare, Undo2, UserRound } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { tell } from '../frame/toasts.ts';
import { session } from '../session/session.ts';
import { explain, texts } from '../texts/texts.ts';
import { handoverWords } from './handoverTexts.ts';

/** Why an act on a chat failed, in the words of this page where it has some. */
export const explainChat = (fault: CallFailed): string =>
  handoverWords().failures[fault.code] ?? explain(fault);

/** Is it whoever looks at this panel who speaks in a chat? */
export const isMine = (chat: ConversationRow): boolean => chat.takenBy?.id === session.value?.staff.id;

/** Who speaks in a chat, the bot or somebody of the staff, and how that is changed. */
export function Hands(props: {
  chat: ConversationRow;
  botBackMinutes: number | null;
  /** The chat after an act of whoever looks at it. */
  onChanged(chat: ConversationRow, act: 'taken' | 'given' | 'attended'): void;
  /** Somebody else was faster: what is on show is old. */
  onStale(): void;
}) {
  const { chat } = props;
  const words = handoverWords();
  const shared = texts.value.messages;
  const [asking, setAsking] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const params = { id: chat.id };

  async function act(
    failed: string,
    done: 'taken' | 'given' | 'attended',
    ask: () => Promise<ConversationRow>,
  ) {
    if (busy) return;
    setBusy(true);
    try {
      props.onChanged(await ask(), done);
      setAsking(null);
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      tell({ tone: 'refused', text: `${failed} ${explainChat(fault)}` });
      props.onStale();
    } finally {
      setBusy(false);
    }
  }
  const take = () =>
    act(words.failed, 'taken', () =>
      call('POST /api/conversations/:id/take', { params, body: { from: chat.takenBy?.id ?? null } }),
    );

  if (chat.takenBy && isMine(chat)) {
    return (
      <div class="hands hands-mine">
        <UserRound size={20} strokeWidth={1.5} aria-hidden="true" />
        <p>
          <b>{words.iHave}</b>{' '}
          {props.botBackMinutes !== null && words.backAfter(words.minutes(props.botBackMinutes))}
        </p>
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          onClick={() =>
            void act(words.failed, 'given', () =>
              call('POST /api/conversations/:id/give-back', { params, body: {} }),
            )
          }
        >
          <Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.giveBack}
        </button>
      </div>
    );
  }

  if (chat.takenBy) {
    const { id, name } = chat.takenBy;
    return (
      <div class="hands">
        <UserRound size={20} strokeWidth={1.5} aria-hidden="true" />
        <p role={asking === id ? 'alert' : undefined}>
          {chat.onPhone
            ? asking === id
              ? words.phoneSure
              : words.phoneHasIt
            : asking === id
              ? words.sure(name)
              : words.hasIt(name)}
        </p>
        {asking === id ? (
          <div class="hands-acts">
            <button type="button" class="button" onClick={() => setAsking(null)}>
              {chat.onPhone ? words.phoneLeaveIt : words.leaveIt(name)}
            </button>
            <button type="button" class="button primary" aria-disabled={busy} onClick={() => void take()}>
              {words.takeAnyway}
            </button>
          </div>
        ) : (
          <button type="button" class="button" onClick={() => setAsking(id)}>
            {chat.onPhone ? words.phoneTake : words.takeFrom(name)}
          </button>
        )}
      </div>
    );
  }

  return (
    <div class={`hands${chat.needsPerson ? ' hands-wanted' : ''}`}>
      {chat.needsPerson ? (
        <Hand size={20} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <MessagesSquare size={20} strokeWidth={1.5} aria-hidden="true" />
      )}
      <p>{chat.needsPerson ? shared.waitingNote : words.botHas}</p>
      <div class="hands-acts">
        {chat.needsPerson && (
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            onClick={() =>
              void act(shared.attendedFailed, 'attended', () =>
                call('POST /api/conversations/:id/attended', { params, body: {} }),
              )
            }
          >
            <Check size={16} strokeWidth={1.5} aria-hidden="true" />
            {shared.attended}
          </button>
        )}
        <button
          type="button"
          class={`button${chat.needsPerson ? ' primary' : ''}`}
          aria-disabled={busy}
          onClick={() => void take()}
        >
          <Hand size={16} strokeWidth={1.5} aria-hidden="true" />
          {words.take}
        </button>
      </div>
    </div>
  );
}
