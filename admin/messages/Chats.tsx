import { ArrowLeft, Check, Hand } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import { giveBack } from '../frame/giveBack.ts';
import type { House } from '../frame/house.ts';
import { reachable } from '../frame/reachable.ts';
import { Split } from '../frame/Split.tsx';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { address, go, leave } from '../place.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import { dayOf, moment, timeOf, weekDay } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { byUrgency } from './urgency.ts';

const nameOf = (chat: ConversationRow) => chat.name ?? texts.value.messages.unknown;

function when(at: string, zone: string): string {
  const day = dayOf(at, zone);
  return day === dayOf(new Date().toISOString(), zone) ? timeOf(at, zone) : weekDay(day, locale.value);
}

function ChatLine({ chat, house, opened }: { chat: ConversationRow; house: House; opened: boolean }) {
  const words = texts.value.messages;
  return (
    <li data-item class={`letter${opened ? ' letter-open' : ''}${chat.needsPerson ? ' letter-waiting' : ''}`}>
      <button
        type="button"
        class="letter-name"
        data-row
        data-open={chat.id}
        aria-expanded={opened}
        onClick={() => go({ open: chat.id }, address.value.open ? 'replace' : 'push')}
      >
        {nameOf(chat)}
      </button>
      <time class="letter-when" dateTime={chat.lastAt}>
        {when(chat.lastAt, house.timeZone)}
      </time>
      <span class="letter-text">{chat.lastText}</span>
      <span class="letter-marks">
        {chat.needsPerson && (
          <span class="badge badge-remark">
            <Hand size={13} strokeWidth={1.5} aria-hidden="true" />
            {words.waiting}
          </span>
        )}
        <span class="badge badge-tag">{words.transports[chat.transport]}</span>
      </span>
    </li>
  );
}

/** Gives the focus back to the line that was open. */
function back(id: string): void {
  leave({ open: null });
  giveBack(() => document.querySelector<HTMLElement>(`[data-open="${CSS.escape(id)}"]`));
}

function Chat({
  id,
  house,
  onChanged,
}: {
  id: string;
  house: House;
  onChanged: (chat: ConversationRow) => void;
}) {
  const words = texts.value.messages;
  const { value, fault, slow, reload, change } = useLoaded(id, (signal) =>
    call('GET /api/conversations/:id', { params: { id }, signal }),
  );
  const soon = useSoon(reload, 150);
  useLiveEvent((message) => {
    if (message.event.kind === 'conversation' && message.event.conversation.id === id) soon();
  });
  useLiveFresh(() => soon());
  const log = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const count = value?.messages.length ?? 0;
  useEffect(() => {
    if (count > 0) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [count]);
  useEffect(() => {
    if (count > 0) heading.current?.focus({ preventScroll: true });
  }, [count > 0]);

  async function attended() {
    try {
      const row = await call('POST /api/conversations/:id/attended', { params: { id }, body: {} });
      change((before) => ({ ...before, conversation: row }));
      onChanged(row);
      tell({ tone: 'done', text: words.attendedDone });
      heading.current?.focus({ preventScroll: true });
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: `${words.attendedFailed} ${explain(failed)}` });
    }
  }

  const chat = value?.conversation;
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
          <button type="button" class="button" onClick={() => go({ page: 'clients', guest: chat.guest })}>
            {words.guestRecord}
          </button>
        )}
      </header>
      {fault && !value && <Fault what={words.chatsFailed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={4} />}
      {chat?.needsPerson && (
        <div class="waiting">
          <Hand size={20} strokeWidth={1.5} aria-hidden="true" />
          <p>{words.waitingNote}</p>
          <button type="button" class="button primary" onClick={() => void attended()}>
            <Check size={16} strokeWidth={1.5} aria-hidden="true" />
            {words.attended}
          </button>
        </div>
      )}
      <div ref={log} class="bubbles" role="log" aria-label={words.log} {...reachable}>
        {value?.messages.map((message) => (
          <p
            key={message.id}
            class={`bubble bubble-${message.direction}`}
            title={moment(message.at, locale.value, house.timeZone)}
          >
            <span class="unseen">{message.direction === 'in' ? words.fromGuest : words.fromBot} : </span>
            {message.text}
          </p>
        ))}
      </div>
    </section>
  );
}

/** The chats of guests with the bot; those that wait for a person first. */
export function Chats({ house }: { house: House }) {
  const words = texts.value.messages;
  const { value, fault, slow, reload, change } = useLoaded(house.slug, (signal) =>
    call('GET /api/conversations', { query: { restaurant: house.slug }, signal }),
  );
  const put = (chat: ConversationRow) =>
    change((before) => ({ ...before, conversations: byUrgency(before.conversations, chat) }));
  useLiveEvent((message) => {
    if (message.event.kind === 'conversation') put(message.event.conversation);
  });
  useLiveFresh(() => reload());
  const { open } = address.value;
  return (
    <Split
      panel={open ? <Chat key={open} id={open} house={house} onChanged={put} /> : null}
      empty={
        value && value.conversations.length > 0 ? <p class="split-empty">{words.chatsPick}</p> : undefined
      }
    >
      {fault && !value && <Fault what={words.chatsFailed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={8} />}
      {value?.conversations.length === 0 && <p class="empty">{words.chatsEmpty}</p>}
      <ol class="letters" data-rows>
        {value?.conversations.map((chat) => (
          <ChatLine key={chat.id} chat={chat} house={house} opened={open === chat.id} />
        ))}
      </ol>
    </Split>
  );
}
