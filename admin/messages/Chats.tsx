import { Hand, MessageCircle, UserRound } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import type { ConversationRow } from '../../server/conversations/contract.ts';
import { call } from '../api.ts';
import { GuestPanel } from '../clients/GuestPanel.tsx';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { SearchField } from '../frame/SearchField.tsx';
import { Split } from '../frame/Split.tsx';
import { useLoaded } from '../load.ts';
import { address, go } from '../place.ts';
import { useLiveEvent, useLiveFresh, useSoon } from '../stream.ts';
import { dayOf, timeOf, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { BotBack } from './BotBack.tsx';
import { Chat, nameOf } from './Chat.tsx';
import { isMine } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';
import { beside, thing } from './said.ts';
import { byUrgency, waits } from './urgency.ts';

function when(at: string, zone: string): string {
  const day = dayOf(at, zone);
  return day === dayOf(new Date().toISOString(), zone) ? timeOf(at, zone) : weekDay(day, locale.value);
}

/** The last thing said, in a line; what is not words by its name. */
function glimpse({ lastKind, lastText }: ConversationRow): string {
  const what = thing(lastKind, lastText);
  return what
    ? [handoverWords().kinds[what], beside(lastKind, lastText)].filter(Boolean).join(' · ')
    : lastText;
}

function ChatLine({ chat, house, opened }: { chat: ConversationRow; house: House; opened: boolean }) {
  const words = texts.value.messages;
  return (
    <li data-item class={`letter${opened ? ' letter-open' : ''}${waits(chat) ? ' letter-waiting' : ''}`}>
      <button
        type="button"
        class="letter-name"
        data-row
        data-open={chat.id}
        aria-expanded={opened}
        onClick={() => go({ open: chat.id, guest: null }, address.value.open ? 'replace' : 'push')}
      >
        {nameOf(chat)}
      </button>
      <time class="letter-when" dateTime={chat.lastAt}>
        {when(chat.lastAt, house.timeZone)}
      </time>
      <span class="letter-text">{glimpse(chat)}</span>
      <span class="letter-marks">
        {chat.needsPerson && (
          <span class="badge badge-remark">
            <Hand size={13} strokeWidth={1.5} aria-hidden="true" />
            {words.waiting}
          </span>
        )}
        {chat.unread > 0 && (
          <span class="badge badge-remark">
            <MessageCircle size={13} strokeWidth={1.5} aria-hidden="true" />
            {handoverWords().unread(chat.unread)}
          </span>
        )}
        {chat.takenBy && (
          <span class="badge badge-tag">
            <UserRound size={13} strokeWidth={1.5} aria-hidden="true" />
            {isMine(chat) ? handoverWords().you : chat.onPhone ? handoverWords().phone : chat.takenBy.name}
          </span>
        )}
        <span class="badge badge-tag">{words.transports[chat.transport]}</span>
      </span>
    </li>
  );
}

/** The chats of guests; those that wait for a person first. Beside the one that is open, its guest's record. */
export function Chats({ house }: { house: House }) {
  const words = texts.value.messages;
  const { open, guest } = address.value;
  const search = address.value.search.trim();
  const { value, fault, slow, reload, change } = useLoaded(
    `${house.slug} ${search}`,
    (signal) =>
      call('GET /api/conversations', {
        query: { restaurant: house.slug, ...(search && { search }) },
        signal,
      }),
    { keep: true },
  );
  const soon = useSoon(reload, 200);
  const searching = useRef(search);
  searching.current = search;
  const put = (chat: ConversationRow) => {
    // Whether a chat is among those looked for, the server says.
    if (searching.current) soon();
    else change((before) => ({ ...before, conversations: byUrgency(before.conversations, chat) }));
  };
  useLiveEvent((message) => {
    if (message.event.kind === 'conversation') put(message.event.conversation);
  });
  useLiveFresh(() => reload());
  return (
    <div class={`chats${open && guest ? ' chats-guest' : ''}`}>
      <Split
        panel={
          open ? (
            <Chat
              key={open}
              id={open}
              house={house}
              botBackMinutes={value?.botBackMinutes ?? null}
              onChanged={put}
            />
          ) : null
        }
        empty={
          value && value.conversations.length > 0 ? <p class="split-empty">{words.chatsPick}</p> : undefined
        }
      >
        <div class="chats-search">
          <SearchField label={handoverWords().searchLabel} placeholder={handoverWords().search} wide />
        </div>
        {fault && !value && <Fault what={words.chatsFailed} fault={fault} onRetry={reload} />}
        {slow && !value && <Shape rows={8} />}
        {value?.conversations.length === 0 && (
          <p class="empty">{search ? handoverWords().nothing(search) : words.chatsEmpty}</p>
        )}
        <ol class="letters" data-rows>
          {value?.conversations.map((chat) => (
            <ChatLine key={chat.id} chat={chat} house={house} opened={open === chat.id} />
          ))}
        </ol>
        {value && (
          <BotBack
            house={house}
            minutes={value.botBackMinutes}
            onChanged={(botBackMinutes) => change((before) => ({ ...before, botBackMinutes }))}
          />
        )}
      </Split>
      {open && guest && (
        <div class="chats-record">
          <GuestPanel key={guest} house={house} id={guest} />
        </div>
      )}
    </div>
  );
}
