import type { House } from '../frame/house.ts';
import { address, go, urlOf } from '../place.ts';
import { session } from '../session/session.ts';
import { texts } from '../texts/texts.ts';
import { Whatsapp } from '../whatsapp/Whatsapp.tsx';
import { Chats } from './Chats.tsx';
import { Sent } from './Sent.tsx';
import { TryBot } from './TryBot.tsx';
import { Templates } from './templates/Templates.tsx';
import { words as templateWords } from './templates/texts/words.ts';
import { waiting } from './waiting.ts';

const parts = { chats: Chats, sent: Sent, templates: Templates, whatsapp: Whatsapp, try: TryBot };
type Part = keyof typeof parts;

/** Chats with guests, what was sent to them, and a place to try the bot. */
export function Messages({ house }: { house: House }) {
  const words = texts.value.messages;
  // What was sent, and the line on which it is sent, are for managers and owners.
  const names: Part[] =
    session.value?.staff.role === 'host'
      ? ['chats', 'try']
      : ['chats', 'sent', 'templates', 'whatsapp', 'try'];
  const tab = names.find((name) => name === address.value.tab) ?? 'chats';
  const View = parts[tab];
  const nameOf = (name: Part) => {
    if (name === 'whatsapp') return 'WhatsApp';
    return name === 'templates' ? templateWords.value.tab : words.tabs[name];
  };
  return (
    <div class="messages">
      <header class="page-head">
        <h1>{words.title}</h1>
        <nav class="tabs edges" aria-label={words.title}>
          {names.map((name) => {
            const change = { tab: name === 'chats' ? null : name, open: null, guest: null, search: '' };
            return (
              <a
                key={name}
                href={urlOf(change)}
                aria-current={tab === name ? 'page' : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                  event.preventDefault();
                  go(change);
                }}
              >
                {nameOf(name)}
                {name === 'chats' && waiting.value > 0 && <b class="tab-count">{waiting.value}</b>}
              </a>
            );
          })}
        </nav>
      </header>
      <View house={house} />
    </div>
  );
}
