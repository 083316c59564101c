import { Clock, Lock } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConversationRow, Window } from '../../server/conversations/contract.ts';
import type { House } from '../frame/house.ts';
import { session } from '../session/session.ts';
import { spokenTime, timeOf } from '../texts/dates.ts';
import { locale } from '../texts/texts.ts';
import { handoverWords } from './handoverTexts.ts';
import { spaced } from './phone.ts';
import { windowState } from './said.ts';

/** Whether the guest of a chat can be written to now; looks again when that changes. */
export function useWindow(window: Window): ReturnType<typeof windowState> {
  const [, look] = useState(0);
  const state = windowState(window, Date.now());
  const closesAt = window?.closesAt ?? null;
  useEffect(() => {
    if (closesAt === null || (state !== 'open' && state !== 'closing')) return;
    const left = Date.parse(closesAt) - Date.now();
    const next = state === 'open' ? left - 3 * 3_600_000 : left;
    const timer = setTimeout(() => look((round) => round + 1), Math.max(next, 0) + 500);
    return () => clearTimeout(timer);
  }, [closesAt, state]);
  return state;
}

/** Until when WhatsApp lets the house write freely, and what there is to do once it does not. */
export function WindowNote(props: {
  state: ReturnType<typeof windowState>;
  window: Window;
  chat: ConversationRow;
  house: House;
}) {
  const { state, window, chat, house } = props;
  const words = handoverWords();
  if (state === 'open') return null;
  const Icon = state === 'closing' ? Clock : Lock;
  const until = window?.closesAt ? spokenTime(timeOf(window.closesAt, house.timeZone), locale.value) : '';
  return (
    <div class={`window-note window-${state}`} role={state === 'closing' ? undefined : 'status'}>
      <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
      <p>
        {state === 'closing' && words.window.closing(until)}
        {state === 'template' && words.window.template}
        {state === 'closed' && (
          <>
            <b>{words.window.closed}</b> {words.window.whatNow}{' '}
            {session.value?.staff.role === 'host' ? words.window.askManager : words.window.nameOne}
          </>
        )}
        {state === 'closed' && chat.phone && (
          <>
            {' '}
            <a href={`tel:${chat.phone}`}>{words.window.call(spaced(chat.phone))}</a>
          </>
        )}
      </p>
    </div>
  );
}
