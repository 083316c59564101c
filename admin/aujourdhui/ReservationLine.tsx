import { Pin, Users } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { Remark } from '../frame/Remark.tsx';
import { StatusMark } from '../frame/Status.tsx';
import { texts } from '../texts/texts.ts';
import { type LineActs, nextOf, nextStatus, type Settable, stages } from './day.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { NoShowMark, OccasionMark, SourceMark, Tag } from './marks.tsx';

/** One reservation: when, who, how many, where, what to know, and the one thing that most often comes next. */
export function ReservationLine(props: {
  row: ReservationRow;
  hour: boolean;
  fresh: boolean;
  busy: boolean;
  opened: boolean;
  /** The day is still to come: nobody arrives yet. */
  coming: boolean;
  acts: LineActs;
}) {
  const { row, acts } = props;
  const words = texts.value;
  const name = useRef<HTMLButtonElement>(null);
  const next = nextOf(row.status, props.coming);

  const set = (status: Settable) => {
    acts.setStatus(row, status);
    // The button that was pressed may be gone in a moment; the row itself stays.
    if (!nextStatus[status]) name.current?.focus();
  };

  return (
    <li
      data-item
      class={`line line-${stages[row.status]} line-${row.status}${props.hour ? ' line-hour' : ''}${props.fresh ? ' line-fresh' : ''}${props.opened ? ' line-open' : ''}`}
      aria-busy={props.busy || undefined}
    >
      <time class="line-time">{row.time}</time>
      <div class="line-who">
        <button
          ref={name}
          type="button"
          class="line-name"
          data-row
          data-guest={row.guest.id}
          data-reservation={row.id}
          aria-expanded={props.opened}
          onClick={() => acts.open(row)}
        >
          {row.bookedAs}
        </button>
        <span class="line-marks">
          {props.fresh && <span class="badge badge-new">{words.day.newMark}</span>}
          {row.guest.tags.map((tag) => (
            <Tag key={tag} name={tag} />
          ))}
          {row.guest.noShows > 0 && <NoShowMark count={row.guest.noShows} />}
          {row.occasion && <OccasionMark occasion={row.occasion} />}
          {row.remark && <Remark text={row.remark} />}
        </span>
      </div>
      <span class="line-party figure">
        <Users size={14} strokeWidth={1.5} aria-hidden="true" />
        <b aria-hidden="true">{row.party}</b>
        <span class="unseen">{words.people(row.party)}</span>
      </span>
      <div class="line-facts">
        <span class="line-table figure" title={row.area ?? undefined}>
          <span class="unseen">{row.tables.length > 0 ? words.table(row.tables) : words.day.tableNone}</span>
          <span aria-hidden="true">
            {/^\d/.test(row.tables[0] ?? '') && <i>{words.day.tableWord}</i>}
            {row.tables.join('+') || '—'}
          </span>
          {row.pinned && (
            <span class="line-pin" title={words.day.pinMark}>
              <Pin size={13} strokeWidth={1.5} aria-hidden="true" />
              <span class="unseen">{words.day.pinMark}</span>
            </span>
          )}
          {row.area && <small>{row.area}</small>}
        </span>
        <SourceMark source={row.source} />
        <StatusMark status={row.status} by={row.cancelledBy} late={row.cancelledLate ?? false} />
      </div>
      <div class="line-acts">
        {next && (
          <button
            type="button"
            class={`button act act-${next}`}
            aria-label={words.day.act(words.acts[next], row.bookedAs, row.time)}
            onClick={() => set(next)}
          >
            {words.acts[next]}
          </button>
        )}
        <MoreMenu row={row} coming={props.coming} acts={acts} look="icon-button" size={18} onPick={set} />
      </div>
    </li>
  );
}
