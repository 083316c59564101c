import { Check, CheckCheck, CircleX, Clock, RotateCcw } from 'lucide-preact';
import type { StaffChatMessage } from '../../server/conversations/contract.ts';
import type { House } from '../frame/house.ts';
import { session } from '../session/session.ts';
import { moment, timeOf } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { handoverWords } from './handoverTexts.ts';
import { beside, thing } from './said.ts';

const icons = { queued: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck, failed: CircleX };

/** What became of a message that went out, as a shape and a word; of one that failed, why. */
function Fate({ message }: { message: StaffChatMessage }) {
  const words = handoverWords();
  const { state, why } = message;
  if (state === null) return null;
  const Icon = icons[state];
  return (
    <span class={`fate fate-${state}`}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {words.states[state]}
      {why && words.because(words.whyNot[why])}
    </span>
  );
}

/** One message of a chat, with who said it and when; `onAgain` sends what failed once more. */
export function Bubble(props: {
  message: StaffChatMessage;
  house: House;
  onAgain: ((message: StaffChatMessage) => void) | null;
}) {
  const { message, house } = props;
  const words = handoverWords();
  const shared = texts.value.messages;
  const { direction, staff, state, kind } = message;
  const who = direction === 'in' ? shared.fromGuest : (staff ?? shared.fromBot);
  const mine = staff !== null && staff === session.value?.staff.name;
  const what = thing(kind, message.text);
  const label = what && (what === kind ? words.kinds[what] : words.notShown(words.kinds[what]));
  const text = beside(kind, message.text);
  const shown = direction === 'out' ? (mine ? words.you : (staff ?? shared.fromBot)) : '';
  return (
    <div class={`said said-${direction}`}>
      <p class={`bubble bubble-${direction}${staff ? ' bubble-staff' : ''}`} dir="auto">
        <span class="unseen">{who} : </span>
        {label && <i class="said-kind">{label}</i>}
        {label && text && <br />}
        {text}
      </p>
      <p class="said-by">
        {shown && <span aria-hidden="true">{shown}</span>}
        <time dateTime={message.at} title={moment(message.at, locale.value, house.timeZone)}>
          {timeOf(message.at, house.timeZone)}
        </time>
        {(staff !== null || state === 'failed') && <Fate message={message} />}
        {staff !== null && state === 'failed' && message.again && <span>{words.sentAgain}</span>}
        {staff !== null && state === 'failed' && !message.again && props.onAgain && (
          <button type="button" class="said-again" onClick={() => props.onAgain?.(message)}>
            <RotateCcw size={13} strokeWidth={1.75} aria-hidden="true" />
            {words.again}
          </button>
        )}
      </p>
    </div>
  );
}
