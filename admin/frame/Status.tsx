import { Ban, Check, Circle, CircleDashed, CircleDot, CircleX } from 'lucide-preact';
import type { Status } from '../../server/reservations/contract.ts';
import { texts } from '../texts/texts.ts';

const icons = {
  requested: CircleDashed,
  confirmed: Circle,
  arrived: CircleDot,
  seated: Circle,
  finished: Check,
  declined: Ban,
  cancelled: Ban,
  no_show: CircleX,
  expired: Ban,
};

/** A status as a shape and a word; colour only helps. */
export function StatusMark({ status, by }: { status: Status; by?: 'guest' | 'staff' | null }) {
  const words = texts.value;
  const Icon = icons[status];
  return (
    <span class={`status status-${status}`}>
      <Icon
        size={14}
        strokeWidth={2}
        aria-hidden="true"
        {...(status === 'seated' ? { fill: 'currentColor' } : {})}
      />
      <span>
        {words.statuses[status]}
        {status === 'cancelled' && by ? <span class="status-by"> {words.cancelledBy[by]}</span> : null}
      </span>
    </span>
  );
}
