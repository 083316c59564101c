import { useEffect, useRef } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { Floating } from '../frame/Floating.tsx';
import { texts } from '../texts/texts.ts';
import { changeable, otherStatuses, type Settable, stages } from './day.ts';

/** Is going from one to the other a step back? Then the menu says so. */
const order: Partial<Record<string, number>> = { confirmed: 0, arrived: 1, seated: 2, finished: 3 };
const isBack = (from: string, to: Settable) => (order[to] ?? 9) < (order[from] ?? 9) && to !== 'finished';

/** The row's other possibilities: no-show, cancelled, a step back, and the undo of the last change. */
export function StatusMenu(props: {
  row: ReservationRow;
  coming: boolean;
  anchor: HTMLElement | null;
  onPick: (status: Settable) => void;
  onUndo: () => void;
  onChange: () => void;
  onPin: () => void;
  /** `back`: the focus belongs to the button that opened it. */
  onClose: (back: boolean) => void;
}) {
  const { row, onClose } = props;
  const words = texts.value;
  const list = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const items = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])];

  useEffect(() => {
    items()[0]?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !list.current?.contains(event.target)) close.current(false);
    };
    // After the click that opened it has run its course.
    const timer = setTimeout(() => window.addEventListener('pointerdown', outside, true));
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', outside, true);
    };
  }, []);

  function walk(event: KeyboardEvent) {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose(true);
    }
  }

  const pick = (act: () => void) => {
    onClose(true);
    act();
  };

  const last = row.lastChange;
  return (
    <Floating anchor={props.anchor} align="end" onGone={() => onClose(false)}>
      <div
        ref={list}
        class="menu"
        role="menu"
        tabIndex={-1}
        aria-label={words.day.more(row.bookedAs, row.time)}
        onKeyDown={walk}
      >
        {changeable(row.status) && (
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              onClose(false);
              props.onChange();
            }}
          >
            {words.making.change}
          </button>
        )}
        {changeable(row.status) && row.tables.length > 0 && (
          <button type="button" role="menuitem" tabIndex={-1} onClick={() => pick(props.onPin)}>
            {(row.pinned ? words.day.unpin : words.day.pin)(words.table(row.tables))}
            <small>{row.pinned ? words.day.unpinNote : words.day.pinNote}</small>
          </button>
        )}
        {otherStatuses[row.status]
          ?.filter((status) => !props.coming || stages[status] !== 'here')
          // Nobody can have failed to come before their hour.
          .filter((status) => status !== 'no_show' || Date.parse(row.startsAt) <= Date.now())
          .map((status) => (
            <button
              key={status}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={stages[status] === 'fallen' ? 'menu-harm' : undefined}
              onClick={() => pick(() => props.onPick(status))}
            >
              {isBack(row.status, status) && status in words.backTo
                ? words.backTo[status as keyof typeof words.backTo]
                : words.acts[status]}
            </button>
          ))}
        {last?.undoable && (
          <button type="button" role="menuitem" tabIndex={-1} onClick={() => pick(props.onUndo)}>
            {words.day.undoLast}
            <small>
              {words.statuses[last.from]} → {words.statuses[last.to]}
            </small>
          </button>
        )}
      </div>
    </Floating>
  );
}
