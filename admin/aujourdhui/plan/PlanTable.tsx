import { Ban, Check } from 'lucide-preact';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { RoomTable, TablePlace } from '../../../server/seating/contract.ts';
import { Chairs, placed } from '../../plan/Drawing.tsx';
import type { Drop } from '../timeline/board.ts';
import { StateMark } from './StateMark.tsx';
import { dropSaid, stateShort, tableSaid } from './saying.ts';
import type { TableState } from './states.ts';
import type { useCarry } from './useCarry.ts';

/** How wide a table is drawn before a name fits on it, in pixels. */
const roomy = 66;

/** And below which "+10 min" touches its edges. */
const snug = 56;

/** What tells two of a name apart stands last in it: "Zoé Lefèvre" is Lefèvre. */
const short = (name: string) => name.split(' ').slice(1).join(' ') || name;

/** A table of the plan: what it is up to, or while somebody is in hand, whether they can sit there. */
export function PlanTable(props: {
  table: RoomTable;
  place: TablePlace;
  unit: number;
  state: TableState;
  /** A party in hand, and what it would mean to put them here. */
  held: ReservationRow | null;
  drop: Drop | null;
  /** Under the pointer that carries somebody. */
  aimed: boolean;
  opened: boolean;
  aside: boolean;
  busy: boolean;
  tabIndex: number;
  grips: ReturnType<ReturnType<typeof useCarry>['grips']>;
  onPress: () => void;
  onFocus: () => void;
}) {
  const { table, place, state, drop } = props;
  const judged = drop && props.held ? dropSaid(drop, props.held, table) : null;
  const across = props.unit * Math.min(place.width, place.height);
  const upright = place.turn % 180 === 90;
  const broad = props.unit * (upright ? place.height : place.width);
  const wide = across >= roomy;
  const refused = drop?.can === 'not';
  const facts = refused ? (judged?.short ?? '') : stateShort(state, broad < snug);
  const look = [
    `plan-thing plan-${place.shape} seat-${state.kind}`,
    state.kind === 'expected' && state.minutes > 0 && 'seat-late',
    drop && `seat-can-${drop.can}`,
    props.aimed && 'seat-aimed',
    props.aside && 'seat-aside',
  ];
  return (
    <div class={look.filter(Boolean).join(' ')} style={placed(place)}>
      <Chairs place={place} seats={table.maxSeats} />
      <button
        type="button"
        class="plan-face"
        data-table={table.id}
        tabIndex={props.tabIndex}
        aria-expanded={props.opened}
        aria-busy={props.busy || undefined}
        aria-describedby="plan-hint"
        {...props.grips}
        onClick={props.onPress}
        onFocus={props.onFocus}
      >
        <span class="unseen">{judged ? judged.whole : tableSaid(table, state)}</span>
        <span class="plan-label" aria-hidden="true">
          <b class="seat-name">{table.name}</b>
          {facts && <span class="seat-facts">{facts}</span>}
          {wide && state.row && !refused && (
            <span class="seat-who">
              {short(state.row.bookedAs)} · {state.row.party}
            </span>
          )}
        </span>
        <span class="seat-corner" aria-hidden="true">
          {refused ? (
            <span class="state-mark state-refused">
              <Ban size={12} strokeWidth={2.4} />
            </span>
          ) : drop?.can === 'move' ? (
            <span class="state-mark state-fits">
              <Check size={12} strokeWidth={2.6} />
            </span>
          ) : (
            <StateMark kind={state.kind} />
          )}
        </span>
      </button>
    </div>
  );
}
