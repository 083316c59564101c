import { ChevronDown } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { texts } from '../texts/texts.ts';
import { CoversChart } from './CoversChart.tsx';
import type { Present } from './clock.ts';
import { type DayBook, isOver, type LineActs, type Section } from './day.ts';
import { showPresent } from './present.ts';
import { ReservationLine } from './ReservationLine.tsx';

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
  now: Present | null;
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
        <CoversChart shift={shift} most={props.most} now={props.now?.time ?? null} />
      </header>
      <ol>{props.children}</ol>
    </section>
  );
}

/** The day as a list under its shifts, by time or as it is sorted. It opens where the evening is. */
export function DayList(props: {
  book: DayBook;
  sections: Section[];
  now: Present | null;
  /** Something is typed or filtered: what is found is shown, also of a shift that is over. */
  narrowed: boolean;
  fresh: ReadonlySet<string>;
  pending: ReadonlyMap<string, unknown>;
  opened: (row: ReservationRow) => boolean;
  coming: boolean;
  acts: LineActs;
}) {
  const { book, sections, now } = props;
  const most = Math.max(1, ...sections.flatMap(({ shift }) => shift.slots.map((slot) => slot.covers)));

  // Once a day, and only when the present would be out of sight.
  const placed = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (placed.current === book.day) return;
    placed.current = book.day;
    showPresent();
  }, [book.day]);

  return (
    <div data-rows>
      {sections.map((section) => (
        <ShiftSection
          key={section.shift.name}
          section={section}
          most={most}
          now={now}
          folded={!props.narrowed && isOver(section, now)}
        >
          {section.lines.map((line) =>
            line.kind === 'now' ? (
              <NowLine key="now" time={line.time} inMinutes={line.inMinutes} />
            ) : (
              <ReservationLine
                key={line.row.id}
                row={line.row}
                hour={line.hour}
                fresh={props.fresh.has(line.row.id)}
                busy={props.pending.has(line.row.id)}
                opened={props.opened(line.row)}
                coming={props.coming}
                acts={props.acts}
              />
            ),
          )}
        </ShiftSection>
      ))}
    </div>
  );
}
