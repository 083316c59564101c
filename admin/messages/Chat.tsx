import { ArrowLeft } from 'lucide-preact';
import { Fragment } from 'preact';
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
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import { dayOf, longDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Bubble } from './Bubble.tsx';
import { explainChat, Hands, isMine } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';
import { useWindow, WindowNote } from './Open.tsx';
import { spaced } from './phone.ts';
import { byDay } from './said.ts';

/** By what a guest is called: their name, else their number, else that nobody knows. */
export const nameOf = (chat: ConversationRow): string =>
  chat.name ?? (chat.phone === null ? texts.value.messages.unknown : spaced(chat.phone));

/** "Aujourd'hui", "Hier", else the day by its name. */
function dayName(day: string, zone: string): string {
  const words = handoverWords();
  const ago = (days: number) => dayOf(new Date(Date.now() - days * 86_400_000).toISOString(), zone);
  if (day === ago(0)) return words.today;
  return day === ago(1) ? words.yesterday : longDay(day, locale.value, ago(0));
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
  // The last word stays in sight when the field below grows, or a keyboard comes up.
  const shown = useRef(0);
  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const watching = new ResizeObserver(() => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const lost = shown.current - clientHeight;
      if (lost > 0 && scrollHeight - scrollTop - shown.current < 40) element.scrollTo({ top: scrollHeight });
      shown.current = clientHeight;
    });
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
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

  const state = useWindow(value?.window ?? null);

  function add(message: StaffChatMessage) {
    change((before) =>
      before.messages.some((known) => known.id === message.id)
        ? before
        : { ...before, messages: [...before.messages, message] },
    );
  }

  const resending = useRef(false);
  async function sendAgain(message: StaffChatMessage) {
    if (resending.current) return;
    resending.current = true;
    try {
      const params = { id, message: message.id };
      add(await call('POST /api/conversations/:id/messages/:message/again', { params, body: {} }));
      log.current?.focus();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: `${handoverWords().againFailed} ${explainChat(failed)}` });
    } finally {
      resending.current = false;
      reload();
    }
  }

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
          <bdi>{chat ? nameOf(chat) : '\u00a0'}</bdi>
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
        {value && value.messages.length >= 200 && <p class="bubbles-note">{handoverWords().earlier}</p>}
        {value &&
          byDay(value.messages, house.timeZone).map(({ day, messages }) => (
            <Fragment key={day}>
              <h3 class="bubbles-day">{dayName(day, house.timeZone)}</h3>
              {messages.map((message) => (
                <Bubble
                  key={message.id}
                  message={message}
                  house={house}
                  onAgain={mine && state !== 'closed' ? (failed) => void sendAgain(failed) : null}
                />
              ))}
            </Fragment>
          ))}
      </div>
      {chat && mine && <WindowNote state={state} window={value?.window ?? null} chat={chat} house={house} />}
      {chat && mine && state !== 'closed' && (
        <AnswerForm
          chat={chat}
          field={field}
          most={state === 'template' ? 900 : 4000}
          onStale={reload}
          onSaid={add}
        />
      )}
    </section>
  );
}
