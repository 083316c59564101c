import './desk.css';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { Fault } from '../../frame/Fault.tsx';
import type { House } from '../../frame/house.ts';
import { Side } from '../../frame/Side.tsx';
import type { Present } from '../clock.ts';
import type { DayBook } from '../day.ts';
import { desk, deskFault, readDesk } from './desk.ts';
import { Queue } from './Queue.tsx';
import { Requests } from './Requests.tsx';
import { words } from './texts/words.ts';
import { UnsettledList } from './UnsettledList.tsx';
import type { useWaits } from './useWaits.ts';
import { Waitlist } from './Waitlist.tsx';
import { Wishes } from './Wishes.tsx';
import { isOpen, usualRange } from './waits.ts';

/**
 * Keeps the focus in the panel: what was answered goes, and the button that answered it with it. The next thing to
 * press is then in the same part, or the panel's title holds the focus.
 */
function useFocusKept() {
  const body = useRef<HTMLDivElement>(null);
  const held = useRef<{ element: Element; part: Element | null } | null>(null);
  useLayoutEffect(() => {
    const was = held.current;
    if (!was || was.element.isConnected || document.activeElement !== document.body) return;
    held.current = null;
    // A part that is empty may be gone with the last that stood in it.
    const next = was.part?.isConnected ? was.part.querySelector<HTMLElement>('.wait-one button') : null;
    (next ?? body.current?.closest('aside')?.querySelector<HTMLElement>('h2'))?.focus();
  });
  return {
    body,
    hold: (event: FocusEvent) => {
      const element = event.target as Element;
      held.current = { element, part: element.closest('.desk-part') };
    },
  };
}

function Part(props: { name: string; title: string; count: number; children: ComponentChildren }) {
  return (
    <section class="part desk-part" aria-labelledby={`desk-${props.name}`}>
      <h3 id={`desk-${props.name}`}>
        {props.title} <span class="desk-count figure">{props.count}</span>
      </h3>
      {props.children}
    </section>
  );
}

/** What waits for the host: requests, what is to be settled, the waitlist of the day and tonight's queue. */
export function DeskPanel(props: {
  house: House;
  day: string;
  book: DayBook | null;
  now: Present | null;
  waits: ReturnType<typeof useWaits>;
  onLook: (row: ReservationRow) => void;
  onClose: () => void;
}) {
  const { house, day, waits, book, now } = props;
  const say = words.value;
  const known = desk.value;
  const lost = waits.value === null ? waits.fault : null;
  const { body, hold } = useFocusKept();
  return (
    <Side title={say.title} onClose={props.onClose}>
      <div ref={body} onFocusIn={hold}>
        {!known && deskFault.value && (
          <Fault what={say.failed} fault={deskFault.value} onRetry={() => void readDesk()} />
        )}
        {waits.value && now !== null && (
          <Part name="queue" title={say.queue.title} count={waits.value.queue.filter(isOpen).length}>
            <Queue
              house={house}
              waits={waits.value}
              rows={book?.reservations ?? []}
              now={now}
              reload={waits.reload}
            />
          </Part>
        )}
        {known && (
          <>
            <Part name="requests" title={say.requests.title} count={known.requests.length}>
              {known.requests.length === 0 && <p class="muted">{say.requests.empty}</p>}
              <Requests requests={known.requests} onLook={props.onLook} />
            </Part>
            {known.wishes.length > 0 && (
              <Part name="wishes" title={say.wishes.title} count={known.wishes.length}>
                <Wishes wishes={known.wishes} onLook={props.onLook} />
              </Part>
            )}
            <Part name="unsettled" title={say.unsettled.title} count={known.unsettled.length}>
              {known.unsettled.length === 0 ? (
                <p class="muted">{say.unsettled.empty}</p>
              ) : (
                <UnsettledList unsettled={known.unsettled} onLook={props.onLook} />
              )}
            </Part>
          </>
        )}
        {waits.value && (
          <Part name="list" title={say.list.title} count={waits.value.list.filter(isOpen).length}>
            <Waitlist
              house={house}
              day={day}
              waits={waits.value}
              usual={usualRange(book?.shifts ?? [], now?.time ?? null)}
              reload={waits.reload}
            />
          </Part>
        )}
        {lost && <Fault what={say.failed} fault={lost} onRetry={waits.reload} />}
      </div>
    </Side>
  );
}
