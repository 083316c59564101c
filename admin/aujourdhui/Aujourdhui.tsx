import { useEffect } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { onKeys } from '../frame/keys.ts';
import { Split } from '../frame/Split.tsx';
import { address, go } from '../place.ts';
import { addDays, dayOf } from '../texts/dates.ts';
import { texts } from '../texts/texts.ts';
import { useBeside } from './Beside.tsx';
import { DayBar } from './DayBar.tsx';
import { DayList } from './DayList.tsx';
import { changeable, type LineActs, layOut, orders } from './day.ts';
import { DayNotes } from './desk/DayNotes.tsx';
import { useNote } from './desk/useNote.ts';
import { useWaits } from './desk/useWaits.ts';
import { Filters, isNarrowed, isWanted, NobodyThere } from './Filters.tsx';
import { FloorPlan } from './plan/FloorPlan.tsx';
import { ServiceSheet } from './ServiceSheet.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { ViewChoice } from './timeline/ViewChoice.tsx';
import { useDay } from './useDay.ts';
import { useMoved } from './useMoved.ts';
import { useNow } from './useNow.ts';
import { useOpening } from './useOpening.ts';

/** The reservation of the row that has the focus. */
const rowInHand = (): string | undefined =>
  document.activeElement?.closest('[data-item]')?.querySelector<HTMLElement>('[data-reservation]')?.dataset
    .reservation;

/** The day's book: who comes when, where they sit, and how far each is. */
export function Aujourdhui({ house }: { house: House }) {
  const { day: asked, sort, guest, open, view } = address.value;
  const state = useDay(house.slug, asked);
  const { book } = state;
  const now = useNow(book, house.timeZone, state.reload);
  const day = asked ?? book?.day ?? dayOf(new Date().toISOString(), house.timeZone);
  const today = book?.today ?? null;
  const toDay = (to: string) => go({ day: to === today ? null : to });
  const opening = useOpening(day, today);
  const { begin } = opening;
  // Which day today is, the restaurant says.
  const shownDay = asked ?? book?.day ?? null;
  const waits = useWaits(house.slug, shownDay);
  useMoved(day);
  const note = useNote(house.slug, shownDay);
  const panel = useBeside({ house, day, book, now, opening, waits });

  useEffect(() =>
    onKeys({
      ArrowLeft: () => toDay(addDays(day, -1)),
      ArrowRight: () => toDay(addDays(day, 1)),
      t: () => go({ day: null }),
      n: () => begin('new'),
      w: () => begin('walk-in'),
      b: () => begin('desk'),
      e: () => {
        const row = book?.reservations.find(({ id }) => id === rowInHand());
        if (row && changeable(row.status)) begin(row.id);
      },
    }),
  );

  const acts: LineActs = {
    open: (row: ReservationRow) => {
      if (guest === row.guest.id && !open) go({ guest: null, tab: null }, 'replace');
      else go({ guest: row.guest.id, tab: null, open: null }, guest || open ? 'replace' : 'push');
    },
    setStatus: (row, status) => void state.setStatus(row, status),
    undo: (row) => void state.undo(row),
    change: (row) => begin(row.id),
    pin: (row) => void state.pin(row),
  };
  /** What each way of showing the day is given. */
  const shown = {
    now,
    fresh: state.fresh,
    pending: state.pending,
    opened: (row: ReservationRow) => (open ? open === row.id : guest === row.guest.id),
    coming: today !== null && day > today,
    acts,
  };
  const order = orders.find((known) => known === sort) ?? 'time';
  const sections = book ? layOut(book, now, isWanted, order) : [];

  return (
    <Split panel={panel}>
      <DayBar
        day={day}
        today={today}
        onDay={toDay}
        onNew={() => begin('new')}
        onWalkIn={() => begin('walk-in')}
        onDesk={() => begin('desk')}
      />
      {state.fault && !book && (
        <Fault what={texts.value.day.failed} fault={state.fault} onRetry={state.reload} />
      )}
      {state.slow && !book && <Shape rows={12} />}
      {book && (
        <>
          <ViewChoice />
          <DayNotes house={house} day={day} known={note} />
          {book.reservations.length > 0 && <Filters book={book} />}
          <NobodyThere book={book} sections={sections} />
          {view === 'timeline' ? (
            <Timeline
              {...shown}
              house={house}
              book={book}
              keep={isWanted}
              change={state.change}
              reload={state.reload}
            />
          ) : view === 'plan' ? (
            <FloorPlan
              house={house}
              book={book}
              now={now}
              keep={isWanted}
              pending={state.pending}
              coming={shown.coming}
              acts={acts}
              change={state.change}
              reload={state.reload}
            />
          ) : (
            <DayList {...shown} book={book} sections={sections} narrowed={isNarrowed()} />
          )}
          <ServiceSheet book={book} house={house} note={note.note?.text ?? ''} />
        </>
      )}
      <p class="unseen" role="status" aria-live="polite">
        {state.news}
      </p>
    </Split>
  );
}
