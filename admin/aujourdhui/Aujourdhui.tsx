import { ChevronDown } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { GuestPanel } from '../clients/GuestPanel.tsx';
import { Fault, Shape } from '../frame/Fault.tsx';
import { giveBack } from '../frame/giveBack.ts';
import type { House } from '../frame/house.ts';
import { onKeys } from '../frame/keys.ts';
import { SearchField } from '../frame/SearchField.tsx';
import { Side } from '../frame/Side.tsx';
import { SortChoice } from '../frame/SortChoice.tsx';
import { Split } from '../frame/Split.tsx';
import { address, go, leave } from '../place.ts';
import { ChangeReservation } from '../reservation/ChangeReservation.tsx';
import { NewReservation } from '../reservation/NewReservation.tsx';
import { WalkIn } from '../reservation/WalkIn.tsx';
import { addDays, dayOf } from '../texts/dates.ts';
import { texts } from '../texts/texts.ts';
import { CoversChart } from './CoversChart.tsx';
import { DayBar } from './DayBar.tsx';
import {
  changeable,
  type DayBook,
  isOver,
  layOut,
  matches,
  orders,
  type Section,
  type Stage,
  stages,
  totalsOf,
} from './day.ts';
import { showPresent } from './present.ts';
import { type LineActs, ReservationLine } from './ReservationLine.tsx';
import { ServiceSheet } from './ServiceSheet.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { ViewChoice } from './timeline/ViewChoice.tsx';
import { useDay, useNow } from './useDay.ts';

const filters = ['all', 'awaited', 'here', 'done', 'fallen'] as const;

/** "dans 25 min", "dans 2 h 05". */
function soon(minutes: number): string {
  const words = texts.value.day;
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
}

function NowLine(props: { time: string; inMinutes: number | null }) {
  const words = texts.value.day;
  return (
    <li class="now">
      <span class="now-time">{props.time}</span>
      <span class="now-word">
        {words.now}
        {props.inMinutes !== null && ` · ${words.nextIn(soon(props.inMinutes))}`}
      </span>
    </li>
  );
}

/** A shift: its covers as figures and bars, and its rows. One that is over folds away until asked for. */
function ShiftSection(props: {
  section: Section;
  most: number;
  now: string | null;
  folded: boolean;
  children: ComponentChildren;
}) {
  const words = texts.value;
  const { shift } = props.section;
  const [unfolded, setUnfolded] = useState(false);
  const totals = `${words.covers(shift.covers)} · ${words.bookings(shift.parties)}`;
  if (props.folded)
    return (
      <section class="shift" aria-label={shift.name}>
        <button
          type="button"
          class="shift-toggle"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          <h2>{shift.name}</h2>
          <span>
            {words.day.over} · {totals}
          </span>
          <ChevronDown size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
        {unfolded && <ol>{props.children}</ol>}
      </section>
    );
  return (
    <section class="shift" aria-label={shift.name}>
      <header class="shift-head">
        <div>
          <h2>{shift.name}</h2>
          <p>{totals}</p>
        </div>
        <CoversChart shift={shift} most={props.most} now={props.now} />
      </header>
      <ol>{props.children}</ol>
    </section>
  );
}

function Filters({ book }: { book: DayBook }) {
  const words = texts.value.day;
  const totals = totalsOf(book);
  const { filter } = address.value;
  return (
    <div class="filters">
      <SearchField label={words.searchLabel} placeholder={words.search} />
      <SortChoice orders={orders.map((name) => [name, words.orders[name]])} />
      <fieldset class="chips">
        <legend class="unseen">{words.filterLabel}</legend>
        {filters.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={(filter ?? 'all') === name}
            onClick={() => go({ filter: name === 'all' ? null : name }, 'replace')}
          >
            {words.filters[name]} <b>{totals[name]}</b>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** The reservation of the row that has the focus. */
const rowInHand = (): string | undefined =>
  document.activeElement?.closest('[data-item]')?.querySelector<HTMLElement>('[data-reservation]')?.dataset
    .reservation;

/** What the focus returns to: the button or the row from which the panel was opened. */
const whereBegun = (what: string | null): HTMLElement | null =>
  (what &&
    document.querySelector<HTMLElement>(
      `[data-begin="${CSS.escape(what)}"], [data-reservation="${CSS.escape(what)}"]`,
    )) ||
  null;

/** The day's book: who comes when, where they sit, and how far each is. */
export function Aujourdhui({ house }: { house: House }) {
  const words = texts.value;
  const { day: asked, search, filter, sort, guest, open, view } = address.value;
  const timeline = view === 'timeline';
  const state = useDay(house.slug, asked);
  const { book } = state;
  const now = useNow(book);
  const day = asked ?? book?.day ?? dayOf(new Date().toISOString(), house.timeZone);
  const today = book?.today ?? null;
  const toDay = (to: string) => go({ day: to === today ? null : to });

  useEffect(() =>
    onKeys({
      ArrowLeft: () => toDay(addDays(day, -1)),
      ArrowRight: () => toDay(addDays(day, 1)),
      t: () => go({ day: null }),
      n: () => begin('new'),
      w: () => begin('walk-in'),
      e: () => {
        const row = book?.reservations.find(({ id }) => id === rowInHand());
        if (row && changeable(row.status)) begin(row.id);
      },
    }),
  );

  // Whoever's record is open is whom a new reservation is for.
  const begin = (what: string) => go({ open: what }, open ? 'replace' : 'push');
  const close = () => {
    const begun = open;
    leave({ open: null });
    giveBack(() => whereBegun(begun));
  };
  /** Something was written for a day: on to it, unless it is the one on show. */
  const done = (on: string) => {
    go({ open: null, day: on === today ? null : on }, on === day ? 'replace' : 'push');
    giveBack(() => whereBegun(open));
  };

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

  const stage = filters.find((known) => known === filter && known !== 'all') as Stage | undefined;
  const order = orders.find((known) => known === sort) ?? 'time';
  const keep = (row: ReservationRow) => (!stage || stages[row.status] === stage) && matches(row, search);
  const opened = (row: ReservationRow) => (open ? open === row.id : guest === row.guest.id);
  const sections = book ? layOut(book, now, keep, order) : [];
  const most = Math.max(1, ...sections.flatMap(({ shift }) => shift.slots.map((slot) => slot.covers)));

  // The day opens where the evening is: once, and only when the present would be out of sight.
  const placed = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (!book || placed.current === book.day) return;
    placed.current = book.day;
    showPresent();
  }, [book?.day]);

  // Which day it is, the restaurant says: a panel that starts from it waits for the first answer.
  const dayKnown = useRef(false);
  if (asked || book) dayKnown.current = true;

  function panel() {
    if (open === 'new' && dayKnown.current)
      return <NewReservation house={house} day={day} guest={guest} onMade={done} onClose={close} />;
    if (open === 'walk-in')
      return <WalkIn house={house} onSeated={() => done(today ?? day)} onClose={close} />;
    const row = open ? book?.reservations.find(({ id }) => id === open) : undefined;
    if (row && book)
      return (
        <ChangeReservation
          key={row.id}
          house={house}
          book={book}
          now={now}
          row={row}
          onChanged={done}
          onClose={close}
        />
      );
    if (open && book)
      return (
        <Side title={words.making.change} onClose={close}>
          <p class="empty">{words.making.gone}</p>
        </Side>
      );
    return guest ? <GuestPanel key={guest} house={house} id={guest} /> : null;
  }

  return (
    <Split panel={panel()}>
      <DayBar
        day={day}
        today={today}
        onDay={toDay}
        onNew={() => begin('new')}
        onWalkIn={() => begin('walk-in')}
      />
      {state.fault && !book && <Fault what={words.day.failed} fault={state.fault} onRetry={state.reload} />}
      {state.slow && !book && <Shape rows={12} />}
      {book && <ViewChoice />}
      {book && book.reservations.length > 0 && <Filters book={book} />}
      {book && book.reservations.length === 0 && (
        <p class="empty">
          {book.shifts.length === 0
            ? words.day.closed
            : book.day === book.today
              ? words.day.emptyToday
              : words.day.empty}
        </p>
      )}
      {book && book.reservations.length > 0 && sections.length === 0 && (
        <p class="empty">
          {words.day.nothing}{' '}
          <button
            type="button"
            class="text-button"
            onClick={() => go({ search: '', filter: null }, 'replace')}
          >
            {words.day.clear}
          </button>
        </p>
      )}
      {book && timeline && (
        <Timeline
          house={house}
          book={book}
          now={now}
          keep={keep}
          fresh={state.fresh}
          pending={state.pending}
          opened={opened}
          coming={today !== null && day > today}
          acts={acts}
          change={state.change}
          reload={state.reload}
        />
      )}
      {!timeline && (
        <div data-rows>
          {sections.map(({ shift, lines }) => (
            <ShiftSection
              key={shift.name}
              section={{ shift, lines }}
              most={most}
              now={now}
              folded={!stage && !search && isOver({ shift, lines }, now)}
            >
              {lines.map((line) =>
                line.kind === 'now' ? (
                  <NowLine key="now" time={line.time} inMinutes={line.inMinutes} />
                ) : (
                  <ReservationLine
                    key={line.row.id}
                    row={line.row}
                    hour={line.hour}
                    fresh={state.fresh.has(line.row.id)}
                    busy={state.pending.has(line.row.id)}
                    opened={open ? open === line.row.id : guest === line.row.guest.id}
                    coming={today !== null && day > today}
                    acts={acts}
                  />
                ),
              )}
            </ShiftSection>
          ))}
        </div>
      )}
      {book && <ServiceSheet book={book} house={house} />}
      <p class="unseen" role="status" aria-live="polite">
        {state.news}
      </p>
    </Split>
  );
}
