import { ArrowLeft, Check, CheckCheck, CircleX, Clock } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationRow, StaffChatMessage } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import { giveBack } from '../frame/giveBack.ts';
import type { House } from '../frame/house.ts';
import { reachable } from '../frame/reachable.ts';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { address, go, leave } from '../place.ts';
import { session } from '../session/session.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import { moment } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Hands, isMine } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';

/** By what a guest is called: their name, else their number, else that nobody knows. */
export const nameOf = (chat: ConversationRow): string =>
  chat.name ?? chat.phone ?? texts.value.messages.unknown;

const icons = { queued: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck, failed: CircleX };

/** What became of a message that went out, as a shape and a word. */
function Fate({ state }: { state: NonNullable<StaffChatMessage['state']> }) {
  const Icon = icons[state];
  return (
    <span class={`fate fate-${state}`}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {handoverWords().states[state]}
    </span>
  );
}

function Bubble({ message, house }: { message: StaffChatMessage; house: House }) {
  const words = texts.value.messages;
  const { direction, staff, state } = message;
  const who = direction === 'in' ? words.fromGuest : (staff ?? words.fromBot);
  const mine = staff !== null && staff === session.value?.staff.name;
  return (
    <div class={`said said-${direction}`}>
      <p
        class={`bubble bubble-${direction}${staff ? ' bubble-staff' : ''}`}
        title={moment(message.at, locale.value, house.timeZone)}
      >
        <span class="unseen">{who} : </span>
        {message.text}
      </p>
      {(staff !== null || state === 'failed') && (
        <p class="said-by">
          {staff !== null && <span aria-hidden="true">{mine ? handoverWords().you : staff}</span>}
          {state && <Fate state={state} />}
        </p>
      )}
    </div>
  );
}

/** Closes the chat and gives the focus back to the line that was open. */
function back(id: string): void {
  leave({ open: null, guest: null });
  giveBack(() => document.querySelector<HTMLElement>(`[data-open="${CSS.escape(id)}"]`));
}

/** A chat: who speaks in it, what was said, live, and where whoever has it answers. */
export function Chat(props: {
  id: string;
  house: House;
  botBackMinutes: number | null;
  onChanged: (chat: ConversationRow) => void;
}) {
  const { id, house } = props;
  const words = texts.value.messages;
  const { value, fault, slow, reload, change } = useLoaded(id, (signal) =>
    call('GET /api/conversations/:id', { params: { id }, signal }),
  );
  const soon = useSoon(reload, 150);
  useLiveEvent((message) => {
    if (message.event.kind !== 'conversation' || message.event.conversation.id !== id) return;
    const { conversation } = message.event;
    // Who has it must be seen at once; the words come with the next answer.
    change((before) => ({ ...before, conversation }));
    soon();
  });
  useLiveFresh(() => soon());
  const log = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const count = value?.messages.length ?? 0;
  useEffect(() => {
    if (count > 0) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [count]);
  useEffect(() => {
    if (count > 0) heading.current?.focus({ preventScroll: true });
  }, [count > 0]);

  const chat = value?.conversation;
  const mine = chat !== undefined && isMine(chat);
  const unread = mine ? chat.unread : 0;
  useEffect(() => {
    if (unread === 0) return;
    // What is written behind a hidden tab has been seen by nobody.
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      call('POST /api/conversations/:id/read', { params: { id }, body: {} }).then(put, (failed) => {
        if (!(failed instanceof CallFailed)) throw failed;
      });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [unread, id]);

  // Only who took it is led to the field: the chat of somebody who reads must not move under them.
  const taking = useRef(false);
  useEffect(() => {
    if (mine && taking.current) {
      field.current?.focus();
      taking.current = false;
    }
  }, [mine]);

  function put(conversation: ConversationRow) {
    change((before) => ({ ...before, conversation }));
    props.onChanged(conversation);
  }

  return (
    <section class="letter-reading" aria-label={words.log}>
      <header class="letter-head">
        <button type="button" class="guest-back button" onClick={() => back(id)}>
          <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
          {texts.value.guest.back}
        </button>
        <h2 ref={heading} tabIndex={-1}>
          {chat ? nameOf(chat) : '\u00a0'}
        </h2>
        {chat?.guest && (
          <button
            type="button"
            class="button"
            data-row
            data-guest={chat.guest}
            aria-expanded={address.value.guest === chat.guest}
            onClick={() =>
              address.value.guest === chat.guest
                ? go({ guest: null }, 'replace')
                : go({ guest: chat.guest }, 'push')
            }
          >
            {words.guestRecord}
          </button>
        )}
      </header>
      {fault && !value && <Fault what={words.chatsFailed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={4} />}
      {chat && (
        <Hands
          chat={chat}
          botBackMinutes={props.botBackMinutes}
          onStale={reload}
          onChanged={(now, act) => {
            put(now);
            if (act === 'taken') {
              // The live stream may have told it before the answer came: then the field is there already.
              if (field.current) field.current.focus();
              else taking.current = true;
              return;
            }
            heading.current?.focus({ preventScroll: true });
            tell({ tone: 'done', text: act === 'given' ? handoverWords().given : words.attendedDone });
          }}
        />
      )}
      <div ref={log} class="bubbles" role="log" aria-label={words.log} {...reachable}>
        {value?.messages.map((message) => (
          <Bubble key={message.id} message={message} house={house} />
        ))}
      </div>
      {chat && mine && (
        <AnswerForm
          chat={chat}
          field={field}
          onStale={reload}
          onSaid={(message) =>
            change((before) =>
              before.messages.some((known) => known.id === message.id)
                ? before
                : { ...before, messages: [...before.messages, message] },
            )
          }
        />
      )}
    </section>
  );
}
