import { Ellipsis, Users } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { StatusMark } from '../../frame/Status.tsx';
import { texts } from '../../texts/texts.ts';
import { stages } from '../day.ts';
import type { LineActs } from '../ReservationLine.tsx';
import { StatusMenu } from '../StatusMenu.tsx';
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
  endsDrag: () => boolean;
}) {
  const { row, acts } = props;
  const words = texts.value;
  const name = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState(false);
  const table = row.tables.length > 0 ? words.table(row.tables) : words.day.tableNone;
  return (
    <li
      data-item
      class={`berth berth-${stages[row.status]} berth-${row.status}${props.look}`}
      style={{ left: `${props.left}px`, width: `${props.width}px`, top: `${props.top}px` }}
      aria-busy={props.busy || undefined}
    >
      <button
        ref={name}
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
      <button
        ref={more}
        type="button"
        class="berth-more"
        tabIndex={props.first ? 0 : -1}
        aria-haspopup="menu"
        aria-expanded={menu}
        aria-label={words.day.more(row.bookedAs, row.time)}
        onClick={() => setMenu(!menu)}
      >
        <Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {menu && (
        <StatusMenu
          row={row}
          coming={props.coming}
          anchor={more.current}
          onPick={(status) => acts.setStatus(row, status)}
          onUndo={() => acts.undo(row)}
          onChange={() => acts.change(row)}
          onPin={() => acts.pin(row)}
          onClose={(back) => {
            setMenu(false);
            if (back) (more.current ?? name.current)?.focus();
          }}
        />
      )}
    </li>
  );
}
