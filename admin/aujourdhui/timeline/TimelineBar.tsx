import { Users } from 'lucide-preact';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { StatusMark } from '../../frame/Status.tsx';
import { texts } from '../../texts/texts.ts';
import { changeable, type LineActs, stages } from '../day.ts';
import { MoreMenu } from '../MoreMenu.tsx';
import type { useAim } from './useAim.ts';
import { timelineWords } from './words.ts';

/** A reservation as a bar: it opens the record, its menu what else can be done, and it can be taken elsewhere. */
export function TimelineBar(props: {
  row: ReservationRow;
  left: number;
  width: number;
  top: number;
  /** Of a party at several tables, one bar is walked to; the others are the same party. */
  first: boolean;
  look: string;
  busy: boolean;
  opened: boolean;
  coming: boolean;
  acts: LineActs;
  grips: ReturnType<ReturnType<typeof useAim>['grips']>;
  ends: ReturnType<ReturnType<typeof useAim>['ends']>;
  endsDrag: () => boolean;
}) {
  const { row, acts } = props;
  const words = texts.value;
  const table = row.tables.length > 0 ? words.table(row.tables) : words.day.tableNone;
  return (
    <li
      data-item
      class={`berth berth-${stages[row.status]} berth-${row.status}${props.look}`}
      style={{ left: `${props.left}px`, width: `${props.width}px`, top: `${props.top}px` }}
      aria-busy={props.busy || undefined}
    >
      <button
        type="button"
        class="berth-main"
        data-row={props.first || undefined}
        data-reservation={row.id}
        tabIndex={props.first ? 0 : -1}
        aria-expanded={props.opened}
        aria-describedby="timeline-hint"
        {...props.grips}
        onClick={() => !props.endsDrag() && acts.open(row)}
      >
        <span class="unseen">
          {timelineWords().bar(
            row.bookedAs,
            words.people(row.party),
            row.time,
            table,
            words.statuses[row.status],
          )}
        </span>
        <span class="berth-who" aria-hidden="true">
          <b>{row.bookedAs}</b>
          <span class="berth-party">
            <Users size={12} strokeWidth={1.5} aria-hidden="true" />
            {row.party}
          </span>
        </span>
        <span class="berth-facts" aria-hidden="true">
          {row.time}
          <StatusMark status={row.status} />
        </span>
      </button>
      <MoreMenu
        row={row}
        coming={props.coming}
        acts={acts}
        look="berth-more"
        size={16}
        tabIndex={props.first ? 0 : -1}
      />
      {changeable(row.status) && <span class="berth-end" aria-hidden="true" {...props.ends} />}
    </li>
  );
}
