import { TriangleAlert } from 'lucide-preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { StaffSlot } from '../../server/reservations/contract.ts';
import { Fault } from '../frame/Fault.tsx';
import { spokenTime } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import type { useSlots } from './useSlots.ts';
import { byShift, nearestOpen } from './wish.ts';
import { handWords } from './words.ts';

/** How many of those in the way are shown before one asks for the rest. */
const shown = 3;

/** Why a slot cannot be had, with the tables and the parties behind it. */
function WhyNot({ slot, party }: { slot: StaffSlot; party: number }) {
  const said = useRef<HTMLParagraphElement>(null);
  // On a phone the hours fill the screen: who asked why is shown why.
  useEffect(() => said.current?.scrollIntoView({ block: 'nearest' }), [slot.time]);
  const words = texts.value.making;
  const at = spokenTime(slot.time, locale.value);
  const holder = ({ table, reservation }: StaffSlot['inTheWay'][number]) => (
    <li key={table}>
      {texts.value.table([table])}
      {texts.value.frame.colon}
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
      <p ref={said}>
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

/** What going beyond means at a slot: what is asked, what comes of it, and what the button then says. */
export function beyond(slot: StaffSlot | undefined): { ask: string; note: string; go: string; save: string } {
  const making = texts.value.making;
  const words = handWords();
  const kept = { go: words.goBeyond, save: words.saveBeyond };
  if (slot?.reason === 'pace') return { ask: words.beyondPace, note: words.beyondPaceNote, ...kept };
  if (slot?.reason === 'paused') return { ask: words.inPause, note: words.inPauseNote, ...kept };
  return {
    ask: making.overbook,
    note: making.overbookNote,
    go: making.goOverbook,
    save: making.saveOverbook,
  };
}

/**
 * The times of a day by shift; what is full says so and, when chosen, says why and who is in the way. Any other minute
 * of the day may be typed. `overbook` null: this person may not write beyond what is free.
 */
export function SlotChoice(props: {
  loaded: ReturnType<typeof useSlots>;
  party: number;
  time: string | null;
  /** `typed`: it may be none of the slots. */
  onTime: (time: string, typed?: boolean) => void;
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
  const mayBeyond = chosen?.status === 'full' || chosen?.reason === 'paused';
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
      <p class="other-time">
        <label for={`${id}-other`}>{handWords().otherTime}</label>
        <input
          id={`${id}-other`}
          type="time"
          value={props.time ?? ''}
          onChange={(event) => event.currentTarget.value && props.onTime(event.currentTarget.value, true)}
        />
      </p>
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
              {mayBeyond && props.overbook === null && <p>{words.overbookNot}</p>}
              {mayBeyond && props.overbook !== null && (
                <label class="check" for={id}>
                  <input
                    id={id}
                    type="checkbox"
                    checked={props.overbook}
                    onChange={(event) => props.onOverbook(event.currentTarget.checked)}
                  />
                  <span>
                    {beyond(chosen).ask}
                    <small>{beyond(chosen).note}</small>
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
