import {
  Archive,
  Check,
  CheckCheck,
  CircleX,
  Clock,
  MailOpen,
  MailX,
  MousePointerClick,
  ShieldAlert,
} from 'lucide-preact';
import type { Message } from '../../server/messaging/contract.ts';
import { texts } from '../texts/texts.ts';

const icons = {
  queued: Clock,
  outbox: Archive,
  sent: Check,
  failed: CircleX,
  delivered: CheckCheck,
  opened: MailOpen,
  clicked: MousePointerClick,
  bounced: MailX,
  complained: ShieldAlert,
};

type Told = Pick<Message, 'status' | 'outcome'>;

/** What became of a message, in a word: the furthest that is known. */
export function outcomeOf({ status, outcome }: Told): string {
  const words = texts.value.messages;
  return outcome ? words.outcomes[outcome] : words.status[status];
}

/** What became of a message, as a shape and a word; colour only helps. */
export function OutcomeMark({ message }: { message: Told }) {
  const furthest = message.outcome ?? message.status;
  const Icon = icons[furthest];
  const bad = furthest === 'failed' || furthest === 'bounced' || furthest === 'complained';
  return (
    <span class={`badge ${bad ? 'badge-no-show' : 'badge-tag'}`}>
      <Icon size={13} strokeWidth={1.5} aria-hidden="true" />
      {outcomeOf(message)}
    </span>
  );
}
