import { Ban, Check, Circle, CircleDashed, CircleDot, CircleX, ClockAlert } from 'lucide-preact';
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

/** A status as a shape and a word; colour only helps. A late cancellation is one of its own. */
export function StatusMark(props: { status: Status; by?: 'guest' | 'staff' | null; late?: boolean }) {
  const { status, by } = props;
  const words = texts.value;
  const late = status === 'cancelled' && props.late;
  const Icon = late ? ClockAlert : icons[status];
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
        {late && <b class="status-late"> {words.cancelledLate}</b>}
        {status === 'cancelled' && by ? <span class="status-by"> {words.cancelledBy[by]}</span> : null}
      </span>
    </span>
  );
}
