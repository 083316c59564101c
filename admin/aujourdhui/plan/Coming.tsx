import { Users } from 'lucide-preact';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { lasting, spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { type Clock, minuteAt } from '../clock.ts';
import { ahead, sinceMinute } from './states.ts';
import { planWords } from './texts/words.ts';

/** Who is to be seated next: at the door first. One is taken in hand by a tap, and put at a table by another. */
export function Coming(props: {
  rows: ReservationRow[];
  minute: number;
  clock: Clock;
  live: boolean;
  held: string | null;
  onTake: (row: ReservationRow) => void;
}) {
  const { minute, live } = props;
  const words = texts.value;
  const say = planWords();
  const about = (row: ReservationRow): string | null => {
    if (row.status === 'arrived') {
      const since = minute - sinceMinute(row);
      return since < 1 ? say.there : say.waiting(lasting(since));
    }
    const late = minute - minuteAt(row.startsAt);
    return live && late > 0 ? say.late(lasting(late)) : null;
  };
  return (
    <section class="coming" aria-labelledby="plan-coming">
      <h2 id="plan-coming">
        {say.coming}
        <small>
          {live ? say.comingLead(ahead) : say.comingAt(spokenTime(props.clock.timeAt(minute), locale.value))}
        </small>
      </h2>
      {props.rows.length === 0 && <p class="muted">{say.nobody}</p>}
      <ul>
        {props.rows.map((row) => {
          const more = about(row);
          return (
            <li key={row.id}>
              <button
                type="button"
                class={`coming-party coming-${row.status}${more && row.status !== 'arrived' ? ' coming-late' : ''}`}
                aria-pressed={props.held === row.id}
                data-coming={row.id}
                onClick={() => props.onTake(row)}
              >
                <time>{row.time}</time>
                <span class="coming-who">
                  <b>{row.bookedAs}</b>
                  {more && <small>{more}</small>}
                </span>
                <span class="coming-party-size">
                  <Users size={13} strokeWidth={1.5} aria-hidden="true" />
                  <span class="unseen">{words.people(row.party)}</span>
                  <span aria-hidden="true">{row.party}</span>
                </span>
                <span class="coming-table">
                  {row.tables.length > 0 ? row.tables.join(' + ') : words.day.tableNone}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
