import { TriangleAlert } from 'lucide-preact';
import { useId } from 'preact/hooks';
import type { StaffSlot } from '../../server/reservations/contract.ts';
import { Fault } from '../frame/Fault.tsx';
import { spokenTime } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import type { useSlots } from './useSlots.ts';
import { byShift, nearestOpen } from './wish.ts';

/** How many of those in the way are shown before one asks for the rest. */
const shown = 3;

/** Why a slot cannot be had, with the tables and the parties behind it. */
function WhyNot({ slot, party }: { slot: StaffSlot; party: number }) {
  const words = texts.value.making;
  const at = spokenTime(slot.time, locale.value);
  const holder = ({ table, reservation }: StaffSlot['inTheWay'][number]) => (
    <li key={table}>
      {texts.value.table([table])}
      {'\u00a0: '}
      {reservation
        ? [
            reservation.name,
            texts.value.people(reservation.party),
            spokenTime(reservation.time, locale.value),
          ].join(', ')
        : words.heldOtherwise}
    </li>
  );
  return (
    <>
      <p>
        <strong>{words.full(at, texts.value.people(party))}</strong>{' '}
        {words.reasons[slot.reason ?? 'no_table']}
      </p>
      {slot.inTheWay.length > 0 && <ul>{slot.inTheWay.slice(0, shown).map(holder)}</ul>}
      {slot.inTheWay.length > shown && (
        <details>
          <summary>{words.others(slot.inTheWay.length - shown)}</summary>
          <ul>{slot.inTheWay.slice(shown).map(holder)}</ul>
        </details>
      )}
    </>
  );
}

/**
 * The times of a day by shift; what is full says so and, when chosen, says why and who is in the way. `overbook`
 * null: this person may not write beyond what is free.
 */
export function SlotChoice(props: {
  loaded: ReturnType<typeof useSlots>;
  party: number;
  time: string | null;
  onTime: (time: string) => void;
  overbook: boolean | null;
  onOverbook: (overbook: boolean) => void;
}) {
  const words = texts.value.making;
  const { fault, reload, reason } = props.loaded;
  // Hours that are gone help nobody, unless one of them is the reservation's own.
  const slots =
    props.loaded.slots?.filter((slot) => slot.reason !== 'past' || slot.time === props.time) ?? null;
  const past = slots?.length === 0 && props.loaded.slots !== null && props.loaded.slots.length > 0;
  const id = useId();
  const chosen = slots?.find((slot) => slot.time === props.time) ?? null;
  if (fault && !slots) return <Fault what={words.slotsFailed} fault={fault} onRetry={reload} />;
  return (
    <fieldset class="choice" aria-busy={!slots}>
      <legend>{words.time}</legend>
      {slots?.length === 0 && <p class="muted">{past ? words.dayOver : words.reasons[reason ?? 'closed']}</p>}
      {byShift(slots ?? []).map(({ shift, slots: own }) => (
        <div key={shift} class="slots">
          <h3>{shift}</h3>
          <div class="picks">
            {own.map((slot) => (
              <button
                key={slot.time}
                type="button"
                class={`pick slot slot-${slot.status} figure`}
                aria-pressed={slot.time === props.time}
                onClick={() => props.onTime(slot.time)}
              >
                {slot.time}
                <small class={slot.status === 'open' ? 'unseen' : undefined}>
                  {words.slotStates[slot.status]}
                </small>
              </button>
            ))}
          </div>
        </div>
      ))}
      <div role="status" aria-live="polite">
        {chosen?.status === 'open' && chosen.tables.length > 0 && (
          <p class="muted small">{words.proposed(texts.value.table(chosen.tables))}</p>
        )}
        {chosen && chosen.status !== 'open' && (
          <div class="why">
            <TriangleAlert size={18} strokeWidth={1.5} aria-hidden="true" />
            <div>
              <WhyNot slot={chosen} party={props.party} />
              {nearestOpen(slots ?? [], chosen.time).length > 0 && (
                <p class="picks">
                  {nearestOpen(slots ?? [], chosen.time).map((slot) => (
                    <button
                      key={slot.time}
                      type="button"
                      class="pick figure"
                      aria-label={words.instead(slot.time)}
                      onClick={() => props.onTime(slot.time)}
                    >
                      {slot.time}
                    </button>
                  ))}
                </p>
              )}
              {chosen.status === 'full' && props.overbook === null && <p>{words.overbookNot}</p>}
              {chosen.status === 'full' && props.overbook !== null && (
                <label class="check" for={id}>
                  <input
                    id={id}
                    type="checkbox"
                    checked={props.overbook}
                    onChange={(event) => props.onOverbook(event.currentTarget.checked)}
                  />
                  <span>
                    {words.overbook}
                    <small>{words.overbookNote}</small>
                  </span>
                </label>
              )}
            </div>
          </div>
        )}
      </div>
    </fieldset>
  );
}
