import { Minus, Pause, Play, Plus, X } from 'lucide-preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { RoomTable } from '../../../server/seating/contract.ts';
import { Remark } from '../../frame/Remark.tsx';
import { spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { changeable, type LineActs } from '../day.ts';
import { MoreMenu } from '../MoreMenu.tsx';
import { StateMark } from './StateMark.tsx';
import { stateSaid } from './saying.ts';
import type { TableState } from './states.ts';
import { planWords } from './texts/words.ts';

export type PauseFor = 'half' | 'hour' | 'day';

/** A party at this table, now or next. */
function Party(props: {
  row: ReservationRow;
  /** The one thing that most often comes next. */
  primary: { label: string; act: () => void } | null;
  coming: boolean;
  acts: LineActs;
  onMove: (row: ReservationRow) => void;
}) {
  const { row, acts } = props;
  const words = texts.value;
  const say = planWords();
  return (
    <div class="table-party">
      <p class="table-party-who">
        <time>{spokenTime(row.time, locale.value)}</time>
        <button
          type="button"
          class="text-button table-party-name"
          data-reservation={row.id}
          title={say.recordOf(row.bookedAs)}
          onClick={() => acts.open(row)}
        >
          {row.bookedAs}
        </button>
        <span>{words.people(row.party)}</span>
        {row.remark && <Remark text={row.remark} />}
      </p>
      <p class="table-party-acts">
        {props.primary && (
          <button
            type="button"
            class="button primary"
            // Who taps twice to seat has not asked for the table to be freed, which is what comes next.
            onClick={(event) => event.detail < 2 && props.primary?.act()}
          >
            {props.primary.label}
          </button>
        )}
        {changeable(row.status) && (
          <button
            type="button"
            class="button"
            aria-label={say.moveNamed(row.bookedAs)}
            onClick={() => props.onMove(row)}
          >
            {say.move}
          </button>
        )}
        <MoreMenu row={row} coming={props.coming} acts={acts} look="icon-button" size={18} />
      </p>
    </div>
  );
}

function WalkIn(props: { table: RoomTable; busy: boolean; onSeat: (party: number) => void }) {
  const { table } = props;
  const words = texts.value;
  const say = planWords();
  const [party, setParty] = useState(Math.min(2, table.maxSeats));
  const step = (by: number) => setParty(Math.max(1, Math.min(table.maxSeats, party + by)));
  return (
    <fieldset class="table-walk-in">
      <legend>{say.walkIn}</legend>
      <div class="joined">
        <button type="button" class="icon-button" aria-label={say.fewer} onClick={() => step(-1)}>
          <Minus size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
        <output class="table-size">{words.people(party)}</output>
        <button type="button" class="icon-button" aria-label={say.more} onClick={() => step(1)}>
          <Plus size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <button type="button" class="button" aria-disabled={props.busy} onClick={() => props.onSeat(party)}>
        {say.seatHere}
      </button>
    </fieldset>
  );
}

/** What happens at a table, and what can be done there: seat, move, free, pause. */
export function TableSheet(props: {
  table: RoomTable;
  state: TableState;
  /** Whether it is about this very moment: only now is anybody seated or a table freed. */
  live: boolean;
  coming: boolean;
  busy: boolean;
  /** Who could be put here now. */
  others: ReservationRow[];
  acts: LineActs;
  onSeat: (row: ReservationRow) => void;
  onMove: (row: ReservationRow) => void;
  onWalkIn: (party: number) => void;
  onPause: (how: PauseFor) => void;
  onResume: () => void;
  onClose: () => void;
}) {
  const { table, state, live } = props;
  const words = texts.value;
  const say = planWords();
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [table.id]);
  const { row, next, kind } = state;
  const sits = row?.status === 'seated';
  const primary = (of: ReservationRow) => {
    if (!live) return null;
    if (of.status === 'seated') return { label: say.finish, act: () => props.acts.setStatus(of, 'finished') };
    if (of.status === 'requested' || sits) return null;
    return { label: say.seat, act: () => props.onSeat(of) };
  };
  const party = (of: ReservationRow, leads: boolean) => (
    <Party
      key={of.id}
      row={of}
      primary={leads ? primary(of) : null}
      coming={props.coming}
      acts={props.acts}
      onMove={props.onMove}
    />
  );
  const free = live && (kind === 'free' || kind === 'expected');
  return (
    <section class="table-sheet" aria-label={words.table([table.name])}>
      <header>
        <h2 ref={title} tabIndex={-1}>
          {words.table([table.name])}
          <small class="plan-aside">{say.seats(table.minSeats, table.maxSeats)}</small>
        </h2>
        <button type="button" class="icon-button" aria-label={say.close} onClick={props.onClose}>
          <X size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </header>
      <p class="table-state">
        <StateMark kind={kind} size={14} />
        <span>{stateSaid(state)}</span>
      </p>
      {row && party(row, true)}
      {next && (
        <>
          {row && <h3>{say.after}</h3>}
          {party(next, !row)}
        </>
      )}
      {free && (
        <>
          {props.others.length > 0 && (
            <>
              <h3>{say.others}</h3>
              <ul class="table-others">
                {props.others.map((other) => (
                  <li key={other.id}>
                    <span>
                      <time>{other.time}</time> <b>{other.bookedAs}</b> · {words.people(other.party)}
                    </span>
                    <button
                      type="button"
                      class="button"
                      aria-label={say.seatNamed(other.bookedAs)}
                      aria-disabled={props.busy}
                      onClick={() => props.onSeat(other)}
                    >
                      {say.seat}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
          {kind === 'free' && (
            <WalkIn key={table.id} table={table} busy={props.busy} onSeat={props.onWalkIn} />
          )}
        </>
      )}
      {state.pause ? (
        state.pause.table ? (
          <button type="button" class="button" aria-disabled={props.busy} onClick={props.onResume}>
            <Play size={16} strokeWidth={1.5} aria-hidden="true" />
            {say.resume}
          </button>
        ) : (
          <p class="muted">{say.resumeArea}</p>
        )
      ) : (
        live && (
          <fieldset class="table-pause">
            <legend>
              <Pause size={14} strokeWidth={1.5} aria-hidden="true" /> {say.pause}
            </legend>
            {(['half', 'hour', 'day'] as const).map((how) => (
              <button
                key={how}
                type="button"
                class="chip"
                aria-disabled={props.busy}
                onClick={() => props.onPause(how)}
              >
                {say.pauseFor[how]}
              </button>
            ))}
          </fieldset>
        )
      )}
    </section>
  );
}
