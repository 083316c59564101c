import { Ban, Check, X } from 'lucide-preact';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import type { Drop } from '../timeline/board.ts';
import { planWords } from './texts/words.ts';

/** Which area is on show. */
export function AreaChoice(props: { areas: string[]; shown: string; onArea: (name: string) => void }) {
  if (props.areas.length < 2) return null;
  return (
    <fieldset class="chips floor-areas">
      <legend class="unseen">{planWords().areas}</legend>
      {props.areas.map((name) => (
        <button
          key={name}
          type="button"
          class="chip"
          aria-pressed={name === props.shown}
          onClick={() => props.onArea(name)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

/** Who is in hand, and what it would mean to put them where the pointer is (null: over no table). */
export function HandBar(props: {
  row: ReservationRow;
  aimed: { drop: Drop; said: string } | null;
  /** Null: the pointer holds them, and lets go. */
  onPutBack: (() => void) | null;
}) {
  const { row, aimed } = props;
  const say = planWords();
  return (
    <div class={`floor-say${aimed ? ` floor-say-${aimed.drop.can}` : ''}`}>
      {aimed?.drop.can === 'not' && <Ban size={16} strokeWidth={2} aria-hidden="true" />}
      {aimed?.drop.can === 'move' && <Check size={16} strokeWidth={2} aria-hidden="true" />}
      <p role="status">
        {aimed ? (
          aimed.said
        ) : (
          <>
            <b>{say.held(row.bookedAs, texts.value.people(row.party), spokenTime(row.time, locale.value))}</b>{' '}
            {say.choose}
          </>
        )}
      </p>
      {props.onPutBack && (
        <button
          type="button"
          class="icon-button"
          aria-label={say.putBack}
          title={say.putBack}
          onClick={props.onPutBack}
        >
          <X size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
