import { Ellipsis } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { texts } from '../texts/texts.ts';
import type { LineActs, Settable } from './day.ts';
import { StatusMenu } from './StatusMenu.tsx';

/** The button of a reservation that opens the menu of whatever else can be done with it. */
export function MoreMenu(props: {
  row: ReservationRow;
  coming: boolean;
  acts: LineActs;
  /** How the button looks where it stands. */
  look: string;
  size: number;
  tabIndex?: number;
  /** In place of the plain change of status, where more has to happen. */
  onPick?: (status: Settable) => void;
}) {
  const { row, acts } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.look}
        tabIndex={props.tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={texts.value.day.more(row.bookedAs, row.time)}
        onClick={() => setOpen(!open)}
      >
        <Ellipsis size={props.size} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {open && (
        <StatusMenu
          row={row}
          coming={props.coming}
          anchor={button.current}
          onPick={props.onPick ?? ((status) => acts.setStatus(row, status))}
          onUndo={() => acts.undo(row)}
          onChange={() => acts.change(row)}
          onPin={() => acts.pin(row)}
          onClose={(back) => {
            setOpen(false);
            if (back) button.current?.focus();
          }}
        />
      )}
    </>
  );
}
